"""Training of the network: the same layers as `transforms.learned.network`, in PyTorch, one thread, seeded."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from flows.training.dataset import Variant
from transforms.learned.markup import MARKUP_NAMES
from transforms.learned.network import CLIP, EPSILON, quantised
from transforms.learned.pages import Counts, Floats

WIDTH, OUTPUTS, DROPOUT = 32, 3, 0.2
DILATIONS = (1, 2, 4, 8, 16, 32)
EPOCHS, BATCH_LINES, LEARNING_RATE, WEIGHT_DECAY, WARM_UP = 25, 5000, 4e-3, 0.02, 0.15
WINDOW, WINDOW_EDGE = 400, 20  # lines of a longer page that are looked at, in most cases around a line of the article
AROUND_ARTICLE = 0.8
SIDE_WEIGHT = 0.01  # of the outputs that only help: headline, last line
# How often each variant of a page is the one it is learned from in an epoch.
MIX = {"wet": 0.35, "bs4": 0.2, "inscriptis": 0.1, "trafi_recall": 0.2, "html": 0.15, "own": 1.0}
# Groups of columns, by what their names begin with, and how often a page is shown without them.
GROUPS: Mapping[str, tuple[tuple[str, ...], float]] = {
    "address": (("has_address", "address_", "from_title", "since_title"), 0.3),
    "site": (("has_site", "others", "site_others"), 0.4),
    "markup": (MARKUP_NAMES, 0.1),
}


class Layers(nn.Module):
    """The network, over (documents, lines, columns) padded with zeros."""

    def __init__(self, columns: int) -> None:
        super().__init__()
        self.entry = nn.Linear(columns, WIDTH)
        self.convolutions = nn.ModuleList([nn.Conv1d(WIDTH, WIDTH, 3, dilation=d) for d in DILATIONS])
        self.norms = nn.ModuleList([nn.LayerNorm(WIDTH, eps=EPSILON) for _ in DILATIONS])
        self.dropout = nn.Dropout(DROPOUT)
        self.out = nn.Linear(2 * WIDTH, OUTPUTS)

    def forward(self, columns: Tensor, mask: Tensor) -> Tensor:
        """Return (documents, lines, OUTPUTS) logits."""
        length, mask = columns.shape[1], mask[..., None]
        hidden = first = torch.relu(self.entry(self.dropout(columns))) * mask
        for dilation, convolution, norm in zip(DILATIONS, self.convolutions, self.norms, strict=True):
            normal = norm(hidden) * mask
            padded = nn.functional.pad(normal, (0, 0, dilation, dilation))
            around = torch.cat([padded[:, :length], normal, padded[:, 2 * dilation : 2 * dilation + length]], -1)
            weights = convolution.weight.permute(2, 1, 0).reshape(-1, WIDTH)
            change = torch.relu(around @ weights + convolution.bias)
            hidden = (hidden + self.dropout(change)) * mask
        logits: Tensor = self.out(torch.cat([first, hidden], -1))
        return logits


@dataclass(frozen=True, slots=True)
class Source:
    """One variant's pages as the learner reads them: standardised (lines, columns), and where each page's lines are."""

    rows: Floats
    targets: Floats
    weight: Floats
    span_of_page: dict[int, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Scaling:
    """What columns are standardised by."""

    mean: Floats
    deviation: Floats


def scaling(names: Sequence[str], samples: Sequence[Floats]) -> Scaling:
    """Mean and deviation of the columns; those of groups that may be missing keep 0 as `nothing known`."""
    sample = np.concatenate(samples, axis=1)
    mean, deviation = sample.mean(axis=1), sample.std(axis=1) + 1e-3
    for i, name in enumerate(names):
        if any(name.startswith(prefixes) for prefixes, _ in GROUPS.values()):
            mean[i] = 0
        if name.startswith("has_"):
            mean[i], deviation[i] = 0, 1
    return Scaling(mean.astype(np.float32), deviation.astype(np.float32))


def source(variant: Variant, columns: Floats, scale: Scaling) -> Source:
    """Standardise a variant's columns and say where its pages are."""
    rows = ((columns - scale.mean[:, None]) / scale.deviation[:, None]).T
    starts = variant.starts
    spans = {int(p): (int(a), int(a + n)) for p, a, n in zip(variant.page, starts, variant.sizes, strict=True)}
    return Source(np.clip(rows, -CLIP, CLIP).astype(np.float32), variant.targets, variant.weight, spans)


Window = tuple[Source, int, int]


