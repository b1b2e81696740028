"""Table three in text that shows empty cells: they are blanks where every row shows the form's cells, and the sums tell them apart."""

from __future__ import annotations

import pytest

from govreport_parser import Report, Status, parse
from govreport_parser.forms import FORMS

ROWS = [(path, row.number + row.label.text) for path, row, _ in FORMS["2021"].applications.rows()]
COLUMNS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
COUNTS = {
    "received": [14, 2, 0, 0, 1, 0, 17],
    "carried_over": [3, 0, 0, 0, 0, 0, 3],
    "results.granted": [9, 1, 0, 0, 0, 0, 10],
    "results.refused.internal_affairs": [2, 1, 0, 0, 0, 0, 3],
    "results.unavailable.not_held": [4, 0, 0, 0, 1, 0, 5],
    "results.total": [15, 2, 0, 0, 1, 0, 18],
    "carried_forward": [2, 0, 0, 0, 0, 0, 2],
}
NOTHING = [0] * 7


def cells(path: str) -> list[str]:
    return [str(number or "") for number in COUNTS.get(path, NOTHING)]


def tabs(label: str, row: list[str]) -> str:
    return "\t".join([label, *row])


def bars(label: str, row: list[str]) -> str:
    return " | ".join([label, *row]) + " | ||"


def lines(label: str, row: list[str]) -> str:
    return "\n".join([f"{label} |", *(f"{cell} |" if cell else "|" for cell in row)])


STYLES = pytest.mark.parametrize("style", [tabs, bars, lines])


def read(style: object, changed: dict[str, list[str]] | None = None) -> Report:
    assert callable(style)
    table = [style(label, (changed or {}).get(path, cells(path))) for path, label in ROWS]
    head = "三、收到和处理政府信息公开申请情况\n申请人情况\n" + style("", COLUMNS).lstrip()
    return parse("\n".join([head, *table, "六、其他需要报告的事项", "无"]))


@STYLES
def test_blanks_for_zeros(style: object) -> None:
    report = read(style)
    for path, counts in COUNTS.items():
        found = [c for p, c in report.cells.items() if p.startswith(f"applications.{path}.")]
        assert [c.value or 0 for c in found] == counts
        assert {c.status for c in found} == {Status.READ, Status.BLANK}


@STYLES
@pytest.mark.parametrize(
    "row",
    [
        ["9", "1", "", "", "", "10"],
        ["9", "9", "1", "", "", "", "", "10"],
        ["", "9", "1", "", "", "", "", "10"],
        ["9", "", "1", "", "", "", "0", "10"],
        ["9", "", "1", "0", "", "", "0", "0", "10"],
        ["0", "9", "1", "0", "", "0", "0", "10"],
    ],
)
def test_a_cell_lost_or_one_too_many_moves_no_number(style: object, row: list[str]) -> None:
    report = read(style, {"results.granted": row})
    found = [c for p, c in report.cells.items() if p.startswith("applications.results.granted.")]
    wanted = dict(zip([p for p in report.cells if ".granted." in p], COUNTS["results.granted"], strict=True))
    certain = [c.value == wanted[p] for p, c in report.cells.items() if p in wanted and c.status is Status.READ]
    assert len(found) == len(wanted) == 7
    assert all(certain)


def test_no_sum_tells_a_zero_from_a_blank() -> None:
    report = read(lines, {"results.granted": ["9", "1", "", "0", "", "", "10"]})
    cell = report.cells["applications.results.granted.public_interest"]
    assert cell.status is not Status.READ


def double_tabs(label: str, row: list[str]) -> str:
    return "\t\t".join([label, *(cell or "\xa0" for cell in row)])


def test_nothing_stands_between_two_tabs_that_part_cells() -> None:
    """Seven of the thirteen pieces behind a label are no row, though all behind them are empty."""
    labels = dict(ROWS)
    row = ["", "〇", "", "", "", "", ""]
    several = ("results.unavailable.needs_creation", "results.not_processed.excessive")
    table = [double_tabs("", COLUMNS), *(double_tabs(labels[path], row) for path in several)]
    cell = parse("\n".join(table)).cells.get("applications.results.unavailable.needs_creation.business")
    assert cell is None or cell.value == 0 or not cell.certain


def page(changed: dict[str, list[str]]) -> Report:
    """The table as a page, some rows printed otherwise."""
    rows = [[label, *changed.get(path, cells(path))] for path, label in ROWS]
    printed = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in [["", *COLUMNS], *rows])
    return parse(f"<h2>三、收到和处理政府信息公开申请情况</h2><table>{printed}</table>")


@pytest.mark.parametrize("printed", ["", " ", "<img src='2.png'>", "<input>"])
def test_an_empty_cell_is_not_blank_where_every_sum_lacks_something(printed: str) -> None:
    report = page({"received": ["14", printed, "0", "0", "1", "0", "17"]})
    cell = report.cells["applications.received.business"]
    assert (cell.value, cell.certain) == (None, False)
    (note,) = [note for note in report.findings if "applications.received.business" in note.paths]
    assert note.code in ("blank-lacking", "cell-unreadable")
    assert report.cells["applications.received.natural_person"].value == 14


def test_an_empty_cell_is_blank_where_one_of_its_sums_holds() -> None:
    report = page({"results.granted": ["9", "1", "", "", "", "", "11"]})
    assert report.cells["applications.results.granted.research"].status is Status.BLANK
    assert "identity-broken" in {note.code for note in report.findings}
    assert "blank-lacking" not in {note.code for note in report.findings}


def test_a_dash_is_no_hidden_number() -> None:
    report = page({"received": ["14", "—", "0", "0", "1", "0", "17"]})
    assert report.cells["applications.received.business"].status is Status.BLANK
    assert "identity-broken" in {note.code for note in report.findings}
