"""Divisions by name and year, and kinds of bodies by name."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport_parser.divisions import KINDS, VINTAGE, Place, body_kind, describe, divisions, lookup, under


@pytest.mark.parametrize(
    ("agency", "year", "code"),
    [
        ("莱芜市人民政府", 2017, "371200"),
        ("济南市莱芜区人民政府", 2019, "370116"),
        ("海门市人民政府", 2019, "320684"),
        ("海门区人民政府", 2020, "320614"),
        ("杭州市临平区人民政府", 2021, "330113"),
        ("钱塘区", 2022, "330114"),
        ("崇明县人民政府", 2014, "310230"),
        ("上海市崇明区人民政府", 2016, "310151"),
        ("和安县人民政府", 2024, "653229"),
        ("襄樊市人民政府", 2009, "420600"),
        ("济源市人民政府", 2022, "419001"),
        ("恩施州人民政府", 2020, "422800"),
        ("湖北省恩施州利川市人民政府", 2020, "422802"),
        ("重庆市渝北区人民政府", 2024, "500112"),
        ("重庆市两江新区", 2026, "500157"),
        ("于洪区人民政府", 2019, "210114"),
        ("国家税务总局芜湖市镜湖区税务局", 2022, "340202"),
        ("安徽省教育厅", 2022, "340000"),
        ("廣東省人民政府辦公廳", 2022, "440000"),
        ("南京江北新区管理委员会", 2022, "320100"),
        ("湖北恩施州", 2022, "422800"),
        ("柞水县凤凰镇人民政府", 2021, "611026"),
        ("合肥高新技术产业开发区管理委员会", 2020, "340100"),
        ("新疆维吾尔自治区人民政府办公厅", 2020, "650000"),
        ("上海市黄浦区打浦桥街道办事处", 2025, "310101"),
    ],
)
def test_the_name_tells_the_division_of_the_year(agency: str, year: int, code: str) -> None:
    division = lookup(agency, year)
    assert division is not None
    assert division.code == code


@pytest.mark.parametrize(
    ("agency", "year", "why"),
    [
        ("莱芜市人民政府", 2021, "merged into 济南 three years before"),
        ("临平区人民政府", 2018, "not yet set up"),
        ("鼓楼区人民政府", 2021, "four cities have one"),
        ("凤凰镇人民政府", 2021, "towns are not in the table"),
        ("教育部", 2021, "no place"),
        ("", 2021, "nothing"),
        ("松原县教育局", 2017, "松原 is a city, a county of that name is not there"),
        ("北屏市南关区人民政府", 2021, "a city that is not there: its 南关区 is not that of 长春"),
        ("北京路街道办事处", 2021, "a street's name"),
        ("安阳镇人民政府", 2021, "a town's name"),
        ("平潭综合实验区管委会", 2021, "a zone that is no division"),
    ],
)
def test_what_the_name_does_not_tell_is_none(agency: str, year: int, why: str) -> None:
    assert lookup(agency, year) is None, why


def test_a_change_of_the_year_before_or_after_is_accepted() -> None:
    assert lookup("海门市人民政府", 2020) == lookup("海门市人民政府", 2019)
    assert lookup("海门市人民政府", 2021) is None


@pytest.mark.parametrize(
    ("context", "code"),
    [
        (("南京市鼓楼区人民政府网站",), "320106"),
        (("首页", "福建省"), "350102"),
        (("徐州",), "320302"),
        (("江苏省",), None),  # 南京 and 徐州 both have one
        (("信息公开",), None),
    ],
)
def test_context_chooses_between_divisions_of_one_name(context: tuple[str, ...], code: str | None) -> None:
    division = lookup("鼓楼区人民政府", 2021, context=context)
    assert (division.code if division else None) == code


def test_context_stands_in_where_the_agency_names_no_place() -> None:
    by_site = lookup("凤凰镇人民政府", 2021, context=("柞水县人民政府 首页",))
    assert by_site is not None
    assert by_site.name == "柞水县"
    crumbs = lookup("教育局", 2021, context=("首页 > 市情 > 芜湖市镜湖区 > 年报",))
    assert crumbs is not None
    assert crumbs.code == "340202"
    both = lookup("审计局", 2021, context=("宜春市", "袁州区"))
    assert both is not None
    assert both.name == "袁州区"
    assert lookup("审计局", 2021, context=("宜春市", "芜湖市")) is None


@pytest.mark.parametrize(
    ("agency", "kind"),
    [
        ("中华人民共和国教育部", "ministry"),
        ("国家税务总局", "ministry"),
        ("安徽省人民政府", "province"),
        ("北京市人民政府", "province"),
        ("内蒙古自治区", "province"),
        ("合肥市人民政府", "prefecture"),
        ("恩施土家族苗族自治州人民政府", "prefecture"),
        ("昆山市人民政府", "county"),
        ("浦东新区人民政府", "county"),
        ("鄂托克旗人民政府", "county"),
        ("柞水县凤凰镇人民政府", "township"),
        ("五常市民意乡人民政府", "township"),
        ("打浦桥街道办事处", "street"),
        ("双塔区前进街道", "street"),
        ("合肥市教育局", "department"),
        ("国家税务总局芜湖市镜湖区税务局", "department"),
        ("安徽省发展和改革委员会", "department"),
        ("安徽省人民政府办公厅", "office"),
        ("東山區", "county"),
        ("安徽省人民政府办公厅（安徽省参事室）", "office"),
        ("芜湖市人民政府办公室", "office"),
        ("平潭综合实验区管委会", "zone"),
        ("合肥高新技术产业开发区管理委员会", "zone"),
        ("合肥学院", "other"),
        ("", None),
        ("本单位", None),
    ],
)
def test_body_kind(agency: str, kind: str | None) -> None:
    assert body_kind(agency) == kind


def test_describe_gives_kind_and_place_at_once() -> None:
    assert describe("沈阳市于洪区人民政府", 2019) == Place("county", "辽宁省", "沈阳市", "于洪区", "210114")
    assert describe("教育部", 2024, ("北京市",)) == Place("ministry")
    assert describe(None, 2024) == Place()


def test_divisions_below_another() -> None:
    hangzhou = lookup("杭州市", 2021)
    assert hangzhou is not None
    names = {row.name for row in under(hangzhou, 2021)}
    assert {"临平区", "钱塘区", "西湖区", "桐庐县"} <= names
    assert "余杭区" in names
    assert "江干区" not in names


def test_the_table_is_in_order() -> None:
    rows = divisions()
    assert len(rows) == 7891
    assert all(len(row.code) == 6 and row.code.isdecimal() for row in rows)
    assert all(row.last is None or row.first <= row.last < VINTAGE for row in rows)
    for code in ("340100", "210114"):
        years = [year for row in rows if row.code == code for year in range(row.first, (row.last or VINTAGE) + 1)]
        assert len(years) == len(set(years))


def test_the_table_is_read_only_when_needed() -> None:
    code = (
        "import sys, govreport_parser.divisions as d; from govreport_parser.divisions import table; "
        "assert table.rows.cache_info().currsize == 0; d.lookup('合肥市', 2020); "
        "assert table.rows.cache_info().currsize == 1"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


@given(
    st.text(max_size=60) | st.text("市县区省安徽合肥鼓楼人民政府局办", max_size=30), st.integers(1900, 2100) | st.none()
)
def test_any_name_is_answered(agency: str, year: int | None) -> None:
    place = describe(agency, year, (agency,))
    assert place.kind is None or place.kind in KINDS
    assert place.division_code is None or len(place.division_code) == 6
