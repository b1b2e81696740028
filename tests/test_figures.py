"""Figures in the prose: what counts, what does not, and how it is said."""

from __future__ import annotations

import importlib.util
import pickle
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport_parser import Report
from govreport_parser.figures import NAMES, Figure, FigureKind, find_figures
from govreport_parser.model import Section


def found(text: str) -> tuple[Figure, ...]:
    """The figures of a text, line by line."""
    spans, start = [], 0
    for line in text.split("\n"):
        spans.append((start, start + len(line)))
        start += len(line) + 1
    return find_figures(text, spans)


def one(text: str) -> Figure:
    """The only figure of a text."""
    figures = found(text)
    assert len(figures) == 1, figures
    return figures[0]


def test_requests_and_their_channels() -> None:
    text = "本年度共受理依申请公开申请共52件，其中信函受理30件，网络受理15件，当面受理7件；答复52件，按期答复49件，延期3件。"
    figures = found(text)
    assert [(f.value, f.unit, f.name, f.parent) for f in figures] == [
        (52, "件", "requests.received", None),
        (30, "件", "requests.letter", 0),
        (15, "件", "requests.online", 0),
        (7, "件", "requests.in_person", 0),
        (52, "件", "requests.answered", None),
        (49, "件", "requests.on_time", None),
        (3, "件", "requests.extended", None),
    ]
    assert [f.subject for f in figures] == [
        "受理依申请公开申请",
        "信函受理",
        "网络受理",
        "当面受理",
        "答复",
        "按期答复",
        "延期",
    ]
    assert all(text[f.span[0] : f.span[1]] == f.raw for f in figures)


def test_items_by_channel() -> None:
    figures = found(
        "依托门户网站设立7大栏目，31个子栏目。全年，主动公开信息4821条，“清河发布”公众号发布信息633条，微博发布信息702条。"
    )
    assert [(f.value, f.unit, f.subject, f.name) for f in figures] == [
        (7, "大", "依托门户网站设立栏目", None),
        (31, "个", "子栏目", None),
        (4821, "条", "主动公开信息", "items.published"),
        (633, "条", "“清河发布”公众号发布信息", "items.wechat"),
        (702, "条", "微博发布信息", "items.weibo"),
    ]


def test_parts_stop_where_they_fill_the_whole() -> None:
    text = "全年更新稿件320条、其中动态200条、概况20条、公告100条、来信选登18条，开设专题4个。"
    assert [f.parent for f in found(text)] == [None, 0, 0, 0, None, None]


def test_parts_in_brackets_and_within_parts() -> None:
    text = "收到申请60件，其中个人申请50件（其中信函12件），单位申请10件。召开会议3次。"
    assert [f.parent for f in found(text)] == [None, 0, 1, 0, None]


def test_a_list_behind_a_colon_goes_on_over_semicolons() -> None:
    assert [f.parent for f in found("受理43件，其中：信函35件；网络2件；当面6件。")] == [None, 0, 0, 0]
    assert [f.parent for f in found("受理43件，其中信函35件；网络2件。")] == [None, 0, None]


@pytest.mark.parametrize(
    ("text", "value", "high", "unit", "qualifier", "kind", "raw"),
    [
        ("解读率达100%。", "100", None, "%", None, FigureKind.PERCENT, "100%"),
        ("访问量约3.6万次。", "36000", None, "次", "约", FigureKind.COUNT, "3.6万次"),
        ("组织活动二十余场。", "20", None, "场", "余", FigureKind.COUNT, "二十余场"),
        ("同比增长12.3%。", "12.3", None, "%", None, FigureKind.PERCENT, "12.3%"),
        ("收取信息处理费3940元。", "3940", None, "元", None, FigureKind.MONEY, "3940元"),
        ("发布信息173769万条。", "1737690000", None, "条", None, FigureKind.COUNT, "173769万条"),
        ("投入1.8亿元。", "180000000", None, "元", None, FigureKind.MONEY, "1.8亿元"),
        ("举办讲座10-20场。", "10", "20", "场", None, FigureKind.COUNT, "10-20场"),
        ("投入3至5万元。", "30000", "50000", "元", None, FigureKind.MONEY, "3至5万元"),
        ("每张收费3元到5元。", "3", "5", "元", None, FigureKind.MONEY, "3元到5元"),
        ("满意率百分之九十八以上。", "98", None, "%", "以上", FigureKind.PERCENT, "百分之九十八"),
        ("接待群众近百人。", "100", None, "人", "近", FigureKind.COUNT, "百人"),
        ("公开信息12，345条。", "12345", None, "条", None, FigureKind.COUNT, "12，345条"),
        ("公开信息12 345条。", "12345", None, "条", None, FigureKind.COUNT, "12 345条"),
        ("公開資訊512條。", "512", None, "条", None, FigureKind.COUNT, "512條"),
        ("公开信息１２０条。", "120", None, "条", None, FigureKind.COUNT, "１２０条"),
        ("部署任务十七八项。", "17", "18", "项", None, FigureKind.COUNT, "十七八项"),
        ("下降2.4个百分点。", "2.4", None, "个百分点", None, FigureKind.PERCENT, "2.4个百分点"),
        ("培训100多人次。", "100", None, "人次", "余", FigureKind.COUNT, "100多人次"),
        ("时限不超过15个工作日。", "15", None, "个工作日", "不超过", FigureKind.COUNT, "15个工作日"),
        ("注册用户超4600万。", "46000000", None, "", "超", FigureKind.COUNT, "4600万"),
        ("节约资金12万元。", "120000", None, "元", None, FigureKind.MONEY, "12万元"),
        ("同比增长-5.2%。", "-5.2", None, "%", None, FigureKind.PERCENT, "-5.2%"),
        ("召开会议一次。", "1", None, "次", None, FigureKind.COUNT, "一次"),
    ],
)
def test_how_a_quantity_is_said(
    text: str, value: str, high: str | None, unit: str, qualifier: str | None, kind: FigureKind, raw: str
) -> None:
    figure = one(text)
    assert (figure.value, figure.unit, figure.qualifier, figure.kind, figure.raw) == (
        Decimal(value),
        unit,
        qualifier,
        kind,
        raw,
    )
    assert figure.high == (None if high is None else Decimal(high))
    assert figure.exact is (qualifier is None and high is None)


