"""WARC and WACZ: pages found whatever the crawler and the disk did to the file."""

from __future__ import annotations

import datetime
import gzip
import zipfile
import zlib
from pathlib import Path

import pytest

pytest.importorskip("fastwarc", reason="the warc extra is not installed")

from archive_samples import warc_record
from govreport_parser.archive.entries import Entry
from govreport_parser.archive.options import Limits, Options
from govreport_parser.archive.sources import entries
from govreport_parser.archive.sources.bodies import decode, unchunk
from test_archive_sources import content, found

PAGE = ("<html><body>" + "政府信息公开工作年度报告" * 300 + "</body></html>").encode()


def records(*bodies: bytes) -> list[bytes]:
    return [warc_record(f"http://a.gov.cn/{i}", body) for i, body in enumerate(bodies)]


def gz(found_records: list[bytes]) -> bytes:
    return b"".join(map(gzip.compress, found_records))


def read(path: Path, data: bytes, options: Options | None = None) -> list[Entry]:
    path.write_bytes(data)
    return list(entries([path], options or Options()))


def pages(path: Path, data: bytes, options: Options | None = None) -> list[bytes | str]:
    path.write_bytes(data)
    return [text for _, text in found(path, options=options)]


@pytest.mark.parametrize("packed", [False, True])
def test_identity_of_a_capture(tmp_path, packed):
    record = warc_record("http://a.gov.cn/x?y=1", PAGE, http=('Content-Type: text/html; charset="GB2312"',))
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    other = warc_record("http://a.gov.cn/", b"first")
    path.write_bytes(gz([other, record]) if packed else other + record)
    _, entry = entries([path], Options())
    assert entry.url == "http://a.gov.cn/x?y=1"
    assert entry.captured == datetime.datetime(2022, 1, 31, 8, tzinfo=datetime.UTC)
    assert entry.charset == "GB2312"
    assert entry.offset == (len(gzip.compress(other)) if packed else len(other))
    assert entry.document_id == f"{path.name}#{entry.offset}"
    assert entry.member == record.split(b"Record-ID: <")[1].split(b">")[0].decode()


@pytest.mark.parametrize(
    ("body", "http"),
    [
        (PAGE, ()),
        (PAGE, ("Content-Encoding: gzip",)),  # a lie: the crawler stored the page decoded
        (PAGE, ("Content-Encoding: br",)),
        (PAGE, ("Content-Encoding: deflate",)),
        (PAGE, ("Transfer-Encoding: chunked",)),
        (gzip.compress(PAGE), ("Content-Encoding: gzip",)),
        (gzip.compress(PAGE), ()),
        (gzip.compress(gzip.compress(PAGE)), ("Content-Encoding: gzip",)),
        (zlib.compress(PAGE), ("Content-Encoding: deflate",)),
        (zlib.compress(PAGE)[2:-4], ("Content-Encoding: deflate",)),
        (
            b"5;x=1\r\n" + PAGE[:5] + b"\r\n%X\r\n" % (len(PAGE) - 5) + PAGE[5:] + b"\r\n0\r\n\r\n",
            ("Transfer-Encoding: chunked",),
        ),
        (
            b"%x\r\n%s\r\n0\r\n\r\n" % (len(gzip.compress(PAGE)), gzip.compress(PAGE)),
            ("Transfer-Encoding: chunked", "Content-Encoding: gzip"),
        ),
    ],
)
def test_bodies_as_crawlers_store_them(tmp_path, body, http):
    record = warc_record("http://a.gov.cn/", body, http=("Content-Type: text/html", *http))
    after = warc_record("http://a.gov.cn/2", b"after")
    assert pages(tmp_path / "a.warc.gz", gz([record, after])) == [PAGE, b"after"]


@pytest.mark.parametrize("module", ["brotli", "zstandard"])
def test_other_compressions(tmp_path, module):
    codec = pytest.importorskip(module)
    body = codec.compress(PAGE)
    http = ("Content-Type: text/html", f"Content-Encoding: {'br' if module == 'brotli' else 'zstd'}")
    assert pages(tmp_path / "a.warc", warc_record("http://a.gov.cn/", body, http=http)) == [PAGE]


def test_a_compressed_bomb_in_a_body_is_refused(tmp_path):
    options = Options(limits=Limits(document_bytes=100_000))
    bomb = gzip.compress(bytes(50 << 20))
    assert len(bomb) < 100_000
    assert len(decode(bomb, {}, 100_000)) == 100_001
    data = gz(
        [warc_record("http://a/", bomb), warc_record("http://b/", b"page"), warc_record("http://c/", bytes(200_000))]
    )
    assert pages(tmp_path / "a.warc.gz", data, options) == ["!too-large", b"page", "!too-large"]


