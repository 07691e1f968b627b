"""Times as records write them."""

from datetime import UTC, datetime

# Nothing was fetched before there was a web: the zero times of databases and of Go are no times.
_EARLIEST = datetime(1991, 1, 1)
_WARC_LENGTH = len("20170301120000")
_MILLISECONDS_FROM = 10**11  # as seconds this is the year 5138


def parse_time(value: object) -> datetime | None:
    """Return a time as naive UTC, null when `value` is none.

    Read are ISO 8601 (UTC where no zone is given), the 14 digits of web archives, and seconds or
    milliseconds since 1970.
    """
    try:
        moment = _moment(value)
        if moment is not None and moment.tzinfo is not None:
            moment = moment.astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError, OSError):  # OSError: seconds out of the platform's range
        return None
    return moment if moment is not None and moment >= _EARLIEST else None


def _moment(value: object) -> datetime | None:
    match value:
        case bool():
            return None
        case int() | float():
            return datetime.fromtimestamp(value / 1000 if value >= _MILLISECONDS_FROM else value, UTC)
        case str() if len(value) == _WARC_LENGTH and value.isdigit():
            return datetime.strptime(value, "%Y%m%d%H%M%S")
        case str():
            return datetime.fromisoformat(value.strip())
        case _:
            return None
