import importlib.util
import json
import random
import sys
from pathlib import Path

import pytest

from flows.training.attribution.annotations import FILE, Annotation, Article, find
from flows.training.attribution.measures import Stated, Tally, direct, indirect, is_reporting, told
from flows.training.public_pages import DEFAULT
from tests.flows.training.attribution.articles import article, spans

QUOTED = article(
    "“The ferry carries no lorries today,” said Maud Ellery. A poster read “Come and see the old pier.”",
    ("Maud Ellery", "said", "“The ferry carries no lorries today,”"),
)
TOLD = article(
    "Olive Marsh said that the pier is old, and feared that the ramp is older.",
    ("Olive Marsh", "said", "that the pier is old"),
    ("Olive Marsh", "feared", "that the ramp is older"),
)


def stated(one: Article, kind: str, content: str, cue: str, speaker: str | None) -> Stated:
    (span,) = spans(one.text, content)
    return Stated(kind, span, cue, spans(one.text, speaker)[0] if speaker else None)


def test_quotation_is_right_when_its_speaker_touches_the_source() -> None:
    found = [stated(QUOTED, "direct", "The ferry carries no lorries", "said", "Ellery")]
    assert direct(QUOTED.text, QUOTED.annotations, found) == Tally(asked=1, offered=1, found=1, right=1)


def test_quotation_of_an_unknown_speaker_is_found_but_not_right() -> None:
    found = [stated(QUOTED, "direct", "The ferry carries no lorries", "said", None)]
    assert direct(QUOTED.text, QUOTED.annotations, found) == Tally(asked=1, offered=1, found=1, right=0)


def test_quotation_of_nobody_counts_only_when_somebody_is_given() -> None:
    words = "Come and see the old pier."
    given = stated(QUOTED, "direct", words, "read", "A poster")
    assert direct(QUOTED.text, QUOTED.annotations, [given]).offered == 1
    assert direct(QUOTED.text, QUOTED.annotations, [stated(QUOTED, "direct", words, "read", None)]).offered == 0


def test_told_statement_must_cover_half_of_the_content_and_the_content_half_of_it() -> None:
    def right(content: str) -> int:
        annotations = told(TOLD.text, TOLD.annotations)[:1]
        return indirect(annotations, [stated(TOLD, "indirect", content, "said", "Olive")]).right

    assert right("that the pier is old") == 1
    assert right("pier is old") == 1
    assert right("old") == 0
    assert right("said that the pier is old, and feared that the ramp is older.") == 0


def test_annotation_with_quotation_marks_is_not_told() -> None:
    text = "Olive said the pier is “old”. Olive said the ramp is ''older''. Olive said it is dark."
    said = [("Olive", "said", content) for content in ("the pier is “old”", "the ramp is ''older''", "it is dark")]
    assert len(told(text, article(text, *said).annotations)) == 1


@pytest.mark.parametrize(
    ("cue", "expected"),
    [
        ("had said that", True), ("According to", True), ("announced", True), ("emphasised", True), ("found", True),
        ("feared", False), ("wants to", False), ("accused", False), ("notable", False), ("foundered", False),
    ],
)  # fmt: skip
def test_reported_speech_is_told_by_its_cue(cue: str, expected: bool) -> None:
    assert is_reporting(cue) is expected


def test_figures_are_those_of_the_data_sets_own_scorer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = DEFAULT / "score_statements.py"
    annotated = find()
    if annotated is None or not path.is_file():
        pytest.skip(f"{FILE} and its scorer are not in {DEFAULT}")
    articles = annotated.articles[:60]
    found = {one.id: _guesses(one) for one in articles}
    gold, predicted = tmp_path / "gold.jsonl", tmp_path / "predicted.jsonl"
    gold.write_text("\n".join(json.dumps(_record(one)) for one in articles), encoding="utf-8")
    predicted.write_text("\n".join(json.dumps(_prediction(one.id, found[one.id])) for one in articles))
    spec = importlib.util.spec_from_file_location("score_statements", path)
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    monkeypatch.setattr(sys, "argv", ["score", "--gold", str(gold), "--pred", str(predicted)])
    scorer.main()
    theirs = json.loads(capsys.readouterr().out)
    for name, tally in _tallies(articles, found).items():
        assert theirs[name] == {
            "precision": round(tally.precision, 4),
            "recall": round(tally.recall, 4),
            "f1": round(tally.f1, 4),
            "gold": tally.asked,
            "predicted": tally.offered,
            "found": tally.found,
        }


def _tallies(articles: tuple[Article, ...], found: dict[str, list[Stated]]) -> dict[str, Tally]:
    tallies = {name: Tally() for name in ("direct", "indirect", "reported")}
    for one in articles:
        offered = [statement for statement in found[one.id] if statement.kind == "indirect"]
        plain = told(one.text, one.annotations)
        tallies["direct"].add(direct(one.text, one.annotations, found[one.id]))
        tallies["indirect"].add(indirect(plain, offered))
        tallies["reported"].add(
            indirect(
                [a for a in plain if any(is_reporting(one.text[s:e]) for s, e in a.cue)],
                [statement for statement in offered if is_reporting(statement.cue)],
            )
        )
    return tallies


def _guesses(one: Article) -> list[Stated]:
    """Return annotations as statements, many of them a little or much beside what is right."""
    chance = random.Random(one.id)
    found = []
    for annotation in one.annotations:
        if not annotation.content or chance.random() < 0.2:
            continue
        start, end = annotation.content[0][0], annotation.content[-1][1]
        shift = chance.choice([0, 0, -9, 15, 60])
        source = annotation.source[0] if annotation.source and chance.random() < 0.8 else None
        cue = " ".join(one.text[first:last] for first, last in annotation.cue)
        kind = chance.choice(["direct", "indirect", "indirect", "mixed"])
        found.append(Stated(kind, (max(0, start + shift), end + shift), cue, source))
    return found


def _record(one: Article) -> dict[str, object]:
    parts = ("source", "cue", "content")
    attributions = [{part: getattr(annotation, part) for part in parts} for annotation in one.annotations]
    return {"id": one.id, "text": one.text, "attributions": attributions}


def _prediction(article_id: str, found: list[Stated]) -> dict[str, object]:
    statements = [
        {
            "kind": one.kind,
            "start": one.span[0],
            "end": one.span[1],
            "cue": one.cue,
            "speaker_start": one.speaker and one.speaker[0],
            "speaker_end": one.speaker and one.speaker[1],
        }
        for one in found
    ]
    return {"id": article_id, "statements": statements}


def test_tallies_of_no_statements_are_zero() -> None:
    assert (Tally().precision, Tally().recall, Tally().f1) == (0, 0, 0)
    assert indirect([Annotation((), (), ())], []) == Tally(asked=1)
