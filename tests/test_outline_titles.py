"""Titles: the agency and the year they name, and the titles of documents that are no such report."""

import pytest

from govreport_parser.forms import FORMS
from govreport_parser.outline import Outline, not_a_report, outline, titles
from govreport_parser.read.plain import read_text

SECTIONS = FORMS["2021"].sections


def read(text: str) -> Outline:
    return outline(read_text(text), [], SECTIONS)


def report(title: str) -> str:
    names = [label.text for label in SECTIONS]
    return f"{title}\n" + "\n".join(
        f"{'一二三四五六'[i]}、{name}\n第{i + 1}部分的内容。" for i, name in enumerate(names)
    )


@pytest.mark.parametrize(
    ("title", "agency", "year"),
    [
        ("2019年度东山区人民政府信息公开工作报告", "东山区人民政府", 2019),
        ("东山区人民政府2021年政府信息公开工作年度报告", "东山区人民政府", 2021),
        ("东山区人民政府政府信息公开工作年度报告（2021年度）", "东山区人民政府", 2021),
        ("东山区教育局 2022 年 政府信息公开工作年度报告", "东山区教育局", 2022),
        ("关于东山区教育局2022年度政府信息公开工作的年度报告", "东山区教育局", 2022),
        ("东山区教育局关于2022年政府信息公开工作情况的报告", "东山区教育局", 2022),
        ("《东山区教育局２０２３年政府信息公开年度报告》", "东山区教育局", 2023),
        ("二〇二一年东山区教育局政府信息公开工作年度报告", "东山区教育局", 2021),
        ("东山省人民政府办公厅2020年政务公开工作年度报告", "东山省人民政府办公厅", 2020),
        ("附件：东山街道2024年政府信息公开工作年度报告", "东山街道", 2024),
        ("2024年政府信息公开工作年度报告", None, 2024),
        ("东山镇202020年政府信息公开工作年度报告", None, None),
        ("东山镇2020—2021年政府信息公开工作年度报告", "东山镇", None),
        ("东山镇2022年政府信息公开工作告年度报", "东山镇", 2022),
        ("东山镇政府信息公开工作年度报告", "东山镇", None),
        ("东山海关(本级机关)2020年政府信息公开工作年度报告", "东山海关(本级机关)", 2020),
        ("（东山镇）2020年政府信息公开工作年度报告", "东山镇", 2020),
        ("东山市审计局2016年政务信息公开年度报告", "东山市审计局", 2016),
    ],
)
def test_agency_and_year_of_a_title(title: str, agency: str | None, year: int | None) -> None:
    assert (titles.agency_in(title), titles.year_in(title)) == (agency, year)


@pytest.mark.parametrize(
    ("title", "word"),
    [
        ("文字解读：东山区2022年政府信息公开工作年度报告", "解读"),
        ("《东山区2022年政府信息公开工作年度报告》解读", "解读"),
        ("东山大学2021-2022学年信息公开工作年度报告", "university"),
        ("东山职业技术学院2022年信息公开工作年度报告", "university"),
        ("东山区2023年上半年政府信息公开工作报告", "less than a year"),
        ("关于印发政府信息公开工作年度报告格式的通知", "notice"),
        ("关于2022年政务公开工作要点落实情况报告的函", "notice"),
        ("东山区2022年国民经济和社会发展统计公报", "another kind"),
    ],
)
def test_titles_of_other_documents(title: str, word: str) -> None:
    found = read(title + "\n正文一段。\n")
    assert word in (not_a_report(read_text(title + "\n正文一段。\n"), found) or "")


@pytest.mark.parametrize(
    "title",
    [
        "东山区教育局2022年政府信息公开工作年度报告",
        "东山区大学城管理委员会2022年政府信息公开工作年度报告",
        "东山学院路街道2022年政府信息公开工作年度报告",
        "东山区统计局2022年政府信息公开工作年度报告",
        "东山区半山镇2022年政府信息公开工作年度报告",
        "东山市政策研究室2022年政府信息公开工作年度报告",
    ],
)
def test_titles_that_only_resemble_other_documents(title: str) -> None:
    text = report(title)
    assert not_a_report(read_text(text), read(text)) is None


