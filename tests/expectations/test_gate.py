import polars as pl
import pytest

from expectations.checked import Checked
from expectations.expectation import Phase
from expectations.gate import Verdict, decide
from warehouse.schema import CheckFailures, CheckResults, frame_schema

ENOUGH = {"loaded_count": 10, "quarantined_count": 0}


def found(
    phase: Phase, outcome: str, severity: str = "critical", documents: tuple[str | None, ...] = ("d1",)
) -> Checked:
    """One result, and as many failing rows as there are documents."""
    result = {
        "run_id": 1, "check_name": "a check", "suite": "checks", "table_name": "lines", "column_name": None,
        "kind": "k", "severity": severity, "outcome": outcome, "expected": "A rule.", "observed": "1 of 9 rows",
        "failing_count": len(documents), "failing_ratio": 0.1,
    }  # fmt: skip
    rows = [
        {
            "run_id": 1, "check_name": "a check", "failure_no": number, "table_name": "lines", "row_key": "{}",
            "value": None, "document_id": document,
        }
        for number, document in enumerate(documents, start=1)
    ]  # fmt: skip
    return Checked(
        phase=phase,
        results=pl.DataFrame([result], schema=frame_schema(CheckResults)),
        failures=pl.DataFrame(rows, schema=frame_schema(CheckFailures)),
    )


def test_nothing_found_is_published() -> None:
    assert decide([], ENOUGH, 0.2) == Verdict(publish=True, reasons=())


def test_failure_that_quarantine_mends_is_published() -> None:
    assert decide([found("rows", "failed")], ENOUGH, 0.2).publish


def test_failing_account_is_refused() -> None:
    assert decide([found("accounts", "failed")], ENOUGH, 0.2) == Verdict(
        publish=False,
        reasons=("After quarantine “a check” still fails in lines, 1 of 9 rows. It must hold: A rule.",),
    )


@pytest.mark.parametrize("phase", ["rows", "accounts"])
def test_warnings_never_refuse(phase: Phase) -> None:
    assert decide([found(phase, "failed", severity="warning", documents=(None,))], ENOUGH, 0.2).publish


@pytest.mark.parametrize("severity", ["critical", "warning"])
def test_expectation_that_raised_is_refused(severity: str) -> None:
    verdict = decide([found("rows", "raised", severity=severity, documents=())], ENOUGH, 0.2)
    assert verdict.reasons == ("The expectation “a check” could not be evaluated: 1 of 9 rows",)


def test_critical_failure_of_rows_without_document_is_refused() -> None:
    (reason,) = decide([found("rows", "failed", documents=("d1", None, None))], ENOUGH, 0.2).reasons
    assert reason.startswith("“a check” fails in 2 rows of lines without a document")


def test_critical_failure_without_any_row_is_refused() -> None:
    (reason,) = decide([found("rows", "failed", documents=())], ENOUGH, 0.2).reasons
    assert reason.startswith("“a check” fails in lines as a whole")


@pytest.mark.parametrize(
    ("loaded", "quarantined", "publish"),
    [
        (8, 2, True),  # 2 of 10 is not more than 0.2
        (7, 3, False),
        (2, 1, False),  # small runs have no allowance
        (4, 1, True),
        (0, 0, True),  # nothing new, nothing to hold back
    ],
)
def test_limit_is_a_share_of_the_new_documents(loaded: int, quarantined: int, publish: bool) -> None:
    counts = {"loaded_count": loaded, "quarantined_count": quarantined}
    assert decide([], counts, 0.2).publish is publish


def test_refusal_for_too_many_quarantined_gives_the_figures() -> None:
    counts = {"loaded_count": 6, "quarantined_count": 4}
    assert decide([], counts, 0.2).reasons == (
        "4 of 10 new documents were quarantined, 40.0%; the limit is 20.0%. "
        "Look at the failed expectations, or raise the limit if this is expected.",
    )


def test_all_reasons_are_given() -> None:
    counts = {"loaded_count": 0, "quarantined_count": 1}
    verdict = decide([found("rows", "raised", documents=()), found("accounts", "failed")], counts, 0.2)
    assert len(verdict.reasons) == 3
