"""The summary as one page of HTML that needs nothing else: no script, no network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from html import escape

from .plots import bars, stacked
from .summary import NOT_ADDED, OUTCOMES, Requests, Summary, Year, share

PLOTTED = 3
"""Kinds of bodies whose requests are drawn: those with most reports. The table holds all."""
NONE = Requests(0, 0, {})

STYLE = """
:root { color-scheme: light dark; --ink: #1b1b1b; --soft: #6a6a6a; --line: #d9d9d9; --paper: #fff; --bar: #0072b2; }
@media (prefers-color-scheme: dark) { :root { --ink: #eee; --soft: #aaa; --line: #444; --paper: #161616; } }
body { font: 16px/1.5 system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; color: var(--ink);
  background: var(--paper); max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.05rem; margin: 0 0 .5rem; } small, .soft { color: var(--soft); }
main { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 30rem), 1fr)); gap: 2rem; margin-top: 1.5rem; }
section { min-width: 0; } .wide { grid-column: 1 / -1; }
dl { display: flex; flex-wrap: wrap; gap: 1.5rem; margin: 1rem 0 0; } dt { color: var(--soft); font-size: .85rem; }
dd { margin: 0; font-size: 1.6rem; font-variant-numeric: tabular-nums; }
svg { width: 100%; max-width: 44rem; height: auto; display: block; } svg text { fill: var(--soft); font-size: 12px; }
.grid { stroke: var(--line); } line.mark { stroke: var(--ink); stroke-width: 2.5; }
.legend { display: flex; flex-wrap: wrap; gap: .3rem 1rem; margin: .3rem 0 0; font-size: .85rem; }
.legend i { display: inline-block; width: .8em; height: .8em; margin-right: .4em; border-radius: 2px; }
.legend i.mark { height: 3px; background: var(--ink); vertical-align: middle; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; font-variant-numeric: tabular-nums; }
td, th { text-align: left; padding: .2rem .5rem .2rem 0; border-bottom: 1px solid var(--line); font-weight: normal; }
td.n, th.n { text-align: right; } td.b { width: 35%; } td.b i { display: block; height: .7em; background: var(--bar); border-radius: 2px; }
th { color: var(--soft); }
"""


def page(found: Summary) -> str:
    """The whole page."""
    years = [year for year in found.years if year.year is not None]
    parts = [
        _head(found),
        "<main>",
        *_plots(years),
        _counts("Documents 文档", found.documents),
        _counts("Cells 单元格", found.coverage),
        _counts("Identities 勾稽关系", found.identities),
        _counts("Editions 表式版本", found.editions),
        _counts("Kinds of body 机关类别", found.kinds),
        _counts("Failures 失败原因", found.failures),
        _counts(
            "Findings 发现", {f"{code} ({severity})": n for (severity, code), n in found.findings.items()}, wide=True
        ),
        _table(found.years),
        _by_kind(found.years),
        "</main>",
    ]
    title = escape(found.out)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>'
        f'{title}</title><meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<link rel="icon" href="data:,"><style>{STYLE}</style></head>\n<body>\n'
        + "\n".join(parts)
        + "\n</body></html>\n"
    )


def _head(found: Summary) -> str:
    certain = sum(found.coverage[s] for s in ("read", "inferred", "blank"))
    facts = {
        "documents": f"{sum(found.documents.values()):,}",
        "reports": f"{found.reports:,}",
        "repeated": f"{found.repeated:,}",
        "cells certain": share(certain, sum(found.coverage.values())),
        "identities held": share(found.identities["held"], sum(found.identities.values())),
        "failures": f"{sum(found.failures.values()):,}",
    }
    state = "" if found.complete else '<p class="soft">The run that wrote it is unfinished.</p>'
    items = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in facts.items())
    return f"<header><h1>{escape(found.out)}</h1>{state}<dl>{items}</dl></header>"


def _plots(years: list[Year]) -> Iterable[str]:
    if not years:
        return
    names = [str(year.year) for year in years]
    yield _section("Reports by year 各年度报告数", bars("Reports by year", names, [year.reports for year in years]))
    shares = [year.share or 0.0 for year in years]
    yield _section(
        "Share of cells that are certain 确定单元格占比",
        bars("Share of cells certain by year", names, shares, percent=True),
    )
    kinds = Counter[str]()
    for year in years:
        kinds.update({kind: own.counted for kind, own in year.requests.items()})
    for kind, _ in kinds.most_common(PLOTTED):
        yield _requests(kind, [(year, year.requests.get(kind, NONE)) for year in years])


def _requests(kind: str, found: list[tuple[Year, Requests]]) -> str:
    """Requests and their outcomes in the reports of one kind of body."""
    drawn = stacked(
        f"Requests by outcome and year: {kind}",
        [str(year.year) for year, _ in found],
        {name: [own.outcomes.get(name, 0) for _, own in found] for name in OUTCOMES},
        marks=[own.received for _, own in found],
        marks_name="newly received",
    )
    counted = ", ".join(f"{year.year}: {own.counted} of {year.reports}" for year, own in found)
    note = f'<p class="soft">Sums over reports in which the number received is certain ({escape(counted)}).</p>'
    return _section(f"Requests and their outcomes 申请数与办理结果: {kind}", drawn + note)


def _section(title: str, body: str, *, wide: bool = False) -> str:
    return f"<section{' class=wide' if wide else ''}><h2>{escape(title)}</h2>{body}</section>"


def _counts(title: str, counts: Mapping[str, int], *, wide: bool = False) -> str:
    if not counts:
        return ""
    whole, most = sum(counts.values()), max(*counts.values(), 1)
    rows = "".join(
        f'<tr><td>{escape(name)}</td><td class="n">{count:,}</td><td class="n">{share(count, whole)}</td>'
        f'<td class="b"><i style="width:{100 * count / most:.1f}%"></i></td></tr>'
        for name, count in counts.items()
    )
    return _section(title, f"<table>{rows}</table>", wide=wide)


def _table(years: Iterable[Year]) -> str:
    rows = ([year.year or "unknown", f"{year.reports:,}", share(year.certain, year.cells)] for year in years)
    return _section("By year 分年度", _rows(("year", "reports", "certain"), rows, names=1))


def _by_kind(years: Iterable[Year]) -> str:
    rows = [
        [year.year or "unknown", kind, *(f"{n:,}" for n in _numbers(own))]
        for year in years
        for kind, own in year.requests.items()
    ]
    if not rows:
        return ""
    head = ("year", "kind of body", "counted", "received", *OUTCOMES)
    note = f'<p class="soft">Kinds are {escape(NOT_ADDED)}.</p>'
    return _section("Requests by kind of body 分机关类别的申请数", _rows(head, rows, names=2) + note, wide=True)


def _numbers(own: Requests) -> list[int]:
    return [own.counted, own.received, *(own.outcomes.get(name, 0) for name in OUTCOMES)]


def _rows(head: Sequence[str], rows: Iterable[Sequence[object]], names: int) -> str:
    """A table; all columns but the first ``names`` hold numbers."""
    marks = ["" if i < names else ' class="n"' for i in range(len(head))]
    lines = [("th", head), *(("td", row) for row in rows)]
    body = (
        "".join(f"<{tag}{mark}>{escape(str(cell))}</{tag}>" for mark, cell in zip(marks, row, strict=True))
        for tag, row in lines
    )
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in body)}</table>"
