"""Plots as inline SVG, drawn by hand: bars, stacked bars, a line. No script, no font, nothing from outside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from math import floor, log10

WIDTH, HEIGHT = 640, 260
LEFT, RIGHT, TOP, BOTTOM = 64, 16, 12, 34

PALETTE = ("#0072b2", "#56b4e9", "#d55e00", "#e69f00", "#cc79a7", "#999999", "#009e73")
"""Colours that people with any colour vision can tell apart (Okabe and Ito's set)."""


def bars(title: str, names: Sequence[str], values: Sequence[float], *, percent: bool = False) -> str:
    """One bar to a name."""
    return stacked(title, names, {"": values}, percent=percent)


def stacked(
    title: str,
    names: Sequence[str],
    series: Mapping[str, Sequence[float]],
    *,
    percent: bool = False,
    marks: Sequence[float] = (),
    marks_name: str = "",
) -> str:
    """Bars made of one piece for each series; ``marks`` is a value to each bar that is drawn as a line across it."""
    heights = [sum(values[i] for values in series.values()) for i in range(len(names))]
    top = 1.0 if percent else nice(max([*heights, *marks, 1]))
    step = (WIDTH - LEFT - RIGHT) / max(len(names), 1)
    body = _axis(top, percent=percent)
    for i, name in enumerate(names):
        x, width, below = LEFT + step * (i + 0.15), step * 0.7, 0.0
        for (label, values), colour in zip(series.items(), PALETTE, strict=False):
            if values[i] > 0:
                body.append(_piece(x, width, below, values[i], top, colour, _tip(name, label, values[i], percent)))
                below += values[i]
        if marks:
            y = _y(marks[i], top)
            tip = escape(_tip(name, marks_name, marks[i], percent))
            body.append(
                f'<line x1="{x - 4:.1f}" x2="{x + width + 4:.1f}" y1="{y:.1f}" y2="{y:.1f}" class="mark">'
                f"<title>{tip}</title></line>"
            )
        body.append(f'<text x="{x + width / 2:.1f}" y="{HEIGHT - 12}" text-anchor="middle">{escape(name)}</text>')
    return _svg(title, body) + _legend(series, marks_name if marks else "")


def nice(value: float) -> float:
    """The next number up that reads well on an axis."""
    unit = 10.0 ** floor(log10(value))
    return next(unit * factor for factor in (1, 2, 2.5, 5, 10) if unit * factor >= value)


def short(value: float) -> str:
    """A number as an axis shows it: 20 M for twenty million."""
    for unit, name in ((1e9, " G"), (1e6, " M"), (1e3, " k")):
        if value >= 10 * unit or (value >= unit and value % unit == 0):
            return f"{value / unit:g}{name}"
    return f"{value:g}"


def _y(value: float, top: float) -> float:
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / top


def _piece(x: float, width: float, below: float, value: float, top: float, colour: str, tip: str) -> str:
    upper, lower = _y(below + value, top), _y(below, top)
    return (
        f'<rect x="{x:.1f}" y="{upper:.1f}" width="{width:.1f}" height="{lower - upper:.1f}" fill="{colour}">'
        f"<title>{escape(tip)}</title></rect>"
    )


def _tip(name: str, label: str, value: float, percent: bool) -> str:
    shown = f"{value:.1%}" if percent else f"{value:,.0f}"
    return f"{name}{' · ' + label if label else ''}: {shown}"


def _axis(top: float, *, percent: bool) -> list[str]:
    out = []
    for i in range(5):
        value, y = top * i / 4, _y(top * i / 4, top)
        shown = f"{value:.0%}" if percent else short(value)
        out.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" class="grid"/>')
        out.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{shown}</text>')
    return out


def _svg(title: str, body: list[str]) -> str:
    label = escape(title, quote=True)
    return f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{label}">{"".join(body)}</svg>'


def _legend(series: Mapping[str, Sequence[float]], marks: str) -> str:
    items = [
        f'<span><i style="background:{colour}"></i>{escape(name)}</span>'
        for name, colour in zip(series, PALETTE, strict=False)
        if name
    ]
    if marks:
        items.append(f'<span><i class="mark"></i>{escape(marks)}</span>')
    return f'<p class="legend">{"".join(items)}</p>' if items else ""
