import os
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from corpus.sources import SourceNotFoundError, discover, fingerprint


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.html", "deep/er/c.jsonl.gz", "deep/d.NDJSON", "deep/e.parquet"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    for name in (".hidden.txt", ".git/f.txt", "notes.md", "deep/g.warc.gz", "deep/h.parquet.gz", "txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")
    return tmp_path


def names(patterns: list[str], folder: Path) -> list[str]:
    return [source.path.relative_to(folder).as_posix() for source in discover(patterns)]


def test_folder_gives_all_known_files_below_it_sorted(folder: Path) -> None:
    assert names([str(folder)], folder) == ["a.html", "b.txt", "deep/d.NDJSON", "deep/e.parquet", "deep/er/c.jsonl.gz"]


def test_format_and_compression_follow_from_the_name(folder: Path) -> None:
    found = {source.path.name: (source.format, source.compression) for source in discover([str(folder)])}
    assert found == {
        "a.html": ("html", None),
        "b.txt": ("text", None),
        "c.jsonl.gz": ("jsonl", "gzip"),
        "d.NDJSON": ("jsonl", None),
        "e.parquet": ("parquet", None),
    }


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*.txt", ["b.txt"]),
        ("*", ["a.html", "b.txt", "deep/d.NDJSON", "deep/e.parquet", "deep/er/c.jsonl.gz"]),
        ("deep/*", ["deep/d.NDJSON", "deep/e.parquet", "deep/er/c.jsonl.gz"]),
        ("**/*.gz", ["deep/er/c.jsonl.gz"]),
        ("**/er", ["deep/er/c.jsonl.gz"]),
        ("[ab].*", ["a.html", "b.txt"]),
    ],
)
def test_glob_matches_at_its_depth_and_opens_folders(folder: Path, pattern: str, expected: list[str]) -> None:
    assert names([f"{folder}/{pattern}"], folder) == expected


def test_file_found_twice_is_one_source(folder: Path) -> None:
    assert names([f"{folder}/b.txt", f"{folder}/deep/../b.txt", f"{folder}/*.txt"], folder) == ["b.txt"]


def test_relative_pattern_gives_an_absolute_uri(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    (plain,) = discover(["b.txt"])
    (globbed,) = discover(["b*"])
    assert plain.uri == globbed.uri == (folder / "b.txt").as_uri()
    assert plain.uri.startswith("file:///")


def test_existing_name_with_brackets_is_no_glob(tmp_path: Path) -> None:
    (tmp_path / "news [1].txt").write_text("x")
    (source,) = discover([f"{tmp_path}/news [1].txt"])
    assert source.uri.endswith("/news%20%5B1%5D.txt")


def test_size_and_time_are_those_of_the_file_in_utc(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"12345")
    os.utime(path, ns=(0, 1_700_000_000_123_456_789))
    (source,) = discover([str(path)])
    assert source.byte_count == 5
    assert source.modified_at == datetime.fromtimestamp(1_700_000_000, UTC).replace(tzinfo=None, microsecond=123456)


@pytest.mark.parametrize("pattern", ["missing.txt", "missing/**/*.jsonl", "empty"])
def test_pattern_that_finds_nothing_says_which_and_what_is_read(tmp_path: Path, pattern: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(
        SourceNotFoundError, match=rf"{tmp_path}/.*: no file found; read are \.txt \.html .* \.gz \.zst"
    ):
        discover([f"{tmp_path}/{pattern}"])


@pytest.mark.parametrize("name", ["notes.md", "deep/g.warc.gz", "deep/h.parquet.gz", "txt"])
def test_file_named_with_an_unknown_suffix_is_an_error(folder: Path, name: str) -> None:
    with pytest.raises(SourceNotFoundError, match=r"no reader for .*; read are \.txt"):
        discover([f"{folder}/{name}"])


def test_fingerprint_hashes_the_bytes_and_makes_the_id(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"news")
    (source,) = discover([str(path)])
    assert source.sha256 is None
    marked = fingerprint(source)
    assert marked.sha256 == sha256(b"news").hexdigest()
    assert marked.source_id == sha256(f"{source.uri}\n{marked.sha256}".encode()).hexdigest()[:24]
    assert marked.problem is None


def test_fingerprint_of_a_vanished_file_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"news")
    (source,) = discover([str(path)])
    path.unlink()
    marked = fingerprint(source)
    assert marked.sha256 is None
    assert marked.problem == "no such file or directory: restore it or drop it, then run again"
    assert marked.source_id == source.source_id


def test_dangling_link_is_a_source_with_a_problem(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("gone.txt")
    (source,) = discover([str(tmp_path)])
    assert source.problem == "no such file or directory: restore it or drop it, then run again"
    assert fingerprint(source) == source


def test_named_pipe_is_a_problem_and_is_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (source,) = discover([str(tmp_path)])
    assert source.problem == "not a regular file; copy what it gives into one"
    assert fingerprint(source) == source


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file")
def test_file_without_permission_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"news")
    path.chmod(0)
    (source,) = discover([str(path)])
    assert fingerprint(source).problem == "permission denied: let the user of this job read it, then run again"


@pytest.mark.skipif(os.geteuid() == 0, reason="root lists every folder")
def test_folder_without_permission_is_a_source_with_a_problem(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0)
    (source,) = discover([str(tmp_path)])
    assert source.problem is not None
    assert source.problem.startswith("the folder cannot be listed: permission denied")
