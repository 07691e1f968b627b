"""The elements of a layout as word pieces, and windows of paragraphs that the teacher reads at once."""

from dataclasses import dataclass

import numpy as np
from tokenizers import Tokenizer

from flows.training.attribution.layout import Layout
from flows.training.attribution.pretrained import Pretrained
from flows.training.attribution.targets import Batch
from transforms.learned.pages import Counts, Flags
from transforms.statements.stream import FORMS
from transforms.tokens import PARAGRAPH

WINDOW = 256  # pieces up to which paragraphs of a text are read together
LONGEST = 509  # pieces of a window of one long paragraph; what is behind them is not read. The model takes 512
ELEMENT_PIECES = 6  # of one word, the first ones
BEGINS, ENDS, UNKNOWN = 101, 102, 100  # [CLS], [SEP], [UNK] in the vocabulary of BERT
QUOTATIONS = 1  # [unused0] and the pieces behind it, which no text has: one for each kind of quotation
NO_FORM = FORMS  # of pieces that begin no element


@dataclass(frozen=True, slots=True)
class Pieces:
    """ids: of all elements, one behind the other; offsets: (elements + 1), where each element's begin."""

    ids: Counts
    offsets: Counts


@dataclass(frozen=True, slots=True)
class Page:
    """A batch as the teacher reads it, (rows, pieces); first: (rows, elements), the piece each element begins with."""

    ids: Counts
    forms: Counts
    mask: Flags
    first: Counts


def read_pieces(layout: Layout, pretrained: Pretrained) -> Pieces:
    """Cut all elements into pieces; a quotation is one."""
    tokenizer = Tokenizer.from_file(str(pretrained.tokenizer))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    stream = layout.stream
    is_word = (stream.quote < 0) & (layout.tokens.kind[stream.token] != PARAGRAPH)
    words = np.flatnonzero(is_word).tolist()
    written = [layout.tokens.slice(int(layout.start[n]), int(layout.end[n])) for n in words]
    cut = [one.ids[:ELEMENT_PIECES] or [UNKNOWN] for one in tokenizer.encode_batch(written, add_special_tokens=False)]
    sizes = np.ones(len(stream), np.int64)
    sizes[words] = [len(one) for one in cut]
    ids = np.repeat(np.where(stream.quote >= 0, QUOTATIONS + stream.quote_kind, ENDS), sizes)
    ids[np.repeat(is_word, sizes)] = [piece for one in cut for piece in one]
    return Pieces(ids, np.concatenate([[0], np.cumsum(sizes)]))


def windows(layout: Layout, pieces: Pieces, is_read: Flags) -> tuple[Batch, Counts]:
    """Return windows of whole paragraphs of a text, of the elements that are read, and their number of pieces."""
    found: list[list[int]] = []  # first element, end, text
    offsets = pieces.offsets
    for first, size in zip(*(part.tolist() for part in layout.paragraphs()), strict=True):
        if not is_read[first]:
            continue
        end, text = first + size, int(layout.stream.text[first])
        if found and found[-1][1:] == [first, text] and offsets[end] - offsets[found[-1][0]] < WINDOW:
            found[-1][1] = end
        else:
            cut = int(np.searchsorted(offsets, offsets[first] + LONGEST, "right")) - 1
            found.append([first, min(end, cut), text])
    start, past = (np.array([one[n] for one in found], np.int64) for n in (0, 1))
    return Batch(start, past - start), offsets[past] - offsets[start] + 1


def page(layout: Layout, pieces: Pieces, batch: Batch) -> Page:
    """Lay out the pieces of a batch, [CLS] before each row."""
    begin, end = pieces.offsets[batch.start], pieces.offsets[batch.start + batch.size]
    length = int((end - begin).max()) + 1
    place = np.arange(length)
    mask = place <= (end - begin)[:, None]
    ids = np.where(mask, pieces.ids[np.where(mask, begin[:, None] + place - 1, 0)], 0)
    ids[:, 0] = BEGINS
    first = np.where(batch.mask, pieces.offsets[batch.elements] - begin[:, None] + 1, 0)
    forms = np.full(mask.shape, NO_FORM)
    forms[np.nonzero(batch.mask)[0], first[batch.mask]] = layout.stream.form[batch.elements[batch.mask]]
    return Page(ids, forms, mask, first)
