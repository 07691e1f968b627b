"""What of the stretch that a cue points to is said: without its speaker, its hearer and the day on which it was."""

from transforms.statements.elements import Elements
from transforms.statements.phrases import Stretch
from transforms.statements.spans import Spans, trimmed, without
from transforms.statements.stream import Stream
from transforms.tokens import Tokens

_DAY_WORDS = 4  # on Friday, in Tarn on Monday
_HEARER_WORDS = 3  # told the board, told our Tarn reporter: no more than a hearer


class Contents:
    """The contents of cues, as stretches of elements."""

    def __init__(self, tokens: Tokens, stream: Stream, spans: Spans, elements: Elements) -> None:
        self.spans, self.elements = spans, elements
        self.quote = stream.quote.tolist()

    def beside(self, content: Stretch, phrase: Stretch) -> list[Stretch]:
        """Return what is left of a content without a phrase that stands in it or beside it."""
        parts = [trimmed(stretch, self.spans, self.quote) for stretch in without(content, [phrase])]
        return [part for part in parts if part is not None]

    def told(self, content: Stretch, speaker: Stretch, cue: Stretch) -> list[Stretch]:
        """Return what is left of a content without the speaker and the cue, or with what stands between these two."""
        (a, b), (c, d) = sorted([speaker, cue])
        behind = max(b, d)
        if content[1] > cue[1] and self._is_condition(speaker[0]):
            content = (content[0], self._next_comma(cue[1] + 1, content[1]) - 1)
        if content[0] < a and d < content[1]:
            is_inserted = self.elements.is_comma[a - 1]
            parts = without(content, [(a, self._told_to(cue, behind, content[1]) if is_inserted else behind)])
        else:
            parts = without(content, [(a, b), (c, d)])
        left = [part for part in (trimmed(stretch, self.spans, self.quote) for stretch in parts) if part is not None]
        return [] if len(left) == 1 and self._says_nothing(left[0], cue) else left

    def _told_to(self, cue: Stretch, last: int, end: int) -> int:
        """The last element of `, X told the board on Friday`, if no more follows up to a comma or the end."""
        comma = self._next_comma(last + 1, end)
        day = next((at for at in range(last + 1, comma) if self.elements.are(at, "behind_says")), comma)
        hearer = day - last - 1
        is_hearer = hearer == 0 or (self.elements.are(cue[1], "tells") and hearer <= _HEARER_WORDS)
        return comma if is_hearer and comma - day <= _DAY_WORDS and last == cue[1] else last

    def _next_comma(self, first: int, last: int) -> int:
        """The next comma, or the element behind the last."""
        return next((at for at in range(first, last + 1) if self.elements.is_comma[at]), last + 1)

    def _is_condition(self, first: int) -> bool:
        """Whether a speaker opens a clause behind a word such as `if` that opens the sentence."""
        opens = first >= 2 and self.elements.sentence[first - 2] != self.elements.sentence[first - 1]
        return (opens or first == 1) and self.elements.are(first - 1, "conditions")

    def _says_nothing(self, part: Stretch, cue: Stretch) -> bool:
        """Whether a content is `This` that was announced, or all that follows `told` is to whom."""
        words = [at for at in range(part[0], part[1] + 1) if self.spans.is_word[at]]
        if len(words) < part[1] + 1 - part[0]:
            return False
        if len(words) == 1 and part[0] < cue[0] and self.elements.are(part[0], "pointers"):
            return True
        is_hearer = part[0] == cue[1] + 1 and len(words) <= _HEARER_WORDS
        return is_hearer and self.elements.are(cue[1], "tells")
