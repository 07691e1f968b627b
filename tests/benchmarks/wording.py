"""The grammar of `grammar.toml` and the drawing of sentences from it."""

import re
import tomllib
from pathlib import Path
from random import Random

# A symbol's alternative, cut into literals (even places) and symbols (odd places).
Alternative = tuple[str, ...]
_SYMBOL = re.compile(r"\{(\w+)\}")


def _read() -> dict[str, tuple[Alternative, ...]]:
    text = Path(__file__).with_name("grammar.toml").read_text(encoding="utf-8")
    return {
        symbol: tuple(tuple(_SYMBOL.split(alternative)) for alternative in alternatives)
        for symbol, alternatives in tomllib.loads(text).items()
    }


_GRAMMAR = _read()


def draw(rng: Random, symbol: str) -> str:
    """Return a random expansion of `symbol`; of `Symbol`, one that begins with a capital."""
    alternatives = _GRAMMAR.get(symbol)
    if alternatives is None:
        expanded = draw(rng, symbol.lower())
        return expanded[0].upper() + expanded[1:]
    parts = alternatives[int(rng.random() * len(alternatives))]  # rng.choice takes three times as long
    return "".join([draw(rng, part) if at % 2 else part for at, part in enumerate(parts)])


def paragraph(rng: Random) -> str:
    """Return two to four sentences."""
    return " ".join(draw(rng, "sentence") for _ in range(rng.randint(2, 4)))


def headline(rng: Random) -> str:
    """Return a headline, its first letter a capital."""
    line = draw(rng, "headline")
    return line[0].upper() + line[1:]
