"""Which article a record is, which version of it, and which file it came from: the ids."""

import re
from hashlib import sha256
from urllib.parse import SplitResult, urlsplit

_ID_LENGTH = 24  # 96 bits in hex: a billion documents collide with a chance of one in 10**11

# Parameters that say how a reader came to the page, never which page it is.
_TRACKING_PREFIX = "utm_"
_TRACKING = frozenset({"fbclid", "gclid"})
_DEFAULT_PORTS = {"http": 80, "https": 443}

_TRAILING = re.compile(r"[/\s]+$")  # slashes, and the blanks that a cut fragment leaves behind them


def digest(text: str) -> str:
    """Return an id: the first 24 hex digits of the SHA-256 of `text`."""
    return sha256(text.encode()).hexdigest()[:_ID_LENGTH]


def source_id(uri: str, content_sha256: str | None) -> str:
    """Return the id of one version of a file; of the uri alone where its bytes could not be hashed."""
    return digest(f"{uri}\n{content_sha256 or ''}")


def article_id(uri: str, content_sha256: str | None, *, url: str | None = None, record: str | None = None) -> str:
    """Return the identity of an article across its versions.

    The normalised url, else the record's own id within its file, else the file and the content hash:
    a record that names itself in no way is a new article when its text changes. A document that is its
    file gives no hash and is its uri.
    """
    if url is not None and (address := normalised_url(url)) is not None:
        return digest(f"url\n{address}")
    if record is not None:
        return digest(f"record\n{uri}\n{record}")
    return digest(f"uri\n{uri}" if content_sha256 is None else f"content\n{uri}\n{content_sha256}")


def document_id(article: str, content_sha256: str) -> str:
    """Return the id of one version of an article."""
    return digest(article + content_sha256)


def rejected_ids(uri: str, place: str, source: str) -> tuple[str, str]:
    """Return article id and document id of what could not be read at `place`.

    They hold neither the reason nor the content: a reworded reason is the same reject, a changed file a new one.
    """
    article = digest(f"rejected\n{uri}\n{place}")
    return article, digest(f"{article}{place}\n{source}")


def normalised_url(url: str) -> str | None:
    """Return `url` in the one form its spellings share; null when it is no absolute address.

    http and https are one; scheme and host lose their case, the default port, the fragment, tracking
    parameters and a trailing slash go. The order of the other parameters is kept: sites do tell them apart.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:  # unclosed [ of an IPv6 address, port out of range
        return None
    if not parts.scheme or not parts.hostname:
        return None
    scheme = "http" if parts.scheme == "https" else parts.scheme
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    if port is not None and port != _DEFAULT_PORTS.get(parts.scheme):
        host = f"{host}:{port}"
    query = "&".join(pair for pair in parts.query.split("&") if not _is_tracking(pair)).strip()
    return SplitResult(scheme, host, _TRAILING.sub("", parts.path), query, "").geturl()


def _is_tracking(pair: str) -> bool:
    name = pair.partition("=")[0].casefold()
    return name.startswith(_TRACKING_PREFIX) or name in _TRACKING
