"""The labelled pages as the model meets them in a run: rendered, surveyed, looked at by the rules; and their labels."""

import hashlib
import tempfile
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
import polars as pl

from flows.surveying import surveyed
from flows.training.labels import WORD, label
from flows.training.public_pages import NEWS
from transforms.batch import Batch
from transforms.learned.markup import MARKUP_NAMES
from transforms.learned.model import Observed
from transforms.learned.pages import Counts, Flags, Floats
from transforms.learned.step import observe_units, whole_units
from transforms.learned.units import number_units
from transforms.learned.words import Terms
from transforms.pipeline import look

FOLDS = 5
OWN = "own"  # the set of the sample corpus
MIN_GOLD_WORDS = 20  # a shorter article weighs no more than this
TITLE_OVERLAP = 0.8  # Jaccard index of a line's words and the headline's, from which the line shows the headline
MIN_TITLE_WORDS, MAX_TITLE_CHARS = 3, 300
WEIGHTS, LENGTH_EXPONENT = dict.fromkeys(NEWS, 2.0) | {"wcxb": 1.0, OWN: 10.0}, 0.75


@dataclass(frozen=True, slots=True)
class Page:
    """One gold record: `key` is set and id, `fold` the part it is held out in, by its site; None is never.

    kept: which of its visible lines are the article's, where the gold says so line by line.
    """

    key: str
    set_name: str
    language: str
    gold: str
    title: str
    fold: int | None
    is_defective: bool = False
    kept: tuple[bool, ...] | None = None


@dataclass(frozen=True, slots=True)
class Variant:
    """All pages as one kind of input, documents one behind the other.

    columns, markup: (columns, units); sizes, page: units of each document, and its place in the list of pages.
    targets: (3, units): is the article's, shows the headline, is the article's last. weight: what a wrong
    decision costs. word_counts: words of each unit.
    """

    name: str
    names: tuple[str, ...]
    columns: Floats
    markup: Floats | None
    terms: Terms
    sizes: Counts
    page: Counts
    targets: Floats
    weight: Floats
    word_counts: Counts

    @property
    def starts(self) -> Counts:
        """First unit of each document."""
        return np.cumsum(self.sizes) - self.sizes

    @property
    def page_of_unit(self) -> Counts:
        """The page of each unit."""
        return np.repeat(self.page, self.sizes)


def fold_of(site: str) -> int:
    """Which part of the data a site is held out in: all its pages, in all sets and variants."""
    return int(hashlib.sha256(f"f{site}".encode()).hexdigest()[:8], 16) % FOLDS


def defects() -> dict[str, str]:
    """Pages whose gold is wrong, by set and id, and what is wrong with each."""
    found: dict[str, dict[str, str]] = tomllib.loads(
        files("flows.training").joinpath("defects.toml").read_text(encoding="utf-8")
    )
    return {f"{name}/{key}": reason for name, pages in found.items() for key, reason in pages.items()}


def make_variant(
    name: str, batches: Iterable[pl.DataFrame], key_of: Callable[[dict[str, str]], str], pages: Sequence[Page]
) -> Variant:
    """Take RawDocuments through a run up to the decision, and label them.

    key_of: the key of the page that a document's `uri` and `record` belong to.
    """
    numbers = {page.key: i for i, page in enumerate(pages)}
    parts = []
    with tempfile.TemporaryDirectory(prefix="newsledger-") as folder:
        for rendered, known in surveyed(batches, Path(folder)):
            parts += list(_labelled(look(rendered, known), key_of, numbers, pages))
    seen, page, targets, words = zip(*parts, strict=True)
    sizes = np.concatenate([one.pages.sizes for one in seen])
    page_of_document, word_counts = np.concatenate(page), np.concatenate(words)
    gold_words = np.array([max(MIN_GOLD_WORDS, len(WORD.findall(one.gold))) for one in pages])
    importance = np.array([WEIGHTS[one.set_name] for one in pages])
    of_unit = np.repeat(page_of_document, sizes)
    weight = (word_counts + 1) ** LENGTH_EXPONENT / gold_words[of_unit] ** LENGTH_EXPONENT * importance[of_unit]
    return Variant(
        name=name,
        names=seen[0].names,
        columns=np.concatenate([one.columns for one in seen], axis=1),
        markup=_markup(seen),
        terms=_joined([one.terms for one in seen]),
        sizes=sizes,
        page=page_of_document,
        targets=np.concatenate(targets, axis=1),
        weight=weight.astype(np.float32),
        word_counts=word_counts,
    )


