"""Tables that went through a data frame or a word processor: cells once for each column they span, counted rows, JSON."""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable
from html import escape
from itertools import zip_longest

import pytest

from govreport_parser import Status, parse
from kit import Article, Recipe, article_of, make, wrong_cells
from kit.article import Grid, Line, squared
from tests.cases import FIXTURES

Rows = list[list[str]]
TABBED = (FIXTURES / "2021/tabbed-rows/source.txt").read_text(encoding="utf-8")


def repeated(grid: Grid) -> Rows:
    """The rows of a table, the text of each cell once for every column and row that it spans."""
    taken = {place: slot.text for place, (slot, _, _) in squared(grid).items()}
    width = 1 + max(j for _, j in taken)
    return [[taken.get((i, j), "") for j in range(width)] for i in range(len(grid.rows))]


def columns(rows: Rows) -> dict[str, dict[str, str]]:
    return {str(j): {str(i): cell for i, cell in enumerate(column)} for j, column in enumerate(zip_longest(*rows))}


def counted(rows: Rows) -> str:
    head = "|    | " + " | ".join(map(str, range(len(rows[0])))) + " |\n|---:|" + ":---|" * len(rows[0])
    return "\n".join([head, *(f"| {i:2} | " + " | ".join(row) + " |" for i, row in enumerate(rows))])


FRAMES: dict[str, Callable[[Rows], str]] = {
    "tabs": lambda rows: "\n".join("\t".join(row) for row in rows),
    "bars": lambda rows: "\n".join(" | ".join(row) for row in rows),
    "lines": lambda rows: "\n".join("\n".join(row) for row in rows),
    "spaces": lambda rows: "\n".join(" ".join(row) for row in rows),
    "commas": lambda rows: "\n".join(",".join(cell.replace(",", "，") for cell in row) for row in rows),
    "counted": counted,
    "counted, spaces": lambda rows: "\n".join(f"{i}  " + "  ".join(row) for i, row in enumerate(rows)),
    "counted, commas": lambda rows: "\n".join(
        f"{i}," + ",".join(c.replace(",", "，") for c in row) for i, row in enumerate(rows)
    ),
    "padded": lambda rows: "\n".join("\t".join([*row, "NaN", "NaN"]) for row in rows),
    "none": lambda rows: "\n".join(str((*row, None, None)) for row in rows),
    "by columns": lambda rows: json.dumps(columns(rows), ensure_ascii=False),
    "by columns, lists": lambda rows: json.dumps(
        {str(j): column for j, column in enumerate(zip_longest(*rows))}, ensure_ascii=False
    ),
    "by rows": lambda rows: json.dumps(
        {str(i): {str(j): c for j, c in enumerate(row)} for i, row in enumerate(rows)}, ensure_ascii=False
    ),
    "records": lambda rows: json.dumps([{str(j): c for j, c in enumerate(row)} for row in rows], ensure_ascii=False),
    "a record to a line": lambda rows: "\n".join(
        json.dumps({str(j): c for j, c in enumerate(row)}, ensure_ascii=False) for row in rows
    ),
    "values": lambda rows: json.dumps(rows, ensure_ascii=False),
}


def printed(article: Article, frame: str) -> str:
    return "\n".join(p.text if isinstance(p, Line) else FRAMES[frame](repeated(p)) for p in article.parts)


@pytest.mark.parametrize("seed", [0, 1, 2, 5])
@pytest.mark.parametrize("frame", list(FRAMES))
def test_cells_printed_for_each_column_they_span_are_read_once(frame: str, seed: int) -> None:
    article = article_of(Recipe(seed))
    report = parse(printed(article, frame))
    assert wrong_cells(report.cells, article.truth) == []
    unsure = [p for p, c in report.cells.items() if not c.certain]
    assert len(unsure) <= (2 if "commas" in frame else 0)
    assert all(report.text[slice(*c.span)] == c.raw for c in report.cells.values() if c.span)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("damage", ["number-lost", "number-doubled", "label-lost", "row-added", "numbers-glued"])
@pytest.mark.parametrize("frame", ["tabs", "counted", "by columns"])
def test_a_damaged_table_with_repeated_cells_is_never_wrong_in_silence(frame: str, damage: str, seed: int) -> None:
    from kit.damage import DAMAGES

    recipe = Recipe(seed, damage=damage)
    spoilt = DAMAGES[damage].page or DAMAGES[damage].article
    assert spoilt is not None
    article = spoilt(article_of(recipe), recipe.rng("damage"))
    cells = parse(printed(article, frame)).cells
    # a row of table two that lost a cell and was filled up with an empty one shows nothing of it
    assert [c for c in wrong_cells(cells, article.truth) if "disclosure" not in c and "BLANK" not in c] == []


HEAD = "二、主动公开政府信息情况\n" + "\t".join(["第二十条第（五）项"] * 4) + "\n"


def licensing(header: str, row: str) -> str:
    return HEAD + header + "\n行政许可\t" + row + "\n行政处罚\t0\t0\t0\n"


def test_cells_that_differ_under_one_spanning_header_are_of_nobody_knows_which_column() -> None:
    header = "信息内容\t本年处理决定数量\t本年处理决定数量\t本年处理决定数量"
    assert parse(licensing(header, "41\t41\t41")).cells["disclosure.licensing.decisions"].value == 41
    assert not parse(licensing(header, "41\t41\t7")).cells["disclosure.licensing.decisions"].certain
    assert not parse(licensing(header, "41\t41")).cells["disclosure.licensing.decisions"].certain


