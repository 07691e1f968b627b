"""A speaker as written taken apart: whose name is its head, and whose names only tell more about somebody unnamed."""

from dataclasses import dataclass

from transforms.entities.cast import Person
from transforms.entities.lexicon import Word, word_set
from transforms.entities.mention import Mention
from transforms.entities.organisations import Organisation
from transforms.entities.phrases import ADJECTIVE, PEOPLE, Known
from transforms.entities.view import View
from transforms.tokens import CLITIC, LOWER, PUNCTUATION, WORD

_COMMA, _OPEN, _CLOSE, _STOP = (ord(mark) for mark in ",().")
_BRACKET = 4  # tokens of a bracket inside a name: Admiral (retired) X
_IS_ROLE, _IS_OWNER, _IS_PLACE = int(Word.ROLE | Word.TITLE), int(Word.OWNER_PREPOSITION), int(Word.PLACE_PREPOSITION)
_IS_POSSESSIVE, _IS_FUNCTION, _IS_KIN = int(Word.POSSESSIVE), int(Word.FUNCTION), int(Word.KIN)
_IS_SAY, _IS_COMMON = int(Word.SAY), int(Word.COMMON)
_IS_LEAD, _IS_PART = int(Word.ROLE | Word.TITLE | Word.ROLE_PART), int(Word.ROLE_PART)
_IS_POSTNOMINAL = int(Word.POSTNOMINAL)
_IS_HONORIFIC = int(Word.HONORIFIC)
_IS_GROUP = int(Word.ORG_HEAD)
_CLAUSE = frozenset({"who", "which", "that", "whose"})
_INDEFINITE = word_set("grammar", "indefinite")
_AFTER_NAME = word_set("grammar", "after_name")
_OWNED = 4  # tokens behind a name within which what it owns says something: X's office said


@dataclass(slots=True)
class Span:
    """A speaker as written. head: the mention that is the speaker; is_unnamed: nobody's name is meant, nor a definite
    description. noun: token of the head noun where there is no name.
    """

    first: int
    last: int
    head: Mention | None
    rule: str
    is_unnamed: bool
    noun: int
    role: str | None
    organisation: Organisation | None
    code: str | None


def read_span(view: View, mentions: list[Mention], first: int, last: int) -> Span:
    """Take a speaker apart; mentions: those that begin inside, in order."""
    mentions = _outermost(view, mentions, last)
    end = _segment_end(view, mentions, first, last)
    inside = [mention for mention in mentions if mention.first <= end]
    people = [mention for mention in inside if isinstance(mention.entity, Person)]
    owner = False
    for mention in people:
        if _is_head(view, mention, first, end):
            return _span(view, inside, first, end, mention, mention.rule)
        owner = True
    if end < last and view.mark[end + 1] == _COMMA:
        head = _appositive(view, mentions, end + 2, last)
        if head is not None and may_be_explained(view, first, end):
            return _span(view, inside, first, end, head, "apposition")
    noun = _head_noun(view, first, end)
    if owner:
        return _span(view, inside, first, end, None, "owner", is_unnamed=True, noun=noun)
    group = _group_head(view, inside, first, end)
    if group is not None:
        return _span(view, inside, first, end, group, group.rule)
    opening = view.small(first)
    is_definite = opening in ("the", "this", "that") or (
        bool(inside) and inside[0].first == first and inside[0].form == ADJECTIVE
    )
    is_owned = view.shape[first] != LOWER and any(view.kind[token] == CLITIC for token in range(first, end))
    is_definite |= is_owned and noun >= 0 and bool(view.flags[noun] & (_IS_GROUP | _IS_ROLE))
    is_definite |= bool(view.flags[first] & _IS_POSSESSIVE) and noun >= 0 and bool(view.flags[noun] & _IS_ROLE)
    is_bare_body = noun == end and bool(view.flags[noun] & _IS_GROUP) and view.shape[noun] == LOWER
    is_definite |= is_bare_body and view.opens[first] and not view.flags[first] & _IS_FUNCTION
    is_plural = noun >= 0 and _is_plural(view.small(noun)) and view.small(noun) != "police"
    is_definite |= noun == first == end and view.small(noun) in ("police", "parliament", "congress")
    is_unnamed = opening in _INDEFINITE or is_plural or not is_definite
    return _span(view, inside, first, end, None, "", is_unnamed=is_unnamed, noun=noun)


def nation_of(view: View, inside: list[Mention], first: int, last: int) -> str | None:
    """Return the code of the country in `the Norwegian`, where nothing else is said."""
    if len(inside) != 1 or view.small(first) != "the" or inside[0].form not in (ADJECTIVE, PEOPLE):
        return None
    known = inside[0].entity
    is_all = inside[0].first == first + 1 and inside[0].last == last
    return known.code if is_all and isinstance(known, Known) and not _is_plural(view.small(last)) else None


def _span(
    view: View,
    inside: list[Mention],
    first: int,
    end: int,
    head: Mention | None,
    rule: str,
    *,
    is_unnamed: bool = False,
    noun: int = -1,
) -> Span:
    organisation = next((each.entity for each in inside if isinstance(each.entity, Organisation)), None)
    nations = [each for each in inside if isinstance(each.entity, Known) and each.entity.kind == "country"]
    code = next((each.entity.code for each in nations if view.small(each.first - 1) != "to"), None)
    has_role = any(
        view.flags[token] & _IS_ROLE and not view.flags[token] & _IS_HONORIFIC for token in range(first, end + 1)
    )
    role = None
    if has_role and (head is None or not isinstance(head.entity, Person)):
        start = first
        while start < end and (view.small(start) in _INDEFINITE or view.small(start) == "the"):
            start += 1
        if nations and nations[0].first == start and nations[0].form == ADJECTIVE:
            start = min(nations[0].last + 1, end)
        role = " ".join(view.surface(start, end).split())
    return Span(first, end, head, rule, is_unnamed, noun, role, organisation, code)


