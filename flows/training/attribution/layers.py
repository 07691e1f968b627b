"""The reader's network in PyTorch: the same sums as `transforms.statements.reader`, before they are quantised."""

import torch
from torch import Tensor, nn

from flows.training.attribution.pointing import Outputs, Pointing
from flows.training.attribution.vocabulary import FORM, HEAD, QUOTATION, TAIL, WORD, WORD_SIZE, Vocabulary
from transforms.learned.network import EPSILON
from transforms.statements.reader import KEY, MARKS
from transforms.statements.stream import FORMS, QUOTE_KINDS

WIDTH = 80
DILATIONS = (1, 2, 4, 8, 16, 1)
DROPOUT, WORD_DROPOUT = 0.15, 0.1  # the second: of whole words, so that heads, tails and forms are learned from
_DEVIATION = 0.1  # of the tables but that of words


class Layers(nn.Module):
    """Tables of words, heads, tails, forms and quotations into convolutions over (rows, length) elements."""

    def __init__(self, known: Vocabulary) -> None:
        super().__init__()
        self.words = nn.Embedding.from_pretrained(torch.tensor(known.vectors), freeze=False)
        self.entry = nn.Linear(WORD_SIZE, WIDTH)
        sizes = (len(known.heads) + 1, len(known.tails) + 1, FORMS, QUOTE_KINDS)
        self.heads, self.tails, self.forms, self.quotations = (nn.Embedding(size, WIDTH) for size in sizes)
        for table in (self.heads, self.tails, self.forms, self.quotations):
            nn.init.normal_(table.weight, 0, _DEVIATION)
        self.convolutions = nn.ModuleList([nn.Conv1d(WIDTH, WIDTH, 3, padding=d, dilation=d) for d in DILATIONS])
        self.norms = nn.ModuleList([nn.LayerNorm(WIDTH, eps=EPSILON) for _ in DILATIONS])
        self.dropout = nn.Dropout(DROPOUT)
        self.pointing = Pointing(2 * WIDTH, KEY, MARKS)

    def forward(self, inputs: Tensor, mask: Tensor) -> Outputs:
        """Return what is said of elements: inputs (INPUTS, rows, length), mask (rows, length)."""
        word = inputs[WORD]
        if self.training:
            word = word.masked_fill(torch.rand(word.shape) < WORD_DROPOUT, 0)
        entry = self.entry(self.words(word)) + self.heads(inputs[HEAD]) + self.tails(inputs[TAIL])
        entry = entry + self.forms(inputs[FORM])
        quotation = inputs[QUOTATION]
        entry = torch.where((quotation > 0)[..., None], self.quotations((quotation - 1).clamp(min=0)), entry)
        mask = mask[..., None]
        hidden = first = self.dropout(torch.relu(entry)) * mask
        for convolution, norm in zip(self.convolutions, self.norms, strict=True):
            normal = (norm(hidden) * mask).transpose(1, 2)
            change = torch.relu(convolution(normal)).transpose(1, 2)
            hidden = (hidden + self.dropout(change)) * mask
        found: Outputs = self.pointing(torch.cat([first, hidden], -1))
        return found
