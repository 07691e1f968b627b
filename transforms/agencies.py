"""News agencies where a text says whose it is: all their spellings, and which of them a phrase names."""

import re
from functools import cache

import polars as pl

from transforms.vocabulary import agency_rows

UPPER_CHARS = 5  # spellings this long are also set in capitals; shorter ones mean something else when they are
# What may stand between and beside the agencies of a phrase: `Reuters and AFP`, `Xinhua News Agency`, `Corr. BelTA`.
_FILLER = (
    r"(?i)[\s/,;&|·+.«»\"“”]|\b(?:and|und|et|y|e|и|та|the|news|agency|newswire|wire service|staff|"
    r"corr|korr|корр|агентство|информационное|agence|agentur|agencia|agenzia|通讯社)\b"
)


@cache
def wire_agencies_by_spelling() -> dict[str, str]:
    """Every spelling of an agency that carries texts, and the name the warehouse gives it."""
    found: dict[str, str] = {}
    for name, _, carries, spellings, further in agency_rows():
        for spelling in filter(None, (spellings + "|" + further).split("|")):
            if carries != "photo":
                found[spelling] = name
                if len(spelling) >= UPPER_CHARS:
                    found[spelling.upper()] = name
    return found


@cache
def agency_countries() -> dict[str, str]:
    """Return the country of each agency, as ISO 3166 alpha-2 code."""
    return {name: country for name, country, *_ in agency_rows()}


@cache
def agency_pattern() -> str:
    """Return a pattern that finds one agency: as a whole word, where its script parts words by blanks."""
    spellings = sorted(wire_agencies_by_spelling(), key=len, reverse=True)
    unspaced = [one for one in spellings if any("\u0600" <= char <= "\u06ff" or char >= "\u3000" for char in one)]
    spaced = "|".join(re.escape(one) for one in spellings if one not in unspaced)
    return rf"(?:\b(?:{spaced})\b|{'|'.join(unspaced)})"


def agencies_of(phrase: pl.Expr) -> pl.Expr:
    """Return the agencies that a phrase names, as a list; null where it says anything else besides."""
    rest = phrase.str.replace_all(agency_pattern(), "").str.replace_all(_FILLER, "")
    names = phrase.str.extract_all(agency_pattern()).list.eval(
        pl.element().replace_strict(wire_agencies_by_spelling(), default=None, return_dtype=pl.String)
    )
    return pl.when(rest == "").then(names.list.unique(maintain_order=True)).list.drop_nulls()
