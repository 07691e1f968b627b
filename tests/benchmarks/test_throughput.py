from dataclasses import replace

from tests.benchmarks.throughput import Measured, misses, table

SMALL = Measured(
    documents=100,
    seconds=0.1,
    processor_seconds=0.15,
    stages={"read": 0.02, "refine": 2.0},
    run_bytes=600_000_000,
    validation_bytes=500_000_000,
)
LARGE = replace(SMALL, documents=400, seconds=0.4, stages={"read": 0.5, "refine": 9.5})


def test_nothing_is_missed_within_the_targets() -> None:
    assert list(misses(SMALL, LARGE)) == []


def test_slow_run_misses_the_rate() -> None:
    assert list(misses(replace(SMALL, seconds=0.4), LARGE)) == ["250 documents/s, the target is 500"]


def test_both_processes_count_as_memory() -> None:
    assert list(misses(replace(SMALL, validation_bytes=1_000_000_000), LARGE)) == ["1.60 GB, the limit is 1.5 GB"]


def test_stage_that_grows_faster_than_the_documents_is_named() -> None:
    assert list(misses(SMALL, replace(LARGE, stages={"read": 0.5, "refine": 9.8}))) == [
        "refine takes 9.8 s for 4 times the documents, allowed are 9.7 s after 2.0 s"
    ]


def test_table_gives_the_ratio_of_the_time_per_document() -> None:
    (refine,) = (line for line in table(SMALL, LARGE) if line.startswith("refine"))
    assert refine.split() == ["refine", "2.00", "9.50", "1.19x"]
