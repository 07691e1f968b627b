"""Other extractors of the optional group `bench`, each as a function from a page's markup and address."""

from collections.abc import Callable
from importlib import import_module

Extract = Callable[[str, str], object]


def _trafilatura() -> Extract:
    extract = import_module("trafilatura").bare_extraction
    return lambda markup, url: extract(markup, url=url, with_metadata=True)


def _readability() -> Extract:
    document = import_module("readability").Document
    return lambda markup, url: document(markup, url=url).summary()


def _newspaper() -> Extract:
    article = import_module("newspaper").Article

    def extract(markup: str, url: str) -> object:
        parsed = article(url, fetch_images=False)  # it would open a connection for the size of each picture
        parsed.download(input_html=markup)
        parsed.parse()
        return parsed.text

    return extract


def _resiliparse() -> Extract:
    extract = import_module("resiliparse.extract.html2text").extract_plain_text
    return lambda markup, url: extract(markup, main_content=True)


def _justext() -> Extract:
    justext = import_module("justext")
    stoplist = justext.get_stoplist("English")
    return lambda markup, url: justext.justext(markup.encode(), stoplist, encoding="utf-8")


# Trafilatura is the one that goals are set against. The last two give no metadata.
_LOADERS = {
    "trafilatura": _trafilatura,
    "readability-lxml": _readability,
    "newspaper4k": _newspaper,
    "resiliparse": _resiliparse,
    "justext": _justext,
}


def installed() -> tuple[dict[str, Extract], list[str]]:
    """Return the peers that are installed, and the names of those that are not."""
    found: dict[str, Extract] = {}
    absent: list[str] = []
    for name, load in _LOADERS.items():
        try:
            found[name] = load()
        except ImportError:
            absent.append(name)
    return found, absent
