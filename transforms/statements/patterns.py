"""What patterns tell better than the reader: cues and quotations with the speakers that these give them."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

import numpy as np

from transforms.statements.cues import Cues, Pointed
from transforms.statements.elements import Elements
from transforms.statements.headlines import Signed, find_signed
from transforms.statements.phrases import Stretch
from transforms.statements.relayed import Relay, find_relays
from transforms.statements.stream import Stream
from transforms.statements.viewed import View, find_views
from transforms.tokens import Tokens

_VIEW_CONFIDENCE = 0.85  # judged by eye


@dataclass(frozen=True, slots=True)
class Patterns:
    """The patterns of a stream."""

    elements: Elements
    relays: list[Relay]
    views: list[View]
    headlines: list[Signed]

    @classmethod
    def of(cls, tokens: Tokens, stream: Stream) -> "Patterns":
        """Find them."""
        elements = Elements(tokens, stream)
        return cls(elements, find_relays(elements), find_views(elements), find_signed(tokens, stream, elements))

    @property
    def speakers(self) -> Mapping[int, Stretch]:
        """Speakers as written, by the element of each that is pointed to."""
        relayed = {one.speaker: one.source for one in self.relays if one.source is not None}
        signed = {one.name[0]: one.name for one in self.headlines}
        return relayed | signed | {one.speaker: one.holder for one in self.views}

    @property
    def phrases(self) -> Mapping[int, Stretch]:
        """By a cue that is no verb, all of what tells whose view it is: no part of the content."""
        return {one.cue: one.phrase for one in self.views}

    def pointed(self, pointed: Pointed) -> Pointed:
        """Return whom quotations point to, with those quoted instead of their media."""
        speaker = pointed.speaker.copy()
        for place, found in [
            *((one.medium, one.speaker) for one in self.relays),
            *((one.phrase, one.speaker) for one in self.views),
        ]:
            speaker[(speaker >= place[0]) & (speaker <= place[1])] = found
        return replace(pointed, speaker=speaker)

    def cues(self, cues: Cues) -> Cues:
        """Return the cues with those quoted as their speakers, and those of views."""
        return _with_views(_relayed(cues, self.relays), self.views)


def _relayed(cues: Cues, relays: list[Relay]) -> Cues:
    """Cues with those quoted as their speakers; what tells only of the quoting is none."""
    speaker, first, last = (column.copy() for column in (cues.speaker, cues.first, cues.last))
    confidence = cues.confidence.copy()
    number = {element: n for n, element in enumerate(cues.element.tolist())}
    for one in relays:
        quoting = number.get(one.quoting)
        told = number.get(one.cue, quoting)
        if told is None:
            continue
        speaker[told] = one.speaker
        if quoting is not None and quoting != told:
            confidence[told] = max(confidence[told], confidence[quoting])
            confidence[quoting] = 0
        begin = min(one.cue, one.quoting, one.medium[0])
        if first[told] < begin:
            last[told] = min(last[told], begin - 1)
        else:
            behind = max(one.cue, one.source[1] if one.source else 0)
            first[told] = max(first[told], min(behind + 1, last[told]))
    return replace(cues, speaker=speaker, first=first, last=last, confidence=confidence)


def _with_views(cues: Cues, views: list[View]) -> Cues:
    """Cues with those of views in their places."""
    if not views:
        return cues
    kept = ~np.isin(cues.element, [one.cue for one in views])
    order = np.argsort([*cues.element[kept].tolist(), *(one.cue for one in views)], kind="stable")
    sure = np.full(len(views), _VIEW_CONFIDENCE, np.float32)
    added = Cues(
        element=np.array([one.cue for one in views], np.int64),
        speaker=np.array([one.speaker for one in views], np.int64),
        speaker_probability=sure,
        none_probability=1 - sure,
        probability=sure,
        first=np.array([one.content[0] for one in views], np.int64),
        last=np.array([one.content[1] for one in views], np.int64),
        evidence=np.zeros((len(cues.evidence), len(views)), np.float32),
        confidence=sure,
        is_reporting=np.ones(len(views), np.bool_),
    )
    names = [field.name for field in fields(Cues)]
    both = {name: np.concatenate([getattr(cues, name)[..., kept], getattr(added, name)], axis=-1) for name in names}
    return Cues(**{name: column[..., order] for name, column in both.items()})
