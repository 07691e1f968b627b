"""Statements as rows: their contents, cues and speakers as written, with offsets into their texts."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import polars as pl

from transforms.learned.pages import Floats
from transforms.quotes import Quotes
from transforms.statements.phrases import Stretch
from transforms.statements.reported import is_reporting
from transforms.statements.statement import HEADLINE, INDIRECT, VIEWED, Statement
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


def as_rows(tokens: Tokens, stream: Stream, quotes: Quotes, statements: list[Statement], shown: Floats) -> Found:
    """Lay statements out as rows; shown: the reader's."""
    places = _Places(tokens, stream, quotes)
    reporting = is_reporting(stream.word)
    shown_reported, shown_other = shown.tolist()
    rows: list[tuple[object, ...]] = []
    parts: list[tuple[object, ...]] = []
    spans: list[tuple[int | None, ...]] = []
    number, text_before = 0, -1
    for one in statements:
        text = int(stream.text[one.element])
        number, text_before = (number + 1 if text == text_before else 1), text
        said = [places.said(part) for part in _joined(one.parts)]
        content = " ".join(part.words for part in said)
        cue, speaker = (None if part is None else places.written(part) for part in (one.cue, one.speaker))
        is_said = one.kind != INDIRECT or one.rule in (VIEWED, HEADLINE)
        is_said |= one.cue is not None and bool(reporting[one.cue[0] : one.cue[1] + 1].any())
        is_shown = one.kind != INDIRECT or one.confidence >= (shown_reported if is_said else shown_other)
        key = f"{said[0].start}/{said[-1].end}/{cue and cue.start}/{speaker and speaker.start}/{content}"
        identity = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:_ID_CHARS]
        rows.append(
            (
                *(text, number, identity, one.kind, content, said[0].start, said[-1].end),
                *(cue or _NOTHING),
                *(speaker or _NOTHING),
                *(one.rule, round(one.confidence, 3), is_said and is_shown, is_shown),
            )
        )
        parts += [(text, identity, n, part.start, part.end, part.words) for n, part in enumerate(said, 1)]
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


class _Written(NamedTuple):
    """Words of a text, with their offsets in it."""

    words: str
    start: int
    end: int


_NOTHING = (None, None, None)


class _Places:
    """Where elements stand in their texts."""

    def __init__(self, tokens: Tokens, stream: Stream, quotes: Quotes) -> None:
        self._tokens, self._stream, self._quotes = tokens, stream, quotes

    def tokens(self, stretch: Stretch) -> Stretch:
        """Return the first and the last token of some elements."""
        return int(self._stream.token[stretch[0]]), int(self._stream.last[stretch[1]])

    def written(self, stretch: Stretch) -> _Written:
        """Return the words of some elements."""
        return self._between(*self.tokens(stretch))

    def said(self, stretch: Stretch) -> _Written:
        """Return the words of a part; of a quotation alone what stands between its marks."""
        first, last = self.tokens(stretch)
        number = int(self._stream.quote[stretch[0]]) if stretch[0] == stretch[1] else -1
        if number >= 0:
            inner = first + int(self._quotes.has_mark[number]), last - int(self._quotes.is_closed[number])
            first, last = inner if inner[0] <= inner[1] else (first, last)
        return self._between(first, last)

    def _between(self, first: int, last: int) -> _Written:
        tokens = self._tokens
        start, end = int(tokens.start[first]), int(tokens.end[last])
        shift = int(tokens.origin[tokens.text[first]])
        return _Written(tokens.slice(start, end), start - shift, end - shift)
