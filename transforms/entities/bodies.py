"""Countries, places and organisations of an article, from lists and from the words their names end with."""

from dataclasses import replace
from functools import cache

from transforms.entities.context import acts
from transforms.entities.lexicon import Word, word_lists
from transforms.entities.mention import DESCRIPTION, Mention
from transforms.entities.organisations import Organisation, Organisations, adjectives
from transforms.entities.owners import Owners
from transforms.entities.phrases import ADJECTIVE, CITY, NAME, SEAT, Known
from transforms.entities.runs import Listed, Organised
from transforms.entities.view import View
from transforms.tokens import CLITIC, LOWER, UPPER, WORD

_IS_GIVEN, _IS_COMMON, _IS_FUNCTION = int(Word.GIVEN), int(Word.COMMON), int(Word.FUNCTION)
_IS_TITLE = int(Word.TITLE)
_IS_ROLE_PART, _IS_ORG_PART, _IS_HEAD = int(Word.ROLE_PART), int(Word.ORG_PART), int(Word.ORG_HEAD)
_OF = frozenset({"of", "for"})
_MINISTRIES = frozenset({"ministry", "mod", "mfa"})
_BODY_WORDS = 3  # words of a body of a state: foreign ministry


@cache
def _bodies() -> frozenset[str]:
    return frozenset(word_lists()["bodies"].split())


