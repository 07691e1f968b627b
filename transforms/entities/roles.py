"""What somebody is: the office or trade that the text gives before or behind a name."""

from transforms.entities.lexicon import Word, word_set
from transforms.entities.offices import (
    ARTICLES,
    IS_PART,
    IS_ROLE,
    MOST_BEHIND,
    ROLE_WITHIN,
    Role,
    described_office,
    is_opening,
    office,
    segment_end,
)
from transforms.entities.organisations import Organisation
from transforms.entities.owners import Owners
from transforms.entities.view import View
from transforms.tokens import CLITIC, LOWER, NUMBER, PARAGRAPH, PUNCTUATION, WORD

_COMMA = ord(",")
_IS_COMMON, _IS_SEXED, _IS_FUNCTION = int(Word.COMMON), int(Word.MALE | Word.FEMALE), int(Word.FUNCTION)
_IS_TITLE, _IS_HONORIFIC, _IS_SAY, _IS_POSSESSIVE = (
    int(Word.TITLE),
    int(Word.HONORIFIC),
    int(Word.SAY),
    int(Word.POSSESSIVE),
)
_LINKS = frozenset({"of", "for", "the", "and", "to", "at", "on", "in", "&"})
_LEADS = word_set("grammar", "leads")
_IS = frozenset({"is", "was", "became", "remains"})
_IS_CALENDAR = int(Word.CALENDAR)
MOST_BEFORE = 14  # tokens of an office before a name


def role_before(view: View, owners: Owners, lead: int, first: int) -> Role | None:
    """Return the office before a name: Russian Defence Minister …, commander of the Northern Fleet …"""
    start = lead
    token = lead - 1
    if lead < first and all(view.flags[at] & _IS_HONORIFIC or view.kind[at] != WORD for at in range(lead, first)):
        return Role(None, None, None, frozenset(view.small(at) for at in range(lead, first) if view.kind[at] == WORD))
    limit = max(lead - MOST_BEFORE, -1)
    is_linked = False
    if token >= 0 and view.kind[token] == WORD and view.shape[token] == LOWER and view.small(token) in _LINKS - {"the"}:
        if lead == first:
            return None
        if any(view.flags[at] & (IS_ROLE | _IS_TITLE) for at in range(lead, first)):
            return office(view, owners, lead, first - 1)
    while token > limit and view.kind[token] in (WORD, CLITIC):
        flags = view.flags[token]
        if view.kind[token] == CLITIC:
            is_linked = True
        elif flags & (IS_ROLE | IS_PART) and not (view.opens[token] and view.shape[token] == LOWER):
            start, is_linked = token, False
        elif view.shape[token] != LOWER:
            is_field = start == token + 1 and start < first and _is_field(view, token)
            is_field |= start == token + 1 and start < first and _opens_name(view, token, first)
            is_owner = (is_linked or start == token + 1) and _is_owner(owners, token)
            if start < first and (is_owner or is_field) and _opens_role(view, start):
                start = token
        elif view.small(token) in _LINKS:
            is_linked = True
        else:
            break
        token -= 1
    return office(view, owners, start, first - 1) if start < first else None


def _opens_role(view: View, token: int) -> bool:
    return bool(view.flags[token] & (IS_ROLE | IS_PART))


def _is_field(view: View, token: int) -> bool:
    """Whether a word tells what a minister is for, in the capitals of the office: Flooding Minister."""
    flags = view.flags[token]
    return bool(flags & _IS_COMMON) and not flags & (_IS_SEXED | _IS_FUNCTION) and not view.opens[token]


def _opens_name(view: View, token: int, first: int) -> bool:
    """Whether a capital goes on with another that a post in small letters follows: Manchester City manager."""
    is_post_small = any(view.flags[at] & IS_ROLE and view.shape[at] == LOWER for at in range(token + 2, first))
    is_capital = view.shape[token + 1] != LOWER and view.kind[token + 1] == WORD
    return is_post_small and is_capital and not view.flags[token] & (_IS_FUNCTION | _IS_CALENDAR)


def _is_owner(owners: Owners, token: int) -> bool:
    return token in owners.nations or token in owners.organisations


def role_behind(view: View, owners: Owners, last: int) -> Role | None:
    """Return the office behind a name: `, the ambassador to …,`, `, who heads …`, `is the head of …`."""
    token = last + 1
    age = None
    if view.mark[token] == _COMMA and view.kind[token + 1] == NUMBER:
        age = view.surface(token + 1, token + 1)
        token += 2
    if view.mark[token] == _COMMA:
        token += 1
        named = owners.organisations.get(token)
        if named and view.kind[named[0] + 1] == PARAGRAPH:  # — Captain X, Third Regiment
            return Role(None, named[1], named[1].code, frozenset(), age)
        if view.kind[token] != WORD:
            return Role(None, None, None, frozenset(), age) if age else None
        if view.small(token) == "who" and view.small(token + 1) in _LEADS and is_opening(view, owners, token + 2):
            return office(view, owners, token + 1, segment_end(view, token + 2), is_clause=True)
        found = described_office(view, owners, token, age)
        return found or (Role(None, None, None, frozenset(), age) if age else None)
    if organisation := _organisation_behind(view, owners, token):
        return Role(None, organisation, organisation.code, frozenset())
    if view.kind[token] == WORD and view.small(token) in _IS and is_opening(view, owners, token + 1):
        return described_office(view, owners, token + 1, None)
    return None


def _organisation_behind(view: View, owners: Owners, token: int) -> Organisation | None:
    """Return the organisation in `X of the …`."""
    if view.small(token) != "of" or view.kind[token] != WORD:
        return None
    named = owners.organisations.get(token + 2 if view.small(token + 1) == "the" else token + 1)
    return named[1] if named else None


def role_in_apposition(view: View, owners: Owners, lead: int, last: int) -> Role | None:
    """Return the office that a name between commas explains: Russia's ambassador to London, X, …

    lead: first token of the name, titles included.
    """
    if view.mark[lead - 1] != _COMMA or view.kind[last + 1] not in (PUNCTUATION, PARAGRAPH):
        return None
    token = lead - 2
    start = None
    while token >= 0 and lead - token <= MOST_BEHIND:
        if view.kind[token] in (PUNCTUATION, PARAGRAPH, NUMBER) or view.flags[token] & _IS_SAY:
            break
        is_article = view.kind[token] == WORD and view.small(token) in ARTICLES
        if is_article or view.flags[token] & _IS_POSSESSIVE or _is_nation_owner(view, owners, token):
            start = token
        token -= 1
    if start is None:
        return None
    return described_office(view, owners, start, None, is_office=view.opens[start] and lead - start <= ROLE_WITHIN)


def _is_nation_owner(view: View, owners: Owners, token: int) -> bool:
    found = owners.nations.get(token)
    if found is None:
        return view.shape[token] != LOWER and view.kind[token + 1] == CLITIC
    return view.kind[found[0] + 1] == CLITIC or found[1].form == "adjective"
