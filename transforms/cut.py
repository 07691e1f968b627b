"""What is cut from the front of a body line: a glued date, the dateline."""

from collections.abc import Iterable
from dataclasses import replace

import polars as pl

from transforms.batch import EDIT_SCHEMA, Batch
from transforms.datelines import with_prefixes

HEAD_PARAGRAPHS = 3  # a dateline opens one of the first paragraphs; further down it is a bulletin's next item


def cut_prefixes(batch: Batch) -> Batch:
    """Cut a glued date and the dateline from the first paragraphs; of a dateline on its own line only tell the parts.

    Adds `prefix_date`, `dateline_place`, `dateline_day` and `dateline_agency`, null where there is none. What is
    cut is an edit in characters of the raw line, whatever was repaired before it.
    """
    is_paragraph = pl.col("kept") & pl.col("kind").eq("body")
    paragraph_no = pl.when(is_paragraph).then(is_paragraph.cum_sum().over("doc"))
    is_alone = pl.col("kind") == "dateline"
    heads = batch.lines.filter((paragraph_no <= HEAD_PARAGRAPHS) | is_alone).select(
        "doc", "line_no", "kept", pl.when(is_alone).then(pl.col("text") + " ").otherwise("text").alias("text")
    )
    size = pl.col("date_size") + pl.col("place_size")
    opened = with_prefixes(heads).filter((size > 0) & (~pl.col("kept") | (size < pl.col("text").str.len_chars())))
    found = opened.select(
        "doc",
        "line_no",
        "prefix_date",
        dateline_place="place",
        dateline_day="day",
        dateline_agency="agency",
        rest=pl.when("kept").then(pl.col("text").str.slice(size)),
    )
    lines = batch.lines.join(found, on=["doc", "line_no"], how="left", maintain_order="left").with_columns(
        text=pl.coalesce("rest", "text")
    )
    cuts = opened.filter("kept").select("doc", "line_no", "date_size", "place_size")
    return replace(batch, lines=lines.drop("rest"), edits=_with_cuts(batch.edits, cuts))


def _with_cuts(edits: pl.DataFrame, cuts: pl.DataFrame) -> pl.DataFrame:
    """Add an edit for each cut; edits that lie inside a cut are swallowed by it."""
    if cuts.is_empty():
        return edits
    keys = ["doc", "line_no"]
    touched = edits.join(cuts, on=keys, how="semi")
    by_line: dict[tuple[int, int], list[tuple[int, int, str, str, str]]] = {}
    for doc, line_no, *span in touched.iter_rows():
        by_line.setdefault((doc, line_no), []).append(tuple(span))
    rows: list[tuple[object, ...]] = []
    for doc, line_no, date_size, place_size in cuts.iter_rows():
        spans = sorted(by_line.get((doc, line_no), []))
        bounds = [raw_index(at, spans) for at in (0, date_size, date_size + place_size)]
        rows += [(doc, line_no, *span) for span in spans if span[1] <= bounds[0] or span[0] >= bounds[2]]
        for kind, start, end in zip(("date_prefix", "dateline"), bounds, bounds[1:], strict=False):
            if end > start:
                rows.append((doc, line_no, start, end, kind, "", kind))
    return pl.concat([edits.join(cuts, on=keys, how="anti"), pl.DataFrame(rows, EDIT_SCHEMA, orient="row")])


def raw_index(at: int, spans: Iterable[tuple[int, int, str, str, str]]) -> int:
    """Return the offset in the raw line of character `at` of the edited line; a replacement is never split."""
    raw, done = 0, 0
    for start, end, _, new, _ in spans:
        if done + (start - raw) > at:
            break
        done += start - raw + len(new)
        raw = end
        if done > at:
            return end
    return raw + max(0, at - done)
