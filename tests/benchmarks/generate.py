"""Synthetic scraped news with known truth: `python -m tests.benchmarks.generate FOLDER --documents 10000`.

Document `n` of a seed is the same however many are written. Every line of a document has a true kind;
two kilobytes and a half is what a news article of Common Crawl measures in the middle.
"""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

import orjson

from tests.benchmarks.sites import Site, sites
from tests.benchmarks.wording import draw, headline, paragraph

SEED = 2024
_BODY_CHARACTERS = (650, 1700)  # with what stands around it, 2.5 kB in the mean
_FIRST_DAY, _DAYS = datetime(2018, 1, 1), 2500
_SITES = sites()


class Line(NamedTuple):
    """One line of a page and its true `LineKind`."""

    kind: str
    text: str


_BLANK = Line("blank", "")


@dataclass(frozen=True, slots=True)
class Page:
    """One scraped document and the truth about it."""

    number: int
    url: str
    title: str
    published_on: date
    lines: tuple[Line, ...]

    def record(self) -> dict[str, object]:
        """Return what a scraper would have written."""
        return {"id": f"doc-{self.number}", "url": self.url, "text": "\n".join(line.text for line in self.lines)}

    def truth(self) -> dict[str, object]:
        """Return what a perfect cleaner would find, `kinds` by line."""
        return {
            "id": f"doc-{self.number}",
            "title": self.title,
            "published_on": self.published_on,
            "kinds": [line.kind for line in self.lines],
        }


def pages(count: int, seed: int = SEED) -> Iterator[Page]:
    """Yield `count` documents, the sites in turn."""
    for number in range(count):
        yield _page(number, _SITES[number % len(_SITES)], Random(f"{seed}/{number}"))


def write(folder: Path, count: int, seed: int = SEED) -> tuple[Path, Path]:
    """Write `documents.jsonl` and `truth.jsonl` into `folder` and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    documents, truth = folder / "documents.jsonl", folder / "truth.jsonl"
    with documents.open("wb") as documents_file, truth.open("wb") as truth_file:
        for page in pages(count, seed):
            documents_file.write(orjson.dumps(page.record()) + b"\n")
            truth_file.write(orjson.dumps(page.truth()) + b"\n")
    return documents, truth


def _page(number: int, site: Site, rng: Random) -> Page:
    title = headline(rng)
    section = rng.choice(site.sections)
    moment = _FIRST_DAY + timedelta(days=rng.randrange(_DAYS), minutes=rng.randrange(24 * 60))
    slug = "".join(letter if letter.isalnum() else "-" for letter in title.lower())
    return Page(
        number=number,
        url=f"https://www.{site.domain}/{section.lower()}/{slug}-{number}",
        title=title,
        published_on=moment.date(),
        lines=(*_head(site, title, section, moment, rng), *_story(site, moment, rng), *_tail(site, moment, rng)),
    )


def _head(site: Site, title: str, section: str, moment: datetime, rng: Random) -> Iterator[Line]:
    """Yield the lines above the article's first sentence."""
    yield Line("navigation", site.name)
    for entry in site.menu:
        yield Line("navigation", entry)
    if site.clock:
        fetched = moment + timedelta(days=rng.randint(1, 90))
        yield Line("page_clock", site.clock.format(fetched, rng.randint(-5, 30)))
    yield _BLANK
    if site.trail:
        yield Line("breadcrumb", site.trail.format(section, title))
        yield _BLANK
    yield Line("headline", title)
    yield _BLANK
    yield Line("byline", site.byline.format(rng.choice(site.writers)))
    if site.stamp:
        yield Line("published_stamp", site.stamp.format(moment))
    yield _BLANK
    for button in site.share:
        yield Line("share", button)
    yield _BLANK


def _story(site: Site, moment: datetime, rng: Random) -> Iterator[Line]:
    """Yield the body, a blank line after each paragraph, with what sites put in between."""
    opening = site.glued_stamp.format(moment) + site.dateline.format(moment, draw(rng, "place").upper())
    yield Line("body", f"{opening}{draw(rng, 'lead')} {draw(rng, 'sentence')}")
    yield _BLANK
    left = rng.randint(*_BODY_CHARACTERS)
    for position in range(left):
        if position == 1:
            yield Line("related_link", site.related.format(headline(rng)))
            yield _BLANK
        if position in (2, 4) and rng.random() < 0.7:
            yield Line("subheading", draw(rng, "subheading"))
            yield _BLANK
        text = paragraph(rng)
        yield Line("body", text)
        yield _BLANK
        left -= len(text)
        if left <= 0:
            break
    yield Line("body", draw(rng, "last_sentence"))
    yield _BLANK


def _tail(site: Site, moment: datetime, rng: Random) -> Iterator[Line]:
    """Yield the lines below the article's last sentence."""
    yield Line("photo_credit", site.photo.format(draw(rng, "person")))
    yield _BLANK
    yield Line("related_link", site.teaser)
    for _ in range(3):
        yield Line("related_link", headline(rng))
    yield _BLANK
    if rng.random() < 0.3:
        count = rng.randint(1, 3)
        yield Line("comment", f"{count} Comment{'s' if count > 1 else ''}")
        for _ in range(count):
            yield Line("comment", draw(rng, "comment"))
        yield Line("comment_form", "Leave a comment")
        yield _BLANK
    yield Line("promo", site.letter)
    yield Line("legal", f"© {moment.year} {site.name}. All rights reserved.")


def main() -> None:
    """Write documents and truth into a folder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    write(given.folder, given.documents, given.seed)


if __name__ == "__main__":
    main()
