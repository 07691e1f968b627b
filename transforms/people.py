"""Who wrote an article: the names in its bylines and those its markup states."""

import polars as pl

from transforms.batch import Batch
from transforms.stamps import NAME_PARTICLE, NAME_WORD
from transforms.vocabulary import filled

# Signed by nobody: desks, roles and systems are not authors.
_NOBODY = (
    r"(?i)^(?:staff(?: (?:writers?|reporters?|reports?))?|admin(?:istrator)?|newsroom|news ?desk|editors?|"
    r"editorial(?: (?:team|board|staff))?|redaktion|redaction|(?:la )?rédaction|redacción|редакция|編集部|"
    r"本报讯|本报记者|web ?desk|agenc(?:y|ies)|our correspondents?|correspondents?|reporters?|guest|unknown|anonymous|"
    r"team|.*\b(?:desk|staff|team|newsroom|bureau)|(?:special|own|our|a|the) .*)$"
)
_ROLE = filled(r"(?i)^(?:<<section>>|<<newspaper_role>>|editors?)(?: (?:<<section>>|<<newspaper_role>>|editors?))*$")
_LABEL = filled(r"(?i)^\W*<<byline_label>>(?:\s*[:：|–—]\s*|\s+)")
_GLUED_LABEL = r"^By(\p{Lu}\p{Ll})"
# What may follow the names: a role, an agency, a date.
_TAIL = filled(
    r"(?:\s*[|•·–—]\s*.*|"
    r",\s*(?i:(?:our|the|in|special|senior|chief|staff|defen[cs]e|diplomatic|foreign|political|security|military|"
    r"europe|asia|published|updated|posted|<<newspaper_role>>)\b.*)|"
    r"\s*[,(]?\s*(?:\d{1,2} |\d{4}).*|"
    r"[\s,(]+(?i:published|updated|posted|on|in|for|with|avec|mit|con|für|pour|para)\s.*|"
    r"\s+(?i:<<newspaper_role>>)\b.*|\s+\(.*\))$"
)
_SPLIT = r"\s*(?:,|;|/|\band\b|\bund\b|\bet\b|\by\b|\bи\b|&|、|，)\s*"
_IS_NAME = rf"^{NAME_WORD}(?:\s+(?:{NAME_WORD}|{NAME_PARTICLE})){{1,4}}$|" r"^[\p{Han}]{2,4}$|^[\p{Han}·]{4,12}$"
MAX_AUTHORS = 8
HEAD_LINES, END_LINES = 8, 4  # visible lines below the headline, and below the body, in which the article is signed


def article_authors(batch: Batch) -> pl.DataFrame:
    """Return one row per author: `doc`, `position` from 1, `name`, `line_no` (null from markup).

    Markup wins where it names anybody. A name is two to five words with a capital first, or Chinese
    characters; anything else in a byline is left out rather than guessed at.
    """
    stated = (
        batch.facts.filter(pl.col("name") == "author")
        .with_columns(best=pl.col("origin").str.split(" ").list.first().first().over("doc"))
        .filter(pl.col("origin").str.split(" ").list.first() == pl.col("best"))
        .select("doc", line_no=pl.lit(None, pl.Int64), text=pl.col("value").str.replace(_LABEL, ""))
    )
    bylines = _bylines(batch.lines).select(
        *("doc", "line_no"),
        text=pl.col("text").str.replace(_GLUED_LABEL, "$1").str.replace(_LABEL, "").str.replace(_TAIL, ""),
    )
    names = pl.concat([_names(stated), _names(bylines)])
    from_markup = pl.col("line_no").is_null()
    return (
        names.filter(from_markup | ~from_markup.any().over("doc"))
        .unique(["doc", "name"], keep="first", maintain_order=True)
        .with_columns(position=pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over("doc"))
        .filter(pl.col("position") <= MAX_AUTHORS)
    )


def _bylines(lines: pl.DataFrame) -> pl.DataFrame:
    """Bylines near the headline, over the body, or directly below it: further down others sign other articles."""
    order = pl.col("order")
    headline = order.filter(pl.col("line_no") == pl.col("headline_no")).first().over("doc")
    end = order.filter(pl.col("line_no") == pl.col("core_end")).first().over("doc")
    is_near = (pl.col("above") == 0) | (order - headline <= HEAD_LINES)
    is_last = (pl.col("below") == 0) & (order - end <= END_LINES)
    return lines.with_columns(counts=(is_near | is_last).fill_null(value=False)).filter(
        pl.col("counts") & (pl.col("kind") == "byline")
    )


def _names(texts: pl.DataFrame) -> pl.DataFrame:
    """Rows `doc`, `line_no`, `name`: the names in byline texts, agencies and desks left out."""
    return (
        texts.with_columns(name=pl.col("text").str.replace_all(_SPLIT, "\n").str.split("\n"))
        .explode("name", empty_as_null=False)
        .with_columns(name=pl.col("name").str.strip_chars(" .,:;|–—-").str.replace_all(r"\s+", " "))
        .filter(
            pl.col("name").str.contains(_IS_NAME)
            & ~pl.col("name").str.contains(_NOBODY)
            & ~pl.col("name").str.contains(_ROLE)
            & ~pl.col("name").str.contains(filled("(?i)^<<agency>>$"))
        )
        .select("doc", "line_no", "name")
    )
