"""No value is withdrawn in silence: a finding names every cell that is not certain."""

from __future__ import annotations

import pytest

from govreport_parser import Report, Status, parse
from kit.make import make
from kit.tally import plan


def unnamed(report: Report) -> list[str]:
    """The cells that are not certain and that no finding names, itself or its row or its table."""
    named = {path for finding in report.findings for path in finding.paths}
    within = tuple(f"{path}." for path in named)
    return [p for p, c in report.cells.items() if not c.certain and p not in named and not p.startswith(within)]


@pytest.mark.parametrize("seed", range(8))
def test_a_finding_names_every_cell_that_is_not_certain(seed: int) -> None:
    only = ("bs4-newline", "glued-rows", "ruled", "pdf-text", "tab-rows", "own-markdown", "html")
    for case in make(plan(40, 900 + seed, only)):
        assert unnamed(parse(case.source)) == [], str(case.recipe)


def test_a_row_whose_numbers_vanished_is_said_to_hold_none() -> None:
    text = "规章\n\n规范性文件\n"
    report = parse(f"某县2021年政府信息公开工作年度报告\n二、主动公开政府信息情况\n{HEADER}{text}3\n0\n12\n{REST}")
    assert {report.cells[f"disclosure.rules.{c}"].status for c in ("issued", "repealed", "in_force")} == {
        Status.MISSING
    }
    (found,) = [f for f in report.findings if f.code == "cells-missing" and "disclosure.rules.issued" in f.paths]
    assert found.message == "the row 规章 of the disclosure table prints nothing for 3 of its cells"


HEADER = "第二十条第（一）项\n信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n"
REST = "第二十条第（五）项\n信息内容\n本年处理决定数量\n行政许可\n41\n"
