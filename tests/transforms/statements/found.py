"""Statements of one text as the tests compare them."""

from dataclasses import dataclass

import polars as pl

from transforms.statements.find import find_statements
from transforms.tokens import read_tokens


@dataclass(frozen=True)
class Said:
    """One statement, its parts as written."""

    kind: str
    speaker: str | None
    cue: str | None
    parts: tuple[str, ...]


def said(text: str, least: float = 0.5) -> list[Said]:
    """Return the statements of a text: quoted ones, and told ones of some confidence."""
    found, _ = find_statements(read_tokens(pl.Series([text])))
    parts = found.parts.group_by("statement_id", maintain_order=True).agg("content")
    rows = found.rows.filter((pl.col("kind") != "indirect") | (pl.col("confidence") >= least))
    named = rows.join(parts, on="statement_id", how="left", maintain_order="left", suffix="_parts")
    return [
        Said(kind, speaker, cue, tuple(contents))
        for kind, speaker, cue, contents in named.select("kind", "speaker", "cue", "content_parts").iter_rows()
    ]
