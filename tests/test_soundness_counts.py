"""Rows of table three with as many numbers as cells, or nearly, that are not what was printed."""

from __future__ import annotations

import pytest

from govreport_parser import Report, parse
from test_soundness_moved import HEAD, PARTS, ROWS, SHOWS, disputes, misread, side_text, table_four, table_three


def numbers_of(path: str) -> list[str]:
    """The numbers of a row of table three as they are printed."""
    return [str(n) for n in ROWS[path][1]]


def changed(path: str, numbers: list[int]) -> dict[str, list[str]]:
    """The rows of table three with other numbers in one of them, and the totals that go with them."""
    rows = {name: numbers_of(name) for name in ROWS}
    for total in ("results.total", "received"):
        rows[total] = [str(int(a) + b - c) for a, b, c in zip(rows[total], numbers, ROWS[path][1], strict=True)]
    rows[path] = [str(n) for n in numbers]
    return rows


def certain_values(report: Report, path: str) -> list[int | None]:
    """The values of a row of table three, those that are not certain left out."""
    cells = [report.cells[f"applications.{path}.{part}"] for part in PARTS]
    return [None if not c.certain or c.value is None else int(c.value) for c in cells]


def agrees(values: list[int | None], truth: list[int]) -> bool:
    """Whether no certain value is another than the true one."""
    return all(value is None or value == true for value, true in zip(values, truth, strict=True))


GRANTED = [3695, 4585, 59, 112, 0, 0, 8451]


@pytest.mark.parametrize("parted", ["8 451", "8\n451"])
def test_a_number_lost_and_another_cut_in_two_leave_no_cell_between_them_certain(parted: str) -> None:
    """As many numbers as cells, and the row's sum and the columns' hold where the lost one is put back and the cut one joined."""
    rows = changed("results.granted", GRANTED)
    rows["results.granted"] = ["3695", "59", "112", "0", "0", *parted.split()]
    show = SHOWS["lines"] if "\n" in parted else (lambda label, numbers: " ".join([label, *numbers]))
    report = parse(table_three(show, printed=rows))
    assert certain_values(report, "results.granted") == [None] * 7


@pytest.mark.parametrize("shape", SHOWS)
def test_a_stray_number_and_two_run_together_leave_no_cell_between_them_certain(shape: str) -> None:
    numbers = [31, 7, 12, 0, 5, 0, 55]
    rows = changed("results.granted", numbers)
    rows["results.granted"] = ["31", "4", "712", "0", "5", "0", "55"]
    report = parse(table_three(SHOWS[shape], printed=rows))
    assert certain_values(report, "results.granted") == [31, None, None, 0, 5, 0, 55]


def test_a_misprint_in_a_row_of_table_three_stays_as_it_is_printed() -> None:
    rows = {path: numbers_of(path) for path in ROWS}
    rows["results.refused.inquiry"][1] = "8"
    report = parse(table_three(SHOWS["tabs"], printed=rows))
    assert report.cells["applications.results.refused.inquiry.business"].value == 8


def test_a_bar_among_lines_may_stand_inside_a_number() -> None:
    """``|3402|⏎|9|9|⏎|0|``: each text node of a page in bars, one number of two nodes among them."""
    show = lambda label, numbers: "\n".join(f"|{n}|" for n in (label, *numbers))  # noqa: E731
    numbers = [3402, 99, 0, 4, 5, 1, 3511]
    rows = changed("results.granted", numbers)
    rows["results.granted"][1] = "9|9"
    report = parse(table_three(show, printed=rows))
    assert agrees(certain_values(report, "results.granted"), numbers)
    side = parse(
        f"{table_three(show)}\n"
        + table_four(*["0", "0", "0", "99", "9|9", "0", "46", "0", "1", "47", "0", "0", "0", "0", "0"], cell="|{}|\n")
    )
    assert [c.value for c in disputes(side)[3:5] if c.certain and c.value != 99] == []


def without(column: int) -> dict[str, list[str]]:
    """The rows of table three without the numbers of one column."""
    return {path: [str(n) for at, n in enumerate(row[1]) if at != column] for path, row in ROWS.items()}


