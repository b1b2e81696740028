"""A report for reading in a terminal: its head, its tables as on the printed form, and what is to be said about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from ..cells import MISSING, Cell, Status
from ..forms import FORMS, Block, Column, Row, Table
from ..model import Report
from .terminal import Ink, balanced, columns, cut, left, printable, right, width

MARKS = {
    Status.INFERRED: "~",
    Status.BLANK: "·",
    Status.AMBIGUOUS: "?",
    Status.UNREADABLE: "!",
    Status.MISSING: "…",
}
"""How a cell is shown that was not simply read; an inferred one is shown with its value behind the mark."""

GAP = "  "
MIN_LABEL = 14
HEADER_WIDTHS = (16, 12, 8, 6, 4)
"""Column headers are broken over lines at the first of these that leaves the labels room."""

TABLE_TITLES = {
    "disclosure": "二、主动公开政府信息情况",
    "applications": "三、收到和处理政府信息公开申请情况",
    "disputes": "四、政府信息公开行政复议、行政诉讼情况",
}


@frozen
class Line:
    """One line of a grid: a label and the cells behind it, each as text and the style it is shown in."""

    label: str
    cells: tuple[tuple[str, str], ...] = ()


def render(report: Report, ink: Ink, total_width: int | None = None) -> Iterator[str]:
    """The lines of a report."""
    wide = columns() if total_width is None else total_width
    used: set[str] = set()
    yield from _head(report, ink)
    for name, title in TABLE_TITLES.items():
        table = getattr(report, name)
        yield ""
        yield ink("bold", f"{title}") + (f"  ({table.edition})" if table is not None else "")
        if table is None:
            yield "  not found"
            continue
        form = FORMS[table.edition]
        declared = next(t for t in form.tables() if t.id == name)
        for block in declared.blocks:
            header, lines = _block(declared, block, report.cells)
            used.update(style for line in lines for _, style in line.cells)
            yield from grid(header, lines, ink, wide)
    yield ""
    yield from _sections(report, ink, wide)
    yield from _tail(report, ink)
    if legend := [f"{mark} {status}" for status, mark in MARKS.items() if str(status) in used]:
        yield ink("dim", "legend: " + "   ".join(legend))


def _head(report: Report, ink: Ink) -> Iterator[str]:
    yield ink("bold", printable(report.title or "(no title found)"))
    facts = {
        "agency": report.agency,
        "year": report.year,
        "published": report.published,
        "edition": report.edition,
    }
    yield "   ".join(
        f"{ink('dim', name)} {printable(str(fact)) if fact is not None else '-'}" for name, fact in facts.items()
    )


def _block(table: Table, block: Block, cells: Mapping[str, Cell]) -> tuple[tuple[str, ...], list[Line]]:
    """The column headers and lines of a block: the columns that are printed, or the form's where none is."""
    leaves = [path for row in block.rows for path, _ in row.leaves()]
    present = [p.rpartition(".") for p in cells if p.startswith(f"{table.id}.")]
    there = [p for p in present if p[0].partition(".")[2] in leaves]
    held = [p for p in there if cells["".join(p)].status is not Status.MISSING]
    names = list(dict.fromkeys(name for _, _, name in held or there))
    known = {
        column.id: column
        for edition in FORMS.values()
        for t in edition.tables()
        if t.id == table.id
        for b in t.blocks
        for column in b.columns
    }
    known |= {column.id: column for b in table.blocks for column in b.columns}
    shown = [known[name] for name in names if name in known] or list(block.columns)
    lines = [line for row in block.rows for line in _lines(row, f"{table.id}.", "", shown, cells)]
    title = block.title.text if block.title else ""
    return (title, *(column.label.text.partition("（")[0] for column in shown)), lines


def _lines(row: Row, prefix: str, indent: str, shown: Iterable[Column], cells: Mapping[str, Cell]) -> Iterator[Line]:
    path = f"{prefix}{row.id}"
    label = f"{indent}{row.number}{row.label.text.partition('（')[0]}"
    if row.rows:
        yield Line(label)
        for inner in row.rows:
            yield from _lines(inner, f"{path}.", f"{indent}  ", shown, cells)
    else:
        yield Line(label, tuple(show(cells.get(f"{path}.{column.id}", MISSING)) for column in shown))


def show(cell: Cell) -> tuple[str, str]:
    """A cell as it is shown, and the style to show it in."""
    value = "" if cell.value is None else f"{cell.value:,}"
    return MARKS.get(cell.status, "") + value, str(cell.status)


def grid(header: tuple[str, ...], lines: list[Line], ink: Ink, total_width: int) -> Iterator[str]:
    """Lay lines out under their header: the numbers to the right, the labels with what room is left."""
    numbers = [
        max((width(line.cells[i][0]) for line in lines if line.cells), default=1) for i in range(len(header) - 1)
    ]
    longest = max(width(line.label) for line in lines)
    for limit in HEADER_WIDTHS:
        heads = [balanced(text, limit) for text in header[1:]]
        sizes = [max(n, *(width(part) for part in head)) for n, head in zip(numbers, heads, strict=True)]
        room = total_width - sum(sizes) - len(GAP) * len(sizes)
        if room >= min(longest, 40):
            break
    stacked = room < MIN_LABEL
    label_width = 2 if stacked else min(max(longest, width(header[0])), room)
    depth = max(len(head) for head in heads)
    for i in range(depth):
        parts = [
            right(head[i - depth + len(head)] if i >= depth - len(head) else "", size)
            for head, size in zip(heads, sizes, strict=True)
        ]
        first = header[0] if i == depth - 1 and not stacked else ""
        yield ink("dim", left(cut(first, label_width), label_width) + GAP + GAP.join(parts)).rstrip()
    for line in lines:
        cells = GAP.join(ink(style, right(text, size)) for (text, style), size in zip(line.cells, sizes, strict=False))
        if stacked:
            yield cut(line.label, total_width)
        label = "" if stacked else cut(line.label, label_width)
        if cells or not stacked:
            yield (left(label, label_width) + GAP + cells).rstrip()


def _sections(report: Report, ink: Ink, wide: int) -> Iterator[str]:
    yield ink("bold", "sections")
    if not report.sections:
        yield "  none found"
    for section in report.sections:
        below = sum(1 for _ in section.walk()) - 1
        size = f"{len(section.text)} characters" + (f", {below} below it" if below else "")
        room = max(wide - len(size) - 4, 10)
        yield f"  {cut(printable(section.number + section.title), room)}{GAP}{ink('dim', size)}"


def _tail(report: Report, ink: Ink) -> Iterator[str]:
    statuses = Counter(cell.status for cell in report.cells.values())
    yield ""
    counted = ", ".join(f"{statuses[status]} {status}" for status in Status if statuses[status])
    yield f"{ink('bold', 'cells')} {len(report.cells)}" + (f": {counted}" if counted else "")
    outcomes = Counter(str(check.outcome) for check in report.checks)
    counted = ", ".join(f"{count} {outcome}" for outcome, count in outcomes.items())
    yield f"{ink('bold', 'identities')} {len(report.checks)}" + (f": {counted}" if counted else "")
    severities = Counter(str(finding.severity) for finding in report.findings)
    counted = ", ".join(f"{severities[name]} {name}" for name in ("error", "warning", "info") if severities[name])
    yield f"{ink('bold', 'findings')} {len(report.findings)}" + (f": {counted}" if counted else "")
