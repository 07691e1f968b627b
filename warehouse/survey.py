"""What only the whole run can tell of a site: the lines its articles share, and the order of its dates."""

from dataclasses import asdict, dataclass
from pathlib import Path

import polars as pl

from warehouse.connection import attach_last, attach_parts, scratch, statement

_DOCUMENTS = {
    "document_id": pl.String(),
    "article_id": pl.String(),
    "site_id": pl.String(),
    "day_first_count": pl.Int64(),
    "month_first_count": pl.Int64(),
}
_LINES = {"document_id": pl.String(), "line_no": pl.Int64(), "text": pl.String()}


LEAST_CHARACTERS = 2  # one character is a bullet or a bar
COPY_LINES = 5  # documents with the same longest lines are copies of one text
LEAST_REPEATS = 2  # articles of a site that hold a line, from which its count is evidence


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When a line is a template of its site."""

    least_articles: int = 3  # two articles may share a sentence by chance or by quotation
    line_ratio: float = 0.3  # menus differ between the sections of a site
    sentence_ratio: float = 0.5  # agency copy repeats whole sentences within one story
    sentence_words: int = 12  # shorter lines with a full stop are mostly chrome


@dataclass(frozen=True, slots=True)
class Survey:
    """What was found.

    repeats: `site_id` ('' where unknown), `text`, `document_count`, `site_document_count`, `is_known`.
    templates: the columns of `SiteTemplates` but run_id, and `is_known`: an earlier run found it.
    sites: `site_id`, `document_count`, `day_order`.
    """

    repeats: pl.DataFrame
    templates: pl.DataFrame
    sites: pl.DataFrame


def survey(rendered: Path, last: Path | None, thresholds: Thresholds | None = None) -> Survey:
    """Survey the sites of the rendered parts `documents-*.parquet` and `lines-*.parquet`.

    Templates and date orders that the last warehouse knows of these sites hold on. Versions of one
    article count once, so that a text that changes daily does not make templates of its own lines.
    """
    with scratch(rendered) as con:
        attach_last(con, last)
        attach_parts(con, "rendered_documents", rendered, "documents-*.parquet", _DOCUMENTS)
        attach_parts(con, "rendered_lines", rendered, "lines-*.parquet", _LINES)
        limits = {"least_articles": LEAST_REPEATS, "least_characters": LEAST_CHARACTERS, "copy_lines": COPY_LINES}
        repeats = con.execute(statement("survey_repeats"), limits).pl()
        con.register("repeats", repeats)
        return Survey(
            repeats=repeats,
            templates=con.execute(statement("survey_templates"), asdict(thresholds or Thresholds())).pl(),
            sites=con.execute(statement("survey_sites")).pl(),
        )
