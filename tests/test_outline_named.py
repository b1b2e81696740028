"""Agency and year where no title tells them: the sentence in which a report names itself, who writes, signs and answers."""

from __future__ import annotations

import pytest

from govreport_parser import Report, parse

PERIOD = "本报告所列数据的统计期限自2021年1月1日起至2021年12月31日止。"
REST = "（一）主动公开\n公开信息15条。\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n没有申请。\n"


def read(preamble: str, overview: str = "", end: str = "") -> Report:
    return parse(f"{preamble}\n一、总体情况\n{overview}\n{REST}六、其他需要报告的事项\n无\n{end}")


@pytest.mark.parametrize(
    ("preamble", "agency", "year"),
    [
        ("根据《条例》规定，现公布东山市审计局2021年政府信息公开工作年度报告。", "东山市审计局", 2021),
        ("特向社会公布2021年柳林乡人民政府政府信息公开工作情况报告。", "柳林乡人民政府", 2021),
        ("《2021年度东山县水务局信息公开工作年度报告》已经研究同意,现予公开。", "东山县水务局", 2021),
        ("柳林镇2021年政府信息公开年度报告是根据《条例》的要求编制的。", "柳林镇", 2021),
        ("現發布《東山縣審計局2021年政府信息公開工作年度報告》。", "東山縣審計局", 2021),
        (f"要求，由东山市审计局编制。{PERIOD}", "东山市审计局", 2021),
        ("现将2021年我区信息公开情况报告如下：", None, 2021),
        ("向社会公布2021年本级政府信息公开工作年度报告。", None, 2021),
        ("按照《关于2022年政府信息公开工作年度报告有关事项的通知》要求编制。", None, None),
        ("按照《东山市政府信息公开工作年度报告格式》，公布2020年年度报告和2021年年度报告。", None, None),
        (f"由东山市政务公开办公室编制。{PERIOD}", None, 2021),
        (f"结合柳林镇政府信息公开工作有关统计数据撰写。{PERIOD}", "柳林镇", 2021),
        (f"结合东山市税务局（以下简称“东山税务”）政府信息公开工作有关统计数据撰写。{PERIOD}", "东山市税务局", 2021),
        (f"结合区审计局政府信息公开工作编制，请与东山区审计局综合科联系。{PERIOD}", "东山区审计局", 2021),
        (f"结合我单位政府信息公开工作有关统计数据撰写。{PERIOD}", None, 2021),
    ],
)
def test_the_preamble_names_the_report(preamble: str, agency: str | None, year: int | None) -> None:
    report = read(preamble)
    assert (report.title, report.agency, report.year) == (None, agency, year)


@pytest.mark.parametrize(
    ("overview", "agency"),
    [
        ("东山市柳林街道特编制2021年政府信息公开年度报告。", "东山市柳林街道"),
        ("东山县审计局结合单位实际,编制本单位2021年度政务公开工作年度报告。", "东山县审计局"),
        ("现编制《柳林街道办事处2021年政府信息公开工作年度报告》。", "柳林街道办事处"),
        ("现公布我局2021年政府信息公开工作年度报告。", None),
    ],
)
def test_the_overview_names_the_report(overview: str, agency: str | None) -> None:
    report = read("", overview)
    assert (report.agency, report.year) == (agency, 2021)


def test_a_report_of_another_year_that_a_part_of_the_overview_names_is_not_this_one() -> None:
    report = parse(
        "一、总体情况\n（一）主动公开\n按时公布《东山市审计局2020年政府信息公开工作年度报告》。\n（二）依申请公开\n没有。\n"
    )
    assert report.agency is None


def test_the_title_goes_before_the_prose() -> None:
    report = read("东山市审计局2022年政府信息公开工作年度报告\n现公布柳林乡2021年政府信息公开工作年度报告。")
    assert (report.agency, report.year) == ("东山市审计局", 2022)


@pytest.mark.parametrize(
    ("asked", "agency"),
    [
        ("请与东山市审计局联系（地址：和平路4号）", "东山市审计局"),
        ("请与东山区司法局综合科联系", "东山区司法局"),
        ("请与东山市审计局办公室联系", "东山市审计局"),
        ("请与东山区人民政府办公室联系", None),
        ("请与本机关联系", None),
    ],
)
def test_who_is_to_be_asked(asked: str, agency: str | None) -> None:
    assert read(f"{PERIOD}如有疑问，{asked}。").agency == agency


@pytest.mark.parametrize("end", ["柳林镇人民政府\n2022年1月23日\n", "柳林镇人民政府  2022年1月23日\n"])
def test_who_signs(end: str) -> None:
    report = read(PERIOD, end=end)
    assert report.agency == "柳林镇人民政府"
    assert report.other is not None
    assert report.other.paragraphs == ("无",)


def test_the_publisher_is_the_last_resort() -> None:
    above = "发布机构：东山市政务服务管理局\n"
    assert read(above + PERIOD).agency == "东山市政务服务管理局"
    assert read(f"{above}现公布柳林街道2021年政府信息公开工作年度报告。").agency == "柳林街道"


@pytest.mark.parametrize(
    ("overview", "end", "year"),
    [
        ("2021年，全区公开信息15条。按照《条例》（2019年5月15日起施行）要求办理。", "", 2021),
        ("2021年，全区公开信息15条，比2020年多3条。", "", None),
        ("2021年，全区公开信息15条。", "2022年1月23日\n", 2021),
        ("2019年，全区公开信息15条。", "2022年1月23日\n", None),
        ("全区公开信息15条。", "", None),
    ],
)
def test_the_year_that_the_overview_alone_speaks_of(overview: str, end: str, year: int | None) -> None:
    report = read("", overview, end)
    assert report.year == year
    assert [f.code for f in report.findings if f.code.startswith("year")] == ["year-spoken" if year else "year-unclear"]


def test_a_title_of_two_years_is_not_decided_by_the_overview() -> None:
    assert read("东山镇2020—2021年政府信息公开工作年度报告", "2021年，公开信息15条。").year is None
