"""The order of the steps, and the two calls the flow makes: render and refine.

Between them the flow counts over the whole corpus what no batch can see: lines that a site repeats, and how
it orders day and month.
"""

from dataclasses import dataclass
from functools import reduce

import polars as pl

from transforms.batch import Batch, Step
from transforms.blocks import cover_blocks
from transforms.body import name_body, name_tables, widen_core
from transforms.core import find_body
from transforms.cut import cut_prefixes
from transforms.decide import fire_rules, mark_templates
from transforms.head import name_head
from transforms.headline import find_headline, find_repeats
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
# A line keeps the first kind it is given, so the order of these steps is the order of their evidence. A
# learned model takes the place of `name_body` and of the confidences: it sees the columns all others added.
REFINE: tuple[Step, ...] = (
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
    name_body,
    cut_prefixes,
)


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
    rendered: Rendered, templates: pl.DataFrame, day_orders: pl.DataFrame, run_id: int
) -> dict[type, pl.DataFrame]:
    """Judge every line and return the rows of all tables that documents fill.

    templates: SiteTemplates rows; day_orders: `site_id`, `day_order`.
    """
    return tables(judge(rendered, templates, day_orders), run_id)


def judge(rendered: Rendered, templates: pl.DataFrame, day_orders: pl.DataFrame) -> Batch:
    """Return the batch with every line's kind, reason and confidence, and what was cut."""
    batch = Batch(rendered.documents, rendered.lines, rendered.edits, rendered.facts, templates, day_orders)
    return _run(batch, REFINE)


def _run(batch: Batch, steps: tuple[Step, ...]) -> Batch:
    return reduce(lambda done, step: step(done), steps, batch)
