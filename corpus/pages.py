"""A file that is one document: plain text or a page."""

from hashlib import sha256
from typing import BinaryIO

from corpus.decode import decode_markup, decode_text
from corpus.identity import article_id, document_id
from corpus.reject import Origin, RejectedError, rejected
from corpus.streams import Compression, StreamError, chunks
from warehouse.schema import ContentKind, RawDocuments


def read_page(
    stream: BinaryIO, origin: Origin, kind: ContentKind, line_bytes: int, compression: Compression | None = None
) -> RawDocuments:
    """Return the document that `stream` is, or its reject; line breaks stay as they are.

    The limit on a line of a file of many holds for a file of one: neither is split, so both must fit in memory.
    """
    held: list[bytes] = []
    byte_count = 0
    try:
        for chunk in chunks(stream, compression):
            byte_count += len(chunk)
            if byte_count > line_bytes:
                held.clear()
            else:
                held.append(chunk)
        if byte_count > line_bytes:
            raise RejectedError(
                f"a document of {byte_count} bytes, the limit is {line_bytes}; split it or raise the limit"
            )
        return _document(b"".join(held), origin, kind)
    except StreamError as error:
        reason = f"{error}, after byte {byte_count} of the decompressed stream"
        return rejected(origin, reason, place="file", byte_count=byte_count)
    except RejectedError as error:
        return rejected(origin, str(error), place="file", byte_count=byte_count)


def _document(data: bytes, origin: Origin, kind: ContentKind) -> RawDocuments:
    content, encoding = decode_markup(data) if kind == "html" else decode_text(data)
    if not content or content.isspace():
        raise RejectedError("empty: there is no text in it" if data else "empty: the file has no bytes")
    content_sha256 = sha256(content.encode()).hexdigest()
    article = article_id(origin.uri, None)
    return RawDocuments(
        document_id=document_id(article, content_sha256),
        article_id=article,
        source_id=origin.source_id,
        uri=origin.uri,
        record=None,
        url=None,
        content_kind=kind,
        content=content,
        content_sha256=content_sha256,
        byte_count=len(data),
        encoding=encoding,
        fetched_at=None,
        modified_at=origin.modified_at,
        title=None,
        published=None,
        extra=None,
        reason=None,
    )
