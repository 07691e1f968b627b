"""HTML page to lines: block elements break, inline ones don't.

Beside each line stand its tag path, the class and id words around it, the elements it shares with other lines, and
the share of its characters that are link text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bs4 import BeautifulSoup
from bs4.element import CData, NavigableString, PageElement, Tag

from transforms.page_tree import UNSEEN

# Elements of HTML's phrasing content: they stand inside a line. Everything else breaks it.
_INLINE = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd mark meter nobr output picture "
    "progress q ruby rb rp rt s samp small source span strike strong sub sup time track tt u var wbr"
)
INLINE = frozenset(_INLINE.split())
CELLS = frozenset({"td", "th"})
MARK_LEVELS = 5  # ancestors whose class and id words still say something about a line
PATH_LEVELS = 8  # innermost elements kept of a tag path: deeper nesting is layout

_CELL_END = "\x1f"
_BLANKS = " \t\n\r\f"  # what HTML collapses; a no-break space is not among it
_SPACES = re.compile(f"[{_BLANKS}]+")
_CELL_GAPS = re.compile(r"[ \x1f]*\x1f[ \x1f]*")
_STREAMED = re.compile(r"S:[0-9a-f]+$")
_HIDING = re.compile(r"\b(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.I)
_MARKS = ("class", "id", "role", "itemprop")


@dataclass(slots=True)
class Rendering:
    """Columns of the lines of one page.

    near_marks: class and id words of the two blocks innermost and of the inline element that the line begins with.
    block, parent_block, grandparent_block: ordinals of the three innermost elements around the line that break lines.
    """

    text: list[str] = field(default_factory=list)
    path: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    near_marks: list[str] = field(default_factory=list)
    block: list[int] = field(default_factory=list)
    parent_block: list[int] = field(default_factory=list)
    grandparent_block: list[int] = field(default_factory=list)
    link_density: list[float] = field(default_factory=list)
    href: list[str | None] = field(default_factory=list)


@dataclass(slots=True)
class _Place:
    """Where in the tree the walk is: the elements around it, their words, and whether it is inside a link."""

    blocks: tuple[int, int, int] = (0, 0, 0)
    path: tuple[str, ...] = ("body",)
    marks: tuple[str, ...] = ()
    block_mark: str = ""
    parent_mark: str = ""
    in_link: bool = False
    is_verbatim: bool = False

    def inside_inline(self, name: str, mark: str) -> "_Place":
        """The place inside one of its inline elements or table cells: these add no step to the path."""
        in_link = self.in_link or name == "a"
        if in_link == self.in_link and not mark:
            return self
        return _Place(
            self.blocks,
            self.path,
            (*self.marks[1 - MARK_LEVELS :], mark) if mark else self.marks,
            self.block_mark,
            self.parent_mark,
            in_link,
            self.is_verbatim,
        )

    def inside_block(self, name: str, mark: str, ordinal: int) -> "_Place":
        """The place inside one of its blocks."""
        return _Place(
            (ordinal, *self.blocks[:2]),
            (*self.path[1 - PATH_LEVELS :], name),
            (*self.marks[1 - MARK_LEVELS :], mark) if mark else self.marks,
            mark,
            self.block_mark,
            self.in_link,
            self.is_verbatim or name == "pre",
        )


class _Walk:
    """One walk over the tree, gathering inline text until a block boundary."""

    def __init__(self, *, shows_hidden: bool = False) -> None:
        self.shows_hidden = shows_hidden
        self.out = Rendering()
        self.pieces: list[str] = []
        self.has_text = False
        self.first_mark = ""
        self.link_chars = 0
        self.href: str | None = None
        self.block_count = 0

    def over(self, root: Tag) -> Rendering:
        """Walk from `root` to its end. The stack is a list: pages nest deeper than Python's own reaches."""
        name: str | None = None
        place = _Place()
        nodes: Iterator[PageElement] = iter(root.contents)
        outer: list[tuple[str | None, _Place, Iterator[PageElement]]] = []
        while True:
            for node in nodes:
                if type(node) is NavigableString or type(node) is CData:  # no comments, no ruby
                    self.gather(node, place)
                elif isinstance(node, Tag) and (inner := self.enter(node, place)) is not None:
                    outer.append((name, place, nodes))
                    name, place, nodes = node.name, inner, iter(node.contents)
                    break
            else:
                self.leave(name, place)
                if not outer:
                    return self.out
                name, place, nodes = outer.pop()

    def gather(self, text: str, place: _Place) -> None:
        """Take in text; where it is preformatted, its own line breaks end lines."""
        first, *others = text.split("\n") if place.is_verbatim else (text,)
        self.take(first, place)
        for other in others:
            self.flush(place)
            self.take(other, place)

    def take(self, text: str, place: _Place) -> None:
        """Take in text without a line break of its own."""
        self.pieces.append(text)
        seen = text.strip(_BLANKS)
        if seen:
            self.has_text = True
            self.link_chars += len(seen) * place.in_link

    def enter(self, tag: Tag, place: _Place) -> _Place | None:
        """Begin an element and return the place inside it; None where there is nothing to see."""
        name = tag.name
        if name in UNSEEN or name == "head":
            return None
        mark = ""
        if tag.attrs:
            if not self.shows_hidden and _is_hidden(tag):
                return None
            mark = _mark(tag)
            if name == "a" and self.href is None:
                self.href = _attribute(tag, "href")
        if name in INLINE:
            if mark and not self.has_text:
                self.first_mark = mark
            return place.inside_inline(name, mark)
        if name in CELLS:
            return place.inside_inline(name, mark)
        self.flush(place)
        self.block_count += 1
        return place.inside_block(name, mark, self.block_count)

    def leave(self, name: str | None, place: _Place) -> None:
        """End an element: a cell with a mark, a block with a line."""
        if name in CELLS:
            self.pieces.append(_CELL_END)
        elif name not in INLINE:
            self.flush(place)

    def flush(self, place: _Place) -> None:
        """End the line that was gathered, if it holds anything."""
        if self.has_text:
            text = _SPACES.sub(" ", "".join(self.pieces)).strip(" ")
            if _CELL_END in text:
                text = _CELL_GAPS.sub("\t", text).strip("\t ")
            self.end_line(text, place)
        self.has_text = False
        self.pieces.clear()
        self.link_chars = 0
        self.href = None
        self.first_mark = ""

    def end_line(self, text: str, place: _Place) -> None:
        """Write a row."""
        out = self.out
        out.text.append(text)
        out.path.append("/".join(place.path))
        out.marks.append(" ".join(place.marks))
        out.near_marks.append(" ".join(filter(None, (place.parent_mark, place.block_mark, self.first_mark))))
        block, parent, grandparent = place.blocks
        out.block.append(block)
        out.parent_block.append(parent)
        out.grandparent_block.append(grandparent)
        out.link_density.append(min(1.0, self.link_chars / len(text)))
        out.href.append(self.href)


def _is_hidden(tag: Tag) -> bool:
    """Whether the page itself says that a reader does not see an element. Icons hidden from speech are seen.

    So is what React streams behind the page's end, in hidden elements that a script moves to their place.
    """
    attributes = tag.attrs
    if "hidden" in attributes and _STREAMED.match(_attribute(tag, "id") or ""):
        return False
    if "hidden" in attributes or ("style" in attributes and _HIDING.search(_attribute(tag, "style") or "")):
        return True
    return attributes.get("aria-hidden") == "true" and tag.name not in INLINE


def _attribute(tag: Tag, name: str) -> str | None:
    value = tag.attrs.get(name)
    return " ".join(value) if isinstance(value, list) else value


def _mark(tag: Tag) -> str:
    """Class, id, role and itemprop words of one element, in lower case."""
    found = [value for name in _MARKS if name in tag.attrs and (value := _attribute(tag, name))]
    return " ".join(found).lower()


def render(soup: BeautifulSoup) -> Rendering:
    """Return the lines of a parsed page: what a reader sees or, where that is nothing, what a script would show."""
    root = soup.body or soup
    seen = _Walk().over(root)
    return seen if seen.text else _Walk(shows_hidden=True).over(root)
