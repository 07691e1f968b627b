"""What a page's head states about itself: JSON-LD, meta tags, `<time>`, and htmldate where these are silent."""

import re
from collections.abc import Iterator
from typing import Any

import orjson
from bs4 import BeautifulSoup, Tag
from htmldate import find_date

Fact = tuple[str, str, str]  # name, value, origin

# Meta names, in lower case, and the fact each states: Open Graph, Dublin Core, parsely, sailthru.
META = {
    "og:title": "title",
    "twitter:title": "title",
    "dc.title": "title",
    "og:site_name": "site_name",
    "og:url": "url",
    "article:published_time": "published",
    "date": "published",
    "dc.date": "published",
    "dc.date.issued": "published",
    "dcterms.created": "published",
    "datepublished": "published",
    "parsely-pub-date": "published",
    "pubdate": "published",
    "sailthru.date": "published",
    "article:modified_time": "modified",
    "og:updated_time": "modified",
    "datemodified": "modified",
    "author": "author",
    "article:author": "author",
    "dc.creator": "author",
    "parsely-author": "author",
    "article:section": "section",
    "article:tag": "tag",
    "news_keywords": "tag",
}
ARTICLE_TYPES = frozenset(
    {"Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "BlogPosting", "LiveBlogPosting",
     "OpinionNewsArticle", "BackgroundNewsArticle", "WebPage"}
)  # fmt: skip
_YEAR = re.compile(r"(?:19|20)\d\d")
STAMP_CHARS = 40  # characters of a `<time>` that still is a stamp and not a sentence
PARAGRAPH_CHARS = 80  # a shorter `<p>` is a byline, a label or a caption


def page_facts(soup: BeautifulSoup) -> list[Fact]:
    """Return the facts a parsed page states, strongest origin first."""
    facts = list(_json_ld(soup))
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
    if not any(name in ("published", "modified") for name, _, _ in facts):
        facts += _head_date(soup)
    return facts


def _meta(soup: BeautifulSoup) -> Iterator[Fact]:
    for tag in soup.find_all("meta", content=True):
        key = str(tag.get("property") or tag.get("name") or tag.get("itemprop") or "").lower()
        value = " ".join(str(tag["content"]).split())
        if key not in META or not value:
            continue
        if key == "article:author" and value.startswith("http"):
            continue  # a profile's address, not a name
        values = value.split(",") if key == "news_keywords" else [value]
        yield from ((META[key], one.strip(), f"meta {key}") for one in values if one.strip())


def _head_date(soup: BeautifulSoup) -> Iterator[Fact]:
    """The date in the head's other meta tags, by htmldate.

    It is shown nothing else: it would take dates from addresses and from the text, whose role is judged by
    where they stand.
    """
    stating = [str(tag) for tag in soup.find_all("meta", content=_YEAR) if "://" not in str(tag["content"])]
    found = stating and find_date(f"<html><head>{''.join(stating)}</head><body></body></html>", original_date=True)
    if found:
        yield "published", found, "meta"


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


def _json_ld(soup: BeautifulSoup) -> Iterator[Fact]:
    for script in soup.find_all("script", type="application/ld+json"):
        try:
            data = orjson.loads(script.get_text().strip().rstrip(";"))
        except orjson.JSONDecodeError:
            continue  # half of what is broken here is broken on every page of its site; the meta tags stand in
        for node in _article_nodes(data):
            yield from _article_facts(node)


def _article_nodes(data: Any) -> Iterator[dict[str, Any]]:
    """Objects of an article type, also inside lists and `@graph`."""
    if isinstance(data, list):
        for item in data:
            yield from _article_nodes(item)
    elif isinstance(data, dict):
        types = data.get("@type")
        if ARTICLE_TYPES & set(types if isinstance(types, list) else [str(types)]):
            yield data
        if "@graph" in data:
            yield from _article_nodes(data["@graph"])


def _article_facts(node: dict[str, Any]) -> Iterator[Fact]:
    single = {"headline": "title", "datePublished": "published", "dateModified": "modified"}
    for key, name in single.items():
        if isinstance(node.get(key), str) and node[key].strip():
            yield name, node[key].strip(), f"json-ld {key}"
    for key, name in {"author": "author", "articleSection": "section", "keywords": "tag"}.items():
        for value in _names(node.get(key), of_people=name == "author"):
            yield name, value, f"json-ld {key}"
    for value in _names(node.get("publisher")):
        yield "site_name", value, "json-ld publisher"
    entity = node.get("mainEntityOfPage")
    address = entity.get("@id") if isinstance(entity, dict) else entity
    if isinstance(address, str) and address.startswith("http"):
        yield "url", address, "json-ld mainEntityOfPage"


def _names(value: Any, *, of_people: bool = False) -> Iterator[str]:
    """Names in a string, an object with `name`, or a list of either; of people: organisations are left out."""
    if isinstance(value, str) and value.strip():
        yield value.strip()
    elif isinstance(value, dict) and not (of_people and value.get("@type") == "Organization"):
        yield from _names(value.get("name"), of_people=of_people)
    elif isinstance(value, list):
        for item in value:
            yield from _names(item, of_people=of_people)
