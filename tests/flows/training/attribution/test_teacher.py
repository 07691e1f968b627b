"""What the teacher reads and what is kept of it; skipped where the group `train` is not installed."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from flows.training.attribution.labels import label
from flows.training.attribution.layout import Layout
from flows.training.attribution.lesson import Soft
from flows.training.attribution.targets import NOBODY, Batch, Targets
from tests.flows.training.attribution.articles import article
from transforms.statements.reader import CUE, QUOTED, ROLES, SPEAKER

torch = pytest.importorskip("torch", reason="PyTorch comes with the group `train`")
pieces = pytest.importorskip("flows.training.attribution.pieces")
pointing = pytest.importorskip("flows.training.attribution.pointing")
soft = pytest.importorskip("flows.training.attribution.soft")
soft_store = pytest.importorskip("flows.training.attribution.soft_store")

TEXTS = (
    "Olive Marsh said that the pier is old. Maud Ellery left.\n“No lorries,” she said.\nIt rained.",
    "“The ferry carries no lorries today,” said Maud Ellery.",
)


def cut(layout: Layout, of_each: int = 2) -> Any:
    """Cut every element into the same number of pieces."""
    count = len(layout.stream)
    return pieces.Pieces(np.arange(count * of_each) + 1000, np.arange(count + 1) * of_each)


class _Teacher(torch.nn.Module):  # type: ignore[misc, name-defined] # PyTorch is there only where models are trained
    """Makes something random of every element."""

    def __init__(self) -> None:
        super().__init__()
        torch.manual_seed(6)
        self.pointing = pointing.Pointing(8, 4, 1)

    def forward(self, layout: Layout, _: object, batch: Batch) -> object:
        torch.manual_seed(int(batch.start[0]))
        return self.pointing(torch.randn(*batch.mask.shape, 8))


def test_windows_hold_paragraphs_of_one_text_up_to_their_size(monkeypatch: pytest.MonkeyPatch) -> None:
    layout = Layout.of(TEXTS)
    first, size = layout.paragraphs()
    monkeypatch.setattr(pieces, "WINDOW", 2 * int(size[0] + size[1]) + 1)
    rows, sizes = pieces.windows(layout, cut(layout), np.ones(len(layout.stream), np.bool_))
    assert rows.start.tolist() == [first[0], first[2], first[3]]
    assert rows.size.tolist() == [size[0] + size[1], size[2], size[3]]
    assert sizes.tolist() == (2 * rows.size + 1).tolist()


def test_windows_leave_out_what_is_not_read_and_what_is_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    layout = Layout.of(TEXTS)
    first, size = layout.paragraphs()
    monkeypatch.setattr(pieces, "WINDOW", 4)
    monkeypatch.setattr(pieces, "LONGEST", 9)
    rows, _ = pieces.windows(layout, cut(layout), layout.stream.text == 0)
    assert rows.start.tolist() == first[:3].tolist()
    assert rows.size.tolist() == np.minimum(size[:3], 4).tolist()


def test_page_begins_with_its_mark_and_shows_where_elements_begin() -> None:
    layout = Layout.of(TEXTS)
    batch = Batch(np.array([0, 14]), np.array([3, 2]))
    page = pieces.page(layout, cut(layout), batch)
    assert page.ids.tolist() == [
        [pieces.BEGINS, 1000, 1001, 1002, 1003, 1004, 1005],
        [pieces.BEGINS, 1028, 1029, 1030, 1031, 0, 0],
    ]
    assert page.first.tolist() == [[1, 3, 5], [1, 3, 0]]
    assert page.mask.sum(axis=1).tolist() == [7, 5]
    form, none = layout.stream.form.tolist(), pieces.NO_FORM
    assert page.forms.tolist()[1] == [none, form[14], none, form[15], none, none, none]


def test_soft_labels_are_shares_within_a_sentence_or_a_paragraph(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(soft, "FLOOR", 0.3)
    layout = Layout.of(TEXTS)
    is_read = layout.stream.text == 0
    found = soft.soft_labels(_Teacher().eval(), layout, cut(layout), is_read)
    assert np.isnan(found.cue).tolist() == (~is_read).tolist()
    is_cue = (np.nan_to_num(found.cue) >= 0.3) & (layout.stream.quote < 0)
    assert found.targets[SPEAKER].element.tolist() == np.flatnonzero(is_cue).tolist()
    assert found.targets[SPEAKER].weight.tolist() == pytest.approx(found.cue[is_cue].tolist())
    assert found.targets[QUOTED].element.tolist() == np.flatnonzero((layout.stream.quote >= 0) & is_read).tolist()
    for role, number in ((SPEAKER, layout.stream.sentence), (QUOTED, layout.stream.paragraph)):
        targets = found.targets[role]
        for n, element in enumerate(targets.element):
            entries = slice(targets.offsets[n], targets.offsets[n + 1])
            within = np.flatnonzero(number == number[element])
            assert targets.target[entries].tolist() == [*within, NOBODY]
            assert targets.share[entries].sum() == pytest.approx(1, abs=1e-5)


def test_soft_labels_are_kept_as_they_were(tmp_path: Path) -> None:
    shares = np.array([0.75, 0.25], np.float32)
    targets = tuple(Targets.of([(role, 0.5, np.array([role + 1, NOBODY]), shares)]) for role in range(ROLES))
    soft_store.save(tmp_path / "kept.npz", Soft(np.array([0.5, np.nan], np.float32), targets))
    found = soft_store.load(tmp_path / "kept.npz")
    assert found.cue[CUE] == 0.5
    assert np.isnan(found.cue[1])
    assert len(found.targets) == ROLES
    for kept, read in zip(targets, found.targets, strict=True):
        assert kept.element.tolist() == read.element.tolist()
        assert kept.target.tolist() == read.target.tolist()
        assert kept.share.tolist() == read.share.tolist()


def test_soft_labels_are_kept_by_what_they_hang_on(monkeypatch: pytest.MonkeyPatch) -> None:
    class Begin:
        digest = "0"

    monkeypatch.setattr(soft_store.teacher, "Teacher", lambda begin: "layers")

    def digest(text: str = "Olive said that the pier is old.", cue: str = "said") -> str:
        one = article(text, ("Olive", cue, "the pier is old"))
        layout = Layout.of([one.text])
        labels = label(layout, [one], [0])
        return str(soft_store.digest(layout, labels, np.ones(len(layout.stream), np.bool_), Begin()))

    before = digest()
    assert digest() == before
    assert digest(cue="that") != before
    assert digest("Olive said that the pier is old!") != before
    monkeypatch.setattr(soft_store.teacher, "LEARNING_RATE", 1e-3)
    assert digest() != before
