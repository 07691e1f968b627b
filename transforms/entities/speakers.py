"""Who a speaker is: names, pronouns, descriptions and seats of statements resolved to entities of the article."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from transforms.entities.answers import Answer, Article
from transforms.entities.mention import Mention
from transforms.entities.mentions import EntityTables, Mentions, entity_tables, frame_of, identify
from transforms.tokens import Flags

SPEAKER_SCHEMA = {
    "speaker_entity_id": pl.String,
    "kind": pl.String,
    "speaker": pl.String,
    "role": pl.String,
    "organisation": pl.String,
    "country_code": pl.String,
    "rule": pl.String,
    "confidence": pl.Float64,
}


@dataclass(frozen=True, slots=True)
class Speakers:
    """Who spoke. rows: one row per statement, in the order given, as SPEAKER_SCHEMA; found: the pronouns and
    descriptions that were resolved, and whom only a statement names.
    """

    rows: pl.DataFrame
    found: EntityTables


def resolve_speakers(
    mentions: Mentions, spans: pl.DataFrame, quoted: Flags, verbatim: Sequence[bool] | None = None
) -> Speakers:
    """Say who the speakers of statements are.

    spans: `first`, `last`: tokens of the speaker as written, null where there is none; `begin`, `finish`: first and
    last token of the statement. quoted: which tokens of the batch stand in quotations. verbatim: which statements are
    in the speaker's own words from begin to finish; None: none.
    """
    firsts, lasts = spans["first"].to_list(), spans["last"].to_list()
    begins, finishes = spans["begin"].to_list(), spans["finish"].to_list()
    answers: list[Answer | None] = [None] * len(spans)
    by_text: dict[int, list[int]] = {}
    for n in sorted((n for n, first in enumerate(firsts) if first is not None), key=firsts.__getitem__):
        by_text.setdefault(int(mentions.tokens.text[firsts[n]]), []).append(n)
    in_quotes = quoted.tolist()
    resolved: list[tuple[int, list[Mention]]] = []
    for text, group in by_text.items():
        article = Article(mentions.view, mentions.readers[text], in_quotes)
        own = {n for n in group if article.is_own(firsts[n], lasts[n])}
        inner = _inside_others(begins, finishes, firsts, group)
        for n in group:
            if n not in own:
                outer = answers[inner[n]] if verbatim and n in inner and verbatim[inner[n]] else None
                speaker = outer.entity if outer else None
                answers[n] = article.resolve(firsts[n], lasts[n], is_inner=n in inner, outer=speaker)
        stated = [(begins[n], finishes[n], answers[n]) for n in group]
        for n in sorted(own):
            around = [answer for begin, finish, answer in stated if answer and begin <= firsts[n] <= finish]
            answers[n] = article.resolve_own(firsts[n], around)
        resolved.append((text, article.found))
    rows = [_row(answer) for answer in answers]
    return Speakers(frame_of(rows, SPEAKER_SCHEMA), entity_tables(mentions, resolved))


def _inside_others(begins: list[int], finishes: list[int], firsts: list[int], group: list[int]) -> dict[int, int]:
    """Return the statements of a text whose speaker stands in another's words, with that one: One told me, “…”."""
    inner: dict[int, int] = {}
    outer = -1
    for n in sorted(group, key=begins.__getitem__):
        if outer >= 0 and begins[outer] <= firsts[n] <= finishes[outer] and firsts[n] != firsts[outer]:
            inner[n] = outer
        elif outer < 0 or finishes[n] > finishes[outer]:
            outer = n
    return inner


def _row(answer: Answer | None) -> tuple[object, ...]:
    if answer is None:
        return (None, None, None, None, None, None, "none", 0.0)
    organisation = answer.organisation.name if answer.organisation else None
    if answer.entity is None:
        return (None, None, answer.name, answer.role, organisation, answer.code, answer.rule, answer.confidence)
    identity = identify(answer.entity)
    name = answer.entity.name
    return (
        identity.entity_id,
        identity.kind,
        name,
        answer.role,
        organisation,
        answer.code,
        answer.rule,
        answer.confidence,
    )
