"""Across reports: what one year hands to the next, wholes and parts, reused text, and the comparison of several."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal

import pytest

from govreport_parser import Report
from govreport_parser.cells import Cell, Status, Value
from govreport_parser.export import plain
from govreport_parser.findings import Severity
from govreport_parser.model import Outcome, Section
from govreport_parser.series import (
    aggregate,
    carry_over,
    catalogue,
    compare,
    follow,
    panel,
    series_findings,
    stock,
    text_reuse,
)
from govreport_parser.series.checks import APPLICANTS

AGENCY = "宿迁市人民政府"

FORWARD_2023 = dict(zip(APPLICANTS, (77, 2, 0, 0, 2, 0, 81), strict=True))
"""Drawn numbers: requests carried from one year to the next, by applicant."""


def report(
    year: int | None,
    cells: Mapping[str, Value | None],
    agency: str | None = AGENCY,
    prose: tuple[tuple[str, str], ...] = (),
) -> Report:
    """A report with these cells (``None`` is a blank) and these sections (title and text)."""
    text, sections = "", []
    for title, words in prose:
        span = (len(text), len(text) + len(words))
        sections.append(Section("", title, (words,), (), span, (span,)))
        text += words + "\n"
    built: dict[str, Cell] = {}
    for path, value in cells.items():
        span = (len(text), len(text) + len(str(value)))
        built[path] = Cell(value, str(value), span, Status.BLANK if value is None else Status.READ)
        text += f"{value}\n"
    return Report(agency=agency, year=year, cells=built, text=text, sections=tuple(sections))


def row(name: str, values: Mapping[str, Value]) -> dict[str, Value]:
    """The cells of one row of table three."""
    return {f"applications.{name}.{applicant}": value for applicant, value in values.items()}


def test_what_is_carried_forward_is_carried_over_by_applicant() -> None:
    before = report(2023, row("carried_forward", FORWARD_2023))
    checks = carry_over(before, report(2024, row("carried_over", FORWARD_2023)))
    assert [check.outcome for check in checks] == [Outcome.HELD] * 7
    assert [check.id for check in checks] == [f"carry_over.{applicant}" for applicant in APPLICANTS]
    assert (checks[-1].left_sum, checks[-1].right_sum) == (81, 81)

    broken = carry_over(before, report(2024, row("carried_over", {**FORWARD_2023, "business": 3, "total": 82})))
    assert [check.id for check in broken if check.outcome is Outcome.BROKEN] == [
        "carry_over.business",
        "carry_over.total",
    ]
    found = series_findings(broken)
    assert [(f.code, f.severity) for f in found] == [("series-broken", Severity.WARNING)] * 2
    assert found[0].message == (
        f"{AGENCY}: applications.carried_over.business = 3 in 2024, but applications.carried_forward.business of 2023 = 2"
    )


def test_a_blank_or_missing_cell_leaves_a_check_undecided() -> None:
    blank = carry_over(
        report(2023, row("carried_forward", FORWARD_2023)), report(2024, {"applications.carried_over.total": None})
    )
    assert {check.outcome for check in blank} == {Outcome.UNDECIDED}
    assert blank[-1].why == "applications.carried_over.total of 2024 is not certain"
    assert series_findings(blank) == ()


def _stock(issued: int, repealed: int, in_force: int) -> dict[str, Value]:
    path = "disclosure.normative_documents"
    return {f"{path}.issued": issued, f"{path}.repealed": repealed, f"{path}.in_force": in_force}


def test_documents_in_force_follow_from_the_year_before() -> None:
    before, held, broken = (
        report(2022, _stock(12, 3, 600)),
        report(2023, _stock(109, 112, 597)),
        report(2023, _stock(109, 112, 596)),
    )
    assert {c.id: c.outcome for c in stock(before, held)} == {
        "stock.rules": Outcome.UNDECIDED,
        "stock.normative_documents": Outcome.HELD,
    }
    check = stock(before, broken)[1]
    assert (check.outcome, check.left_sum, check.right_sum) == (Outcome.BROKEN, 596, 597)
    assert [term.sign for term in check.right] == [1, 1, -1]


def test_items_on_the_catalogue_follow_from_the_year_before() -> None:
    path = "disclosure.fees"
    before = report(2019, {f"{path}.previous": 24, f"{path}.change": -2})
    held, broken = report(2020, {f"{path}.previous": 22}), report(2020, {f"{path}.previous": 24})
    assert catalogue(before, held)[-1].outcome is Outcome.HELD
    assert catalogue(before, broken)[-1].outcome is Outcome.BROKEN


def test_identities_that_no_report_has_cells_for_are_left_out() -> None:
    before, after = report(2022, _stock(1, 0, 5)), report(2023, _stock(2, 0, 7))
    assert [check.id for check in follow(before, after)] == ["stock.normative_documents"]


def test_a_whole_is_the_sum_of_its_parts() -> None:
    total, amount = "applications.received.total", "disclosure.fees.amount"
    whole = report(2023, {total: 30, amount: Decimal("150.5"), "disclosure.rules.in_force": 9})
    own = report(2023, {total: 5, amount: Decimal("50.5")}, "市政府办公室")
    parts = [report(2023, {total: n, amount: Decimal(50)}, f"第{n}县") for n in (10, 15)]
    assert [(c.id, c.outcome) for c in aggregate(whole, parts, own)] == [
        (f"aggregate.{total}", Outcome.HELD),
        (f"aggregate.{amount}", Outcome.HELD),
    ]
    broken = aggregate(whole, parts, paths=[total])
    assert [(c.outcome, c.left_sum, c.right_sum) for c in broken] == [(Outcome.BROKEN, 30, 25)]
    (found,) = series_findings(broken)
    assert found.code == "aggregate-broken"
    assert found.message == f"{AGENCY} 2023: {total} = 30, but the sum of its parts is 25"
    assert {c.outcome for c in aggregate(whole, [])} == {Outcome.UNDECIDED}


OLD = "2022年我镇在信息公开方面还存在队伍不稳的问题。下一步将配强专职人员，抓好日常更新。"
SAME = "2023年我镇在信息公开方面还存在队伍不稳的问题。下一步将配强专职人员，抓好日常更新。"
NEW = "今年群众反映解读材料不够通俗易懂。明年准备每季度请居民代表试读一次。"


def test_reuse_looks_past_numbers_and_marks() -> None:
    whole, section = text_reuse(report(2022, {}, prose=(("问题", OLD),)), report(2023, {}, prose=(("问题", SAME),)))
    assert (whole.title, section.title) == ("", "问题")
    assert section.share == 1.0
    assert section.sentences == 2
    assert section.reused[0].text == "2023年我镇在信息公开方面还存在队伍不稳的问题。"
    assert section.reused[0].model == "2022年我镇在信息公开方面还存在队伍不稳的问题。"
    assert SAME[slice(*section.reused[0].span)] == section.reused[0].text


def test_new_text_is_not_reused_and_short_sentences_do_not_count() -> None:
    before = report(2022, {}, prose=(("问题", OLD + "无。"),))
    assert text_reuse(before, report(2023, {}, prose=(("问题", NEW),)))[1].reused == ()
    assert text_reuse(before, report(2023, {}, prose=(("其他", "无。"),)))[1].share is None


def test_a_reworded_sentence_is_reused_within_limits() -> None:
    before = report(2022, {}, prose=(("问题", "一是部分单位对信息公开工作的重要性认识还不到位，更新不够及时。"),))
    near = report(2023, {}, prose=(("问题", "一是部分单位对信息公开工作的重要性认识仍不到位，更新不够及时。"),))
    (sentence,) = text_reuse(before, near)[1].reused
    assert 92 <= sentence.likeness < 100
    far = report(2023, {}, prose=(("问题", "一是部分单位对信息公开工作的投入还不够，网站更新较慢且缺少解读。"),))
    assert text_reuse(before, far)[1].reused == ()


def test_mostly_reused_sections_are_a_finding_and_others_not() -> None:
    before = report(2022, {}, prose=(("问题", OLD),))
    (found,) = compare([before, report(2023, {}, prose=(("问题", SAME),))]).findings
    assert (found.code, found.severity) == ("text-reused", Severity.WARNING)
    assert found.message == f"{AGENCY}: 100% of the sentences of 问题 in 2023 stand in the report on 2022"
    assert compare([before, report(2023, {}, prose=(("问题", NEW),))]).findings == ()


def _sections(own: int, taken: int) -> tuple[Report, Report]:
    """Reports of two years: of the sentences of the later one's section, so many are its own and so many taken over."""
    signs = "甲乙丙丁戊己庚辛壬癸"
    shared = [f"第{sign}项工作推进的力度有待加强并进一步规范。" for sign in signs[:taken]]
    fresh = [sign * 12 + "。" for sign in signs[:own]]
    before = report(2022, {}, prose=(("问题", "".join(shared) or "无可奉告的内容一个字也没有。"),))
    return before, report(2023, {}, prose=(("问题", "".join((*fresh, *shared))),))


