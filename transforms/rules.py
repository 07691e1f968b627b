"""The rules of rules.toml, matched against whole columns.

Patterns run over the distinct lines of the batch: a menu that stands on a thousand pages is read once.
"""

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import polars as pl

from transforms.vocabulary import data_text, filled

Searched = Literal["text", "path", "marks"]
Where = Literal["any", "head", "tail", "edge", "late", "below"]
_DATA = (".toml", ".tsv", ".txt", ".npz")  # endings of the files whose content is part of the version
PLACES: tuple[Where, ...] = ("head", "tail", "edge", "late", "below")
Span = Literal["line", "close", "block", "rest"]

# What the regex engine's automaton is slow at: edges of words, for which it is given up on any line with a letter
# beyond ASCII, and repetitions counted out, which need states for each.
_WORD_EDGE = r"\b"
_COUNTED = re.compile(r"(?<!\\)\{(?P<least>\d+),\d*\}")

PATTERNS_AT_ONCE = 4  # more of them together, or any that may begin anywhere, and the automaton outgrows its cache
_LENGTHS = (12, 40, 10**9)  # words: long lines meet few patterns
HEAD_WORDS = 70  # words of the body that may stand above a line of the head: a standfirst and a sentence
TAIL_WORDS = 45  # words of the body that may stand below a line of the tail
LATE_RATIO = 0.4  # share of the body above a line, from which a block of chrome has no body below it
MARKED_RATIO = 0.5  # a class or path that covers more of a page's prose than this is the article's own wrapper


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

    @property
    def loose_expression(self) -> str:
        """A pattern that finds all that `expression` finds, and little more, in a fraction of the time."""
        uncounted = _COUNTED.sub(lambda match: "*" if match["least"] == "0" else "+", self.expression)
        return uncounted.replace(_WORD_EDGE, "")


@cache
def rules() -> tuple[Rule, ...]:
    """Return all rules, in the order they are tried, their word lists filled in."""
    entries: list[dict[str, Any]] = tomllib.loads(data_text("rules.toml"))["rule"]
    return tuple(Rule(**entry | {"pattern": filled(entry["pattern"])}) for entry in entries)


