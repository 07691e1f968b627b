"""Pictures of report pages, to be looked at: `python -m tests.expectations.report.screenshots`, or `make screenshots`.

A healthy and a faulty run with twenty runs of history, and the pages of any folder of reports that is given.
"""

import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

from expectations.report import write_report
from tests.expectations.report.browsers import launch
from tests.expectations.report.history import LAST_RUN, faulty, healthy

FOLDER = Path("var/screenshots")
LOOKS: Mapping[str, dict[str, object]] = {
    "light": {"viewport": {"width": 1200, "height": 900}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1200, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 360, "height": 780}, "color_scheme": "light", "device_scale_factor": 2},
}


def main(reports: list[Path]) -> None:
    """Write the pictures of all pages in every look."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as temporary, sync_playwright() as playwright:
        browser = launch(playwright)
        pages: dict[str, Path] = {}
        for name, make in (("healthy", healthy), ("faulty", faulty)):
            folder = Path(temporary) / name
            folder.mkdir()
            pages[name] = write_report(make(folder / "news.duckdb"), LAST_RUN, folder / "reports")
            pages[f"{name}-index"] = folder / "reports" / "index.html"
            pages[f"{name}-document"] = next((folder / "reports" / "documents").glob("*.html"))
        for path in reports:
            pages[path.stem if path.parent.name != "documents" else f"document-{path.stem}"] = path
        for name, page in pages.items():
            for look in LOOKS:
                _shoot(browser, page, FOLDER / f"{name}-{look}.png", look)
        browser.close()


def _shoot(browser: Browser, page: Path, picture: Path, look: str) -> None:
    context = browser.new_context(**LOOKS[look])  # type: ignore[arg-type]  # a device's options, by name
    tab = context.new_page()
    tab.goto(page.resolve().as_uri())
    tab.screenshot(path=picture, full_page=True)
    context.close()
    print(picture)


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
