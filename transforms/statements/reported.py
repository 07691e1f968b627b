"""Which statements are reported speech: what somebody said, told or showed, by the verb that attributes it."""

import tomllib
from functools import cache

import numpy as np

from transforms.tokens import Flags, Hashes, hash_words
from transforms.vocabulary import data_text


@cache
def reporting_words() -> Hashes:
    """Return the hashes of all forms of the verbs that report."""
    lists = tomllib.loads(data_text("statements/reported.toml"))
    forms = {form for verb in lists["verbs"] for form in _forms(verb)}
    return np.sort(hash_words(sorted(forms | set(lists["forms"]))))


def _forms(verb: str) -> list[str]:
    """Return the regular forms of a verb."""
    stem = verb.removesuffix("e")
    last = [f"{verb}{verb[-1]}"] if verb[-2:] in ("it", "ip") else []
    past = [f"{end}{tail}" for end in [stem, *last] for tail in ("ed", "ing")]
    return [verb, f"{verb}s", f"{verb}es", *past]


def is_reporting(words: Hashes) -> Flags:
    """Which of some words are forms of the verbs that report."""
    known = reporting_words()
    at = np.minimum(np.searchsorted(known, words), len(known) - 1)
    found: Flags = known[at] == words
    return found
