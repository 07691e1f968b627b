"""Lines in which the page speaks of itself: of its publication, of its authors."""

from dataclasses import replace

import polars as pl

from transforms.batch import Batch
from transforms.decide import settle
from transforms.measure import folded
from transforms.people import article_authors
from transforms.rules import LATE_RATIO, TAIL_WORDS

NAME_WORDS = 5  # words of the longest name of a publication that is looked for
MIN_NAME_CHARS = 6  # shorter names open sentences by chance
MIN_WORDS = 4  # of a sentence
CONFIDENCE = 0.85
_ARTICLE = r"^(?:the|der|die|das|le|la|les|el|los|las|il) "
_OWNER = r"(?i)^(?:©|\(c\)|copyright)[\s\d©–-]*(?:by )?([\p{L}][^.,|©\d]{3,40})"


def name_publication(batch: Batch) -> Batch:
    """Settle the publication's name above the body, and in the tail the heading and the sentences about it.

    Its names are those that markup states, the words of its domain, and the owner in a copyright line.
    """
    names = _publication_names(batch)
    own = (pl.col("above") == 0) | (pl.col("below") <= TAIL_WORDS)
    opening = (
        batch.lines.lazy()
        .filter(pl.col("kind").is_null() & own)
        .select("doc", "line_no", folded=pl.col("folded").str.replace(_ARTICLE, ""))
        .collect()
    )
    named = _named(opening, names)
    found = pl.concat([_standing(named, names), _opening(named, names), _headings(opening, names)]).unique(
        ["doc", "line_no"], keep="first"
    )
    lines = batch.lines.join(found, on=["doc", "line_no"], how="left", maintain_order="left")
    previous = pl.when(~pl.col("is_blank")).then(pl.col("kind").is_not_null()).forward_fill().shift(1).over("doc")
    ends_body = ~pl.col("in_core") | previous.fill_null(value=False)
    in_tail = (pl.col("above") > 0) & (pl.col("below") <= TAIL_WORDS)
    is_late = pl.col("above") > LATE_RATIO * (pl.col("above") + pl.col("below"))
    is_sentence = (pl.col("words") >= MIN_WORDS) & in_tail & (pl.col("below") == 0) & ends_body
    is_heading = (pl.col("found") == "heading") & is_late
    lines = lines.with_columns(
        span=pl.when(pl.col("kind").is_null() & is_heading).then(pl.lit("block")).otherwise("span")
    )
    lines = settle(lines, is_heading, "about_site", "about_publication", CONFIDENCE)
    lines = settle(
        lines, (pl.col("found") == "name") & (pl.col("above") == 0), "navigation", "name_of_publication", CONFIDENCE
    )
    lines = settle(lines, (pl.col("found") == "opening") & is_sentence, "about_site", "names_publication", CONFIDENCE)
    return replace(batch, lines=lines.drop("found"))


def _publication_names(batch: Batch) -> pl.DataFrame:
    """`doc`, `name`: the publication's names, folded, without article and without blanks."""
    stated = batch.facts.filter(pl.col("name") == "site_name").select("doc", name="value")
    domains = batch.documents.filter(pl.col("site_id").is_not_null()).select(
        "doc", name=pl.col("site_id").str.split(".").list.first()
    )
    owners = batch.lines.filter(pl.col("kind") == "legal").select("doc", name=pl.col("text").str.extract(_OWNER, 1))
    return (
        pl.concat([stated, domains, owners])
        .select("doc", name=folded(pl.col("name")).str.replace(_ARTICLE, "").str.replace_all(" ", ""))
        .filter(pl.col("name").str.len_chars() >= MIN_NAME_CHARS)
        .unique()
    )


def _named(lines: pl.DataFrame, names: pl.DataFrame) -> pl.DataFrame:
    """Add `name`, the line without blanks, and leave out those that do not begin with the letters of a name."""
    compact = lines.with_columns(compact=pl.col("folded").str.replace_all(" ", "", literal=True))
    named = compact.join(names, on="doc").filter(pl.col("compact").str.starts_with(pl.col("name")))
    return named.select("doc", "line_no", "folded", name="compact").unique(["doc", "line_no"])


def _opening(lines: pl.DataFrame, names: pl.DataFrame) -> pl.DataFrame:
    """Lines whose first words are a name of the publication."""
    words = pl.col("folded").str.splitn(" ", NAME_WORDS + 1).struct.unnest()
    split = lines.select("doc", "line_no", words).fill_null("")
    first = [f"field_{i}" for i in range(NAME_WORDS)]
    opened = pl.concat(
        [split.select("doc", "line_no", name=pl.concat_str(first[:count])) for count in range(1, NAME_WORDS + 1)]
    )
    return opened.join(names, on=["doc", "name"], how="semi").select("doc", "line_no", found=pl.lit("opening"))


def _standing(lines: pl.DataFrame, names: pl.DataFrame) -> pl.DataFrame:
    """Lines that are a name of the publication and nothing else."""
    return lines.join(names, on=["doc", "name"], how="semi").select("doc", "line_no", found=pl.lit("name"))


def _headings(lines: pl.DataFrame, names: pl.DataFrame) -> pl.DataFrame:
    """Lines `About …` that go on with a name of the publication or its last word."""
    about = lines.filter(pl.col("folded").str.starts_with("about ")).select(
        "doc", "line_no", about=pl.col("folded").str.extract(r"^about (?:the )?(\p{L}[\p{L} ]{3,40})$", 1)
    )
    found = (
        about.filter(pl.col("about").is_not_null())
        .join(names, on="doc")
        .filter(pl.col("name").str.ends_with(pl.col("about").str.replace_all(" ", "")))
    )
    return found.select("doc", "line_no", found=pl.lit("heading"))


def name_biographies(batch: Batch) -> Batch:
    """Settle lines of the tail that open with the name of one of the article's authors."""
    authors = article_authors(batch).select("doc", "name")
    in_tail = (pl.col("above") > 0) & (pl.col("below") <= TAIL_WORDS) & (pl.col("words") >= MIN_WORDS)
    found = (
        batch.lines.filter(pl.col("kind").is_null() & in_tail)
        .select("doc", "line_no", "text")
        .join(authors, on="doc")
        .filter(pl.col("text").str.starts_with(pl.col("name")))
        .select("doc", "line_no", is_biography=True)
        .unique()
    )
    lines = batch.lines.join(found, on=["doc", "line_no"], how="left", maintain_order="left")
    lines = settle(lines, pl.col("is_biography").is_not_null(), "author_bio", "names_author", CONFIDENCE)
    return replace(batch, lines=lines.drop("is_biography"))
