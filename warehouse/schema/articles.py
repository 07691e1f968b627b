"""Sites and articles, and what an article's page says of it."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from warehouse.declare import Between, Key, Matches, References
from warehouse.schema.vocabulary import (
    Count,
    CreditKind,
    DateRole,
    DayOrder,
    DocumentId,
    Id,
    LineNo,
    Name,
    Precision,
    RunId,
    Share,
)


@dataclass(frozen=True, slots=True)
class Sites:
    """One publication, by its registered domain."""

    site_id: Annotated[str, Key(), Matches(r"^[^\s/]+\.[^\s/]+$"), "Registered domain."]
    name: Annotated[str | None, Name, "Name the site gives itself."]
    day_order: Annotated[DayOrder | None, "How its numeric dates are to be read; null when its dates do not tell."]
    run_id: RunId


@dataclass(frozen=True, slots=True)
class SiteTemplates:
    """One line that many documents of one site share."""

    site_id: Annotated[str, Key(), References("sites"), "Site it stands on."]
    text: Annotated[str, Key(), Name, "The line, trimmed."]
    document_count: Annotated[int, Between(2, None), "Articles of the site that held it in the run that found it."]
    site_document_count: Annotated[int, Between(2, None), "Articles of the site in that run."]
    example_document_id: Annotated[str, References("documents"), "One of the documents that held it."]
    run_id: RunId


@dataclass(frozen=True, slots=True)
class Articles:
    """One version of one article."""

    document_id: DocumentId
    article_id: Annotated[str, Id, "Identity across versions."]
    version: Annotated[int, Between(1, None), "Number of the version, from 1."]
    is_current: Annotated[bool, "Whether it is the newest version."]
    site_id: Annotated[str | None, References("sites"), "Publication that ran it; null when unknown."]
    url: Annotated[str | None, "Address of the article: given, or stated by the page."]
    title: Annotated[str | None, Name, "Headline."]
    standfirst: Annotated[str | None, Name, "Summary line under the headline."]
    kicker: Annotated[str | None, Name, "Short line above the headline."]
    text: Annotated[str, "Kept lines after their edits, joined by line feeds."]
    language: Annotated[str | None, Matches("^[a-z]{2,3}$"), "ISO 639 code of the text's language."]
    section: Annotated[str | None, Name, "Section of the site."]
    published_on: Annotated[date | None, "Day of publication; null without evidence."]
    date_role: Annotated[DateRole | None, "Kind of evidence the day rests on."]
    page_date: Annotated[date | None, "Day the page was fetched, as its own header shows it."]
    dateline: Annotated[str | None, Name, "Place in the dateline, as written."]
    wire: Annotated[str | None, Name, "News agency the text came from, as its dateline, byline or sign-off says."]
    word_count: Annotated[int, Count, "Words of the text."]
    kept_ratio: Annotated[float, Share, "Share of the document's characters kept as body."]
    is_uncertain: Annotated[
        bool, "Whether the text is expected to have an F1 below 0.85: leave it out where every word counts."
    ]
    run_id: RunId


@dataclass(frozen=True, slots=True)
class ArticleDates:
    """One candidate date of one article."""

    document_id: DocumentId
    date_no: Annotated[int, Key(), Between(1, None), "Number of the candidate in its document."]
    text: Annotated[str, Name, "The date as written."]
    line_no: LineNo
    role: Annotated[DateRole, "What the date is a date of, by where it stands."]
    value: Annotated[date | None, "The day; null when its day and month cannot be told apart."]
    precision: Annotated[Precision, "How exact it is."]
    is_winner: Annotated[bool, "Whether it became the article's date."]
    reason: Annotated[str, Name, "Why it won or lost."]
    run_id: RunId


@dataclass(frozen=True, slots=True)
class Authors:
    """One author's name."""

    author_id: Annotated[str, Key(), Id, "Hash of the name, case folded."]
    name: Annotated[str, Name, "The name as first seen."]
    run_id: RunId


@dataclass(frozen=True, slots=True)
class ArticleAuthors:
    """One author of one article."""

    document_id: DocumentId
    position: Annotated[int, Key(), Between(1, None), "Place in the byline, from 1."]
    author_id: Annotated[str, References("authors"), "The author."]
    line_no: LineNo
    run_id: RunId


@dataclass(frozen=True, slots=True)
class Credits:
    """One credit of one article: who took the photo, where the text came from."""

    document_id: DocumentId
    credit_no: Annotated[int, Key(), Between(1, None), "Number of the credit in its document."]
    line_no: LineNo
    kind: Annotated[CreditKind, "What is credited."]
    name: Annotated[str | None, Name, "Credit as written, its label left out."]
    agency: Annotated[str | None, Name, "News agency named in it."]
    run_id: RunId


@dataclass(frozen=True, slots=True)
class RelatedLinks:
    """One link to another article, found in an article's page."""

    document_id: DocumentId
    link_no: Annotated[int, Key(), Between(1, None), "Number of the link in its document."]
    line_no: LineNo
    title: Annotated[str, Name, "Title of the target."]
    url: Annotated[str | None, "Address of the target, where markup gives it."]
    run_id: RunId


@dataclass(frozen=True, slots=True)
class ArticleTags:
    """One tag of one article."""

    document_id: DocumentId
    tag_no: Annotated[int, Key(), Between(1, None), "Number of the tag in its document."]
    tag: Annotated[str, Name, "The tag as written."]
    line_no: LineNo
    run_id: RunId