def train(sources: Mapping[str, Source], pages: Counts, names: Sequence[str], seed: int) -> Layers:
    """Train on some pages; every epoch sees each once, as one of its variants."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(mode=True)
    random = np.random.default_rng(seed)
    layers = Layers(len(names))
    optimizer = torch.optim.AdamW(layers.parameters(), lr=LEARNING_RATE, weight_decay=WEIGHT_DECAY)
    groups = [([i for i, n in enumerate(names) if n.startswith(prefix)], ratio) for prefix, ratio in GROUPS.values()]
    step, steps = 0, 0
    layers.train()
    for _ in range(EPOCHS):
        batches = list(_batches([_window(sources, int(page), random) for page in random.permutation(pages)], random))
        steps = steps or int(EPOCHS * len(batches) * 1.03) + 5
        for batch in batches:
            for group in optimizer.param_groups:
                group["lr"] = LEARNING_RATE * _schedule(min(1.0, step / steps))
            step += 1
            loss = _loss(layers, batch, groups, random)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(layers.parameters(), 1.0)
            optimizer.step()
    layers.eval()
    return layers


def _schedule(done: float) -> float:
    """Warm up, then fall along a cosine."""
    if done < WARM_UP:
        return done / WARM_UP
    return float(0.5 * (1 + np.cos(np.pi * (done - WARM_UP) / (1 - WARM_UP))) + 1e-3)


def _window(sources: Mapping[str, Source], page: int, random: np.random.Generator) -> Window:
    """A page as one of its variants; of a long page a window."""
    having = [name for name, found in sources.items() if page in found.span_of_page]
    odds = np.array([MIX[name] for name in having])
    found = sources[having[random.choice(len(having), p=odds / odds.sum())]]
    start, end = found.span_of_page[page]
    if end - start > WINDOW:
        (article,) = np.nonzero(found.targets[0, start:end])
        near = len(article) > 0 and random.random() < AROUND_ARTICLE
        centre = int(random.choice(article)) if near else int(random.integers(end - start))
        offset = max(0, centre - int(random.integers(WINDOW_EDGE, WINDOW - WINDOW_EDGE)))
        start += min(offset, end - start - WINDOW)
        end = start + WINDOW
    return found, start, end


def _batches(windows: list[Window], random: np.random.Generator) -> Iterator[list[Window]]:
    """Windows of about the same length together, up to BATCH_LINES with their padding, in any order."""
    windows.sort(key=lambda one: (one[2] - one[1]) * random.uniform(0.85, 1.18))
    batches: list[list[Window]] = [[]]
    longest = 0
    for window in windows:
        longest = max(longest, window[2] - window[1])
        if batches[-1] and longest * (len(batches[-1]) + 1) > BATCH_LINES:
            batches.append([])
            longest = window[2] - window[1]
        batches[-1].append(window)
    return iter([batches[i] for i in random.permutation(len(batches))])


def _loss(
    layers: Layers, batch: Sequence[Window], groups: Sequence[tuple[list[int], float]], random: np.random.Generator
) -> Tensor:
    longest = max(end - start for _, start, end in batch)
    columns = np.zeros((len(batch), longest, batch[0][0].rows.shape[1]), np.float32)
    mask, weight = (np.zeros((len(batch), longest), np.float32) for _ in range(2))
    targets = np.zeros((OUTPUTS, len(batch), longest), np.float32)
    for i, (found, start, end) in enumerate(batch):
        size = end - start
        columns[i, :size] = found.rows[start:end]
        mask[i, :size] = 1
        targets[:, i, :size] = found.targets[:, start:end]
        weight[i, :size] = found.weight[start:end]
        for of_group, ratio in groups:
            if random.random() < ratio:
                columns[i][:, of_group] = 0
    seen, wanted, lines = torch.from_numpy(columns), torch.from_numpy(targets), torch.from_numpy(mask)
    logits = layers(seen, lines)
    entropy: Callable[..., Tensor] = nn.functional.binary_cross_entropy_with_logits
    loss = entropy(logits[..., 0], wanted[0], reduction="none") * torch.from_numpy(weight)
    for side in range(1, OUTPUTS):
        loss = loss + SIDE_WEIGHT * lines * entropy(logits[..., side], wanted[side], reduction="none")
    total: Tensor = (loss * lines).sum() / len(batch)
    return total


def export(layers: Layers, scale: Scaling) -> dict[str, NDArray[np.generic]]:
    """Return the arrays that `Network.load` reads, the weights as bytes."""

    def array(tensor: Tensor) -> Floats:
        return np.asarray(tensor.detach().numpy(), np.float32)

    arrays: dict[str, NDArray[np.generic]] = {
        "mean": scale.mean,
        "inverse_deviation": (1 / scale.deviation).astype(np.float32),
        "dilations": np.array(DILATIONS),
    }
    arrays |= quantised("in", array(layers.entry.weight), array(layers.entry.bias))
    arrays |= quantised("out", array(layers.out.weight), array(layers.out.bias))
    for i, (convolution, norm) in enumerate(zip(layers.convolutions, layers.norms, strict=True)):
        weights = array(convolution.weight).transpose(0, 2, 1).reshape(WIDTH, -1)
        arrays |= quantised(f"block{i}", weights, array(convolution.bias))
        arrays |= {f"block{i}_gain": array(norm.weight), f"block{i}_shift": array(norm.bias)}
    return arrays
