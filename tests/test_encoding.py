"""Bytes of every kind become the text they were."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport_parser.blocks import Encoding
from govreport_parser.read import read
from govreport_parser.read.encoding import decode

SIMPLIFIED = "某市人民政府办公室2023年政府信息公开工作年度报告\n一、总体情况\n本年度共收到申请41件，均已按时答复。"
TRADITIONAL = "某市人民政府辦公室2023年政府信息公開工作年度報告\n一、總體情況\n本年度共收到申請41件，均已按時答覆。"
LABELS = [
    "本年新收政府信息公开申请数量",
    "结转下年度继续办理",
    "行政复议",
    "维持",
    "规章",
    "尚未审结",
    "自然人",
    "总计",
]
TRADITIONAL_LABELS = ["本年新收政府資訊公開申請數量", "結轉下年度繼續辦理", "行政複議", "尚未審結", "商業企業", "總計"]
META = '<html><head><meta charset="{}"></head><body><p>{}</p></body></html>'


@pytest.mark.parametrize(
    ("data", "name", "how"),
    [
        (b"\xef\xbb\xbf" + SIMPLIFIED.encode(), "utf-8", "bom"),
        (b"\xff\xfe" + SIMPLIFIED.encode("utf-16-le"), "utf-16-le", "bom"),
        (b"\xfe\xff" + SIMPLIFIED.encode("utf-16-be"), "utf-16-be", "bom"),
        (b"\xff\xfe\0\0" + SIMPLIFIED.encode("utf-32-le"), "utf-32-le", "bom"),
        (b"\x84\x31\x95\x33" + SIMPLIFIED.encode("gb18030"), "gb18030", "bom"),
        (SIMPLIFIED.encode("utf-16-le"), "utf-16-le", "score"),
        (SIMPLIFIED.encode("utf-16-be"), "utf-16-be", "score"),
        (SIMPLIFIED.encode(), "utf-8", "utf-8"),
        (SIMPLIFIED.encode("gb2312"), "gb18030", "score"),
        (SIMPLIFIED.encode("gb18030"), "gb18030", "score"),
    ],
)
def test_simplified(data: bytes, name: str, how: str) -> None:
    assert decode(data) == (SIMPLIFIED, Encoding(name, how, 0))


@pytest.mark.parametrize("codec", ["big5", "big5hkscs", "cp950"])
def test_traditional(codec: str) -> None:
    assert decode(TRADITIONAL.encode(codec)) == (TRADITIONAL, Encoding("big5hkscs", "score", 0))


@pytest.mark.parametrize("lie", ["utf-8", "gb2312", "big5", "iso-8859-1", "nonsense", "utf-16", "base64"])
@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [(SIMPLIFIED, "utf-8", "utf-8"), (SIMPLIFIED, "gbk", "gb18030"), (TRADITIONAL, "big5", "big5hkscs")],
)
def test_claims_do_not_decide(lie: str, text: str, codec: str, name: str) -> None:
    page = META.format(lie, text)
    decoded, encoding = decode(page.encode(codec), declared=lie)
    assert (decoded, encoding.name, encoding.replaced) == (page, name, 0)


@pytest.mark.parametrize("label", LABELS)
def test_one_label_is_enough(label: str) -> None:
    assert decode(label.encode("gb18030"))[0] == label
    assert decode(label.encode())[0] == label


@pytest.mark.parametrize("label", TRADITIONAL_LABELS)
def test_one_traditional_label_is_enough(label: str) -> None:
    assert decode(label.encode("big5"))[0] == label


def test_a_claim_decides_between_equals() -> None:
    data = "綠".encode("big5")  # also valid GB 18030, and rare in both
    assert decode(data, declared="big5")[0] == "綠"
    assert decode(META.format("Big5", "綠").encode("big5"))[1].name == "big5hkscs"
    assert decode(data)[1].name == decode(data, declared="gbk")[1].name == "gb18030"


@pytest.mark.parametrize(("text", "codec", "name"), [
    (SIMPLIFIED, "utf-8", "utf-8"), (SIMPLIFIED, "gbk", "gb18030"), (TRADITIONAL, "big5", "big5hkscs"),
])  # fmt: skip
@pytest.mark.parametrize("damage", [b"", b"\xff", b"\x80\xff"])
def test_a_damaged_byte_does_not_change_the_verdict(text: str, codec: str, name: str, damage: bytes) -> None:
    lines = [line.encode(codec) for line in (text + "\n" + text).split("\n")]
    broken = lines[2][:-3] + damage + lines[2][-2:]  # one byte is lost or replaced
    decoded, encoding = decode(b"\n".join([*lines[:2], broken, *lines[3:]]) * 3)
    assert encoding.name == name
    assert encoding.how == "score"
    assert decoded.split("\n")[:2] == text.split("\n")[:2]
    assert encoding.replaced == decoded.count("\ufffd")


def test_replacements_are_counted() -> None:
    data = SIMPLIFIED.encode() + b"\xff" + SIMPLIFIED.encode() + b"\xfe"
    assert decode(data) == (SIMPLIFIED + "\ufffd" + SIMPLIFIED + "\ufffd", Encoding("utf-8", "score", 2))


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [(SIMPLIFIED, "utf-8", "utf-8"), (SIMPLIFIED, "gbk", "gb18030"), (TRADITIONAL, "big5", "big5hkscs")],
)
def test_a_long_stretch_of_damage_does_not_change_a_clear_verdict(text: str, codec: str, name: str) -> None:
    begun = (text * 30).encode(codec)
    decoded, encoding = decode(begun + b"\xff\xfe\x80" * 3000 + begun)
    assert decoded.startswith(text * 30)
    assert (encoding.name, encoding.how) == (name, "score")


def test_links_in_ascii_hide_no_encoding() -> None:
    page = '<a href="/zwgk/index.html">x</a>\n' * 3000 + "<p>本年新收政府信息公开申请数量</p>"
    assert decode(page.encode("gbk")) == (page, Encoding("gb18030", "score", 0))


def test_what_windows_and_later_editions_add_to_gb18030() -> None:
    data = "收费".encode("gbk") + b"\x80" + "41，绞".encode("gbk") + b"\xa6\xd9\xfe\x59\xa8\xbc\xfe\x51"
    assert decode(data)[0] == "收费€41，绞\ufe10\u9fb4\u1e3f\U00020087"


def test_a_page_with_nul_bytes_is_not_utf16() -> None:
    data = SIMPLIFIED.encode() + b"\0" + SIMPLIFIED.encode()
    assert decode(data)[1] == Encoding("utf-8", "utf-8", 0)
    assert decode(SIMPLIFIED.encode("gbk") + b"\0" + b"x" * 100)[1].name == "gb18030"


@pytest.mark.parametrize(
    ("label", "name"),
    [("GB2312", "gb18030"), ("x-gbk", "gb18030"), (" gbk ", "gb18030"), ("gb18030", "gb18030"), ("utf8", "utf-8")],
)
def test_the_caller_decides(label: str, name: str) -> None:
    assert decode(SIMPLIFIED.encode(name), encoding=label) == (SIMPLIFIED, Encoding(name, "given", 0))


def test_the_caller_may_be_wrong() -> None:
    text, encoding = decode(b"\xef\xbb\xbf41\xff", encoding="utf-8")
    assert (text, encoding) == ("41\ufffd", Encoding("utf-8", "given", 1))


@pytest.mark.parametrize("label", ["nonsense", "base64", "rot13", "idna", "", "\0", "unicode_escape", "mbcs\n"])
def test_an_unknown_encoding_is_misuse(label: str) -> None:
    with pytest.raises(ValueError, match="encoding"):
        decode(b"41", encoding=label)


def test_nothing() -> None:
    assert decode(b"") == ("", Encoding("utf-8", "utf-8", 0))


@given(st.binary(max_size=200), st.none() | st.text(max_size=8))
def test_no_bytes_raise(data: bytes, declared: str | None) -> None:
    text, encoding = decode(data, declared=declared)
    assert encoding.how in {"bom", "utf-8", "score"}
    assert encoding.how == "utf-8" or encoding.replaced == text.count("\ufffd")


@given(st.text(st.sampled_from(SIMPLIFIED + "".join(LABELS)), min_size=1).filter(lambda text: not text.isascii()))
def test_text_of_reports_comes_back(text: str) -> None:
    assert decode((SIMPLIFIED + text).encode("gb18030"))[0] == SIMPLIFIED + text


def test_a_path_may_be_one_of_bytes(tmp_path: Path) -> None:
    (tmp_path / "年报.txt").write_text("政府信息公开", encoding="utf-8")
    (entry,) = os.scandir(os.fsencode(tmp_path))
    assert read(entry).text == read(Path(os.fsdecode(entry))).text == "政府信息公开"
