"""Templates to files: every page is one piece that needs nothing beside it, and is replaced in one step."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from expectations.report import wording


def write_page(path: Path, template: str, **values: object) -> None:
    """Write the page of a template; a reader sees the old page or the new one."""
    text = _environment().get_template(template).render(**values)
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.partial")
    # What was decoded badly may hold half a surrogate pair, which UTF-8 cannot write.
    partial.write_bytes(text.encode("utf-8", errors="replace"))
    partial.replace(path)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("expectations.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "count": wording.count,
        "share": wording.share,
        "measure": wording.measure,
        "moment": wording.moment,
        "short": wording.short,
        "seconds": wording.seconds,
        "visible": wording.visible,
        "words": wording.words,
    }
    environment.globals["counted"] = wording.counted
    return environment
