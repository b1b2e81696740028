"""Tables that spell every number out: the label of its row, the label of its column, the number."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import cycle

import pytest

from govreport_parser import Status, parse
from govreport_parser.forms import FORMS, Row, Table

Value = int | Decimal | str
Rows = list[tuple[list[str], list[tuple[str, str]]]]
FORM = FORMS["2021"]
HEADINGS = ("二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "四、政府信息公开行政复议、行政诉讼情况")


def leaves(row: Row, above: tuple[str, ...] = ()) -> Rows:
    label = (*above, f"{row.number}{row.label.text}")
    return [(list(label), [])] if not row.rows else [leaf for child in row.rows for leaf in leaves(child, label)]


def rows_of(table: Table, values: dict[str, str]) -> Rows:
    """The rows of a table: the labels of each with those of its groups, and its columns with what they print."""
    out: Rows = []
    for block in table.blocks:
        title = [block.title.text] if block.title else []
        for row in block.rows:
            over = ["行政诉讼"] if row.id.startswith("litigation") else title
            out += [([*over, *labels], []) for labels, _ in leaves(row)]
    for (_, cells), (path, _, block) in zip(out, table.rows(), strict=True):
        cells += [(c.label.text, values[f"{table.id}.{path}.{c.id}"]) for c in block.columns]
    assert all(cells for _, cells in out)
    return out


def printed() -> dict[str, str]:
    """What every cell prints: numbers that keep all sums."""
    values = dict.fromkeys((path for table in FORM.tables() for path in table.cells()), "0")
    for column, number in (("natural_person", 12), ("business", 1), ("total", 13)):
        for row in ("received", "results.granted", "results.total"):
            values[f"applications.{row}.{column}"] = str(number)
    for number, path in zip(cycle((5, 0, 31)), FORM.disclosure.cells(), strict=False):
        values[path] = str(number)
    values["disclosure.fees.amount"] = "12.5"
    values |= {"disputes.litigation_direct.upheld": "3", "disputes.litigation_direct.total": "3"}
    return values


def line_each(joiner: str, behind: str, before: str) -> Callable[[Rows], str]:
    def write(rows: Rows) -> str:
        return "\n".join(
            f"{joiner.join(row)}{behind}{name}{before}{text}" for row, cells in rows for name, text in cells
        )

    return write


def row_each(joiner: str, between: str, before: str) -> Callable[[Rows], str]:
    def write(rows: Rows) -> str:
        return "\n".join(
            f"{joiner.join(row)}：" + between.join(f"{n}{before}{t}" for n, t in cells) for row, cells in rows
        )

    return write


def as_yaml(rows: Rows) -> str:
    return "\n".join(f"- {row[-1]}:\n" + "\n".join(f"    {n}: {t}" for n, t in cells) for row, cells in rows)


WRITERS = {
    "colons": line_each(" / ", "：", "："),
    "dashes": line_each("-", "-", "："),
    "tabs": line_each(" > ", "\t", "\t"),
    "commas": line_each(" / ", ",", ","),
    "a row to a line": row_each(" / ", "，", ""),
    "semicolons": row_each("-", "；", "："),
    "equals signs": row_each(" / ", " ", "="),
    "YAML": as_yaml,
}


def document(write: Callable[[Rows], str], values: dict[str, str]) -> str:
    parts = [f"{h}\n{write(rows_of(t, values))}" for h, t in zip(HEADINGS, FORM.tables(), strict=True)]
    return "\n".join([*parts, "五、存在的主要问题及改进情况\n无"])


def number(path: str, text: str) -> Value:
    return Decimal(text) * 10_000 if path.endswith("amount") else int(text)


@pytest.mark.parametrize("writer", WRITERS)
def test_every_number_is_that_of_the_labels_before_it(writer: str) -> None:
    values = printed()
    report = parse(document(WRITERS[writer], values))
    assert {path: cell.value for path, cell in report.cells.items()} == {p: number(p, t) for p, t in values.items()}
    for path, cell in report.cells.items():
        assert cell.span is not None
        assert (cell.status, report.text[slice(*cell.span)]) == (Status.READ, values[path])


@pytest.mark.parametrize("writer", WRITERS)
def test_dashes_are_empty_cells(writer: str) -> None:
    values = {path: "—" if text == "0" else text for path, text in printed().items()}
    cells = parse(document(WRITERS[writer], values)).cells
    assert cells["applications.received.other"].status is Status.BLANK
    assert (cells["applications.received.total"].value, cells["disclosure.fees.amount"].value) == (13, 125_000)


@pytest.mark.parametrize("writer", ["colons", "commas", "semicolons"])
def test_numbers_whose_sums_do_not_hold_are_not_read_so(writer: str) -> None:
    values = printed() | {"applications.received.total": "14"}
    cells = parse(document(WRITERS[writer], values)).cells
    assert not any(cell.certain for path, cell in cells.items() if path.startswith("applications"))


@pytest.mark.parametrize(
    "damage", [("自然人：12", "自然人：12 7"), ("自然人：12", "自然人："), ("商业企业：1", "自然人：1")]
)
def test_a_number_that_is_lost_doubled_or_named_twice_leaves_the_table_unread(damage: tuple[str, str]) -> None:
    text = document(WRITERS["colons"], printed()).replace(*damage, 1)
    assert not any(cell.certain for path, cell in parse(text).cells.items() if path.startswith("applications"))