@pytest.mark.parametrize("more", ["2026年6月16日", "2", "7"])
@pytest.mark.parametrize("shape", SHOWS)
def test_what_stands_behind_a_row_is_not_its_last_where_a_column_is_lost(shape: str, more: str) -> None:
    """Six numbers to a row, and a date or the number of a page behind the six of one."""
    rows = without(0)
    rows["carried_over"].append(more)
    assert misread(parse(table_three(SHOWS[shape], printed=rows))) == []


def test_a_zero_doubled_where_a_column_is_lost_makes_no_row_whole() -> None:
    rows = without(1)
    rows["results.partially_granted"].insert(0, "0")
    assert misread(parse(table_three(SHOWS["tabs"], printed=rows))) == []


def test_the_number_of_a_page_below_a_row_of_a_page_without_a_column() -> None:
    """The table is cut by the end of a page behind a row whose total is 4, and the page is the fourth."""
    rows = without(2)
    lines = [f"<tr><td>{'</td><td>'.join([ROWS[path][0], *rows[path]])}</td></tr>" for path in ROWS]
    cut = list(ROWS).index("results.partially_granted") + 1
    head = "".join(f"<p>{line}</p>" for line in HEAD)
    tables = [f"<table>{''.join(part)}</table>" for part in (lines[:cut], lines[cut:])]
    assert misread(parse(f"{head}{tables[0]}<p>4</p>{tables[1]}")) == []


@pytest.mark.parametrize("more", ["1", "- 5 -"])
def test_a_row_with_a_cell_too_many_is_in_doubt_where_the_totals_are_left_out(more: str) -> None:
    """The office prints no totals; one row shows a cell more than all others, and the last number stands where its total does."""
    rows = {path: [*numbers_of(path)[:-1], ""] for path in ROWS}
    rows["results.granted"].insert(2, more)
    lines = "".join(f"<tr><td>{'</td><td>'.join([ROWS[path][0], *rows[path]])}</td></tr>" for path in ROWS)
    report = parse(f"{''.join(f'<p>{line}</p>' for line in HEAD)}<table>{lines}</table>")
    assert not report.cells["applications.results.granted.total"].value
    assert agrees(certain_values(report, "results.granted"), list(ROWS["results.granted"][1]))


def test_zeros_are_not_made_up_for_a_row_with_numbers_behind_the_end_of_a_page() -> None:
    """Two rows are cut by the end of a page between two cells: neither is a row of zeros."""

    def row(label: str, numbers: list[str]) -> str:
        cells = "".join(f"<td>{n}</td>" if "页" not in n else f"<p>{n}</p>" for n in numbers)
        return f"<tr><td>{label}</td>{cells}</tr>"

    rows = {path: numbers_of(path) for path in ROWS}
    rows["results.refused.inquiry"] = ["0", "0", "0", "0", "0", "第11页", "3", "3"]
    rows["results.not_processed.excessive"] = ["1", "3", "0", "0", "3", "第12页", "3", "10"]
    for total in ("results.total", "received"):
        own = [int(n) for n in rows[total]]
        more = [1, -3, 0, 0, 3, 6, 7]
        rows[total] = [str(a + b) for a, b in zip(own, more, strict=True)]
    table = "".join(row(ROWS[path][0], rows[path]) for path in ROWS)
    report = parse(f"{''.join(f'<p>{line}</p>' for line in HEAD)}<table>{table}</table>")
    assert agrees(certain_values(report, "results.refused.inquiry"), [0, 0, 0, 0, 0, 3, 3])
    assert agrees(certain_values(report, "results.not_processed.excessive"), [1, 3, 0, 0, 3, 3, 10])


def test_a_header_with_two_columns_swapped_is_seen_where_nothing_parts_its_labels() -> None:
    """其他法律服务机构 is 其他 and 法律服务机构, and not how 其他法律行政法规禁止公开 begins."""
    rows = {path: [*map(str, (*row[1][:4], row[1][5], row[1][4], row[1][6]))] for path, row in ROWS.items()}
    text = table_three(lambda label, numbers: "".join([label, *numbers]), printed=rows)
    header = "商业企业 科研机构 社会公益组织 法律服务机构 其他"
    assert header in text
    report = parse(text.replace(header, "商业企业科研机构社会公益组织其他法律服务机构"))
    assert misread(report) == []


