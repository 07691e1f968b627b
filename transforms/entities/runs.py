"""A run of capitalised words taken apart: listed names, organisations, and people with what stands before their names."""

from dataclasses import dataclass
from functools import cache

from transforms.entities.lexicon import Word, word_lists
from transforms.entities.phrases import ADJECTIVE, PEOPLE, Known
from transforms.entities.view import View
from transforms.tokens import INITIAL, LOWER, UPPER

# Kinds of the units of a run.
_NAME, _INITIAL, _PARTICLE, _SUFFIX, _PERSON = "N", "I", "P", "S", "A"
_ROLE, _PART, _HEAD, _THING, _NATION, _ORG = "R", "M", "H", "T", "G", "O"
_PAIR = "&"
_IN_PERSON = frozenset((_NAME, _INITIAL, _PARTICLE, _SUFFIX, _PERSON, _PAIR))
_BEFORE_HEAD = frozenset((_NAME, _PART, _NATION, _ORG, _THING, _HEAD, _PARTICLE))
_BEFORE_PERSON = frozenset((_ROLE, _PART))
_STOP, _AND = ord("."), ord("&")
_NICKNAME = 3  # tokens of a nickname and the marks around it
_MOST_NAMES = 5  # units of a person's name; longer runs are headlines or lists

_IS_TITLE, _IS_GIVEN = int(Word.TITLE | Word.ROLE), int(Word.GIVEN)
_IS_OFFICE = int(Word.TITLE)
_IS_PART, _IS_HEAD, _IS_THING = int(Word.ROLE_PART | Word.ORG_PART), int(Word.ORG_HEAD), int(Word.THING)
_IS_SURNAME, _IS_PARTICLE, _IS_SUFFIX = int(Word.SURNAME | Word.FAMILY_FIRST), int(Word.PARTICLE), int(Word.SUFFIX)
_IS_SEXED, _IS_HONORIFIC = int(Word.MALE | Word.FEMALE), int(Word.HONORIFIC)

_MAY_BE_SURNAME = frozenset((_ROLE, _HEAD, _THING, _PART))

Unit = tuple[int, int, str, int, Known | None]


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
    units = _merged(_units(view, first, last))
    pieces: list[Piece] = []
    i, done = 0, 0
    while i < len(units):
        kind = units[i][2]
        if kind == _HEAD:
            i = _organisation(units, i, done, pieces)
            done = i
        elif kind in _IN_PERSON and kind not in (_PARTICLE, _SUFFIX):
            end = i
            while (
                end < len(units)
                and units[end][2] in _IN_PERSON
                and (end == i or units[end - 1][2] != _PERSON or units[end][2] == _SUFFIX)
            ):
                end += 1
            if end < len(units) and units[end][2] in (_HEAD, _THING) and not _is_after_ministry(units, i):
                i = end if units[end][2] == _HEAD else end + 1
                done = done if units[end - 1][2] != _THING else i
                continue
            _name(units[i:end], units[done:i], pieces)
            i = done = end
        else:
            i += 1
    pieces += [Listed(unit[0], unit[1], unit[4]) for unit in units if unit[4] and unit[2] in (_NATION, _ORG)]
    return sorted(pieces, key=lambda piece: piece.first)


def _units(view: View, first: int, last: int) -> list[Unit]:
    units: list[Unit] = []
    token = first
    flags_of, shapes, phrase = view.flags, view.shape, view.phrase
    while token <= last:
        found = phrase.get(token)
        if found and found[0] <= last:
            end, known = found
            kind = {"person": _PERSON, "organisation": _ORG}.get(known.kind, _NATION)
            flags = flags_of[token]
            units.append((token, end, kind, flags, known))
            token = end + 1
            continue
        flags = flags_of[token]
        if view.mark[token] == _STOP and units:
            before = units[-1]
            units[-1] = (before[0], token, before[2], before[3], before[4])
        elif view.mark[token] and view.mark[token] != _AND:
            token += _NICKNAME
            continue
        elif view.mark[token] == _AND:
            units.append((token, token, _PAIR, 0, None))
        elif shapes[token] == INITIAL and not flags & _IS_TITLE:
            units.append((token, token, _INITIAL, flags, None))
        else:
            kind = _kind(flags, shapes[token], bool(units))
            if kind == _NAME and _is_compound(view.surface(token, token)):
                kind = _PART
            units.append((token, token, kind, flags, None))
        token += 1
    return units


def _kind(flags: int, shape: int, is_inner: bool) -> str:
    if flags & _IS_SUFFIX and is_inner:
        return _SUFFIX
    if flags & _IS_PARTICLE and shape == LOWER:
        return _PARTICLE
    if flags & _IS_TITLE:
        return _ROLE
    if flags & _IS_HEAD:
        return _HEAD
    if flags & _IS_PART and not (shape == UPPER):
        return _PART
    if flags & _IS_THING:
        return _THING
    return _NAME


