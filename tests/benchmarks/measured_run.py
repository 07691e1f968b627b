"""One run of the flow in a fresh process: `python -m tests.benchmarks.measured_run SOURCE WAREHOUSE`.

Prints one JSON object when everything is over. Prefect's server is the caller's, by PREFECT_API_URL.
"""

import atexit
import json
import sys
import time
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage

KIB = 1024  # what Linux counts memory in


def main() -> None:
    """Run the flow once and leave the report to the end of the process."""
    source, warehouse = sys.argv[1:]
    from flows import environment

    environment.prepare()
    from flows.ingest import ingest

    begun = time.perf_counter()
    summary = ingest([source], overrides={"warehouse": warehouse})
    seconds = time.perf_counter() - begun
    stages = {one.name: one.seconds for one in summary.stages}
    # Called when the process that validated is over: only then is its memory counted among that of children.
    atexit.register(_report, {"outcome": summary.outcome, "seconds": seconds, "stages": stages})


def _report(measured: dict[str, object]) -> None:
    peaks = [getrusage(who).ru_maxrss * KIB for who in (RUSAGE_SELF, RUSAGE_CHILDREN)]
    print(json.dumps({**measured, "run_bytes": peaks[0], "validation_bytes": peaks[1]}))


if __name__ == "__main__":
    main()
