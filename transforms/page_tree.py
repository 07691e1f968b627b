"""Markup to BeautifulSoup's tree, built of what is read: no styles, no drawings, no scripts but those that hold data.

BeautifulSoup's own builder spends four fifths of its time on what only somebody who edits markup needs: namespaces,
comments, and a second repair of the nesting that libxml2 has repaired already.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from bs4 import BeautifulSoup
from bs4.builder import HTMLTreeBuilder
from bs4.element import AttributeValueList, NavigableString, PageElement, Tag
from bs4.exceptions import ParserRejectedMarkup
from lxml import etree

# Elements whose content no reader reads as text.
_UNSEEN = "script style noscript template svg math iframe object embed canvas audio video map"
UNSEEN = frozenset(_UNSEEN.split())
_VOID = frozenset(HTMLTreeBuilder.DEFAULT_EMPTY_ELEMENT_TAGS or ())
_WORD_LISTS = ("class", "rel")  # attributes that BeautifulSoup gives as lists
_STRINGS = HTMLTreeBuilder.DEFAULT_STRING_CONTAINERS  # elements whose text is of a class of its own
_VERBATIM = HTMLTreeBuilder.DEFAULT_PRESERVE_WHITESPACE_TAGS
# None is allowed in HTML, and parsers cut the page at the first NUL.
_CONTROLS = bytes({*range(0x20), 0x7F} - set(b"\t\n\f\r"))


def parse(markup: str) -> BeautifulSoup:
    """Parse markup that is decoded already."""
    return BeautifulSoup(markup, builder=_Builder())


@contextmanager
def collection_paused() -> Iterator[None]:
    """Keep Python from looking for garbage meanwhile: a tree that is searched again and again takes twice as long.

    A tree is one great cycle. It is collected, still young, when the frame that held it is gone and the pause over.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class _Builder(HTMLTreeBuilder):
    """Builds with libxml2, as BeautifulSoup's lxml builder does, on a shorter way from the parser to the tree."""

    def feed(self, markup: str | bytes) -> None:
        """Build the whole tree."""
        assert self.soup is not None
        encoded = markup.encode(errors="replace") if isinstance(markup, str) else markup
        parser = etree.HTMLParser(target=_Target(self.soup), recover=True, encoding="utf-8")
        try:
            parser.feed(encoded.translate(None, _CONTROLS))
            parser.close()
        except etree.ParserError as error:
            raise ParserRejectedMarkup(error) from error


class _Element(Tag):
    """A tag of an HTML page. What is the same for nearly all of them is said here, once, not in each."""

    parser_class = BeautifulSoup
    namespace = None
    prefix = None
    sourceline = None
    sourcepos = None
    known_xml = False
    hidden = False
    can_be_empty_element = False
    cdata_list_attributes = HTMLTreeBuilder.DEFAULT_CDATA_LIST_ATTRIBUTES
    preserve_whitespace_tags = _VERBATIM
    interesting_string_types = Tag.MAIN_CONTENT_STRING_TYPES
    next_element = None
    next_sibling = None
    previous_sibling = None
    _namespaces: dict[str, str] = {}  # noqa: RUF012 (HTML has none, and nobody adds any)


class _Target:
    """What the parser reports to: it ends every element it began, in order, and hands over text in pieces."""

    def __init__(self, root: BeautifulSoup) -> None:
        self.root = root
        self.open: list[Tag] = [root]
        self.last: PageElement = root
        self.pieces: list[str] = []
        self.strings: list[type[NavigableString]] = [NavigableString]
        self.unseen_depth = 0
        self.verbatim_depth = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        if self.unseen_depth or (name in UNSEEN and not _holds_data(name, attributes)):
            self.unseen_depth += 1
            return
        self.end_text()
        tag = _Element.__new__(_Element)
        tag.name = name
        tag.attrs = dict(attributes)
        for key in _WORD_LISTS:
            if key in attributes:
                tag.attrs[key] = AttributeValueList(attributes[key].split())
        tag.contents = []
        if name in _VOID:
            tag.can_be_empty_element = True
        if name in _STRINGS:
            tag.interesting_string_types = {_STRINGS[name]}
            self.strings.append(_STRINGS[name])
        self.verbatim_depth += name in _VERBATIM
        self.link(tag)
        self.open.append(tag)

    def end(self, name: str) -> None:
        """End the innermost element."""
        if self.unseen_depth:
            self.unseen_depth -= 1
            return
        self.end_text()
        self.open.pop()
        self.verbatim_depth -= name in _VERBATIM
        if name in _STRINGS:
            self.strings.pop()

    def data(self, text: str) -> None:
        """Take in a piece of text."""
        if not self.unseen_depth:
            self.pieces.append(text)

    def close(self) -> BeautifulSoup:
        """End the page."""
        self.end_text()
        return self.root

    def end_text(self) -> None:
        """Join the pieces; blanks alone are one blank or break, as everywhere in BeautifulSoup."""
        if not self.pieces:
            return
        text = "".join(self.pieces)
        self.pieces.clear()
        if text.isspace() and text.isascii() and not self.verbatim_depth:
            text = "\n" if "\n" in text else " "
        self.link(self.strings[-1](text))

    def link(self, node: PageElement) -> None:
        """Hang a node into the tree, behind what was hung in last."""
        node.parent = self.open[-1]
        siblings = node.parent.contents
        if siblings:
            node.previous_sibling = siblings[-1]
            siblings[-1].next_sibling = node
        siblings.append(node)
        node.previous_element = self.last
        self.last.next_element = node
        self.last = node


def _holds_data(name: str, attributes: dict[str, str]) -> bool:
    return name == "script" and "json" in attributes.get("type", "")
