"""Rows that are printed whole for a person and in pieces for a program: what mends one of them must not break another."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from govreport_parser import Report, Status, parse
from govreport_parser.align.reading.atoms import Atom, Edge, Sort
from govreport_parser.align.reading.cuts import Budget
from govreport_parser.align.reading.pieces import joined
from govreport_parser.align.reading.slots import Sums
from govreport_parser.read.grid_lines import width
from kit import Recipe, Slot, article_of, make, score, text_of, wrong_cells
from tests.table_three import LABELS

SEEDS = range(25)
PARTS = ("natural_person", "business", "research", "public_interest", "legal_service", "other", "total")


def statuses(report: Report, row: str) -> set[Status]:
    """The statuses of a row of table three."""
    return {report.cells[f"applications.{row}.{part}"].status for part in PARTS}


@pytest.mark.parametrize("seed", SEEDS)
def test_units_in_lines_of_their_own_belong_to_the_numbers_before_them(seed: int) -> None:
    """``15⏎0件⏎4⏎件``: as in the text nodes of a page that was typed in pieces."""
    article = article_of(Recipe(seed))
    rng = random.Random(seed)

    def cell(slot: Slot) -> str:
        if not slot.path or not slot.text.isdecimal() or slot.path.startswith("disclosure"):
            return slot.text
        cut = rng.randrange(1, len(slot.text)) if len(slot.text) > 1 and rng.random() < 0.3 else 0
        digits = f"{slot.text[:cut]}\n{slot.text[cut:]}" if cut else slot.text
        return digits + rng.choice(["件", "\n件"])

    report = parse(text_of(article, lambda row: "\n".join(map(cell, row))))
    assert wrong_cells(report.cells, article.truth) == []


HEAD = (
    "三、行政机关收到和处理政府信息公开申请情况",
    "申请人情况",
    "自然人 法人或其他组织 总计",
    "商业企业 科研机构 社会公益组织 法律服务机构 其他",
)
TITLE = "某县2020年政府信息公开工作年度报告"

NUMBERS = {
    "received": (13, 56, 0, 0, 1, 0, 70),
    "results.refused.prohibited_by_law": (6, 0, 0, 0, 0, 0, 6),
    "results.refused.inquiry": (0, 56, 0, 0, 0, 0, 56),
    "results.unavailable.not_held": (0, 0, 0, 0, 1, 0, 1),
    "results.not_processed.repeated": (7, 0, 0, 0, 0, 0, 7),
    "results.total": (13, 56, 0, 0, 1, 0, 70),
}
"""The rows that are not zero."""


def rows(show: Callable[[str, str, list[str]], str]) -> list[str]:
    """Table three, each row as ``show`` prints it: given its path, its label and its numbers."""
    return [show(path, label, [str(n) for n in NUMBERS.get(path, (0,) * 7)]) for path, label in LABELS.items()]


def misread(report: Report) -> list[str]:
    """The certain cells of table three that do not hold their number."""
    return [
        path
        for row in LABELS
        for part, number in zip(PARTS, NUMBERS.get(row, (0,) * 7), strict=True)
        if (cell := report.cells[path := f"applications.{row}.{part}"]).status.certain and cell.value != number
    ]


def test_a_row_of_numbers_with_units_below_them_is_read() -> None:
    shown = rows(lambda _, label, numbers: "\n".join([label, *(f"{n}\n件" for n in numbers)]))
    report = parse("\n".join([TITLE, *HEAD, *shown]))
    assert misread(report) == []
    assert all(statuses(report, row) <= {Status.READ, Status.INFERRED} for row in LABELS)


@pytest.mark.parametrize("dash", ["-", "--", "—", "/", "无"])
def test_dashes_before_the_numeral_of_the_next_label_are_empty_cells_and_no_zeros(dash: str) -> None:
    """In a text on one line two spaces behind a numeral look like the gap of a column."""

    def show(path: str, label: str, numbers: list[str]) -> str:
        return " ".join([label.replace("、", "、  "), *([dash] * 7 if path == "carried_over" else numbers)])

    report = parse(" ".join([TITLE, *HEAD, *rows(show)]))
    assert statuses(report, "carried_over") == {Status.BLANK}


def test_lines_of_dashes_in_a_drawn_cell_are_no_rules() -> None:
    """A row of empty cells that is wrapped in the cell of a layout, between rows that are not."""

    def show(path: str, label: str, numbers: list[str]) -> str:
        if path == "results.other.undivided":
            return f"{label}\n                                 -\n    -        -        -        -       -      -"
        return "        ".join([label, *numbers])

    lines = "\n".join([TITLE, *HEAD, *rows(show)]).split("\n")
    rule = f"+------+{'-' * 120}+"
    boxed = [f"| menu | {line}{' ' * (118 - width(line, wide=False))} |" for line in lines]
    report = parse("\n".join([rule, *boxed, rule]))
    assert misread(report) == []
    assert statuses(report, "results.other.undivided") <= {Status.BLANK, Status.AMBIGUOUS}


def test_a_reading_whose_own_columns_break_confirms_no_other() -> None:
    """The total lost a zero and can only be cut wrongly; the row above it could be cut to agree with that."""

    def show(path: str, label: str, numbers: list[str]) -> str:
        return label + ("135601070" if path == "results.total" else "".join(numbers))

    report = parse("\n".join([TITLE, *HEAD, *rows(show)]))
    assert misread(report) == []
    assert report.cells["applications.received.natural_person"].status is Status.AMBIGUOUS


def test_the_second_lines_of_wrapped_cells_are_no_strays_of_the_first() -> None:
    """30 and 99 cut in two inside their boxes: 0 0 0 0 9 0 9 keeps every sum, and is nowhere printed."""
    cut = ("３", "０", "０", "０", "６９", "０", "９"), ("０", "", "", "", "", "", "９")

    def show(path: str, label: str, numbers: list[str]) -> str:
        lines = cut if path in ("received", "results.granted", "results.total") else (["０"] * len(numbers),)
        return "\n".join(f"│{'│'.join([label if not n else '', *line])}│" for n, line in enumerate(lines))

    report = parse("\n".join([TITLE, *HEAD, *rows(show)]))
    for row in ("received", "results.granted", "results.total"):
        for part, value in zip(PARTS, (30, 0, 0, 0, 69, 0, 99), strict=True):
            cell = report.cells[f"applications.{row}.{part}"]
            assert not cell.status.certain or cell.value == value, (row, part)


def test_digits_run_together_with_a_misspelt_label_are_its_row() -> None:
    def show(path: str, label: str, numbers: list[str]) -> str:
        return ("2.重重复申请" if path == "results.not_processed.repeated" else label) + "".join(numbers)

    report = parse("\n".join([TITLE, *HEAD, *rows(show)]))
    assert misread(report) == []
    assert report.cells["applications.results.not_processed.repeated.total"].value == 7


@pytest.mark.parametrize("behind", ["(qing)", "\n## "])
def test_words_in_letters_and_marks_of_headings_are_no_cells_of_a_short_row(behind: str) -> None:
    """Behind a number too few of a row of zeros, where anything that may be a cell leaves the row open."""

    def show(path: str, label: str, numbers: list[str]) -> str:
        return "\t".join([label, *(numbers[:-1] if path == "carried_forward" else numbers)])

    report = parse("\n".join([TITLE, *HEAD, *rows(show)]) + f"{behind}四、政府信息公开行政复议、行政诉讼情况\n")
    assert statuses(report, "carried_forward") == {Status.INFERRED}
    assert misread(report) == []


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f"])
@pytest.mark.parametrize("broken", [False, True])
def test_spaces_for_thousands_separators_are_read_where_the_sum_of_the_row_says_so(space: str, broken: bool) -> None:
    """``14 666`` in one cell is a number if the row adds up with it, else it is unreadable; a thin space parts no two numbers."""
    total = "29 900" if broken else "28 900"

    def show(path: str, label: str, numbers: list[str]) -> str:
        shown = ["14 666", "14 234", "0", "0", "0", "0", total] if path == "received" else numbers
        cells = [label, *(n.replace(" ", space) for n in shown)]
        return f"<tr><td>{'</td><td>'.join(cells)}</td></tr>"

    page = f"<h1>{TITLE}</h1><p>{HEAD[0]}</p><table>{HEADER_ROWS}{''.join(rows(show))}</table>"
    report = parse(f"<html><body>{page}</body></html>")
    cell = report.cells["applications.received.natural_person"]
    unread = broken and space != "\u202f"
    assert (cell.status, cell.value) == ((Status.UNREADABLE, None) if unread else (Status.READ, 14666))
    assert report.text[slice(*(cell.span or (0, 0)))] == cell.raw


HEADER_ROWS = (
    "<tr><td rowspan=2></td><td rowspan=2>自然人</td><td colspan=5>法人或其他组织</td><td rowspan=2>总计</td></tr>"
    "<tr><td>商业企业</td><td>科研机构</td><td>社会公益组织</td><td>法律服务机构</td><td>其他</td></tr>"
)


def test_glued_digits_before_a_numeral_and_two_spaces_are_the_cells_of_their_row() -> None:
    def show(path: str, label: str, numbers: list[str]) -> str:
        return label.replace("、", "、  ").replace("）", "）  ") + "".join(numbers)

    report = parse("".join([TITLE, *HEAD, *rows(show)]))
    assert misread(report) == []
    assert statuses(report, "carried_over") == {Status.INFERRED}


@pytest.mark.parametrize(
    ("printed", "certain"),
    [("  96      1 402", False), ("  7300   4 182", False), ("  96   1   402", True), (" 96 1 402", True)],
)
def test_a_single_space_among_wider_gaps_may_be_inside_a_number_of_table_two(printed: str, certain: bool) -> None:
    """Two numbers where there should be three: no sum says which of them is lost, or cut."""
    block = "第二十条第（六）项\n信息内容  上一年项目数量  本年增/减  处理决定数量\n"
    report = parse(f"{TITLE}\n二、主动公开政府信息情况\n{block}行政处罚{printed}\n行政强制  0  0  0\n三、收到和处理\n")
    cells = [report.cells[f"disclosure.penalties.{column}"] for column in ("previous", "change", "decisions")]
    assert {cell.certain for cell in cells} == {certain}


def test_pieces_of_numbers_are_joined_as_the_sum_of_their_row_wants() -> None:
    """As many as there are; a piece may begin with a zero, a number may not."""
    truth = (16753, 18531, 118, 3354, 457019, 0, 495775)

    def show(path: str, label: str, numbers: list[str]) -> str:
        pieces = PIECES.get(path) or ["0"] * len(numbers)
        return "\n".join([label[: len(label) // 2], label[len(label) // 2 :], *pieces])

    report = parse("\n".join([TITLE, *HEAD, *rows(show)]))
    assert [report.cells[f"applications.received.{part}"].value for part in PARTS] == list(truth)


PIECES = {
    row: [*["16753", "18531", "1", "18", "3354", "4", "57", "019", "0"], *total.split()]
    for row, total in {"received": "495 775", "results.granted": "4957 75", "results.total": "49 57 75"}.items()
}


@pytest.mark.parametrize("seed", SEEDS)
def test_numbers_cut_in_pieces_leave_no_piece_for_a_number(seed: int) -> None:
    """Text nodes in lines of their own, some labels and numbers cut."""
    article = article_of(Recipe(seed))
    rng = random.Random(seed)

    def cell(slot: Slot) -> str:
        pieces: list[str] = []
        for char in slot.text:
            if pieces and rng.random() < 0.6:
                pieces[-1] += char
            else:
                pieces.append(char)
        return "\n".join(pieces)

    report = parse(text_of(article, lambda row: "\n".join(map(cell, row))))
    assert wrong_cells(report.cells, article.truth) == []


@pytest.mark.parametrize("space", [" ", "\u00a0"])
def test_a_space_among_the_glued_cells_of_table_four_is_an_empty_one(space: str) -> None:
    """13 and 67, 9, 89 with nothing between: 1 3 6 79 89 keeps the sum as well."""
    four = (
        "四、政府信息公开行政复议、行政诉讼情况\n行政复议行政诉讼结果维持结果纠正其他结果尚未审结总计未经复议直接起诉复议后起诉"
        "结果维持结果纠正其他结果尚未审结总计结果维持结果纠正其他结果尚未审结总计"
    )
    three = rows(lambda _, label, numbers: label + "".join(numbers))
    report = parse("\n".join([TITLE, *HEAD, *three, f"{four}309178826440111662413{space}67989", "五、问题"]))
    cells = {path: cell for path, cell in report.cells.items() if path.startswith("disputes.")}
    assert len(cells) == 15
    assert not any(cell.certain for cell in cells.values())


@pytest.mark.parametrize("lost", [True, False])
def test_glued_cells_of_table_four_are_cut_only_where_none_of_table_three_is_lost(lost: bool) -> None:
    """0 88 0 0 88 without its second zero is 0 0 0 8 8 as well."""
    four = (
        "四、政府信息公开行政复议、行政诉讼情况\n行政复议行政诉讼结果维持结果纠正其他结果尚未审结总计未经复议直接起诉复议后起诉"
        "结果维持结果纠正其他结果尚未审结总计结果维持结果纠正其他结果尚未审结总计"
    )

    def show(path: str, label: str, numbers: list[str]) -> str:
        return label + "".join(numbers[1:] if lost and path == "results.granted" else numbers)

    printed = "000000008800000" if lost else "0000008800" + "8800000"
    report = parse("\n".join([TITLE, *HEAD, *rows(show), four + printed, "五、问题"]))
    cells = [report.cells[f"disputes.litigation_direct.{column}"] for column in ("corrected", "total")]
    assert [(cell.certain, cell.value) for cell in cells] == [(False, None)] * 2 if lost else [(True, 88)] * 2


def test_letters_for_zeros_are_cells_of_glued_rows() -> None:
    """）O00O000 and -O--O--: behind the mark of a label, and between dashes."""

    def show(path: str, label: str, numbers: list[str]) -> str:
        lettered = {"results.partially_granted": "O00O000", "carried_forward": "-O--O--"}
        return label + (lettered.get(path) or "".join(numbers))

    report = parse("\n".join([TITLE, *HEAD, *rows(show)]))
    assert statuses(report, "results.partially_granted") == {Status.INFERRED}
    assert not any(report.cells[f"applications.carried_forward.{part}"].value for part in PARTS)
    blank = [report.cells[f"applications.carried_forward.{part}"].status for part in PARTS]
    assert [status is Status.INFERRED for status in blank] == [char == "O" for char in "-O--O--"]


@pytest.mark.parametrize(
    "recipe",
    [
        "2520004427/layout/glued-rows/three-lost",
        "2420000143/cut-headed/glued-rows/three-lost",
        "1800004356/divs/bs4-nothing/three-lost",
        "2440003451/spaced/one-line/zeros-as-dashes",
        "2510002329/letters/glued-rows/zeros-as-dashes",
        "2300000375/wps/html-text/none",
        "2300002624/word/bs4-strip/labels-misspelt",
        "2300000099/wps/lxml-itertext/zeros-vanished",
        "2200002295/spaced-thousands/pdf-text/numbers-glued",
    ],
)
def test_drawn_documents_that_were_read_wrongly_once(recipe: str) -> None:
    for case in make([Recipe.parse(recipe)]):
        assert score(parse(case.source).cells, case.truth, case.gone, case.beyond).wrong == 0


def test_table_two_is_not_certain_in_a_text_whose_table_three_lost_all_of_its_numbers() -> None:
    """A tool that drops what it has printed before leaves hardly a number, and no sign of it in table two."""
    two = "二、主动公开政府信息情况\n第二十条第（六）项\n信息内容\n本年处理决定数量\n行政处罚\n9\n行政强制\n7\n"
    text = "\n".join([TITLE, two, *HEAD, *LABELS.values(), "四、政府信息公开行政复议、行政诉讼情况", "五、问题"])
    report = parse(text)
    cell = report.cells["disclosure.penalties.decisions"]
    assert (cell.status, cell.value, cell.candidates) == (Status.AMBIGUOUS, None, (9,))
    assert any("disclosure.penalties.decisions" in finding.paths for finding in report.findings)


def test_groups_of_three_digits_without_end_are_no_number() -> None:
    def show(path: str, label: str, numbers: list[str]) -> str:
        shown = ["1" + " 000" * 2_000, *numbers[1:]] if path == "received" else numbers
        return "\t".join([label, *shown])

    report = parse("\n".join([TITLE, *HEAD, *rows(show)]))
    assert not report.cells["applications.received.natural_person"].certain


def test_more_pieces_than_a_row_has_digits_are_not_joined() -> None:
    """Numbers of fifteen digits in seven cells are a hundred pieces at most; of three thousand nothing is tried."""
    sums = Sums(6)
    pieces = [Atom(Sort.NUMBER, 2 * n, 2 * n + 1, "1", Edge.SOFT) for n in range(3_000)]
    assert joined(pieces, sums, Budget(0)) == []
