"""The articles that the reader learns from: 840 US news articles with hand-made attributions.

They are the train part of PolNeAR (github.com/networkdynamics/PolNeAR; Newell, Margolin and Ruths, LREC 2018), which
states no licence. The texts are their publishers' and no part of the project. The folder is that of the public pages,
and holds `statements_dev.jsonl.xz`: `{id, text, attributions: [{source, cue, content}]}`, lists of character spans.
"""

import hashlib
import lzma
from dataclasses import dataclass
from pathlib import Path

import orjson

from flows.training.public_pages import DEFAULT

FILE = "statements_dev.jsonl.xz"
FOLDS = 10
HELD_APART = frozenset({7, 8, 9})  # never learned from by the model that is measured
_DIGEST_CHARS = 16

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Annotation:
    """Who (source), by what words (cue), says what (content): each the spans of an article's text, in order."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """One article. fold: 0 to FOLDS - 1, by its id."""

    id: str
    text: str
    fold: int
    annotations: tuple[Annotation, ...]

    @property
    def is_held_apart(self) -> bool:
        """Whether it is kept for measuring."""
        return self.fold in HELD_APART


@dataclass(frozen=True, slots=True)
class Annotated:
    """All articles. digest: the first 16 hex digits of the file's SHA-256, what a model and a score belong to."""

    articles: tuple[Article, ...]
    digest: str


def fold_of(article_id: str) -> int:
    """Return the part of the data that an article is of."""
    return int(hashlib.md5(article_id.encode()).hexdigest(), 16) % FOLDS


def find(folder: Path = DEFAULT) -> Annotated | None:
    """Return the articles, or None where the folder does not hold them."""
    path = folder / FILE
    if not path.is_file():
        return None
    content = path.read_bytes()
    records = [orjson.loads(line) for line in lzma.decompress(content).splitlines() if line.strip()]
    articles = tuple(
        Article(
            record["id"],
            record["text"],
            fold_of(record["id"]),
            tuple(Annotation(*(_spans(one[part]) for part in _PARTS)) for one in record["attributions"]),
        )
        for record in records
    )
    return Annotated(articles, hashlib.sha256(content).hexdigest()[:_DIGEST_CHARS])


_PARTS = ("source", "cue", "content")


def _spans(written: list[list[int]]) -> tuple[Span, ...]:
    return tuple((start, end) for start, end in written)