class Bodies:
    """What an article names beside people. mentions: the list that what is found is added to."""

    def __init__(self, view: View, mentions: list[Mention]) -> None:
        self.view = view
        self.mentions = mentions
        self.organisations = Organisations()
        self.owners = Owners({}, {})

    def listed(self, piece: Listed) -> None:
        """Add a country, a place or an organisation of the lists."""
        known, view = piece.known, self.view
        if known.form == CITY and acts(view, piece.first, piece.last):
            known = replace(known, code=None, form=SEAT)
        if known.kind == "organisation" and known.form != CITY:
            found = self.organisations.listed(known)
            self.add(piece.first, piece.last, found, known.form, "list")
            return
        is_seat = known.form == SEAT and (acts(view, piece.first, piece.last) or self._follows_seat(piece.first))
        if known.form in (SEAT, CITY) and not is_seat:
            known = Known("place", view.surface(piece.first, piece.last).title(), known.code, "", NAME)
        elif known.kind == "country":
            self.owners.nations[piece.first] = (piece.last, known)
        self.mentions.append(Mention(piece.first, piece.last, known, known.form, "list", 0.95, code=known.code))
        if known.kind == "country":
            self._state_body(piece, known)

    def _state_body(self, piece: Listed, known: Known) -> None:
        """Add a body of a state that is written small behind its name: the Russian foreign ministry."""
        view = self.view
        token = piece.last + 1
        if view.kind[token] == CLITIC:
            token += 1
        elif known.form not in (ADJECTIVE, NAME):
            return
        first = token
        while token - first < _BODY_WORDS and view.kind[token] == WORD and view.shape[token] == LOWER:
            word = view.small(token)
            if word in _bodies():
                words = [view.small(at) for at in range(first, token + 1)]
                nation = adjectives().get(known.code or "", known.name).lower().split()
                surface = view.surface(piece.first, token)
                found = self.organisations.named(surface, [*nation, *words], known.code, len(nation))
                if found:
                    self.add(piece.first, token, found, NAME, "state_body")
                return
            if not view.flags[token] & (_IS_ORG_PART | _IS_ROLE_PART):
                return
            token += 1

    def _follows_seat(self, first: int) -> bool:
        """Whether a capital is joined by `and` to one that stands for its government."""
        if not self.mentions or self.view.small(first - 1) != "and":
            return False
        before = self.mentions[-1]
        return before.form == SEAT and before.last == first - 2

    def organised(self, piece: Organised) -> int:
        """Add an organisation told by its last word; return its last token, which may lie behind the run."""
        view = self.view
        last, code = piece.last, piece.nation.code if piece.nation else None
        nation_words = 0
        words = [view.small(token) for token in range(piece.first, piece.last + 1) if view.kind[token] == WORD]
        if piece.nation:
            nation_words = view.phrase[piece.first][0] - piece.first + 1 if piece.first in view.phrase else 0
        else:
            code = self._owner_before(piece.first)
        end = self._of(last)
        if end > last:
            last = end
            words = [view.small(token) for token in range(piece.first, last + 1) if view.kind[token] == WORD]
        if not piece.nation and code is None:
            code = self._owner_behind(last) or self._named_in(piece.first, last)
        surface = " ".join(view.surface(piece.first, last).split())
        is_led = bool(view.flags[last + 1] & _IS_TITLE) and view.shape[last + 1] != LOWER  # Alliance Secretary General
        if len(words) == 1 and (view.is_headline[piece.first] or (view.opens[piece.first] and not is_led)):
            return last
        found = self.organisations.named(surface, words, code, nation_words)
        if found is None:
            return last
        form = NAME if len(words) > 1 else DESCRIPTION
        self.add(piece.first, last, found, form, "organisation_word")
        if view.text[view.end[last] : view.end[last] + 2] == " (" and view.shape[last + 2] == UPPER:
            self.organisations.abbreviate(view.word[last + 2], found)
        return last

    def _of(self, last: int) -> int:
        """Return the last token of `of …` behind the word of an organisation, else that word's."""
        view = self.view
        token = last + 1
        if view.kind[token] != WORD or view.small(token) not in _OF:
            return last
        token += 1 if view.small(token + 1) != "the" else 2
        if view.shape[token] == LOWER or view.kind[token] != WORD or view.flags[token] & _IS_FUNCTION:
            return last
        end = last
        while token < len(view.kind) and view.kind[token] == WORD:
            found = view.phrase.get(token)
            if found and found[1].kind == "country" and end == last and view.small(last) in _MINISTRIES:
                return last
            if found:
                return found[0] if found[1].kind != "person" else end
            if view.shape[token] == LOWER:
                is_pair = (
                    view.small(token) == "and"
                    and view.shape[token + 1] != LOWER
                    and view.flags[token + 1] & (_IS_ORG_PART | _IS_COMMON)
                    and not view.flags[token + 1] & (_IS_GIVEN | _IS_HEAD)
                )
                if not is_pair:
                    break
            elif view.flags[token] & _IS_GIVEN and not view.flags[token] & (_IS_ORG_PART | _IS_COMMON) and end > last:
                break
            else:
                end = token
            token += 1
        return end

    def _owner_before(self, first: int) -> str | None:
        """Return the code of the country in `Russia's …`."""
        before = self.mentions[-1] if self.mentions else None
        if before is None or self.view.kind[first - 1] != CLITIC or before.last != first - 2:
            return None
        return before.code if isinstance(before.entity, Known) else None

    def _owner_behind(self, last: int) -> str | None:
        """Return the code of the country in `… of Russia`, `… of the Russian Federation`."""
        view = self.view
        token = last + 1
        if view.small(token) != "of":
            return None
        token += 1 if view.small(token + 1) != "the" else 2
        found = view.phrase.get(token)
        return found[1].code if found and found[1].kind == "country" else None

    def _named_in(self, first: int, last: int) -> str | None:
        """Return the code of a country or listed organisation in a name: Council of Russia, State Duma Committee."""
        found = (self.view.phrase.get(token) for token in range(first, last + 1))
        return next((each[1].code for each in found if each and each[1].kind in ("country", "organisation")), None)

    def add(self, first: int, last: int, found: Organisation, form: str, rule: str) -> None:
        """Add a mention of an organisation."""
        self.owners.organisations[first] = (last, found)
        self.mentions.append(Mention(first, last, found, form, rule, 0.9, code=found.code))

    def short(self, token: int) -> Organisation | None:
        """Return the organisation that a single word means: an abbreviation that the article explains."""
        return self.organisations.by_short(self.view.word[token])
