"""HTML page to lines: block elements break, inline ones don't.

Beside each line stand its tag path, the class and id words around it, and the share of its characters
that are link text.
"""

import re
from dataclasses import dataclass, field

from bs4 import BeautifulSoup
from bs4.element import CData, NavigableString, Tag

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


class _Walk:
    """One walk over the tree, gathering inline text until a block boundary."""

    def __init__(self) -> None:
        self.out = Rendering()
        self.pieces: list[str] = []
        self.link_chars = 0
        self.href: str | None = None

    def flush(self, path: str, marks: str) -> None:
        if not self.pieces:
            return
        text = _SPACES.sub(" ", "".join(self.pieces)).strip(" ")
        if _CELL_END in text:
            text = _CELL_GAPS.sub("\t", text).strip("\t ")
        if text:
            self.out.text.append(text)
            self.out.path.append(path)
            self.out.marks.append(marks)
            self.out.link_density.append(min(1.0, self.link_chars / len(text)))
            self.out.href.append(self.href)
        self.pieces.clear()
        self.link_chars = 0
        self.href = None

    def visit(self, tag: Tag, path: tuple[str, ...], marks: tuple[str, ...], in_link: bool) -> None:
        here, words = "/".join(path[-PATH_LEVELS:]), " ".join(marks[-MARK_LEVELS:])
        for node in tag.contents:
            if isinstance(node, Tag):
                self._element(node, path, marks, in_link, here, words)
            elif isinstance(node, NavigableString) and type(node) in (NavigableString, CData):  # no comments
                self.pieces.append(node)
                if in_link:
                    self.link_chars += len(node.strip())

    def _element(
        self, node: Tag, path: tuple[str, ...], marks: tuple[str, ...], in_link: bool, here: str, words: str
    ) -> None:
        name = node.name
        if name in UNSEEN:
            return
        if name in INLINE:
            is_link = name == "a"
            if is_link and self.href is None:
                self.href = _attribute(node, "href")
            self.visit(node, path, (*marks, own) if (own := _mark(node)) else marks, in_link or is_link)
            return
        if name in CELLS:
            self.visit(node, path, marks, in_link)
            self.pieces.append(_CELL_END)
            return
        self.flush(here, words)
        if name in ("br", "hr"):
            return
        inner = (*path, name)
        inner_marks = (*marks, own) if (own := _mark(node)) else marks
        self.visit(node, inner, inner_marks, in_link)
        self.flush("/".join(inner[-PATH_LEVELS:]), " ".join(inner_marks[-MARK_LEVELS:]))


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
    """Return the lines of a parsed page."""
    walk = _Walk()
    root = soup.body or soup
    walk.visit(root, ("body",), (), in_link=False)
    walk.flush("body", "")
    return walk.out
