"""When to run: a cron line or an interval, read and checked before anything is started."""

from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pytimeparse.timeparse import timeparse

from flows import environment


class BadScheduleError(ValueError):
    """The schedule cannot be read; the message says what can."""


@dataclass(frozen=True, slots=True)
class When:
    """A cron line in a time zone, or an interval: one of the two."""

    cron: str | None
    timezone: str
    interval: timedelta | None

    def __str__(self) -> str:
        return f"by cron {self.cron} ({self.timezone})" if self.cron else f"every {self.interval}"


def parse_schedule(cron: str | None, every: str | None, timezone: str) -> When:
    """Return the schedule of the command line's options; exactly one of `cron` and `every` is given."""
    if (cron is None) == (every is None):
        raise BadScheduleError('say when to run, either --cron "15 3 * * *" or --every 6h')
    if cron is not None:
        return _by_cron(cron, timezone)
    seconds = timeparse(every or "")
    if not seconds or seconds <= 0:
        raise BadScheduleError(f"{every!r} is no interval: use 6h, 30m, 1d or 20s")
    return When(None, timezone, timedelta(seconds=seconds))


def _by_cron(cron: str, timezone: str) -> When:
    try:
        ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise BadScheduleError(f"no time zone is called {timezone!r}: use a name such as Europe/Berlin") from error
    environment.prepare()
    from prefect.client.schemas.schedules import CronSchedule

    try:
        CronSchedule(cron=cron, timezone=timezone)
    except ValueError as error:
        raise BadScheduleError(f"{cron!r} is no cron line: five fields such as 15 3 * * *") from error
    return When(cron, timezone, None)
