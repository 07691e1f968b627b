"""An article's title: the headline that is shown, else what record or page states, without the site's name."""

import polars as pl

from transforms.batch import Batch
from transforms.measure import folded

_LAST_MARK = r"^(.*\S)\s+(?:[|–—»›·-]|::)\s+(\S.*)$"  # what stands between a page's title and the site's name
MIN_SITE_CHARS = 3  # of a site's name that is looked for at a title's end
MAX_PARTS = 2  # a title ends in the site's name and perhaps its section


def article_titles(batch: Batch) -> pl.DataFrame:
    """Return `doc`, `title`."""
    shown = batch.lines.filter(pl.col("kind") == "headline").select("doc", title="text")
    stated = batch.facts.filter(pl.col("name").is_in(["title", "page_title"])).select("doc", title="value")
    titles = pl.concat([shown, _without_site(stated, batch)]).with_columns(pl.col("title").str.strip_chars())
    return titles.filter(pl.col("title") != "").unique("doc", keep="first", maintain_order=True)


def _without_site(titles: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """Cut from the end of stated titles what names the site: as its pages do, or as its domain does."""
    compact = folded(pl.col("site")).str.replace_all(" ", "")
    names = batch.facts.filter(pl.col("name") == "site_name").select("doc", site="value")
    domains = batch.documents.select("doc", site=pl.col("site_id").str.split(".").list.first())
    sites = (
        pl.concat([names, domains])
        .with_columns(site=compact)
        .filter(pl.col("site").str.len_chars() >= MIN_SITE_CHARS)
        .unique(maintain_order=True)
        .group_by("doc")
        .agg("site")
    )
    titles = titles.join(sites, on="doc", how="left", maintain_order="left").with_row_index("title_no")
    for _ in range(MAX_PARTS):
        titles = _cut_once(titles)
    return titles.select("doc", "title")


def _cut_once(titles: pl.DataFrame) -> pl.DataFrame:
    end = folded(pl.col("title").str.extract(_LAST_MARK, 2)).str.replace_all(" ", "")
    names_site = (
        titles.select("title_no", "site", end=end)
        .explode("site", empty_as_null=False)
        .filter(
            (pl.col("end").str.len_chars() >= MIN_SITE_CHARS)
            & (
                pl.col("end").str.contains(pl.col("site"), literal=True)
                | pl.col("site").str.contains(pl.col("end"), literal=True)
            )
        )
        .select("title_no", is_named=pl.lit(value=True))
        .unique()
    )
    return (
        titles.join(names_site, on="title_no", how="left", maintain_order="left")
        .with_columns(
            title=pl.when(pl.col("is_named").is_not_null())
            .then(pl.col("title").str.extract(_LAST_MARK, 1))
            .otherwise("title")
        )
        .drop("is_named")
    )
