"""Sources: what is found in folders, archives and tables, in which order, under which names."""

from __future__ import annotations

import datetime
import gzip
import io
import json
import os
import sqlite3
import tarfile
import zipfile
from pathlib import Path

import pytest
from attrs import evolve

pytest.importorskip("pyarrow", reason="the archive extra is not installed")

import archive_samples
from govreport_parser.archive.entries import Entry, Refused, followed, report_id, sha256
from govreport_parser.archive.options import Columns, Options
from govreport_parser.archive.sources import entries, kind_of, resolve
from govreport_parser.archive.where import compile_where


def found(*sources: Path | str, options: Options | None = None) -> list[tuple[str, bytes | str]]:
    """Every document of the sources: its id, and its content or the reason of its refusal."""
    found_entries = entries(resolve(tuple(str(s) for s in sources)), options or Options())
    return [(entry.document_id, content(entry)) for entry in found_entries]


def content(entry: Entry) -> bytes | str:
    if entry.refusal is not None:
        return f"!{entry.refusal.reason}"
    try:
        return entry.load() if entry.load else f"?{entry.repeats}"
    except Refused as refused:
        return f"!{refused.reason}"


def write(path: Path, data: bytes | str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_a_folder_is_walked_in_sorted_order_and_archives_in_it_are_opened(tmp_path):
    write(tmp_path / "in" / "b.html", "b")
    write(tmp_path / "in" / "a" / "z.txt", "z")
    write(tmp_path / "in" / "a" / "deep" / "y.txt", "y")
    with zipfile.ZipFile(tmp_path / "in" / "c.zip", "w") as archive:
        archive.writestr("m/1.html", "one")
    assert found(tmp_path / "in") == [
        ("in/b.html", b"b"), ("in/c.zip/m/1.html", b"one"), ("in/a/z.txt", b"z"), ("in/a/deep/y.txt", b"y")
    ]  # fmt: skip


def test_include_takes_files_by_name_and_patterns_take_files_by_path(tmp_path):
    for name in ("a.html", "b.htm", "c.txt", "d/e.html"):
        write(tmp_path / "in" / name, name)
    assert [id_ for id_, _ in found(tmp_path / "in", options=Options(include=("*.html",)))] == [
        "in/a.html",
        "in/d/e.html",
    ]
    assert [id_ for id_, _ in found(f"{tmp_path}/in/**/*.html")] == ["a.html", "e.html"]
    with pytest.raises(FileNotFoundError, match="no such file"):
        resolve((f"{tmp_path}/in/*.pdf",))


def test_sources_that_share_a_name_are_told_apart(tmp_path):
    one, two = write(tmp_path / "1" / "p" / "a", "1"), write(tmp_path / "2" / "p" / "a", "2")
    assert found(one.parent, two.parent) == [(f"{one.parent}/a", b"1"), (f"{two.parent}/a", b"2")]


def test_names_that_are_not_utf8_are_read_as_gb18030_or_escaped(tmp_path):
    for name in ("年报".encode("gbk"), b"\xff\xff"):
        write(tmp_path / "in" / os.fsdecode(name), name)
    assert found(tmp_path / "in") == [("in/年报", "年报".encode("gbk")), ("in/\\xff\\xff", b"\xff\xff")]


def test_zip_names_in_gbk_and_utf8_and_twice(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(archive_samples.GbkInfo("一/报告.html"), "gbk")
        archive.writestr("二/报告.html", "utf-8")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("二/报告.html", "again")
    names = found(path)
    assert names[:2] == [("a.zip/一/报告.html", b"gbk"), ("a.zip/二/报告.html", b"utf-8")]
    assert names[2][0].startswith("a.zip/二/报告.html@")
    assert names[2][1] == b"again"


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_tar_in_every_compression(tmp_path, mode):
    path = tmp_path / f"a.tar{mode[1:].replace(':', '.')}"
    with tarfile.open(path, mode) as archive:
        for name, data in (("一.html", b"1"), ("d/二.html", b"22")):
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    assert found(path) == [(f"{path.name}/一.html", b"1"), (f"{path.name}/d/二.html", b"22")]


def test_jsonl_lines_stand_for_themselves(tmp_path):
    lines = [
        '{"id": 7, "html": "<p>a", "url": "http://a"}',
        "",
        "{broken",
        "[1]",
        '{"id": 8, "html": null}',
        '{"html": "b\\ud800"}',
    ]
    path = write(tmp_path / "a.jsonl", "\n".join(lines))
    assert found(path) == [
        ("a.jsonl#7", "<p>a"), ("a.jsonl#2", "!corrupt"), ("a.jsonl#3", "!corrupt"), ("a.jsonl#8", "!no-content"),
        ("a.jsonl#5", "b\ufffd"),
    ]  # fmt: skip
    packed = tmp_path / "b.jsonl.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    assert [c for _, c in found(packed)] == [c for _, c in found(path)]


def test_csv_in_gb18030_with_chosen_columns(tmp_path):
    path = write(tmp_path / "a.csv", '编号,正文,时间\n甲,"第一\n行",2020-05-06\n乙,第二,\n'.encode("gb18030"))
    columns = Columns(content="正文", id="编号", captured="时间")
    rows = list(entries([path], Options(columns=columns)))
    assert [(r.document_id, content(r)) for r in rows] == [("a.csv#甲", "第一\n行"), ("a.csv#乙", "第二")]
    assert rows[0].captured == datetime.datetime(2020, 5, 6, tzinfo=datetime.UTC)
    assert rows[1].captured is None
    assert found(path) == [("a.csv", "!no-such-column")]


def test_parquet_and_sqlite_rows(tmp_path):
    pa, pq = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    pq.write_table(pa.table({"url": ["u1", "u2"], "html": [b"\xff1", None]}), tmp_path / "a.parquet")
    assert found(tmp_path / "a.parquet") == [("a.parquet#u1", b"\xff1"), ("a.parquet#u2", "!no-content")]
    with sqlite3.connect(tmp_path / "a.db") as db:
        db.execute("CREATE TABLE a (id TEXT PRIMARY KEY, text TEXT) WITHOUT ROWID")
        db.executemany("INSERT INTO a VALUES (?, ?)", [("2", "b"), ("1", "a"), ("3", "c" * 50)])
        db.execute("CREATE TABLE other (x TEXT)")
    db.close()
    options = Options(columns=Columns(table="a"), limits=evolve(Options().limits, document_bytes=20))
    assert found(tmp_path / "a.db", options=options) == [("a.db#1", "a"), ("a.db#2", "b"), ("a.db#3", "!too-large")]
    assert found(tmp_path / "a.db") == [("a.db", "!no-such-table")]


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ((), "abc"),
        (("n>=2",), "bc"),
        (("n=2.0",), "b"),
        (("name~^x",), "a"),
        (("name!~^x", "n<3"), "b"),
        (("url~example\\.cn/a$",), "a"),
        (("captured>=2021",), "bc"),
        (("captured<2021-06",), "ab"),
        (("id!=b",), "ac"),
        (("source=a.jsonl", "offset<2"), "ab"),
        (("missing=1",), ""),
        (("name=y z",), "b"),
    ],
)
def test_conditions(tmp_path, conditions, expected):
    rows = [
        {"id": "a", "text": "a", "n": 1, "name": "x", "url": "http://example.cn/a", "date": "2020-12-31"},
        {"id": "b", "text": "b", "n": "2", "name": "y z", "url": "http://example.cn/b", "date": "20210131120000"},
        {"id": "c", "text": "c", "n": 3, "name": "y", "date": "2021-12-31T23:00:00-05:00"},
    ]
    path = write(tmp_path / "a.jsonl", "\n".join(map(json.dumps, rows)))
    kept = filter(compile_where(conditions), entries([path], Options()))
    assert "".join(str(content(e)) for e in kept) == expected