def _labelled(
    batch: Batch, key_of: Callable[[dict[str, str]], str], numbers: Mapping[str, int], pages: Sequence[Page]
) -> Iterable[tuple[Observed, Counts, Floats, Counts]]:
    """What the model sees of the documents that are among the pages, a few at a time, and their labels."""
    places = [numbers.get(key_of(row), -1) for row in batch.documents.select("uri", "record").iter_rows(named=True)]
    wanted = batch.documents.select("doc", page=pl.Series(places, dtype=pl.Int64)).filter(pl.col("page") >= 0)
    lines = batch.lines.filter(~pl.col("is_blank")).join(wanted, on="doc", maintain_order="left")
    if lines.is_empty():
        return
    whole = whole_units(
        number_units(lines.join(_kept_lines(pages), on=["page", "order"], how="left", maintain_order="left")), batch
    )
    start = 0
    for seen in observe_units(whole, batch):
        documents = whole[start : start + seen.pages.line_count].group_by("doc", maintain_order=True)
        start += seen.pages.line_count
        rows = documents.agg(pl.col("page").first(), "text", "is_kept").select("page", "text", "is_kept").rows()
        targets, words = zip(*(_targets(text, kept, pages[page]) for page, text, kept in rows), strict=True)
        yield (
            seen,
            np.array([page for page, _, _ in rows], np.int64),
            np.concatenate(targets, axis=1),
            np.concatenate(words),
        )


def _kept_lines(pages: Sequence[Page]) -> pl.DataFrame:
    """`page`, `order`, `is_kept` of the pages whose gold says so line by line."""
    rows = [(i, order, kept) for i, one in enumerate(pages) for order, kept in enumerate(one.kept or ())]
    return pl.DataFrame(rows, {"page": pl.Int64, "order": pl.Int64, "is_kept": pl.Boolean}, orient="row")


def _targets(text: Sequence[str], kept: Sequence[bool | None], page: Page) -> tuple[Floats, Counts]:
    labels = label(text, page.gold)
    found = np.zeros((3, len(text)), np.float32)
    found[0] = labels.is_article if page.kept is None else [bool(one) for one in kept]
    found[1] = _shows_title(text, page.title)
    (article,) = np.nonzero(found[0])
    if len(article):
        found[2, article[-1]] = 1
    return found, np.array(labels.word_counts, np.int64)


def _shows_title(text: Sequence[str], title: str) -> Flags:
    wanted = set(WORD.findall(title.lower()))
    if len(wanted) < MIN_TITLE_WORDS:
        return np.zeros(len(text), np.bool_)
    words = [set(WORD.findall(line.lower())) if len(line) < MAX_TITLE_CHARS else set() for line in text]
    return np.array([bool(one) and len(one & wanted) >= TITLE_OVERLAP * len(one | wanted) for one in words])


def _markup(chunks: Sequence[Observed]) -> Floats | None:
    """The columns of the markup, zero where a chunk has none."""
    if all(chunk.markup is None for chunk in chunks):
        return None
    nothing = [np.zeros((len(MARKUP_NAMES), chunk.pages.line_count), np.float32) for chunk in chunks]
    return np.concatenate(
        [zeros if chunk.markup is None else chunk.markup for chunk, zeros in zip(chunks, nothing, strict=True)], axis=1
    )


def _joined(chunks: Sequence[Terms]) -> Terms:
    sizes = np.concatenate([np.diff(chunk.offsets) for chunk in chunks])
    return Terms(
        np.concatenate([[0], np.cumsum(sizes)]),
        np.concatenate([chunk.words for chunk in chunks]),
        np.concatenate([chunk.pairs for chunk in chunks]),
    )
