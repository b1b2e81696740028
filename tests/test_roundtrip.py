"""Drawn reports in the shape of one cell per line come back exactly; damaged ones never come back wrong in silence."""

from __future__ import annotations

import random

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import govreport_parser as gp
from govreport_parser import Status
from govreport_parser.model import Outcome
from kit import DAMAGES, Case, Drawn, Recipe, Wording, article_of, compose, draw_report, drawn_reports, make_text, score
from kit.article import Grid, map_slots
from kit.damage_text import Text, tokens
from kit.facts import count

REPORTS = 2000


def differences(case: Case, report: gp.Report) -> list[str]:
    """Every cell that is not read exactly as printed, at the place where it was printed."""
    out = []
    for path, expect in case.truth.items():
        cell = report.cells.get(path)
        if cell is None or cell.status is not Status.READ or cell.value != expect.value:
            out.append(f"{path}: {cell}, printed {expect.value}")
        elif cell.span not in (case.places or {}).get(path, ()) or case.source[slice(*cell.span)] != cell.raw:
            out.append(f"{path}: span {cell.span} raw {cell.raw!r}, printed at {(case.places or {}).get(path)}")
    strangers = report.cells.keys() - case.truth.keys()
    out += [f"{p}: {report.cells[p]}, never printed" for p in strangers if report.cells[p].status is not Status.MISSING]
    return out


def silent(case: Case, report: gp.Report) -> list[str]:
    """Every cell that is certain and wrong."""
    return [f"{m.path}: {report.cells[m.path]}, printed {m.expected}" for m in _score(case, report).misses]


def _score(case: Case, report: gp.Report):  # type: ignore[no-untyped-def]
    return score(report.cells, case.truth, case.gone, case.beyond)


def test_two_thousand_drawn_reports_come_back_exactly() -> None:
    wrong: dict[str, list[str]] = {}
    for seed in range(REPORTS):
        recipe = Recipe(seed)
        case = make_text(recipe)
        if found := differences(case, gp.parse(case.source)):
            wrong[str(recipe)] = found[:3]
    assert not wrong, f"{len(wrong)} of {REPORTS} reports: {dict(list(wrong.items())[:5])}"


@pytest.mark.parametrize("index", range(count()))
def test_sets_of_published_proportions_come_back_exactly(index: int) -> None:
    case = make_text(Recipe(-1 - index))
    assert differences(case, gp.parse(case.source)) == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(drawn_reports(), st.booleans(), st.booleans(), st.sampled_from(".、．"))
def test_any_drawn_report_comes_back(drawn: Drawn, long: bool, half: bool, enumeration: str) -> None:
    article = compose(drawn, random.Random(1), Wording(long, half, enumeration))
    case = make_text(Recipe(1), article)
    assert differences(case, gp.parse(case.source)) == []


@pytest.mark.parametrize("editions", [("2019", "2019"), ("2021", "2021"), ("2021", "2019"), ("2019", "2021")])
def test_each_table_keeps_its_own_edition(editions: tuple[str, str]) -> None:
    article = compose(draw_report(random.Random(7), "county", editions), random.Random(7))
    case = make_text(Recipe(7), article)
    report = gp.parse(case.source)
    assert report.disclosure is not None
    assert report.applications is not None
    assert (report.disclosure.edition, report.applications.edition) == editions
    assert report.edition == editions[0]
    assert ("edition-mixed" in {f.code for f in report.findings}) == (editions[0] != editions[1])


@pytest.mark.parametrize("seed", [3, 14, 15, 92])
def test_a_lost_line_of_table_three_never_moves_a_neighbour(seed: int) -> None:
    whole = make_text(Recipe(seed))
    wrong: dict[str, list[str]] = {}
    for path, places in (whole.places or {}).items():
        if path.startswith("applications."):
            start, end = places[0]
            text = whole.source[:start] + whole.source[end:].lstrip("\n")
            report = gp.parse(text)
            if found := silent(evolve(whole, source=text), report):
                wrong[path] = found
    assert wrong == {}


