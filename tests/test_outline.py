"""The parts of the outline, one by one: headings, furniture, sections, findings."""

import pytest

from govreport_parser.forms import FORMS
from govreport_parser.model import Section
from govreport_parser.outline import Outline, furniture, outline
from govreport_parser.outline.pieces import outside
from govreport_parser.outline.second_look import embedded
from govreport_parser.outline.subheading import head
from govreport_parser.outline.wording import by_keywords, by_likeness, numeral, wordings
from govreport_parser.read.plain import read_text

SECTIONS = FORMS["2021"].sections
KNOWN = wordings(SECTIONS)
TITLES = [label.text for label in SECTIONS]


def read(text: str) -> Outline:
    return outline(read_text(text), [], SECTIONS)


def report(*, title: str = "河东县2022年政府信息公开工作年度报告", above: str = "", tail: str = "") -> str:
    body = "\n".join(f"{'一二三四五六'[i]}、{name}\n第{i + 1}部分的内容。" for i, name in enumerate(TITLES))
    return f"{title}\n{above}{body}\n{tail}"


@pytest.mark.parametrize(
    ("title", "roles"),
    [
        ("总体情况", (1,)),
        ("政务公开工作总体落实情况", (1,)),
        ("本年度主动公开信息情况统计", (2,)),
        ("依申请公开办理情况", (3,)),
        ("被申请行政复议提起行政诉讼", (4,)),
        ("工作中存在的不足和下一步打算", (5,)),
        ("其它需要说明的事项", (6,)),
        ("行政复议、诉讼情况及存在问题", (4, 5)),
        ("收费及减免情况", ()),
        ("机构设置", ()),
    ],
)
def test_sections_by_key_words(title: str, roles: tuple[int, ...]) -> None:
    assert by_keywords(title) == roles


def test_misspelt_titles_are_recognised_by_likeness() -> None:
    assert by_likeness("总休情况", KNOWN) == 0
    assert by_likeness("收到和处里政府信息公幵申清情况", KNOWN) == 3
    assert by_likeness("其他须要报苦的事项", KNOWN) == 6
    assert by_likeness("财政收支决算", KNOWN) == 0


@pytest.mark.parametrize(
    ("printed", "value"), [("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("三十五", 35), ("7", 7), ("千", 0)]
)
def test_numerals(printed: str, value: int) -> None:
    assert numeral(printed) == value


@pytest.mark.parametrize(
    ("line", "want"),
    [
        ("（一）主动公开情况", ("（一）", "主动公开情况", "")),
        ("(二) 加强组织领导，健全工作机制", ("(二)", "加强组织领导，健全工作机制", "")),
        ("（一）主动公开情况。2024年，发布12条。", ("（一）", "主动公开情况", "。")),
        ("（三）平台建设：网站改版。", ("（三）", "平台建设", "：")),
        ("（四）监督保障情况2023年，开展检查2次。", ("（四）", "监督保障情况", "")),
        ("1.政府网站", ("1.", "政府网站", "")),
        ("2、政务新媒体", ("2、", "政务新媒体", "")),
        ("（1）年度培训", ("（1）", "年度培训", "")),
        ("②宣传", ("②", "宣传", "")),
        ("一是健全制度", ("", "一是健全制度", "")),
        ("## （五）队伍建设", ("（五）", "队伍建设", "")),
        ("**（五）队伍建设**", ("（五）", "队伍建设", "")),
    ],
)
def test_headings_of_subsections(line: str, want: tuple[str, str, str]) -> None:
    found = head(line)
    assert found is not None
    assert (found.number, found.title, found.closing) == want


@pytest.mark.parametrize(
    "line",
    [
        "一是健全制度，二是加强培训。",
        "1.修订制度；",
        "3.开展满意度调查。",
        "（一）部分单位对公开工作认识不足，栏目更新不及时，内容也不够全面，需要继续改进。",
        "2022.12.31",
        "12条信息被转载。",
        "2023年，全区公开信息。",
        "（2022年1月3日）",
        "十分重视公开工作",
    ],
)
def test_lines_that_are_no_headings(line: str) -> None:
    assert head(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "【打印】",
        "- 12 -",
        "— 3 —",
        "第 4 页 共 9 页",
        "Page 7",
        "3/12",
        "浏览次数：12",
        "首页 > 公开 > 年报",
        "上一篇：通知",
        "粤ICP备00000000号",
        "【字体：大 中 小】",
    ],
)
def test_furniture(line: str) -> None:
    assert furniture.is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "无",
        "0",
        "12",
        "—",
        "打印机等设备已报废。",
        "附件齐全的申请当日受理。",
        "来源于群众的意见共30条。",
        "2022年",
        "A>B",
        "5",
    ],
)
def test_prose_is_no_furniture(line: str) -> None:
    assert not furniture.is_furniture(line)