@pytest.mark.parametrize(
    ("own", "taken", "found"), [(0, 1, 0), (0, 2, 1), (1, 1, 1), (2, 1, 0), (2, 2, 1), (3, 2, 0), (5, 5, 1), (10, 9, 0)]
)
def test_half_of_two_sentences_or_more_is_much(own: int, taken: int, found: int) -> None:
    before, after = _sections(own, taken)
    (_, section) = text_reuse(before, after)
    assert (section.sentences, len(section.reused)) == (own + taken, taken)
    assert [f.code for f in compare([before, after]).findings] == ["text-reused"] * found


@pytest.mark.parametrize(
    ("path", "adds_up"),
    [
        ("disclosure.normative_documents.issued", True),
        ("disclosure.normative_documents.repealed", True),
        ("disclosure.normative_documents.in_force", False),
        ("disclosure.normative_documents.made", True),
        ("disclosure.normative_documents.public_total", False),
        ("disclosure.licensing.previous", False),
        ("disclosure.licensing.change", False),
        ("disclosure.licensing.decisions", True),
        ("disclosure.procurement.amount", True),
        ("applications.carried_over.total", True),
        ("disputes.review.upheld", True),
    ],
)
def test_numbers_that_parts_may_share_are_not_added_up(path: str, adds_up: bool) -> None:
    whole, part = report(2023, {path: 3}), report(2023, {path: 3}, "第1县")
    assert [check.id for check in aggregate(whole, [part])] == [f"aggregate.{path}"] * adds_up
    assert [check.outcome for check in aggregate(whole, [part], paths=[path])] == [Outcome.HELD]