def test_a_change_from_one_number_to_another_is_no_range() -> None:
    assert [(f.value, f.high) for f in found("账号从63个到41个。")] == [(63, None), (41, None)]


def test_rates_belong_to_the_count_before_them() -> None:
    figures = found("全年公开信息120条，较上年增加20条，同比增长20%。办结率100%。")
    assert [f.parent for f in figures] == [None, 0, 0, None]
    assert [f.name for f in figures] == ["items.published", None, None, None]


def test_a_shared_out_list_gives_each_number_its_subject() -> None:
    figures = found("信函、网络和当面申请分别为35件、2件和6件。")
    assert [f.subject for f in figures] == ["信函申请", "网络申请", "当面申请"]
    assert [f.name for f in figures] == ["requests.letter", "requests.online", "requests.in_person"]


@pytest.mark.parametrize(
    "text",
    [
        "2019年12月31日，国办发〔2019〕60号第二十条第（五）项。",
        "一是加强领导，二是健全机制；1.落实责任。（二）完善制度。",
        "电话：0551-62345678，邮编230001，传真62345679。",
        "12345热线、5.15政务公开日、“三进”活动、《业务知识40问》、“五公开”。",
        "上午9:00至12:00，7×24小时，A4纸，V2.0版，第3期，前3名。",
        "进一步统一思想，一件事一次办，一户一档，两个维护，五位一体，三类内部事务信息。",
        "数十条意见、几百人、多次会议、若干项。",
        "网址http://www.x.gov.cn/2019/123个.html，邮箱a1条@x.cn。",
        "53,2条和12 3456条写法有误。",
        "建立一个平台，形成一批成果。",
        "上述三项工作、这两项职责、以下五类事项已办结，作为一名党员，明确一个方向。",
        "九台区、三台县、五台山、三元区、五家渠市、十字路口、四个到位、五个一工程。",
        "1.5亿元资金。",
        "历时3个多月，最快1个半小时。",
        "千家万户、成千上万条、三分之一的事项。",
        "2019-2020年、9月至11月、二〇二三年、十二月。",
        "其中：",
        "",
    ],
)
def test_what_looks_like_a_quantity_and_is_none(text: str) -> None:
    assert found(text) == ()


@pytest.mark.parametrize(
    ("text", "value", "high"),
    [
        ("1.12件申请已办结。", "12", None),
        ("1．5604条信息已公开。", "5604", None),
        ("人均参训2.3次。", "2.3", None),
        ("投入3-5千元。", "3000", "5000"),
        ("访问三到五万次。", "30000", "50000"),
        ("访问十到二十万次。", "100000", "200000"),
        ("公开5千至1万条。", "5000", "10000"),
        ("（2019）收到12件。", "12", None),
    ],
)
def test_list_numbers_and_scales_do_not_change_a_number(text: str, value: str, high: str | None) -> None:
    figure = one(text)
    assert (figure.value, figure.high) == (Decimal(value), None if high is None else Decimal(high))