def test_a_brotli_bomb_is_read_no_further_than_the_limit():
    brotli = pytest.importorskip("brotli")
    body = brotli.compress(bytes(30 << 20))
    assert len(decode(body, {"content-encoding": "br"}, 1000)) == 1001


def test_what_is_no_page_is_left_out_and_said(tmp_path):
    found_records = [
        warc_record("http://a/1", b"gone", status="404 Not Found"),
        warc_record("http://a/2", b"", status="301 Moved Permanently"),
        warc_record("http://a/3", b"\x89PNG", http=("Content-Type: image/png",)),
        warc_record("http://a/4", b"robots", kind="request"),
        warc_record("http://a/5", b"no type at all", http=()),
        warc_record("http://a/6", b"", kind="revisit", extra=("WARC-Payload-Digest: sha1:ABC",)),
    ]
    got = read(tmp_path / "a.warc.gz", gz(found_records))
    assert [(e.refusal.outcome, e.refusal.reason) if e.refusal else content(e) for e in got[:-2]] == [
        ("skipped", "http-404"), ("skipped", "http-301"), ("skipped", "not-a-page")
    ]  # fmt: skip
    assert (got[-1].repeats, got[-1].load) == ("sha1:ABC", None)
    assert got[-2].refusal is None


@pytest.mark.parametrize("packed", [False, True])
def test_a_damaged_stretch_is_passed_over(tmp_path, packed):
    parts = records(*(PAGE + bytes([i]) for i in range(6)))
    if packed:
        parts = [gzip.compress(part) for part in parts]
        parts[2] = parts[2][:60] + bytes(30) + parts[2][90:]
    else:
        parts[2] = parts[2].replace(b"WARC/1.0", b"XXXX/9.9")
    got = pages(tmp_path / ("a.warc.gz" if packed else "a.warc"), b"".join(parts))
    assert got == [PAGE + b"\0", PAGE + b"\1", "!corrupt", PAGE + b"\3", PAGE + b"\4", PAGE + b"\5"]


def test_two_damaged_stretches_are_two_losses_and_one_that_lasts_is_one(tmp_path):
    parts = [gzip.compress(r) for r in records(*(PAGE + bytes([i]) for i in range(8)))]
    for i in (1, 4, 5):
        parts[i] = parts[i][:60] + bytes(30) + parts[i][90:]
    got = pages(tmp_path / "a.warc.gz", b"".join(parts))
    assert [c if isinstance(c, str) else c[-1] for c in got] == [0, "!corrupt", 2, 3, "!corrupt", 6, 7]


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("cut", [3, 40, 200, 260, 330, 1000])
def test_a_file_cut_short_says_so(tmp_path, packed, cut):
    whole = records(PAGE + b"1", PAGE + b"2")
    parts = [gzip.compress(part) for part in whole] if packed else whole
    data = parts[0] + parts[1][:cut]
    got = pages(tmp_path / ("a.warc.gz" if packed else "a.warc"), data)
    assert got[0] == PAGE + b"1"
    assert got[1:] in (["!truncated"], ["!corrupt"]) or (packed and cut > len(parts[1]))


def test_many_records_in_one_gzip_member_keep_ids_apart(tmp_path):
    got = read(tmp_path / "a.warc.gz", gzip.compress(b"".join(records(b"1", b"2", b"3"))))
    assert len({entry.document_id for entry in got}) == 3


def test_wacz_holds_warcs(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.wacz", "w") as archive:
        archive.writestr("datapackage.json", "{}")
        archive.writestr("archive/1.warc.gz", gz(records(b"one", b"two")))
        archive.writestr("archive/2.warc", b"".join(records(b"three")))
        archive.writestr("pages/pages.jsonl", "{}")
    got = found(tmp_path / "a.wacz")
    assert [text for _, text in got] == [b"one", b"two", b"three"]
    assert got[0][0] == "a.wacz/archive/1.warc.gz#0"


def test_a_file_without_pages_is_no_loss(tmp_path):
    assert read(tmp_path / "a.warc.gz", gz([warc_record("http://a/", b"x", kind="metadata")])) == []
    assert read(tmp_path / "b.warc", b"") == []


@pytest.mark.parametrize("body", [b"", b"no chunks", b"zz\r\nabc", b"-5\r\nabc", b"ffffff\r\nabc", b"0\r\n\r\n"])
def test_unchunk_leaves_alone_what_is_not_chunked(body):
    assert unchunk(body) == (b"" if body == b"0\r\n\r\n" else body)
