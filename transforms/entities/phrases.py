"""Names that lists hold: countries, places, well-known people and organisations, found in a whole batch at once."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np
import polars as pl

from transforms.entities.lexicon import data_lines
from transforms.tokens import INITIAL, LOWER, PARAGRAPH, UPPER, Counts, Flags, Hashes, Tokens, read_tokens

_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_COLUMNS = ("kind", "name", "country code", "sex", "other names, | between")
_KINDS, _SEXES, _CODE = ("person", "organisation", "seat", "city"), ("", "m", "f"), re.compile("[A-Z]{2}")
_CAPITALS = (UPPER, INITIAL)  # US is as short as an initial
_LONGEST = 8  # tokens of the longest name that is looked up

NAME, ADJECTIVE, PEOPLE, SEAT, ALIAS = "name", "adjective", "people", "seat", "alias"
CITY = "city"  # of an organisation without a country, which may sit in it or be meant by it


@dataclass(frozen=True, slots=True)
class Known:
    """A listed name: what it names (kind, name, country code, sex), and in which form."""

    kind: str
    name: str
    code: str | None
    sex: str
    form: str


@dataclass(frozen=True, slots=True)
class Names:
    """All listed names by the hash of their tokens, sorted.

    is_upper: only capitals count, as in WHO or US. is_nickname: of a person, and begins in small letters, such as the
    Kremlin chief; is_capital_second: its second word has to have a capital. nicknames: what such begin with.
    """

    keys: Hashes
    row: Counts
    is_upper: Flags
    is_nickname: Flags
    is_capital_second: Flags
    openings: Hashes
    nicknames: Hashes
    known: tuple[Known, ...]

    def __len__(self) -> int:
        return len(self.keys)


@dataclass(frozen=True, slots=True)
class Found:
    """Listed names in a batch: first and last token, row of `Names.known`; none overlaps another."""

    first: Counts
    last: Counts
    row: Counts


@cache
def listed_names() -> Names:
    """Return the names of countries.tsv, places.tsv and aliases.tsv."""
    return _build(data_lines("entities/aliases.tsv"))


def extended_names(rows: Iterable[str]) -> Names:
    """Return the listed names with a user's own rows, as in aliases.tsv; where both have a name, the user's counts.

    Raises ValueError for a row that is none; see `alias_spellings`.
    """
    return _build([*rows, *data_lines("entities/aliases.tsv")])


def _build(aliases: Iterable[str]) -> Names:
    """Return the names of countries and places with those of `aliases`; the first row of a name wins."""
    spelled = [*alias_spellings(aliases), *_countries(), *_places()]
    tokens = read_tokens(pl.Series([spelling for spelling, _ in spelled], dtype=pl.String))
    ends = np.flatnonzero(tokens.kind == PARAGRAPH)
    starts = np.concatenate([[0], ends[:-1] + 1])
    keys = np.zeros(len(spelled), np.uint64)
    for n in range(int((ends - starts).max())):
        inside = starts + n < ends
        keys[inside] = _mixed(keys[inside], tokens.word[starts[inside] + n])
    keys, first = np.unique(keys, return_index=True)
    is_upper = np.isin(tokens.shape[starts], _CAPITALS) & (ends - starts == 1)
    is_nickname = np.array([known.kind == "person" and spelling[0].islower() for spelling, known in spelled])
    is_capital_second = is_nickname & (tokens.shape[np.minimum(starts + 1, ends)] != LOWER)
    rows = {known: n for n, known in enumerate(dict.fromkeys(known for _, known in spelled))}
    return Names(
        keys=keys,
        row=np.array([rows[spelled[n][1]] for n in first], np.int64),
        is_upper=is_upper[first],
        is_nickname=is_nickname[first],
        is_capital_second=is_capital_second[first],
        openings=np.unique(tokens.word[starts]),
        nicknames=np.unique(tokens.word[starts[is_nickname]]),
        known=tuple(rows),
    )


def find_phrases(tokens: Tokens, names: Names, is_capital: Flags) -> Found:
    """Return the listed names that begin with a capital, and nicknames; the longest first of those that overlap."""
    starts = np.flatnonzero(is_capital & np.isin(tokens.word, names.openings) | np.isin(tokens.word, names.nicknames))
    is_followed = is_capital[np.minimum(starts + 1, len(tokens) - 1)]
    keys = np.zeros(len(starts), np.uint64)
    last, row = np.full(len(starts), -1), np.full(len(starts), -1)
    for n in range(_LONGEST):
        at = np.minimum(starts + n, len(tokens) - 1)
        keys = _mixed(keys, tokens.word[at])
        place = np.minimum(np.searchsorted(names.keys, keys), len(names) - 1)
        hit = (names.keys[place] == keys) & (~names.is_upper[place] | np.isin(tokens.shape[at], _CAPITALS))
        hit &= is_capital[starts] | (names.is_nickname[place] & (~names.is_capital_second[place] | is_followed))
        last[hit], row[hit] = at[hit], names.row[place[hit]]
    hits = np.flatnonzero(row >= 0)
    # What begins inside another goes; a name that begins later never reaches before one that stands.
    reach = np.concatenate([[-1], np.maximum.accumulate(last[hits])[:-1]]) if len(hits) else np.zeros(0, np.int64)
    hits = hits[starts[hits] > reach]
    return Found(starts[hits], last[hits], row[hits])


def _mixed(keys: Hashes, words: Hashes) -> Hashes:
    return (keys ^ words) * _FACTOR ^ (keys >> np.uint64(17))


def alias_spellings(rows: Iterable[str]) -> list[tuple[str, Known]]:
    """Spellings of people and organisations; empty columns at the end of a row may be left out.

    Raises ValueError for a row that is none.
    """
    found = []
    for row in rows:
        columns = row.split("\t")
        columns += [""] * (len(_COLUMNS) - len(columns))
        if problem := _problem(columns):
            raise ValueError(f"{problem} in {row!r}. A row is {', '.join(_COLUMNS)}, tabs between")
        kind, name, code, sex, others = (column.strip() for column in columns)
        form = {"seat": SEAT, "city": CITY}.get(kind, NAME)
        kind = "organisation" if form != NAME else kind
        known = Known(kind, name, code or None, sex, form)
        found.append((name, known))
        other = Known(kind, name, code or None, sex, ALIAS if form == NAME else form)
        found += [(spelling, other) for spelling in map(str.strip, others.split("|")) if spelling]
    return found


def _problem(columns: list[str]) -> str | None:
    """Say what is wrong with a row of aliases."""
    if len(columns) > len(_COLUMNS):
        return f"{len(columns)} columns"
    kind, name, code, sex, _ = (column.strip() for column in columns)
    if kind not in _KINDS:
        return f"kind {kind!r}, which is none of {', '.join(_KINDS)}"
    if not name:
        return "no name"
    if code and not _CODE.fullmatch(code):
        return f"country code {code!r}, which is not two capitals"
    return None if sex in _SEXES else f"sex {sex!r}, which is neither m nor f"


def _countries() -> list[tuple[str, Known]]:
    """Spellings of countries, their adjectives, peoples and seats of government."""
    found = []
    for row in data_lines("entities/countries.tsv"):
        code, name, adjectives, people, others, seats = row.split("\t")
        adjective = [spelling for spelling in adjectives.split("|") if spelling]
        plural = [spelling for spelling in people.split("|") if spelling] or [f"{first}s" for first in adjective[:1]]
        for form, spellings in (
            (NAME, [name, *others.split("|")]),
            (ADJECTIVE, adjective),
            (PEOPLE, plural),
            (SEAT, seats.split("|")),
        ):
            known = Known("country", name, code, "", form)
            found += [(spelling, known) for spelling in spellings if spelling]
    return found


def _places() -> list[tuple[str, Known]]:
    """Names of places."""
    rows = [row.split("\t") for row in data_lines("entities/places.tsv")]
    return [(name, Known("place", name, code or None, "", NAME)) for name, code in rows]
