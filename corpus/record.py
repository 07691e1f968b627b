"""One record of JSON lines or Parquet to a raw document: which field means what."""

from datetime import datetime
from hashlib import sha256
from typing import Any

import orjson

from corpus.identity import article_id, document_id
from corpus.reject import Origin, RejectedError
from corpus.times import parse_time
from warehouse.schema import ContentKind, RawDocuments

# In order of preference. The names of C4, FineWeb and RedPajama (text, raw_content), of scrapers and news
# APIs (content, body), and of the two CC-News sets (plain_text, maintext).
TEXT_FIELDS = ("text", "content", "body", "raw_content", "plain_text", "maintext")
MARKUP_FIELDS = ("html",)
CONTENT_FIELDS = TEXT_FIELDS + MARKUP_FIELDS
# CC-News keeps the address that was asked for; the one that answered may be a consent page.
_URL_FIELDS = ("url", "requested_url")
_PUBLISHED_FIELDS = ("published", "published_date", "date_publish", "date_published")
_FETCHED_FIELDS = ("timestamp", "fetched_at", "crawl_date", "date_download")  # C4's timestamp is the crawl's
_DATE_FIELD = "date"  # the crawl's time in FineWeb and web archives, the publication's everywhere else
_CRAWL_MARKER = "dump"
_CRAWL_MARKER_PREFIX = "warc"

_JSON_NAMES = {
    dict: "object", list: "array", str: "string", int: "number", float: "number", bool: "boolean", type(None): "null",
}  # fmt: skip

Fields = dict[str, Any]


def document(fields: Fields, origin: Origin, number: int, encoding: str = "utf-8") -> RawDocuments:
    """Return the raw document a record holds; `fields` is emptied on the way.

    `number` is its line or row. Raises `RejectedError` for a record without content. What has no column, or
    cannot be what its name says, ends up in `extra`; null and empty fields say nothing and are left out.
    """
    kind, content = _take_content(fields)
    is_crawl = _CRAWL_MARKER in fields or any(name.startswith(_CRAWL_MARKER_PREFIX) for name in fields)
    url = _take_text(fields, _URL_FIELDS)
    record = _take_id(fields)
    title = _take_text(fields, ("title",))
    fetched_at = _take_time(fields, (_DATE_FIELD, *_FETCHED_FIELDS) if is_crawl else _FETCHED_FIELDS)
    # Kept as written: to read it takes the site's order of day and month.
    published = _take_text(fields, _PUBLISHED_FIELDS if is_crawl else (*_PUBLISHED_FIELDS, _DATE_FIELD))
    data = content.encode()
    content_sha256 = sha256(data).hexdigest()
    article = article_id(origin.uri, content_sha256, url=url, record=record)
    return RawDocuments(
        document_id=document_id(article, content_sha256),
        article_id=article,
        source_id=origin.source_id,
        uri=origin.uri,
        record=record or str(number),
        url=url,
        content_kind=kind,
        content=content,
        content_sha256=content_sha256,
        byte_count=len(data),
        encoding=encoding,
        fetched_at=fetched_at,
        modified_at=origin.modified_at,
        title=title,
        published=published,
        extra=_extra(fields),
        reason=None,
    )


def names_itself(fields: Fields, number: int) -> tuple[str, str | None]:
    """Return the `record` and `url` of a record that may be rejected; `fields` stays as it is."""
    fields = dict(fields)
    return _take_id(fields) or str(number), _take_text(fields, _URL_FIELDS)


def json_name(value: object) -> str:
    """Return what JSON calls the type of a value."""
    return _JSON_NAMES.get(type(value), type(value).__name__)


def _take_content(fields: Fields) -> tuple[ContentKind, str]:
    """Return the first content field that is not empty: an extractor that failed leaves text empty beside html."""
    present = [name for name in CONTENT_FIELDS if name in fields]
    for name in present:
        content = fields[name]
        if content is None or content == "":
            continue
        if not isinstance(content, str):
            raise RejectedError(f"field {name!r} holds a JSON {json_name(content)}, not a string")
        if content.isspace():
            break
        del fields[name]
        return ("html" if name in MARKUP_FIELDS else "text"), content
    if not present:
        raise RejectedError(f"no content field; one of {', '.join(CONTENT_FIELDS)} is needed")
    raise RejectedError(f"field {present[0]!r} is {'null' if fields[present[0]] is None else 'empty'}")


def _take_text(fields: Fields, names: tuple[str, ...]) -> str | None:
    """Take out the first of `names` that holds a string which is not blank."""
    for name in names:
        value = fields.get(name)
        if isinstance(value, str) and (text := value.strip()):
            del fields[name]
            return text
    return None


def _take_id(fields: Fields) -> str | None:
    value = fields.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        del fields["id"]
        return str(value)
    return _take_text(fields, ("id",))


def _take_time(fields: Fields, names: tuple[str, ...]) -> datetime | None:
    for name in names:
        if name in fields and (moment := parse_time(fields[name])) is not None:
            del fields[name]
            return moment
    return None


def _extra(fields: Fields) -> str | None:
    rest = {name: value for name, value in fields.items() if value is not None and value != ""}
    if not rest:
        return None
    try:
        return orjson.dumps(rest, default=_as_text, option=orjson.OPT_SORT_KEYS).decode()
    except orjson.JSONEncodeError as error:  # nested deeper than orjson writes: 254 levels, it reads 1024
        raise RejectedError(f"its other fields cannot be kept as JSON: {error}") from error


def _as_text(value: object) -> str:
    """Return what Parquet holds and JSON cannot: bytes, decimals, durations."""
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
