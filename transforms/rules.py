"""The rules of rules.toml, matched against whole columns.

Patterns run over the distinct lines of the batch: a menu that stands on a thousand pages is read once.
"""

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import polars as pl

Searched = Literal["text", "path", "marks"]
Where = Literal["any", "head", "tail", "edge", "late", "inside"]
Span = Literal["line", "close", "block", "rest"]

HEAD_WORDS = 70  # words of the body that may stand above a line of the head: a standfirst and a sentence
TAIL_WORDS = 45  # words of the body that may stand below a line of the tail
LATE_RATIO = 0.4  # share of the body above a line, from which a block of chrome has no body below it


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of rules.toml; the fields are described there."""

    name: str
    kind: str
    pattern: str
    on: Searched = "text"
    where: Where = "any"
    span: Span = "line"
    case: bool = False
    min_words: int = 0
    max_words: int = 30
    confidence: float = 0.9

    @property
    def expression(self) -> str:
        """The pattern as Polars searches it."""
        return self.pattern if self.case else f"(?i){self.pattern}"


@cache
def rules() -> tuple[Rule, ...]:
    """Return all rules, in the order they are tried."""
    entries: list[dict[str, Any]] = tomllib.loads(_source())["rule"]
    return tuple(Rule(**entry) for entry in entries)


@cache
def rules_version() -> str:
    """Return the version of the rules: the first 12 hex digits of their file's SHA-256."""
    return hashlib.sha256(_source().encode()).hexdigest()[:12]


def _source() -> str:
    return files("transforms").joinpath("rules.toml").read_text(encoding="utf-8")


@cache
def rule_table() -> pl.DataFrame:
    """Return the rules as a frame: `rule` (their place in the order) and what is needed to decide."""
    return pl.DataFrame(
        [(i, r.name, r.kind, r.where, r.span, r.min_words, r.max_words, r.confidence) for i, r in enumerate(rules())],
        schema={
            "rule": pl.Int64,
            "reason": pl.String,
            "kind": pl.String,
            "where": pl.String,
            "span": pl.String,
            "min_words": pl.Int64,
            "max_words": pl.Int64,
            "confidence": pl.Float64,
        },
        orient="row",
    )


def match_rules(lines: pl.DataFrame) -> pl.DataFrame:
    """Return one row per line and rule whose pattern and length fit: `doc`, `line_no`, and the rule's columns.

    Where in the document the line stands is left to `may_fire`.
    """
    found = [_matches(lines, searched) for searched in ("text", "path", "marks")]
    return (
        pl.concat(found)
        .join(rule_table(), on="rule")
        .filter(pl.col("words").is_between(pl.col("min_words"), pl.col("max_words")))
        .drop("min_words", "max_words", "words")
    )


def _matches(lines: pl.DataFrame, searched: Searched) -> pl.DataFrame:
    """Rows `doc`, `line_no`, `words`, `rule` of the rules that search one column."""
    chosen = {i: rule for i, rule in enumerate(rules()) if rule.on == searched}
    longest = max(rule.max_words for rule in chosen.values())
    candidates = lines.filter(pl.col(searched).is_not_null() & (pl.col("words") <= longest)).select(
        "doc", "line_no", "words", searched
    )
    distinct = candidates.select(searched).unique()
    hits = distinct.select(
        searched, *(pl.col(searched).str.contains(r.expression).alias(str(i)) for i, r in chosen.items())
    )
    matched = [hits.filter(str(i)).select(searched, rule=pl.lit(i, dtype=pl.Int64)) for i in chosen]
    return candidates.join(pl.concat(matched), on=searched).drop(searched)


def may_fire(where: pl.Expr, above: pl.Expr, below: pl.Expr) -> pl.Expr:
    """Whether a rule's place fits, given the words of the body above and below the line."""
    head = above <= HEAD_WORDS
    tail = below <= TAIL_WORDS
    late = above >= LATE_RATIO * (above + below)
    return (
        pl.when(where == "any")
        .then(True)
        .when(where == "head")
        .then(head)
        .when(where == "tail")
        .then(tail)
        .when(where == "edge")
        .then(head | tail)
        .when(where == "late")
        .then(tail | late)
        .otherwise((above > 0) & (below > 0))
    )
