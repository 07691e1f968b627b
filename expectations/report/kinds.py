"""The families that kinds of lines fall into, each with a colour of its own on the pages."""

from typing import get_args

from warehouse.schema import BodyKind, MetadataKind

_FAMILIES = {
    "breadcrumb": "menu",
    "navigation": "menu",
    "site_template": "menu",
    "related_link": "elsewhere",
    "promo": "offer",
    "advert": "offer",
    "share": "offer",
    "comment": "reader",
    "comment_form": "reader",
    "author_bio": "about",
    "about_site": "about",
}
FAMILIES = {
    "body": "kept as the article's text",
    "metadata": "made columns of the article",
    "menu": "menus and what every page of the site repeats",
    "elsewhere": "links to other articles",
    "offer": "adverts, promotion, share buttons",
    "reader": "readers' comments",
    "about": "about the author or the site",
    "other": "legal notes, clocks, residue, repetition",
}


def family(kind: str) -> str:
    """Return the family of a kind of line."""
    if kind in get_args(BodyKind):
        return "body"
    if kind in get_args(MetadataKind):
        return "metadata"
    return _FAMILIES.get(kind, "other")
