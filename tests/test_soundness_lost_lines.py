"""Texts of one cell to a line in which lines changed places or are lost, and every sum of a row holds nevertheless."""

from __future__ import annotations

import pytest

from govreport_parser import Report, parse
from test_soundness_blocks import TABLE_TWO
from test_soundness_moved import HEAD, PARTS, ROWS, SHOWS, misread, table_three, uncertain

BLOCKS = (
    *TABLE_TWO,
    ("行政许可", "286"),
    ("第二十条第（六）项",),
    ("信息内容", "本年处理决定数量"),
    ("行政处罚", "4"),
    ("行政强制", "1"),
)


def table_two(gone: tuple[str, ...], *, between: str = "\n") -> Report:
    """A report with table two, one cell to a line, without some lines that follow one another."""
    text = "\n".join(between.join(row) for row in BLOCKS)
    assert "\n".join(gone) in text
    return parse("\n".join([HEAD[0], "二、主动公开政府信息情况", text.replace("\n".join(gone) + "\n", "", 1)]))


def cells(path: str) -> list[str]:
    return [f"applications.{path}.{part}" for part in PARTS]


@pytest.mark.parametrize(
    ("path", "first"), [("results.granted", 0), ("results.total", 0), ("results.partially_granted", 3)]
)
def test_two_numbers_of_a_row_that_changed_places_are_seen_in_the_columns(path: str, first: int) -> None:
    numbers = [str(n) for n in ROWS[path][1]]
    numbers[first], numbers[first + 1] = numbers[first + 1], numbers[first]
    report = parse(table_three(SHOWS["lines"], printed={path: numbers}))
    assert misread(report) == []
    assert not set(cells(path)).isdisjoint(uncertain(report, "applications"))
    assert set(cells("carried_forward")).isdisjoint(uncertain(report, "applications"))


def test_a_page_shows_whose_number_is_whose() -> None:
    """Two columns of a page break by as much more as less: the office has counted so, and its numbers are read as printed."""
    rows = [(label, list(numbers)) for label, numbers in ROWS.values()]
    rows[2][1][:2] = [2, 7]
    table = "".join(f"<tr><td>{label}</td>{''.join(f'<td>{n}</td>' for n in row)}</tr>" for label, row in rows)
    head = "".join(f"<td>{label}</td>" for label in ("自然人", *HEAD[-1].split(), "总计"))
    report = parse(f"<p>{HEAD[0]}</p><table><tr><td></td>{head}</tr>{table}</table>")
    assert [report.cells[path].value for path in cells("results.granted")] == [2, 7, 0, 0, 0, 0, 9]
    assert "identity-broken" in {finding.code for finding in report.findings}


def test_the_number_above_a_row_of_table_two_that_is_not_found_may_be_of_that_row() -> None:
    """The end of a row, and the label and the first numbers of the next, are lost."""
    assert not table_two(("0", "行政规范性文件", "2", "1")).cells["disclosure.rules.in_force"].certain


def test_a_row_of_table_two_in_one_line_keeps_its_numbers_above_one_that_is_not_found() -> None:
    gone = ("\t".join(BLOCKS[3]),)
    assert table_two(gone, between="\t").cells["disclosure.rules.in_force"].value == 0


@pytest.mark.parametrize("shape", SHOWS)
@pytest.mark.parametrize("kept", range(7))
def test_the_numbers_above_a_row_of_table_three_that_is_not_found_may_be_of_that_row(shape: str, kept: int) -> None:
    """Of the row for letters and visits and of the one above the first or the last numbers are lost, and the label between."""
    above, below = "results.unavailable.unclear", "results.not_processed.complaint"
    mixed = [str(n) for n in (*ROWS[above][1][:kept], *ROWS[below][1][kept:])]
    order = [path for path in ROWS if path != below]
    report = parse(table_three(SHOWS[shape], order, {above: mixed}))
    wrong = {path for path, _ in misread(report)}
    assert wrong.isdisjoint(cells(below))
    if shape == "lines":
        assert wrong == set()
