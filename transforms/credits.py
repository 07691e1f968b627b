"""Credits: who took the photo, which source or agency the text came from."""

import re
from functools import cache
from importlib.resources import files

import polars as pl

from transforms.batch import Batch

KIND_ORDER = {"photo": 0, "source": 1, "agency": 2}


@cache
def agencies() -> dict[str, str]:
    """Spellings of news agencies and the name the warehouse gives each, from agencies.tsv."""
    text = files("transforms").joinpath("agencies.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {spelling: name for name, spellings in rows for spelling in spellings.split("|")}


@cache
def agency_pattern() -> str:
    """All spellings as one regular expression, the longer before the shorter."""
    return "|".join(re.escape(spelling) for spelling in sorted(agencies(), key=len, reverse=True))


_PHOTO_LABEL = (
    r"(?i)^\W*(?:(?:photos?|photograph(?:er|y)?|images?|pictures?|pics?|fotos?|bild(?:er)?|bildquelle|фото|снимок|imagen|"
    r"图片?|摄影|crédits?|credits?)(?: ?(?:credits?|photos?|images?|by|courtesy(?: of)?|source|from|via|de|von))*)?"
    r"\s*(?:[:：/|–—©-]|\bby\b|\bcourtesy(?: of)?\b|\(c\))*\s*"
)
_SOURCE_LABEL = (
    r"(?i)^\W*(?:(?:original )?sources?|quellen?|fuentes?|источники?|来源|稿源|with (?:material|reports?|information|files|"
    r"agencies)(?: (?:from|by))?|mit (?:material|informationen) von|con información de|по материалам|по сообщению|avec|mit)?"
    r"\s*[:：]?\s*(?:\b(?:from|by)\b)?\s*"
)
_CREDIT_IN_CAPTION = (
    r"(?i)[(\[]\s*(?:photo|image|picture|foto|bild|фото|credit|photograph|imagen|crédit|图)s?(?: credit)?\s*(?:by|:|：|©)?\s*"
    r"([^()\[\]]{2,60})[)\]]\W?$|[.!?”\"]\s+(?:photo|image|picture|foto|photograph|credit|crédit photo|фото)\s*[:：]\s*(\S.{1,50})$|"
    r"[.!?”\"]\s*©\s?(\S.{1,50})$|\(([\p{L}. -]{3,40} ?/ ?[\p{L} -]{2,20})\)\W?$"
)


def article_credits(batch: Batch) -> pl.DataFrame:
    """Return one row per credit: `doc`, `credit_no`, `line_no`, `kind`, `name`, `agency`, in document order."""
    lines = batch.lines.select("doc", "line_no", "kind", "text", "dateline_agency")
    found = pl.concat(
        [
            _of(lines.filter(pl.col("kind") == "photo_credit"), "photo", pl.col("text").str.replace(_PHOTO_LABEL, "")),
            _of(
                lines.filter(pl.col("kind") == "caption"),
                "photo",
                pl.coalesce(pl.col("text").str.extract(_CREDIT_IN_CAPTION, group) for group in (1, 2, 3, 4)),
            ),
            _of(
                lines.filter(pl.col("kind") == "source_credit"), "source", pl.col("text").str.replace(_SOURCE_LABEL, "")
            ),
            _of(
                lines.filter(pl.col("kind") == "byline"),
                "agency",
                pl.col("text").str.extract(rf"(?:^|[^\p{{L}}])({agency_pattern()})(?:[^\p{{L}}]|$)", 1),
            ),
            _of(lines.filter(pl.col("dateline_agency").is_not_null()), "agency", pl.col("dateline_agency")),
        ]
    )
    return (
        found.with_columns(kind_order=pl.col("kind").replace_strict(KIND_ORDER, return_dtype=pl.Int64))
        .unique(["doc", "kind", "name"], keep="first", maintain_order=True)
        .sort("doc", "line_no", "kind_order", maintain_order=True)
        .with_columns(credit_no=pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over("doc"))
        .drop("kind_order")
    )


def _of(lines: pl.DataFrame, kind: str, name: pl.Expr) -> pl.DataFrame:
    last = rf"^.*(?:^|[^\p{{L}}])({agency_pattern()})(?:[^\p{{L}}]|$)"
    agency = pl.col("name").str.extract(last, 1).replace_strict(agencies(), default=None, return_dtype=pl.String)
    return (
        lines.with_columns(name=name.str.strip_chars(" .,:;|()[]–—-").str.replace(r"^©\s*", ""))
        .filter(pl.col("name").is_not_null() & (pl.col("name") != ""))
        .select("doc", "line_no", kind=pl.lit(kind), name="name", agency=agency)
    )
