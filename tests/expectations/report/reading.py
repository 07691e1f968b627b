"""What stands on a page, for the tests."""

from pathlib import Path

from bs4 import BeautifulSoup, Tag


def page(path: Path) -> BeautifulSoup:
    """Return a page as a tree."""
    return BeautifulSoup(path.read_text(encoding="utf-8"), "lxml")


def section(tree: BeautifulSoup, anchor: str) -> Tag:
    """Return the element of that id."""
    found = tree.find(id=anchor)
    assert isinstance(found, Tag), f"nothing on the page is called {anchor}"
    return found


def text(element: Tag) -> str:
    """Return the words of an element, blanks as one."""
    return " ".join(element.get_text(" ").split())


def table(element: Tag) -> list[list[str]]:
    """Return the cells of the first table in an element."""
    found = element.find("table")
    assert isinstance(found, Tag)
    return [[text(cell) for cell in row.find_all(["th", "td"])] for row in found.find_all("tr")]
