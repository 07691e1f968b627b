"""What a page's head states about itself: JSON-LD, meta tags, and `<time>` where these are silent."""

import re
from collections.abc import Iterator

import orjson
from bs4 import BeautifulSoup, Tag

from transforms.json_ld import Fact, json_ld_facts

# Meta names, in lower case, and the fact each states: Open Graph, Dublin Core, parsely, sailthru.
META = {
    "og:title": "title",
    "twitter:title": "title",
    "dc.title": "title",
    "og:site_name": "site_name",
    "og:url": "url",
    "article:modified_time": "modified",
    "og:updated_time": "modified",
    "datemodified": "modified",
    "article:section": "section",
    "article:tag": "tag",
    "news_keywords": "tag",
}
# What the many names for author and for date of publication end in: `sailthru.author`, `cXenseParse:author`, `byl`,
# `article:author_name`, `dc.date.issued`, `iso-8601-publish-date`, `cXenseParse:recs:publishtime`.
_AUTHOR_KEY = re.compile(r"(?<!twitter)(?:^|[:._-])(?:authors?|author[_-]?names?|byl|byline|creator)$")
_PUBLISHED_KEY = re.compile(
    r"(?:^|[:._-])(?:(?:first[_-]?)?publish(?:ed)?(?:[_-]?(?:time|date|at|on))?|pub(?:lication)?[_-]?date|"
    r"date[_-]?(?:published|created)|date\.(?:issued|created)|dcterms\.created)$|(?:^|[:.])date$"
)
_NOT_PUBLISHED = re.compile(r"updated|modified|expir|event|end")
_CARD_LABEL = re.compile(
    r"^(?:written by|by|author|von|verfasst von|geschrieben von|écrit par|par|escrito por|автор)$", re.I
)
_CARD_KEYS = {"twitter:label1": "twitter:data1", "twitter:label2": "twitter:data2"}
_PARSELY = {"author": "author", "authors": "author", "pub_date": "published", "title": "title"}
STAMP_CHARS = 40  # characters of a `<time>` that still is a stamp and not a sentence
PARAGRAPH_CHARS = 80  # a shorter `<p>` is a byline, a label or a caption


def page_facts(soup: BeautifulSoup) -> list[Fact]:
    """Return the facts a parsed page states, strongest origin first."""
    facts = list(json_ld_facts(tag.get_text() for tag in soup.find_all("script", type="application/ld+json")))
    facts += _meta(soup)
    if soup.title and soup.title.string:
        facts.append(("page_title", " ".join(soup.title.string.split()), "title"))
    canonical = soup.find("link", rel="canonical", href=True)
    if isinstance(canonical, Tag):
        facts.append(("url", str(canonical["href"]), "canonical"))
    if soup.html and soup.html.get("lang"):
        facts.append(("language", str(soup.html["lang"])[:2].lower(), "html"))
    if not any(name == "published" for name, _, _ in facts):
        facts += _time_elements(soup)
    return facts


def _meta(soup: BeautifulSoup) -> Iterator[Fact]:
    contents: dict[str, str] = {}
    for tag in soup.find_all("meta", content=True):
        value = " ".join(str(tag["content"]).split())
        keys = (str(tag[name]).lower() for name in ("property", "name", "itemprop") if tag.has_attr(name))
        for key in dict.fromkeys(keys):  # in this order: a set's is another in every process
            contents.setdefault(key, value)
            fact = _meta_fact(key)
            if fact is None or (fact == "author" and "://" in value):
                continue  # a profile's address is no name
            values = value.split(",") if key == "news_keywords" else [value]
            yield from ((fact, one.strip(), f"meta {key}") for one in values if one.strip())
    for label, key in _CARD_KEYS.items():
        if _CARD_LABEL.search(contents.get(label, "")) and contents.get(key):
            yield "author", contents[key], f"meta {key}"
    yield from _parsely(contents.get("parsely-page", ""))


def _meta_fact(key: str) -> str | None:
    """The fact that a meta tag of this name states."""
    if key in META:
        return META[key]
    if _AUTHOR_KEY.search(key):
        return "author"
    if _PUBLISHED_KEY.search(key) and not _NOT_PUBLISHED.search(key):
        return "published"
    return None


def _parsely(content: str) -> Iterator[Fact]:
    """The facts in parsely's one tag of JSON."""
    try:
        data = orjson.loads(content)
    except orjson.JSONDecodeError:
        return
    if isinstance(data, dict):
        for key, name in _PARSELY.items():
            values = data.get(key)
            for value in values if isinstance(values, list) else [values]:
                if isinstance(value, str) and value.strip():
                    yield name, value.strip(), "meta parsely-page"


def _time_elements(soup: BeautifulSoup) -> Iterator[Fact]:
    """The `<time>` elements above the article's second paragraph: later ones belong to teasers and comments."""
    scope = soup.find("article") or soup.body
    if not isinstance(scope, Tag):
        return
    paragraphs = 0
    for tag in scope.find_all(["p", "time"]):
        text = tag.get_text(" ", strip=True)
        if tag.name == "p":
            paragraphs += len(text) >= PARAGRAPH_CHARS
        elif len(text) <= STAMP_CHARS and (value := tag.get("datetime") or text):
            words = f"{tag.get('class')} {tag.get('itemprop')}"
            yield "modified" if "updat" in words or "modif" in words else "published", str(value), "time"
        if paragraphs == 2:
            return
