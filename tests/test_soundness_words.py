"""Words where a number should stand: no other number is put in their place, be the sums ever so sure of it."""

from __future__ import annotations

import re

import pytest

from govreport_parser import Cell, Status, parse
from tests.cases import FIXTURES

BASE = (FIXTURES / "2021/one-cell-per-line/source.txt").read_text(encoding="utf-8")
RECEIVED = "applications.received."
WORDS = ["十二", "约12", "12余", "若干", "984余", "详见附件"]


@pytest.mark.parametrize("words", WORDS)
def test_words_for_the_first_number_of_a_row(words):
    report = parse(BASE.replace("\n984\n", f"\n{words}\n", 1))
    cell = report.cells[RECEIVED + "natural_person"]
    assert (cell.value, cell.raw, cell.status) == (None, words, Status.UNREADABLE)
    assert report.text[slice(*cell.span)] == words
    assert (RECEIVED + "natural_person",) in [f.paths for f in report.findings if f.code == "cell-unreadable"]
    others = [(report.cells[RECEIVED + name].value) for name in ("business", "research", "other", "total")]
    assert others == [0, 0, 50, 1034]


@pytest.mark.parametrize("words", WORDS)
def test_words_among_the_numbers_of_a_row(words):
    report = parse(BASE.replace("\n50\n1034\n", f"\n{words}\n1034\n", 1))
    cell = report.cells[RECEIVED + "other"]
    assert (cell.value, cell.raw, cell.status) == (None, words, Status.UNREADABLE)
    assert report.cells[RECEIVED + "natural_person"].value == 984


@pytest.mark.parametrize("words", ["约千件", "见附件"])
def test_words_for_the_total_of_a_row(words):
    report = parse(BASE.replace("\n50\n1034\n", f"\n50\n{words}\n", 1))
    cell = report.cells[RECEIVED + "total"]
    assert (cell.value, cell.raw, cell.status) == (None, words, Status.UNREADABLE)
    assert report.cells[RECEIVED + "other"].value == 50


def test_words_for_two_numbers_of_a_row():
    report = parse(BASE.replace("\n0\n50\n1034\n", "\n见附件\n1034\n", 1))
    assert [report.cells[RECEIVED + name].value for name in ("legal_service", "other")] == [None, None]


@pytest.mark.parametrize("words", ["十二", "约12", "见附件"])
def test_words_for_any_number_of_table_four(words):
    at = BASE.index("复议后起诉")
    lines = BASE[at:].split("\n")
    numbers = [n for n, line in enumerate(lines) if line.isdecimal()][:15]
    paths = [path for path in parse(BASE).cells if path.startswith("disputes")]
    for number, path in zip(numbers, paths, strict=True):
        changed = [*lines[:number], words, *lines[number + 1 :]]
        cell = parse(BASE[:at] + "\n".join(changed)).cells[path]
        assert (cell.value, cell.status) in [(None, Status.AMBIGUOUS), (None, Status.UNREADABLE)]


def test_a_number_that_is_wanting_without_a_word_is_still_recovered():
    report = parse(BASE.replace("\n984\n", "\n", 1))
    cell = report.cells[RECEIVED + "natural_person"]
    assert (cell.value, cell.status) == (984, Status.INFERRED)


FEES = "disclosure.fees.amount"


@pytest.mark.parametrize("words", ["约3.2万元", "详见附件", "免收", ">8"])
@pytest.mark.parametrize(("label", "path"), [("行政事业性收费", FEES), ("行政许可", "disclosure.licensing.decisions")])
def test_words_for_the_only_number_of_a_row(label, path, words):
    report = parse(re.sub(rf"({label}\n)[^\n]*", rf"\g<1>{words}", BASE, count=1))
    cell = report.cells[path]
    assert (cell.value, cell.raw, cell.status, cell.candidates) == (None, words, Status.UNREADABLE, ())
    assert [f.code for f in report.findings if path in f.paths] == ["cell-unreadable"]


@pytest.mark.parametrize(
    ("words", "status"),
    [("详见本机关网站附件一览表", Status.UNREADABLE), ("详见本机关网站的附件一览表", Status.MISSING)],
)
def test_more_than_twelve_characters_are_no_cell(words, status):
    report = parse(re.sub(r"(行政许可\n)[^\n]*", rf"\g<1>{words}", BASE, count=1))
    assert report.cells["disclosure.licensing.decisions"].status is status


