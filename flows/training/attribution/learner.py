"""Training of the reader's network: one thread, seeded."""

import numpy as np
import torch
from torch import Tensor, nn

from flows.training.attribution.layers import Layers
from flows.training.attribution.layout import Layout
from flows.training.attribution.lesson import Lesson
from flows.training.attribution.losses import loss
from flows.training.attribution.targets import Batch, grouped
from flows.training.attribution.vocabulary import Vocabulary
from transforms.learned.pages import Counts, Flags

EPOCHS, BATCH_ELEMENTS, SIZE_JITTER = 14, 6000, 6
LEARNING_RATE, WEIGHT_DECAY, WARM_UP, CLIP = 3e-3, 0.02, 0.1, 5.0
LEAST_ELEMENTS = 3  # of a paragraph that something can be learned from


def seeded(seed: int) -> np.random.Generator:
    """Make PyTorch deterministic and return the generator of everything else."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(mode=True)
    return np.random.default_rng(seed)


def train(
    layout: Layout, known: Vocabulary, lesson: Lesson, is_learned: Flags, seed: int, epochs: int = EPOCHS
) -> Layers:
    """Return the network after learning the paragraphs of some elements."""
    random = seeded(seed)
    layers = Layers(known)
    inputs = torch.from_numpy(known.inputs(layout.stream))
    paragraphs = learned_paragraphs(layout, is_learned)
    batches = [
        Batch(*(part[group] for part in paragraphs))
        for _ in range(epochs)
        for group in grouped(paragraphs[1], BATCH_ELEMENTS, random, SIZE_JITTER)
    ]
    optimizer = torch.optim.AdamW(layers.parameters(), lr=LEARNING_RATE, weight_decay=WEIGHT_DECAY)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda number: _rate((number + 1) / len(batches)))
    layers.train()
    for batch in batches:
        outputs = layers(inputs[:, torch.from_numpy(batch.elements)], torch.from_numpy(batch.mask))
        step(optimizer, layers, loss(layers.pointing, outputs, layout, batch, lesson))
        schedule.step()
    layers.eval()
    return layers


def _rate(done: float) -> float:
    """Warm up, then fall along a cosine."""
    if done < WARM_UP:
        return done / WARM_UP
    return float(0.5 * (1 + np.cos(np.pi * (done - WARM_UP) / (1 - WARM_UP))))


def learned_paragraphs(layout: Layout, is_learned: Flags) -> tuple[Counts, Counts]:
    """Return the first element and the size of the paragraphs that are learned from."""
    first, size = layout.paragraphs()
    chosen = is_learned[first] & (size >= LEAST_ELEMENTS)
    return first[chosen], size[chosen]


def step(optimizer: torch.optim.Optimizer, module: nn.Module, cost: Tensor) -> None:
    """Learn from what one batch costs."""
    optimizer.zero_grad()
    cost.backward()
    nn.utils.clip_grad_norm_(module.parameters(), CLIP)
    optimizer.step()
