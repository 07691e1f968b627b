"""A notebook to begin with: what the warehouse holds, where it has holes, what was taken away, who is quoted.

`make notebook` opens it. It reads the published file and never writes to it.
"""

import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="newsledger")

with app.setup(hide_code=True):
    from functools import partial
    from pathlib import Path
    from typing import get_args

    import altair as alt
    import marimo as mo
    import polars as pl

    from warehouse.connection import query, statement
    from warehouse.schema.vocabulary import MetadataKind

    # Of Tableau's ten colours: more cannot be told apart, and grey is for what has no name.
    COLOURS = ("#4e79a7", "#f28e2b", "#e15759", "#76b7b2", "#59a14f", "#edc948", "#b07aa1", "#9c755f")
    LARGEST_SITES = len(COLOURS)
    FIRST_ROWS = 20
    SAMPLED_DOCUMENTS = 12
    METADATA = get_args(MetadataKind)
    ALL_SITES, NOT_KNOWN, OTHERS = "all sites", "not known", "others"
    GREYS = {NOT_KNOWN: "#8a8a8a", OTHERS: "#d0d0d0"}
    table = partial(mo.ui.table, selection=None, page_size=10, show_column_summaries=False, show_data_types=False)


@app.cell
def _():
    path = Path(str(mo.cli_args().get("warehouse") or "var/news.duckdb"))
    return (path,)


@app.cell(hide_code=True)
def _(path):
    mo.stop(
        not path.exists(),
        mo.callout(
            mo.md(
                f"**There is no warehouse at `{path}`.** Make one with `newsledger run`, or name another file: "
                "`make notebook WAREHOUSE=/data/news.duckdb`."
            ),
            kind="warn",
        ),
    )
    # Opened for each question, for reading only: a run may publish a new file at any moment.
    ask = partial(query, path)
    return (ask,)


@app.cell(hide_code=True)
def _(ask, path):
    newest = ask("from run_summaries order by run_id desc limit 1")
    sites = ask("from site_profiles order by article_count desc, site_id")
    article_count = int(sites["article_count"].sum())
    dated_count = round((sites["article_count"] * sites["date_ratio"]).sum()) if article_count else 0
    days = sites.select(pl.col("first_published_on").min(), pl.col("last_published_on").max())
    mo.vstack(
        [
            mo.md(f"# {path.stem}\n\n`{path}`, as its last run left it. Reading only: nothing here changes the file."),
            mo.hstack(
                [
                    mo.stat(f"{article_count:,}", label="articles", caption="in their newest version"),
                    mo.stat(f"{sites['site_id'].drop_nulls().len():,}", label="sites"),
                    mo.stat(
                        f"{dated_count / article_count:.0%}" if article_count else "none",
                        label="dated",
                        caption=" to ".join(str(day) for day in days.row(0) if day is not None) or "no date found",
                    ),
                    mo.stat(
                        str(newest.item(0, "outcome")) if newest.height else "none",
                        label="last run",
                        caption=f"{newest.item(0, 'started_at'):%Y-%m-%d %H:%M} UTC" if newest.height else "never",
                    ),
                ],
                widths="equal",
                gap=1,
            ),
        ],
        gap=1,
    )
    return article_count, sites


@app.cell(hide_code=True)
def _(sites):
    # One choice for all that follows.
    _names = {name: name for name in sites["site_id"].drop_nulls()}
    site = mo.ui.dropdown({ALL_SITES: None} | _names, value=ALL_SITES, label="Site", searchable=True)
    site
    return (site,)


