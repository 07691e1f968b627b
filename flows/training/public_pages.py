"""The public pages with hand-made gold that cleaning is measured on: where they are, and what is in them.

They are their publishers' and no part of the project. The folder is `../shared/benchmark` unless another is named,
and holds `pages_dev.tar.xz` (markup and gold), `dumps_dev.tar.xz` (the same pages as text) and `score_articles.py`.
"""

import hashlib
import importlib.util
import shutil
import tarfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import orjson

ROOT = Path(__file__).parents[2]
DEFAULT = ROOT.parent / "shared" / "benchmark"
UNPACKED = ROOT / "var" / "benchmark"
NEWS = ("aeb", "fundus_eval", "aed", "fundus")
SETS = (*NEWS, "wcxb")
_ARCHIVES = ("pages_dev.tar.xz", "dumps_dev.tar.xz")
_SCORER = "score_articles.py"
_DIGEST_CHARS = 16

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PublicPages:
    """The unpacked pages. `digest` are the first 16 hex digits of the archives' SHA-256: what a score belongs to."""

    folder: Path
    scorer: Path
    digest: str

    def gold(self, name: str) -> list[Record]:
        """Return the gold records of a set, in their order, those with a text or other facts alike."""
        return _records(self.folder / "data" / f"{name}.jsonl")

    def markup(self, record: Record) -> str:
        """Return the markup of a gold record's page."""
        path = self.folder / "data" / str(record["html"])
        return path.read_bytes().decode("utf-8", "replace")

    def texts(self, name: str, variant: str) -> dict[str, str]:
        """Return the texts of a set's pages as one variant (`wet`, `bs4`, `trafi_recall`, `inscriptis`), by id."""
        return {one["id"]: one["text"] for one in _records(self.folder / "dumps" / name / f"{variant}.jsonl")}


def find(folder: Path = DEFAULT) -> PublicPages | None:
    """Return the pages, unpacked on first use, or None where the folder does not hold them."""
    archives = [folder / name for name in _ARCHIVES]
    scorer = folder / _SCORER
    if not all(path.is_file() for path in (*archives, scorer)):
        return None
    digest = hashlib.sha256("".join(_digest(path) for path in archives).encode()).hexdigest()[:_DIGEST_CHARS]
    target = UNPACKED / digest
    if not target.exists():
        partial = target.with_suffix(".partial")
        shutil.rmtree(partial, ignore_errors=True)
        for path in archives:
            with tarfile.open(path) as archive:
                archive.extractall(partial, filter="data")
        partial.rename(target)
    return PublicPages(target, scorer, digest)


@cache
def scorer(path: Path) -> ModuleType:
    """Load the data sets' own scorer, so that figures compare with those of others."""
    spec = importlib.util.spec_from_file_location("score_articles", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} cannot be loaded as a module")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _records(path: Path) -> list[Record]:
    with path.open("rb") as stream:
        return [orjson.loads(line) for line in stream if line.strip()]
