"""What training says while it runs, with the seconds since it began."""

import time


class Stopwatch:
    """Prints what it is called with."""

    def __init__(self) -> None:
        self._begun = time.monotonic()

    def __call__(self, what: str) -> None:
        """Print one line."""
        print(f"{time.monotonic() - self._begun:6.0f} s  {what}", flush=True)
