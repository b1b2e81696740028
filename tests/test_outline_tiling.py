"""Whatever is printed: a section's tree holds its text once, in order, without tables and furniture."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from govreport_parser.blocks import Lines
from govreport_parser.forms import FORMS
from govreport_parser.model import Section
from govreport_parser.outline import Outline, not_a_report, outline
from govreport_parser.outline.extent import table_span
from govreport_parser.outline.furniture import is_furniture, unsigned
from govreport_parser.outline.pieces import between, merged, outside
from govreport_parser.outline.wording import wordings
from govreport_parser.read.plain import read_text
from govreport_parser.text import BLANKS

SECTIONS = FORMS["2021"].sections
HEADINGS = [f"{'一二三四五六'[i]}、{label.text}" for i, label in enumerate(SECTIONS)]
LONG = [wording for label in SECTIONS for wording in label.variants]

headings = st.sampled_from(
    [
        *HEADINGS,
        *LONG,
        "七、附件",
        "第一部分 总体情况",
        "l六、其他需要报告的事项",
        "一、总体情况2021年，",
        "二、三部分以表格报告。",
    ]
)
subheadings = st.sampled_from(
    [
        "（一）主动公开情况",
        "（二）依申请公开情况。",
        "（一）主动公开情况。本年发布12条。",
        "1.平台建设",
        "2、队伍",
        "（1）网站",
        "①专栏",
        "一是制度",
        "3.完成培训；",
    ]
)
prose = st.sampled_from(
    [
        "全年公开信息12条。",
        "一是制度不全，二是人手不足。",
        "其中网站公开",
        "5604条，其余见公告栏",
        "无。",
        "2019年",
        "自然人",
        "0",
        "—",
    ]
)
furniture = st.sampled_from(
    [
        "【打印本页】",
        "- 3 -",
        "第 2 页",
        "首页 > 政务公开 > 年报",
        "浏览次数：31",
        "上一篇：通知",
        "版权所有：某县",
        "2022年1月20日",
        "某县人民政府",
    ]
)
lines = st.one_of(headings, subheadings, prose, furniture, st.text("一二、（）。：1.年 公开\t|", max_size=12))
documents = st.lists(
    st.tuples(lines, st.sampled_from(["\n", "\n\n", " ", "", "\r\n", "\n\u3000\u3000"])), max_size=40
).map(lambda parts: "".join(line + gap for line, gap in parts))


def squeezed(text: str) -> str:
    return "".join(char for char in text if char not in BLANKS)


def told(section: Section) -> str:
    """Heading and paragraphs of a section and everything below it, in order."""
    return "".join(part.number + part.title + part.closing + "".join(part.paragraphs) for part in section.walk())


def behind(text: str, start: int, heading: str) -> int:
    """Where a heading that begins at ``start`` ends, white space inside it passed over."""
    for char in heading:
        while text[start] != char:
            assert not text[start].strip(BLANKS + "|")
            start += 1
        start += 1
    return start


def printed(text: str, start: int, end: int, tables: list[tuple[int, int]]) -> Lines:
    """What stands between two positions outside tables and furniture."""
    document = read_text(text)
    regions = merged([table_span(document, span, wordings(SECTIONS)) for span in tables])
    parts = between(outside(document, regions), text, start, end)
    return parts.only([not is_furniture(line) for line in parts.texts])


def check(text: str, tables: list[tuple[int, int]]) -> Outline:
    found = outline(read_text(text), tables, SECTIONS)
    last = 0
    for section in found.sections:
        assert section.span is not None
        start, end = section.span
        assert last <= start < end <= len(text)
        last = end
        heading = section.number + section.title + section.closing
        body = printed(text, behind(text, start, heading), end, tables)
        bodies = [body]
        if (
            section is found.sections[-1]
        ):  # the signature is left out once: behind the report, or above a table behind it
            bodies.append(unsigned(body, found.agency)[0])
        assert squeezed(told(section)) in [heading + squeezed("".join(own.texts)) for own in bodies]
        for part in section.walk():
            assert part.paragraphs == tuple(text[a:b] for a, b in part.paragraph_spans)
            assert all(p == p.strip(BLANKS) and p for p in part.paragraphs)
    return found


@given(documents)
@example("一、总体情况\n无。\n二、主动公开政府信息情况")
@example("一、总体情况\n2022年1月20日\n2022年1月20日\n")
@settings(max_examples=300)
def test_sections_tile_their_body(text: str) -> None:
    check(text, [])


@given(documents, st.lists(st.tuples(st.integers(0, 400), st.integers(0, 60)), max_size=3))
@example("六、其他需要报告的事项\nl六、其他需要报告的事项\n二、三部分以表格报告。\n", [(0, 37)])
@example("六、其他需要报告的事项\n（一）收费\n2022年1月20日\n", [(28, 1)])
@settings(max_examples=200)
def test_sections_tile_their_body_around_tables(text: str, cuts: list[tuple[int, int]]) -> None:
    check(text, [(start, min(len(text), start + length)) for start, length in cuts if start < len(text)])


@given(st.text(max_size=300))
@settings(max_examples=300)
def test_any_text_has_an_outline(text: str) -> None:
    found = check(text, [])
    if not found.by_role and found.title is None:
        assert not_a_report(read_text(text), found)


def test_headings_in_order_are_the_sections() -> None:
    text = "\n".join(f"{heading}\n内容{number}。" for number, heading in enumerate(HEADINGS))
    found = check(text, [])
    assert [section.paragraphs for section in found.sections] == [(f"内容{number}。",) for number in range(6)]
    assert list(found.by_role) == [1, 2, 3, 4, 5, 6]