def test_reports_are_grouped_by_agency_and_year() -> None:
    names = ["于洪区人民政府", "沈阳市于洪区人民政府", "洪泽区人民政府"]
    grouped = panel([report(2021, {}, names[0]), report(2022, {}, names[1]), report(2021, {}, names[2])])
    assert [(series.agency, series.years) for series in grouped.series] == [
        (names[1], (2021, 2022)),
        (names[2], (2021,)),
    ]
    assert grouped.findings == ()


def test_an_end_that_several_names_share_joins_none() -> None:
    names = ["南京市鼓楼区人民政府", "福州市鼓楼区人民政府", "鼓楼区人民政府"]
    assert [series.agency for series in panel([report(2021, {}, name) for name in names]).series] == names


def test_the_same_agency_may_be_said() -> None:
    given_reports = [report(2021, {}, "民意乡"), report(2022, {}, None)]
    (series,) = panel(given_reports, same_agency=True).series
    assert series.years == (2021, 2022)
    assert [f.code for f in panel(given_reports).findings] == ["series-unplaced"]


def test_only_consecutive_years_are_compared() -> None:
    reports = [report(year, row("carried_over", FORWARD_2023)) for year in (2020, 2022, 2023)]
    (series,) = panel(reports).series
    assert [(a.year, b.year) for a, b in series.pairs()] == [(2022, 2023)]


def test_a_second_report_on_a_year_is_a_finding_and_one_is_not() -> None:
    twice = panel([report(2021, {}), report(2021, {}), report(None, {})])
    assert [(f.code, f.message) for f in twice.findings] == [
        ("series-unplaced", "report 3 names no year and takes no part in a series"),
        ("series-repeated", f"2 reports of {AGENCY} on 2021 were given; report 1 is used"),
    ]
    assert panel([report(2021, {}), report(2022, {})]).findings == ()


def test_of_several_reports_on_a_year_the_one_with_most_certain_numbers_is_used() -> None:
    full = {"applications.received.total": 5, "applications.received.business": 5}
    blank_form = {**dict.fromkeys(full), "disputes.review.total": None}
    fewer, whole, again = (report(2021, cells) for cells in (blank_form, full, full))
    grouped = panel([fewer, whole, again])
    assert grouped.series[0].reports[2021] is whole
    assert [(f.code, f.message) for f in grouped.findings] == [
        ("series-repeated", f"3 reports of {AGENCY} on 2021 were given; report 2 is used")
    ]
    assert panel([again, whole]).series[0].reports[2021] is again


def test_reports_on_a_year_that_differ_are_a_warning() -> None:
    total, review = "applications.received.total", "disputes.review.total"
    one = report(2021, {total: 5, review: 0, "disputes.review.pending": 1})
    found = panel([one, report(2021, {total: 6, review: None}), report(2021, {total: 7})]).findings
    assert [(f.code, f.severity, f.paths) for f in found] == [("series-differs", Severity.WARNING, (total,))]
    unsettled = [report(2021, {total: None, review: 0, "disputes.review.pending": 1})]
    both = panel([*unsettled, report(2021, {total: 6}), report(2021, {total: 7})]).findings
    assert [f.code for f in both] == ["series-differs"]
    assert found[0].message == f"3 reports of {AGENCY} on 2021 differ in 1 of their cells; report 1 is used"


def test_a_comparison_prints_and_serialises() -> None:
    reports = [
        report(2023, row("carried_forward", FORWARD_2023)),
        report(2024, row("carried_over", {**FORWARD_2023, "total": 80})),
    ]
    compared = compare(reports)
    text = compared.render()
    assert text.startswith(f"{AGENCY}: 2023, 2024\n  6 held, 1 broken, 0 undecided\n")
    assert "warning: " in text
    assert text.endswith("[series-broken]\n")
    data = json.loads(json.dumps(compared.to_dict()))
    assert [check["outcome"] for check in data["series"][0]["checks"]].count("held") == 6
    assert data["findings"] == [plain(found) for found in compared.findings]
    assert data["findings"][0]["code"] == "series-broken"
    assert ["left_sum", "80"] in data["findings"][0]["details"]
    assert data["series"][0]["checks"][6]["right"][0]["value"] == 81


@pytest.mark.parametrize("reports", [[], [Report()], [Report(), Report(year=2020)]])
def test_nothing_to_compare_is_said(reports: list[Report]) -> None:
    compared = compare(reports)
    assert compared.series == ()
    assert len(compared.findings) == len(reports)
