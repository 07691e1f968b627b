"""Forty invented news sites, each with a layout of its own: what its pages repeat around every article."""

from dataclasses import dataclass
from random import Random

from tests.benchmarks.wording import draw

SITE_COUNT = 40
_SEED = "sites"  # the sites are the same for every seed of documents
_PAPERS = ("Tribune", "Observer", "Courier", "Gazette", "Herald", "Examiner", "Chronicle", "Dispatch")
_SECTIONS = ("World", "Politics", "Business", "Opinion", "Culture", "Sport", "Science", "Travel")
# `{0}` is the moment of publication.
_STAMPS = (
    "Published: {0.day} {0:%B %Y %H:%M}",
    "{0:%B} {0.day}, {0.year}",
    "Published on {0:%d.%m.%Y}",
    "{0:%Y-%m-%d %H:%M}",
    "{0:%d/%m/%Y %H:%M}",
    "Posted {0:%B} {0.day}, {0.year} at {0:%H:%M}",
)
_CLOCKS = ("{0:%A}, {0.day} {0:%B %Y}", "{0:%A}, {0:%B} {0.day}, {0.year} | {0:%H:%M} | {1}°C", "{0:%d.%m.%Y %H:%M}")
_BYLINES = ("By {}", "by {}", "{}, Staff Writer", "By {}, Reuters")
_DATELINES = ("{1}, {0:%B} {0.day} (Reuters) - ", "{1} – ", "{1} ({0:%b} {0.day}) -- ", "")
_TRAILS = ("Home > {} > {}", "Home » {} » {}", "Home / {} / {}", "")
_RELATED = ("Also read: {}", "Read more: {}", "Related: {}", "READ ALSO: {}")
_SHARES = (
    ("Share on Facebook", "Share on X", "Copy link"),
    ("Share", "Tweet", "Email"),
    ("Facebook Twitter WhatsApp",),
)
_TEASERS = ("Latest stories", "Most read", "More from {}")
_PHOTOS = ("Photo: {}/AFP", "© {} / Reuters", "Image courtesy of {}")
_LETTERS = ("Sign up for our daily newsletter.", "Subscribe to {} and never miss a story.", "Get {} in your inbox.")
_GLUED_STAMP = "date {0:%Y-%m-%d} "
_GLUED_EVERY = 8  # one site in so many glues the date to the first sentence, as extractors do


@dataclass(frozen=True, slots=True)
class Site:
    """One publication. An empty template means that its pages do not show that line."""

    domain: str
    name: str
    sections: tuple[str, ...]
    menu: tuple[str, ...]
    clock: str
    trail: str
    byline: str
    stamp: str
    glued_stamp: str
    dateline: str
    share: tuple[str, ...]
    related: str
    teaser: str
    photo: str
    letter: str
    writers: tuple[str, ...]


def sites() -> tuple[Site, ...]:
    """Return the sites, always the same."""
    return tuple(_site(number) for number in range(SITE_COUNT))


def _site(number: int) -> Site:
    rng = Random(f"{_SEED}/{number}")
    town = draw(rng, "place_start") + draw(rng, "place_end")
    name = f"{town} {_PAPERS[number % len(_PAPERS)]}"
    sections = tuple(rng.sample(_SECTIONS, 4))
    is_glued = number % _GLUED_EVERY == 0
    return Site(
        domain=f"{name.lower().replace(' ', '-')}-{number}.example",
        name=name,
        sections=sections,
        menu=("Home", *sections, rng.choice(("Log in", "Subscribe", "Search", "Menu"))),
        clock=rng.choice((*_CLOCKS, "", "")),
        trail=rng.choice(_TRAILS),
        byline=rng.choice(_BYLINES),
        stamp="" if is_glued else rng.choice(_STAMPS),
        glued_stamp=_GLUED_STAMP if is_glued else "",
        dateline="" if is_glued else rng.choice(_DATELINES),
        share=rng.choice(_SHARES),
        related=rng.choice(_RELATED),
        teaser=rng.choice(_TEASERS).format(name),
        photo=rng.choice(_PHOTOS),
        letter=rng.choice(_LETTERS).format(name),
        writers=tuple(draw(rng, "person") for _ in range(6)),
    )