@app.cell(hide_code=True)
def _(ask, site):
    months = ask("from site_months where $site is null or site_id = $site", {"site": site.value})
    undated_count = int(months.filter(pl.col("month").is_null())["article_count"].sum())
    largest = (
        months.group_by("site_id")
        .agg(pl.col("article_count").sum())
        .sort("article_count", "site_id", descending=[True, False])
        .head(LARGEST_SITES)
    )
    coverage = (
        months.drop_nulls("month")
        .with_columns(pl.col("site_id").is_in(largest["site_id"].to_list(), nulls_equal=True).alias("is_large"))
        .with_columns(site=pl.when("is_large").then(pl.col("site_id").fill_null(NOT_KNOWN)).otherwise(pl.lit(OTHERS)))
        .group_by("month", "site")
        .agg(pl.col("article_count").sum())
        .sort("month", "site")
    )
    # The nameless last, and on top of the bars.
    _named = [name for name in coverage["site"].unique().sort() if name not in GREYS]
    _colours = dict(zip(_named, COLOURS, strict=False)) | {
        name: grey for name, grey in GREYS.items() if name in coverage["site"]
    }
    _ranks = {name: rank for rank, name in enumerate(_colours)}
    coverage_chart = (
        alt.Chart(coverage.with_columns(rank=pl.col("site").replace_strict(_ranks, return_dtype=pl.Int64)))
        .mark_bar()
        .encode(
            x=alt.X("yearmonth(month):T", title=None),
            y=alt.Y("article_count:Q", title="articles", axis=alt.Axis(tickMinStep=1)),
            color=alt.Color(
                "site:N",
                title=None,
                scale=alt.Scale(domain=[*_colours], range=[*_colours.values()]),
                legend=alt.Legend(orient="bottom", columns=3, labelLimit=220),
            ),
            order="rank:Q",
            tooltip=["site", alt.Tooltip("yearmonth(month):T", title="month"), "article_count"],
        )
        .properties(width="container", height=260)
    )
    mo.vstack(
        [
            mo.md("## Coverage over time"),
            coverage_chart if coverage.height else mo.md("No article has a date yet."),
            mo.md(
                f"{undated_count:,} without a date are not in the picture: none is invented." if undated_count else ""
            ),
        ]
    )
    return coverage, undated_count


@app.cell(hide_code=True)
def _(site, sites):
    profiles = sites if site.value is None else sites.filter(pl.col("site_id") == site.value)
    filled = (
        profiles.head(FIRST_ROWS)
        .with_columns(site=pl.col("site_id").fill_null(NOT_KNOWN))
        .unpivot(
            on=["title_ratio", "date_ratio", "author_ratio", "section_ratio", "language_ratio"],
            index=["site", "article_count"],
            variable_name="column",
            value_name="ratio",
        )
        .with_columns(pl.col("column").str.strip_suffix("_ratio"))
    )
    cells = alt.Chart(filled).encode(
        x=alt.X(
            "column:N", title=None, sort=None, axis=alt.Axis(orient="top", labelAngle=0, domain=False, ticks=False)
        ),
        y=alt.Y("site:N", title=None, sort=None, axis=alt.Axis(labelLimit=220, domain=False, ticks=False)),
        tooltip=["site", "column", alt.Tooltip("ratio:Q", format=".1%"), "article_count"],
    )
    filled_chart = (
        cells.mark_rect(stroke="white", strokeWidth=2).encode(
            color=alt.Color("ratio:Q", scale=alt.Scale(domain=[0, 1], scheme="blues"), legend=None)
        )
        + cells.mark_text(fontSize=11).encode(
            text=alt.Text("ratio:Q", format=".0%"),
            color=alt.condition("datum.ratio > 0.5", alt.value("white"), alt.value("#333")),
        )
    ).properties(width="container", height=alt.Step(24))
    mo.vstack(
        [
            mo.md(f"## Sites\n\nHow much is known of the articles of each site; the {FIRST_ROWS} largest."),
            filled_chart if filled.height else mo.md("There is no article yet."),
            mo.accordion({"All of `site_profiles`": table(profiles)}),
        ]
    )
    return (profiles,)


