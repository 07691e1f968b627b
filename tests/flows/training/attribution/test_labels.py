from flows.training.attribution.annotations import Article
from flows.training.attribution.labels import TERM_WEIGHT, Labels, label
from flows.training.attribution.layout import Layout
from flows.training.attribution.targets import NOBODY, Targets
from tests.flows.training.attribution.articles import article
from transforms.statements.reader import FIRST, IN_CUE, IN_SPEAKER, LAST, OPENS_SPEAKER, QUOTED, SPEAKER

FERRY = "Maud Ellery has loudly said that the ferry carries no lorries. It sails at noon."
SAID = ("Maud Ellery", "has loudly said that", "the ferry carries no lorries")


def labelled(*articles: Article) -> tuple[Layout, Labels]:
    layout = Layout.of([one.text for one in articles])
    return layout, label(layout, articles, range(len(articles)))


def words(layout: Layout, elements: list[int]) -> list[str]:
    return ["" if one == NOBODY else layout.tokens.slice(layout.start[one], layout.end[one]) for one in elements]


def pointed(layout: Layout, targets: Targets) -> dict[str, list[str]]:
    """Return the words that each query points to, by the query's own."""
    return {
        words(layout, [element])[0]: words(layout, targets.target[first:past].tolist())
        for element, first, past in zip(targets.element, targets.offsets, targets.offsets[1:], strict=False)
    }


def test_anchor_of_a_cue_is_the_word_that_most_often_is_one() -> None:
    others = [article("Olive said the pier is old.", ("Olive", "said", "the pier is old"), name=str(n)) for n in (1, 2)]
    loud = article("A horn has loudly blown that day, has it not.", name="3")
    layout, labels = labelled(article(FERRY, SAID), *others, loud)
    assert words(layout, labels.cue[: len(layout.stream)].nonzero()[0].tolist()) == ["said", "said", "said"]


def test_cue_points_to_its_speaker_and_to_both_ends_of_its_content() -> None:
    layout, labels = labelled(article(FERRY, SAID))
    (cue,) = pointed(layout, labels.targets[SPEAKER])
    assert pointed(layout, labels.targets[SPEAKER]) == {cue: ["Maud", "Ellery"]}
    assert pointed(layout, labels.targets[FIRST]) == {cue: ["the"]}
    assert pointed(layout, labels.targets[LAST]) == {cue: ["lorries"]}


def test_cue_without_a_speaker_points_to_none() -> None:
    layout, labels = labelled(article("It was said that the ferry is late.", ("", "said", "the ferry is late")))
    assert pointed(layout, labels.targets[SPEAKER]) == {"said": [""]}


def test_whom_another_sentence_names_is_not_learned() -> None:
    text = "Maud Ellery spoke. That the ferry is late was said."
    layout, labels = labelled(article(text, ("Maud Ellery", "said", "That the ferry is late")))
    assert labels.cue.sum() == 1
    assert [len(targets) for targets in labels.targets] == [0, 0, 0, 0]
    assert layout.stream.sentence[labels.cue.argmax()] == 1


def test_cue_and_content_of_two_sentences_are_not_learned() -> None:
    text = "Maud Ellery explained. The ferry is late."
    _, labels = labelled(article(text, ("Maud Ellery", "explained", "The ferry is late")))
    assert labels.cue.sum() == 0


def test_cues_of_one_anchor_are_right_with_the_content_of_either() -> None:
    text = "Olive said the pier is old and the ferry is late."
    layout, labels = labelled(
        article(text, ("Olive", "said", "the pier is old"), ("Olive", "said", "the ferry is late"))
    )
    assert pointed(layout, labels.targets[LAST]) == {"said": ["old", "late"]}


def test_quotation_points_to_the_speaker_in_its_paragraph() -> None:
    text = "“The ferry carries no lorries today,” said Maud Ellery. Signs read “No lorries.”"
    layout, labels = labelled(article(text, ("Maud Ellery", "said", "“The ferry carries no lorries today,”")))
    found = pointed(layout, labels.targets[QUOTED])
    assert found == {"“The ferry carries no lorries today,”": ["Maud", "Ellery"], "“No lorries.”": [""]}
    assert labels.targets[QUOTED].weight.tolist() == [1, TERM_WEIGHT]


def test_quotation_whose_speaker_stands_in_another_paragraph_is_not_learned() -> None:
    text = "Maud Ellery went on.\n“The ferry carries no lorries.”"
    _, labels = labelled(article(text, ("Maud Ellery", "", "“The ferry carries no lorries.”")))
    assert len(labels.targets[QUOTED]) == 0


def test_quotation_that_a_content_hardly_touches_has_no_speaker() -> None:
    text = "Olive said it. “The ferry carries no lorries today,” a sign read."
    layout, labels = labelled(article(text, ("Olive", "said", "it. “The")))
    assert pointed(layout, labels.targets[QUOTED]) == {"“The ferry carries no lorries today,”": [""]}


def test_parts_of_cues_and_speakers_are_marked_and_where_a_speaker_begins() -> None:
    text = "Olive, like Maud Ellery, said that the pier is old."
    layout, labels = labelled(article(text, ("Olive…Maud Ellery", "said that", "the pier is old")))

    def marked(row: int) -> list[str]:
        return words(layout, labels.parts[row].nonzero()[0].tolist())

    assert marked(IN_CUE) == ["said", "that"]
    assert marked(IN_SPEAKER) == ["Olive", "Maud", "Ellery"]
    assert marked(OPENS_SPEAKER) == ["Olive", "Maud"]


def test_articles_that_are_not_learned_from_have_no_labels() -> None:
    articles = [article(FERRY, SAID), article("“No lorries at all today,” said Olive.", name="pier")]
    layout = Layout.of([one.text for one in articles])
    labels = label(layout, articles, [1])
    assert labels.cue[layout.stream.text == 0].sum() == 0
    assert labels.parts[:, layout.stream.text == 0].sum() == 0
    assert layout.stream.text[labels.targets[QUOTED].element].tolist() == [1]
