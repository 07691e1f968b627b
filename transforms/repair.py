"""Damage inside a line, undone: mojibake, entities, invisible characters, stray markup, reference marks.

Each repair is an edit: a stretch of the raw line and what stands there now. Only lines that look damaged
are taken one by one; all others need no more than their outer blanks cut, and that is done in columns.
"""

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import ftfy
import polars as pl

from transforms.batch import EDIT_SCHEMA, Batch

Span = tuple[int, int, str, str, str]  # start, end, kind, replacement, reason

# Encoding only: curly quotes, ligatures and full-width forms are the writer's, not damage.
_FTFY = ftfy.TextFixerConfig(
    unescape_html=False,
    uncurl_quotes=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    fix_line_breaks=False,
    remove_terminal_escapes=False,
    remove_control_chars=False,
    normalization=None,
    explain=False,
)
# What UTF-8 read as a one-byte encoding leaves behind.
_MOJIBAKE = r"[ÂÃâÐÑ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œŸ]|[\u0080-\u009f]|ï»¿|в„|Р°|РЅ"

# Zero-width joiners stay between letters of scripts that need them (Arabic, Indic).
# Every pattern begins with one class of characters where it can: what `re` skips to without trying the rest.
_BETWEEN_LETTERS = "(?<=[\u0600-\u0dff][\u200c\u200d])(?=[\u0600-\u0dff])"
_BREAKING = "\x0b\x0c\x1c\x1d\x1e\x1f\u2028\u2029"  # separators of lines and records: words stood on both sides
_INVISIBLE = f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff](?!(?:{_BETWEEN_LETTERS}))"
_BLANKS = (
    "[^\\S\n](?:[^\\S\n]+|(?<=[\u00a0\u202f\u2000-\u200a\u3000\t]))"  # several, or one that is none of a text's own
)
_TAG = (
    r"</?(?:a|abbr|b|blockquote|br|center|div|em|font|h[1-6]|hr|i|img|li|ol|p|script|small|span|strong|sub|sup|"
    r"table|td|tr|u|ul)\b[^<>]{0,300}>|<!--[^<>]{0,300}-->"
)
_BREAK_TAG = re.compile(r"</?(?:br|p|div|li|tr|td|h[1-6])\b", re.I)  # these stood between words
_REFERENCE = (
    r"\s?\[(?:\d{1,3}|edit|citation needed|clarification needed|dubious|who\?|when\?|note \d{1,2}|"
    r"Einzelnachweis fehlt|réf\. nécessaire|cita requerida)\]"
)


def _unescape(match: re.Match[str]) -> str:
    """Entity to character; `&amp;quot;` was escaped twice. What names no character stays."""
    text = html.unescape(html.unescape(match.group()))
    if re.fullmatch(_INVISIBLE, text):
        return " " * (text in _BREAKING)
    return text.replace("\xa0", " ")


