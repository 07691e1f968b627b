"""One article read name by name: who and what is mentioned where."""

from collections.abc import Iterable

from transforms.entities.bodies import Bodies
from transforms.entities.cast import Cast, Person, sex_of
from transforms.entities.context import PERSON_AT, is_introduced, is_said, person_points
from transforms.entities.lexicon import Word
from transforms.entities.mention import SHORT_NAME, Mention
from transforms.entities.naming import behind_office, behind_rank, is_eastern, middle_initials, note_role, tell_apart
from transforms.entities.phrases import ALIAS, NAME, Known
from transforms.entities.roles import role_before, role_behind, role_in_apposition
from transforms.entities.runs import Listed, Named, read_run
from transforms.entities.view import View
from transforms.tokens import LOWER, UPPER, WORD, hash_words

_IS_RANKED, _IS_GIVEN, _IS_COMMON = int(Word.RANK), int(Word.GIVEN), int(Word.COMMON)
_IS_TITLE, _IS_ROLE, _IS_KIN = int(Word.TITLE | Word.ROLE), int(Word.ROLE), int(Word.KIN)
_IS_HONORED = int(Word.TITLE_MALE | Word.TITLE_FEMALE)
_IS_PARTICLE, _IS_EASTERN = int(Word.PARTICLE), int(Word.FAMILY_FIRST)
_COMMA = ord(",")
# How sure a mention is, by how it was told; judged by eye on sample articles.
_SURE_FULL, _SURE_HEADLINE, _SURE_SHORT, _SURE_LISTED, _SURE_SINGLE = 0.97, 0.95, 0.9, 0.85, 0.7


