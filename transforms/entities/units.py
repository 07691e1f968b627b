"""The units of a run of capitalised words: words and listed names by what they may be."""

from functools import cache

from transforms.entities.lexicon import Word, word_lists
from transforms.entities.phrases import ADJECTIVE, PEOPLE, Known
from transforms.entities.view import View
from transforms.tokens import CLITIC, INITIAL, LOWER, MIXED, UPPER


class Kind:
    """What a unit may be; PAIR: the `&` between two names. No Enum, whose members are slow to compare."""

    NAME = "N"
    INITIAL = "I"
    PARTICLE = "P"
    SUFFIX = "S"
    PERSON = "A"
    ROLE = "R"
    PART = "M"
    HEAD = "H"
    THING = "T"
    NATION = "G"
    ORGANISATION = "O"
    PAIR = "&"


_COMMA, _IS_SAY = ord(","), int(Word.SAY)
_STOP, _AND = ord("."), ord("&")
_GLUED = frozenset(map(ord, ".'’"))  # belong to the word before
_LETTERS = 2  # of a longer initial
_NICKNAME = 3  # tokens of a nickname and the marks around it

_IS_TITLE, _IS_GIVEN = int(Word.TITLE | Word.ROLE), int(Word.GIVEN)
_IS_ABBREVIATION, _IS_COMMON = int(Word.ABBREVIATION), int(Word.COMMON)
_IS_EASTERN, _IS_POSTNOMINAL = int(Word.FAMILY_FIRST), int(Word.POSTNOMINAL)
_IS_OFFICE = int(Word.TITLE)
_IS_PART, _IS_HEAD, _IS_THING = int(Word.ROLE_PART | Word.ORG_PART), int(Word.ORG_HEAD), int(Word.THING)
_IS_SURNAME, _IS_PARTICLE, _IS_SUFFIX = int(Word.SURNAME | Word.FAMILY_FIRST), int(Word.PARTICLE), int(Word.SUFFIX)
_IS_SEXED, _IS_HONORIFIC = int(Word.MALE | Word.FEMALE), int(Word.HONORIFIC)

_MAY_BE_SURNAME = frozenset((Kind.ROLE, Kind.HEAD, Kind.THING, Kind.PART))

# First and last token, kind, flags of the first word, what a list says it names.
Unit = tuple[int, int, str, int, Known | None]

BEFORE_PERSON = frozenset((Kind.ROLE, Kind.PART))


def read_units(view: View, first: int, last: int) -> list[Unit]:
    """Return the units of a run, names made of other words put right."""
    return _merged(_units(view, first, last), is_actor(view, first, last))


def is_actor(view: View, first: int, last: int) -> bool:
    """Whether a comma or a verb of saying stands behind a run, or that verb before it, as beside people."""
    before = view.flags[first - 1] if first else 0
    return view.mark[last + 1] == _COMMA or bool((view.flags[last + 1] | before) & _IS_SAY)


def _units(view: View, first: int, last: int) -> list[Unit]:
    units: list[Unit] = []
    token = first
    flags_of, shapes, phrase = view.flags, view.shape, view.phrase
    while token <= last:
        found = phrase.get(token)
        if found and found[0] <= last:
            end, known = found
            kind = {"person": Kind.PERSON, "organisation": Kind.ORGANISATION}.get(known.kind, Kind.NATION)
            flags = flags_of[token]
            units.append((token, end, kind, flags, known))
            token = end + 1
            continue
        flags = flags_of[token]
        if units and (view.mark[token] in _GLUED or view.kind[token] == CLITIC):
            before = units[-1]
            units[-1] = (before[0], token, before[2], before[3], before[4])
        elif view.mark[token] and view.mark[token] != _AND:
            token += _NICKNAME
            continue
        elif view.mark[token] == _AND:
            units.append((token, token, Kind.PAIR, 0, None))
        elif not flags & _IS_TITLE and (shapes[token] == INITIAL or _is_initial(view, token)):
            units.append((token, token, Kind.INITIAL, flags, None))
        else:
            kind = _kind(flags, shapes[token], bool(units))
            if kind == Kind.NAME and _is_compound(view.surface(token, token)):
                kind = Kind.PART
            units.append((token, token, kind, flags, None))
        token += 1
    return units


def _is_initial(view: View, token: int) -> bool:
    """Whether a word is an initial of two letters, such as Zh. or Yu."""
    is_short = bool(view.flags[token] & _IS_ABBREVIATION) and view.end[token] - view.start[token] == _LETTERS
    return is_short and view.mark[token + 1] == _STOP


