"""Which numbered lines are sections and which are parts of one, where a text is cut short or printed unusually."""

from __future__ import annotations

import re
from typing import ClassVar, SupportsIndex

import pytest

from govreport_parser import Report, parse
from govreport_parser.blocks import Lines
from govreport_parser.outline.pieces import rejoined

TITLE = "东山市审计局2021年政府信息公开工作年度报告\n"


def outline(report: Report) -> list[tuple[str, list[str]]]:
    return [(s.number + s.title, [part.number + part.title for part in s.subsections]) for s in report.sections]


def test_a_part_is_no_section_where_the_text_ends_before_the_sections_do() -> None:
    text = "一、总体情况\n2021年，工作有序。\n（一）主动公开政府信息情况\n公开15条。\n（二）依申请公开政府信息情况。收到2件，答"
    report = parse(TITLE + text)
    parts = ["（一）主动公开政府信息情况", "（二）依申请公开政府信息情况"]
    assert outline(report) == [("一、总体情况", parts)]
    assert report.overview is not None
    assert report.overview.paragraphs == ("2021年，工作有序。",)


def test_sections_with_brackets_are_sections_where_their_numerals_are_the_forms() -> None:
    text = (
        "（一）总体情况\n工作有序。\n（二）主动公开政府信息情况\n公开15条。\n（五）存在的主要问题及改进情况\n形式不多。"
    )
    numbers = [s.number for s in parse(TITLE + text).sections]
    assert numbers == ["（一）", "（二）", "（五）"]


@pytest.mark.parametrize("gap", ["\n", " |\n"])
def test_a_title_once_more_above_its_table_is_no_section(gap: str) -> None:
    rows = ["主动公开政府信息情况", "第二十条第（五）项", "信息内容", "本年处理决定数量", "行政许可", "12"]
    report = parse(
        f"{TITLE}一、总体情况\n（一）主动公开\n公开15条。\n二、主动公开政府信息情况\n{gap.join(rows)}\n六、其他需要报告的事项\n无"
    )
    sections = [("一、总体情况", ["（一）主动公开"]), ("二、主动公开政府信息情况", []), ("六、其他需要报告的事项", [])]
    assert outline(report) == sections
    assert report.cells["disclosure.licensing.decisions"].value == 12


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("（一）主动公开。\n公开15条。", "主动公开"),
        ("（二）依申请公开。\n没有申请。", "依申请公开"),
        ("(一)主動(dòng)公開情況。\n公開15條。", "主動(dòng)公開情況"),
        ("（一）加强组织领导，完善工作机制。由1名班子成员负责。", "加强组织领导，完善工作机制"),
        ("1.加强领导,健全组织。我局高度重视。", "加强领导,健全组织"),
        ("（三）不断完善机制,提升公开水平。各股室配合。", "不断完善机制,提升公开水平"),
    ],
)
def test_headings_of_parts_with_a_full_stop(line: str, title: str) -> None:
    report = parse(f"{TITLE}一、总体情况\n{line}\n")
    assert report.overview is not None
    assert [part.title for part in report.overview.subsections] == [title]


@pytest.mark.parametrize(
    "line",
    [
        "（一）我局收到申请，已经答复。没有收费。",
        "（一）今年开展培训，参加12人次。效果较好。",
        "（一）通过网站公开，方便查阅。公开15条。",
        "（一）没有收到申请公开。\n下一段。",
    ],
)
def test_sentences_with_a_numeral_are_no_headings(line: str) -> None:
    report = parse(f"{TITLE}一、总体情况\n{line}\n")
    assert report.overview is not None
    assert report.overview.subsections == ()


def test_a_section_whose_title_resembles_another_is_one_where_its_numeral_is_the_next() -> None:
    text = (
        "一、主动公开政府信息的情况\n公开22条。\n二、政府信息依申请公开办理情况\n没有申请。\n"
        "三、依申请信息公开收费情况\n没有收费。\n四、复议、诉讼和申诉情况\n没有发生。\n"
    )
    titles = [s.number + s.title for s in parse(TITLE.replace("2021", "2018") + text).sections]
    assert titles == [line for line in text.splitlines() if "、" in line and not line.endswith("。")]


def test_sections_in_one_line_each_parted_from_its_text_by_a_space() -> None:
    text = (
        "2013年，我镇工作有序，现报告如下： 一、政府信息主动公开情况 全年公开123条。 "
        "二、政府依申请公开情况 没有申请。 三、收费和减免情况 没有收费。 四、行政复议、行政诉讼情况 没有发生。 "
        "五、存在的主要问题和改进措施 形式不多，将尝试新媒体。 六、其他需要报告的事项 无其他事项。"
    )
    report = parse(f"2013年度柳林镇政府信息公开工作年度报告\n{text}\n")
    assert [s.number for s in report.sections] == ["一、", "二、", "三、", "四、", "五、", "六、"]
    assert [s.paragraphs for s in report.sections][2:4] == [("没有收费。",), ("没有发生。",)]
    assert report.problems is not None
    assert report.problems.title == "存在的主要问题和改进措施"


def test_a_heading_with_a_full_stop_stands_above_a_paragraph_and_a_sentence_of_a_list_does_not() -> None:
    parts = "（一）基层政务公开实现达标。\n一是开展调研，提出4项措施。\n（二）公开平台建设深入推进。\n二是改版网站。"
    report = parse(
        f"{TITLE}一、总体情况\n{parts}\n五、存在的主要问题及改进情况\n（一）公开形式不够丰富。\n（二）解读质量有待提高。\n下一步将改进。\n"
    )
    assert report.overview is not None
    assert [part.title for part in report.overview.subsections] == ["基层政务公开实现达标", "公开平台建设深入推进"]
    assert report.problems is not None
    assert report.problems.subsections == ()


class Counted(str):
    """A text that counts the characters that are copied out of it."""

    __slots__ = ()
    copied: ClassVar[int] = 0

    def __getitem__(self, key: SupportsIndex | slice) -> str:
        part = super().__getitem__(key)
        Counted.copied += len(part)
        return part


def test_lines_without_end_are_put_together_once() -> None:
    """Copying what is joined so far with every further line takes time by the square of the text."""
    text = Counted("\n\n".join(["起", "首", "二", "三", "四", "五", *["\n".join(["字1"] * 2000)]]))
    starts = [match.start() for match in re.finditer(r"\S+", text)]
    lines = Lines(starts, re.findall(r"\S+", text))
    Counted.copied = 0
    joined = rejoined(lines, text)
    assert joined.texts[:6] == ["起", "首", "二", "三", "四", "五"]
    assert joined.texts[6] == "\n".join(["字1"] * 2000)
    assert joined.starts == starts[:7]
    assert Counted.copied < 3 * len(text)
