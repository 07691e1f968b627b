"""Words that several patterns share, from vocabulary.toml and agencies.tsv."""

import re
import tomllib
from functools import cache
from importlib.resources import files

_PLACEHOLDER = re.compile(r"<<(\w+)>>")


def data_text(name: str) -> str:
    """Return the text of a data file of this package."""
    return files("transforms").joinpath(name).read_text(encoding="utf-8")


def agency_rows() -> list[list[str]]:
    """Return the rows of agencies.tsv, five cells each."""
    return [line.split("\t") for line in data_text("agencies.tsv").splitlines() if line and not line.startswith("#")]


@cache
def agencies() -> dict[str, str]:
    """Spellings that any line may name an agency by, and the name the warehouse gives each, from agencies.tsv."""
    return {
        spelling: name for name, _, _, spellings, _ in agency_rows() for spelling in spellings.split("|") if spelling
    }


@cache
def vocabulary() -> dict[str, str]:
    """Return name and alternation of every word list; `agency` holds all spellings, the longer before the shorter."""
    lists: dict[str, list[str]] = tomllib.loads(data_text("vocabulary.toml"))
    spellings = sorted(agencies(), key=len, reverse=True)
    return {name: "|".join(words) for name, words in lists.items()} | {
        "agency": "|".join(re.escape(spelling) for spelling in spellings)
    }


def filled(pattern: str) -> str:
    """Return a pattern with each `<<name>>` replaced by that word list, in a group."""
    return _PLACEHOLDER.sub(lambda match: f"(?:{vocabulary()[match[1]]})", pattern)
