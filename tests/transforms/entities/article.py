"""An article read for a test: its mentions by what they show, and who the words marked as a speaker mean."""

import re
from dataclasses import dataclass

import numpy as np
import polars as pl

from transforms.entities.mentions import Mentions, find_mentions
from transforms.entities.phrases import Names
from transforms.entities.reading import Reader
from transforms.entities.speakers import resolve_speakers
from transforms.quotes import find_quotes
from transforms.tokens import Tokens, read_tokens

_MARKED = re.compile(r"\[\[(.+?)\]\]")


@dataclass(frozen=True, slots=True)
class Seen:
    """A mention with the entity it means."""

    surface: str
    form: str
    kind: str
    name: str
    role: str | None
    organisation: str | None
    country: str | None


def seen(text: str, names: Names | None = None) -> list[Seen]:
    """Return the mentions of a text, in order."""
    found = find_mentions(read_tokens(pl.Series([text])), names).tables()
    entities = found.entities.select("entity_id", "kind", "name")
    rows = found.mentions.join(entities, on="entity_id", maintain_order="left").iter_rows(named=True)
    return [
        Seen(
            row["surface"], row["form"], row["kind"], row["name"], row["role"], row["organisation"], row["country_code"]
        )
        for row in rows
    ]


def reader_of(text: str) -> Reader:
    """Return a text as it was read."""
    (reader,) = find_mentions(read_tokens(pl.Series([text]))).readers
    return reader


def people(text: str) -> list[str]:
    """Return the full names of the people of a text, each once, in order."""
    return list(dict.fromkeys(each.name for each in seen(text) if each.kind == "person"))


def entity_ids(text: str) -> set[str]:
    """Return the ids of the people of a text."""
    entities = find_mentions(read_tokens(pl.Series([text]))).tables().entities
    return set(entities.filter(kind="person")["entity_id"])


def organisations(text: str) -> list[str]:
    """Return the names of the organisations of a text, each once, in order."""
    return list(dict.fromkeys(each.name for each in seen(text) if each.kind == "organisation"))


def speakers(marked: str) -> list[str | None]:
    """Return whom each [[speaker]] of a text means: full names, or none."""
    return [row["speaker"] for row in speaker_rows(marked)]


def speaker_rows(marked: str) -> list[dict[str, str | None]]:
    """Return all that is said of each [[speaker]] of a text."""
    text = _MARKED.sub(r"\1", marked)
    places = [match.start() - 4 * n for n, match in enumerate(_MARKED.finditer(marked))]
    lengths = [len(match[1]) for match in _MARKED.finditer(marked)]
    tokens = read_tokens(pl.Series([text]))
    mentions: Mentions = find_mentions(tokens)
    spans = [_tokens(tokens, start, start + length) for start, length in zip(places, lengths, strict=True)]
    frame = pl.DataFrame(
        [(first, last, first, last) for first, last in spans],
        schema=dict.fromkeys(("first", "last", "begin", "finish"), pl.Int64),
        orient="row",
    )
    return list(resolve_speakers(mentions, frame, _quoted(tokens)).rows.iter_rows(named=True))


def _tokens(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    return int(np.searchsorted(tokens.end, start, side="right")), int(np.searchsorted(tokens.start, end)) - 1


def _quoted(tokens: Tokens) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    quotes = find_quotes(tokens)
    inside = np.zeros(len(tokens), np.bool_)
    for first, last in zip(quotes.first.tolist(), quotes.last.tolist(), strict=True):
        inside[first : last + 1] = True
    return inside
