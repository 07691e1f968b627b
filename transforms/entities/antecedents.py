"""Whom he, she, it and who mean: earlier mentions of an article, weighed by place and standing in their sentence."""

import math
from bisect import bisect_left
from collections.abc import Callable

from transforms.entities.cast import Person
from transforms.entities.lexicon import Word, word_set
from transforms.entities.mention import Mention
from transforms.entities.view import View
from transforms.tokens import CLITIC, LOWER, PUNCTUATION, WORD

PARAGRAPHS = 5  # how far back somebody may have been named
_MOST = 40  # mentions that are looked at
# Weights, set by hand on articles with marked speakers.
_SENTENCE, _FAR = -0.9, 6
_SUBJECT, _FIRST, _INVERTED = 1.0, 0.3, 1.3
_PREPOSITION, _POSSESSIVE, _QUOTED = -0.8, -0.5, -1.2
_UNKNOWN_SEX, _LONE_NAME = -0.4, -0.7
_LAST_SPEAKER = 1.1
FLOOR = -4.5  # below this no pronoun means anybody
_CLEAR = 0.8  # by how much the best has to lead to be sure
_SURE_ONLY = 0.7  # how sure it is that the only woman of an article is she

_IS_OWNER, _IS_PLACE, _IS_SAY = int(Word.OWNER_PREPOSITION), int(Word.PLACE_PREPOSITION), int(Word.SAY)
_COMMA = ord(",")
_NO_VERB = word_set("grammar", "no_verb")

Weight = tuple[float, float]  # points for a person, and the least they need in all
# Weighs a person, or gives none where the words exclude him.
Fit = Callable[[Person], Weight | None]