def test_what_stands_below_the_last_row_is_no_word_of_it():
    report = parse(re.sub(r"(行政事业性收费\n)[^\n]*\n", r"\g<1>", BASE, count=1))
    assert (report.cells[FEES].raw, report.cells[FEES].status) == (None, Status.MISSING)


def test_a_count_of_times():
    report = parse(re.sub(r"(行政许可\n)[^\n]*", r"\g<1>8件次", BASE, count=1))
    assert report.cells["disclosure.licensing.decisions"].value == 8


PROCURED = (FIXTURES / "2019/dashes-for-zero/source.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("amount", ["约1.46亿元", "146万余元"])
def test_an_amount_in_words_leaves_the_count_before_it_certain(amount):
    report = parse(PROCURED.replace("\n537\n0元\n", f"\n537\n{amount}\n"))
    projects, printed = (report.cells[f"disclosure.procurement.{name}"] for name in ("projects", "amount"))
    assert (projects.value, projects.status) == (537, Status.READ)
    assert (printed.value, printed.raw, printed.status) == (None, amount, Status.UNREADABLE)


def test_a_lone_number_may_be_either_of_two():
    report = parse(PROCURED.replace("\n537\n0元\n", "\n5\n"))
    assert {report.cells[f"disclosure.procurement.{name}"].status for name in ("projects", "amount")} == {
        Status.AMBIGUOUS
    }


DOCUMENTS = BASE.partition("行政规范性文件\n")[2].split("\n")[:3]


def _documents(printed: str) -> list[Cell]:
    """The cells of a row of three columns that prints this."""
    report = parse(BASE.replace("\n".join(["行政规范性文件", *DOCUMENTS]), f"行政规范性文件\n{printed}"))
    return [report.cells[f"disclosure.normative_documents.{name}"] for name in ("issued", "repealed", "in_force")]


def test_digits_run_together_are_no_value_of_one_cell():
    cells = _documents("".join(DOCUMENTS))
    assert [(c.value, c.status, c.candidates) for c in cells] == [(None, Status.AMBIGUOUS, ())] * 3


def test_candidates_keep_the_order_of_what_is_printed():
    assert [c.candidates for c in _documents("71\n82")] == [(71,), (71, 82), (82,)]


@pytest.mark.parametrize("place", [0, 3, 6])
@pytest.mark.parametrize("words", ["十二", "近100", "同上", "未统计"])
def test_words_for_a_zero_of_a_row_of_zeros(words, place):
    path, label = "applications.results.not_processed.publication", "3.要求提供公开出版物\n"
    row = ["0"] * 7
    assert label + "\n".join(row) in BASE
    row[place] = words
    report = parse(BASE.replace(label + "0\n" * 7, label + "\n".join(row) + "\n", 1))
    column = ["natural_person", "business", "research", "public_interest", "legal_service", "other", "total"][place]
    assert not report.cells[f"{path}.{column}"].certain
    assert report.cells["applications.results.not_processed.excessive.natural_person"].certain


CHANGE = "disclosure.licensing.change"
OLD = (FIXTURES / "2019/jinhe-county/source.txt").read_text(encoding="utf-8")


def licensing(change):
    """The older form, one cell to a line, with the change of the licences printed so."""
    label = "行政许可"
    at = OLD.index("\n", OLD.index("\n" + label) + 1)
    first, _, rest = re.match(r"(\s*[\d.]+\s*\n)(\s*\S+)(.*)", OLD[at:], re.DOTALL).groups()
    return parse(OLD[:at] + first + change + rest)


@pytest.mark.parametrize("sign", ["-", "－", "−", "﹣", "减少"])
def test_a_sign_of_any_kind_makes_a_change_one_for_the_less(sign):
    assert licensing(f"{sign}5").cells[CHANGE].value == -5


@pytest.mark.parametrize("mark", ["¬", "˗", "➖", "⁻", "∓", "◇", "※", "§"])
def test_a_number_behind_a_mark_that_no_other_has_is_not_certain(mark):
    report = licensing(f"{mark}5")
    assert not report.cells[CHANGE].certain
    assert report.cells["disclosure.licensing.previous"].certain
