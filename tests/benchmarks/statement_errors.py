"""What is wrong with the statements of an article, error by error, each of a kind that has a name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flows.training.attribution.annotations import Annotation, Article, Span
from flows.training.attribution.judged import INDIRECT
from flows.training.attribution.measures import (
    Stated,
    Tally,
    covered,
    direct,
    indirect,
    is_alike,
    is_speaker,
    passages,
    quotes,
    told,
)

MISSED = "missed"
UNSURE = "found, too unsure to be shown"
AS_QUOTED = "right, but found as quoted"
TOO_LONG, TOO_SHORT = "span too long", "span too short"
WRONG_SPEAKER, NO_SPEAKER = "speaker wrong", "speaker unknown"
NOT_ANNOTATED, IS_QUOTED = "not annotated", "annotated with quotation marks"
STRAY = "quotation of nobody given a speaker"
KINDS = (MISSED, UNSURE, AS_QUOTED, TOO_LONG, TOO_SHORT, WRONG_SPEAKER, NO_SPEAKER, NOT_ANNOTATED, IS_QUOTED, STRAY)


@dataclass(frozen=True, slots=True)
class Error:
    """One error. wanted: source and content as annotated; found: the statement that is wrong; None where there is none.

    span: where to look in the text.
    """

    kind: str
    span: Span
    wanted: tuple[tuple[Span, ...], tuple[Span, ...]] | None
    found: Stated | None


def errors(article: Article, statements: Sequence[Stated]) -> list[Error]:
    """Return the errors of an article, in the order of the text."""
    found = [*_quoted_errors(article, statements), *_told_errors(article, statements)]
    return sorted(found, key=lambda error: error.span)


def f1(article: Article, statements: Sequence[Stated]) -> float:
    """Return the F1 of all that is quoted and all that is told and shown."""
    tally = direct(article.text, article.annotations, statements)
    tally.add(indirect(told(article.text, article.annotations), _told(statements, shown=True)))
    return tally.f1 if (tally.asked, tally.offered) != (Tally().asked, Tally().offered) else 1.0


def _quoted_errors(article: Article, statements: Sequence[Stated]) -> Iterator[Error]:
    for span, source in passages(article.text, article.annotations):
        hits = [one for one in statements if quotes(span, one)]
        given = [one for one in hits if one.speaker is not None]
        wanted = (source, (span,))
        if source and not hits:
            yield Error(MISSED, span, wanted, None)
        elif source and not any(is_speaker(one, source) for one in hits):
            yield Error(WRONG_SPEAKER if given else NO_SPEAKER, span, wanted, (given or hits)[0])
        elif not source and given:
            yield Error(STRAY, span, None, given[0])


def _told_errors(article: Article, statements: Sequence[Stated]) -> Iterator[Error]:
    """Yield the errors of what is told; a statement that has an error beside an annotation is not told twice."""
    shown, others = _told(statements, shown=True), [one for one in statements if one.kind != INDIRECT]
    others += _told(statements, shown=False)
    annotations = told(article.text, article.annotations)
    blamed: set[int] = set()
    for annotation in annotations:
        if any(_is_right(one, annotation) for one in shown):
            continue
        kind, found = _why(annotation, shown, others)
        if found is not None:
            blamed.add(id(found))
        span = (annotation.content[0][0], annotation.content[-1][1])
        yield Error(kind, span, (annotation.source, annotation.content), found)
    for one in shown:
        if id(one) in blamed or any(_is_right(one, annotation) for annotation in annotations):
            continue
        quoted = any(covered(one.span, other.content) for other in article.annotations if other not in annotations)
        yield Error(IS_QUOTED if quoted else NOT_ANNOTATED, one.span, None, one)


def _why(annotation: Annotation, shown: Sequence[Stated], others: Sequence[Stated]) -> tuple[str, Stated | None]:
    """Return why nothing is right for an annotation, and the statement that nearly is."""
    for one in shown:
        if is_alike(annotation, one):
            return (NO_SPEAKER if one.speaker is None else WRONG_SPEAKER), one
    for one in shown:
        shared = covered(one.span, annotation.content)
        if shared and is_speaker(one, annotation.source):
            return (TOO_LONG if shared < (one.span[1] - one.span[0]) / 2 else TOO_SHORT), one
    right = [one for one in others if _is_right(one, annotation)]
    if not right:
        return MISSED, None
    best = max(right, key=lambda one: (one.kind != INDIRECT, one.confidence))
    return (UNSURE if best.kind == INDIRECT else AS_QUOTED), best


def _is_right(one: Stated, annotation: Annotation) -> bool:
    return is_alike(annotation, one) and is_speaker(one, annotation.source)


def _told(statements: Sequence[Stated], *, shown: bool) -> list[Stated]:
    return [one for one in statements if one.kind == INDIRECT and one.is_shown is shown]
