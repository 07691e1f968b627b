"""What an article's page points to: links to other articles, tags, the section."""

import polars as pl

from transforms.batch import Batch
from transforms.vocabulary import filled

_LABEL = filled(r"(?i)^[\W_]*<<related_label>>\s*[:：|>»›]\s*")
_TAGS_LABEL = r"^[^:：]{1,30}[:：]\s*"
_SECTION_LABEL = r"^[^:：]{1,20}[:：]\s*"
_BULLET = r"^(?:[•·▪◦‣*»›→–—-]|\d{1,2}[.)])\s+"


def related_links(batch: Batch) -> pl.DataFrame:
    """Return one row per link to another article: `doc`, `link_no`, `line_no`, `title`, `url`.

    The heading over a list of teasers is no link; the label before a title is left out.
    """
    lines = batch.lines.filter((pl.col("kind") == "related_link") & pl.col("span").ne_missing("block"))
    return (
        lines.select(
            "doc",
            "line_no",
            title=pl.col("text").str.replace(_LABEL, "").str.replace(_BULLET, "").str.strip_chars(),
            url=pl.when(pl.col("href").str.contains(r"^(?:https?:)?//|^/[^/]")).then("href"),
        )
        .filter(pl.col("title") != "")
        .with_columns(link_no=pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over("doc"))
    )


def article_tags(batch: Batch) -> pl.DataFrame:
    """Return one row per tag: `doc`, `tag_no`, `tag`, `line_no`; the tags line wins over what the markup states."""
    shown = (
        batch.lines.filter(pl.col("kind") == "tags")
        .select(
            "doc",
            "line_no",
            tag=pl.col("text").str.replace(_TAGS_LABEL, "").str.replace_all(r"\s*[,;|•·#、，]\s*", "\n"),
        )
        .with_columns(pl.col("tag").str.split("\n"))
        .explode("tag", empty_as_null=False)
    )
    stated = batch.facts.filter(pl.col("name") == "tag").select("doc", line_no=pl.lit(None, pl.Int64), tag="value")
    return (
        pl.concat([shown, stated.join(shown, on="doc", how="anti")])
        .with_columns(pl.col("tag").str.strip_chars())
        .filter(pl.col("tag") != "")
        .unique(["doc", "tag"], keep="first", maintain_order=True)
        .with_columns(tag_no=pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over("doc"))
    )


def sections(batch: Batch) -> pl.DataFrame:
    """Return `doc`, `section`: what the page shows as its section, else what the markup states."""
    shown = batch.lines.filter(pl.col("kind") == "section").select(
        "doc", section=pl.col("text").str.replace(_SECTION_LABEL, "").str.strip_chars()
    )
    stated = batch.facts.filter(pl.col("name") == "section").select("doc", section="value")
    return pl.concat([shown, stated]).filter(pl.col("section") != "").unique("doc", keep="first", maintain_order=True)
