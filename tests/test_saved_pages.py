"""Pages that a browser saved as one file of MIME parts: read as the page itself is."""

from __future__ import annotations

import base64
import quopri

import pytest

from govreport_parser import parse
from govreport_parser.read.saved import is_saved
from kit import Recipe, make

CASES = list(make([Recipe(seed, style, "html") for seed, style in ((3, "plain"), (4, "word"), (5, "cms"))]))
FRAME = "<html><body><p>网站标识</p></body></html>"
ENCODED = {
    "quoted-printable": lambda page: quopri.encodestring(page.replace(b"\r\n", b"\n")).replace(b"\n", b"\r\n"),
    "base64": base64.encodebytes,
    "8bit": bytes,
}


def part(page: str, how: str, charset: str = "utf-8", kind: str = "text/html") -> bytes:
    claim = f'; charset="{charset}"' if charset != "utf-8" else ""
    head = f"Content-Type: {kind}{claim}\r\nContent-Transfer-Encoding: {how}\r\nContent-Location: https://www.example.cn/a\r\n\r\n"
    return head.encode() + ENCODED[how](page.encode(charset, "xmlcharrefreplace"))


def saved(*parts: bytes) -> bytes:
    begin = (
        "From: <Saved by a browser>\r\nSubject: =?utf-8?Q?a?=\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--b--"\r\n\r\n\r\n'
    )
    return begin.encode() + b"".join(b"----b--\r\n" + p + b"\r\n" for p in parts) + b"----b----\r\n"


@pytest.mark.parametrize("how", ENCODED)
@pytest.mark.parametrize("charset", ["utf-8", "gb2312"])
@pytest.mark.parametrize("text", [False, True])
def test_a_saved_page_gives_what_the_page_gives(how: str, charset: str, text: bool) -> None:
    for case in CASES:
        whole = saved(part(case.source, how, charset), part("body {}", "8bit", kind="text/css"))
        if text and not (how == "8bit" and charset != "utf-8"):
            report = parse(whole.decode("utf-8"))
        else:
            report = parse(whole)
        page = parse(case.source)
        assert report.cells == page.cells
        assert (report.title, report.agency, report.year, report.text) == (
            page.title,
            page.agency,
            page.year,
            page.text,
        )
        assert "page-packed" in {f.code for f in report.findings}


def test_a_single_part_is_such_a_page_and_so_is_one_in_a_frame() -> None:
    page = parse(CASES[0].source).cells
    assert parse(b"MIME-Version: 1.0\n" + part(CASES[0].source, "base64")).cells == page
    assert parse(saved(part(FRAME, "8bit"), part(CASES[0].source, "quoted-printable"))).cells == page
    assert parse(saved(part(CASES[0].source, "base64"), part(FRAME, "8bit"))).cells == page


def test_a_page_of_its_own_comes_before_the_tables_of_its_frames() -> None:
    other = part(CASES[1].source, "base64")
    assert parse(saved(part(CASES[0].source, "base64"), other)).cells == parse(CASES[0].source).cells


@pytest.mark.parametrize("how", ["quoted-printable", "base64"])
def test_a_saved_page_that_was_cut_off_is_never_wrong_in_silence(how: str) -> None:
    source = CASES[0].source
    whole, truth = saved(part(source, how)), CASES[0].truth
    for end in range(len(whole) // 3, len(whole), 997):
        cells = parse(whole[:end]).cells
        assert [p for p, c in cells.items() if c.certain and not truth[p].accepts(c.value)] == []


@pytest.mark.parametrize(
    "head",
    [
        "MIME-Version: 1.0\nContent-Type: text/plain\n\n",
        "Content-Type: text/html\n\n<p>",
        "<p>MIME-Version: 1.0\nContent-Type: text/html\n",
        "",
        "某局\nMIME-Version: 1.0\nContent-Type: text/html\n\n",
    ],
)
def test_what_only_looks_like_a_saved_page_is_left_alone(head: str) -> None:
    assert not is_saved(head)


def test_a_header_with_nothing_behind_it_is_an_empty_document() -> None:
    assert not parse("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n").cells
    nested = b"".join(b"--b%d\nContent-Type: multipart/mixed; boundary=b%d\n\n" % (n, n + 1) for n in range(3_000))
    assert not parse(b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b0\n\n" + nested).cells
