"""Of which class a cue is: its figures differ from class to class."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

OTHER = "other"
_FILE = Path(__file__).with_name("cue_classes.toml")
_WORD = re.compile(r"[a-z]+")


def classes() -> list[str]:
    """Return the names of all classes, OTHER last."""
    return [*_lists(), OTHER]


def class_of(cue: Sequence[str]) -> str:
    """Return the class of a cue's parts."""
    words = set(_WORD.findall(" ".join(cue).lower()))
    return next((name for name, known in _lists().items() if words & known), OTHER)


@cache
def _lists() -> dict[str, frozenset[str]]:
    lists = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    irregular = lists.pop("forms")
    return {
        name: frozenset(form for verb in verbs for form in (*_forms(verb), *irregular.get(verb, ())))
        for name, verbs in lists.items()
    }


def _forms(verb: str) -> set[str]:
    """Return the regular forms of a verb, and some that are none."""
    stem = verb[:-1] if verb.endswith(("e", "y")) else verb
    endings = ("ies", "ied") if verb.endswith("y") else ("es", "ed")
    doubled = {f"{verb}{verb[-1]}{ending}" for ending in ("ed", "ing")}
    return {verb, f"{verb}s", f"{verb}ed", f"{verb}ing", f"{stem}ing", *(stem + ending for ending in endings)} | doubled
