"""What is said of a source that is no report: one error that helps, and nothing that merely follows from it."""

from __future__ import annotations

from pathlib import Path

import pytest

import govreport_parser as gp
from tests.cases import FIXTURES

PATHS = (
    "path/to/file.html",
    "report.txt",
    "./pages/a",
    "../2019/锦河县2019年政府信息公开工作年度报告.html",
    "/data/锦河县2019年政府信息公开工作年度报告.html",
    "C:\\data\\report 2019.HTM",
    "~/reports/2020.pdf",
    "pages/2020/",
    b"path/to/file.html\n",
)
ADDRESSES = ("https://www.jinhe.gov.cn/zwgk/2020/1.html?id=3", "HTTP://jinhe.gov.cn", " file:///data/a.html ")


@pytest.mark.parametrize("source", PATHS)
def test_the_path_of_a_file_is_told_from_a_document(source: str | bytes) -> None:
    found = [f for f in gp.parse(source).findings if f.code == "not-a-report"]
    assert [dict(f.details)["why"].partition(";")[0] for f in found] == ["it reads like the path of a file"]
    assert "pathlib.Path" in found[0].message


@pytest.mark.parametrize("source", ADDRESSES)
def test_an_address_is_told_from_a_document(source: str) -> None:
    (found,) = (f for f in gp.parse(source).findings if f.code == "not-a-report")
    assert "it is an address, and addresses are not fetched" in found.message


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("", "empty-document"),
        (b"", "empty-document"),
        ("<html><body></body></html>", "empty-document"),
        ("今天天气很好。", "not-a-report"),
        ("path/to/file.html", "not-a-report"),
        (FIXTURES / "none" / "news-about-reports" / "source.txt", "not-a-report"),
    ],
)
def test_nothing_is_said_that_follows_from_the_error(source: str | bytes | Path, code: str) -> None:
    assert [f.code for f in gp.parse(source).findings] == [code]


def test_a_blank_form_names_every_table_whose_labels_it_holds() -> None:
    found = gp.parse(FIXTURES / "none" / "blank-form" / "source.txt").findings
    assert [f.code for f in found] == ["blank-form", "title-missing", "year-unclear"]
    tables = "disclosure, applications and disputes tables"
    assert found[0].message == f"the labels of the {tables} are printed, and no number behind them"
    assert found[0].paths == ("disclosure", "applications", "disputes")


def test_a_blank_table_alone_is_named_alone() -> None:
    form = (FIXTURES / "none" / "blank-form" / "source.txt").read_text(encoding="utf-8")
    (found,) = (f for f in gp.parse(form[form.index("四、政府信息公开行政") :]).findings if f.code == "blank-form")
    assert found.message == "the labels of the disputes table are printed, and no number behind them"


@pytest.mark.parametrize(
    "source",
    [
        "今天天气很好。",
        "见 https://www.jinhe.gov.cn/1.html",
        "锦河县2019年政府信息公开工作年度报告",
        "<p>report.html</p>",
        "/ / / 0 0 0 /",
        "附件：\n报告.html",
        "1.1",
    ],
)
def test_a_line_of_text_is_no_path(source: str) -> None:
    assert not any("path" in f.message or "address" in f.message for f in gp.parse(source).findings)