@cache
def rules_version() -> str:
    """Return the version of rules, lists and models: the first 12 hex digits of the SHA-256 of their files."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*")):
        if path.suffix in _DATA:
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


@cache
def rule_table() -> pl.DataFrame:
    """Return the rules as a frame: `rule` (their place in the order) and what is needed to decide."""
    return pl.DataFrame(
        [(i, r.name, r.kind, r.span, r.min_words, r.max_words, r.confidence) for i, r in enumerate(rules())],
        schema={
            "rule": pl.Int64,
            "reason": pl.String,
            "kind": pl.String,
            "span": pl.String,
            "min_words": pl.Int64,
            "max_words": pl.Int64,
            "confidence": pl.Float64,
        },
        orient="row",
    )


def match_rules(lines: pl.DataFrame, where: Where) -> pl.DataFrame:
    """Return one row per line and rule of one place whose pattern and length fit: `doc`, `line_no`, the rule's columns.

    The caller hands over the lines that stand in that place, see `stands`.
    """
    on_markup = pl.concat([_matches(lines, "path", where), _matches(lines, "marks", where)])
    found = pl.concat([_matches(lines, "text", where), _without_wrappers(on_markup, lines)])
    is_of_length = pl.col("words").is_between("min_words", "max_words")
    return found.join(rule_table(), on="rule").filter(is_of_length).drop("min_words", "max_words", "words")


def _matches(lines: pl.DataFrame, searched: Searched, where: Where) -> pl.DataFrame:
    """Rows `doc`, `line_no`, `words`, `rule` of the rules that search one column in one place; long lines too."""
    columns = lines.select("doc", "line_no", "words", "is_blank", searched)
    if not _by_length(searched, where) or lines[searched].null_count() == lines.height:
        return columns.clear().select("doc", "line_no", "words", rule=pl.lit(0, pl.Int64))
    candidates = columns.filter(pl.col(searched).is_not_null() & ~pl.col("is_blank")).drop("is_blank")
    distinct = candidates.group_by(searched).agg(pl.col("words").min())
    matched = [distinct.clear().select(searched, rule=pl.lit(0, pl.Int64))]
    for longest, group in _by_length(searched, where).items():
        short = distinct.filter(pl.col("words") <= longest)
        if short.is_empty():
            continue
        for (rule,), rows in _likely(short, searched, group).group_by("rule"):
            exact = group[rule].expression
            is_exact = exact == group[rule].loose_expression
            matched.append(rows if is_exact else rows.filter(pl.col(searched).str.contains(exact)))
    return candidates.join(pl.concat(matched), on=searched).drop(searched)


def _likely(rows: pl.DataFrame, searched: Searched, group: Mapping[int, Rule]) -> pl.DataFrame:
    """Rows of `searched` and `rule` for the loose patterns; those that begin a line are searched for together."""
    opening = [rule for rule, one in group.items() if one.pattern.startswith("^")]
    together = [opening[i : i + PATTERNS_AT_ONCE] for i in range(0, len(opening), PATTERNS_AT_ONCE)]
    found = [rows.clear().select(searched, rule=pl.lit(0, pl.Int64))]
    for names in (*together, *([rule] for rule in group if rule not in opening)):
        some = {rule: group[rule].loose_expression for rule in names}
        any_of_them = "|".join(f"(?:{pattern})" for pattern in some.values())
        hit = rows.filter(pl.col(searched).str.contains(any_of_them))
        if len(names) > 1:
            found.append(_hits(hit, searched, some))
        else:
            found.append(hit.select(searched, rule=pl.lit(names[0], pl.Int64)))
    return pl.concat(found)


def _hits(rows: pl.DataFrame, searched: Searched, patterns: Mapping[int, str]) -> pl.DataFrame:
    """Rows of `searched` and `rule`, one for each pattern found."""
    flags = rows.select(searched, *(pl.col(searched).str.contains(p).alias(str(rule)) for rule, p in patterns.items()))
    found = flags.unpivot(index=searched, variable_name="rule", value_name="is_found").filter("is_found")
    return found.select(searched, pl.col("rule").cast(pl.Int64))


@cache
def _by_length(searched: Searched, where: Where) -> dict[int, dict[int, Rule]]:
    """Rules, under their place in the order, by one of _LENGTHS that none of their lines exceeds."""
    groups: dict[int, dict[int, Rule]] = {}
    for i, rule in enumerate(rules()):
        if rule.on == searched and rule.where == where:
            groups.setdefault(min(n for n in _LENGTHS if n >= rule.max_words), {})[i] = rule
    return groups


def _without_wrappers(hits: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Leave out what a class or path says of most of a page's prose: it stands on the wrapper of the article."""
    prose = lines.filter("is_prose").select("doc", "line_no", prose="words")
    totals = prose.group_by("doc").agg(total=pl.col("prose").sum())
    covered = hits.join(prose, on=["doc", "line_no"]).group_by("doc", "rule").agg(covered=pl.col("prose").sum())
    wrappers = covered.join(totals, on="doc").filter(pl.col("covered") > MARKED_RATIO * pl.col("total"))
    return hits.join(wrappers, on=["doc", "rule"], how="anti")


def stands(where: Where) -> pl.Expr:
    """Whether a line stands in a place, by the words of the body above and below it."""
    above, below = pl.col("above"), pl.col("below")
    head, tail = above <= HEAD_WORDS, below <= TAIL_WORDS
    places: dict[Where, pl.Expr] = {
        "any": pl.lit(value=True),
        "head": head,
        "tail": tail,
        "edge": head | tail,
        "late": tail | (above >= LATE_RATIO * (above + below)),
        "below": (above > 0) & (below == 0),
    }
    return places[where]
