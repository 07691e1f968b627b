"""Where the sentences of texts begin and end."""

import polars as pl

from transforms.vocabulary import filled

# A stretch up to a mark that may end a sentence, with the quotation marks, brackets and blanks behind it.
_PIECE = r"[^.!?…\n]*(?:[.!?…]+[”\"’)\]]*)?[ \n]*"
_ENDS = r"\n|[.!?…][”\"’)\]]* +$"
_ABBREVIATION = filled(r"(?:^|[^\p{L}])<<abbreviation>>\. +$")


def sentences(texts: pl.DataFrame) -> pl.DataFrame:
    """Return `doc`, `sentence_start` and `sentence_end` of every sentence of texts (`doc`, `text`), in order.

    Offsets are in characters. Blanks and line feeds around a sentence are not part of it.
    """
    pieces = (
        texts.select("doc", piece=pl.col("text").str.extract_all(_PIECE))
        .explode("piece")
        .filter(pl.col("piece").str.len_chars() > 0)
    )
    is_end = pl.col("piece").str.contains(_ENDS) & ~pl.col("piece").str.contains(_ABBREVIATION)
    length, trimmed = pl.col("piece").str.len_chars().cast(pl.Int64), pl.col("piece").str.strip_chars_end(" \n")
    placed = pieces.with_columns(
        piece_end=length.cum_sum().over("doc"),
        number=is_end.shift(1, fill_value=False).cum_sum().over("doc"),
    ).with_columns(
        piece_start=pl.col("piece_end") - length,
        text_end=pl.col("piece_end") - length + trimmed.str.len_chars().cast(pl.Int64),
    )
    return (
        placed.filter(pl.col("text_end") > pl.col("piece_start"))
        .group_by("doc", "number", maintain_order=True)
        .agg(sentence_start=pl.col("piece_start").first(), sentence_end=pl.col("text_end").last())
        .drop("number")
    )


def with_sentences(spans: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Add to spans (`doc`, `start`, `end`, ...) the bounds of the sentence each stands in; the order stays."""
    found = sentences(texts.filter(pl.col("doc").is_in(spans["doc"].unique().implode())))
    placed = (
        spans.with_row_index("row")
        .sort("doc", "start")
        .join_asof(
            found.sort("doc", "sentence_start"),
            left_on="start",
            right_on="sentence_start",
            by="doc",
            check_sortedness=False,  # both are sorted within `doc`
        )
        .sort("row")
        .drop("row")
    )
    # A span over the end of a sentence takes it for its own.
    return placed.with_columns(
        sentence_start=pl.min_horizontal("start", "sentence_start"),
        sentence_end=pl.max_horizontal("end", "sentence_end"),
    )
