import gc

import pytest
from bs4 import BeautifulSoup

from transforms.page_tree import collection_paused, parse


@pytest.mark.parametrize(
    "markup",
    [
        "<html lang=de><head><title>Heron</title><meta name=a content=b></head><body class='x y'><p>one</body></html>",
        "<p>a</b></i>c<div>d<p>e<br>f<img src=g>",
        "<table><tr><td>a<td>b<tr><td>c</table>",
        "<ul><li>a<li>b</ul><a rel='x y' href='/z' class=''>c</a>",
        "<pre> one\n  two </pre> \n <b> \t </b><textarea>  </textarea>",
        "<ruby>kan<rp>(</rp><rt>read</rt><rp>)</rp></ruby> &amp; &eacute; &nbsp;",
        '<script type="application/ld+json">{"a": "<b>"}</script>',
        "\ufeff<p>one</p>",
        "",
    ],
)
def test_tree_is_the_one_that_beautifulsoups_own_builder_makes(markup: str) -> None:
    ours, theirs = parse(markup), BeautifulSoup(markup, "lxml")
    assert str(ours) == str(theirs)
    assert ours.get_text() == theirs.get_text()
    assert [(tag.name, tag.attrs, tag.get_text()) for tag in ours.find_all(True)] == [
        (tag.name, tag.attrs, tag.get_text()) for tag in theirs.find_all(True)
    ]
    assert [str(node.next_sibling) for node in ours.descendants] == [
        str(node.next_sibling) for node in theirs.descendants
    ]
    assert [str(node.next_element) for node in ours.descendants] == [
        str(node.next_element) for node in theirs.descendants
    ]


def test_what_no_reader_reads_is_not_built() -> None:
    markup = "<style>p</style><script>x</script><!-- c --><svg><text>d</text></svg><p>one<noscript>two</noscript></p>"
    assert str(parse(f"<body>{markup}</body>")) == "<html><body><p>one</p></body></html>"


def test_controls_are_left_out_and_cut_nothing() -> None:
    assert parse("<p>a\x00b\x7f\tc</p>").get_text() == "ab\tc"


def test_selectors_find_by_word_of_a_class() -> None:
    assert [tag.get_text() for tag in parse("<p class='lead big'>one</p><p>two</p>").select("p.lead")] == ["one"]


def test_collection_goes_on_after_the_pause() -> None:
    with pytest.raises(ValueError, match="broken"), collection_paused():
        assert not gc.isenabled()
        raise ValueError("broken")
    assert gc.isenabled()
