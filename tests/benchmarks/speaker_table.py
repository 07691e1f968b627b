"""The table of who said what as found, and the list of its errors."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from tests.benchmarks.speaker_scores import (
    ARGUABLE,
    MISSED,
    RIGHT,
    SPURIOUS,
    TRAP,
    UNKNOWN,
    WANTED,
    WRONG,
    Outcome,
    Scored,
    role_is_right,
)
from tests.benchmarks.statement_gold import FORMS, KINDS, Document, Span

CONTEXT = 90  # characters on either side of an error
NAMED = ("people", "organisations", "countries")
_WIDTH = 20

Part = Sequence[Scored]


def table(parts: dict[str, list[Scored]]) -> Iterator[str]:
    """Yield the lines of the table, a column each part."""
    yield f"{'':<36}" + "".join(f"{name:>{_WIDTH}}" for name in parts)
    for label, cell in _rows():
        yield f"{label:<36}" + "".join(f"{cell(part):>{_WIDTH}}" for part in parts.values())


def errors(part: Part) -> Iterator[str]:
    """Yield every error with what stands around it, document by document."""
    for one in part:
        if lines := [*_missed_or_wrong(one), *_not_wanted(one), *_names_not_right(one)]:
            yield f"== {one.document.id}"
            yield from lines


def _rows() -> list[tuple[str, Callable[[Part], str]]]:
    return [
        ("documents", lambda part: f"{len(part)}"),
        *((f"found and shown: {kind}", partial(_shown, kind=kind)) for kind in KINDS),
        ("found, shown or not: other cues", _found_of_other_cues),
        ("precision of those shown", _precision),
        ("  taken in by a trap", lambda part: f"{_judgements(part).count(TRAP)}"),
        ("speaker as written touched", _written),
        *(
            (label, partial(_answered, answer=answer))
            for label, answer in (("speaker is the right one", RIGHT), ("  wrong", WRONG), ("  unknown", UNKNOWN))
        ),
        *((f"  right, by {form}", partial(_answered, answer=RIGHT, form=form)) for form in FORMS),
        ("unnamed and left unnamed", _left_unnamed),
        *((f"{what} right", partial(_stated, what=what)) for what in ("role", "organisation", "country")),
        *((f"{what}: precision, recall", partial(_set, what=what)) for what in NAMED),
    ]


def _outcomes(part: Part) -> list[Outcome]:
    return [one for scored in part for one in scored.outcomes]


def _judgements(part: Part) -> list[str]:
    return [judgement for scored in part for _, judgement in scored.judged]


def _share(answers: Iterable[bool]) -> str:
    given = list(answers)
    return f"{sum(given) / len(given):.3f} {sum(given):>4}/{len(given):<4}" if given else f"{'-':<5} {0:>4}/{0:<4}"


def _shown(part: Part, kind: str) -> str:
    reported = (one for one in _outcomes(part) if one.gold.of_class == "reported")
    return _share(one.shown for one in reported if one.gold.kind == kind)


def _found_of_other_cues(part: Part) -> str:
    return _share(one.found is not None for one in _outcomes(part) if one.gold.of_class == "other")


def _written(part: Part) -> str:
    return _share(one.written for one in _outcomes(part) if one.written is not None)


def _answered(part: Part, answer: str, form: str | None = None) -> str:
    """Say how often the speaker that the text names was answered so, of the statements found."""
    named = (one for one in _outcomes(part) if one.found is not None and one.gold.names)
    return _share(one.person == answer for one in named if form in (None, one.gold.form))


def _left_unnamed(part: Part) -> str:
    return _share(one.person == RIGHT for one in _outcomes(part) if one.found is not None and not one.gold.names)


def _precision(part: Part) -> str:
    return _share(judgement == WANTED for judgement in _judgements(part) if judgement != ARGUABLE)


def _stated(part: Part, what: str) -> str:
    answers = []
    for one in _outcomes(part):
        wanted = getattr(one.gold, what)
        if one.found is not None and wanted is not None:
            given = one.found[what]
            answers.append(given == wanted if what == "country" else role_is_right(wanted, given))
    return _share(answers)


def _set(part: Part, what: str) -> str:
    found = [scored.names[what] for scored in part]
    both, given, wanted = (sum(getattr(one, name) for one in found) for name in ("both", "given", "wanted"))
    return f"{both / given if given else 0:.3f} {both / wanted if wanted else 0:.3f} ({wanted})"


def _missed_or_wrong(scored: Scored) -> Iterator[str]:
    for one in scored.outcomes:
        gold, names = one.gold, " = ".join(one.gold.names) or "nobody named"
        what = f"{gold.kind}, {gold.of_class}, {gold.form}, {names}"
        if one.found is None:
            yield f"{MISSED} ({what}): {_around(scored.document, gold.parts)}"
        elif one.person != RIGHT or one.written is False:
            found = one.found
            given = f"{found['speaker']!r}, written {found['speaker_text']!r}, {found['rule']}"
            answer = "another mention" if one.person == RIGHT else one.person
            yield f"{answer} ({what}; given {given}): {_around(scored.document, gold.parts)}"
        elif gold.of_class == "reported" and not one.shown:
            yield f"not shown ({what}): {_around(scored.document, gold.parts)}"


def _not_wanted(scored: Scored) -> Iterator[str]:
    for found, judgement in scored.judged:
        if judgement in (TRAP, SPURIOUS):
            given = f"{found['kind']}, {found['speaker']!r}, cue {found['cue']!r}, {found['rule']}"
            yield f"{judgement} ({given}): {_around(scored.document, found['parts'])}"


def _names_not_right(scored: Scored) -> Iterator[str]:
    for what, names in scored.names.items():
        for problem in ("missed", "spurious"):
            if found := getattr(names, problem):
                yield f"{what} {problem}: {', '.join(found)}"


def _around(document: Document, parts: Sequence[Span] | Sequence[Sequence[int]]) -> str:
    """Return the parts in [[ ]] with what stands around them, on one line."""
    start, end = parts[0][0], parts[-1][1]
    before, after = document.text[max(start - CONTEXT, 0) : start], document.text[end : end + CONTEXT]
    return f"…{before}[[{document.text[start:end]}]]{after}…".replace("\n", " ¶ ")