def texts(found: Outline) -> list[str]:
    return [section.text for section in found.sections]


def test_contents_and_mentions_are_no_sections() -> None:
    contents = "目录\n" + "\n".join(f"{'一二三四五六'[i]}、{name}……{i + 1}" for i, name in enumerate(TITLES)) + "\n"
    plain = read(report())
    assert texts(read(report(above=contents))) == texts(plain)
    mention = "第三、四部分为表格，二、主动公开政府信息情况见下。\n"
    assert texts(read(report(above=mention))) == texts(plain)


def test_the_article_twice_is_read_once() -> None:
    once = report()
    found = read(once + once)
    assert [section.title for section in found.sections] == TITLES
    assert all(len(section.paragraphs) == 1 for section in found.sections)


def test_sections_in_one_line_after_prose_without_a_stop() -> None:
    text = "河东县2022年政府信息公开工作年度报告一、总体情况全县公开情况良好二、主动公开政府信息情况见公报"
    text += "三、收到和处理政府信息公开申请情况无四、政府信息公开行政复议、行政诉讼情况无"
    text += "五、存在的主要问题及改进情况无六、其他需要报告的事项无"
    found = read(text)
    assert [section.title for section in found.sections] == TITLES
    assert [section.text for section in found.sections] == ["全县公开情况良好", "见公报", "无", "无", "无", "无"]
    assert found.title == "河东县2022年政府信息公开工作年度报告"


def test_numbered_prose_inside_a_section_is_no_section() -> None:
    text = report().replace("第5部分的内容。", "一、认识不足。\n二、更新不及时。\n三、培训偏少。")
    assert [section.title for section in read(text).sections] == TITLES


def test_sections_out_of_order_are_kept_where_they_stand() -> None:
    found = read("一、主动公开政府信息情况\n12条\n二、依申请公开情况\n3件\n三、总体情况\n平稳\n")
    assert [section.title for section in found.sections] == ["主动公开政府信息情况", "依申请公开情况", "总体情况"]
    assert {role: section.text for role, section in found.by_role.items()} == {2: "12条", 3: "3件", 1: "平稳"}


def test_tables_under_headings_of_their_own_behind_the_prose() -> None:
    text = report(tail="一、主动公开政府信息情况\n规章\t0\n")
    start = text.rindex("规章")
    found = outline(read_text(text), [(start, start + 4)], SECTIONS)
    assert [section.title for section in found.sections] == [*TITLES, TITLES[1]]
    assert found.by_role[2].text == "第2部分的内容。"


def test_headings_in_pieces() -> None:
    found = read("一\n、\n总体情况\n（一）\n主动公开情况\n发布12条。\n六、其他需要报\n告的事项\n1.\n8亿元\n")
    assert [(s.number, s.title, s.paragraphs) for s in found.sections] == [
        ("一、", "总体情况", ()),
        ("六、", "其他需要报告的事项", ("1.", "8亿元")),
    ]
    assert [(s.number, s.title, s.text) for s in found.sections[0].subsections] == [
        ("（一）", "主动公开情况", "发布12条。")
    ]


