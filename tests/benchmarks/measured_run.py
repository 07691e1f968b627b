"""One run of the flow in a fresh process: `python -m tests.benchmarks.measured_run SOURCE WAREHOUSE`.

Prints one JSON object when everything is over. Prefect's server is the caller's, by PREFECT_API_URL.
"""

import atexit
import json
import sys
import time
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage

PEAK_UNIT = 1024  # Linux counts peaks of memory in KiB


def main() -> None:
    """Run the flow once and leave the report to the end of the process."""
    source, warehouse = sys.argv[1:]
    from flows import environment

    environment.prepare()
    from flows.ingest import ingest

    begun, used_before = time.perf_counter(), _processor_seconds()
    summary = ingest([source], overrides={"warehouse": warehouse})
    measured = {
        "outcome": summary.outcome,
        "seconds": time.perf_counter() - begun,
        "stages": {one.name: one.seconds for one in summary.stages},
    }
    # Called when the process that validated is over: only then do its time and memory count as those of children.
    atexit.register(_report, measured, used_before)


def _report(measured: dict[str, object], used_before: float) -> None:
    run, validation = (getrusage(who).ru_maxrss * PEAK_UNIT for who in (RUSAGE_SELF, RUSAGE_CHILDREN))
    used = _processor_seconds() - used_before
    print(json.dumps({**measured, "processor_seconds": used, "run_bytes": run, "validation_bytes": validation}))


def _processor_seconds() -> float:
    """Return the seconds of processor that this process and its ended children have used."""
    return sum(getrusage(who).ru_utime + getrusage(who).ru_stime for who in (RUSAGE_SELF, RUSAGE_CHILDREN))


if __name__ == "__main__":
    main()
