"""A run of capitalised words taken apart: listed names, organisations, people with what stands before their names."""

from dataclasses import dataclass

from transforms.entities.lexicon import Word
from transforms.entities.phrases import Known
from transforms.entities.units import BEFORE_PERSON, Kind, Unit, read_units
from transforms.entities.view import View

_IN_PERSON = frozenset((Kind.NAME, Kind.INITIAL, Kind.PARTICLE, Kind.SUFFIX, Kind.PERSON, Kind.PAIR))
_BEFORE_HEAD = frozenset((Kind.NAME, Kind.PART, Kind.NATION, Kind.ORGANISATION, Kind.THING, Kind.HEAD, Kind.PARTICLE))
_LEADS = frozenset((Kind.NATION, Kind.ORGANISATION, Kind.HEAD, Kind.NAME, Kind.THING))
_MOST_NAMES = 7  # units of a person's name; longer runs are headlines or lists
_IS_TITLE = int(Word.TITLE)
_IS_POSTNOMINAL = int(Word.POSTNOMINAL)
_IS_GIVEN, _IS_ROLE_PART, _IS_SURNAME = int(Word.GIVEN), int(Word.ROLE_PART), int(Word.SURNAME | Word.FAMILY_FIRST)


@dataclass(frozen=True, slots=True)
class Listed:
    """A listed name that is no person's."""

    first: int
    last: int
    known: Known


@dataclass(frozen=True, slots=True)
class Organised:
    """A name that ends with the word of an organisation. nation: the country it begins with."""

    first: int
    last: int
    nation: Known | None


@dataclass(frozen=True, slots=True)
class Named:
    """What may be a person's name. lead: first token of what belongs to it before; title: flags of roles and titles
    directly before; known: the listed person; units: words of the name that are neither initials nor suffixes.
    """

    first: int
    last: int
    lead: int
    title: int
    known: Known | None
    units: tuple[int, ...]


Piece = Listed | Organised | Named


def read_run(view: View, first: int, last: int) -> list[Piece]:
    """Take a run apart, in order of the text."""
    units = read_units(view, first, last)
    if len(units) == 1 and (units[0][2] != Kind.HEAD or units[0][3] & _IS_SURNAME):
        return _single(units[0])
    pieces: list[Piece] = []
    i, done = 0, 0
    while i < len(units):
        kind = units[i][2]
        if kind == Kind.HEAD:
            i = _organisation(units, i, done, pieces)
            done = i
        elif kind in _IN_PERSON and kind not in (Kind.PARTICLE, Kind.SUFFIX):
            end = i
            while (
                end < len(units)
                and units[end][2] in _IN_PERSON
                and (end == i or units[end - 1][2] != Kind.PERSON or units[end][2] == Kind.SUFFIX)
            ):
                end += 1
            if end < len(units) and units[end][2] in (Kind.HEAD, Kind.THING) and not _is_after_ministry(units, i):
                i = end if units[end][2] == Kind.HEAD else end + 1
                done = done if units[end - 1][2] != Kind.THING else i
                continue
            _name(units[i:end], units[done:i], pieces)
            i = done = end
        else:
            i += 1
    pieces += [
        Listed(unit[0], unit[1], unit[4]) for unit in units if unit[4] and unit[2] in (Kind.NATION, Kind.ORGANISATION)
    ]
    return sorted(pieces, key=lambda piece: piece.first)


def _single(unit: Unit) -> list[Piece]:
    """Return what a run of one unit names; most do nothing else."""
    first, last, kind, flags, known = unit
    if kind in (Kind.NAME, Kind.PERSON) or (known is None and flags & _IS_SURNAME):
        return [Named(first, last, first, 0, known, (first,))]
    return [Listed(first, last, known)] if known else []


def _organisation(units: list[Unit], head: int, done: int, pieces: list[Piece]) -> int:
    """Add the organisation whose name ends with a unit; return the number of the unit behind it."""
    start = head
    while start > done and (units[start - 1][2] in _BEFORE_HEAD or _is_trade(units, start - 1, done)):
        start -= 1
    end = head
    while end + 1 < len(units) and units[end + 1][2] == Kind.HEAD:
        end += 1
    nation = units[start][4] if units[start][2] == Kind.NATION else None
    is_role = end + 1 < len(units) and units[end + 1][2] in BEFORE_PERSON
    if end > start and not (is_role and all(unit[2] in (Kind.PART, Kind.HEAD) for unit in units[start : end + 1])):
        pieces.append(Organised(units[start][0], units[end][1], nation))
    elif end == start and not (is_role and units[start][3] & _IS_ROLE_PART):
        pieces.append(Organised(units[start][0], units[end][1], None))
    return end + 1


def _is_trade(units: list[Unit], i: int, done: int) -> bool:
    """Whether a trade inside a name tells whose organisation it is: Third Engineer Regiment."""
    return i > done and units[i][2] == Kind.ROLE and not units[i][3] & _IS_TITLE and units[i + 1][2] == Kind.HEAD


def _is_after_ministry(units: list[Unit], i: int) -> bool:
    """Whether a given name opens what follows another organisation: Foreign Ministry Maria …"""
    return i > 0 and units[i - 1][2] == Kind.HEAD and bool(units[i][3] & _IS_GIVEN)


def _name(units: list[Unit], before: list[Unit], pieces: list[Piece]) -> None:
    """Add what may be a person's name, with titles and roles from the units before."""
    while units and (units[-1][2] == Kind.PARTICLE or (units[-1][2] == Kind.SUFFIX and units[-1][3] & _IS_POSTNOMINAL)):
        units = units[:-1]
    if any(unit[2] == Kind.PAIR for unit in units):
        pieces.append(Organised(units[0][0], units[-1][1], None))
        return
    names = tuple(unit[0] for unit in units if unit[2] in (Kind.NAME, Kind.PARTICLE, Kind.PERSON))
    if not names or len(units) > _MOST_NAMES:
        return
    known = units[0][4] if units[0][2] == Kind.PERSON else None
    if before and before[-1][2] == Kind.THING and not (known or units[0][3] & _IS_GIVEN):
        return
    title = 0
    lead = units[0][0]
    for unit in reversed(before):
        if unit[2] in BEFORE_PERSON:
            title |= unit[3] if unit[2] == Kind.ROLE else 0
        elif unit[2] not in _LEADS:
            break
        lead = unit[0]
    pieces.append(Named(units[0][0], units[-1][1], lead, title, known, names))