def _is_compound(word: str) -> bool:
    """Whether a word is an adjective made of a name, such as US-led, or several names, such as Paris-Berlin."""
    head, hyphen, tail = word.rpartition("-")
    return bool(hyphen) and (tail in _tails() or len(head) > 1 and head.isupper())


@cache
def _tails() -> frozenset[str]:
    return frozenset(word_lists()["compound_tail"].split())


def _merged(units: list[Unit]) -> list[Unit]:
    """Names made of words that lists hold for something else: Jordan Peterson, Michael Jordan, Fiona Hill."""
    count = len(units)
    if count < 2:
        return units
    result = list(units)
    for i in range(count):
        first, last, kind, flags, known = result[i]
        before = result[i - 1] if i else None
        after = result[i + 1] if i + 1 < count else None
        is_end = after is None or after[2] == _SUFFIX
        given = result[i - 2] if before is not None and before[2] == _INITIAL and i > 1 else before
        follows_given = given is not None and given[2] == _NAME and bool(given[3] & _IS_GIVEN)
        is_sexed = bool(flags & _IS_SEXED)
        before_name = after is not None and (after[2] == _NAME or (after[2] in (_INITIAL, _PARTICLE) and not is_end))
        if (
            kind in (_THING, _PART, _HEAD)
            and is_sexed
            and before_name
            and (before is None or before[2] in _BEFORE_PERSON)
        ):
            result[i] = (first, last, _NAME, flags, None)
        elif kind in (_ROLE, _THING, _PART, _HEAD) and is_end and before is not None and before[3] & _IS_HONORIFIC:
            result[i] = (first, last, _NAME, flags & ~_IS_TITLE, None)
        elif kind == _NATION and known and first == last and known.form not in (ADJECTIVE, PEOPLE):
            opens_name = flags & _IS_GIVEN and before_name
            opens_name = bool(opens_name) and (before is None or before[2] in _BEFORE_PERSON)
            is_led = before is not None and before[2] == _ROLE and after is not None and after[2] == _NAME
            if opens_name or is_led or (follows_given and (is_end or before_name)):
                result[i] = (first, last, _NAME, flags, None)
        elif kind == _ROLE and is_sexed and not flags & _IS_OFFICE and before is None and before_name:
            result[i] = (first, last, _NAME, flags, None)
        elif kind in _MAY_BE_SURNAME and follows_given and is_end and (flags & _IS_SURNAME or given is not before):
            result[i] = (first, last, _NAME, flags, None)
        elif kind == _ORG and first == last and follows_given and is_end and before and before[0] == result[0][0]:
            result[i] = (first, last, _NAME, flags, None)
    return result


def _organisation(units: list[Unit], head: int, done: int, pieces: list[Piece]) -> int:
    """Add the organisation whose name ends with a unit; return the number of the unit behind it."""
    start = head
    while start > done and units[start - 1][2] in _BEFORE_HEAD:
        start -= 1
    end = head
    while end + 1 < len(units) and units[end + 1][2] == _HEAD:
        end += 1
    nation = units[start][4] if units[start][2] == _NATION else None
    is_role = end + 1 < len(units) and units[end + 1][2] in _BEFORE_PERSON
    if end > start and not (is_role and all(unit[2] in (_PART, _HEAD) for unit in units[start : end + 1])):
        pieces.append(Organised(units[start][0], units[end][1], nation))
    elif end == start and not (is_role and units[start][3] & int(Word.ROLE_PART)):
        pieces.append(Organised(units[start][0], units[end][1], None))
    return end + 1


def _is_after_ministry(units: list[Unit], i: int) -> bool:
    """Whether a given name opens what follows another organisation: Foreign Ministry Maria …"""
    return i > 0 and units[i - 1][2] == _HEAD and bool(units[i][3] & _IS_GIVEN)


def _name(units: list[Unit], before: list[Unit], pieces: list[Piece]) -> None:
    """Add what may be a person's name, with titles and roles from the units before."""
    while units and units[-1][2] == _PARTICLE:
        units = units[:-1]
    if any(unit[2] == _PAIR for unit in units):
        pieces.append(Organised(units[0][0], units[-1][1], None))
        return
    names = tuple(unit[0] for unit in units if unit[2] in (_NAME, _PARTICLE, _PERSON))
    if not names or len(units) > _MOST_NAMES:
        return
    known = units[0][4] if units[0][2] == _PERSON else None
    if before and before[-1][2] == _THING:
        return
    title = 0
    lead = units[0][0]
    for unit in reversed(before):
        if unit[2] in _BEFORE_PERSON:
            title |= unit[3] if unit[2] == _ROLE else 0
        elif unit[2] not in (_NATION, _ORG, _HEAD, _NAME, _THING):
            break
        lead = unit[0]
    pieces.append(Named(units[0][0], units[-1][1], lead, title, known, names))
