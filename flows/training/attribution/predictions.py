"""The statements that a reader finds in articles, as the measures take them."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import polars as pl

from flows.training.attribution.measures import Stated
from flows.training.public_pages import ROOT
from transforms.statements.find import find_statements
from transforms.statements.reader import Reader
from transforms.tokens import read_tokens

MODELS = ROOT / "var" / "models"
_COLUMNS = ("text", "kind", "start", "end", "cue", "speaker_start", "speaker_end", "confidence", "is_reported",
            "is_shown")  # fmt: skip


def measured_model(digest: str) -> Path:
    """Return where the model is that saw nothing of the articles held apart."""
    return MODELS / digest / "statements.npz"


def measured_reader(digest: str) -> Reader | None:
    """Return the reader of that model, None where `make train` did not make it."""
    path = measured_model(digest)
    return Reader.load(dict(np.load(path))) if path.is_file() else None


def predicted(texts: Sequence[str], reader: Reader | None = None) -> list[list[Stated]]:
    """Return the statements of each text, however unsure; reader: None is the one that is shipped."""
    found, _ = find_statements(read_tokens(pl.Series(texts, dtype=pl.String)), reader)
    statements: list[list[Stated]] = [[] for _ in texts]
    for text, kind, start, end, cue, speaker_start, speaker_end, *rest in found.rows.select(_COLUMNS).iter_rows():
        speaker = None if speaker_start is None else (speaker_start, speaker_end)
        statements[text].append(Stated(kind, (start, end), cue or "", speaker, *rest))
    return statements
