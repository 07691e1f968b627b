"""The teacher's soft labels, kept between runs: they cost far more than the reader that learns from them.

They are kept by a digest of what they hang on: the elements and their labels, the sizes and rates of the recipe, the
teacher's layers, its pretrained weights and the version of PyTorch. Who changes how the teacher learns, but none of
these, has to remove what is kept.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from flows.training.attribution import losses, pieces, soft, teacher
from flows.training.attribution.labels import Labels
from flows.training.attribution.layout import Layout
from flows.training.attribution.lesson import Soft, annotated
from flows.training.attribution.pretrained import Pretrained
from flows.training.attribution.targets import Targets
from transforms.learned.pages import Flags

# What the teacher reads of a stream, and what says where its elements stand.
_READ = ("token", "last", "quote", "quote_kind", "word", "form", "text", "paragraph", "sentence")
_RECIPE: tuple[ModuleType, ...] = (losses, pieces, soft, teacher)
_DIGEST_CHARS = 16


def taught(
    layout: Layout,
    labels: Labels,
    learned: Sequence[int],
    is_read: Flags,
    begin: Pretrained,
    folder: Path,
    say: Callable[[str], None],
) -> Soft:
    """Return the soft labels of the elements that are read, from a teacher that learned some articles.

    Where the folder holds them nothing is learned.
    """
    path = folder / f"soft-{digest(layout, labels, is_read, begin)}.npz"
    if path.is_file():
        say(f"soft labels of {path.name}")
        return load(path)
    is_learned = np.isin(layout.stream.text, learned)
    cut = pieces.read_pieces(layout, begin)
    learner = teacher.train(layout, cut, annotated(labels, is_learned), is_learned, begin)
    say("teacher")
    found = soft.soft_labels(learner, layout, cut, is_read)
    path.parent.mkdir(parents=True, exist_ok=True)
    save(path, found)
    say(f"soft labels: {', '.join(str(len(targets)) for targets in found.targets)} queries")
    return found


def digest(layout: Layout, labels: Labels, is_read: Flags, begin: Pretrained) -> str:
    """Return what soft labels are kept by."""
    found = hashlib.sha256()
    stream = layout.stream
    for values in (*(getattr(stream, name) for name in _READ), labels.cue, is_read):
        found.update(np.ascontiguousarray(values).tobytes())
    for targets in labels.targets:
        for _, values in _columns(targets):
            found.update(values.tobytes())
    sizes = [f"{module.__name__}.{name}={value}" for module in _RECIPE for name, value in _constants(module)]
    recipe = [*sizes, str(teacher.Teacher(begin)), begin.digest, torch.__version__]
    found.update("\n".join(recipe).encode())
    return found.hexdigest()[:_DIGEST_CHARS]


def save(path: Path, kept: Soft) -> None:
    """Write soft labels."""
    arrays: dict[str, Any] = {"cue": kept.cue}
    for role, targets in enumerate(kept.targets):
        arrays |= {f"{name}_{role}": values for name, values in _columns(targets)}
    np.savez_compressed(path, **arrays)


def load(path: Path) -> Soft:
    """Read soft labels."""
    with np.load(path) as arrays:
        names = [one.name for one in fields(Targets)]
        roles = sum(name.startswith(f"{names[0]}_") for name in arrays.files)
        targets = tuple(Targets(*(arrays[f"{name}_{role}"] for name in names)) for role in range(roles))
        return Soft(arrays["cue"], targets)


def _columns(targets: Targets) -> Iterator[tuple[str, NDArray[Any]]]:
    return ((one.name, getattr(targets, one.name)) for one in fields(targets))


def _constants(module: ModuleType) -> list[tuple[str, object]]:
    """Return the numbers that a module has and uses, by name."""
    return sorted((name, value) for name, value in vars(module).items() if name.isupper() and name[0] != "_")