def test_readings_in_brackets_do_not_hide_a_heading() -> None:
    found = read("一、总(zǒng)体(tǐ)情(qíng)况(kuàng)\n无。\n二、主动公开政府信息情况\n")
    assert list(found.by_role) == [1, 2]


def codes(found: Outline) -> list[str]:
    return [finding.code for finding in found.findings]


def test_findings_and_their_near_misses() -> None:
    whole = report(above="发布时间：2023-01-12\n")
    assert codes(read(whole)) == []
    assert codes(read(whole.replace("河东县2022年政府信息公开工作年度报告\n", ""))) == ["title-missing", "year-unclear"]
    assert codes(read(whole.replace("四、政府信息公开行政复议、行政诉讼情况\n", ""))) == ["section-missing"]
    assert codes(read(whole.replace("第6部分的内容。", ""))) == ["section-empty"]
    assert codes(read(whole.replace("第2部分的内容。", ""))) == []
    assert codes(read(whole.replace("六、其他", "七、其他"))) == ["sections-renumbered"]
    assert codes(read(whole.replace("六、其他", "其他"))) == []
    assert codes(read(report(above="发布时间：2023-01-12\n发布日期：2023-02-12\n"))) == ["metadata-conflict"]
    assert codes(read(report(above="发布时间：2023-01-12\n成文日期：2023-01-02\n"))) == []
    assert codes(read(report(above="统计期限为2021年1月1日至2021年12月31日。\n"))) == ["metadata-conflict"]
    assert codes(read(report(above="统计期限为2022年1月1日至2022年12月31日。\n"))) == []


def test_findings_render() -> None:
    found = read("一、总体情况\n")
    assert [f.message for f in found.findings] == [
        "no title was found",
        "the year reported on cannot be told from the title ''",
        "no heading was found for section 2, 3, 4, 5, 6 of the form",
        "nothing stands below 总体情况",
    ]


def test_nothing_to_read() -> None:
    for text in ("", "\n\n", "0", "、", "一、", "（一）", "\ufeff"):
        found = read(text)
        assert (found.sections, found.title, found.agency, found.year, found.published) == ((), None, None, None, None)


def test_spans_of_a_section_hold_its_table() -> None:
    text = "二、主动公开政府信息情况\n规章\t0\n五、存在的主要问题及改进情况\n无。"
    found = outline(read_text(text), [(13, 17)], SECTIONS)
    assert [(s.number, s.paragraphs, s.span) for s in found.sections] == [
        ("二、", (), (0, 17)),
        ("五、", ("无。",), (18, len(text))),
    ]
    assert all(isinstance(section, Section) for section in found.by_role.values())


def test_sections_in_order_are_all_taken_whatever_their_numerals() -> None:
    numerals = "一九三二六五"
    found = read("".join(f"{numerals[i]}、{title}\n内容。\n" for i, title in enumerate(TITLES)))
    assert [section.number for section in found.sections] == [f"{numeral}、" for numeral in numerals]
    assert list(found.by_role) == [1, 2, 3, 4, 5, 6]


def test_a_known_wording_is_found_at_the_head_of_itself() -> None:
    for wording, role in KNOWN.roles.items():
        assert KNOWN.glued(wording) == KNOWN.glued(f"{wording}。") == (role, len(wording))


@pytest.mark.parametrize(
    ("line", "number", "value"),
    [
        ("公开指南。二、主动公开政府信息情况：全年主动公开。", "二、", 2),
        ("公开指南。十二 、主动公开政府信息情况：全年主动公开。", "十二、", 12),
        ("公开指南。第二部分：主动公开政府信息情况。全年主动公开。", "第二部分：", 2),
    ],
)
def test_a_heading_inside_a_line(line: str, number: str, value: int) -> None:
    (heading,) = embedded(outside(read_text(line), []), KNOWN)
    assert (heading.number, heading.value, heading.title, heading.roles) == (
        number,
        value,
        "主动公开政府信息情况",
        (2,),
    )
    assert heading.flat
