"""What somebody is: the office or trade that the text gives before or behind a name, with its organisation and country."""

from dataclasses import dataclass

from transforms.entities.lexicon import Word
from transforms.entities.organisations import Organisation
from transforms.entities.phrases import Known
from transforms.entities.view import View
from transforms.tokens import CLITIC, LOWER, NUMBER, PARAGRAPH, PUNCTUATION, WORD

_COMMA = ord(",")
_IS_ROLE, _IS_PART = int(Word.ROLE | Word.RANK), int(Word.ROLE_PART | Word.TITLE)
_IS_TITLE = int(Word.TITLE)
_IS_HONORIFIC = int(Word.HONORIFIC)
_IS_SAY, _IS_POSSESSIVE = int(Word.SAY), int(Word.POSSESSIVE)
_LINKS = frozenset({"of", "for", "the", "and", "to", "at", "on", "in", "&"})
_ARTICLES = frozenset({"a", "an", "the", "one", "another"})
_CLAUSE = frozenset(
    {"who", "which", "that", "whose", "when", "where", "as", "during", "after", "before", "in", "on", "while"}
)
_LEADS = frozenset({"heads", "leads", "runs", "chairs", "commands", "directs", "oversees", "represents", "headed", "led", "chaired", "commanded",
                    "manages", "edits", "teaches", "studies"})  # fmt: skip
_ABBREVIATED = {"gov": "governor", "sen": "senator", "rep": "representative", "pres": "president", "gen": "general",
                "col": "colonel", "lt": "lieutenant", "capt": "captain", "maj": "major", "adm": "admiral", "sgt": "sergeant",
                "prof": "professor", "atty": "attorney", "amb": "ambassador", "supt": "superintendent"}  # fmt: skip
_IS = frozenset({"is", "was", "became", "remains"})
MOST_BEFORE, MOST_BEHIND, ROLE_WITHIN = 14, 16, 8  # tokens


@dataclass(frozen=True, slots=True)
class Role:
    """An office as written, without the country before it; words: its own, in small letters."""

    text: str | None
    organisation: Organisation | None
    code: str | None
    words: frozenset[str]
    age: str | None = None


@dataclass(frozen=True, slots=True)
class Owners:
    """Countries and organisations of an article by their first token, with the last one."""

    nations: dict[int, tuple[int, Known]]
    organisations: dict[int, tuple[int, Organisation]]


def role_before(view: View, owners: Owners, lead: int, first: int) -> Role | None:
    """Return the office before a name: Russian Defence Minister …, commander of the Northern Fleet …"""
    start = lead
    token = lead - 1
    if lead < first and all(view.flags[at] & _IS_HONORIFIC or view.kind[at] != WORD for at in range(lead, first)):
        return None
    limit = max(lead - MOST_BEFORE, -1)
    is_linked = False
    if token >= 0 and view.kind[token] == WORD and view.shape[token] == LOWER and view.small(token) in _LINKS - {"the"}:
        return _role(view, owners, lead, first - 1) if lead < first and not _is_owner(owners, lead) else None
    while token > limit and view.kind[token] in (WORD, CLITIC):
        flags = view.flags[token]
        if view.kind[token] == CLITIC:
            is_linked = True
        elif flags & (_IS_ROLE | _IS_PART) and not (view.opens[token] and view.shape[token] == LOWER):
            start, is_linked = token, False
        elif view.shape[token] != LOWER:
            if (
                start < first
                and (is_linked or start == token + 1)
                and _is_owner(owners, token)
                and _opens_role(view, start)
            ):
                start = token
        elif view.small(token) in _LINKS:
            is_linked = True
        else:
            break
        token -= 1
    return _role(view, owners, start, first - 1) if start < first else None


def _opens_role(view: View, token: int) -> bool:
    return bool(view.flags[token] & (_IS_ROLE | _IS_PART))


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
        if view.kind[token] != WORD:
            return Role(None, None, None, frozenset(), age) if age else None
        if view.small(token) == "who" and view.small(token + 1) in _LEADS and _is_opening(view, owners, token + 2):
            return _role(view, owners, token + 1, _segment_end(view, token + 2), is_clause=True)
        found = _described(view, owners, token, age)
        return found or (Role(None, None, None, frozenset(), age) if age else None)
    if view.kind[token] == WORD and view.small(token) in _IS and view.small(token + 1) in _ARTICLES:
        return _described(view, owners, token + 1, None)
    return None


