import json
import lzma
from pathlib import Path

import pytest

from flows.training import __main__ as training
from flows.training import public_pages
from flows.training.attribution import annotations
from flows.training.attribution.annotations import FILE, FOLDS, HELD_APART, Annotation, fold_of


def test_articles_are_read_with_their_spans(tmp_path: Path) -> None:
    record = {
        "id": "harbour",
        "text": "Olive said so.",
        "attributions": [{"source": [[0, 5]], "cue": [[6, 10]], "content": [[11, 13], [13, 14]]}],
    }
    (tmp_path / FILE).write_bytes(lzma.compress(json.dumps(record).encode() + b"\n"))
    found = annotations.find(tmp_path)
    assert found is not None
    (article,) = found.articles
    assert (article.id, article.text, article.fold) == ("harbour", "Olive said so.", fold_of("harbour"))
    assert article.annotations == (Annotation(((0, 5),), ((6, 10),), ((11, 13), (13, 14))),)
    assert len(found.digest) == 16


def test_a_folder_without_the_articles_has_none(tmp_path: Path) -> None:
    assert annotations.find(tmp_path) is None


def test_some_three_of_ten_articles_are_held_apart() -> None:
    folds = [fold_of(f"article-{n}") for n in range(1000)]
    assert set(folds) == set(range(FOLDS))
    assert 250 < sum(fold in HELD_APART for fold in folds) < 350


def test_training_without_articles_says_where_they_come_from(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = public_pages.PublicPages(tmp_path, tmp_path / "scorer.py", "0")
    monkeypatch.setattr(public_pages, "find", lambda folder: pages)
    assert training.main(["--only", "statements", "--data", str(tmp_path)]) == 2
    assert "github.com/networkdynamics/PolNeAR" in capsys.readouterr().err


def test_training_without_pages_says_where_they_come_from(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert training.main(["--only", "statements", "--data", str(tmp_path)]) == 2
    assert f"no labelled pages in {tmp_path}" in capsys.readouterr().err
