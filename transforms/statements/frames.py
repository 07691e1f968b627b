"""Statements as rows: their contents, cues and speakers as written, with offsets into their texts."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from transforms.quotes import Quotes
from transforms.statements.assemble import INDIRECT, Statement
from transforms.statements.reported import SHOWN_OTHER, SHOWN_REPORTED, is_reporting
from transforms.statements.spans import Stretch
from transforms.statements.stream import Stream
from transforms.tokens import Tokens

_ID_CHARS = 24
STATEMENT_SCHEMA = {
    "text": pl.Int64, "statement_no": pl.Int64, "statement_id": pl.String, "kind": pl.String, "content": pl.String,
    "start": pl.Int64, "end": pl.Int64, "cue": pl.String, "cue_start": pl.Int64, "cue_end": pl.Int64,
    "speaker": pl.String, "speaker_start": pl.Int64, "speaker_end": pl.Int64, "found_by": pl.String,
    "confidence": pl.Float64, "is_reported": pl.Boolean, "is_shown": pl.Boolean,
}  # fmt: skip
PART_SCHEMA = {
    "text": pl.Int64, "statement_id": pl.String, "part_no": pl.Int64, "start": pl.Int64, "end": pl.Int64,
    "content": pl.String,
}  # fmt: skip
# First and last token of the speaker, null where there is none, and of the statement: what speakers are resolved by.
SPAN_SCHEMA = {"first": pl.Int64, "last": pl.Int64, "begin": pl.Int64, "finish": pl.Int64}


@dataclass(frozen=True, slots=True)
class Found:
    """The statements of a batch. rows, spans: one row a statement, in order; parts: one row a stretch of content.

    `text` is the number of the text in its batch; `is_shown`: sure enough for its class.
    """

    rows: pl.DataFrame
    parts: pl.DataFrame
    spans: pl.DataFrame


def as_rows(tokens: Tokens, stream: Stream, quotes: Quotes, statements: list[Statement]) -> Found:
    """Lay statements out as rows."""
    places = _Places(tokens, stream, quotes)
    reporting = is_reporting(stream.word)
    rows: list[tuple[object, ...]] = []
    parts: list[tuple[object, ...]] = []
    spans: list[tuple[int | None, ...]] = []
    number, text_before = 0, -1
    for one in statements:
        text = int(stream.text[one.element])
        number, text_before = (number + 1 if text == text_before else 1), text
        stretches = [places.offsets(part) for part in _joined(one.parts)]
        contents = [places.text(*stretch) for stretch in stretches]
        content = " ".join(contents)
        start, end = stretches[0][0], stretches[-1][1]
        cue, speaker = places.written(one.cue), places.written(one.speaker)
        is_said = one.kind != INDIRECT or (one.cue is not None and bool(reporting[one.cue[0] : one.cue[1] + 1].any()))
        is_shown = one.kind != INDIRECT or one.confidence >= (SHOWN_REPORTED if is_said else SHOWN_OTHER)
        key = f"{start}/{end}/{cue[1]}/{speaker[1]}/{content}"
        identity = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:_ID_CHARS]
        rows.append(
            (
                *(text, number, identity, one.kind, content),
                *(start - places.origin[text], end - places.origin[text]),
                *places.in_text(cue, text),
                *places.in_text(speaker, text),
                *(one.rule, round(one.confidence, 3), is_said and is_shown, is_shown),
            )
        )
        parts += [
            (text, identity, n, first - places.origin[text], last - places.origin[text], said)
            for n, ((first, last), said) in enumerate(zip(stretches, contents, strict=True), 1)
        ]
        spoken = (None, None) if one.speaker is None else places.tokens(one.speaker)
        spans.append((*spoken, places.tokens(one.parts[0])[0], places.tokens(one.parts[-1])[1]))
    return Found(_frame(rows, STATEMENT_SCHEMA), _frame(parts, PART_SCHEMA), _frame(spans, SPAN_SCHEMA))


def _frame(rows: Sequence[tuple[object, ...]], schema: Mapping[str, type[pl.DataType]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=schema, orient="row")


def _joined(parts: list[Stretch]) -> list[Stretch]:
    """Stretches in order, those that touch as one."""
    joined = [parts[0]]
    for first, last in parts[1:]:
        if first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return joined


class _Places:
    """Where elements stand in the texts; a quotation alone is what stands between its marks."""

    def __init__(self, tokens: Tokens, stream: Stream, quotes: Quotes) -> None:
        self._tokens = tokens
        self.origin = tokens.origin.tolist()
        self._token, self._last = stream.token, stream.last
        self._quote = stream.quote
        self._inner = quotes

    def tokens(self, stretch: Stretch) -> Stretch:
        """Return the first and the last token of some elements."""
        return int(self._token[stretch[0]]), int(self._last[stretch[1]])

    def offsets(self, stretch: Stretch) -> Stretch:
        """Return start and end in the batch's code points."""
        first, last = self.tokens(stretch)
        number = int(self._quote[stretch[0]]) if stretch[0] == stretch[1] else -1
        if number >= 0:
            inner_first = first + (1 if self._inner.has_mark[number] else 0)
            inner_last = last - (1 if self._inner.is_closed[number] else 0)
            if inner_first <= inner_last:
                first, last = inner_first, inner_last
        return int(self._tokens.start[first]), int(self._tokens.end[last])

    def text(self, start: int, end: int) -> str:
        """Return the text between two offsets in the batch."""
        return self._tokens.slice(start, end)

    def written(self, stretch: Stretch | None) -> tuple[str | None, int | None, int | None]:
        """Return the words of a stretch, and its offsets in the batch."""
        if stretch is None:
            return None, None, None
        first, last = self.tokens(stretch)
        start, end = int(self._tokens.start[first]), int(self._tokens.end[last])
        return self.text(start, end), start, end

    def in_text(self, written: tuple[str | None, int | None, int | None], text: int) -> tuple[object, ...]:
        """Return the same with offsets in the text."""
        words, start, end = written
        if start is None or end is None:
            return None, None, None
        return words, start - self.origin[text], end - self.origin[text]
