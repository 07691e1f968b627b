"""How well statements are found, counted as the data set's own scorer does.

direct: quoted passages of five words or more whose annotation has a source. A statement finds one by covering more than
half of it, and is right when its speaker touches the source. Passages that are annotated with no source count against
precision when somebody is given.
indirect: annotations with a source and no quotation mark in their content. A statement finds one when either covers at
least half of the other, and is right when its speaker touches the source.
reported: those of indirect whose cue says, tells or shows.
"""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from flows.training.attribution.annotations import Annotation, Span

LEAST_WORDS = 5
_PASSAGE = re.compile(r'[“"]([^“”"\n]{2,1200}?)[”"]')
_MARKS = frozenset('“”"')
# Two apostrophes are marks too: the first behind a blank or an opening mark opens.
_DOUBLED = re.compile(r"(^|(?<=[\s(\[—–-]))''|''", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement as found.

    span: from the first to the last of what is said. cue: its words. speaker: None is unknown. is_reported, is_shown:
    of the class that says, tells or shows by the runtime's lists, and sure enough for its class.
    """

    kind: str
    span: Span
    cue: str
    speaker: Span | None
    confidence: float = 1.0
    is_reported: bool = True
    is_shown: bool = True


@dataclass(slots=True)
class Tally:
    """Counts. asked: in the annotations; offered: what is judged; found; right: found with the right speaker."""

    asked: int = 0
    offered: int = 0
    found: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        """Share of the offered that are right."""
        return self.right / self.offered if self.offered else 0.0

    @property
    def recall(self) -> float:
        """Share of the asked that are right."""
        return self.right / self.asked if self.asked else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        return 2 * self.right / (self.asked + self.offered) if self.asked + self.offered else 0.0

    def add(self, other: "Tally") -> None:
        """Count another's too."""
        self.asked += other.asked
        self.offered += other.offered
        self.found += other.found
        self.right += other.right


def with_marks(text: str) -> str:
    """Return a text of the same length in which two apostrophes are one curly mark and a zero-width space."""
    return _DOUBLED.sub(lambda found: "\u200b“" if found.group(1) is not None else "”\u200b", text)


def overlap(one: Span, other: Span) -> int:
    """Return the number of characters that two spans share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def covered(span: Span, others: Iterable[Span]) -> int:
    """Return the number of characters of a span that others cover."""
    return sum(overlap(span, other) for other in others)


def passages(text: str, annotations: Sequence[Annotation]) -> list[tuple[Span, tuple[Span, ...]]]:
    """Return the quoted passages of some words, and the source of the annotation that covers most of each, or none."""
    found: list[tuple[Span, tuple[Span, ...]]] = []
    for passage in _PASSAGE.finditer(with_marks(text)):
        span = passage.span(1)
        if len(passage.group(1).split()) < LEAST_WORDS:
            continue
        best = max(annotations, key=lambda one: covered(span, one.content), default=None)
        is_covered = best is not None and covered(span, best.content) > (span[1] - span[0]) / 2
        found.append((span, best.source if best is not None and is_covered else ()))
    return found


def told(text: str, annotations: Sequence[Annotation]) -> list[Annotation]:
    """Return the annotations with a source and without quotation marks in or beside their content."""
    marked = with_marks(text)
    return [
        one
        for one in annotations
        if one.source
        and one.content
        and not any(_MARKS & set(marked[max(0, start - 1) : end + 1]) for start, end in one.content)
    ]


def quotes(span: Span, statement: Stated) -> bool:
    """Whether a statement covers more than half of a passage."""
    return overlap(span, statement.span) > (span[1] - span[0]) / 2


def is_alike(annotation: Annotation, statement: Stated) -> bool:
    """Whether a statement and a content cover at least half of each other."""
    shared = covered(statement.span, annotation.content)
    size = sum(end - start for start, end in annotation.content)
    return shared >= size / 2 and shared >= (statement.span[1] - statement.span[0]) / 2


def is_speaker(statement: Stated, source: Iterable[Span]) -> bool:
    """Whether the speaker of a statement touches a source."""
    return statement.speaker is not None and covered(statement.speaker, source) > 0


def direct(text: str, annotations: Sequence[Annotation], statements: Sequence[Stated]) -> Tally:
    """Count the passages of one text."""
    tally = Tally()
    for span, source in passages(text, annotations):
        hits = [one for one in statements if quotes(span, one)]
        if source:
            tally.asked += 1
            tally.found += bool(hits)
            tally.offered += bool(hits)
            tally.right += any(is_speaker(one, source) for one in hits)
        else:
            tally.offered += any(one.speaker is not None for one in hits)
    return tally


def indirect(annotations: Sequence[Annotation], statements: Sequence[Stated]) -> Tally:
    """Count what is told: annotations as `told` returns them, statements all of the kind."""
    tally = Tally(asked=len(annotations), offered=len(statements))
    for annotation in annotations:
        hits = [one for one in statements if is_alike(annotation, one)]
        tally.found += bool(hits)
        tally.right += any(is_speaker(one, annotation.source) for one in hits)
    return tally


def is_reporting(words: str) -> bool:
    """Whether the words of a cue say, tell or show."""
    return bool(_reporting().search(words))


def cue_words(text: str, annotation: Annotation) -> list[str]:
    """Return the parts of an annotation's cue."""
    return [text[start:end] for start, end in annotation.cue]


@cache
def _reporting() -> re.Pattern[str]:
    lists = tomllib.loads(files(__package__).joinpath("reporting.toml").read_text(encoding="utf-8"))
    stems = [stem.replace("*", r"\w") + r"\w*" for stem in lists["stems"]]
    return re.compile(rf"\b(?:{'|'.join([*stems, *lists['forms']])})\b", re.IGNORECASE)
