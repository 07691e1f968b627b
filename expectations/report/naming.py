"""How the pages call a metric, from `metrics.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from expectations.report.wording import Unit, words


@dataclass(frozen=True, slots=True)
class Naming:
    """A metric's group, title and unit, and its place among the others."""

    group: str
    title: str
    unit: Unit
    place: int


def naming(name: str) -> Naming:
    """Return how a metric is called; `dropped_ratio:promo` by what is said of `dropped_ratio:`."""
    known = _known()
    stem, colon, of_what = name.partition(":")
    found = known.get(f"{stem}{colon}")
    if found is None:
        return Naming("Other", words(name), "share" if stem.endswith("_ratio") else "number", len(known))
    place = list(known).index(f"{stem}{colon}")
    return Naming(found["group"], found["title"].replace("{}", words(of_what)), found["unit"], place)


@cache
def _known() -> dict[str, dict[str, Any]]:
    return tomllib.loads((Path(__file__).parent / "metrics.toml").read_text(encoding="utf-8"))
