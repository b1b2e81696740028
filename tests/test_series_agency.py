"""Which names are one agency's over the years, and which never are."""

from __future__ import annotations

import re
import time
from itertools import product

import pytest

from govreport_parser import Report
from govreport_parser.divisions import describe, divisions, latest, lookup
from govreport_parser.divisions.lineage import SINCE, at
from govreport_parser.divisions.table import Division
from govreport_parser.model import Metadata
from govreport_parser.series import panel
from govreport_parser.series.agency import Named, agencies


def report(year: int, agency: str, *context: str) -> Report:
    """A report whose place is found as ``parse`` finds it; ``context`` is what the page says around it."""
    place = describe(agency, year, context)
    found = Metadata(province=place.province, city=place.city, county=place.county, division_code=place.division_code)
    return Report(agency=agency, year=year, metadata=found)


def series(*reports: Report) -> list[tuple[str | None, tuple[int, ...]]]:
    return [(one.agency, one.years) for one in panel(reports).series]


ONE = [
    ("于洪区人民政府", "沈阳市于洪区人民政府"),
    ("于洪区", "辽宁省沈阳市于洪区人民政府"),
    ("丰县人民政府", "丰县政府"),
    ("丰县人民政府", "江苏省丰县"),
    ("合肥市教育局", "安徽省合肥市教育局"),
    ("合肥市教育局", "安徽合肥市教育局"),
    ("合肥市教育局", "合肥市教育局办公室"),
    ("合肥市发展和改革委员会", "合肥市发展和改革委"),
    ("合肥市人民政府外事办公室", "合肥市外事办公室"),
    ("合肥高新区管委会", "合肥市高新区管理委员会"),
    ("国家税务总局丰县税务局", "丰县税务局"),
    ("丰县凤城街道办事处", "丰县人民政府凤城街道办事处"),
    ("丰县凤城街道办事处", "凤城街道办事处"),
    ("丰县凤城街道办事处", "丰县凤城街道党政办公室"),
    ("民意乡人民政府", "沈阳市于洪区民意乡人民政府"),
    ("丰县人民政府办公室", "江苏省丰县政府办公室（行政审批局）"),
    ("江苏省人民政府办公厅", "江苏省政府办公厅"),
    ("鼓楼区人民政府", "南京市鼓楼区人民政府"),
    ("鼓楼区教育局", "福州市鼓楼区教育局"),
    ("北屏市", "北屏市人民政府"),
    ("教育部", "中华人民共和国教育部"),
    ("教育部办公厅", "教育部"),
    ("国家统计局丰县调查队", "丰县调查队"),
]


@pytest.mark.parametrize(("first", "second"), ONE)
def test_one_agency_by_two_names(first: str, second: str) -> None:
    longest = max(first, second, key=len)
    assert series(report(2021, first), report(2022, second)) == [(longest, (2021, 2022))]
    assert series(report(2021, second), report(2022, first)) == [(longest, (2021, 2022))]


TWO = [
    ("丰县人民政府", "海丰县人民政府"),
    ("宁县教育局", "长宁县教育局"),
    ("丰县人民政府", "丰县人民政府办公室"),
    ("江苏省人民政府", "江苏省人民政府办公厅"),
    ("江苏省人民政府", "徐州市人民政府"),
    ("吉林市人民政府", "吉林省人民政府"),
    ("合肥市教育局", "安徽省教育局"),
    ("徐州市教育局", "徐州市丰县教育局"),
    ("南京市鼓楼区人民政府", "福州市鼓楼区人民政府"),
    ("丰县凤城街道办事处", "丰县新凤城街道办事处"),
    ("合肥市自然资源局", "合肥市规划和自然资源局"),
    ("市场监督管理局", "合肥市市场监督管理局"),  # any place's
    ("财政局", "合肥市财政局"),
    ("高新区管委会", "合肥高新区管委会"),
    ("城关镇人民政府", "东城关镇人民政府"),
    ("合肥高新区管委会", "合肥高新区管委会办公室"),
    ("长丰县双墩镇人民政府", "长丰县人民政府"),
    ("北屏市", "南北屏市"),
    ("国家税务总局", "国家统计局"),
    ("国家税务总局办公厅", "国家统计局办公厅"),
    ("中国气象局", "中国地震局"),
]


@pytest.mark.parametrize(("first", "second"), TWO)
@pytest.mark.parametrize("second_year", [2021, 2022])
def test_two_agencies_are_never_one(first: str, second: str, second_year: int) -> None:
    found = panel([report(2021, first), report(second_year, second)])
    assert [one.agency for one in found.series] == [first, second]
    assert found.findings == ()
    assert len(panel([report(2021, second), report(second_year, first)]).series) == 2


RENAMED = [
    ((2012, "溧水县人民政府"), (2013, "南京市溧水区人民政府")),
    ((2012, "溧水县教育局"), (2013, "溧水区教育局")),
    ((2012, "溧水区人民政府"), (2013, "溧水县人民政府")),  # a year too early, and one too late
    ((2013, "陵县人民政府"), (2014, "陵城区人民政府")),
    ((2012, "梅县人民政府"), (2013, "梅县区人民政府")),
    ((2014, "枞阳县人民政府"), (2016, "铜陵市枞阳县人民政府")),
    ((2009, "襄樊市人民政府"), (2011, "襄阳市人民政府")),
    ((2010, "铜仁地区行政公署"), (2012, "铜仁市人民政府")),
    ((2013, "昌都地区行政公署"), (2015, "西藏自治区昌都市人民政府")),
]


