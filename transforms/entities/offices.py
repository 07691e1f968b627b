"""An office or trade in a stretch of text, with its organisation and country."""

from dataclasses import dataclass
from functools import cache

from transforms.entities.employers import employer
from transforms.entities.lexicon import Word, word_lists, word_set
from transforms.entities.organisations import Organisation
from transforms.entities.owners import Owners, nation_before
from transforms.entities.view import View
from transforms.tokens import CLITIC, LOWER, PARAGRAPH, PUNCTUATION, WORD

IS_ROLE, IS_PART = int(Word.ROLE | Word.RANK), int(Word.ROLE_PART | Word.TITLE)
_IS_TITLE, _IS_KIN, _IS_HONORIFIC = int(Word.TITLE), int(Word.KIN), int(Word.HONORIFIC)
_IS_SAY, _IS_POSSESSIVE = int(Word.SAY), int(Word.POSSESSIVE)
ARTICLES = frozenset({"a", "an", "the", "one", "another"})
_GRADES = word_set("grammar", "grades")
_CLAUSE = word_set("grammar", "clause")
_ABBREVIATED = {"gov": "governor", "sen": "senator", "rep": "representative", "pres": "president", "gen": "general",
                "col": "colonel", "lt": "lieutenant", "capt": "captain", "maj": "major", "adm": "admiral",
                "sgt": "sergeant", "prof": "professor", "atty": "attorney", "amb": "ambassador",
                "supt": "superintendent"}  # fmt: skip
_POSTS = frozenset({"governor", "senator", "president", "ambassador", "representative", "attorney"})
MOST_BEHIND, ROLE_WITHIN = 16, 8  # tokens of a description; tokens within which it has to name an office


@dataclass(frozen=True, slots=True)
class Role:
    """An office as written, without the country before it; words: its own, in small letters."""

    text: str | None
    organisation: Organisation | None
    code: str | None
    words: frozenset[str]
    age: str | None = None

    is_clause: bool = False

    @property
    def weakness(self) -> int:
        """How little it says: a post most, then a rank, then what somebody does, then nothing."""
        if self.text is None:
            return 3
        if self.is_clause:
            return 2
        return int(self.text[:1].isupper() and self.words <= _ranks() | _GRADES)


@cache
def _kin() -> frozenset[str]:
    return frozenset(word_lists()["kin"].split())


@cache
def _posts() -> dict[str, frozenset[str]]:
    """What somebody is called who does something for an organisation: who heads, the head."""
    return {verb: frozenset(posts.split()) for verb, posts in word_lists()["does"].items()}


@cache
def _titles() -> frozenset[str]:
    return frozenset(word_lists()["title"].split())


@cache
def _ranks() -> frozenset[str]:
    return (frozenset(word_lists()["rank"].split()) | frozenset(_ABBREVIATED.values())) - _POSTS


def described_office(
    view: View, owners: Owners, start: int, age: str | None, *, is_office: bool = False
) -> Role | None:
    """Return the office in a description that begins with a token, if it names one early.

    is_office: whether it is one in any case, even by a word that no list holds.
    """
    if not (is_opening(view, owners, start) or view.shape[start] != LOWER or view.flags[start] & (IS_ROLE | IS_PART)):
        return None
    if view.small(start) in _CLAUSE:
        return None
    end = segment_end(view, start)
    for token in range(start, min(end + 1, start + ROLE_WITHIN)):
        if view.flags[token] & _IS_SAY and token > start:
            return None
        if view.flags[token] & IS_ROLE and view.kind[token] == WORD:
            following = view.small(token + 1) if token < end else ""
            is_modifier = view.kind[token + 1] == CLITIC and view.shape[token] == LOWER
            if not is_modifier and following not in ("said", "says"):
                return office(view, owners, start, end, age=age)
    return office(view, owners, start, end, age=age, is_clause=True) if is_office else None


def segment_end(view: View, start: int) -> int:
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


def office(
    view: View, owners: Owners, start: int, end: int, *, age: str | None = None, is_clause: bool = False
) -> Role | None:
    """Return the office in a stretch of text."""
    while start <= end and is_opening(view, owners, start) and not (is_clause and view.small(start - 1) == "who"):
        found = owners.nations.get(start)
        start = found[0] + 1 if found else start + 1
    organisation: Organisation | None = None
    code: str | None = None
    if (nation := nation_before(view, owners, start)) and not is_clause:
        code = nation.code
    words = set()
    has_head = False
    for token in range(start, end + 1):
        flags = view.flags[token]
        if flags & (IS_ROLE | IS_PART) and not flags & _IS_HONORIFIC:
            has_head |= bool(flags & (IS_ROLE | _IS_TITLE)) and not flags & _IS_KIN
            word = view.small(token)
            words.add(_ABBREVIATED.get(word, word))
            if (joined := f"{view.small(token - 1)}-{word}") in _titles():
                words.add(joined)
        if is_clause and token == start and view.kind[token] == WORD:
            words |= _posts().get(view.small(token), frozenset())
        if organisation is None and token in owners.organisations:
            organisation = owners.organisations[token][1]
        if code is None and token in owners.nations and view.small(token - 1) != "to":
            is_abroad = view.small(token - 1) == "the" and view.small(token - 2) == "to"
            code = code if is_abroad else owners.nations[token][1].code
    if not has_head and not is_clause:
        words = {word for word in words if word in _kin()}
        return Role(None, organisation, code, frozenset(words), age) if organisation or code or words else None
    organisation = organisation or employer(view, start, end, code)
    if organisation and organisation.code and code is None:
        code = organisation.code
    text = view.surface(start, end).rstrip(". ")
    return Role(" ".join(text.split()), organisation, code, frozenset(words), age, is_clause)


def is_opening(view: View, owners: Owners, token: int) -> bool:
    """Whether a token stands before an office and is no part of it: articles, his, a country."""
    if token in owners.nations or view.kind[token] == CLITIC:
        return True
    if view.kind[token + 1] == CLITIC and view.shape[token] != LOWER and token not in owners.organisations:
        return True
    if token in owners.organisations and view.kind[owners.organisations[token][0] + 1] == CLITIC:
        return False
    return view.kind[token] == WORD and (view.small(token) in ARTICLES or bool(view.flags[token] & _IS_POSSESSIVE))