def test_a_condition_that_cannot_be_read_is_an_error():
    for text in ("year", "=3", "url~(", "a ! b"):
        with pytest.raises(ValueError, match="cannot read the condition"):
            compile_where((text,))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("A.WARC.GZ", "warc"), ("a.wacz", "wacz"), ("a.tgz", "tars"), ("a.zip", "zips"), ("a.ndjson.gz", "jsonl"),
        ("a.tsv", "csv"), ("a.pq", "parquet"), ("a.db", "sqlite"), ("a.html", None), ("a.html.gz", None),
    ],
)  # fmt: skip
def test_kinds_by_name(name, kind):
    assert kind_of(name) == kind


def test_a_charset_hint_is_followed_only_where_the_bytes_do_not_speak():
    big5 = "政府資訊公開年度報告".encode("big5")
    assert followed(big5, "Big5") == "big5"
    assert followed("政府信息".encode(), "big5") is None  # valid UTF-8
    assert followed("政府信息公开".encode("gbk"), "gb2312") is None  # found from the bytes
    assert followed(big5, "no-such-codec") is None
    assert followed(b"\xff\xff\xff", "big5") is None
    assert followed(b"\xff\xfe0\x00", "utf-16") is None  # a BOM speaks
    assert followed(big5, None) is None


def test_reports_are_shared_by_content_and_told_apart_by_what_decides_the_parse():
    sha = sha256(b"page")
    assert report_id(sha, text=False, hint=None) == sha[:24]
    assert len({report_id(sha, text=t, hint=h) for t, h in ((False, None), (True, None), (False, "big5"))}) == 3
    assert sha256("页") == sha256("页".encode())
