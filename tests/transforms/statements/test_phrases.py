"""Noun phrases around the words that the reader points at."""

import polars as pl
import pytest

from transforms.quotes import find_quotes
from transforms.statements.phrases import Phrases
from transforms.statements.stream import read_stream
from transforms.tokens import read_tokens


def widened(marked: str, cues: str = "said told") -> str:
    """The phrase around what stands between brackets; cues: words that no phrase takes in."""
    before, inside, after = marked.replace("]", "[").split("[")
    text = before + inside + after
    tokens = read_tokens(pl.Series([text]))
    stream = read_stream(tokens, find_quotes(tokens))
    surfaces = [tokens.surface(int(at), int(at)) for at in stream.token]
    first = int((tokens.start[stream.token] < len(before)).sum())
    last = int((tokens.start[stream.token] < len(before) + len(inside)).sum()) - 1
    in_cue = [surface in cues.split() for surface in surfaces]
    start, end = Phrases.of(tokens, stream).widened((first, last), False, in_cue)
    return tokens.surface(int(stream.token[start]), int(stream.last[end]))


@pytest.mark.parametrize(
    ("marked", "phrase"),
    [
        ("The dock workers' [federation] said no.", "The dock workers' federation"),
        ("[the] harbour master said no.", "the harbour master"),
        ("A spokesman [for] the board said no.", "A spokesman for the board"),
        ("The builder, Stone & Pine, said no.".replace("builder", "[builder]"), "The builder, Stone & Pine"),
        ("[Norway]'s new envoy to the Council said no.", "Norway's new envoy to the Council"),
        ("[US] Secretary Ada Holm said no.", "US Secretary Ada Holm"),
        ("[US] said no.", "US"),
        ("[us] Secretary Ada Holm said no.", "us"),
        ("[He] Lund said no.", "He"),
        ("[who] said no.", "who"),
    ],
)
def test_a_phrase_is_taken_in_whole(marked: str, phrase: str) -> None:
    assert widened(marked) == phrase