# Kind, reason, a character that stands in all of its stretches ("" where none does), and how it is repaired.
_REPAIRS: tuple[tuple[str, str, str, re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    ("markup", "leftover_tag", "<", re.compile(_TAG, re.I), lambda m: " " * bool(_BREAK_TAG.match(m[0]))),
    ("markup", "markdown_heading", "#", re.compile(r"^\s*#{1,6}\s+(?=\S)"), lambda m: ""),
    ("markup", "markdown_emphasis", "*", re.compile(r"\*\*(?=\S)|(?<=\S)\*\*"), lambda m: ""),
    ("markup", "markdown_emphasis", "*", re.compile(r"(?<![\w*])(\*)(?=[^\s*])[^*]*[^\s*](\*)(?![\w*])"), lambda m: ""),
    ("markup", "markdown_emphasis", "_", re.compile(r"(?<!\w)(__)(?=[^\s_])[^_]*[^\s_](__)(?!\w)"), lambda m: ""),
    ("markup", "markdown_emphasis", "_", re.compile(r"(?<!\w)(_)(?=[^\s_])[^_]*[^\s_](_)(?!\w)"), lambda m: ""),
    ("markup", "markdown_link", "[", re.compile(r"!?\[(?=[^\[\]]+\]\(https?:[^()\s]+\))"), lambda m: ""),
    ("markup", "markdown_link", "]", re.compile(r"(?<=[^\[\]])\]\(https?:[^()\s]+\)"), lambda m: ""),
    ("markup", "extractor_brackets", "[", re.compile(r"^\s*(\[\s+)[^\[\]]*[^\[\]\s](\s+\])\s*$"), lambda m: ""),
    ("markup", "extractor_brackets", "[", re.compile(r"\s?\[\s*\]"), lambda m: ""),
    (
        "repair",
        "html_entity",
        "&",
        re.compile(r"&(?:amp;)?(?:#\d{1,6}|#x[0-9a-fA-F]{1,5}|[a-zA-Z]{2,8}\d?);"),
        _unescape,
    ),
    ("citation_mark", "citation_mark", "[", re.compile(_REFERENCE, re.I), lambda m: ""),
    ("repair", "invisible_character", "", re.compile(_INVISIBLE), lambda m: " " * (m[0] in _BREAKING)),
    ("whitespace", "blanks", "", re.compile(_BLANKS), lambda m: " "),
)
# Every line is searched for these, so nothing here asks for the edge of a word (see Rule.loose_expression).
_DAMAGED = (
    f"{_MOJIBAKE}|[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]"
    r"|&#?\w{2,8};|<[a-zA-Z/!]|\*\S|\S\*|_|^\s*#{1,6}\s|\]\(http|\[[^\]]{0,24}\]|^\s*\[\s|\S[^\S\n]{2,}\S"
    "|[\u00a0\u202f\u2000-\u200a\u3000\t]"
)


def _spans(text: str) -> Iterator[Span]:
    for kind, reason, mark, pattern, replacement in _REPAIRS:
        if mark not in text:
            continue
        for match in pattern.finditer(text):
            new = replacement(match)
            for group in range(1, pattern.groups + 1) or (0,):  # a pair of marks is two groups
                if new != match[group]:
                    yield match.start(group), match.end(group), kind, new, reason


def _without_overlaps(spans: Iterator[Span], size: int) -> list[Span]:
    """Keep the spans of the earlier repair where two would touch the same of `size` characters."""
    taken = bytearray(size)
    kept: list[Span] = []
    for span in spans:
        start, end = span[:2]
        if not any(taken[start:end]):
            taken[start:end] = b"\x01" * (end - start)
            kept.append(span)
    return sorted(kept)


def apply(text: str, spans: list[Span]) -> str:
    """Return `text` with its spans replaced; spans are sorted and do not overlap."""
    pieces, at = [], 0
    for start, end, _, new, _ in spans:
        pieces += [text[at:start], new]
        at = end
    return "".join([*pieces, text[at:]])


def repair_text(raw: str) -> list[Span]:
    """Return the edits that repair one line, in order; offsets in characters of `raw`, outer blanks included."""
    fixed = ftfy.fix_text_segment(raw, _FTFY) if re.search(_MOJIBAKE, raw) else raw
    if fixed == raw:
        spans = _without_overlaps(_spans(raw), len(raw))
        return _with_trims(raw, spans)
    # Where characters were decoded wrongly no smaller stretch can be told: one edit from the first to the last.
    clean = apply(fixed, _without_overlaps(_spans(fixed), len(fixed))).strip()
    head = len(_common_prefix(raw, clean))
    tail = len(_common_prefix(raw[head:][::-1], clean[head:][::-1]))
    return [(head, len(raw) - tail, "repair", clean[head : len(clean) - tail], "mojibake")]


def _common_prefix(one: str, other: str) -> str:
    size = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[:size]


def _with_trims(raw: str, spans: list[Span]) -> list[Span]:
    """Add the outer blanks that are left once the spans are applied, so that the text begins and ends visibly."""
    text = apply(raw, spans)
    if text == text.strip():
        return spans
    leaves = {i: span[3] for span in spans for i in range(span[0], span[1])}
    size = len(raw)
    visible = (i for i in range(size) if leaves.get(i, raw[i]).strip())
    first = next(visible, size)
    last = next((i for i in reversed(range(first, size)) if leaves.get(i, raw[i]).strip()), size)
    blank = {i for i in (*range(first), *range(last + 1, size)) if i not in leaves}
    starts = sorted(i for i in blank if i - 1 not in blank)
    ends = sorted(i + 1 for i in blank if i + 1 not in blank)
    runs = [(start, end, "whitespace", "", "outer_blanks") for start, end in zip(starts, ends, strict=True)]
    inner = [span if first <= span[0] <= last else (*span[:3], "", span[4]) for span in spans]
    return sorted([*inner, *runs])


def repair_lines(batch: Batch) -> Batch:
    """Give each line its repaired, trimmed `text`, and the edits that lead there. Lines alike are repaired once."""
    damaged = batch.lines.filter(pl.col("raw").str.strip_chars().str.contains(_DAMAGED)).select("doc", "line_no", "raw")
    spans = {raw: repair_text(raw) for raw in damaged["raw"].unique()}
    texts = {raw: apply(raw, found) for raw, found in spans.items()}
    rows = [(doc, line_no, *span) for doc, line_no, raw in damaged.iter_rows() for span in spans[raw]]
    repaired = damaged.select("doc", "line_no", text=pl.Series([texts[raw] for raw in damaged["raw"]], dtype=pl.String))
    lines = batch.lines.join(repaired, on=["doc", "line_no"], how="left", maintain_order="left").with_columns(
        is_damaged=pl.col("text").is_not_null(), text=pl.coalesce("text", pl.col("raw").str.strip_chars())
    )
    edits = pl.DataFrame(rows, EDIT_SCHEMA, orient="row")
    return replace(batch, lines=lines.drop("is_damaged"), edits=pl.concat([batch.edits, edits, _trims(lines)]))


def _trims(lines: pl.DataFrame) -> pl.DataFrame:
    """Edits that cut the outer blanks of lines with no other damage."""
    sound = lines.filter(~pl.col("is_damaged") & (pl.col("text") != "") & (pl.col("raw") != pl.col("text"))).select(
        "doc",
        "line_no",
        size=pl.col("raw").str.len_chars().cast(pl.Int64),
        first=(pl.col("raw").str.len_chars() - pl.col("raw").str.strip_chars_start().str.len_chars()).cast(pl.Int64),
        last=pl.col("raw").str.strip_chars_end().str.len_chars().cast(pl.Int64),
    )
    cuts = [
        sound.filter(pl.col("first") > 0).select("doc", "line_no", start=pl.lit(0, pl.Int64), end="first"),
        sound.filter(pl.col("last") < pl.col("size")).select("doc", "line_no", start="last", end="size"),
    ]
    return pl.concat(cuts).select(
        "doc",
        "line_no",
        "start",
        "end",
        kind=pl.lit("whitespace"),
        replacement=pl.lit(""),
        reason=pl.lit("outer_blanks"),
    )
