"""The words that columns may hold, and the markers that many columns share."""

from typing import Annotated, Literal

from warehouse.declare import Between, Key, Matches, References

BodyKind = Literal["body", "subheading", "list_item", "quote_block"]
MetadataKind = Literal[
    "headline", "kicker", "standfirst", "byline", "published_stamp", "dateline", "photo_credit", "caption",
    "source_credit", "section", "tags",
]  # fmt: skip
ChromeKind = Literal[
    "breadcrumb", "navigation", "related_link", "promo", "advert", "share", "comment", "comment_form",
    "author_bio", "about_site", "legal", "page_clock", "extractor_residue", "repeat", "site_template",
    "other_chrome",
]  # fmt: skip
LineKind = Literal[BodyKind, MetadataKind, ChromeKind, "blank"]
EditKind = Literal["whitespace", "repair", "markup", "date_prefix", "dateline", "citation_mark", "credit"]
Outcome = Literal["loaded", "quarantined", "rejected"]
ContentKind = Literal["text", "html"]
DateRole = Literal["published", "updated", "dateline", "page_clock", "mentioned", "url", "metadata"]
Precision = Literal["minute", "day", "month", "year", "unknown"]
CreditKind = Literal["photo", "source", "agency"]
DayOrder = Literal["day_first", "month_first"]
Severity = Literal["critical", "warning"]
ScopeKind = Literal["run", "site", "feed"]
FindingKind = Literal["expectation", "bound", "move", "silence", "staleness", "new_field", "vanished_field"]
EntityKind = Literal["person", "organisation", "country", "place"]
MentionForm = Literal["name", "short_name", "alias", "adjective", "people", "pronoun", "description", "seat"]
StatementKind = Literal["direct", "mixed", "indirect"]
PartIn = Literal["topic", "addressee"]
MergeReason = Literal["alias", "inverted", "initials"]

Id = Matches("^[0-9a-f]{24}$")
Name = Matches(r"^\S(.*\S)?$")
CountryCode = Matches("^[A-Z]{2}$")
Count = Between(0, None)
Share = Between(0, 1)
RunId = Annotated[int, Between(1, None), "Run that wrote this row."]
DocumentId = Annotated[str, Key(), References("documents"), "Version of a raw document this row belongs to."]
LineNo = Annotated[int | None, Between(1, None), "Line it was found on; null when a markup or record field told."]
