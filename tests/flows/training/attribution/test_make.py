"""What both readers are made of; skipped where the group `train` is not installed."""

import hashlib
import json
from pathlib import Path

import pytest

from flows.training.attribution.annotations import HELD_APART
from flows.training.attribution.layout import Layout
from flows.training.public_pages import SETS, PublicPages
from tests.flows.training.attribution.articles import article

pytest.importorskip("torch", reason="PyTorch comes with the group `train`")
make = pytest.importorskip("flows.training.attribution.make")


def public(folder: Path, **sets: list[dict[str, object]]) -> PublicPages:
    (folder / "data").mkdir()
    for name in SETS:
        lines = [json.dumps({"id": "a", "lang": "en", "gold_text": None} | one) for one in sets.get(name, [])]
        (folder / "data" / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return PublicPages(folder, folder / "scorer.py", "0")


def test_english_articles_without_annotations_are_read_without_their_blank_lines(tmp_path: Path) -> None:
    ferry, fähre = "The ferry is late.\n \n\nIt rained.", "Die Fähre hat Verspätung."
    pages = public(tmp_path, aeb=[{"gold_text": ferry}, {"gold_text": fähre, "lang": "de"}, {}])
    assert make.unlabelled(pages) == ["The ferry is late.\nIt rained."]


def test_of_pages_that_are_no_news_a_part_is_read(tmp_path: Path) -> None:
    texts = [f"Guide {n}." for n in range(30)]
    pages = public(tmp_path, wcxb=[{"id": text, "gold_text": text} for text in texts])
    chosen = [text for text in texts if hashlib.md5(text.encode()).digest()[-1] % make.OTHERS_EVERY == 0]
    assert make.unlabelled(pages) == chosen
    assert 0 < len(chosen) < len(texts) / 2


def test_teacher_sees_no_article_that_is_held_apart() -> None:
    articles = [article(f"Olive said it {fold} times.", name=str(fold), fold=fold) for fold in range(10)]
    layout = Layout.of([*(one.text for one in articles), "Nobody annotated this."])
    seen = set(layout.stream.text[make._seen(layout, articles)].tolist())
    assert seen == set(range(11)) - HELD_APART
