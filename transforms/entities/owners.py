"""Countries and organisations beside offices: which country an office is of."""

from dataclasses import dataclass

from transforms.entities.lexicon import Word
from transforms.entities.organisations import Organisation
from transforms.entities.phrases import ADJECTIVE, NAME, Known
from transforms.entities.view import View
from transforms.tokens import CLITIC, LOWER, WORD

_IS_SAY, _IS_FUNCTION, _IS_PLACE = int(Word.SAY), int(Word.FUNCTION), int(Word.PLACE_PREPOSITION)
_NATION_WORDS = 5  # of the longest name of a country that owns an office
_APOSTROPHES = frozenset(map(ord, "'’"))
_TO_SOMEBODY = frozenset({"to", "from"})  # according to US President …
_VERB_ENDINGS = ("ed", "s", "ing")


@dataclass(frozen=True, slots=True)
class Owners:
    """Countries and organisations of an article by their first token, with the last one."""

    nations: dict[int, tuple[int, Known]]
    organisations: dict[int, tuple[int, Organisation]]


def nation_before(view: View, owners: Owners, start: int) -> Known | None:
    """Return the country an office is of: Russian Minister, Russia's Minister, with one word between or none.

    A country that the words before happen to end with is none: in Chad, Prime Minister …
    """
    last = start - 1
    if _is_plain(view, last) and (_is_possessive(view, last - 1) or _nation_to(owners, last - 1, ADJECTIVE)):
        last -= 1
    if _is_possessive(view, last):
        return _nation_to(owners, last - 1)
    found = _nation_to(owners, last)
    is_where = found is not None and found.form == NAME and _follows_place(view, owners, last)
    return None if is_where else found


def _is_plain(view: View, token: int) -> bool:
    """Whether a small word may stand between a country and its office: Norway's youngest minister."""
    word = view.small(token)
    is_word = (
        view.kind[token] == WORD and view.shape[token] == LOWER and not view.flags[token] & (_IS_FUNCTION | _IS_SAY)
    )
    return is_word and not word.endswith(_VERB_ENDINGS)


def _is_possessive(view: View, token: int) -> bool:
    is_mark = view.mark[token] in _APOSTROPHES and view.start[token] == view.end[token - 1]
    return view.kind[token] == CLITIC or is_mark


def _nation_to(owners: Owners, last: int, form: str = "") -> Known | None:
    """Return the country whose name ends with a token."""
    for first in range(last, max(last - _NATION_WORDS, -1), -1):
        found = owners.nations.get(first)
        if found and found[0] == last:
            return found[1] if form in ("", found[1].form) else None
    return None


def _follows_place(view: View, owners: Owners, last: int) -> bool:
    """Whether a preposition before the name of a country tells that something happens there."""
    first = next(first for first in range(last, -1, -1) if first in owners.nations)
    return first > 0 and bool(view.flags[first - 1] & _IS_PLACE) and view.small(first - 1) not in _TO_SOMEBODY
