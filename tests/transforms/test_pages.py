from datetime import date

import pytest

from tests.transforms.rows import BODY, TITLE, kinds, known, loaded
from transforms.page_facts import page_facts
from transforms.page_tree import parse
from transforms.render import render
from warehouse import schema

PARAGRAPHS = "".join(f"<p>{line}</p>" for line in BODY)


def lines_of(markup: str) -> list[str]:
    return render(parse(markup)).text


def facts_of(head: str, body: str = "") -> list[tuple[str, str, str]]:
    return page_facts(parse(f"<html><head>{head}</head><body>{body}</body></html>"))


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<p>one <a href='/'>two</a> <em>three</em></p><p>four</p>", ["one two three", "four"]),
        ("one<br>two", ["one", "two"]),
        ("<table><tr><td>a</td><td>b</td></tr></table>", ["a\tb"]),
        ("<p>seen</p><script>unseen</script><style>p</style><!-- unseen -->", ["seen"]),
        ("<p>a\x00b</p>", ["ab"]),
        ("<pre>one\ntwo <b>three\nfour</b></pre>", ["one", "two three", "four"]),
        ("<p>seen</p><p hidden>unseen</p><div aria-hidden='true'>unseen</div>", ["seen"]),
        ("<p style='color: red; display : NONE'>unseen</p>seen<p style='visibility:hidden'>unseen</p>", ["seen"]),
        ("<p>one <i aria-hidden='true'>two</i></p>", ["one two"]),
        ("", []),
    ],
)
def test_blocks_break_lines_and_inline_elements_do_not(markup: str, lines: list[str]) -> None:
    assert lines_of(markup) == lines


def test_line_carries_path_marks_link_density_and_address() -> None:
    page = render(parse("<body><ul class='Most-Read'><li><a href='/x'>Heron</a></li></ul></body>"))
    assert (page.path, page.marks, page.link_density, page.href) == (["body/ul/li"], ["most-read"], [1.0], ["/x"])


def test_line_carries_the_blocks_around_it_and_their_words() -> None:
    page = render(parse("<div id=a><p class=b>one<p><b class=c>two</b> three</div><ul class=d><li>four<li>five</ul>"))
    assert (page.text, page.near_marks) == (
        ["one", "two three", "four", "five"],
        ["a b", "a c", "d", "d"],
    )
    assert page.block == [2, 3, 5, 6]
    assert page.parent_block == [1, 1, 4, 4]
    assert page.grandparent_block == [0, 0, 0, 0]


def test_json_ld_states_title_date_and_author() -> None:
    author = '"author":{"@type":"Person","name":"Ida Morrow"}'
    ld = f'{{"@type":"NewsArticle","headline":"T","datePublished":"2022-05-04",{author}}}'
    assert facts_of(f'<script type="application/ld+json">{ld}</script>') == [
        ("title", "T", "json-ld headline"),
        ("published", "2022-05-04", "json-ld datePublished"),
        ("author", "Ida Morrow", "json-ld author"),
    ]


def test_broken_json_ld_leaves_the_meta_tags() -> None:
    head = '<script type="application/ld+json">{oops</script><meta property="og:title" content="T">'
    assert facts_of(head) == [("title", "T", "meta og:title")]


@pytest.mark.parametrize(
    "key", ["citation_publication_date", "cXenseParse:recs:publishtime", "dc.date.issued", "sailthru.date", "pubdate"]
)
def test_meta_tag_states_the_date_whatever_its_prefix(key: str) -> None:
    head = f'<meta name="{key}" content="2022-05-04">'
    assert facts_of(head) == [("published", "2022-05-04", f"meta {key.lower()}")]


@pytest.mark.parametrize("key", ["Updated Date", "expiry-date", "video:release_date", "description"])
def test_other_meta_tags_state_no_date(key: str) -> None:
    assert facts_of(f'<meta name="{key}" content="2022-05-04">') == []


@pytest.mark.parametrize("key", ["byl", "sailthru.author", "article:author_name", "dcterms.creator"])
def test_meta_tag_states_the_author_whatever_its_prefix(key: str) -> None:
    assert facts_of(f'<meta name="{key}" content="Ida Morrow">') == [("author", "Ida Morrow", f"meta {key}")]


def test_card_states_the_author_beside_its_label() -> None:
    head = '<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Ida Morrow">'
    other = '<meta name="twitter:label1" content="Reading time"><meta name="twitter:data1" content="4 minutes">'
    assert facts_of(head) == [("author", "Ida Morrow", "meta twitter:data1")]
    assert facts_of(other) == []


def test_address_and_text_of_a_page_state_no_date() -> None:
    head = '<link rel="canonical" href="https://a.example/2022/05/04/x">'
    assert [name for name, _, _ in facts_of(head, "<p>Published 4 May 2022</p>")] == ["url"]


def test_time_above_the_second_paragraph_states_the_date_and_later_ones_do_not() -> None:
    time = "<time datetime='2022-05-04'>4 May</time>"
    assert facts_of("", f"<p>By Ida</p>{time}{PARAGRAPHS}") == [("published", "2022-05-04", "time")]
    assert facts_of("", f"{PARAGRAPHS}{time}") == []


def test_page_comes_out_as_its_article() -> None:
    head = "<head><meta property='article:published_time' content='2022-05-04T10:00:00Z'></head>"
    byline = "<p class='byline'>By Ida Morrow</p>"
    body = f"<nav><a href='/'>Home</a></nav><article><h1>{TITLE}</h1>{byline}{PARAGRAPHS}</article>"
    aside = "<aside class='related'><h4>More</h4><a href='https://a.example/h'>Heron stops traffic</a></aside>"
    rows = loaded(f"<html>{head}{body}{aside}</html>", kind="html")
    found = rows[schema.Articles][0]
    assert (found["title"], found["text"], found["published_on"]) == (TITLE, "\n".join(BODY), date(2022, 5, 4))
    assert rows[schema.RelatedLinks][-1]["url"] == "https://a.example/h"


def test_body_goes_on_behind_a_list_of_links_where_the_path_is_that_of_the_body() -> None:
    aside = "<aside class='related'><h4>More from Tarn</h4><ul><li>Heron stops traffic</li></ul></aside>"
    found = known(f"<main><h1>{TITLE}</h1>{PARAGRAPHS}{aside}<p>The heron stayed on.</p></main>", kind="html")
    assert found["The heron stayed on."] == "edge"


def test_fields_of_a_form_below_the_body_are_the_comment_form() -> None:
    form = "<form><label>Name</label><label>E-mail</label><button>Send</button></form>"
    found = kinds(f"<h1>{TITLE}</h1>{PARAGRAPHS}{form}", kind="html")
    assert [found[field] for field in ("Name", "E-mail", "Send")] == ["comment_form"] * 3


def test_page_hidden_until_its_script_runs_is_rendered_all_the_same() -> None:
    page = "<body><div style='display:none'><p>The ferry sails at noon.</p></div></body>"
    assert render(parse(page)).text == ["The ferry sails at noon."]


def test_text_that_is_streamed_behind_the_page_is_seen_and_what_is_hidden_is_not() -> None:
    streamed = f'<div hidden id="S:1a"><h1>{TITLE}</h1>{PARAGRAPHS}</div>'
    found = kinds(f"<body><nav>Home</nav>{streamed}<div hidden>Cookies</div></body>", kind="html")
    assert [found[line] for line in BODY] == ["body"] * 3
    assert "Cookies" not in found
