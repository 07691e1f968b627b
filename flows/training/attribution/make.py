"""Both readers: one that is measured, which saw nothing of the articles held apart, and the one that is shipped.

The teacher never sees the articles held apart; the reader that is shipped learns them from their annotations alone.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from flows.training.attribution import pretrained as pretrained_model
from flows.training.attribution.annotations import Annotated, Article
from flows.training.attribution.calibrate import calibrated
from flows.training.attribution.export import Arrays, export
from flows.training.attribution.labels import label
from flows.training.attribution.layout import Layout
from flows.training.attribution.learner import train
from flows.training.attribution.lesson import Soft, mixed
from flows.training.attribution.predictions import measured_model
from flows.training.attribution.pretrained import Pretrained
from flows.training.attribution.soft_store import taught
from flows.training.attribution.vocabulary import vocabulary
from flows.training.fit import stored
from flows.training.public_pages import NEWS, ROOT, SETS, PublicPages
from flows.training.stopwatch import Stopwatch
from transforms.learned.pages import Flags
from transforms.statements import reader as runtime
from transforms.statements.reader import Reader

WEIGHTS = Path(runtime.__file__).with_name(runtime.WEIGHTS)
SEED = 0
LANGUAGE = "en"
OTHERS_EVERY = 3  # of pages that are no news every so manieth is read, or most of what is learned would be no news


def unlabelled(pages: PublicPages) -> list[str]:
    """Return the English articles of the public pages, which nobody annotated, and a part of the blogs and guides."""
    found = []
    for name in SETS:
        for one in pages.gold(name):
            is_wanted = name in NEWS or hashlib.md5(one["id"].encode()).digest()[-1] % OTHERS_EVERY == 0
            lines = [line for line in (one["gold_text"] or "").split("\n") if line.strip()]
            if one.get("lang") == LANGUAGE and is_wanted and lines:
                found.append("\n".join(lines))
    return found


def make(found: Annotated, pages: PublicPages) -> None:
    """Train and write both."""
    say = Stopwatch()
    articles, others = found.articles, unlabelled(pages)
    layout = Layout.of([*(one.text for one in articles), *others])
    begin, path = pretrained_model.find(), measured_model(found.digest)
    say(f"{len(articles)} annotated articles, {len(others)} others, {len(layout.tokens)} tokens")
    learned = [n for n, one in enumerate(articles) if not one.is_held_apart]
    apart = [one for one in articles if one.is_held_apart]
    soft = taught(layout, label(layout, articles, learned), learned, _seen(layout, articles), begin, path.parent, say)
    arrays = fit(layout, articles, learned, soft, begin)
    reader = calibrated(_uncalibrated(arrays), apart)
    judged: Arrays = {"calibration": reader.calibration, "shown": reader.shown}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(stored(arrays | judged))
    say(f"wrote {path.relative_to(ROOT)}; shown from {reader.shown.tolist()}")
    arrays = fit(layout, articles, range(len(articles)), soft, begin)
    WEIGHTS.write_bytes(stored(arrays | judged))
    say(f"wrote {WEIGHTS.relative_to(ROOT)}, {WEIGHTS.stat().st_size / 1e6:.2f} MB")


def fit(layout: Layout, articles: Sequence[Article], learned: Sequence[int], soft: Soft, begin: Pretrained) -> Arrays:
    """Return the arrays of a reader, but for its calibration, that learned some articles and all texts behind them."""
    labels = label(layout, articles, learned)
    is_annotated = np.isin(layout.stream.text, learned)
    is_learned = is_annotated | (layout.stream.text >= len(articles))
    known = vocabulary(layout.stream, is_learned, begin, SEED)
    return export(train(layout, known, mixed(labels, is_annotated, soft), is_learned, SEED), known)


def _seen(layout: Layout, articles: Sequence[Article]) -> Flags:
    """Return the elements that the teacher may see: none of the articles held apart."""
    apart = [n for n, one in enumerate(articles) if one.is_held_apart]
    return ~np.isin(layout.stream.text, apart)


def _uncalibrated(arrays: Arrays) -> Reader:
    return Reader.load(arrays | {"calibration": np.zeros(5, np.float32), "shown": np.zeros(2, np.float32)})