@pytest.mark.parametrize("seed", range(20))
def test_a_printed_error_is_kept_and_named(seed: int) -> None:
    recipe = Recipe(seed, damage="printed-error")
    case, before = make_text(recipe), article_of(recipe).truth
    changed = [p for p in before if before[p] != case.truth[p]]
    report = gp.parse(case.source)
    assert len(changed) == 1
    assert report.cells[changed[0]].value == case.truth[changed[0]].value
    assert differences(case, report) == []
    assert any(f.code == "identity-broken" and changed[0] in f.paths for f in report.findings)
    assert any(c.outcome is Outcome.BROKEN and changed[0] in (*c.left, *c.right) for c in report.checks)


@pytest.mark.parametrize("seed", range(30))
def test_sound_reports_hold_every_identity(seed: int) -> None:
    report = gp.parse(make_text(Recipe(seed)).source)
    assert {c.outcome for c in report.checks} == {Outcome.HELD}
    assert len(report.checks) == 7 + 7 + 3 + (
        25 if report.applications and report.applications.edition == "2021" else 23
    )


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_a_zero_report_reads_as_zeros(edition: str) -> None:
    article = compose(draw_report(random.Random(5), "zero", (edition, edition)), random.Random(5))
    case = make_text(Recipe(5), article)
    report = gp.parse(case.source)
    assert differences(case, report) == []
    assert {cell.value for cell in report.cells.values()} == {0}


@pytest.mark.parametrize("lacking", ["disclosure", "applications", "disputes"])
def test_a_missing_table_is_none_with_a_finding_and_no_cells(lacking: str) -> None:
    article = article_of(Recipe(11))
    parts = tuple(p for p in article.parts if not (isinstance(p, Grid) and p.name == lacking))
    truth = {p: e for p, e in article.truth.items() if not p.startswith(lacking)}
    case = make_text(Recipe(11), evolve(article, parts=parts, truth=truth))
    report = gp.parse(case.source)
    assert getattr(report, lacking) is None
    assert differences(case, report) == []
    assert [f.details for f in report.findings if f.code == "table-missing"] == [(("table", lacking),)]


def test_a_form_without_numbers_has_no_numbers() -> None:
    article = map_slots(article_of(Recipe(12)), lambda s: evolve(s, text="") if s.path else s)
    report = gp.parse(make_text(Recipe(12), article).source)
    assert [p for p, c in report.cells.items() if c.value is not None] == []
    assert {f.code for f in report.findings} & {"blank-form", "not-a-report"}


@pytest.mark.parametrize("source", ["", " \n\u00a0\n", "无", "0\n" * 3000])
def test_a_document_without_a_report_has_no_cells(source: str) -> None:
    report = gp.parse(source)
    assert dict(report.cells) == {}
    assert {f.code for f in report.findings} & {"empty-document", "not-a-report"}


@pytest.mark.parametrize("damage", [d for d in DAMAGES if d != "none"])
@pytest.mark.parametrize("flatten", ["seed-shape", "tab-rows", "glued-rows"])
def test_no_damage_makes_a_cell_wrong_in_silence(damage: str, flatten: str) -> None:
    wrong: dict[str, list[str]] = {}
    for seed in range(100, 106):
        recipe = Recipe(seed, "plain", flatten, damage)
        case = make_text(recipe)
        if found := silent(case, gp.parse(case.source)):
            wrong[str(recipe)] = found[:4]
    assert wrong == {}


def test_the_kit_knows_where_every_number_stands() -> None:
    """A control of the kit itself: the places it reports hold what it printed."""
    article = article_of(Recipe(21))
    case = make_text(Recipe(21))
    printed = {s.path: s.text for g in article.grids() for row in g.rows for s in row if s.path}
    assert {p: case.source[slice(*at[0])] for p, at in (case.places or {}).items()} == printed
    assert [t.path for t in tokens(Text("\ue0007\ue000", ("a.b.c",), {}))] == ["a.b.c"]
