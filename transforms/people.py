"""Who wrote an article: the names in its bylines and those its markup states."""

import polars as pl

from transforms.batch import Batch
from transforms.measure import folded
from transforms.names import AGENCY_NAME, BYLINE_LABEL, NOBODY, OTHER_NAME, names_in

MAX_AUTHORS = 8
# Visible lines below and above the headline, and below the body, in which the article is signed.
UNDER_LINES, OVER_LINES, BODY_LINES, END_LINES = 14, 8, 6, 4
# The order in which evidence wins. What markup states comes first, by its origins' order; where no name of an origin
# is known, that origin comes after those where one is.
SHOWN_AND_STATED, DOUBTFUL = -1, 50
UNDER_HEADLINE, BARE_UNDER_HEADLINE, OVER_BODY, OVER_HEADLINE, UNDER_BODY = range(100, 105)
AGENCIES, OTHERS = 1000, 2000
SIGNATURE_LINES = 6  # visible lines from the first byline to the last: roles and portraits stand between
_GOES_ON = r"(?:[,&]|\band)\s*$"  # a list of authors that the next line continues
# Reasons that tell by more than a name's look who wrote.
_SIGNED = ("byline_label", "signed", "in_byline", "name_near_headline")


def article_authors(batch: Batch) -> pl.DataFrame:
    """Return one row per author: `doc`, `position` from 1, `name`, `line_no` (null from markup).

    Markup wins where it names anybody but the publication, unless the byline names one of them too; then the bylines
    under the headline, over it, and under the body. An agency is an author only where nobody else is.
    """
    stated = _stated(batch)
    bylines = _bylines(batch.lines)
    people = _shown_first(_people(stated), _people(bylines))
    found = pl.concat([people, _agencies(stated), _agencies(bylines), _others(stated)])
    best = pl.col("rank") == pl.col("rank").min().over("doc")
    return (
        found.filter(best)
        .unique(["doc", "name"], keep="first", maintain_order=True)
        .with_columns(position=pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over("doc"))
        .filter(pl.col("position") <= MAX_AUTHORS)
        .select("doc", "position", "name", "line_no")
    )


def _stated(batch: Batch) -> pl.DataFrame:
    """Values that the markup states, each origin with its own rank; not the publication's own name."""
    compact = folded(pl.col("value")).str.replace_all(" ", "")
    facts = batch.facts
    publications = facts.filter(pl.col("name") == "site_name").select("doc", compact=compact).unique()
    return (
        facts.filter(pl.col("name").is_in(["author", "author_group"]))
        .with_columns(compact=compact)
        .join(publications, on=["doc", "compact"], how="anti", maintain_order="left")
        .select(
            "doc",
            line_no=pl.lit(None, pl.Int64),
            text="value",
            is_signed=pl.lit(value=True),
            is_group=pl.col("name") == "author_group",
            rank=pl.col("origin").rle_id().over("doc").cast(pl.Int64),
        )
    )


def _bylines(lines: pl.DataFrame) -> pl.DataFrame:
    """Bylines near the headline or below the body, ranked by where they stand: others sign other articles."""
    order = pl.col("order")
    headline = order.filter(pl.col("line_no") == pl.col("headline_no")).first().over("doc")
    start = order.filter(pl.col("line_no") == pl.col("core_start")).first().over("doc")
    by_body = (order - start).is_between(-BODY_LINES, 1)
    end = order.filter(pl.col("line_no") == pl.col("core_end")).first().over("doc")
    distance = order - pl.coalesce(headline, start)
    placed = lines.with_columns(
        distance=distance,
        place=pl.when(distance.is_between(0, UNDER_LINES))
        .then(pl.when(pl.col("reason") == "name_near_headline").then(BARE_UNDER_HEADLINE).otherwise(UNDER_HEADLINE))
        .when(by_body)
        .then(OVER_BODY)
        .when(distance.is_between(-OVER_LINES, -1))
        .then(OVER_HEADLINE)
        .when((order - end).is_between(0, END_LINES))
        .then(UNDER_BODY),
    ).filter((pl.col("kind") == "byline") & pl.col("place").is_not_null())
    return placed.select(
        "doc",
        "line_no",
        "text",
        is_signed=pl.col("reason").is_in(_SIGNED) | pl.col("text").str.contains(BYLINE_LABEL),
        is_group=pl.lit(value=False),
        rank=pl.col("place").cast(pl.Int64),
        distance="distance",
        goes_on=pl.col("text").str.contains(_GOES_ON),
    )


def _people(texts: pl.DataFrame) -> pl.DataFrame:
    """Rows `doc`, `line_no`, `name`, `rank`: people, of each place those close to the first."""
    found = names_in(texts.filter(~pl.col("is_group")))
    # An origin that names somebody who is known by the given name comes before one that may name a company.
    is_doubtful = pl.col("line_no").is_null() & ~pl.col("is_known").any().over("doc", "rank")
    found = found.with_columns(rank=pl.col("rank") + DOUBTFUL * is_doubtful.cast(pl.Int64))
    if "distance" in found.columns:
        found = found.filter(pl.col("distance") - pl.col("distance").min().over("doc", "rank") <= SIGNATURE_LINES)
    return found


def _shown_first(stated: pl.DataFrame, shown: pl.DataFrame) -> pl.DataFrame:
    """Rank the byline before the markup where both name somebody: markup lists editors, or the first author only."""
    key = pl.col("name").str.to_lowercase()
    whole = shown.filter((pl.col("rank") == UNDER_HEADLINE) & ~pl.col("goes_on").any().over("doc")).with_columns(
        key=key
    )
    shared = whole.join(stated.with_columns(key=key), on=["doc", "key"], how="semi").select("doc").unique()
    best = whole.join(shared, on="doc", how="semi").with_columns(rank=pl.lit(SHOWN_AND_STATED, pl.Int64))
    return pl.concat([names.select("doc", "line_no", "name", "rank") for names in (best, stated, shown)])


def _others(texts: pl.DataFrame) -> pl.DataFrame:
    """Rows like those of `_people`: whoever else markup states to be the author, ranked behind all others."""
    name = pl.col("text").str.replace(BYLINE_LABEL, "").str.strip_chars()
    return (
        texts.filter(pl.col("line_no").is_null())
        .with_columns(name=name)
        .filter(pl.col("name").str.contains(OTHER_NAME) & ~pl.col("name").str.contains(NOBODY))
        .select("doc", "line_no", "name", rank=pl.col("rank") + OTHERS)
    )


def _agencies(texts: pl.DataFrame) -> pl.DataFrame:
    """Rows like those of `_people`: agencies that sign, ranked behind all people."""
    signed = texts.filter("is_signed").with_columns(name=pl.col("text").str.replace(BYLINE_LABEL, "").str.strip_chars())
    return signed.filter(pl.col("name").str.contains(AGENCY_NAME)).select(
        "doc", "line_no", "name", rank=pl.col("rank") + AGENCIES
    )
