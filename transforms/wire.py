"""The wire of a text: the agency that it came from, as its dateline, byline or sign-off says.

An agency that a text quotes, or that contributed to it, is not its wire. Where nothing says whose it is, there is none.
"""

import polars as pl

from transforms.agencies import agencies_of, agency_pattern
from transforms.wire_forms import FORMS, Form

HEAD_LINES = 10  # headline, standfirst, byline, stamps and captions may stand over the paragraph with the dateline
TAIL_LINES = 6  # under a sign-off there may be a copyright, addresses, links
HEAD_PARAGRAPHS = 1  # a standfirst; behind more of them a dateline opens a passage quoted, or a bulletin's next item
PARAGRAPH_CHARS = 100  # a shorter line may be a headline or a caption
OPENING_CHARS = 160  # no dateline or byline is longer
ENDING_CHARS = 600  # of a last line its end is searched; a sign-off of Reuters names all who took part
_NOTICE = r"(?i)^\W*(?:©|\(c\)|copyright|all rights)"  # may follow the line that signs a text off
_INTRODUCES = r"[:：]\s*$"  # after such a line an agency is quoted, with its dateline

# What any form needs: a line without it is not looked at.
_NEEDED = rf"{agency_pattern()}|(?i:editing by )"
WIRE_SCHEMA = pl.Schema(
    {
        "doc": pl.UInt32,
        "agency": pl.String,
        "evidence": pl.String,
        "start": pl.Int64,
        "end": pl.Int64,
        "rule": pl.String,
    }
)


def wire_agencies(texts: pl.DataFrame) -> pl.DataFrame:
    """Return the wire of each text that says it, from `doc` and `text`: rows of WIRE_SCHEMA.

    One row a text, more only where its dateline or byline names several agencies; then in their order. `evidence` is
    what names them, as written; `start` and `end` are its characters in the text.
    """
    lines = (
        texts.select(pl.col("doc").cast(pl.UInt32), text=pl.col("text").str.split("\n"))
        .explode("text", empty_as_null=False)
        .with_columns(size=pl.col("text").str.len_chars().cast(pl.Int64) + 1)
        .with_columns(line_start=pl.col("size").cum_sum().over("doc") - pl.col("size"))
    )
    return (
        wires_of_lines(lines)
        .with_columns(start=pl.col("start") + pl.col("line_start"), end=pl.col("end") + pl.col("line_start"))
        .select(WIRE_SCHEMA.names())
    )


def wires_of_lines(lines: pl.DataFrame) -> pl.DataFrame:
    """Return the wires of the documents whose lines are `doc` and `text`, in their order.

    The rows are lines that name a wire, with all their columns and those of WIRE_SCHEMA; offsets are in the line.
    """
    numbered = (
        lines.filter(pl.col("text").str.contains(r"\S"))
        .with_columns(at=pl.int_range(pl.len(), dtype=pl.Int64).over("doc"), count=pl.len().over("doc").cast(pl.Int64))
        .with_columns(left=pl.col("count") - 1 - pl.col("at"))
        .with_columns(
            is_last=pl.col("at") == pl.col("at").filter(~pl.col("text").str.contains(_NOTICE)).max().over("doc")
        )
    )
    text = pl.col("text")
    is_quoted = text.shift(1).over("doc").str.contains(_INTRODUCES).fill_null(value=False)
    paragraphs = (text.str.len_chars() >= PARAGRAPH_CHARS).cum_sum().over("doc")
    head = numbered.filter(
        (pl.col("at") < HEAD_LINES) & (paragraphs.shift(1, fill_value=0).over("doc") <= HEAD_PARAGRAPHS) & ~is_quoted
    ).with_columns(seen=text.str.head(OPENING_CHARS), skipped=pl.lit(0, pl.Int64))
    tail = numbered.filter(pl.col("left") < TAIL_LINES).with_columns(
        seen=text.str.tail(ENDING_CHARS), skipped=(text.str.len_chars().cast(pl.Int64) - ENDING_CHARS).clip(0)
    )
    head, tail = (part.filter(pl.col("seen").str.contains(_NEEDED)) for part in (head, tail))
    last = tail.filter(pl.col("is_last"))
    places = {"head": head, "tail": tail, "last": last, "edge": pl.concat([head, last])}
    found = pl.concat([_matched(places[form.place], form, rank) for rank, form in enumerate(FORMS)])
    best = ["rank", "at"]
    return (
        found.join(
            found.sort("doc", *best).unique("doc", keep="first", maintain_order=True), on=["doc", *best], how="semi"
        )
        .unique(["doc", "agency"], keep="first", maintain_order=True)
        .sort("doc", maintain_order=True)
        .select(*lines.columns, "agency", "evidence", "start", "end", "rule")
    )


def _matched(lines: pl.DataFrame, form: Form, rank: int) -> pl.DataFrame:
    """Lines that have the form and name agencies in it, one row an agency."""
    before, phrase = pl.col("before"), pl.col("phrase")
    found = (
        lines.with_columns(pl.col("seen").str.extract_groups(form.pattern).alias("found"))
        .unnest("found")
        .filter(phrase.is_not_null())
    )
    if form.unless:
        found = found.filter(~before.str.contains(form.unless) & ~_abbreviates(phrase, before))
    names = pl.concat_list(pl.lit(form.agency)) if form.agency else agencies_of(phrase)
    count = pl.col("agency").list.len()
    return (
        found.with_columns(agency=names, start=pl.col("skipped") + before.str.len_chars().cast(pl.Int64))
        .filter(count >= 1 if form.is_joint else count == 1)
        .with_columns(
            evidence=phrase,
            end=pl.col("start") + phrase.str.len_chars().cast(pl.Int64),
            rule=pl.lit(form.rule),
            rank=pl.lit(rank),
        )
        .explode("agency")
        .drop("before", "phrase")
    )


def _abbreviates(phrase: pl.Expr, name: pl.Expr) -> pl.Expr:
    """Whether the phrase is short for the words before it: `American Airlines (AA)`, `Miami (MIA)`."""
    words = name.str.extract(r"([\p{L}’' -]+)\W*$")
    initials = words.str.extract_all(r"\b\p{Lu}").list.join("")
    return initials.str.ends_with(phrase) | words.str.to_uppercase().str.starts_with(phrase.str.to_uppercase())
