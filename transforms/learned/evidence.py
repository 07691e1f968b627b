"""What the rules and the survey of the site found out about a line, as columns."""

from collections.abc import Iterator

import numpy as np
import polars as pl

from transforms.learned.pages import Flags, Floats, Pages
from transforms.learned.shape import Column

# Kinds that tell the same about the lines around: a line is one of a group, or no rule knows it.
KIND_GROUPS = {
    "headline": ("headline",),
    "head": ("kicker", "standfirst", "section"),
    "stamp": ("byline", "published_stamp", "dateline", "page_clock"),
    "picture": ("photo_credit", "caption"),
    "related": ("related_link",),
    "promo": ("promo", "advert"),
    "share": ("share",),
    "comment": ("comment", "comment_form"),
    "about": ("author_bio", "about_site", "legal", "source_credit"),
    "navigation": ("navigation", "breadcrumb", "tags"),
    "repeat": ("repeat",),
    "residue": ("extractor_residue",),
}
MOST_OTHERS, MOST_DOCUMENTS, DOCUMENTS_SCALE = 4, 6, 3
COPIED_RATIO = 0.5  # of a document's prose: beyond it the text itself is a copy, and its repeats tell nothing


def rule_columns(lines: pl.DataFrame) -> Iterator[Column]:
    """Yield what rules and blocks made of each line: `kind` (null: nothing), `in_core`, `at_edge`."""
    for group, kinds in KIND_GROUPS.items():
        yield f"rule_{group}", lines["kind"].is_in(kinds).fill_null(value=False).to_numpy()
    is_open = lines["kind"].is_null().to_numpy()
    in_core = lines["in_core"].fill_null(value=False).to_numpy()
    yield "rule_core", in_core
    yield "rule_keeps", is_open & (in_core | lines["at_edge"].fill_null(value=False).to_numpy())


def repeat_columns(lines: pl.DataFrame, pages: Pages, words: Floats, is_prose: Flags) -> Iterator[Column]:
    """Yield in how many other articles of its site a line stands, and how many there are.

    lines: `other_count`, `site_other_count`, both null where nothing is known. What stands in several copies of one
    article is none of the site's chrome.
    """
    known = lines["site_other_count"].is_not_null().to_numpy()
    others = lines["other_count"].fill_null(0).to_numpy().astype(np.float64)
    prose = is_prose * words.astype(np.float64)
    copied = np.add.reduceat(prose * (others > 0), pages.starts)
    is_copy = copied > COPIED_RATIO * np.maximum(np.add.reduceat(prose, pages.starts), 1)
    others[is_copy[pages.number] & (prose > 0)] = 0
    site = lines["site_other_count"].fill_null(0).to_numpy().astype(np.float32)
    yield "has_site", known
    yield "others", np.minimum(others, MOST_OTHERS)
    yield "site_others", np.minimum(site, MOST_DOCUMENTS) / DOCUMENTS_SCALE
