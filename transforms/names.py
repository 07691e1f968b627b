"""The names of people in a byline, told from the roles, outlets, desks and dates around them."""

from functools import cache

import polars as pl

from transforms.stamps import AGO, ANY_STAMP, NAME_PARTICLE, NAME_WORD, READING_TIME
from transforms.vocabulary import data_text, filled

# Signed by nobody: desks, roles and systems are not authors.
OTHER_NAME = r"^[\p{Lu}\p{Lo}][^@:/|]{2,40}$"
NOBODY = (
    r"(?i)^(?:staff(?: (?:writers?|reporters?|reports?))?|admin(?:istrator)?|newsroom|news ?desk|editors?|"
    r"editorial(?: (?:team|board|staff))?|redaktion|redaction|(?:la )?rédaction|redacción|редакция|編集部|"
    r"本报讯|本报记者|web ?desk|agenc(?:y|ies)|our correspondents?|correspondents?|reporters?|guest|unknown|anonymous|"
    r"team|.*\b(?:desk|staff|team|newsroom|bureau)|(?:special|own|our|a|the) .*)$"
)
_ROLE = filled(
    r"(?i)^(?:<<section>>|<<newspaper_role>>|<<author_role>>)(?: (?:<<section>>|<<newspaper_role>>|<<author_role>>))*$"
)
_OUTLET = filled(r"(?i)(?:^|[\s.])<<outlet_word>>(?:$|[\s.])")
AGENCY_NAME = filled(r"(?i)^(?:the )?<<agency>>$")
BYLINE_LABEL = filled(r"(?i)^\W*<<byline_label>>(?:\s*[:：|–—]\s*|\s+)")
_GLUED_LABEL = r"^By(\p{Lu}\p{Ll})"
_GLUED_OUTLET = r"(\p{Ll})(The \p{Lu})"
_BULLET = r"^\s*(?:[•·▪◦‣*–—-]|\d{1,2}[.)])\s+"
_ADDRESS = r"\S+@\S+\.\w+|@+\w+|https?://\S*"
# What closes a segment of a byline; names stand in the first that holds any.
_SEGMENT_END = r"\s*[|•·–—/()\[\]：:]\s*|\s+-\s+|\s{2,}|\t|\d+"
# Behind a name: what the author is, whom the report is for or with, who else had a hand in it.
_BEHIND = filled(
    r"[\s,]+(?:(?i:our|in|special|senior|chief|staff|published|updated|posted|on|at|for|with|of|from|avec|mit|con|für|pour|"
    r"para|via|is|edited|reviewed|illustrat\w+|photo\w*|video|additional|reporting)\b.*|(?i:<<newspaper_role>>)\b.*)$"
)
_NAME_AND_ROLE = filled(
    rf"^({NAME_WORD} (?:\p{{Lu}}\. )?{NAME_WORD}) (?:{NAME_WORD} )*(?i:<<author_role>>|<<outlet_word>>)$"
)
_JOINED = r"\s*(?:\band\b|\bund\b|\bet\b|\by\b|\bи\b|&|、)\s*"
_LISTED = r"\s*[,;，]\s*"
_JOIN_MARK = "\u2060"  # marks a name joined to the one before it by a word
_INITIAL = r"(?:^|\s)\p{Lu}\.\s"
_IS_NAME = (
    rf"^{NAME_WORD}(?:\s+(?:{NAME_WORD}|{NAME_PARTICLE})){{1,4}}$|^[\p{{Han}}]{{2,4}}$|^[\p{{Han}}·]{{4,12}}$|"
    r"^[\p{Han}\p{Hiragana}\p{Katakana}]{1,5}[ 　][\p{Han}\p{Hiragana}\p{Katakana}]{1,5}$|^\p{Hangul}{2,4}$"
)
_FIRST_WORD = r"^[\p{L}'’]+"


@cache
def given_names() -> pl.Series:
    """Return the given names of given_names.txt, in lower case."""
    lines = data_text("given_names.txt").splitlines()
    return pl.Series([line for line in lines if line and not line.startswith("#")], dtype=pl.String)


def opens_with_given_name(text: pl.Expr) -> pl.Expr:
    """Whether the first word of a text is a given name."""
    return text.str.extract(_FIRST_WORD, 0).str.to_lowercase().str.replace("’", "'").is_in(given_names().implode())


def names_in(texts: pl.DataFrame) -> pl.DataFrame:
    """Return the names in `text`, one row a name: all other columns of `texts`, `name`, `is_known`.

    `is_signed` says of each text whether a label, a class or the markup tells that it names authors; without that a
    name has to open with a given name. `is_known`: it does. Behind the first name of a list a comma may as well be
    followed by a role or an outlet: what follows counts where a given name, an initial or an `and` speaks for it.
    """
    if texts.is_empty():
        return texts.with_columns(name=pl.lit(None, pl.String), is_known=pl.lit(None, pl.Boolean))
    text = (
        pl.col("text").str.replace(_BULLET, "").str.replace_all(_ADDRESS, "|").str.replace_all(_GLUED_OUTLET, "$1|$2")
    )
    text = text.str.replace_all(READING_TIME, "|").str.replace_all(ANY_STAMP, "|").str.replace_all(AGO, "|")
    segments = (
        texts.with_row_index("text_no")
        .with_columns(segment=text.str.replace_all(_SEGMENT_END, "\n").str.split("\n"))
        .explode("segment", empty_as_null=False)
        .with_columns(
            segment_no=pl.int_range(pl.len()).over("text_no"),
            segment=pl.col("segment")
            .str.replace(_GLUED_LABEL, "$1")
            .str.replace(BYLINE_LABEL, "")
            .str.replace(_BEHIND, "")
            .str.replace_all(_JOINED, f"\n{_JOIN_MARK}")
            .str.replace_all(_LISTED, "\n")
            .str.split("\n"),
        )
        .explode("segment", empty_as_null=False)
        .with_columns(
            is_joined=pl.col("segment").str.starts_with(_JOIN_MARK),
            name=pl.col("segment")
            .str.strip_chars(f" \t.,:;|–—-{_JOIN_MARK}")
            .str.replace_all(r"\s+", " ")
            .str.replace(_NAME_AND_ROLE, "$1"),
        )
    )
    name = pl.col("name")
    is_person = (
        name.str.contains(_IS_NAME)
        & ~name.str.contains(NOBODY)
        & ~name.str.contains(_ROLE)
        & ~name.str.contains(_OUTLET)
        & ~name.str.contains(AGENCY_NAME)
    )
    people = segments.filter(is_person).with_columns(is_known=opens_with_given_name(name).fill_null(value=False))
    is_first = pl.int_range(pl.len()).over("text_no", "segment_no") == 0
    is_likely = pl.col("is_known") | (
        pl.col("is_signed") & (is_first | pl.col("is_joined") | name.str.contains(_INITIAL))
    )
    likely = people.with_columns(is_likely=is_likely).filter("is_likely")
    return likely.filter(pl.col("segment_no") == pl.col("segment_no").min().over("text_no")).drop(
        "text_no", "segment_no", "segment", "is_joined", "is_likely"
    )
