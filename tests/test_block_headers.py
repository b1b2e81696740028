"""Column headers of table two that pages print in their own way, and rows that prose mentions above the first of them."""

from __future__ import annotations

import pytest

from govreport_parser import Report, parse

HEAD = "二、主动公开政府信息情况\n"
END = "三、收到和处理政府信息公开申请情况\n没有收到。\n"


def read(*rows: str, above: str = "", gap: str = " | ") -> Report:
    return parse(above + HEAD + "\n".join(rows).replace(" ", gap) + "\n" + END)


@pytest.mark.parametrize("gap", [" | ", "\n", "\t", " |\n"])
def test_a_header_whose_characters_carry_their_readings(gap: str) -> None:
    rows = [
        "第二十條第(一)項(xiàng)",
        "信息內(nèi)容 本年制發(fā)件數(shù) 本年廢止件數(shù) 現(xiàn)行有效件數(shù)",
        "規(guī)章 0 1 2",
        "行政規(guī)范性文件 3 4 5",
    ]
    cells = read(*rows, gap=gap).cells
    assert [c.value for p, c in cells.items() if "rules" in p or "normative" in p] == [0, 1, 2, 3, 4, 5]


@pytest.mark.parametrize("year", ["本年（2023）", "本年(2023)", "本年（2023年）", "2023年"])
def test_a_header_that_names_the_year_itself(year: str) -> None:
    rows = [
        "第二十条第（一）项",
        f"信息内容 {year}制发件数 {year}废止件数 现行有效件数",
        "规章 0 1 2",
        "行政规范性文件 3 4 5",
        "第二十条第（五）项",
        f"信息内容 {year}处理决定数量",
        "行政许可 26",
    ]
    cells = read(*rows, gap="\n").cells
    found = [c.value for p, c in cells.items() if any(row in p for row in ("rules", "normative", "licensing"))]
    assert found == [0, 1, 2, 3, 4, 5, 26 if "本年" in year else None]


def test_a_header_of_two_years_is_not_taken_for_one() -> None:
    rows = ["第二十条第（五）项", "信息内容 2022年处理决定数量 2023年处理决定数量", "行政许可 31 26"]
    assert read(*rows).cells["disclosure.licensing.decisions"].value in (None, 26)


def test_rows_that_prose_mentions_above_the_table_are_none_of_it() -> None:
    above = "一、总体情况\n全年公开401条信息,其中公开行政许可信息55项,行政处罚3项,其余为公告。\n"
    rows = [
        "第二十条第（一）项",
        "信息内容 本年制发件数 本年废止件数 现行有效件数",
        "规章 0 0 0",
        "行政规范性文件 0 0 0",
        "第二十条第（五）项",
        "信息内容 本年处理决定数量",
        "行政许可 423",
        "第二十条第（六）项",
        "信息内容 本年处理决定数量",
        "行政处罚 3",
        "行政强制 0",
    ]
    report = read(*rows, above=above, gap="\n")
    assert report.cells["disclosure.licensing.decisions"].value == 423
    assert report.cells["disclosure.penalties.decisions"].value == 3
    assert "table-repeated" not in {f.code for f in report.findings}


@pytest.mark.parametrize("end", ["", " |", " | |", " | | |"])
def test_a_word_in_the_place_of_a_number_takes_no_other_with_it(end: str) -> None:
    rows = [
        "第二十条第（六）项",
        "信息内容 上一年项目数量 本年增/减 处理决定数量",
        f"行政处罚 4 增 25{end}",
        f"行政强制 0 +1 7{end}",
    ]
    cells = read(*(row.replace(" | ", "|").replace(" |", "|") for row in rows)).cells
    found = [c.value for p, c in cells.items() if "penalties" in p or "compulsions" in p]
    assert found == [4, None, 25, 0, 1, 7]
