"""Every case folder comes out as accepted, and nothing accepted contradicts what was written down of the source."""

from __future__ import annotations

import json

import pytest

from tests.cases import FILES, FIXTURES, GROUPS, SOURCES, Case, cases, differences, digest, disagreements, dumps

CASES = cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_comes_out_as_accepted(case: Case) -> None:
    report = case.parse()
    changed = differences(case.load("expected.json"), json.loads(dumps(digest(report))))
    assert not changed, "\n".join([*changed, "look at it, then: python -m tests.accept --write " + case.name])
    assert disagreements(case, report) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_cell_reads_back_from_its_span(case: Case) -> None:
    report = case.parse()
    printed = [cell for cell in report.cells.values() if cell.span is not None]
    assert [report.text[slice(*cell.span)] for cell in printed if cell.span] == [cell.raw for cell in printed]
    if case.source.suffix == ".txt":
        assert report.text == case.source.read_bytes().decode("utf-8")


@pytest.mark.parametrize("group", GROUPS)
def test_no_case_lacks_a_file_and_no_file_lacks_a_case(group: str) -> None:
    folders = sorted((FIXTURES / group).iterdir())
    assert folders
    for folder in folders:
        names = {path.name for path in folder.iterdir()}
        assert names >= FILES, folder
        assert len(names - FILES) == 1, folder
        assert names - FILES < set(SOURCES), folder


def test_there_are_enough_cases_of_both_editions() -> None:
    counts = {group: sum(case.folder.parent.name == group for case in CASES) for group in GROUPS}
    assert min(counts.values()) >= 1
    assert counts["2019"] >= 6
    assert counts["2021"] >= 10


def test_the_truth_would_notice_a_wrong_number() -> None:
    case = next(case for case in CASES if case.name == "2019/jinhe-county")
    report = case.parse()
    assert disagreements(case, report) == []
    data = report.to_dict()
    data["cells"]["disputes.review.total"]["value"] = 99
    assert disagreements(case, type(report).from_dict(data)) == ["disputes.review.total: 99 (read), in truth 0"]


def test_differences_are_told_by_cell() -> None:
    old = {"year": 2019, "cells": {"a": ["read", "1", "1"], "b": ["blank", None, ""]}, "findings": ["x", "y"]}
    new = {"year": 2019, "cells": {"a": ["read", "2", "2"], "b": ["blank", None, ""]}, "findings": ["y", "z"]}
    assert differences(old, new) == [
        'cells.a: ["read", "1", "1"] -> ["read", "2", "2"]',
        "findings - x",
        "findings + z",
    ]
    assert differences(old, old) == []
