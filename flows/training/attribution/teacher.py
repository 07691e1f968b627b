"""The teacher: a pretrained language model that learns to point to what the annotations point to.

It is far too large and slow to be shipped. What it makes of annotated and of other articles is what the reader learns.
"""

import torch
from torch import Tensor, nn

from flows.training.attribution.encoder import Encoder
from flows.training.attribution.layout import Layout
from flows.training.attribution.learner import seeded, step
from flows.training.attribution.lesson import Lesson
from flows.training.attribution.losses import loss
from flows.training.attribution.pieces import Pieces, page, windows
from flows.training.attribution.pointing import Outputs, Pointing
from flows.training.attribution.pretrained import Pretrained
from flows.training.attribution.targets import Batch, grouped
from transforms.learned.pages import Flags

EPOCHS, BATCH_PIECES, SIZE_JITTER = 3, 2500, 10
LEARNING_RATE, HEAD_LEARNING_RATE, WEIGHT_DECAY = 3e-4, 2e-3, 0.01
WARM_UP, LEAST_RATE = 0.06, 0.02  # share of the steps, and of the learning rate
KEY, MARKS, DROPOUT = 64, 1, 0.1


class Teacher(nn.Module):
    """The encoder; what it makes of the first piece of an element is what it makes of the element."""

    def __init__(self, pretrained: Pretrained) -> None:
        super().__init__()
        self.encoder = Encoder(pretrained)
        self.dropout = nn.Dropout(DROPOUT)
        self.pointing = Pointing(self.encoder.size, KEY, MARKS)

    def forward(self, layout: Layout, pieces: Pieces, batch: Batch) -> Outputs:
        """Return what is said of the elements of a batch; the encoder counts in half precision."""
        seen = page(layout, pieces, batch)
        ids, forms, mask, first = (torch.from_numpy(part) for part in (seen.ids, seen.forms, seen.mask, seen.first))
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden: Tensor = self.encoder(ids, forms, mask)
        hidden = hidden.float()
        found: Outputs = self.pointing(
            self.dropout(hidden.gather(1, first[..., None].expand(-1, -1, hidden.shape[-1])))
        )
        return found


def train(
    layout: Layout, pieces: Pieces, lesson: Lesson, is_learned: Flags, pretrained: Pretrained, seed: int = 0
) -> Teacher:
    """Return the teacher after learning some elements."""
    random = seeded(seed)
    teacher = Teacher(pretrained)
    rows, sizes = windows(layout, pieces, is_learned)
    batches = [
        Batch(rows.start[group], rows.size[group])
        for _ in range(EPOCHS)
        for group in grouped(sizes, BATCH_PIECES, random, SIZE_JITTER)
    ]
    learning = [one for one in teacher.encoder.parameters() if one.requires_grad]
    optimizer = torch.optim.AdamW(
        [
            {"params": learning, "lr": LEARNING_RATE},
            {"params": teacher.pointing.parameters(), "lr": HEAD_LEARNING_RATE},
        ],
        weight_decay=WEIGHT_DECAY,
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda number: _rate(number, len(batches)))
    teacher.train()
    for batch in batches:
        outputs = teacher(layout, pieces, batch)
        step(optimizer, teacher, loss(teacher.pointing, outputs, layout, batch, lesson))
        schedule.step()
    teacher.eval()
    return teacher


def _rate(number: int, count: int) -> float:
    """Warm up, then fall in a straight line."""
    return min(1.0, (number + 1) / (WARM_UP * count)) * max(LEAST_RATE, (count - number) / count)