def _kind(flags: int, shape: int, is_inner: bool) -> str:
    if is_inner and (flags & _IS_SUFFIX or (flags & _IS_POSTNOMINAL and shape in (UPPER, INITIAL, MIXED))):
        return Kind.SUFFIX
    if flags & _IS_PARTICLE and shape == LOWER:
        return Kind.PARTICLE
    if flags & _IS_TITLE:
        return Kind.ROLE
    if flags & _IS_HEAD:
        return Kind.HEAD
    if flags & _IS_PART and shape != UPPER:
        return Kind.PART
    if flags & _IS_THING:
        return Kind.THING
    return Kind.NAME


def _is_compound(word: str) -> bool:
    """Whether a word is an adjective made of a name, such as US-led, or several names, such as Paris-Berlin."""
    head, hyphen, tail = word.rpartition("-")
    return bool(hyphen) and (tail in _tails() or (len(head) > 1 and head.isupper() and not tail.isupper()))


@cache
def _tails() -> frozenset[str]:
    return frozenset(word_lists()["compound_tail"].split())


def _merged(units: list[Unit], speaks: bool) -> list[Unit]:
    """Names made of words that lists hold for something else: Jordan Peterson, Michael Jordan, Fiona Hill."""
    count = len(units)
    if count < 2:
        return units
    result = list(units)
    for i in range(count):
        first, last, kind, flags, known = result[i]
        before = result[i - 1] if i else None
        after = result[i + 1] if i + 1 < count else None
        is_end = after is None or after[2] == Kind.SUFFIX
        given = result[i - 2] if before is not None and before[2] == Kind.INITIAL and i > 1 else before
        follows_given = given is not None and given[2] == Kind.NAME and bool(given[3] & _IS_GIVEN)
        is_sexed = bool(flags & _IS_SEXED)
        before_name = after is not None and (
            after[2] == Kind.NAME or (after[2] in (Kind.INITIAL, Kind.PARTICLE) and not is_end)
        )
        opens_name = before_name and (before is None or before[2] in BEFORE_PERSON)
        if kind == Kind.NAME and after is not None and after[2] == Kind.ROLE and flags & _IS_COMMON and not is_sexed:
            # What an office is for: Deputy Flooding Minister Ida …
            result[i] = (first, last, Kind.PART, flags, None)
            continue
        if kind == Kind.HEAD and after is not None and after[3] & _IS_SEXED and i + 2 < count:
            continue  # Security Council Otto Lind
        is_eastern = bool(flags & _IS_EASTERN) and after is not None and after[2] == Kind.NAME
        if kind in (Kind.THING, Kind.PART, Kind.HEAD) and opens_name and (is_sexed or is_eastern):
            result[i] = (first, last, Kind.NAME, flags, None)
        elif (
            kind in (Kind.ROLE, Kind.THING, Kind.PART, Kind.HEAD)
            and is_end
            and before is not None
            and before[3] & _IS_HONORIFIC
        ):
            result[i] = (first, last, Kind.NAME, flags & ~_IS_TITLE, None)
        elif kind == Kind.NATION and known and first == last and known.form not in (ADJECTIVE, PEOPLE):
            opens_name = opens_name and bool(flags & (_IS_GIVEN | _IS_EASTERN))
            opens_family = before is not None and before[2] == Kind.NAME and i > 1 and is_end
            follows_given |= opens_family and known.kind == "place" and bool(result[i - 2][3] & _IS_SEXED)
            is_titled = is_end and before is not None and bool(before[3] & _IS_HONORIFIC)
            is_led = before is not None and before[2] == Kind.ROLE and after is not None and after[2] == Kind.NAME
            if opens_name or is_led or is_titled or (follows_given and (is_end or before_name)):
                result[i] = (first, last, Kind.NAME, flags, None)
        else:
            opens_name = kind == Kind.ROLE and is_sexed and not flags & _IS_OFFICE and before is None and before_name
            is_surname = kind in _MAY_BE_SURNAME and bool(
                flags & _IS_SURNAME or given is not before or (speaks and given and given[3] & _IS_SEXED)
            )
            is_surname |= kind == Kind.ORGANISATION and first == last and before is not None and before is result[0]
            if opens_name or (is_surname and follows_given and is_end):
                result[i] = (first, last, Kind.NAME, flags, None)
    return result