class Reader:
    """Reads one article; what it found is in `mentions`, `cast` and `bodies`.

    doubtful: full names that nothing but their capitals shows to be people's; if one speaks, it is.
    """

    def __init__(self, view: View) -> None:
        self.view = view
        self.cast = Cast()
        self.mentions: list[Mention] = []
        self.bodies = Bodies(view, self.mentions)
        self.doubtful: list[Mention] = []
        self._later: list[Named] = []
        self._named_at: list[tuple[Named, Mention]] = []

    def read(self, runs: Iterable[tuple[int, int]], weak: Iterable[int]) -> None:
        """Read the runs of an article, and the words at heads of sentences that may be family names."""
        done = -1
        headlines: list[tuple[int, int]] = []
        for opening, last in runs:
            first = max(opening, done + 1)  # an organisation before may have taken words: Council of Chad Ida …
            if first > last:
                continue
            if self.view.is_headline[first]:
                headlines.append((first, last))
            for piece in read_run(self.view, first, last):
                if isinstance(piece, Named):
                    self._named(piece)
                elif isinstance(piece, Listed):
                    self.bodies.listed(piece)
                else:
                    done = self.bodies.organised(piece)
        self._read_roles()
        self._settle()
        for named in self._later:
            self._short(named)
        for first, last in headlines:
            self._headline(first, last)
        for token in weak:
            if self.view.name[token] in self.cast:
                self._short(Named(token, token, token, 0, None, (token,)))
        self._read_roles()
        tell_apart(self.cast.people)
        self.mentions.sort(key=lambda mention: (mention.first, -mention.last))

    def _named(self, named: Named) -> None:
        """Take a full name; single names and doubtful ones wait until all full names are known."""
        view = self.view
        is_full = len(named.units) > 1 or (named.known is not None and named.known.form == NAME)
        opens_family = bool(view.flags[named.first] & _IS_PARTICLE) and not named.known and not named.title
        if view.is_headline[named.first]:
            if named.known:
                self._later.append(named)
        elif not is_full or opens_family or (named.known and named.first == named.last):
            self._later.append(named)
        else:
            self._full(named)

    def _full(self, named: Named) -> None:
        """Register a full name."""
        view = self.view
        named = behind_rank(view, behind_office(view, named))
        points = PERSON_AT if named.known else person_points(view, named)
        if points < 0:
            return
        flags = [view.flags[unit] for unit in named.units]
        surfaces = [view.surface(unit, unit) for unit in named.units]
        words = tuple(view.name[unit] for unit in named.units)
        middle = "" if named.known else middle_initials(view, named)
        if named.known:
            tokens = [token for token in range(named.first, named.last + 1) if view.kind[token] == WORD]
            words, flags = tuple(view.name[token] for token in tokens), [view.flags[named.first]]
            surfaces = [view.surface(token, token) for token in tokens]
            if flags[0] & _IS_EASTERN and is_eastern(surfaces):
                words = words[1:] + words[:1]
        elif flags[0] & _IS_EASTERN and is_eastern(surfaces):
            middle = "".join(surfaces[2:]).lower()
            words = words[1:] + words[:1]
            flags = [0]
        sex = named.known.sex if named.known else sex_of(flags, surfaces, named.title)
        name = " ".join(view.surface(named.first, named.last).split())
        person = self.cast.full(words, name, sex, named.known, middle)
        if named.known:  # Pope Francis is a pope
            person.role_words |= {
                view.small(token)
                for token in range(named.first, named.last)
                if view.flags[token] & _IS_ROLE and view.flags[token] & _IS_HONORED
            }
        person.last_full = view.sentence[named.first]
        person.is_sure = (person.is_sure and person.count > 0) or points >= PERSON_AT
        self._mention(named, person, NAME, "full_name", _SURE_FULL)

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
        found = [role_before(view, self.bodies.owners, named.lead, named.first)]
        if form == NAME or person.role is None:
            found.append(role_in_apposition(view, self.bodies.owners, named.lead, named.last))
            found.append(role_behind(view, self.bodies.owners, named.last))
        # A rank alone says less than a post, and what somebody does less than what he is.
        roles = sorted((role for role in found if role), key=lambda role: role.weakness)
        for role in roles:
            note_role(mention, person, role)

    def _headline(self, first: int, last: int) -> None:
        """Find the people of the article in a run of capitals where these tell nothing."""
        view = self.view
        token = first
        while token <= last:
            end, person = self.cast.longest(view.name[token : last + 1])
            if person is not None:
                named = Named(token, token + end, token, 0, None, (token,))
                self._mention(named, person, NAME if end else SHORT_NAME, "headline", _SURE_HEADLINE)
            token += end + 1

    def _settle(self) -> None:
        """Drop the full names that nothing in the article shows to be people."""
        words = {self.view.name[named.units[0]] for named in self._later if len(named.units) == 1}
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
            self.mentions[:] = [
                mention for mention in self.mentions if not isinstance(mention.entity, Person) or mention.entity.is_sure
            ]

    def _nickname(self, named: Named, known: Known) -> None:
        """Take whom a list knows by another name of several words; the Kremlin chief of staff is not one."""
        if self.view.small(named.last + 1) != "of":
            family = int(hash_words([known.name.rpartition(" ")[2]])[0])
            self._mention(named, self.cast.listed(known, family), SHORT_NAME, "listed_name", _SURE_LISTED)

    def _short(self, named: Named) -> None:
        """Resolve a short name, or a full one in a headline."""
        view = self.view
        if named.known and named.known.form == ALIAS and named.last > named.first:
            self._nickname(named, named.known)
            return
        token = named.units[-1]
        flags, flags_first = view.flags[token], view.flags[named.first]
        sentence = view.sentence[token]
        sex = sex_of([0], [""], named.title)
        has_initial = len(named.units) == 1 and named.last > named.first and not named.known
        initial = view.small(named.first)[0] if has_initial and named.first < token else ""
        person = self.cast.by_word(view.name[token], sex, sentence, initial)
        if person is None and named.known is None and (len(named.units) > 1 or has_initial):
            if (flags_first & _IS_PARTICLE or has_initial) and not view.is_headline[token]:
                self._full(named)
            return
        if person is not None:
            self._mention(
                named, person, SHORT_NAME, "short_name", _SURE_SHORT if len(named.units) == 1 else _SURE_HEADLINE
            )
            return
        found = self.bodies.short(token)
        if found:
            self.bodies.add(named.first, named.last, found, ALIAS, "abbreviation")
            return
        if named.known and (not sex or named.known.sex == sex):
            person = self.cast.listed(named.known, view.name[token])
            self._mention(named, person, SHORT_NAME, "listed_name", _SURE_LISTED)
            return
        if view.is_headline[token] or (flags & (_IS_TITLE) and not named.title):
            return
        before = view.small(named.lead - 1) if named.lead and view.kind[named.lead - 1] == WORD else ""
        is_led = bool(named.title) or bool(
            named.lead and view.flags[named.lead - 1] & _IS_ROLE and view.shape[named.lead - 1] == LOWER
        )
        is_kin = view.mark[named.first - 1] == _COMMA and view.flags[named.first - 2] & _IS_KIN and flags & _IS_GIVEN
        says = (
            is_said(view, named.first, named.last) and before not in ("the", "a", "an") and view.shape[token] != UPPER
        )
        says = says and (bool(flags & _IS_GIVEN) or is_introduced(view, named.last + 1))
        if is_led or is_kin or (says and not flags & _IS_COMMON):
            name = view.surface(named.first, named.last)
            person = self.cast.single(view.name[token], name, sex or sex_of([flags], [name], 0))
            self._mention(named, person, NAME, "titled_name" if is_led else "single_name", _SURE_SINGLE)
