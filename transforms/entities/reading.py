"""One article read name by name: who and what is mentioned where."""

from collections.abc import Iterable
from dataclasses import dataclass

from transforms.entities.cast import Cast, Person, sex_of
from transforms.entities.context import PERSON_AT, acts, is_said, person_points
from transforms.entities.keys import is_pinyin
from transforms.entities.lexicon import Word
from transforms.entities.organisations import Organisation, Organisations
from transforms.entities.phrases import NAME, SEAT, Known
from transforms.entities.roles import Owners, Role, role_before, role_behind, role_in_apposition
from transforms.entities.runs import Listed, Named, Organised, read_run
from transforms.entities.view import View
from transforms.tokens import CLITIC, LOWER, UPPER, WORD

SHORT_NAME, DESCRIPTION = "short_name", "description"
_IS_RANKED, _IS_GIVEN, _IS_COMMON, _IS_FUNCTION = (
    int(flag) for flag in (Word.RANK, Word.GIVEN, Word.COMMON, Word.FUNCTION)
)
_IS_TITLE, _IS_ROLE, _IS_KIN = int(Word.TITLE | Word.ROLE), int(Word.ROLE), int(Word.KIN)
_IS_ORG_PART, _IS_PARTICLE, _IS_EASTERN = int(Word.ORG_PART), int(Word.PARTICLE), int(Word.FAMILY_FIRST)
_IS_SHE = int(Word.TITLE_FEMALE)
_COMMA = ord(",")
_OF = frozenset({"of", "for"})

Entity = Person | Organisation | Known


@dataclass(slots=True, eq=False)
class Mention:
    """One occurrence, by its first and last token."""

    first: int
    last: int
    entity: Entity
    form: str
    rule: str
    confidence: float
    role: str | None = None
    organisation: str | None = None
    code: str | None = None


