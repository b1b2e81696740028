"""What is said of a source that is no report: one error that helps, and nothing that merely follows from it."""

from __future__ import annotations

import pytest

import govreport_parser as gp

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
