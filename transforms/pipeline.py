"""The order of the steps, and the two calls the flow makes: render and refine.

Between them the flow counts over the whole corpus what no batch can see: lines that a site repeats, and how
it orders day and month.
"""

from dataclasses import dataclass, replace
from functools import reduce

import polars as pl

from transforms.batch import NOTHING_KNOWN, Batch, KnownSites, Step
from transforms.blocks import cover_blocks
from transforms.body import name_lines, name_tables, widen_core
from transforms.core import find_body
from transforms.cut import cut_prefixes
from transforms.decide import fire_rules, mark_templates
from transforms.entities.phrases import Names
from transforms.head import name_head
from transforms.headline import find_headline, find_repeats
from transforms.learned.model import Model
from transforms.learned.step import choose_lines
from transforms.lines import render_markup, split_lines, start_batch, state_record_facts
from transforms.measure import measure_lines
from transforms.repair import repair_lines
from transforms.self_reference import name_biographies, name_publication
from transforms.signatures import name_signatures
from transforms.sites import count_day_orders, identify_sites
from transforms.tables import tables

RENDER: tuple[Step, ...] = (
    state_record_facts,
    render_markup,
    split_lines,
    repair_lines,
    identify_sites,
    count_day_orders,
)
# A line keeps the first kind it is given, so the order of these steps is the order of their evidence. Then the model,
# which sees what they found, decides which lines are the article's, and the others keep the kinds that rules gave them.
LOOK: tuple[Step, ...] = (
    measure_lines,
    fire_rules,
    name_publication,
    mark_templates,
    cover_blocks,
    find_body,
    find_headline,
    name_signatures,
    find_repeats,
    name_head,
    name_biographies,
    name_tables,
    widen_core,
)
DECIDE: tuple[Step, ...] = (choose_lines, name_lines, cut_prefixes)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A batch as lines, before any line is judged: what is staged between the two passes.

    documents: RawDocuments without content, plus `doc`, `site_id`, `page_url`, `text_sha256`, `char_count`,
    `line_count`, `day_first_count`, `month_first_count`. lines: `doc`, `line_no`, offsets, `raw`, `line_break`, `text`
    and the markup's columns. edits, facts: see Batch.
    """

    documents: pl.DataFrame
    lines: pl.DataFrame
    edits: pl.DataFrame
    facts: pl.DataFrame


def render(raw: pl.DataFrame) -> Rendered:
    """Turn a RawDocuments frame into lines."""
    batch = _run(start_batch(raw), RENDER)
    return Rendered(batch.documents, batch.lines, batch.edits, batch.facts)


def refine(
    rendered: Rendered, known: KnownSites, run_id: int, model: Model | None = None, names: Names | None = None
) -> dict[type, pl.DataFrame]:
    """Judge every line and return the rows of all tables that documents fill.

    names: the lists of known names, with a user's own rows where there are any; None are those that are shipped.
    """
    return tables(judge(rendered, known, model), run_id, names)


def judge(rendered: Rendered, known: KnownSites = NOTHING_KNOWN, model: Model | None = None) -> Batch:
    """Return the batch with every line's kind, reason and confidence, and what was cut.

    model: what decides; None is the one that is shipped.
    """
    return _run(replace(look(rendered, known), model=model), DECIDE)


def look(rendered: Rendered, known: KnownSites = NOTHING_KNOWN) -> Batch:
    """Return the batch with all that rules and the survey tell of its lines, before any is chosen."""
    return _run(Batch(rendered.documents, rendered.lines, rendered.edits, rendered.facts, known), LOOK)


def _run(batch: Batch, steps: tuple[Step, ...]) -> Batch:
    return reduce(lambda done, step: step(done), steps, batch)
