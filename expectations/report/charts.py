"""Charts as SVG to stand inside a page: drawn by Altair when the page is written, coloured by the page's own style.

Altair and its renderer take half a second to load, so only what draws a chart imports them.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import altair

TREND_WIDTH, TREND_HEIGHT = 220, 48
BARS_WIDTH, BAR_STEP = 300, 20
# Room for the longest kind of line: the renderer does not know the reader's font, and measures it too short.
_NAME_WIDTH = 116
# Room above and under a trend's values, as a share of what they span; and the least span, as a share of the largest
# value: without it the last digit's noise would look like a mountain range.
_ROOM, _LEAST_SPAN = 0.15, 0.1


@dataclass(frozen=True, slots=True)
class Point:
    """A value of a trend: the place of its run among those shown, and whether that is this run, or was refused."""

    place: int
    value: float
    is_this: bool
    is_good: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its name, how long, what is written at its end, and its colour as a variable of the page's style."""

    name: str
    value: float
    text: str
    colour: str = "accent"


def trend_chart(points: Sequence[Point], run_count: int, low: float | None, high: float | None, label: str) -> str:
    """Return a line over the runs; what is usual as a band, open to the side where no limit is known."""
    bottom, top = _domain([one.value for one in points] + [end for end in (low, high) if end is not None])
    band = {"low": bottom if low is None else low, "high": top if high is None else high}
    data = {
        "points": [{"x": one.place, "y": one.value, "this": one.is_this, "good": one.is_good} for one in points],
        "band": [] if low is None and high is None else [band],
    }
    domain = {"bottom": bottom, "top": top, "last": max(run_count - 1, 1)}
    params = [{"name": name, "value": value} for name, value in domain.items()]
    return _svg({**_trend(), "datasets": data, "params": params}, label)


@cache
def _trend() -> dict[str, Any]:
    """Return what all trends share: a page has a hundred, and Altair would take most of the page's time for them."""
    import altair as alt

    ends = {name: alt.ExprRef(name) for name in ("bottom", "top", "last")}
    y_scale = alt.Scale(domain=[ends["bottom"], ends["top"]], zero=False, nice=False)
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, ends["last"]]))
    base = alt.Chart(alt.NamedData("points")).encode(x=x, y=alt.Y("y:Q", axis=None, scale=y_scale))
    band = (
        alt.Chart(alt.NamedData("band"))
        .mark_rect(color="var(--band)")
        .encode(y=alt.Y("low:Q", axis=None), y2="high:Q", x=alt.value(0), x2=alt.value(TREND_WIDTH))
    )
    line = base.mark_line(color="var(--line-ink)", strokeWidth=1.5)
    ring = base.mark_point(color="var(--line-ink)", fill="var(--card)", size=30, strokeWidth=1.25, opacity=1)
    dot = base.mark_circle(color="var(--now)", size=60, opacity=1)
    layers = (band, line, ring.transform_filter("!datum.good && !datum.this"), dot.transform_filter("datum.this"))
    return _specification(alt.layer(*layers).properties(width=TREND_WIDTH, height=TREND_HEIGHT))


def bar_chart(bars: Sequence[Bar], label: str) -> str:
    """Return one bar under the other, in the order given."""
    import altair as alt

    values = [{"name": one.name, "value": one.value, "text": one.text} for one in bars]
    colours = [f"var(--{one.colour})" for one in bars]
    names = [one.name for one in bars]
    longest = max((one.value for one in bars), default=1) or 1
    base = alt.Chart(alt.InlineData(values=values)).encode(
        y=alt.Y(
            "name:N",
            sort=names,
            title=None,
            axis=alt.Axis(domain=False, ticks=False, labelPadding=6, minExtent=_NAME_WIDTH, maxExtent=_NAME_WIDTH),
        ),
        # A third more than the longest bar: room for what is written at its end.
        x=alt.X("value:Q", axis=None, scale=alt.Scale(domain=[0, longest * 1.35])),
    )
    scale = alt.Scale(domain=names, range=colours)
    drawn = base.mark_bar(height=11).encode(color=alt.Color("name:N", scale=scale, legend=None))
    written = base.mark_text(align="left", dx=5, color="var(--soft)", fontSize=11).encode(text="text:N")
    chart = alt.layer(drawn, written).properties(width=BARS_WIDTH - _NAME_WIDTH, height=alt.Step(BAR_STEP))
    return _svg(_specification(chart), label)


def stack_chart(bars: Sequence[Bar], label: str) -> str:
    """Return one bar that is cut into parts, in the order given."""
    import altair as alt

    values = [{"name": one.name, "value": one.value, "place": place} for place, one in enumerate(bars)]
    scale = alt.Scale(domain=[one.name for one in bars], range=[f"var(--{one.colour})" for one in bars])
    drawn = (
        alt.Chart(alt.InlineData(values=values))
        .mark_bar(stroke="var(--paper)", strokeWidth=1)
        .encode(
            x=alt.X("value:Q", stack="normalize", axis=None),
            color=alt.Color("name:N", scale=scale, legend=None),
            order="place:Q",
        )
    )
    return _svg(_specification(drawn.properties(width=640, height=18), padding=0), label)


def _domain(values: Sequence[float]) -> tuple[float, float]:
    least, most = min(values), max(values)
    missing = max(abs(least), abs(most), 1e-9) * _LEAST_SPAN - (most - least)
    room = (most - least) * _ROOM + max(missing, 0) / 2
    return least - room, most + room


def _specification(chart: "altair.TopLevelMixin", padding: int = 4) -> dict[str, Any]:
    """Return a chart as its renderer takes it, without a background or a frame of its own."""
    drawn = (
        chart.configure(aria=False, background="transparent", padding=padding, font="system-ui, sans-serif")
        .configure_view(stroke=None)
        .configure_axis(labelColor="var(--ink)", labelFontSize=11, labelLimit=140)
    )
    # Checking it against the schema takes as long as drawing it.
    specification: dict[str, Any] = drawn.to_dict(validate=False)
    return specification


def _svg(specification: Mapping[str, Any], label: str) -> str:
    """Return a chart as an SVG element that scales with its place and says what it shows."""
    import vl_convert

    svg = _slim(vl_convert.vegalite_to_svg(json.dumps(specification)))
    return svg.replace("<svg ", f'<svg role="img" aria-label="{escape(label)}" ', 1)


def _slim(svg: str) -> str:
    """Leave out what only a script would read, and digits beyond a hundredth of a pixel."""
    for pattern, replacement in _patterns():
        svg = pattern.sub(replacement, svg)
    return svg


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(pattern), replacement)
        for pattern, replacement in (
            (r' (?:role|class|aria-roledescription|aria-hidden|xmlns:xlink|version)="[^"]*"', ""),
            (r'<path d="[^"]*" display="none"/>|<path d="" display="none"/>', ""),
            (r"(\.\d\d)\d+", r"\1"),
        )
    )
