"""Running expectations with Great Expectations: what passed, what failed, what could not be evaluated."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any, ClassVar

from expectations import duckdb_dialect
from expectations.expectation import SQL_CHECK, Expectation
from expectations.query_times import tag, timed
from expectations.suites import key
from warehouse.schema import TABLES, table_name

# The same as the project's own connections: without these a missing extension waits on the network.
_OFFLINE = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}

_KEYS = {table_name(table): list(key(table)) for table in TABLES}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What Great Expectations made of one expectation; `rows` selects the wrong rows, `problem` says why it raised."""

    passed: bool
    problem: str | None = None
    failing_count: int = 0
    observed: object = None
    rows: str | None = None
    seconds: float | None = None


def judge(stage: Path, expectations: Sequence[Expectation]) -> dict[str, Judgement]:
    """Run expectations on the tables of a DuckDB file, by name.

    The file is opened read-only and is free again on return; nothing else is written, read or
    connected to. One batch a table. The first pass asks for pass or fail alone, the second for
    counts and queries: of what failed without a query of its own, and of what tolerates failing rows.
    """
    judgements: dict[str, Judgement] = {}
    by_table = sorted(expectations, key=attrgetter("table"))
    with _source(stage) as source, timed(source.get_execution_engine().engine) as times:
        for table, group in groupby(by_table, key=attrgetter("table")):
            asset = source.add_table_asset(table, table_name=table)
            batch = asset.add_batch_definition_whole_table(table).get_batch()
            suite = list(group)
            judgements |= _run(batch, suite, "BOOLEAN_ONLY")
            again = [one for one in suite if _wants_details(one, judgements[one.name])]
            if again:
                judgements |= _run(batch, again, _details(table))
            for name, seconds in times.split(suite).items():
                judgements[name] = replace(judgements[name], seconds=seconds)
    return judgements


@contextmanager
def _source(stage: Path) -> Iterator[Any]:
    """Open a file as a data source of a context that lives in memory, and close it whatever happens."""
    context: Any = duckdb_dialect.load().get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    context.variables.analytics_enabled = False
    connect_args = {"database": str(stage), "read_only": True, "config": dict(_OFFLINE)}
    # The path travels in connect_args: in a URL `?`, `%` and `$` would mean something.
    source = context.data_sources.add_sql(
        "stage", connection_string="duckdb:///stage", kwargs={"connect_args": connect_args}
    )
    try:
        yield source
    finally:
        source.get_execution_engine().close()
        source.get_engine().dispose()


def _run(batch: Any, suite: Sequence[Expectation], result_format: object) -> dict[str, Judgement]:
    """Validate expectations of one table together: the engine then bundles their metrics into few queries."""
    import great_expectations

    demands = [_demand(one) for one in suite]
    validated = batch.validate(
        great_expectations.ExpectationSuite(name="suite", expectations=demands), result_format=result_format
    )
    return {one.expectation_config.meta["check_name"]: _judgement(one) for one in validated.results}


def _demand(expectation: Expectation) -> Any:
    """Return the expectation as an object of Great Expectations, marked with its name to be found again."""
    import great_expectations.expectations as kinds

    about: dict[str, Any] = {"severity": expectation.severity, "meta": {"check_name": expectation.name}}
    if expectation.kind == SQL_CHECK and expectation.rows is not None:
        return _rows_check()(unexpected_rows_query=_escaped(expectation), **about)
    return getattr(kinds, expectation.kind)(**expectation.arguments, **about)


@cache
def _rows_check() -> Any:
    """Return the engine's expectation of a query without rows, made to run the query once.

    The original runs it twice: to count the rows, and to fetch the first 200, which nobody here reads.
    """
    from great_expectations.expectations.core.unexpected_rows_expectation import UnexpectedRowsExpectation

    count = "unexpected_rows_query.row_count"

    class UnexpectedRowsCount(UnexpectedRowsExpectation):
        metric_dependencies: ClassVar[tuple[str, ...]] = (count,)

        def _validate(self, metrics: dict[str, Any], *_: object, **__: object) -> dict[str, Any]:
            return {"success": metrics[count] == 0}

    return UnexpectedRowsCount


def _escaped(expectation: Expectation) -> str:
    """Return its rows' plain SQL as the engine reads it: braces doubled, colons no bind parameters, `{batch}` named."""
    sql = f"/* {tag(expectation.name)} */ {expectation.rows}"
    braces = sql.replace("{", "{{").replace("}", "}}")
    colons = re.sub(r"(?<!:):(?=\w)", r"\\:", braces)
    return f"/* {{batch}} */ {colons}"


def _wants_details(expectation: Expectation, judgement: Judgement) -> bool:
    if judgement.problem is not None:
        return False
    return "mostly" in expectation.arguments or (not judgement.passed and expectation.rows is None)


def _details(table: str) -> Mapping[str, object]:
    """Ask for the count and the query of the failing rows, and for no row: lists of rows are cut at 20."""
    return {
        "result_format": "COMPLETE",
        "unexpected_index_column_names": _KEYS[table],
        "return_unexpected_index_query": True,
        "partial_unexpected_count": 0,
        "exclude_unexpected_values": True,
    }


def _judgement(result: Any) -> Judgement:
    problem = _problem(result.exception_info)
    return Judgement(
        passed=bool(result.success) and problem is None,
        problem=problem,
        failing_count=result.result.get("unexpected_count", 0),
        observed=result.result.get("observed_value"),
        rows=result.result.get("unexpected_index_query"),
    )


def _problem(info: Mapping[str, Any]) -> str | None:
    """Return what was raised. The engine tells it flat for an expectation, and by metric for its metrics."""
    raised = [info] if "raised_exception" in info else list(info.values())
    messages = [str(one["exception_message"]) for one in raised if one.get("raised_exception", True)]
    return messages[0].partition("\n[SQL:")[0] if messages else None  # the metrics fail for one reason