def test_a_text_without_title_and_sections_is_no_report() -> None:
    text = "今天天气很好。\n一、准备\n二、出发\n"
    assert not_a_report(read_text(text), read(text)) == "neither its title nor its headings are those of a report"


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["东山县", "2022", "年政府信息公开工作年度报告"], "东山县2022年政府信息公开工作年度报告"),
        (["东山县财政局", "2022年政府信息公开工作年度报告"], "东山县财政局2022年政府信息公开工作年度报告"),
        (["东山县财政局2022年政府信息公开", "工作年度报告"], "东山县财政局2022年政府信息公开工作年度报告"),
        (["东山县财政局2022年", "政府信息公开工作年度报告"], "东山县财政局2022年政府信息公开工作年度报告"),
        (["2022年度", "东山县财政局", "政府信息公开工作年度报告"], "2022年度东山县财政局政府信息公开工作年度报告"),
        (["政府信息公开年报"], None),
        (["# 东山县2022年政府信息公开工作年度报告"], "东山县2022年政府信息公开工作年度报告"),
        (["东山县2022年政(zhèng)府(fǔ)信(xìn)息公开工作年度报告"], "东山县2022年政府信息公开工作年度报告"),
        (["东山县2022年政府信息公开工作年度报告根据《条例》编制。"], "东山县2022年政府信息公开工作年度报告"),
        (
            ["东山县2022年政府信息公开工作年度报告", "上一篇：东山县2021年政府信息公开工作年度报告"],
            "东山县2022年政府信息公开工作年度报告",
        ),
        (["根据《条例》，现公布东山县2022年政府信息公开工作年度报告。"], None),
        (["首页 > 年报 > 东山县2022年政府信息公开工作年度报告"], None),
    ],
)
def test_titles_in_lines(lines: list[str], title: str | None) -> None:
    found = titles.page_title(lines, {})
    assert (found and found.text) == title


def test_the_title_of_the_page_wins_over_links_to_other_years() -> None:
    lines = ["东山县2022年政府信息公开工作年度报告", "东山县2021年政府信息公开工作年度报告"]
    names = {"ArticleTitle": "东山县2022年政府信息公开工作年度报告"}
    assert [titles.page_title(lines, meta).text for meta in (names, {})] == lines


def test_title_from_the_page_alone() -> None:
    page = {"title": "东山县2022年政府信息公开工作年度报告_年度报告_东山县人民政府"}
    assert titles.page_title([], page).text == "东山县2022年政府信息公开工作年度报告"
    assert titles.page_title([], {"title": "信息公开"}) is None


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (
            ["西山新区柳林街道办事处2023年度政府", "信息公开工作年度报告"],
            "西山新区柳林街道办事处2023年度政府信息公开工作年度报告",
        ),
        (["东山市审计局2022年政府信", "息公开工作年度报告"], "东山市审计局2022年政府信息公开工作年度报告"),
        (["东山市审计局20", "22年政府信息公开工作年度报告"], "东山市审计局2022年政府信息公开工作年度报告"),
        (["• 2022年东山市审计局政府信息公开工作年度报告"], "2022年东山市审计局政府信息公开工作年度报告"),
        (["Page 8 - 东山市审计局2022年政府信息公开工作年度报告"], "东山市审计局2022年政府信息公开工作年度报告"),
        (
            [
                "柳林街道2023年度政府信息公开工作年度报告",
                "索引号 620702074/2024-00047 发文字号 柳林街道2023年度政府信息公开工作年度报告号",
            ],
            "柳林街道2023年度政府信息公开工作年度报告",
        ),
        (
            ["东山县政府信息公开工作年度报告", "本年度报告是根据《中华人民共和国政府信息公开条例》"],
            "东山县政府信息公开工作年度报告",
        ),
        (["現將東山縣審計局2022年政府信息公開工作年度報告", "公布如下。"], None),
        (["2023年度部门预算", "政府信息公开工作年度报告"], None),
        (
            ["东山县柳林乡", "2021年政府信息公开工作年度报告", "2021年政府信息公开工作年度报告"],
            "东山县柳林乡2021年政府信息公开工作年度报告",
        ),
    ],
)
def test_titles_among_what_a_page_prints_around_them(lines: list[str], title: str | None) -> None:
    found = titles.page_title(lines, {})
    assert (found and found.text) == title


@pytest.mark.parametrize(
    ("lines", "word"),
    [
        (["关于政府信息公开工作年度报告", "有关事项的通知"], "notice"),
        (["關于政府信息公開工作年度報告", "有關事項的通知"], "notice"),
        (["中华人民共和国政府信息公开工作年度报告格式"], "form"),
        (["政府信息公开年度工作报告范文"], "form"),
        (["本报告按照《高等学校信息公开办法》编制。", "一、概述"], "school"),
    ],
)
def test_forms_notices_and_reports_of_schools(lines: list[str], word: str) -> None:
    text = "\n".join([*lines, "正文一段。\n"])
    assert word in (not_a_report(read_text(text), read(text)) or "")


def test_no_agency_is_named_about() -> None:
    assert titles.agency_in("關于政府信息公開工作年度報告") is None


@pytest.mark.parametrize(
    ("first", "second", "agency"),
    [
        ("东山市人力资源和社", "会保障局2022年政府信息公开年报", "东山市人力资源和社会保障局"),
        ("2022年东山市公安局交通警", "察支队政府信息公开年报", "东山市公安局交通警察支队"),
        ("东山镇", "人民政府2022年政府信息公开工作年度报告", "东山镇人民政府"),
    ],
)
def test_a_name_cut_between_two_lines_is_known_by_the_text_that_prints_it_whole(
    first: str, second: str, agency: str
) -> None:
    text = report(f"{first}\n{second}")
    assert read(f"{text}{agency}办公室。\n").agency == agency
    alone = agency.removeprefix(first.removeprefix("2022年"))
    assert read(text).agency == (agency if alone == "人民政府" else alone)
