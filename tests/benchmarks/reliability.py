"""Whether confidence is what it says: of lines kept with 0.9, about 90 % are to be the article's."""

from collections.abc import Iterator, Sequence
from statistics import mean

from flows.training.labels import label
from flows.training.public_pages import Record

STEP = 0.1
BINS = [step / 10 for step in range(10)]


def certainty(gold: Sequence[Record], predicted: Sequence[Record]) -> list[tuple[float, bool]]:
    """Return the confidence of every kept line, and whether the gold has it."""
    by_id = {one["id"]: one for one in predicted}
    found = []
    for one in gold:
        lines = [line for line in by_id.get(one["id"], {}).get("lines") or [] if line["raw"].strip()]
        if one.get("gold_text") and lines:
            labels = label([line["raw"] for line in lines], one["gold_text"]).is_article
            found += [(line["confidence"], right) for line, right in zip(lines, labels, strict=True) if line["kept"]]
    return found


def reliability(certainties: Sequence[tuple[float, bool]], what: str = "kept lines") -> Iterator[str]:
    """Yield the lines of a table: of what has a confidence, the share that the gold has."""
    yield f"{'confidence':<18}{what:>13}{'mean':>9}{'right':>9}"
    for lowest in BINS:
        some = [one for one in certainties if lowest <= one[0] < lowest + STEP]
        if some:
            means = f"{mean(one for one, _ in some):>9.3f}{mean(right for _, right in some):>9.3f}"
            yield f"{lowest:<18.2f}{len(some):>13}{means}"
