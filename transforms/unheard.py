"""Names of people that no list knows."""

import polars as pl

from transforms.vocabulary import filled

# Plainly written: no inner capitals, no dots but those of initials.
_PLAIN_NAME = (
    r"^(?:\p{Lu}{2}|\p{Lu}\p{Ll}+(?:[-'’]\p{L}+)?)(?: (?:\p{Lu}\.|(?:Mc)?\p{Lu}\p{Ll}+(?:[-'’]\p{L}+)?)){1,2}$"
)
_OUTLET = filled(r"(?i)\b(?:<<outlet_word>>|<<section>>|<<menu>>|<<agency>>)\b")


def with_unheard(looks: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Add `is_unheard`: `bare` is built like a name, beside a date or a label, and is no name of a thing.

    Its words would stand in lower case somewhere in the document's prose: `Energy Management` does, a name does not.
    """
    bare = pl.col("bare")
    dates = pl.col("is_dated") | pl.col("is_labelled")
    beside_date = dates | dates.shift(1, fill_value=False) | dates.shift(-1, fill_value=False)
    plain = (
        looks.filter(beside_date & ~pl.col("is_name"))
        .filter(bare.str.contains(_PLAIN_NAME))
        .filter(~bare.str.contains(_OUTLET))
        .select("doc", "line_no", word=bare.str.to_lowercase().str.split(" "))
    )
    prose = lines.filter("is_prose").select("doc", "text")
    heard = (
        plain.explode("word", empty_as_null=False)
        .join(prose, on="doc")
        .filter(pl.col("text").str.contains(pl.col("word"), literal=True))
        .filter(pl.col("text").str.extract_all(r"\b\p{Ll}+").list.contains(pl.col("word")))
    )
    unheard = plain.join(heard, on=["doc", "line_no"], how="anti")
    unheard = unheard.select("doc", "line_no", is_unheard=pl.lit(value=True))
    return looks.join(unheard, on=["doc", "line_no"], how="left", maintain_order="left").with_columns(
        pl.col("is_unheard").fill_null(value=False)
    )
