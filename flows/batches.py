"""The work on one batch, as plain functions of paths: what the tasks of the flow do, wherever they run."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from corpus.read import Limits, read
from corpus.sources import Source
from flows.aliases import known_names, read_aliases
from flows.parts import RunFolder, read_part, read_rendered, read_survey, write_part, write_rendered
from transforms.pipeline import refine, render
from warehouse.schema import DOCUMENT_TABLES, table_name

# Small files are read many to a task: a task costs more than a file.
GROUP_FILES, GROUP_BYTES = 500, 64 * 2**20


def group_sources(sources: Sequence[Source]) -> list[list[Source]]:
    """Return the sources in order, as groups of at most GROUP_FILES files or about GROUP_BYTES bytes."""
    groups: list[list[Source]] = []
    size = 0
    for source in sources:
        if not groups or len(groups[-1]) >= GROUP_FILES or size >= GROUP_BYTES:
            groups.append([])
            size = 0
        groups[-1].append(source)
        size += source.byte_count
    return groups


def read_group(sources: Sequence[Source], folder: RunFolder, group: int, limits: Limits) -> int:
    """Write the raw parts of a group of sources; return the number of documents, rejected ones counted."""
    count = 0
    for number, batch in enumerate(read(sources, limits)):
        write_part(batch, folder.raw / f"part-{group:05}-{number:05}.parquet")
        count += batch.height
    return count


def render_part(folder: RunFolder, part: str) -> int:
    """Render the new documents of one raw part into lines; return their number."""
    raw = read_part(folder.raw / f"{part}.parquet")
    new = (
        pl.scan_parquet(folder.admitted, glob=False)
        .filter((pl.col("part") == f"{part}.parquet") & pl.col("is_new"))
        .select("row_no")
        .collect()
    )
    batch = raw.with_row_index("row_no").filter(pl.col("row_no").is_in(new["row_no"].implode())).drop("row_no")
    if batch.height:
        write_rendered(render(batch), folder.rendered, part)
    return batch.height


def refine_part(folder: RunFolder, part: str, run_id: int) -> int:
    """Judge the lines of one rendered part and write its rows of every table; return the number of lines."""
    rendered = read_rendered(folder.rendered, part)
    known = read_survey(folder.survey, rendered.documents["site_id"])
    names = known_names(read_aliases(folder.aliases))
    for table, rows in refine(rendered, known, run_id, names=names).items():
        if rows.height or table in DOCUMENT_TABLES:
            write_part(rows, folder.tables / table_name(table) / f"{part}.parquet")
    return rendered.lines.height


def source_rows(sources: Sequence[Source], raw: Path, run_id: int) -> pl.DataFrame:
    """Return the rows of `sources`: whether all, some or none of each could be read, and the first reason why not."""
    read_back = (
        pl.scan_parquet(sorted(raw.glob("part-*.parquet")), glob=False)
        .group_by("source_id")
        .agg(
            rejected=pl.col("reason").is_not_null().sum(),
            rows=pl.len(),
            reason=pl.col("reason").drop_nulls().first(),
            is_lost=(pl.col("reason").is_not_null() & pl.col("modified_at").is_null()).any(),
        )
        .collect()
    )
    rows = pl.DataFrame(
        [(one.source_id, one.uri, one.format, one.byte_count, one.modified_at, one.sha256, run_id) for one in sources],
        schema={
            "source_id": pl.String,
            "uri": pl.String,
            "format": pl.String,
            "byte_count": pl.Int64,
            "modified_at": pl.Datetime("us"),
            "sha256": pl.String,
            "run_id": pl.Int64,
        },
        orient="row",
    )
    counts = ("read_count", "loaded_count", "unchanged_count", "quarantined_count", "rejected_count")
    return rows.join(read_back, on="source_id", how="left", maintain_order="left").select(
        pl.exclude("rejected", "rows", "sha256", "is_lost"),
        # Without a hash it is not known to the next run, which then reads it.
        pl.when(~pl.col("is_lost")).then("sha256").alias("sha256"),
        pl.when(pl.col("rejected") == 0)
        .then(pl.lit("read"))
        .when(pl.col("rejected") < pl.col("rows"))
        .then(pl.lit("partial"))
        .otherwise(pl.lit("rejected"))
        .alias("outcome"),
        *(pl.lit(0, pl.Int64).alias(name) for name in counts),
    )
