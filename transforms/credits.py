"""Credits: who took the photo, which source or agency the text came from."""

import polars as pl

from transforms.agencies import agencies_of
from transforms.batch import Batch
from transforms.date_values import ANY_DATE
from transforms.vocabulary import agencies, filled

KIND_ORDER = {"photo": 0, "source": 1, "agency": 2}


_PHOTO_LABEL = filled(
    r"(?i)^\W*(?:(?:<<photo_label>>|crédits?|credits?)"
    r"(?: ?(?:credits?|photos?|images?|by|courtesy(?: of)?|source|from|via|de|von))*)?"
    r"\s*(?:[:：/|–—©-]|\bby\b|\bcourtesy(?: of)?\b|\(c\))*\s*"
)
_SOURCE_LABEL = filled(r"(?i)^\W*(?:<<source_label>>|<<source_phrase>>|avec|mit)?\s*[:：]?\s*(?:\b(?:from|by)\b)?\s*")
_AGENCY = filled(r"(?:^|[^\p{L}])(<<agency>>)(?:[^\p{L}]|$)")
_LAST_AGENCY = rf"^.*{_AGENCY}"
_CREDIT_IN_CAPTION = (
    r"(?i)[(\[]\s*(?:photo|image|picture|foto|bild|фото|credit|photograph|imagen|crédit|图)s?(?: credit)?"
    r"\s*(?:by|:|：|©)?\s*([^()\[\]]{2,})[)\]]\W?$|"
    r"[.!?”\"]\s+(?:photo|image|picture|foto|photograph|credit|crédit photo|фото)\s*[:：]\s*(\S.+)$|"
    r"[.!?”\"]\s*©\s?(\S.+)$|"
    r"\(([\p{L}. -]+ ?/ ?[\p{L} -]+)\)\W?$|"
    r"（([^（）/]{2,}/[^（）/]{2,})）\W?$"
)
_CAPTION_GROUPS = (1, 2, 3, 4, 5)
CREDIT_CHARS = 60  # what is longer is no name. Not counted out in the pattern, which would take long to compile.


def article_credits(batch: Batch, wires: pl.DataFrame) -> pl.DataFrame:
    """Return one row per credit: `doc`, `credit_no`, `line_no`, `kind`, `name`, `agency`, in document order.

    wires: see `article_wires`. What tells a wire is a credit, whatever the kind of its line.
    """
    lines = batch.lines.select("doc", "line_no", "kind", "text", "dateline_agency")
    found = pl.concat(
        [
            _of(lines.filter(pl.col("kind") == "photo_credit"), "photo", pl.col("text").str.replace(_PHOTO_LABEL, "")),
            _of(
                lines.filter(pl.col("kind") == "caption"),
                "photo",
                _short(pl.coalesce(pl.col("text").str.extract(_CREDIT_IN_CAPTION, group) for group in _CAPTION_GROUPS)),
            ),
            _of(
                lines.filter(pl.col("kind") == "source_credit"),
                "source",
                pl.col("text").str.replace(_SOURCE_LABEL, "").str.replace(rf"\s+{ANY_DATE}.*$", ""),
            ),
            _of(
                lines.filter(pl.col("kind") == "byline"),
                "agency",
                pl.col("text").str.extract(_AGENCY, 1),
            ),
            _of(lines.filter(pl.col("dateline_agency").is_not_null()), "agency", pl.col("dateline_agency")),
        ]
    )
    named = pl.col("name").str.extract(_LAST_AGENCY, 1).replace_strict(agencies(), default=None, return_dtype=pl.String)
    # Further spellings mean an agency only in a credit of the text that holds nothing else.
    whole = pl.when(pl.col("kind") != "photo").then(agencies_of(pl.col("name")).list.first())
    found = found.with_columns(agency=pl.coalesce(whole, named))
    told = wires.join(found.filter(pl.col("kind") != "photo"), on=["doc", "agency"], how="anti").select(
        "doc", "line_no", kind=pl.lit("agency"), name="evidence", agency="agency"
    )
    return (
        pl.concat([found, told])
        .with_columns(kind_order=pl.col("kind").replace_strict(KIND_ORDER, return_dtype=pl.Int64))
        .unique(["doc", "kind", "name"], keep="first", maintain_order=True)
        .sort("doc", "line_no", "kind_order", maintain_order=True)
        .with_columns(credit_no=pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over("doc"))
        .drop("kind_order")
    )


def _short(name: pl.Expr) -> pl.Expr:
    return pl.when(name.str.len_chars() <= CREDIT_CHARS).then(name)


def _of(lines: pl.DataFrame, kind: str, name: pl.Expr) -> pl.DataFrame:
    return (
        lines.with_columns(name=name.str.strip_chars(" .,:;|()[]–—-").str.replace(r"^©\s*", ""))
        .filter(pl.col("name").is_not_null() & (pl.col("name") != ""))
        .select("doc", "line_no", kind=pl.lit(kind), name="name")
    )
