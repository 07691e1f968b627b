"""What is to be learned of a layout: from annotations, from a teacher, or half from each where there are both."""

from dataclasses import dataclass

import numpy as np

from flows.training.attribution.labels import Labels
from flows.training.attribution.targets import Targets
from transforms.learned.pages import Flags, Floats

SOFT_SHARE = 0.5  # of a teacher, beside annotations


@dataclass(frozen=True, slots=True)
class Soft:
    """What a teacher makes of elements. cue: probability, not a number where it saw nothing; targets: of each role."""

    cue: Floats
    targets: tuple[Targets, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """What is learned of each element.

    cue, cue_weight: probability of being a cue, and whether it is known. parts: (MARKS, elements), parts_weight:
    whether they are. right, likely: for each role, targets of which any is right, and such as are shares.
    """

    cue: Floats
    cue_weight: Floats
    parts: Floats
    parts_weight: Floats
    right: tuple[Targets, ...]
    likely: tuple[Targets, ...]


def annotated(labels: Labels, is_annotated: Flags) -> Lesson:
    """Return what annotations alone teach; is_annotated: of each element."""
    weight = is_annotated.astype(np.float32)
    return Lesson(labels.cue, weight, labels.parts, weight, labels.targets, ())


def mixed(labels: Labels, is_annotated: Flags, soft: Soft) -> Lesson:
    """Return what annotations and a teacher teach together."""
    is_seen = ~np.isnan(soft.cue)
    share = np.where(is_annotated, np.where(is_seen, SOFT_SHARE, 0), 1).astype(np.float32)
    return Lesson(
        cue=(share * np.nan_to_num(soft.cue) + (1 - share) * labels.cue).astype(np.float32),
        cue_weight=(is_annotated | is_seen).astype(np.float32),
        parts=labels.parts,
        parts_weight=is_annotated.astype(np.float32),
        right=tuple(
            right.weighted(np.where(np.isin(right.element, likely.element), 1 - SOFT_SHARE, 1).astype(np.float32))
            for right, likely in zip(labels.targets, soft.targets, strict=True)
        ),
        likely=tuple(likely.weighted(share[likely.element]) for likely in soft.targets),
    )
