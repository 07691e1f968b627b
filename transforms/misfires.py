"""Hits of rules on sentences of the article, told from chrome by how the line is built and what stands around it."""

import polars as pl

from transforms.stamps import NAME_PARTICLE, NAME_WORD
from transforms.vocabulary import filled

# Rules whose words a paragraph may use as well. A widget and a credit are never a sentence of prose; an appeal or a
# notice may be one.
_NEVER_PROSE = ("weather", "source_label")
_SELDOM_PROSE = ("newsletter", "appeal", "rights")

_LABEL = r"(?i)^\W*(?:(?:written|reported|reporting|story|words|text) by|by|von|par|por)\s+"
_NAMES = rf"(?:{NAME_WORD}(?: (?:{NAME_WORD}|{NAME_PARTICLE}))+|{filled('<<agency>>')})"
# A name goes on with a mark, a date, another name or a preposition; a lone word is one only where nothing follows.
_BEHIND = (
    r"(?:$|\s*[,;|•·(/–—@\d]| - | (?i:and|und|et|y|и|with|avec|mit|con|for|für|pour|para|in|at|of|from|aus|à|en|"
    rf"published|updated|posted|on|{filled('<<newspaper_role>>')})\b)"
)
_READS_AS_NAMES = rf"^(?:{_NAMES}{_BEHIND}|{NAME_WORD}$)"
_WEEKDAY = filled(r"^(?i:<<weekday>>)\b")
_FULL_STOP = r"[^\s.]{4,}[.!?…][\"”’»]?$"  # not that of an initial, of Jr. or of Sr.

# Whoever asks for something says to whom, or begins with what is to be done; what is quoted asks nobody here.
_ASKS = (
    r"(?i)\b(?:you|your|our|us|we|sie|ihre?n?|uns|unsere?n?|vous|votre|vos|notre|nos|usted|tu|nuestr[ao]s?|вас?|ваш\p{L}*|"
    r"наш\p{L}*)\b|我们|您|^\W*(?:sign up|subscribe|donate|support|become|get|receive|help|join|abonn\p{L}+|spenden|"
    r"faites|soutenez|suscr\p{L}+|подпи\p{L}+|поддерж\p{L}+|订阅|关注)\b|©|\(c\)|^copyright|\b(?:reproduc|republi|"
    r"reprint|redistribut)"
)
_QUOTED = r"[“„«\"]\S"


def without_misfires(hits: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Leave out the hits on lines that are sentences of the article.

    A byline without a colon must read as names; a widget or a credit never fires on prose; an appeal or a notice
    that asks the reader for nothing never does where the next line is a sentence that no rule knows.
    """
    known = hits.select("doc", "line_no", is_known=pl.lit(value=True)).unique()
    seen = (
        lines.filter(~pl.col("is_blank"))
        .select("doc", "line_no", "text", "is_prose", "ends_sentence")
        .join(known, on=["doc", "line_no"], how="left", maintain_order="left")
        .with_columns(
            goes_on=(pl.col("ends_sentence") & pl.col("is_known").is_null()).shift(-1, fill_value=False).over("doc")
        )
        .select("doc", "line_no", "text", "is_prose", "goes_on")
    )
    text, reason = pl.col("text"), pl.col("reason")
    signed = text.str.replace(_LABEL, "")
    is_labelled = (reason == "byline_label") & text.str.contains(_LABEL)
    is_named = signed.str.contains(_READS_AS_NAMES) & ~signed.str.contains(_WEEKDAY) & ~text.str.contains(_FULL_STOP)
    asks = text.str.contains(_ASKS) & ~text.str.contains(_QUOTED)
    misfired = (
        (is_labelled & ~is_named)
        | (reason.is_in(_NEVER_PROSE) & pl.col("is_prose"))
        | (reason.is_in(_SELDOM_PROSE) & pl.col("is_prose") & pl.col("goes_on") & ~asks)
    )
    return hits.join(seen, on=["doc", "line_no"]).filter(~misfired).select(hits.columns)
