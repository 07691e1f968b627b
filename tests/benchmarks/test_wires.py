import lzma
from pathlib import Path

import orjson
import pytest

from tests.benchmarks import wires

TEXTS = {"TARN (AFP) – The ferry stays in port.": "AFP", "The ferry stays in port, AFP reported.": "None"}


def _write(folder: Path, texts: dict[str, str]) -> None:
    records = [{"id": str(number), "text": text, "wire": wire} for number, (text, wire) in enumerate(texts.items())]
    with lzma.open(folder / wires.ARTICLES, "wb") as file:
        file.writelines(orjson.dumps(record) + b"\n" for record in records)


def test_score_counts_what_is_named_found_and_right(tmp_path: Path) -> None:
    _write(tmp_path, TEXTS | {"AP said so.": "AP", "TARN (UPI) – The ferry sails.": "reuters"})
    scores = wires.score(wires.read(tmp_path / wires.ARTICLES)).values()
    counted = [sum(getattr(one, name) for one in scores) for name in ("wires", "named", "found", "right")]
    assert counted == [3, 2, 2, 1]


def test_absent_articles_are_skipped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert wires.main(["--data", str(tmp_path)]) == 0
    assert capsys.readouterr().out.startswith("skipped")
