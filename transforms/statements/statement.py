"""A statement while it is put together, in elements of its stream."""

from dataclasses import dataclass

from transforms.statements.phrases import Stretch

DIRECT, MIXED, INDIRECT = "direct", "mixed", "indirect"
CUED, VIEWED, HEADLINE, TURN = "cue", "view", "headline", "turn"
TOLD = (CUED, VIEWED, HEADLINE)  # rules of what is told, whether it holds a quotation or not


@dataclass(slots=True)
class Statement:
    """One statement. parts: stretches of elements in order; cue, speaker: stretches of elements, none where unknown.

    element: the cue, or the first quotation; speaker_element: what either points to, -1 for nobody.
    """

    kind: str
    parts: list[Stretch]
    cue: Stretch | None
    speaker: Stretch | None
    speaker_element: int
    element: int
    confidence: float
    rule: str
