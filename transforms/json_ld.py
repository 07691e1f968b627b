"""The facts that a page's JSON-LD states about its article."""

import json
import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any

import orjson

Node = dict[str, Any]
Fact = tuple[str, str, str]  # name, value, origin

# schema.org's kinds of text: NewsArticle, BlogPosting, Report, Review and what is derived from them.
_ARTICLE = re.compile(r"(?:Article|Posting|Report|Review)$")
_PAGE = "WebPage"
_ORGANISATION = re.compile(r"(?:Organization|Corporation)$")
# Comments and CDATA that some sites write around the data.
_UNSEEN = re.compile(r"</?[a-zA-Z][^<>]{0,100}>|[\x00-\x08\x0e-\x1f\x7f]")
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|(?://\s*)?\]\]>);?\s*$"
)
MAX_DEPTH = 12  # of nodes in nodes: deeper is a loop of references

_SINGLE = {"headline": "title", "datePublished": "published", "dateModified": "modified"}
_LISTED = {"articleSection": "section", "keywords": "tag"}


def json_ld_facts(scripts: Iterable[str]) -> Iterator[Fact]:
    """Yield the facts of the articles in `scripts`; what the page around an article states comes after them."""
    articles: list[tuple[Node, dict[str, Node]]] = []
    pages: list[tuple[Node, dict[str, Node]]] = []
    for script in scripts:
        nodes = list(_nodes(_loaded(script)))
        by_id = {str(node["@id"]): node for node in nodes if len(node) > 1 and isinstance(node.get("@id"), str)}
        articles += [(node, by_id) for node in nodes if any(_ARTICLE.search(kind) for kind in _kinds(node))]
        pages += [(node, by_id) for node in nodes if _PAGE in _kinds(node)]
    for node, by_id in (*articles, *pages):
        yield from _article_facts(node, by_id)


def _loaded(script: str) -> Any:
    text = _WRAPPING.sub("", script).strip().rstrip(";")
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        pass
    try:
        data = json.loads(text, strict=False)  # line breaks inside strings
        json.dumps(data, ensure_ascii=False).encode()  # half a surrogate pair is no text
    except (ValueError, RecursionError):
        return None  # half of what is broken here is broken on every page of its site; the meta tags stand in
    return data


def _nodes(data: Any, depth: int = 0) -> Iterator[Node]:
    """Objects that may be an article: on top, in lists, in `@graph`, and as the main entity of a page."""
    if isinstance(data, list) and depth < MAX_DEPTH:
        for item in data:
            yield from _nodes(item, depth + 1)
    elif isinstance(data, dict) and depth < MAX_DEPTH:
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            if isinstance(data.get(key), dict | list):
                yield from _nodes(data[key], depth + 1)


def _kinds(node: Node) -> list[str]:
    kinds = node.get("@type")
    return [str(kind).rpartition("/")[2] for kind in (kinds if isinstance(kinds, list) else [kinds])]


def _article_facts(node: Node, by_id: dict[str, Node]) -> Iterator[Fact]:
    for key, name in _SINGLE.items():
        if isinstance(node.get(key), str) and (value := _text(node[key])):
            yield name, value, f"json-ld {key}"
    for value, is_person in _authors(node.get("author") or node.get("creator"), by_id):
        yield "author" if is_person else "author_group", value, "json-ld author"
    for key, name in _LISTED.items():
        for value in _names(node.get(key), by_id):
            yield name, value, f"json-ld {key}"
    for value in _names(node.get("publisher"), by_id):
        yield "site_name", value, "json-ld publisher"
    entity = node.get("mainEntityOfPage")
    address = entity.get("@id") if isinstance(entity, dict) else entity
    if isinstance(address, str) and address.startswith("http"):
        yield "url", address, "json-ld mainEntityOfPage"


def _authors(value: Any, by_id: dict[str, Node]) -> Iterator[tuple[str, bool]]:
    """Names of authors and whether each may be a person; what is said to be an organisation is not."""
    for item in value if isinstance(value, list) else [value]:
        node = _resolved(item, by_id)
        is_group = isinstance(node, dict) and any(_ORGANISATION.search(kind) for kind in _kinds(node))
        yield from ((name, not is_group) for name in _names(node, by_id))


def _names(value: Any, by_id: dict[str, Node], depth: int = 0) -> Iterator[str]:
    """Names in a string, an object with `name` or a reference to one, or a list of these."""
    value = _resolved(value, by_id)
    if isinstance(value, str) and (text := _text(value)):
        yield text
    elif isinstance(value, dict) and depth < MAX_DEPTH:
        yield from _names(value.get("name"), by_id, depth + 1)
    elif isinstance(value, list) and depth < MAX_DEPTH:
        for item in value:
            yield from _names(item, by_id, depth + 1)


def _resolved(value: Any, by_id: dict[str, Node]) -> Any:
    """What a reference refers to; anything else as it is."""
    is_reference = isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str)
    return by_id.get(value["@id"], value) if is_reference else value


def _text(value: str) -> str:
    """A string as a reader would see it: entities are written twice as often as not, and tags left in."""
    return " ".join(_UNSEEN.sub("", unescape(unescape(value))).split())
