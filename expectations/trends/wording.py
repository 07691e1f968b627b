"""What a finding says, and where its rows are."""

from collections.abc import Mapping

from expectations.trends.candidates import Candidate
from expectations.trends.watched import Metric, Unit
from warehouse.ddl import quoted


def sentence(one: Candidate, metrics: Mapping[str, Metric]) -> str:
    """Return what was found, in one sentence."""
    if one.kind == "expectation":
        return f"{one.name}: {one.observed}. It must hold: {(one.expected or '').removesuffix('.')}."
    said = _said(one, metrics)
    return said if one.scope_kind != "run" else f"{said[:1].upper()}{said[1:]}"


def _said(one: Candidate, metrics: Mapping[str, Metric]) -> str:
    place = "" if one.scope_kind == "run" else f"{_short(one.scope)}: "
    runs = _plural(one.compared_count, "run")
    match one.kind:
        case "silence":
            silence = f"nothing for {_plural(one.run_count, 'run')}" if (one.run_count or 0) > 1 else "nothing"
            return f"{place}fallen silent: {silence}; the median of {runs} before is {_count(one.center)} {one.base}."
        case "vanished_field":
            return f"{place}the field `{one.of}` is gone; {_share(one.center)} of the records of {runs} had it."
        case "new_field":
            return f"{place}the field `{one.of}` is new: {_share(one.value)} of the records, none in {runs} before."
        case "staleness" if one.base == "documents":
            return (
                f"nothing new for {_days(one.value)}; the longest pause was {_days((one.high or 0.0) / 2)} "
                f"among {runs} that brought something."
            )
    metric = metrics[one.base]
    about = metric.about.format_map({"of": one.of, "as": f" as {one.of}" if one.of else ""})
    told = number(one.value or 0.0, metric.unit)
    pooled = f" over {one.run_count} runs" if (one.run_count or 0) > 1 else ""
    if one.kind == "bound":
        return f"{place}{about}: {told}{pooled}, {_bound(one, metric.unit)}."
    return f"{place}{about}: {told}{pooled}, usually {_range(one, metric.unit)} ({runs})."


def number(value: float, unit: Unit) -> str:
    """Return a number as its unit is written: shares in per cent, the rest with as many digits as tell something."""
    match unit:
        case "share" | "mean":
            return _share(value)
        case "days":
            return _days(value)
        case "rate":
            return f"{value:,.0f}/s"
        case _:
            return _count(value)


def query(one: Candidate, metrics: Mapping[str, Metric], run_id: int) -> str | None:
    """Return the SQL that selects the rows of a finding; None where it has none."""
    if one.kind == "expectation":
        return f"select * from check_failures where run_id = {run_id} and check_name = {quoted(one.name)}"
    if one.kind == "silence":
        counted = f"select run_id as run, count(*) as {one.base.removesuffix('s')}_count from {one.base}"
        return f"{counted} where {_scope(one)} group by run_id order by run_id desc"
    if one.base not in metrics or metrics[one.base].rows is None:
        return None
    rows = " ".join(str(metrics[one.base].rows).split())
    return rows.format_map({"run_id": run_id, "scope": _scope(one), "of": one.of.replace("'", "''")})


def _scope(one: Candidate) -> str:
    match one.scope_kind:
        case "site":
            return f"site_id = {quoted(one.scope)}"
        case "feed":
            return f"source_id in (select source_id from source_feeds where feed = {quoted(one.scope)})"
        case _:
            return "true"


def _short(scope: str) -> str:
    """Return a site, or a feed by its last folder and its name: the whole of it stands beside the sentence."""
    return "/".join(scope.split("/")[-2:])


def _range(one: Candidate, unit: Unit) -> str:
    low, high = number(one.low or 0.0, unit), number(one.high or 0.0, unit)
    return low if low == high else f"{low} to {high}"


def _bound(one: Candidate, unit: Unit) -> str:
    if one.low is not None and (one.value or 0.0) < one.low:
        return f"less than {number(one.low, unit)}"
    return f"more than {number(one.high or 0.0, unit)}"


def _share(value: float | None) -> str:
    percent = 100 * (value or 0.0)
    return f"{percent:.1f} %" if 0 < percent < 1 or 99 < percent < 100 else f"{percent:.0f} %"


def _count(value: float | None) -> str:
    count = value or 0.0
    return f"{count:,.0f}" if count >= 10 or count.is_integer() else f"{count:.1f}"


def _days(value: float | None) -> str:
    return _plural(round(value or 0.0), "day")


def _plural(count: int | None, noun: str) -> str:
    return f"{count or 0:,} {noun}{'' if count == 1 else 's'}"