def test_damaged_digits_give_no_number_at_all() -> None:
    assert found("公开信息5 6041条。") == ()
    assert found("公开信息1234 567条。") == ()
    assert found("公开信息共1,23,456条。") == ()
    assert found("增长12.\n5%。") == ()
    assert found("公开信息56\n04条。") == ()
    assert found(f"公开信息{'9' * 30}条。") == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("收到政府信息公开申请12件。", "requests.received"),
        ("召开新闻发布会3场。", "press_conferences"),
        ("承办政协委员提案9件。", "proposals.received"),
        ("被申请行政复议2件。", "reviews"),
        ("被提起行政诉讼2件。", "suits"),
        ("复议后起诉1件。", "suits.after_review"),
        ("举办业务培训2期。", "trainings"),
        ("参加培训人员80人次。", "trainings.people"),
        ("召开专题会议4次。", "meetings"),
        ("收取信息处理费80元。", "fees.collected"),
        ("发布政策解读材料6篇。", "interpretations"),
        ("结转下年度继续办理3件。", "requests.carried_forward"),
        ("上年结转3件。", "requests.carried_over"),
        ("制发规范性文件3件。", "documents.issued"),
        ("平均每月召开会议4次。", None),
        ("办结群众来信件20件。", None),
        ("受理提案申请3件。", None),
        ("网站收到留言30条。", None),
    ],
)
def test_well_known_figures_have_one_name(text: str, name: str | None) -> None:
    assert one(text).name == name


def test_a_heading_about_requests_names_what_is_received_below_it() -> None:
    text = "（二）依申请公开情况\n全年收到11件，当面提交4件、网上提交7件，办结11件。"
    below = [(text.index("全年"), len(text))]
    assert [f.name for f in find_figures(text, below)] == [
        "requests.received",
        "requests.in_person",
        "requests.online",
        "requests.answered",
    ]
    assert [f.name for f in find_figures(text.replace("依申请公开", "群众来访"), below)] == [None] * 4


def test_every_name_is_declared_once_or_as_an_alternative() -> None:
    names = [name.name for name in NAMES]
    assert sorted(name for name in set(names) if names.count(name) > 1) == [
        "requests.answered",
        "requests.received",
    ]
    assert all(name.title and name.units and name.subject for name in NAMES)


def test_the_guide_lists_every_name_and_its_examples_run(capsys: pytest.CaptureFixture[str]) -> None:
    page = (Path(__file__).resolve().parent.parent / "docs" / "prose.md").read_text(encoding="utf-8")
    assert all(f"| `{name.name}` | {name.title} |" in page for name in NAMES)
    for block in page.split("```python\n")[1:]:
        code = block.split("```")[0]
        exec(code, {})
        printed = capsys.readouterr().out.splitlines()
        assert printed == [line.removeprefix("# ") for line in code.splitlines() if line.startswith("# ")]


def test_report_figures_are_found_once_and_are_no_part_of_the_report() -> None:
    text = "全年公开信息120条。"
    section = Section("一、", "总体情况", (text,), (), (0, len(text)), ((0, len(text)),))
    report, twin = (Report(text=text, sections=(section,)) for _ in range(2))
    assert [f.value for f in report.figures] == [120]
    assert report.figures is report.figures
    assert report == twin
    assert "figures" not in report.to_dict()
    assert pickle.loads(pickle.dumps(report)).figures == report.figures
    assert report.figures[0].to_dict() == {
        "value": "120",
        "high": None,
        "unit": "条",
        "kind": "count",
        "subject": "公开信息",
        "name": "items.published",
        "qualifier": None,
        "parent": None,
        "raw": "120条",
        "start": 6,
        "end": 10,
    }


_PHRASES = (
    ("公开信息", "条"),
    ("召开会议", "次"),
    ("受理申请", "件"),
    ("培训人员", "人次"),
    ("投入经费", "元"),
    ("解读率", "%"),
    ("发布稿件", "篇"),
    ("设置查阅点", "个"),
)
_SAID = ("{}", "{:,}", "约{}", "近{}", "{}万", "{}余")
_JOINTS = ("，", "；", "。", "、", "，其中", "。2019年12月31日，", "。一是", "（二）")


@st.composite
def _printed(draw: st.DrawFn) -> tuple[str, list[tuple[Decimal, str]]]:
    """Prose as a small printer writes it, and the quantities in it."""
    text, wanted = "2019年，", []
    for _ in range(draw(st.integers(1, 8))):
        words, unit = draw(st.sampled_from(_PHRASES))
        number, said = draw(st.integers(0, 999_999)), draw(st.sampled_from(_SAID))
        text += f"{words}{said.format(number)}{unit}{draw(st.sampled_from(_JOINTS))}"
        wanted.append((Decimal(number * (10_000 if "万" in said else 1)), unit))
    return text, wanted


@given(_printed())
def test_what_a_printer_writes_is_all_found(case: tuple[str, list[tuple[Decimal, str]]]) -> None:
    text, wanted = case
    assert [(f.value, f.unit) for f in found(text)] == wanted


