"""The first half of a run: which sources there are, which are new, and their documents as raw parts."""

import json
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from corpus.read import Limits
from corpus.sources import Source, discover, fingerprint
from flows import tasks
from flows.batches import group_sources, source_rows
from flows.parts import RunFolder, write_part
from flows.progress import watcher
from flows.settings import Settings
from flows.stages import Stages
from warehouse.admit import Admission, admit, known_sources, quarantined_documents


@dataclass(frozen=True, slots=True)
class Found:
    """Sources found: how many, how many of them known already, and those to read.

    has_new_bytes: whether any source to read was never read in this form.
    """

    source_count: int
    skipped_count: int
    to_read: tuple[Source, ...]
    has_new_bytes: bool


@dataclass(frozen=True, slots=True)
class Read:
    """What was read, and whether the warehouse knows all of it."""

    admission: Admission
    is_nothing_new: bool


def discover_new(patterns: list[str], last: Path | None, settings: Settings, stages: Stages) -> Found:
    """Find the sources and leave out those whose size and time, or whose bytes, the last warehouse knows."""
    with stages.stage("discover") as stage:
        sources = discover(patterns) if patterns else []
        known = {} if last is None else _known(last, settings)
        marked = [source for source in sources if not _is_same_file(source, known.get(source.uri))]
        printed = [fingerprint(source) for source in marked]
        to_read = tuple(one for one in printed if not _has_same_bytes(one, known.get(one.uri)))
        stage.counts |= {"sources": len(sources), "unchanged": len(sources) - len(to_read)}
    return Found(
        source_count=len(sources),
        skipped_count=len(sources) - len(to_read),
        to_read=to_read,
        has_new_bytes=any(one.sha256 is not None for one in to_read),
    )


def _known(last: Path, settings: Settings) -> dict[str, dict[str, object]]:
    """Return the sources that need not be read again, by uri.

    One that could not be read whole is read again by another version of the code, or under another limit.
    """
    return {
        row["uri"]: row
        for row in known_sources(last).iter_rows(named=True)
        if row["outcome"] == "read"
        or (row["code_version"] == version("newsledger") and _line_bytes(row["settings"]) == settings.line_bytes)
    }


def _line_bytes(stored: str | None) -> object:
    return json.loads(stored or "{}").get("line_bytes")


def _is_same_file(source: Source, known: dict[str, object] | None) -> bool:
    """Whether a source has the size and the time it had when it was read."""
    return (
        known is not None
        and source.problem is None
        and source.byte_count == known["byte_count"]
        and source.modified_at == known["modified_at"]
    )


def _has_same_bytes(source: Source, known: dict[str, object] | None) -> bool:
    return known is not None and source.sha256 is not None and source.sha256 == known["sha256"]


def read_all(
    found: Found,
    folder: RunFolder,
    last: Path | None,
    settings: Settings,
    stages: Stages,
    *,
    retry_quarantine: bool,
) -> Read:
    """Read the sources into raw parts and tell the new documents from those known."""
    groups = group_sources(found.to_read)
    limits = Limits(settings.batch_documents, settings.batch_bytes, settings.line_bytes)
    with stages.stage("read", len(groups)) as stage:
        if retry_quarantine and last is not None:
            # Before all others, so that a document that is also read again counts as let in, not as repeated.
            held_back = quarantined_documents(last)
            if held_back.height:
                write_part(held_back, folder.raw / "part-00000-quarantine.parquet")
        calls = [
            {"sources": group, "root": folder.root, "group": number, "limits": limits}
            for number, group in enumerate(groups, start=1)
        ]
        if calls:
            with tasks.task_runner(settings) as runner:
                for _ in tasks.each(runner, tasks.read_group, calls, settings):
                    watcher().advance()
        admission = admit(folder.raw, folder.admitted, last, retry=retry_quarantine)
        stage.documents = admission.read_count
        stage.counts |= {"documents": admission.read_count, "new": admission.new_count}
    return Read(
        admission, is_nothing_new=admission.new_count == 0 and admission.rejected_count == 0 and not found.has_new_bytes
    )


def write_sources(found: Found, folder: RunFolder, run_id: int) -> None:
    """Stage the rows of the sources that were read."""
    if found.to_read:
        write_part(source_rows(found.to_read, folder.raw, run_id), folder.tables / "sources" / "part.parquet")