@app.cell(hide_code=True)
def _(ask, site):
    dropped = (
        ask("from dropped_kinds where $site is null or site_id = $site", {"site": site.value})
        .group_by("kind")
        .agg(pl.col("line_count", "char_count", "article_count").sum())
        .with_columns(
            share=pl.col("char_count") / pl.col("char_count").sum(),
            what=pl.when(pl.col("kind").is_in(METADATA)).then(pl.lit("metadata")).otherwise(pl.lit("chrome")),
        )
        .sort("char_count", "kind", descending=[True, False])
    )
    dropped_chart = (
        alt.Chart(dropped)
        .mark_bar()
        .encode(
            x=alt.X("share:Q", title="share of the characters that were taken away", axis=alt.Axis(format="%")),
            y=alt.Y("kind:N", title=None, sort=None),
            color=alt.Color("what:N", title=None, legend=alt.Legend(orient="bottom")),
            tooltip=["kind", "line_count", "char_count", "article_count", alt.Tooltip("share:Q", format=".1%")],
        )
        .properties(width="container", height=alt.Step(20))
    )
    _first = dropped.sort(pl.col("what") == "metadata", maintain_order=True)["kind"].first()
    kind = mo.ui.dropdown(dropped["kind"].to_list(), value=_first, label="Lines of the kind")
    mo.vstack(
        [
            mo.md(
                "## What was taken away\n\nEvery line is still there, with its kind and reason: `dropped_lines`. "
                "What metadata says stands in columns of its own; chrome is what no reader wants."
            ),
            dropped_chart if dropped.height else mo.md("Nothing was taken away yet."),
        ]
    )
    return dropped, kind


@app.cell(hide_code=True)
def _(ask, kind, site):
    # The documents first: the view looks at the lines around, which is much work over all documents.
    _chosen = {"kind": kind.value, "site": site.value, "limit": SAMPLED_DOCUMENTS}
    _documents = ask(statement("documents_of_kind"), _chosen)["document_id"].to_list()
    dropped_lines = (
        ask(
            "from dropped_lines where list_contains($documents, document_id) and kind = $kind",
            {"documents": _documents, "kind": kind.value},
        )
        .sort("document_id", "line_no")
        .select("reason", pl.col("confidence").round(2), "line_before", "line", "line_after", "document_id")
    )
    mo.vstack([kind, table(dropped_lines, wrapped_columns=["line"])] if dropped_lines.height else [])
    return (dropped_lines,)


@app.cell(hide_code=True)
def _(ask, site):
    _by_day = "select published_on, kind, count(*) as statement_count from current_statements"
    statement_months = (
        ask(f"{_by_day} where $site is null or site_id = $site group by all", {"site": site.value})
        .drop_nulls("published_on")
        .group_by(pl.col("published_on").dt.truncate("1mo").alias("month"), "kind")
        .agg(pl.col("statement_count").sum())
        .sort("month", "kind")
    )
    speakers = ask("from quoted_speakers order by statement_count desc, speaker_name limit 20")
    statement_chart = (
        alt.Chart(statement_months)
        .mark_bar()
        .encode(
            x=alt.X("yearmonth(month):T", title=None),
            y=alt.Y("statement_count:Q", title="statements", axis=alt.Axis(tickMinStep=1)),
            color=alt.Color("kind:N", title=None, legend=alt.Legend(orient="bottom")),
            tooltip=["kind", alt.Tooltip("yearmonth(month):T", title="month"), "statement_count"],
        )
        .properties(width="container", height=200)
    )
    if statement_months.is_empty() and speakers.is_empty():
        _shown = [mo.md("There are no statements: articles in English are read for them.")]
    else:
        _shown = [
            statement_chart,
            mo.md("Who speaks most, on all sites:"),
            table(speakers.select(pl.exclude("speaker_entity_id"))),
        ]
    mo.vstack([mo.md("## Who said what"), *_shown])
    return speakers, statement_months


@app.cell(hide_code=True)
def _(ask):
    _measured = ask("select max(run_id) as run_id from metrics").item()
    findings = ask(statement("findings_since"), {"run_id": _measured}).filter(pl.col("explained_by_no").is_null())
    mo.vstack(
        [
            mo.md("## Findings of the last run"),
            table(
                findings.select("severity", "scope", "sentence", "accepted", "query"),
                wrapped_columns=["sentence"],
            )
            if findings.height
            else mo.md("None: nothing that its owner should see."),
        ]
    )
    return (findings,)


@app.cell
def _(ask):
    # Yours: the data dictionary is warehouse/README.md, the README's first queries all work here.
    answer = ask("select published_on, site_id, title, authors, word_count from current_articles limit 20")
    mo.vstack([mo.md("## Ask"), table(answer)])
    return


if __name__ == "__main__":
    app.run()