def test_cells_of_two_rows_in_one_are_not_certain() -> None:
    """Lines of a page were lost between the cells of a row and those of the next: seven numbers that break every sum."""
    rows = {path: numbers_of(path) for path in ROWS}
    rows["results.refused.enforcement_file"] = ["4", "4", "3", "4", "1", "1", "8"]
    assert [cell for path, cell in misread(parse(table_three(SHOWS["tabs"], printed=rows))) if cell.value] == []


def test_a_short_row_with_cells_that_cannot_be_read_has_no_certain_blanks() -> None:
    """Its zeros are gone, and the row is filled up with empty cells."""
    rows = {path: numbers_of(path) for path in ROWS}
    rows["results.refused.inquiry"] = ["1b63", "16b3", "", "", "", "", ""]
    report = parse(table_three(SHOWS["tabs"], printed=rows))
    assert not report.cells["applications.results.refused.inquiry.total"].certain


def test_numbers_in_the_middle_of_a_label_are_not_those_of_a_row_of_the_group_above() -> None:
    """``（五）不予处理 1⏎numbers⏎. 信访举报投诉类申请``, and the row above, 3.补正后申请内容仍不明确, is lost."""

    def show(label: str, numbers: list[str]) -> str:
        if label.startswith("3.补正"):
            return ""
        if "信访" in label:
            return f"（五）不予处理 1\n      {'   '.join(numbers)}\n. 信访举报投诉类申请"
        return "   ".join([label, *numbers])

    assert misread(parse(table_three(show))) == []


def test_numbers_above_a_label_and_below_it_where_the_next_label_is_lost() -> None:
    """The first are its own, in the middle of a label of two lines; the second are those of the row that lost its label."""

    def show(label: str, numbers: list[str]) -> str:
        if label.startswith("2.其他法律"):
            return f"      {'   '.join(numbers)}"
        if "国家秘密" in label:
            return f"（三）不予公开\n      {'   '.join(numbers)}\n1.属于国家秘密"
        return "   ".join([label, *numbers])

    assert misread(parse(table_three(show))) == []


def test_numbers_below_as_many_empty_lines_as_cells_are_those_of_a_row_that_lost_its_label() -> None:
    """A tool prints empty cells as empty lines; the row that is filled lost its label."""
    rows = {path: numbers_of(path) for path in ROWS}
    rows["results.refused.process_information"] = [""] * 7

    def show(label: str, numbers: list[str]) -> str:
        return "\n".join(numbers if label.startswith("7.属于行政执法") else [label, *numbers])

    assert [cell for _, cell in misread(parse(table_three(show, printed=rows))) if cell.value] == []


def test_any_two_of_the_numbers_of_a_row_may_be_too_many() -> None:
    """79 31 are printed twice: those left may be 79 31 or 31 79."""
    printed = ["2142", "3", "57", "1744", "3946", "79", "31", "79", "31", "48", "39", "197", "6", "56", "3", "1", "66"]
    cells = disputes(parse(side_text(*printed)))
    assert [(c.value, n) for c, n in zip(cells[5:7], (79, 31), strict=True) if c.certain and c.value != n] == []


def test_the_rest_of_a_row_behind_a_running_header_takes_part_in_what_the_columns_demand() -> None:
    """2 0 3, page 2 and its header, 0 0 1 6; another row has a total that is left out."""
    rows = {path: numbers_of(path) for path in ROWS}
    truth = [2, 0, 3, 0, 0, 1, 6]
    rows |= changed("results.refused.enforcement_file", truth)
    rows["results.refused.enforcement_file"] = ["2", "0", "3", "2", HEAD[0], "0", "0", "1", "6"]
    rows["results.granted"] = rows["results.granted"][:-1]
    report = parse(table_three(SHOWS["lines"], printed=rows))
    assert agrees(certain_values(report, "results.refused.enforcement_file"), truth)
    assert agrees(certain_values(report, "results.granted"), list(ROWS["results.granted"][1]))