def test_the_same_number_in_every_column_may_be_one_merged_cell() -> None:
    rows = "第二十条第（一）项\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t8\t8\t8\n行政规范性文件\t1\t0\t3\n"
    header = "信息内容\t本年处理决定数量\t本年处理决定数量\t本年处理决定数量"
    alone, beside = parse("二、主动公开政府信息情况\n" + rows), parse(rows + licensing(header, "5\t5\t5"))
    assert alone.cells["disclosure.rules.issued"].value == 8
    assert beside.cells["disclosure.rules.issued"].status is Status.AMBIGUOUS
    assert beside.cells["disclosure.normative_documents.in_force"].value == 3


def test_lines_counted_throughout_are_read_without_their_numbers() -> None:
    lines = TABBED.strip("\n").split("\n")
    report, plain = parse("\n".join(f"{n}\t{line}" for n, line in enumerate(lines, 1))), parse(TABBED)
    assert {p: c.value for p, c in report.cells.items()} == {p: c.value for p, c in plain.cells.items()}
    assert "frame-printed" in {f.code for f in report.findings}


@pytest.mark.parametrize(
    "source",
    [
        "{",
        "[",
        '["',
        "('",
        "[(((",
        '{"',
        '{"0":{"0":"a"}}',
        '[{"a":1},{"b":2}]',
        '{"0":' * 3000,
        '[{"0":[]}]',
        "['a'" * 3000,
    ],
)
def test_objects_that_are_no_tables_are_text(source: str) -> None:
    assert parse(source + "\n" + TABBED).cells.keys() == parse(TABBED).cells.keys()


def test_a_table_that_was_turned_round_by_hand_is_not_read() -> None:
    for case in make([Recipe(3, "plain", "tab-rows")]):
        rows = [line.split("\t") for line in case.source.split("\n") if line.count("\t") > 6]
        text = "\n".join("\t".join(c or "" for c in row) for row in zip_longest(*rows))
        assert not any(c.certain for p, c in parse(text).cells.items() if p.startswith("applications."))


PAGE = (
    '<p>二、主动公开政府信息情况</p><table class="t"><tr><td>信息内容</td><td>本年处理决定数量</td></tr>'
    "<tr><td>行政处罚</td><td>41</td></tr><tr><td>行政强制</td><td>0</td></tr></table>"
)
PACKED = {
    "json": json.dumps({"id": 3, "data": {"content": PAGE}}, ensure_ascii=False),
    "json, escaped": " \n" + json.dumps([{"id": 3, "content": PAGE}]),
    "a piece of json": PAGE.replace("/", "\\/").replace('"', '\\"'),
    "escaped": escape(PAGE),
    "escaped twice": escape(escape(PAGE)),
    "a feed": f"<rss><item><description>{escape(PAGE)}</description></item></rss>",
}


@pytest.mark.parametrize("form", list(PACKED))
def test_a_page_in_a_string_or_with_escaped_tags_is_read(form: str) -> None:
    report = parse(PACKED[form])
    cell = report.cells["disclosure.penalties.decisions"]
    assert (cell.value, cell.raw) == (41, "41")
    assert cell.span is not None
    assert report.text[slice(*cell.span)] == "41"
    assert cell.place is not None
    assert "page-packed" in {f.code for f in report.findings}


@pytest.mark.parametrize(
    "source",
    [
        f"<script>var row='<tr><td>'+n+'<\\/td><\\/tr><tr><td><\\/td><td><\\/td><\\/tr>'</script>{PAGE}",
        f"{PAGE}<p>{escape('<table><tr><td>1</td><td>2</td></tr></table>')}</p>",
    ],
)
def test_escaped_tags_beside_others_are_no_packed_page(source: str) -> None:
    report = parse(source)
    assert report.cells["disclosure.penalties.decisions"].value == 41
    assert "page-packed" not in {f.code for f in report.findings}


@pytest.mark.parametrize("two", [True, False])
def test_of_two_pages_in_one_answer_neither_is_taken(two: bool) -> None:
    other = PAGE.replace("41", "52") if two else "<p>…</p>"
    report = parse(json.dumps({"a": PAGE, "b": other}))
    assert ("page-packed" in {f.code for f in report.findings}) is not two
    assert not two or not any(c.certain and c.value == 52 for c in report.cells.values())


@pytest.mark.parametrize("seed", [0, 3, 4])
@pytest.mark.parametrize("dash", ["- ", "  -  "])
def test_the_dashes_of_a_list_are_no_signs_and_no_cells(dash: str, seed: int) -> None:
    article = article_of(Recipe(seed))
    lines = [
        p.text if isinstance(p, Line) else "\n".join(f"{dash}{s.text}" for row in p.rows for s in row)
        for p in article.parts
    ]
    report = parse("\n".join(lines))
    assert wrong_cells(report.cells, article.truth) == []
    assert all(c.certain for c in report.cells.values())


def test_digits_without_end_above_counted_lines_are_no_columns() -> None:
    """Python turns no text of more than 4,300 digits into a number."""
    lines = [f"{n} 行政许可 {n}" for n in range(12)]
    report = parse("\n".join(["9" * 5_000 + " 1 2", *lines]))
    assert not report.cells


def test_no_warning_is_raised_by_what_is_no_row_of_python() -> None:
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        parse("['行政许可', '\\d 5', '3']\n" * 5)
    assert seen == []
