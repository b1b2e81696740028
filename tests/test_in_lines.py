"""Table three as the lines of a page, labels wrapped around their numbers: read where all of it together is the form."""

from __future__ import annotations

import pytest

from govreport_parser import Status, parse
from govreport_parser.align.rows.in_lines import rows_in_lines
from govreport_parser.read import read
from kit import STYLES, Recipe, make_text, score

PLAIN = [style for style in STYLES if style not in ("letters", "pinyin", "spaced", "spaced-thousands")]
SEED = 154
"""Its labels are six words wide, so that most are wrapped, and two pages end inside rows."""


def printed(seed: int = SEED, style: str = "layout") -> str:
    return make_text(Recipe(seed, style, "pdf-lines")).source


def is_read(text: str) -> bool:
    return rows_in_lines(read(text)) is not None


@pytest.mark.parametrize("seed", range(60))
def test_documents_printed_line_by_line_are_read_without_an_error(seed: int) -> None:
    case = make_text(Recipe(seed, PLAIN[seed % len(PLAIN)], "pdf-lines"))
    found = score(parse(case.source).cells, case.truth, case.gone, case.beyond)
    assert found.wrong == 0
    assert found.right >= 0.8 * (found.right + len(found.unsure))


def test_all_rows_of_a_wrapped_table_are_as_printed() -> None:
    case = make_text(Recipe(SEED, "layout", "pdf-lines"))
    report = parse(case.source)
    cells = {path: cell for path, cell in report.cells.items() if path.startswith("applications.")}
    assert {cell.status for cell in cells.values()} == {Status.READ}
    assert all(case.truth[path].value == cell.value for path, cell in cells.items())
    assert all(cell.span and report.text[slice(*cell.span)] == cell.raw for cell in cells.values())


def test_the_table_is_found_whole_or_not_at_all() -> None:
    text = printed()
    assert is_read(text)
    for line in text.split("\n"):
        if line.endswith(" 0 0 0 0 0 0 0"):
            assert not is_read(text.replace(f"{line}\n", "", 1))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2.其他法律行", "3.危及“三安"),  # a label is printed twice, another not at all
        ("全一稳定”", "全一稳"),  # a label is not whole
        ("4.保护第三方", "4.保护"),
        ("商业企业 科研机构", "科研机构 商业企业"),  # another order of columns
        ("\n0 0 0 3 0 0 3", "\n0 0 0 3 0 0 4"),  # a sum does not hold
        ("\n0 0 0 3 0 0 3", "\n0 0 3 0 0 0 3"),  # nor does a column
        ("\n3.其他", "\n其中：网上\n3.其他"),  # words of no label, in a row's line
    ],
)
def test_what_is_not_wholly_the_form_is_not_read_so(old: str, new: str) -> None:
    text = printed()
    assert old in text
    changed = text.replace(old, new, 1)
    if "其中" in new:
        changed = text.replace("\n3.其他 ", "\n其中：网上 ", 1)
    assert changed != text
    assert not is_read(changed)


def test_two_tables_are_not_told_apart() -> None:
    text = printed()
    assert not is_read(text + "\n" + text)


def test_words_without_end_cost_nothing() -> None:
    text = printed()
    assert not is_read(
        text.replace("一、本年新收", "一 " * 2000 + "\n" + "重复 申请 其他 总计 " * 400 + "\n一、本年新收")
    )


def test_very_many_rows_are_no_table() -> None:
    assert not is_read(printed().replace("三、行政机关收到", "0 0 0 0 0 0 0\n" * 400 + "三、行政机关收到"))
