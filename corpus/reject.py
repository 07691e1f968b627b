"""What cannot be read: the row it leaves, and the words for the reason."""

from datetime import datetime
from typing import NamedTuple

from corpus.identity import rejected_ids
from warehouse.schema import RawDocuments


class RejectedError(ValueError):
    """A record cannot become a document; the message is the reason its row will carry."""


class Origin(NamedTuple):
    """The file, or stream, a record comes from."""

    uri: str
    source_id: str
    modified_at: datetime | None


def rejected(
    origin: Origin,
    reason: str,
    *,
    place: str,
    byte_count: int,
    record: str | None = None,
    url: str | None = None,
) -> RawDocuments:
    """Return the row of what could not be read at `place`, which is unique in its file: a line, a row, the whole."""
    article_id, document_id = rejected_ids(origin.uri, place, origin.source_id)
    return RawDocuments(
        document_id=document_id,
        article_id=article_id,
        source_id=origin.source_id,
        uri=origin.uri,
        record=record,
        url=url,
        content_kind=None,
        content=None,
        content_sha256=None,
        byte_count=byte_count,
        encoding=None,
        fetched_at=None,
        modified_at=origin.modified_at,
        title=None,
        published=None,
        extra=None,
        reason=reason,
    )


def os_reason(error: OSError) -> str:
    """Return what the system said, and what to do about it."""
    said = (error.strerror or str(error)).lower()
    advice = "let the user of this job read it" if isinstance(error, PermissionError) else "restore it or drop it"
    return f"{said}: {advice}, then run again"
