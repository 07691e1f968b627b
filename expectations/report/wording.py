"""Numbers, times and names as the pages write them."""

from datetime import datetime
from typing import Literal

Unit = Literal["share", "count", "days", "seconds", "rate", "number"]


def count(value: float) -> str:
    """Return a whole number: `12,345`."""
    return f"{value:,.0f}"


def counted(value: int, noun: str) -> str:
    """Return a number with its noun: `1 line`, `2 lines`."""
    return f"{count(value)} {noun}{'' if value == 1 else 's'}"


def share(value: float) -> str:
    """Return a ratio as a percentage; what is not quite all is never shown as all, nor little as nothing."""
    if 0 < value < 0.001:
        return "< 0.1%"
    if 0.999 < value < 1:
        return "> 99.9%"
    return f"{value:.1%}"


def seconds(value: float) -> str:
    """Return a duration: `0.25 s`, `12 s`, `3 min 20 s`."""
    if value < 60:
        return f"{value:.2f} s" if value < 1 else f"{value:.1f} s" if value < 10 else f"{value:.0f} s"
    minutes, rest = divmod(round(value), 60)
    return f"{minutes} min {rest} s" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


def measure(value: float | None, unit: Unit) -> str:
    """Return a metric's value in its unit; a dash where there is none."""
    if value is None:
        return "–"
    match unit:
        case "share":
            return share(value)
        case "seconds":
            return seconds(value)
        case "days":
            return f"{value:,.0f} {'day' if value == 1 else 'days'}"
        case "rate":
            return f"{value:,.0f}/s" if value >= 10 else f"{value:.1f}/s"
        case "count":
            return count(value)
        case "number":
            return count(value) if value >= 100 or value == int(value) else f"{value:.2f}"


def between(low: float | None, high: float | None, unit: Unit) -> str | None:
    """Return what is usual in words; None where neither end is known."""
    if low is None and high is None:
        return None
    if low is None:
        return f"at most {measure(high, unit)}"
    if high is None:
        return f"at least {measure(low, unit)}"
    return f"{measure(low, unit)} to {measure(high, unit)}"


def moment(value: datetime) -> str:
    """Return a time of the tables, which are in UTC."""
    return f"{value.day} {value:%B %Y, %H:%M} UTC"


def words(name: str) -> str:
    """Return a name of the tables as words: `related_link` is `related link`."""
    return name.replace("_", " ")


def visible(text: str) -> str:
    """Return a text that can be seen: blanks and invisible characters by their numbers where there is nothing else."""
    if any(char.isprintable() and not char.isspace() for char in text):
        return text
    return " ".join(f"U+{ord(char):04X}" for char in text[:8]) + (" …" if len(text) > 8 else "")


def short(text: object, limit: int = 160) -> str:
    """Return a value on one line, cut where it is longer than `limit` characters."""
    line = " ".join(str(text)[: 4 * limit].split())
    return line if len(line) <= limit else f"{line[: limit - 1].rstrip()}…"
