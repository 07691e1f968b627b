"""Small sources for the tests of the flow: plain pages that every rule lets through."""

import json
import os
from pathlib import Path

_BODY = (
    "The harbour board of {town} met on Monday evening and put off the repair of the eastern mole once more. It was "
    "the ninth meeting about the mole since the storm, and the first one to which the fishermen had been invited.",
    "Nobody had brought the drawings, and the engineer who made them has moved to another country since.",
    "“We shall meet again when the drawings have been found,” the chairwoman said after the meeting.",
)
_MODIFIED = 1_700_000_000  # of every file, so that the same sources give the same rows


def text(town: str, more: str = "") -> str:
    """Return the text of one page: headline, byline, stamp, three paragraphs and one more if given, a button."""
    head = (f"Board of {town} puts off repair of the mole", "By Nora Quill", "Published: 4 May 2022 18:14")
    paragraphs = [line.format(town=town) for line in _BODY] + [more] * bool(more)
    return "\n\n".join([*head, *paragraphs, "Share"]) + "\n"


def write_page(folder: Path, town: str, more: str = "") -> Path:
    """Write the page of a town and return its path."""
    return _write(folder / f"{town.lower()}.txt", text(town, more))


def write_feed(path: Path, *towns: str, **fields: str) -> Path:
    """Write a JSON lines file with a record a town, each with `fields`, and a broken line, and return its path."""
    records = [json.dumps({"id": town.lower(), "text": text(town), **fields}) for town in towns]
    return _write(path, "\n".join([*records, "{broken"]))


def _write(path: Path, content: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    os.utime(path, (_MODIFIED, _MODIFIED))
    return path
