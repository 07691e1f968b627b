"""What a reader hands on."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from warehouse.declare import Key
from warehouse.schema.vocabulary import ContentKind, Id


@dataclass(frozen=True, slots=True)
class RawDocuments:
    """One record as a reader hands it on: the frame between corpus and transforms, not a table."""

    document_id: Annotated[str, Key(), Id, "Hash of `article_id` and content, or of the place of a reject."]
    article_id: Annotated[str, Id, "Identity across versions."]
    source_id: Annotated[str, Id, "File it was read from."]
    uri: Annotated[str, "Where the file was read."]
    record: Annotated[str | None, "The record's id, else its line or row number."]
    url: Annotated[str | None, "Address the record gives."]
    content_kind: Annotated[ContentKind | None, "What `content` holds; null when rejected."]
    content: Annotated[str | None, "Decoded text or markup; null when rejected."]
    content_sha256: Annotated[str | None, "Hash of the content, as UTF-8."]
    byte_count: Annotated[int, "Size before decoding."]
    encoding: Annotated[str | None, "Encoding used."]
    fetched_at: Annotated[datetime | None, "When the record says it was fetched."]
    modified_at: Annotated[datetime | None, "Modification time of its file: the text is no younger."]
    title: Annotated[str | None, "Title the record gives."]
    published: Annotated[str | None, "Publication date the record gives, as written."]
    extra: Annotated[str | None, "JSON object: other fields."]
    reason: Annotated[str | None, "Why it was rejected, and where; null when it was read."]