_PIECES = st.sampled_from(
    [
        *"0123456789一二三十百千万亿余多约近其中含第年月日条件次个元%，。；、：（）《》“”·-—至到 \n×./",
        "其中",
        "百分之",
        "分别为",
        "同比增长",
        "公开信息",
    ]
)


@given(st.text(max_size=200) | st.lists(_PIECES, max_size=80).map("".join))
def test_any_text_is_read_and_spans_read_back(text: str) -> None:
    figures = found(text)
    for index, figure in enumerate(figures):
        assert text[slice(*figure.span)] == figure.raw
        assert figure.parent is None or 0 <= figure.parent < index
        assert figure.high is None or figure.high >= figure.value
    assert [f.span for f in figures] == sorted(f.span for f in figures)


@given(st.text(max_size=50), st.lists(st.tuples(st.integers(-5, 90), st.integers(-5, 90)), max_size=4))
def test_any_spans_are_taken(text: str, spans: list[tuple[int, int]]) -> None:
    assert all(text[slice(*figure.span)] == figure.raw for figure in find_figures(text, spans))


def lines(*printed: str) -> tuple[str, list[tuple[int, int]]]:
    """Lines of text, each a paragraph of its own, as a reader that does not join them hands them on."""
    text = "\n    ".join(printed)
    spans, start = [], 0
    for line in printed:
        spans.append((start, start + len(line)))
        start += len(line) + 5
    return text, spans


def test_a_number_that_a_full_line_cuts_is_one_number() -> None:
    text, spans = lines("本年度全区各单位通过区政府网站公开各类政府信息9", "1条，同时召开会议3次。")
    first, second = find_figures(text, spans)
    assert (first.value, first.unit, first.subject) == (91, "条", "本年度全区各单位通过区政府网站公开各类政府信息"[3:])
    assert first.raw == "9\n    1条"
    assert text[slice(*first.span)] == first.raw
    assert second.value == 3


def test_a_number_that_something_stands_in_is_no_number() -> None:
    text = "本年度全区各单位通过区政府网站公开各类政府信息9\n- 4 -\n1条，同时召开会议3次。"
    second = text.index("1条")
    assert [f.value for f in find_figures(text, [(0, text.index("\n")), (second, len(text))])] == [3]
    text, spans = lines("网站公开信息9", "1条，微信公开信息二", "十条。")
    assert find_figures(text, spans) == ()
    text, spans = lines("培训工作人员62人", "次，效果良好。")
    assert find_figures(text, spans) == ()


def test_text_in_pieces_is_joined() -> None:
    text, spans = lines("网站公", "开信息2", "6", "4条", "，微信", "发布1", "5条", "，召开会议3次", "，培训8人", "次。")
    assert [(f.value, f.unit) for f in find_figures(text, spans)] == [(264, "条"), (15, "条"), (3, "次"), (8, "人次")]


def test_a_table_that_names_the_unit_first_is_no_prose() -> None:
    text, spans = lines("，", "、", "；", "信息数", "条", "5604", "件数", "件", "12", "3", "次", "7")
    assert find_figures(text, spans) == ()


@pytest.mark.parametrize(
    ("piece", "times", "figures"),
    [
        ("9", 200_000, 0),
        ("一", 100_000, 0),
        ("“", 100_000, 0),
        ("《", 100_000, 0),
        ("其中", 100_000, 0),
        ("第", 100_000, 0),
        ("1-", 30_000, 0),
        ("1,234", 30_000, 0),
        ("1件", 10_000, 10_000),
        ("（1件", 10_000, 10_000),
        ("，1件\n", 10_000, 10_000),
        ("其中1件）", 10_000, 10_000),
        ("同比增长1件，", 10_000, 10_000),
    ],
)
def test_long_runs_are_read_to_the_end(piece: str, times: int, figures: int) -> None:
    assert len(found(piece * times)) == figures


def _benchmark() -> ModuleType:
    path = Path(__file__).resolve().parent.parent / "benchmarks" / "figures.py"
    spec = importlib.util.spec_from_file_location("figures_benchmark", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


FLOOR = {"precision": 0.99, "recall": 0.99, "subject": 0.98, "name": 0.98, "qualifier": 0.99, "parent": 0.98}
"""What the hand-labelled quantities must keep; the bars of the project are 0.98 and 0.95."""


def test_the_hand_labelled_quantities_are_found() -> None:
    score = _benchmark().measure()
    assert score.labelled >= 300
    assert score.precision >= FLOOR["precision"], score.wrong
    assert score.recall >= FLOOR["recall"], score.missed
    for key, count in score.details.items():
        assert count / score.right >= FLOOR[key], [line for line in score.differing if f": {key} of" in line]


def test_every_label_reads_back_its_text() -> None:
    for name, text, labels in _benchmark().cases():
        for label in labels:
            assert text[label["start"] :].startswith(label["raw"]), (name, label)
            assert label.get("parent", -1) < len(labels)
