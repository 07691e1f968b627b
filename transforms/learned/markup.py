"""Columns of a line that its markup gives: in what it stands, among what, and under which names.

They were chosen from ninety by leaving groups out (gradient trees, folds of sites): these reach what all did together.
Elements such as `<article>` and `<aside>` around a line added nothing to the names, and further blocks up the tree
nothing to the three innermost.
"""

import tomllib
from functools import cache

import numpy as np
import polars as pl
from numpy.typing import NDArray

from transforms.vocabulary import data_text

# Innermost block elements that say something of their own.
_TAGS = {
    "p": ("p",),
    "li": ("li",),
    "heading": ("h1", "h2", "h3", "h4", "h5", "h6"),
    "quote": ("blockquote", "q"),
    "caption": ("figcaption", "figure", "caption"),
    "div": ("div",),
}
# Word groups that tell something in the two innermost blocks, and anywhere around the line.
_NEAR = ("article", "author", "comment", "related", "aside", "share", "newsletter", "media")
_AROUND = ("article", "comment", "related", "aside", "tag", "newsletter", "navigation", "footer")
# What a line shares with others of its page: where their prose is and where their links are tells where the body is.
_SHARED = ("parent_block", "grandparent_block", "path", "near_marks")
_SHARED_LINKS = ("block", "parent_block", "grandparent_block", "path")

PROSE_WORDS = 60  # words of a line that count: a few long lines are no more a body than many of a sentence
LINKED_RATIO = 0.4  # a line with more of its characters in links is a teaser, however much it reads like prose

MARKUP_NAMES = (
    "has_markup",
    "link_density",
    *(f"tag_{name}" for name in _TAGS),
    *(f"near_{name}" for name in _NEAR),
    *(f"around_{name}" for name in _AROUND),
    *(f"{group}_page_prose" for group in _SHARED),
    *(f"{group}_prose" for group in _SHARED),
    *(f"{group}_links" for group in _SHARED_LINKS),
    "main_depth",
    "main_first",
    "main_last",
)


def markup_columns(lines: pl.DataFrame) -> NDArray[np.float32]:
    """Return the columns of MARKUP_NAMES, one row each: shape (columns, lines).

    lines: the non-blank lines of a batch, each document's together, with `doc`, `words`, `is_prose` and the columns of
    a Rendering, which are null for a document without markup; its columns are zero.
    """
    columns = np.zeros((len(MARKUP_NAMES), lines.height), np.float32)
    has_markup = lines["path"].is_not_null()
    if has_markup.any():
        columns[:, has_markup.to_numpy()] = _of_pages(lines.filter(has_markup)).to_numpy().T
    return columns


@cache
def word_groups() -> dict[str, list[str]]:
    """Return the words that tell what an element is for, by what they tell."""
    groups: dict[str, list[str]] = tomllib.loads(data_text("learned/markup_words.toml"))
    return groups


def _of_pages(lines: pl.DataFrame) -> pl.DataFrame:
    words, prose, links = pl.col("words"), pl.col("prose"), pl.col("words") * pl.col("link_density")
    is_prose = pl.col("is_prose") & (pl.col("link_density") < LINKED_RATIO)
    told = (
        lines.with_columns(prose=words.clip(upper_bound=PROSE_WORDS) * is_prose)
        .with_columns(_main_block())
        .with_columns(_place_in_main())
        .with_columns(
            pl.lit(1).alias("has_markup"),
            *_tags(),
            *(
                (prose.sum().over("doc", group) / _at_least_one(prose.sum().over("doc"))).alias(f"{group}_page_prose")
                for group in _SHARED
            ),
            *(_share(prose, group).alias(f"{group}_prose") for group in _SHARED),
            *(_share(links, group).alias(f"{group}_links") for group in _SHARED_LINKS),
        )
    )
    near, around = _announced(lines["near_marks"], _NEAR), _announced(lines["marks"], _AROUND)
    return told.with_columns(
        *(near[name].alias(f"near_{name}") for name in _NEAR),
        *(around[name].alias(f"around_{name}") for name in _AROUND),
    ).select(pl.col(name).cast(pl.Float32) for name in MARKUP_NAMES)


def _share(part: pl.Expr, group: str) -> pl.Expr:
    """Share of the words of a group of lines."""
    return part.sum().over("doc", group) / _at_least_one(pl.col("words").sum().over("doc", group))


def _at_least_one(count: pl.Expr) -> pl.Expr:
    return count.clip(lower_bound=1)


def _tags() -> list[pl.Expr]:
    tag = pl.col("path").str.extract(r"([^/]+)$")
    return [tag.is_in(names).alias(f"tag_{group}") for group, names in _TAGS.items()]


def _main_block() -> pl.Expr:
    """The block whose children hold most of the page's prose; null where there is none."""
    held = pl.col("prose").sum().over("doc", "parent_block")
    most = pl.when(held > 0).then(held).max().over("doc")
    return pl.col("parent_block").filter(held == most).first().over("doc").alias("main_block")


def _place_in_main() -> list[pl.Expr]:
    """How directly a line stands in the main block, and how far below that block's first and last line."""
    main, row = pl.col("main_block"), pl.int_range(pl.len()).over("doc")
    depth = pl.lit(0.0)
    for level, block in reversed(tuple(enumerate(("block", "parent_block", "grandparent_block"), start=1))):
        depth = pl.when(pl.col(block) == main).then(1 / level).otherwise(depth)
    inside = pl.when(depth > 0).then(row)
    beyond_first, beyond_last = row - inside.min().over("doc"), row - inside.max().over("doc")
    return [
        depth.alias("main_depth"),
        *(
            (far.sign() * far.abs().log1p()).fill_null(0).alias(name)
            for far, name in ((beyond_first, "main_first"), (beyond_last, "main_last"))
        ),
    ]


def _announced(marks: pl.Series, groups: tuple[str, ...]) -> pl.DataFrame:
    """Whether each line's marks hold a word of each group; every different value is read once."""
    distinct = marks.unique().to_frame("marks")
    words = pl.concat_str(pl.lit(" "), pl.col("marks").str.replace_all(r"[^a-z]+", " "), pl.lit(" "))
    found = distinct.with_columns(words.str.contains_any(word_groups()[name]).alias(name) for name in groups)
    return marks.to_frame("marks").join(found, on="marks", how="left", maintain_order="left")