def role_in_apposition(view: View, owners: Owners, first: int, last: int) -> Role | None:
    """Return the office that a name between commas explains: Russia's ambassador to London, X, …"""
    if view.mark[first - 1] != _COMMA or view.kind[last + 1] not in (PUNCTUATION, PARAGRAPH):
        return None
    token = first - 2
    start = None
    while token >= 0 and first - token <= MOST_BEHIND:
        if view.kind[token] in (PUNCTUATION, PARAGRAPH, NUMBER) or view.flags[token] & _IS_SAY:
            break
        if view.kind[token] == WORD and (
            view.small(token) in _ARTICLES
            or view.flags[token] & _IS_POSSESSIVE
            or _is_nation_owner(view, owners, token)
        ):
            start = token
        token -= 1
    if start is None:
        return None
    found = _described(view, owners, start, None)
    return found if found and found.words else None


def _is_nation_owner(view: View, owners: Owners, token: int) -> bool:
    found = owners.nations.get(token)
    return found is not None and (view.kind[found[0] + 1] == CLITIC or found[1].form == "adjective")


def _described(view: View, owners: Owners, start: int, age: str | None) -> Role | None:
    """Return the office in a description that begins with a token, if it names one early."""
    if not (
        _is_opening(view, owners, start) or view.shape[start] != LOWER or view.flags[start] & (_IS_ROLE | _IS_PART)
    ):
        return None
    if view.small(start) in _CLAUSE:
        return None
    end = _segment_end(view, start)
    for token in range(start, min(end + 1, start + ROLE_WITHIN)):
        if view.flags[token] & _IS_SAY and token > start:
            return None
        if view.flags[token] & _IS_ROLE and view.kind[token] == WORD:
            following = view.small(token + 1) if token < end else ""
            is_modifier = view.kind[token + 1] == CLITIC and view.shape[token] == LOWER
            if not is_modifier and following not in ("said", "says"):
                return _role(view, owners, start, end, age=age)
    return None


def _segment_end(view: View, start: int) -> int:
    """Return the last token of a description: up to the next mark or clause."""
    token = start
    while token + 1 < len(view.kind) and token - start < MOST_BEHIND:
        following = token + 1
        if view.kind[following] in (PUNCTUATION, PARAGRAPH):
            break
        if view.kind[following] == WORD and (view.small(following) in _CLAUSE or view.flags[following] & _IS_SAY):
            break
        token = following
    return token


def _role(
    view: View, owners: Owners, start: int, end: int, *, age: str | None = None, is_clause: bool = False
) -> Role | None:
    """Return the office in a stretch of text."""
    while start <= end and not is_clause and _is_opening(view, owners, start):
        found = owners.nations.get(start)
        start = found[0] + 1 if found else start + 1
    organisation: Organisation | None = None
    code: str | None = None
    nation = owners.nations.get(start - 1) or owners.nations.get(start - 2)
    if nation and nation[0] < start and not is_clause:
        code = nation[1].code
    words = set()
    has_head = False
    for token in range(start, end + 1):
        flags = view.flags[token]
        if flags & (_IS_ROLE | _IS_PART) and not flags & _IS_HONORIFIC:
            has_head |= bool(flags & (_IS_ROLE | _IS_TITLE))
            word = view.small(token)
            words.add(_ABBREVIATED.get(word, word))
        if organisation is None and token in owners.organisations:
            organisation = owners.organisations[token][1]
        if code is None and token in owners.nations and view.small(token - 1) != "to":
            is_abroad = view.small(token - 1) == "the" and view.small(token - 2) == "to"
            code = code if is_abroad else owners.nations[token][1].code
    if not has_head and not is_clause:
        if organisation is None and code is None:
            return None
        return Role(None, organisation, code, frozenset(), age)
    if organisation and organisation.code and code is None:
        code = organisation.code
    text = view.surface(start, end).rstrip(". ")
    return Role(" ".join(text.split()), organisation, code, frozenset(words), age)


def _is_opening(view: View, owners: Owners, token: int) -> bool:
    """Whether a token stands before an office and is no part of it: articles, his, a country."""
    if token in owners.nations or view.kind[token] == CLITIC:
        return True
    if token in owners.organisations and view.kind[owners.organisations[token][0] + 1] == CLITIC:
        return False
    return view.kind[token] == WORD and (view.small(token) in _ARTICLES or bool(view.flags[token] & _IS_POSSESSIVE))
