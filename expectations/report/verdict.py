"""What became of the run, in one sentence."""

from collections.abc import Mapping
from typing import Any

from expectations.report.wording import count, counted


def verdict(run: Mapping[str, Any], findings: Mapping[str, int]) -> str:
    """Return the sentence that the page of a run begins with; `findings` has the counts by severity."""
    return f"{_outcome(run)} {_seen(findings['critical_count'], findings['warning_count'])}"


def _outcome(run: Mapping[str, Any]) -> str:
    match run["outcome"]:
        case "published":
            return (
                f"Published: the warehouse now holds {count(run['loaded_count'])} of "
                f"{counted(run['read_count'], 'document')} read."
            )
        case "refused":
            return "Refused: the warehouse stays as it was before this run."
        case _:
            return "Nothing new: the warehouse holds what it held before."


def _seen(critical_count: int, warning_count: int) -> str:
    """Say how many findings there are; those that follow from others or are accepted are not counted."""
    if not critical_count and not warning_count:
        return "There is nothing to look at."
    critical = f"{critical_count} critical finding{'' if critical_count == 1 else 's'}"
    if not critical_count:
        critical = "No critical finding"
    return f"{critical}, {counted(warning_count, 'warning') if warning_count else 'no warning'}."
