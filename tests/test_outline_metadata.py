"""What stands around a report: days, key：value lines, signature, period and contact."""

import datetime

import pytest

from govreport_parser.forms import FORMS
from govreport_parser.model import Contact
from govreport_parser.outline import Outline, outline
from govreport_parser.outline.dates import date_in
from govreport_parser.outline.page import read_page
from govreport_parser.read.plain import read_text

SECTIONS = FORMS["2021"].sections
TITLES = [label.text for label in SECTIONS]


def read(text: str) -> Outline:
    return outline(read_text(text), [], SECTIONS)


def report(*, title: str = "河东县2022年政府信息公开工作年度报告", above: str = "", tail: str = "") -> str:
    body = "\n".join(f"{'一二三四五六'[i]}、{name}\n第{i + 1}部分的内容。" for i, name in enumerate(TITLES))
    return f"{title}\n{above}{body}\n{tail}"


def test_days_in_many_shapes() -> None:
    day = datetime.date(2022, 1, 9)
    for printed in (
        "2022年1月9日",
        "2022-01-09 10:30",
        "2022/1/9",
        "2022.01.09",
        "二〇二二年一月九日",
        "二○二二年一月九日",
    ):
        assert date_in(printed) == day, printed
    for printed in ("2022年13月9日", "2022年2月30日", "2018年11日", "12022-01-09", ""):
        assert date_in(printed) is None, printed


def test_key_value_lines() -> None:
    lines = read_text(
        "索 引 号：X-1　分类：政务公开　发布机构：甲局\n成文日期：2021-01-02 发布日期：2021-01-05\n有效日期：2031-01-05\n文　　号：\n"
    ).texts
    page = read_page(lines, {"PubDate": "2021-01-05", "SiteName": "甲网"})
    assert page.values == (
        ("published", "2021-01-05", "meta"),
        ("site", "甲网", "meta"),
        ("index_number", "X-1", "page"),
        ("publisher", "甲局", "page"),
        ("made", "2021-01-02", "page"),
        ("published", "2021-01-05", "page"),
    )


def test_day_of_signature_is_the_last_resort() -> None:
    assert read(report(tail="河东县人民政府\n2023年1月9日\n")).published == datetime.date(2023, 1, 9)
    above = "发布时间：2023-01-12\n"
    assert read(report(above=above, tail="河东县人民政府\n2023年1月9日\n")).published == datetime.date(2023, 1, 12)


@pytest.mark.parametrize(
    "tail",
    [
        "河东县人民政府\n2023年1月9日\n",
        "河东县\n",
        "2023年1月9日\n",
        "河东县人民政府　2023年1月9日\n",
        "（2023年1月9日）\n",
        "河东县人民政府\n2023年1月9日\n（此件公开发布）\n",
    ],
)
def test_a_signature_is_in_no_section(tail: str) -> None:
    assert read(report(tail=tail)).by_role[6].text == "第6部分的内容。"


@pytest.mark.parametrize("tail", ["联系人：李某。\n", "（联系人：李某）\n", "2023年将继续努力。\n", "共有5个镇\n"])
def test_last_lines_that_are_no_signature(tail: str) -> None:
    assert read(report(tail=tail)).by_role[6].text == f"第6部分的内容。\n{tail.strip()}"


def test_year_never_comes_from_the_day_of_publication() -> None:
    found = read(report(title="河东县政府信息公开工作年度报告", above="发布时间：2023-01-12\n"))
    assert (found.year, found.published) == (None, datetime.date(2023, 1, 12))
    assert [f.code for f in found.findings] == ["year-unclear"]


def test_year_from_the_period() -> None:
    found = read(
        report(title="河东县政府信息公开工作年度报告", above="数据的统计期限自2022年1月1日起至2022年12月31日止。\n")
    )
    assert (found.year, found.findings) == (2022, ())


def test_contact_of_the_report_and_not_of_the_site() -> None:
    above = "联系地址：河东县人民路1号；邮编：123456；电话：0123-1234567。\n"
    found = read(report(above=above, tail="版权所有 电话：0999-7654321\n"))
    assert found.metadata.contact == Contact(address="河东县人民路1号", postcode="123456", phone="0123-1234567")
    assert read(report(tail="版权所有 电话：0999-7654321\n")).metadata.contact is None
