"""HTML page to lines: block elements break, inline ones don't.

Beside each line stand its tag path, the class and id words around it, and the share of its characters
that are link text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bs4 import BeautifulSoup
from bs4.element import CData, NavigableString, PageElement, Tag

# Elements of HTML's phrasing content: they stand inside a line. Everything else breaks it.
_INLINE = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd mark meter nobr output picture "
    "progress q ruby rb rp rt s samp small source span strike strong sub sup time track tt u var wbr"
)
INLINE = frozenset(_INLINE.split())
_UNSEEN = "head script style noscript template svg math iframe object embed canvas audio video map"
UNSEEN = frozenset(_UNSEEN.split())
CELLS = frozenset({"td", "th"})
MARK_LEVELS = 5  # ancestors whose class and id words still say something about a line
PATH_LEVELS = 8  # innermost elements kept of a tag path: deeper nesting is layout

_CELL_END = "\x1f"
_SPACES = re.compile(r"[ \t\n\r\f]+")  # what HTML collapses; a no-break space is not among it
_CELL_GAPS = re.compile(r"[ \x1f]*\x1f[ \x1f]*")
_HIDING = re.compile(r"\b(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.I)
# Neither is allowed in HTML, and parsers cut the page at the first NUL.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


@dataclass(slots=True)
class Rendering:
    """Columns of the lines of one page."""

    text: list[str] = field(default_factory=list)
    path: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    link_density: list[float] = field(default_factory=list)
    href: list[str | None] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the tree the walk is: the elements around it, their words, and whether it is inside a link."""

    path: tuple[str, ...] = ("body",)
    marks: tuple[str, ...] = ()
    in_link: bool = False

    def inside(self, tag: Tag) -> "_Place":
        """The place inside one of its elements; inline elements and table cells add no step to the path."""
        own = _mark(tag)
        return _Place(
            path=self.path if tag.name in INLINE or tag.name in CELLS else (*self.path[1 - PATH_LEVELS :], tag.name),
            marks=(*self.marks[1 - MARK_LEVELS :], own) if own else self.marks,
            in_link=self.in_link or tag.name == "a",
        )


class _Walk:
    """One walk over the tree, gathering inline text until a block boundary."""

    def __init__(self, *, shows_hidden: bool = False) -> None:
        self.shows_hidden = shows_hidden
        self.out = Rendering()
        self.pieces: list[str] = []
        self.link_chars = 0
        self.href: str | None = None

    def over(self, root: Tag) -> Rendering:
        """Walk from `root` to its end. The stack is a list: pages nest deeper than Python's own reaches."""
        stack: list[tuple[Tag | None, _Place, Iterator[PageElement]]] = [(None, _Place(), iter(root.contents))]
        while stack:
            tag, place, nodes = stack[-1]
            node = next(nodes, None)
            if node is None:
                stack.pop()
                self.leave(tag, place)
            elif isinstance(node, Tag):
                inner = self.enter(node, place)
                if inner is not None:
                    stack.append((node, inner, iter(node.contents)))
            elif isinstance(node, NavigableString) and type(node) in (NavigableString, CData):  # no comments
                self.gather(node, place)
        return self.out

    def gather(self, text: str, place: _Place) -> None:
        """Take in text; where it is preformatted, its own line breaks end lines."""
        first, *others = text.split("\n") if "pre" in place.path else [text]
        self.pieces.append(first)
        self.link_chars += len(first.strip()) * place.in_link
        for other in others:
            self.flush(place)
            self.pieces.append(other)
            self.link_chars += len(other.strip()) * place.in_link

    def enter(self, tag: Tag, place: _Place) -> _Place | None:
        """Begin an element and return the place inside it; None where there is nothing to see."""
        if tag.name in UNSEEN or (not self.shows_hidden and _is_hidden(tag)):
            return None
        if tag.name == "a" and self.href is None:
            self.href = _attribute(tag, "href")
        if tag.name not in INLINE and tag.name not in CELLS:
            self.flush(place)
        return place.inside(tag)

    def leave(self, tag: Tag | None, place: _Place) -> None:
        """End an element: a cell with a mark, a block with a line."""
        if tag is not None and tag.name in CELLS:
            self.pieces.append(_CELL_END)
        elif tag is None or tag.name not in INLINE:
            self.flush(place)

    def flush(self, place: _Place) -> None:
        """End the line that was gathered, if it holds anything."""
        text = _SPACES.sub(" ", "".join(self.pieces)).strip(" ")
        if _CELL_END in text:
            text = _CELL_GAPS.sub("\t", text).strip("\t ")
        if text:
            self.out.text.append(text)
            self.out.path.append("/".join(place.path))
            self.out.marks.append(" ".join(place.marks))
            self.out.link_density.append(min(1.0, self.link_chars / len(text)))
            self.out.href.append(self.href)
        self.pieces.clear()
        self.link_chars = 0
        self.href = None


def _is_hidden(tag: Tag) -> bool:
    """Whether the page itself says that a reader does not see an element. Icons hidden from speech are seen."""
    unspoken = tag.get("aria-hidden") == "true" and tag.name not in INLINE
    return tag.has_attr("hidden") or unspoken or bool(_HIDING.search(_attribute(tag, "style") or ""))


def _attribute(tag: Tag, name: str) -> str | None:
    value = tag.get(name)
    return " ".join(value) if isinstance(value, list) else value


def _mark(tag: Tag) -> str:
    """Class, id, role and itemprop words of one element, in lower case."""
    found = [value for name in ("class", "id", "role", "itemprop") if (value := _attribute(tag, name))]
    return " ".join(found).lower()


def parse(markup: str) -> BeautifulSoup:
    """Parse markup that is decoded already, with BeautifulSoup's lxml builder."""
    return BeautifulSoup(_CONTROLS.sub("", markup), "lxml")


def render(soup: BeautifulSoup) -> Rendering:
    """Return the lines of a parsed page: what a reader sees or, where that is nothing, what a script would show."""
    root = soup.body or soup
    seen = _Walk().over(root)
    return seen if seen.text else _Walk(shows_hidden=True).over(root)