@pytest.mark.parametrize(("before", "after"), RENAMED)
def test_a_division_that_was_renamed_is_one(before: tuple[int, str], after: tuple[int, str]) -> None:
    (one,) = panel([report(*before), report(*after)]).series
    assert one.years == (before[0], after[0])


ENDED = [
    ((2010, "万盛区人民政府"), (2012, "綦江区人民政府")),  # merged with 綦江县, whose name it took, under the old code
    ((2015, "庐山区人民政府"), (2017, "庐山市人民政府")),  # made of 星子县
    ((2011, "毕节地区行政公署"), (2012, "七星关区人民政府")),
    ((2010, "铜仁地区铜仁市人民政府"), (2012, "铜仁市人民政府")),  # a county, and the prefecture that was named like it
]


@pytest.mark.parametrize(("before", "after"), ENDED)
def test_a_division_that_ended_is_not_the_next_of_its_name(before: tuple[int, str], after: tuple[int, str]) -> None:
    assert len(panel([report(*before), report(*after)]).series) == 2


def test_every_successor_is_of_its_province_and_level_and_has_no_other_predecessor() -> None:
    def newest(name: str, year: int) -> Division:
        found = lookup(name, year)
        assert found
        return latest(found)

    assert newest("溧水县", 2012) == newest("溧水区", 2020)
    assert newest("万盛区", 2010).last == 2010
    assert newest("绍兴县", 2012).name == "绍兴县"
    assert newest("襄樊市襄城区", 2009).city == "襄阳市"


def test_only_what_ended_since_there_are_reports_is_followed() -> None:
    old, older = at("340302", SINCE), at("142301", SINCE - 1)
    assert old
    assert older
    assert (old.name, old.last, latest(old).name) == ("东市区", SINCE, "龙子湖区")
    assert (older.name, older.last, latest(older)) == ("孝义市", SINCE - 1, older)


def test_the_place_decides_where_the_name_does_not() -> None:
    hefei, wuhu = "合肥市人民政府网站", "芜湖市人民政府网站"
    grouped = series(
        report(2021, "教育局", hefei),
        report(2022, "合肥市教育局"),
        report(2022, "教育局", wuhu),
        report(2023, "市教育局", hefei),
    )
    assert grouped == [("合肥市教育局", (2021, 2022, 2023)), ("教育局", (2022,))]
    markets = series(report(2021, "市场监督管理局", hefei), report(2022, "合肥市市场监督管理局"))
    assert markets == [("合肥市市场监督管理局", (2021, 2022))]
    for other in ("区教育局", "县教育局"):  # of some district of the city, whose site it is shown on
        assert len(series(report(2021, other, hefei), report(2022, "合肥市教育局"))) == 2
    assert len(series(report(2021, "区人民政府", hefei), report(2022, "合肥市人民政府"))) == 2
    assert len(series(report(2021, "县人民政府", "丰县人民政府网站"), report(2022, "丰县人民政府"))) == 1
    twins = series(report(2021, "鼓楼区人民政府", "南京市"), report(2022, "鼓楼区人民政府", "福州市"))
    assert [years for _, years in twins] == [(2021,), (2022,)]


def test_a_name_that_fits_two_agencies_is_neither() -> None:
    names = ["南京市鼓楼区人民政府", "福州市鼓楼区人民政府", "鼓楼区人民政府"]
    assert [name for name, _ in series(*(report(2021, name) for name in names))] == names
    towns = ["丰县城关镇人民政府", "长丰县城关镇人民政府", "城关镇人民政府"]
    assert [name for name, _ in series(*(report(2021, name) for name in towns))] == towns


def test_a_table_of_wordings_says_the_same_whichever_way_it_is_come_to() -> None:
    ends = ("", "人民政府", "政府")
    towns = ("", "人民政府", "政府", "人民政府办公室", "党政办公室", "党政综合办公室", "办事处")
    for stem, endings in (("丰县", ends), ("丰县凤城街道", towns)):
        keys = {agencies([Named(stem + end, 2021)])[0] for end in endings}
        assert len(keys) == 1, keys


def test_the_order_in_which_reports_come_changes_nothing_but_the_order() -> None:
    names = [name for pair in (*ONE[:4], *TWO[:4]) for name in pair]
    forwards = [report(year, name) for year, name in product((2021,), names)]
    found = {frozenset(r.agency for r in one.reports.values()) for one in panel(forwards).series}
    assert len(panel(forwards).series) == len(panel(forwards[::-1]).series) == len(found)


def test_thousands_of_names_are_grouped_at_once() -> None:
    """Six thousand took eight seconds when each was held against each other."""
    counties = [row for row in divisions() if row.last is None and row.level == "county"][:2000]
    spelt = [f"{row.province}{row.city or ''}{row.name}" for row in counties]
    names = [f"{place}{own}" for place in spelt for own in ("人民政府", "教育局", "财政局")]
    begun = time.process_time()
    assert len(set(agencies([Named(name, 2023) for name in names]))) == len(names)
    assert time.process_time() - begun < 4


def test_no_wording_takes_all_of_a_name() -> None:
    for name in ("人民政府", "政府办公室", "委员会", "镇人民政府", "街道办事处", "管委会", "（办公室）", "市"):
        assert re.search(r"\w", agencies([Named(name, 2021)])[0].name), name
