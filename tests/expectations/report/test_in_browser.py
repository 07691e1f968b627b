"""The pages in a real browser: they work, they are accessible, they fit a phone, and they ask for nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.expectations.report.browsers import NAMES, executable, launch
from tests.expectations.report.history import DOCUMENT, LAST_RUN, LONG_SITE, SITES

pytestmark = [
    pytest.mark.process,
    pytest.mark.skipif(executable() is None, reason=f"no browser: none of {', '.join(NAMES)} is installed"),
]

PAGES = (f"{LAST_RUN}.html", "index.html", f"documents/{DOCUMENT}.html")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = launch(playwright)
        yield started
        started.close()


@pytest.fixture(scope="module")
def quiet_tab(browser: Browser) -> Iterator[Page]:
    """A tab in which whatever is written to the console, raised or asked for elsewhere is remembered."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    tab = context.new_page()
    heard: list[str] = []
    tab.on("console", lambda message: heard.append(f"console: {message.text}"))
    tab.on("pageerror", lambda error: heard.append(f"error: {error}"))
    tab.on("request", lambda request: None if request.url.startswith("file:") else heard.append(request.url))
    yield tab
    context.close()
    assert heard == []


@pytest.fixture
def refused(quiet_tab: Page, faulty_reports: Path) -> Page:
    return at(quiet_tab, faulty_reports / PAGES[0])


def at(tab: Page, path: Path) -> Page:
    tab.set_viewport_size({"width": 1200, "height": 900})
    tab.emulate_media(color_scheme="light", media="screen")
    tab.goto(path.as_uri())
    return tab


def names(tab: Page) -> list[str]:
    return tab.locator("#sites tbody th").all_inner_texts()


def test_every_section_is_seen_with_its_numbers(refused: Page) -> None:
    for anchor, number in {
        "documents": "16.7%", "findings": "84.0% to 88.0%", "trends": "31.0%", "sites": "60.0%", "taken": "46.6%",
        "time": "132", "settings": "2730f43845cb", "dictionary": "26 tables",
    }.items():  # fmt: skip
        expect(refused.locator(f"#{anchor}").get_by_text(number).first).to_be_visible()


def test_run_without_findings_shows_its_sections_too(quiet_tab: Page, healthy_reports: Path) -> None:
    tab = at(quiet_tab, healthy_reports / PAGES[0])
    expect(tab.get_by_role("heading", level=1)).to_contain_text("There is nothing to look at.")
    expect(tab.locator("#findings article")).to_have_count(0)
    expect(tab.locator("#trends svg").first).to_be_visible()


def test_table_is_sorted_by_click_and_says_so(refused: Page) -> None:
    assert names(refused) == [LONG_SITE, SITES[1], SITES[0], SITES[2]]
    articles = refused.locator("#sites").get_by_role("button", name="articles")
    articles.click()
    assert names(refused) == [SITES[0], SITES[2], LONG_SITE, SITES[1]]
    assert refused.locator("#sites th[aria-sort]").get_attribute("aria-sort") == "descending"
    articles.click()
    assert names(refused) == [SITES[1], LONG_SITE, SITES[2], SITES[0]]
    expect(refused.get_by_role("status")).to_have_text("Sorted by articles, ascending")


def test_table_is_sorted_by_keyboard(refused: Page) -> None:
    refused.locator("#sites").get_by_role("button", name="site").focus()
    refused.keyboard.press("Enter")
    assert names(refused) == sorted((LONG_SITE, *SITES))
    refused.keyboard.press("Tab")
    refused.keyboard.press("Space")
    heads = refused.locator("#sites th[aria-sort]")
    expect(heads).to_have_count(1)
    expect(heads).to_contain_text("findings")


def test_sql_is_copied(refused: Page) -> None:
    button = refused.locator("#finding-3 > button.copy")
    button.click()
    expect(button).to_have_text("Copied")
    copied = refused.evaluate("navigator.clipboard.readText()")
    assert copied == refused.locator("#sql-3").text_content()
    assert "where run_id = 20" in copied


def test_sql_is_copied_where_the_browser_has_no_clipboard_for_scripts(refused: Page) -> None:
    refused.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    button = refused.locator("#finding-1 > button.copy")
    button.click()
    expect(button).to_have_text("Copied")


def test_link_to_what_is_folded_unfolds_it(refused: Page) -> None:
    finding = refused.locator("#finding-5")
    expect(finding).not_to_be_visible()
    refused.locator(f'#sites tr:has-text("{LONG_SITE}") a').click()
    expect(finding).to_be_visible()


def test_sample_leads_to_its_line_in_the_document(refused: Page) -> None:
    refused.locator("#kind-line-photo_credit > summary").click()
    refused.locator("#kind-line-photo_credit a").first.click()
    expect(refused.locator(".ledger li:target")).to_contain_text("Photo: Ann Lee/AFP")


def test_on_paper_everything_is_unfolded_and_folded_again_after(refused: Page) -> None:
    before = refused.locator("details[open]").count()
    refused.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert refused.locator("details:not([open])").count() == 0
    refused.evaluate("dispatchEvent(new Event('afterprint'))")
    assert refused.locator("details[open]").count() == before


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_a_phone(quiet_tab: Page, faulty_reports: Path, name: str) -> None:
    tab = at(quiet_tab, faulty_reports / name)
    tab.set_viewport_size({"width": 360, "height": 780})
    tab.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    assert tab.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_serious(quiet_tab: Page, faulty_reports: Path, name: str, scheme: str) -> None:
    tab = at(quiet_tab, faulty_reports / name)
    tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    tab.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    found = Axe().run(tab).response["violations"]
    serious = {
        one["id"]: [node["html"][:200] for node in one["nodes"]]
        for one in found
        if one["impact"] in ("serious", "critical")
    }
    assert serious == {}


def test_charts_follow_the_colour_scheme(refused: Page) -> None:
    dot = "getComputedStyle(document.querySelector('#finding-1 svg [fill=\"var(--now)\"]')).fill"
    light = refused.evaluate(dot)
    refused.emulate_media(color_scheme="dark")
    assert (light, refused.evaluate(dot)) == ("rgb(28, 33, 38)", "rgb(242, 244, 246)")