def _outermost(view: View, mentions: list[Mention], last: int) -> list[Mention]:
    """Leave out mentions inside others, and those that reach beyond."""
    kept: list[Mention] = []
    for mention in mentions:
        reach = mention.last - 1 if view.mark[mention.last] == _STOP else mention.last
        if reach <= last and not (kept and mention.last <= kept[-1].last):
            kept.append(mention)
    return kept


def _segment_end(view: View, mentions: list[Mention], first: int, last: int) -> int:
    """Return the last token before the first comma, bracket or clause of a span."""
    token = first
    while token < last:
        following = token + 1
        covering = next((each for each in mentions if each.first <= following <= each.last), None)
        if covering is not None:
            token = covering.last
            continue
        if view.kind[following] == PUNCTUATION and view.mark[following] in (_COMMA, _OPEN):
            closing = next(
                (at for at in range(following, min(following + _BRACKET, last)) if view.mark[at] == _CLOSE), 0
            )
            if not closing:
                return token
            token = closing
            continue
        if view.kind[following] == WORD and view.small(following) in _CLAUSE:
            return token
        token = following
    return last


def _is_head(view: View, mention: Mention, first: int, end: int) -> bool:
    """Whether a person's name is what a segment is about, not an owner or part of a description."""
    after, before = mention.last + 1, mention.first - 1
    if after <= end:
        if view.kind[after] == CLITIC:
            return after == end
        is_noun = view.kind[after] == WORD and not view.flags[after] & _IS_POSTNOMINAL
        if is_noun and view.small(after) not in _AFTER_NAME:
            return False
    elif view.kind[after] == CLITIC and any(view.flags[token] & _IS_SAY for token in range(after + 1, after + _OWNED)):
        return False
    is_post = (
        False  # whether more than a title stands between a preposition and the name: Ministry of Defence spokesman …
    )
    while before > first and (view.flags[before] & _IS_LEAD or view.mark[before] == _STOP):
        is_post |= bool(view.flags[before] & _IS_PART) or (view.kind[before] == WORD and view.shape[before] == LOWER)
        before -= 1
    if not first < mention.first or view.kind[before] != WORD or view.shape[before] != LOWER:
        return True
    is_link = bool(view.flags[before] & (_IS_OWNER | _IS_PLACE))
    return not is_link or (view.small(before) == "of" and is_post)


def _appositive(view: View, mentions: list[Mention], start: int, last: int) -> Mention | None:
    """Return whom the words behind a comma name first, titles before the name left out."""
    for mention in mentions:
        if mention.first < start:
            continue
        if mention.last > last or view.kind[mention.last + 1] == CLITIC:
            return None
        between = range(start + 1 if view.small(start) == "the" else start, mention.first)
        if view.small(mention.first - 1) in ("called", "named"):
            return mention
        if all(
            view.flags[token] & _IS_LEAD
            or view.kind[token] == PUNCTUATION
            or (view.flags[token] & _IS_COMMON and view.shape[token] != LOWER)
            for token in between
        ):
            return mention if isinstance(mention.entity, Person | Organisation) else None
        return None
    return None


def may_be_explained(view: View, first: int, end: int) -> bool:
    """Whether a description may be followed by the name of what it describes."""
    opening = view.flags[first]
    if view.small(first) in ("the", "a", "an", "its", "his", "her", "their", "my", "our", "one", "another"):
        return True
    return bool(opening & (_IS_ROLE | _IS_POSSESSIVE)) or any(
        view.flags[token] & (_IS_ROLE | _IS_KIN) for token in range(first, end + 1)
    )


def _head_noun(view: View, first: int, end: int) -> int:
    """Return the last word of a description before what hangs on it: `of …`, `for …`, `in …`, or a verb of its own."""
    noun = -1
    for token in range(first, end + 1):
        if token == end and noun == token - 1 and view.flags[noun] & _IS_ROLE and view.small(token).endswith("ed"):
            return noun
        if view.kind[token] == CLITIC:
            noun = -1
            continue
        if view.kind[token] != WORD and view.small(token).endswith("-old"):
            return token
        if view.kind[token] != WORD or view.shape[token] != LOWER:
            noun = token if view.kind[token] == WORD and view.flags[token] & (_IS_ROLE | _IS_GROUP) else noun
            continue
        if view.flags[token] & _IS_FUNCTION and view.small(token) not in ("the", "a", "an", "one", "former"):
            if noun >= 0 and token > first:
                break
            continue
        if view.small(token) not in ("the", "a", "an"):
            noun = token
    return noun


def _group_head(view: View, inside: list[Mention], first: int, end: int) -> Mention | None:
    """Return the organisation, country or seat that is the whole of a segment."""
    for mention in reversed(inside):
        if isinstance(mention.entity, Person):
            return None
        if mention.last != end:
            trailing = range(mention.last + 1, end + 1)
            if not (
                len(trailing) == 1
                and isinstance(mention.entity, Organisation)
                and view.small(end) in ("alliance", "bloc", "group")
            ):
                return None
        if mention.form in (ADJECTIVE, PEOPLE):
            return None
        if isinstance(mention.entity, Known) and mention.entity.kind == "place":
            return None
        for token in range(first, mention.first):
            word = view.small(token)
            is_owner = any(other.first <= token <= other.last for other in inside)
            if word not in ("the", "both") and not is_owner and view.kind[token] != CLITIC:
                return None
        return mention
    return None


def _is_plural(word: str) -> bool:
    return (word.endswith("s") and not word.endswith("ss") and word not in ("boss", "press", "us")) or word in (
        "police",
        "people",
        "men",
        "women",
    )
