"""The step that decides: every visible line of a batch gets the probability that it is the article's."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import polars as pl

from transforms.batch import Batch
from transforms.learned.choice import best_expected, expected_f1
from transforms.learned.model import ARTICLE, Observed, observe_all, stored_model
from transforms.learned.units import number_units, units, with_known_repeats

# A document whose text is expected to be no better may be left out. On unseen sites those were 7 in 100, and half of
# the texts with an F1 below 0.8 were among them.
UNCERTAIN_F1 = 0.85


def choose_lines(batch: Batch) -> Batch:
    """Add what the model makes of each line.

    Lines get `probability` that it is the article's, `is_chosen`, and `article_score`, the logit that they were chosen
    by; all null on blank lines. Documents get `is_uncertain`.
    """
    visible = number_units(batch.lines.filter(~pl.col("is_blank")))
    if visible.is_empty():
        return replace(batch, lines=_with_nothing(batch.lines), documents=_without_doubt(batch.documents))
    chosen, doubts = _judge(whole_units(visible, batch), batch)
    unit = np.zeros(batch.lines.height, np.int64)
    unit[(~batch.lines["is_blank"]).to_numpy()] = visible["unit"].to_numpy()
    of_line = chosen.select(pl.all().gather(pl.Series(unit)))
    lines = batch.lines.hstack(of_line).with_columns(
        pl.when(~pl.col("is_blank")).then(pl.col(of_line.columns)).name.keep()
    )
    documents = batch.documents.join(doubts, on="doc", how="left", maintain_order="left").with_columns(
        pl.col("is_uncertain").fill_null(value=False)
    )
    return replace(batch, lines=lines, documents=documents)


def whole_units(visible: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """Return what is judged of numbered lines: units, with what the survey knows of them."""
    return units(with_known_repeats(visible, batch.documents, batch.known))


def observe_units(whole: pl.DataFrame, batch: Batch) -> Iterator[Observed]:
    """Look at units as the model does, a few documents at a time."""
    docs = whole["doc"].rle().struct.field("value").to_frame("doc")
    urls = docs.join(batch.documents.select("doc", "page_url"), on="doc", how="left", maintain_order="left")
    return observe_all(whole, urls["page_url"].to_list())


def _judge(whole: pl.DataFrame, batch: Batch) -> tuple[pl.DataFrame, pl.DataFrame]:
    """For each unit `probability`, `is_chosen`, `article_score`; rows `doc`, `is_uncertain`."""
    model = batch.model or stored_model()
    probabilities, choices, scores, doubts = [], [], [], []
    for seen in observe_units(whole, batch):
        logits = model.logits(seen)
        kept = best_expected(model.sharpness(logits[ARTICLE]), seen.words, seen.pages)
        probability = model.probability(logits[ARTICLE], seen.words, seen.pages)
        doubts.append(expected_f1(probability, seen.words, kept, seen.pages) < UNCERTAIN_F1)
        probabilities.append(probability)
        choices.append(kept)
        scores.append(logits[ARTICLE])
    chosen = pl.DataFrame(
        {
            "probability": np.concatenate(probabilities).astype(np.float64),
            "is_chosen": np.concatenate(choices),
            "article_score": np.concatenate(scores).astype(np.float64),
        }
    )
    docs = whole["doc"].rle().struct.field("value").to_frame("doc")
    return chosen, docs.with_columns(is_uncertain=pl.Series(np.concatenate(doubts)))


def _with_nothing(lines: pl.DataFrame) -> pl.DataFrame:
    nothing = {"probability": pl.Float64, "article_score": pl.Float64, "is_chosen": pl.Boolean}
    return lines.with_columns(pl.lit(None, kind).alias(name) for name, kind in nothing.items())


def _without_doubt(documents: pl.DataFrame) -> pl.DataFrame:
    return documents.with_columns(is_uncertain=pl.lit(value=False))