class Reader:
    """Reads one article; what it found is in `mentions`, `cast` and `organisations`.

    doubtful: full names that nothing but their capitals shows to be people's; if one speaks, it is.
    """

    def __init__(self, view: View) -> None:
        self.view = view
        self.cast = Cast()
        self.organisations = Organisations()
        self.owners = Owners({}, {})
        self.mentions: list[Mention] = []
        self.doubtful: list[Mention] = []
        self._later: list[Named] = []
        self._named_at: list[tuple[Named, Mention]] = []

    def read(self, runs: Iterable[tuple[int, int]], weak: Iterable[int]) -> None:
        """Read the runs of an article, and the words at heads of sentences that may be family names."""
        done = -1
        for first, last in runs:
            if first <= done:
                continue
            for piece in read_run(self.view, first, last):
                if isinstance(piece, Named):
                    self._named(piece)
                elif isinstance(piece, Listed):
                    self._listed(piece)
                else:
                    done = self._organised(piece)
        self._read_roles()
        self._settle()
        for named in self._later:
            self._short(named)
        for token in weak:
            if self.view.word[token] in self.cast:
                self._short(Named(token, token, token, 0, None, (token,)))
        self._read_roles()
        self.mentions.sort(key=lambda mention: (mention.first, -mention.last))

    def _named(self, named: Named) -> None:
        """Take a full name; single names and doubtful ones wait until all full names are known."""
        view = self.view
        is_full = (
            len(named.units) > 1 or (named.known is not None and named.known.form == NAME) or named.last > named.first
        )
        opens_family = bool(view.flags[named.first] & _IS_PARTICLE) and not named.known and not named.title
        if not is_full or view.is_headline[named.first] or opens_family or (named.known and named.first == named.last):
            self._later.append(named)
            return
        self._full(named)

    def _full(self, named: Named) -> None:
        """Register a full name."""
        view = self.view
        points = PERSON_AT if named.known else person_points(view, named)
        if points < 0:
            return
        flags = [view.flags[unit] for unit in named.units]
        surfaces = [view.surface(unit, unit) for unit in named.units]
        words = tuple(view.word[unit] for unit in named.units)
        if named.known:
            words = tuple(view.word[token] for token in range(named.first, named.last + 1) if view.kind[token] == WORD)
            flags = [view.flags[named.first]]
        elif flags[0] & _IS_EASTERN and _is_eastern(surfaces):
            words = words[1:] + words[:1]
            flags = [0]
        sex = named.known.sex if named.known else sex_of(flags, surfaces, named.title)
        name = " ".join(view.surface(named.first, named.last).split())
        person = self.cast.full(words, name, sex, named.known)
        person.last_full = view.sentence[named.first]
        person.is_sure = person.is_sure and person.count > 0 or points >= PERSON_AT
        self._mention(named, person, NAME, "full_name", 0.97)

    def _mention(self, named: Named, person: Person, form: str, rule: str, confidence: float) -> None:
        """Add a mention of a person."""
        person.count += 1
        mention = Mention(named.first, named.last, person, form, rule, confidence)
        self._named_at.append((named, mention))
        person.is_ranked |= bool(named.title & _IS_RANKED)
        self.mentions.append(mention)

    def _read_roles(self) -> None:
        """Note the offices that the text gives around names, now that all countries and organisations are known."""
        for named, mention in self._named_at:
            self._read_role(named, mention)
        self._named_at.clear()

    def _read_role(self, named: Named, mention: Mention) -> None:
        view, person, form = self.view, mention.entity, mention.form
        assert isinstance(person, Person)
        before = role_before(view, self.owners, named.lead, named.first)
        behind = role_behind(view, self.owners, named.last) if form == NAME or person.role is None else None
        if before is None and view.mark[named.first - 1] == _COMMA and (form == NAME or person.role is None):
            before = role_in_apposition(view, self.owners, named.first, named.last)
        for role in (before, behind):
            if role:
                _note(mention, person, role)

    def _settle(self) -> None:
        """Drop the full names that nothing in the article shows to be people."""
        words = {self.view.word[named.units[0]] for named in self._later if len(named.units) == 1}
        doubtful = [person for person in self.cast.people if not person.is_sure]
        for person in doubtful:
            if person.family in words or person.role:
                person.is_sure = True
            else:
                self.cast.drop(person)
        if doubtful:
            self.doubtful = [
                each for each in self.mentions if isinstance(each.entity, Person) and not each.entity.is_sure
            ]
            self.mentions = [
                mention for mention in self.mentions if not isinstance(mention.entity, Person) or mention.entity.is_sure
            ]

    def _short(self, named: Named) -> None:
        """Resolve a short name, or a full one in a headline."""
        view = self.view
        token = named.units[-1]
        flags, flags_first = view.flags[token], view.flags[named.first]
        sentence = view.sentence[token]
        sex = sex_of([0], [""], named.title)
        person = self.cast.by_word(view.word[token], sex, sentence)
        if person is None and len(named.units) > 1 and named.known is None:
            if flags_first & _IS_PARTICLE and not view.is_headline[token]:
                self._full(named)
            return
        if person is not None:
            self._mention(named, person, SHORT_NAME, "short_name", 0.9 if len(named.units) == 1 else 0.95)
            return
        found = self.organisations.by_short(view.word[token])
        if found:
            self._add_organisation(named.first, named.last, found, "alias", "abbreviation")
            return
        if named.known and not named.title & _IS_SHE | (named.known.sex == "f"):
            person = self.cast.listed(named.known, view.word[token])
            self._mention(named, person, SHORT_NAME, "listed_name", 0.85)
            return
        if view.is_headline[token] or flags & (_IS_TITLE) and not named.title:
            return
        before = view.small(named.lead - 1) if named.lead and view.kind[named.lead - 1] == WORD else ""
        is_led = bool(named.title) or bool(
            named.lead and view.flags[named.lead - 1] & _IS_ROLE and view.shape[named.lead - 1] == LOWER
        )
        is_kin = view.mark[named.first - 1] == _COMMA and view.flags[named.first - 2] & _IS_KIN and flags & _IS_GIVEN
        says = (
            is_said(view, named.first, named.last) and before not in ("the", "a", "an") and view.shape[token] != UPPER
        )
        if is_led or is_kin or (says and flags & _IS_GIVEN and not flags & _IS_COMMON):
            name = view.surface(named.first, named.last)
            person = self.cast.single(view.word[token], name, sex or sex_of([flags], [name], 0))
            self._mention(named, person, NAME, "titled_name" if is_led else "single_name", 0.7)

    def _listed(self, piece: Listed) -> None:
        """Add a country, a place or an organisation of the lists."""
        known, view = piece.known, self.view
        if known.kind == "organisation":
            found = self.organisations.listed(known)
            self._add_organisation(piece.first, piece.last, found, known.form, "list")
            return
        if known.form == SEAT and not (acts(view, piece.first, piece.last) or self._follows_seat(piece.first)):
            known = Known("place", view.surface(piece.first, piece.last).title(), known.code, "", NAME)
        elif known.kind == "country":
            self.owners.nations[piece.first] = (piece.last, known)
        code = known.code
        self.mentions.append(Mention(piece.first, piece.last, known, known.form, "list", 0.95, code=code))

    def _follows_seat(self, first: int) -> bool:
        """Whether a capital is joined by `and` to one that stands for its government."""
        if not self.mentions or self.view.small(first - 1) != "and":
            return False
        before = self.mentions[-1]
        return before.form == SEAT and before.last == first - 2

    def _organised(self, piece: Organised) -> int:
        """Add an organisation told by its last word; return its last token, which may lie behind the run."""
        view = self.view
        last, code = piece.last, piece.nation.code if piece.nation else None
        nation_words = 0
        words = [view.small(token) for token in range(piece.first, piece.last + 1) if view.kind[token] == WORD]
        if piece.nation:
            nation_words = view.phrase[piece.first][0] - piece.first + 1 if piece.first in view.phrase else 0
        elif view.kind[piece.first - 1] == CLITIC:
            owner = next(
                (
                    self.owners.nations.get(piece.first - back)
                    for back in (2, 3, 4)
                    if piece.first - back in self.owners.nations
                ),
                None,
            )
            code = owner[1].code if owner and owner[0] == piece.first - 2 else None
        end = self._of(last)
        if end > last:
            last = end
            words = [view.small(token) for token in range(piece.first, last + 1) if view.kind[token] == WORD]
        if not piece.nation and code is None:
            code = self._owner_behind(last)
        surface = " ".join(view.surface(piece.first, last).split())
        if len(words) == 1 and (view.is_headline[piece.first] or view.opens[piece.first]):
            return last
        found = self.organisations.named(surface, words, code, nation_words)
        if found is None:
            return last
        form = NAME if len(words) > 1 else DESCRIPTION
        self._add_organisation(piece.first, last, found, form, "organisation_word")
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
            if found and found[1].kind == "country" and end == last and view.small(last) in ("ministry", "mod", "mfa"):
                return last
            if found:
                return found[0] if found[1].kind != "person" else end
            if view.shape[token] == LOWER:
                is_pair = (
                    view.small(token) == "and"
                    and view.flags[token + 1] & _IS_ORG_PART
                    and view.shape[token + 1] != LOWER
                )
                if not is_pair:
                    break
            elif view.flags[token] & _IS_GIVEN and not view.flags[token] & (_IS_ORG_PART | _IS_COMMON) and end > last:
                break
            else:
                end = token
            token += 1
        return end

    def _owner_behind(self, last: int) -> str | None:
        """Return the code of the country in `… of Russia`, `… of the Russian Federation`."""
        view = self.view
        token = last + 1
        if view.small(token) != "of":
            return None
        token += 1 if view.small(token + 1) != "the" else 2
        found = view.phrase.get(token)
        return found[1].code if found and found[1].kind == "country" else None

    def _add_organisation(self, first: int, last: int, found: Organisation, form: str, rule: str) -> None:
        self.owners.organisations[first] = (last, found)
        self.mentions.append(Mention(first, last, found, form, rule, 0.9, code=found.code))


def _is_eastern(surfaces: list[str]) -> bool:
    """Whether a name that opens with a Chinese or Korean family name goes on like one: Xi Jinping, Moon Jae-in."""
    rest = surfaces[1:]
    if len(rest) == 1:
        head, hyphen, tail = rest[0].partition("-")
        return bool(hyphen and tail.islower()) or is_pinyin(rest[0].lower()) or len(rest[0]) <= _SHORT
    return len(rest) == 2 and all(len(word) <= _SYLLABLE for word in rest)


_SHORT, _SYLLABLE = 4, 5  # letters of a given name of one syllable, and of each of two


def _note(mention: Mention, person: Person, role: Role) -> None:
    """Keep an office with the mention and, if it is the first, with the person."""
    organisation = role.organisation.name if role.organisation else None
    mention.role = mention.role or role.text
    mention.organisation = mention.organisation or organisation
    mention.code = mention.code or role.code
    person.role = person.role or role.text
    person.organisation = person.organisation or organisation
    person.code = person.code or role.code
    person.age = person.age or role.age
    person.role_words |= role.words