class Antecedents:
    """What the words of one article may refer back to; grows with every speaker that is resolved."""

    def __init__(self, view: View, mentions: list[Mention], quoted: list[bool]) -> None:
        self.view = view
        self.mentions = mentions
        self._firsts = [mention.first for mention in mentions]
        self._quoted = quoted
        self._standing = [_standing(view, mention, quoted[mention.first]) for mention in mentions]
        self.speaker: Mention | None = None
        self._spoken: set[Person] = set()
        self._unnamed_sex = ""
        self._unnamed: int | None = None  # where the last speaker stands, if nobody named spoke last

    def between(self, first: int, last: int) -> list[Mention]:
        """Return the mentions that begin in a stretch of tokens."""
        return self.mentions[bisect_left(self._firsts, first) : bisect_left(self._firsts, last + 1)]

    def before(self, token: int) -> list[Mention]:
        """Return the mentions before a token, the nearest first."""
        at = bisect_left(self._firsts, token)
        return self.mentions[max(at - _MOST, 0) : at][::-1]

    def person(self, token: int, sex: str, fits: Fit) -> tuple[Person, float] | None:
        """Return the likeliest person meant at a token, and how sure that is."""
        view = self.view
        sentence, paragraph = view.sentence[token], view.paragraph[token]
        points: dict[Person, float] = {}
        at = bisect_left(self._firsts, token)
        for n in range(at - 1, max(at - 1 - _MOST, -1), -1):
            mention = self.mentions[n]
            person = mention.entity
            if paragraph - view.paragraph[mention.first] > PARAGRAPHS:
                break
            if not isinstance(person, Person) or (sex and person.sex and person.sex != sex):
                continue
            distance = self._distance(mention, sentence, paragraph)
            score = _SENTENCE * distance + self._standing[n]
            if score > points.get(person, -math.inf):
                points[person] = score
        speaker = self.speaker
        if speaker and isinstance(speaker.entity, Person) and paragraph - view.paragraph[speaker.first] <= PARAGRAPHS:
            person = speaker.entity
            if not (sex and person.sex and person.sex != sex):
                distance = self._distance(speaker, sentence, paragraph)
                points[person] = max(points.get(person, -math.inf), _SENTENCE * distance + _SUBJECT) + _LAST_SPEAKER
        ranked = []
        for person, score in points.items():
            fit = fits(person)
            if fit is None:
                continue
            score += fit[0] + (_UNKNOWN_SEX if sex and not person.sex else 0) + (_LONE_NAME if person.is_single else 0)
            if score >= fit[1]:
                ranked.append((score, person))
        ranked.sort(key=lambda pair: -pair[0])
        if not ranked and sex and not self._stranger(sex) and (only := self._only(at, sex, fits)):
            return only, _SURE_ONLY
        if not ranked or (self._stranger(sex) and ranked[0][0] < self._unnamed_points(token)):
            return None
        lead = ranked[0][0] - ranked[1][0] if len(ranked) > 1 else _CLEAR * 2
        return ranked[0][1], min(0.95, 0.6 + 0.35 * min(lead / (2 * _CLEAR), 1))

    def _only(self, at: int, sex: str, fits: Fit) -> Person | None:
        """Return the one person of a sex who is named before a mention, however far back."""
        people = {mention.entity for mention in self.mentions[:at] if isinstance(mention.entity, Person)}
        told = [person for person in people if person.sex == sex] or [person for person in people if not person.sex]
        return told[0] if len(told) == 1 and fits(told[0]) else None

    def near(self, token: int, fits: Callable[[Person], bool]) -> Person | None:
        """Return the one person who fits of those named in a paragraph, or if there is none, in the one before."""
        view = self.view
        at = bisect_left(self._firsts, token)
        for paragraph in (view.paragraph[token], view.paragraph[token] - 1):
            found = set()
            for n in range(at - 1, max(at - 1 - _MOST, -1), -1):
                person = self.mentions[n].entity
                if view.paragraph[self.mentions[n].first] != paragraph:
                    continue
                if isinstance(person, Person) and self._standing[n] > _QUOTED / 2 and fits(person):
                    found.add(person)
            if found:
                return found.pop() if len(found) == 1 else None
        return None

    def only_speaker(self) -> Person | None:
        """Return who has spoken so far if it was one person alone."""
        return next(iter(self._spoken)) if len(self._spoken) == 1 else None

    def _distance(self, mention: Mention, sentence: int, paragraph: int) -> int:
        """Return how many sentences back a mention is; a new paragraph counts as one more."""
        view = self.view
        between = sentence - view.sentence[mention.first] + paragraph - view.paragraph[mention.first]
        return min(between, _FAR)

    def note(self, mention: Mention) -> None:
        """Keep who spoke last."""
        self.speaker, self._unnamed = mention, None
        if isinstance(mention.entity, Person):
            self._spoken.add(mention.entity)

    def note_unnamed(self, token: int, sex: str) -> None:
        """Keep that somebody spoke last whom the article does not name."""
        self._unnamed, self._unnamed_sex = token, sex

    def _stranger(self, sex: str) -> bool:
        """Whether somebody unnamed of a sex spoke last."""
        return self._unnamed is not None and not (sex and self._unnamed_sex and sex != self._unnamed_sex)

    @property
    def unnamed_spoke(self) -> bool:
        """Whether the last speaker is somebody whom the article does not name."""
        return self._unnamed is not None

    def _unnamed_points(self, token: int) -> float:
        view, before = self.view, self._unnamed or 0
        between = view.sentence[token] - view.sentence[before] + view.paragraph[token] - view.paragraph[before]
        return _SENTENCE * min(between, _FAR) + _SUBJECT + _LAST_SPEAKER


def _standing(view: View, mention: Mention, is_quoted: bool) -> float:
    """Return the points of a mention's standing in its sentence."""
    if not isinstance(mention.entity, Person):
        return 0.0
    before, after = mention.first - 1, mention.last + 1
    points = _QUOTED if is_quoted else 0.0
    if view.kind[after] == CLITIC:
        return points + _POSSESSIVE
    previous = view.flags[before] if before >= 0 and view.kind[before] == WORD else 0
    if previous & (_IS_OWNER | _IS_PLACE) and view.shape[before] == LOWER:
        return points + _PREPOSITION
    if previous & _IS_SAY and view.shape[before] == LOWER:
        points += _INVERTED
    elif _has_verb(view, after):
        points += _SUBJECT
    if before < 0 or view.sentence[before] != view.sentence[mention.first]:
        points += _FIRST
    return points


def _has_verb(view: View, token: int) -> bool:
    """Whether what follows a name may be its verb: a small word, or an apposition in commas."""
    if view.kind[token] == WORD:
        return view.shape[token] == LOWER and view.small(token) not in _NO_VERB
    return view.kind[token] == PUNCTUATION and view.mark[token] == _COMMA
