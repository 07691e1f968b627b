"""Articles of a few sentences with their annotations, told by the words that are annotated."""

from flows.training.attribution.annotations import Annotation, Article, Span

Told = tuple[str, str, str]  # source, cue, content: words of the text, `…` between parts, empty for none


def article(text: str, *told: Told, name: str = "harbour", fold: int = 0) -> Article:
    """Annotate a text; each part is the first occurrence of its words."""
    annotations = [Annotation(*(spans(text, part) for part in one)) for one in told]
    return Article(name, text, fold, tuple(annotations))


def spans(text: str, words: str) -> tuple[Span, ...]:
    """Return where the parts of some words stand."""
    parts = [part for part in words.split("…") if part]
    return tuple((text.index(part), text.index(part) + len(part)) for part in parts)
