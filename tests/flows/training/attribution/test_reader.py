"""Training of the reader's network; skipped where the group `train` is not installed."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from flows.training.attribution.annotations import Article
from flows.training.attribution.labels import label
from flows.training.attribution.layout import Layout
from flows.training.attribution.lesson import SOFT_SHARE, Lesson, Soft, annotated, mixed
from flows.training.attribution.targets import NOBODY, Batch, Targets
from tests.flows.training.attribution.articles import article
from transforms.statements.cues import find_cues, find_speakers
from transforms.statements.reader import KEY, LAST, MARKS, QUOTED, ROLES, SPEAKER, Reader

torch = pytest.importorskip("torch", reason="PyTorch comes with the group `train`")
layers = pytest.importorskip("flows.training.attribution.layers")
learner = pytest.importorskip("flows.training.attribution.learner")
export = pytest.importorskip("flows.training.attribution.export")
losses = pytest.importorskip("flows.training.attribution.losses")
pointing = pytest.importorskip("flows.training.attribution.pointing")
vocabulary = pytest.importorskip("flows.training.attribution.vocabulary")

TEXTS = (
    "Olive Marsh said on Monday that the pier is old. Maud Ellery feared the ramp is older.\nIt rained.",
    "“The ferry carries no lorries today,” said Maud Ellery, who “would rather not” wait. “No!”",
)
ARTICLES = (
    article(TEXTS[0], ("Olive Marsh", "said", "that the pier is old"), ("Maud Ellery", "feared", "the ramp is older")),
    article(TEXTS[1], ("Maud Ellery", "said", "“The ferry carries no lorries today,”"), name="ferry"),
)


@pytest.fixture
def no_determinism_after() -> Iterator[None]:
    yield
    torch.use_deterministic_algorithms(mode=False)


def known(layout: Layout) -> Any:
    """Return a vocabulary of some words of a layout, with random vectors."""
    word, head, tail = (
        np.unique(hashes)[::2] for hashes in (layout.stream.word, layout.stream.head, layout.stream.tail)
    )
    vectors = np.random.default_rng(5).normal(size=(len(word) + 1, vocabulary.WORD_SIZE)).astype(np.float32)
    return vocabulary.Vocabulary(word, head, tail, vectors)


def lesson_of(articles: tuple[Article, ...]) -> tuple[Layout, Lesson]:
    layout = Layout.of([one.text for one in articles])
    return layout, annotated(label(layout, articles, range(len(articles))), np.ones(len(layout.stream), np.bool_))


def test_the_runtime_reads_what_was_trained() -> None:
    layout = Layout.of(TEXTS)
    seen = known(layout)
    torch.manual_seed(1)
    network = layers.Layers(seen).eval()
    first, size = layout.paragraphs()
    batch = Batch(first, size)
    stored = export.export(network, seen) | {"calibration": np.zeros(5), "shown": np.zeros(2)}
    reader = Reader.load(stored)
    found = reader(layout.stream)
    with torch.no_grad():
        inputs = torch.from_numpy(seen.inputs(layout.stream))[:, torch.from_numpy(batch.elements)]
        wanted = network(inputs, torch.from_numpy(batch.mask))

    mask = batch.mask
    np.testing.assert_allclose(found.marks.T, wanted.marks[mask].numpy(), atol=0.05)
    queries = wanted.queries[mask].numpy().reshape(-1, ROLES, KEY)
    np.testing.assert_allclose(found.queries / 64, queries, atol=0.05)
    np.testing.assert_allclose(found.key_bias, wanted.key_bias[mask].numpy(), atol=0.05)


def test_the_runtime_points_to_what_the_network_points_to() -> None:
    layout = Layout.of(TEXTS)
    seen = known(layout)
    torch.manual_seed(2)
    network = layers.Layers(seen).eval()
    with torch.no_grad():
        network.pointing.out.weight *= 3
        network.pointing.distance.normal_()
        network.pointing.none_keys.normal_()
    stored = export.export(network, seen) | {"calibration": np.zeros(5), "shown": np.zeros(2)}
    reader = Reader.load(stored)
    read = reader(layout.stream)
    cues, speakers = find_cues(reader, read, layout.stream), find_speakers(reader, read, layout.stream)
    first, size = layout.paragraphs()
    batch = Batch(first, size)
    with torch.no_grad():
        inputs = torch.from_numpy(seen.inputs(layout.stream))[:, torch.from_numpy(batch.elements)]
        outputs = network(inputs, torch.from_numpy(batch.mask))
    bounds = pointing.bounds(layout, batch)
    for role, element, none in (
        (SPEAKER, cues.element, cues.none_probability),
        (QUOTED, speakers.element, speakers.none_probability),
    ):
        asked = Targets.of((int(one), 1.0, np.array([NOBODY]), np.ones(1, np.float32)) for one in element).asked(batch)
        with torch.no_grad():
            wanted = network.pointing.log_probabilities(outputs, role, asked, bounds[role]).exp().numpy()
        assert len(element) > 2
        np.testing.assert_allclose(none, wanted[:, -1], atol=0.05)


def test_nothing_outside_of_the_sentence_or_paragraph_is_pointed_to() -> None:
    layout, lesson = lesson_of(ARTICLES)
    torch.manual_seed(3)
    head = pointing.Pointing(8, 4, MARKS)
    batch = Batch(np.array([0]), np.array([len(layout.stream)]))
    outputs = head(torch.randn(1, batch.length, 8))
    for role, number in ((LAST, layout.stream.sentence), (QUOTED, layout.stream.paragraph)):
        asked = lesson.right[role].asked(batch)
        with torch.no_grad():
            found = head.log_probabilities(outputs, role, asked, pointing.bounds(layout, batch)[role]).exp().numpy()
        inside = number == number[asked.column[0]]
        assert found[0, :-1][~inside].sum() == 0
        assert found[0].sum() == pytest.approx(1)


def test_loss_of_several_right_targets_is_that_of_their_sum() -> None:
    chances = torch.tensor([[0.5, 0.25, 0.25]]).log()
    assert float(losses.any_right(chances, torch.tensor([[1.0, 0, 1]]))) == pytest.approx(-np.log(0.75))
    assert float(losses.any_right(chances, torch.tensor([[0.0, 1, 0]]))) == pytest.approx(-np.log(0.25))


def test_loss_of_shares_is_their_cross_entropy() -> None:
    chances = torch.tensor([[0.5, 0.25, 0.25]]).log()
    wanted = -(0.5 * np.log(0.5) + 0.5 * np.log(0.25))
    assert float(losses.imitated(chances, torch.tensor([[0.5, 0.5, 0]]))) == pytest.approx(wanted)


def test_what_nobody_knows_costs_nothing() -> None:
    layout, lesson = lesson_of(ARTICLES)
    nothing = np.zeros(len(layout.stream), np.float32)
    unknown = replace(lesson, cue_weight=nothing, parts_weight=nothing, right=())
    head = pointing.Pointing(8, 4, MARKS)
    batch = Batch(*layout.paragraphs())
    with torch.no_grad():
        outputs = head(torch.randn(*batch.mask.shape, 8))
        assert float(losses.loss(head, outputs, layout, batch, unknown)) == 0
        assert float(losses.loss(head, outputs, layout, batch, lesson)) > 0


def test_teacher_and_annotations_are_mixed_half_and_half_where_there_are_both() -> None:
    layout = Layout.of(TEXTS)
    labels = label(layout, ARTICLES, [0])
    is_annotated = layout.stream.text == 0
    cue = int(labels.cue.argmax())
    shares = np.array([0.75, 0.25], np.float32)
    likely = Targets.of((one, 0.5, np.array([one - 1, NOBODY]), shares) for one in (cue, len(layout.stream) - 2))
    taught = np.full(len(layout.stream), 0.2, np.float32)
    taught[cue + 1] = taught[-1] = np.nan
    lesson = mixed(labels, is_annotated, Soft(taught, (likely,) * ROLES))
    assert lesson.cue[cue] == pytest.approx(SOFT_SHARE * 0.2 + (1 - SOFT_SHARE))
    assert (lesson.cue[cue + 1], lesson.cue_weight[cue + 1]) == (0, 1)  # annotated, but the teacher saw nothing
    assert lesson.cue[-2] == pytest.approx(0.2)
    assert lesson.cue_weight[-1] == 0
    assert lesson.parts_weight.tolist() == is_annotated.tolist()
    assert lesson.likely[SPEAKER].weight.tolist() == [0.5 * SOFT_SHARE, 0.5]
    first, other = lesson.right[SPEAKER].weight.tolist()
    assert (first, other) == (1 - SOFT_SHARE, 1)


@pytest.mark.usefixtures("no_determinism_after")
def test_training_learns_the_articles_and_again_gives_the_same_weights() -> None:
    layout, lesson = lesson_of(ARTICLES)
    seen = known(layout)
    is_learned = np.ones(len(layout.stream), np.bool_)
    once, again = (learner.train(layout, seen, lesson, is_learned, seed=4, epochs=60) for _ in range(2))
    assert all(torch.equal(one, other) for one, other in zip(once.parameters(), again.parameters(), strict=True))
    stored = export.export(once, seen) | {"calibration": np.array([1, 0, 0, 0, 0]), "shown": np.zeros(2)}
    reader = Reader.load(stored)
    cues = find_cues(reader, reader(layout.stream), layout.stream)
    likely = cues.element[cues.probability > 0.5].tolist()
    assert likely == np.flatnonzero(lesson.cue * (layout.stream.quote < 0)).tolist()
