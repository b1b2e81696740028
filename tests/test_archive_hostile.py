"""Archives that mean harm or are broken: refused or bounded, told in one entry each, nothing written anywhere."""

from __future__ import annotations

import gzip
import io
import os
import resource
import struct
import tarfile
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from attrs import evolve

pytest.importorskip("pyarrow", reason="the archive extra is not installed")

from govreport_parser.archive.options import Limits, Options
from govreport_parser.archive.sources import entries
from govreport_parser.archive.sources.tars import Metered
from govreport_parser.archive.sources.zips import member_count
from test_archive_sources import content, found, write

SMALL = Options(limits=Limits(document_bytes=1000))


def test_a_zip_bomb_is_refused_by_what_it_says(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.html", b"\0" * (64 << 20))
        archive.writestr("page.html", b"page")
    assert path.stat().st_size < 100_000
    assert found(path, options=SMALL) == [("a.zip/bomb.html", "!too-large"), ("a.zip/page.html", b"page")]


def test_a_zip_bomb_that_lies_about_its_size_is_read_no_further_than_the_limit(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.html", b"\0" * (64 << 20))
    raw = bytearray(path.read_bytes())
    at = raw.find(b"PK\x01\x02") + 24
    raw[at : at + 4] = struct.pack("<I", 500)
    path.write_bytes(raw)
    tracemalloc.start()
    assert found(path, options=SMALL) == [("a.zip/bomb.html", "!corrupt")]
    assert tracemalloc.get_traced_memory()[1] < 4 << 20
    tracemalloc.stop()


def test_member_names_that_climb_out_are_refused(tmp_path):
    names = ["../evil.html", "/etc/evil", "a/../../evil", "C:\\evil", "..\\evil", "fine..html"]
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    with tarfile.open(tmp_path / "a.tar", "w") as tar:
        for name in names:
            tar.addfile(tarfile.TarInfo(name))
    inside = sorted(p for p in tmp_path.rglob("*"))
    for source, empty in (("a.zip", b"x"), ("a.tar", b"")):
        assert [c for _, c in found(tmp_path / source)] == ["!unsafe-name"] * 5 + [empty]
    assert sorted(p for p in tmp_path.rglob("*")) == inside


def test_links_are_not_followed_out_or_round(tmp_path):
    folder = tmp_path / "in"
    write(folder / "real.html", "page")
    write(tmp_path / "secret.txt", "secret")
    (folder / "loop").symlink_to(folder)
    (folder / "self").symlink_to(folder / "self")
    (folder / "out.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "gone.txt").symlink_to(tmp_path / "nothing")
    (folder / "inside.html").symlink_to(folder / "real.html")
    os.mkfifo(folder / "pipe")
    assert dict(found(folder)) == {
        "in/real.html": b"page", "in/inside.html": b"page", "in/loop": "!symlink", "in/self": "!symlink",
        "in/out.txt": "!symlink", "in/gone.txt": "!symlink", "in/pipe": "!not-a-file",
    }  # fmt: skip


def test_links_and_devices_in_a_tar_are_refused(tmp_path):
    with tarfile.open(tmp_path / "a.tar", "w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            info = tarfile.TarInfo(f"m{kind.decode()}")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    assert [c for _, c in found(tmp_path / "a.tar")] == ["!not-a-file"] * 4


def sparse_tar(path: Path, size: int) -> None:
    """A tar with a member of ``size`` bytes that takes no room on disk, and a page behind it."""
    info = tarfile.TarInfo("huge.html")
    info.size = size
    page = tarfile.TarInfo("page.html")
    page.size = 4
    with path.open("wb") as file:
        file.write(info.tobuf())
        file.seek(-(-size // 512) * 512, os.SEEK_CUR)
        file.write(page.tobuf() + b"page".ljust(512, b"\0") + bytes(1024))


def test_a_member_of_two_gigabytes_is_passed_over_in_little_memory(tmp_path):
    sparse_tar(tmp_path / "a.tar", 2 << 30)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert found(tmp_path / "a.tar") == [("a.tar/huge.html", "!too-large"), ("a.tar/page.html", b"page")]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 << 10


def test_a_file_of_two_gigabytes_is_refused_unread(tmp_path):
    with (tmp_path / "a.html").open("wb") as file:
        file.truncate(2 << 30)
    assert found(tmp_path / "a.html") == [("a.html", "!too-large")]


def test_a_stream_that_expands_without_end_is_given_up(tmp_path):
    class Endless(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            return bytes(size)

    stream = Metered(Endless(), 10, Limits(expansion=100, expansion_floor=5000))
    assert [len(stream.read(512)) for _ in range(9)] == [512] * 9
    with pytest.raises(Exception, match="expands-too-far"):
        stream.read(512)
    packed = gzip.compress(gzip.decompress(gzip.compress(b"")) + tarfile.TarInfo("a").tobuf() + bytes(3 << 20))
    (tmp_path / "b.tar.gz").write_bytes(packed)
    limits = Limits(expansion=1, expansion_floor=1)
    assert [c for _, c in found(tmp_path / "b.tar.gz", options=Options(limits=limits))] == ["!expands-too-far"]


def test_a_header_extension_of_a_gigabyte_is_refused(tmp_path):
    info = tarfile.TarInfo("././@LongLink")
    info.type, info.size = tarfile.GNUTYPE_LONGNAME, 1 << 30
    with (tmp_path / "a.tar").open("wb") as file:
        file.write(info.tobuf(tarfile.GNU_FORMAT))
        file.truncate((1 << 30) + 2048)
    tracemalloc.start()
    assert [c for _, c in found(tmp_path / "a.tar")] == ["!corrupt"]
    assert tracemalloc.get_traced_memory()[1] < 4 << 20
    tracemalloc.stop()


def test_too_many_members_are_counted_before_they_are_listed(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for i in range(70_000):
            archive.writestr(zipfile.ZipInfo(str(i)), b"")
    assert member_count(tmp_path / "a.zip") == 70_000  # more than the old record can say
    limits = evolve(Options().limits, members=69_999)
    assert found(tmp_path / "a.zip", options=Options(limits=limits)) == [("a.zip", "!too-many-members")]


def test_a_great_many_tiny_files_take_little_memory(tmp_path):
    path = tmp_path / "a.tar"
    with tarfile.open(path, "w") as archive:
        for i in range(5000):
            archive.addfile(tarfile.TarInfo(f"{i % 100}/{i}.html"))
    tracemalloc.start()
    assert sum(content(entry) == b"" for entry in entries([path], Options())) == 5000
    assert tracemalloc.get_traced_memory()[1] < 4 << 20
    tracemalloc.stop()


@pytest.mark.parametrize(
    "name", ["a.zip", "a.tar", "a.tar.gz", "a.parquet", "a.sqlite", "a.wacz", "a.warc", "a.warc.gz"]
)
@pytest.mark.parametrize("data", [b"", b"not what it says", b"\x1f\x8b\x08\0\0\0\0\0", b"PK\x05\x06" + b"\xff" * 18])
def test_a_file_that_is_not_what_it_says_is_one_refusal(tmp_path, name, data):
    pytest.importorskip("fastwarc")
    pytest.importorskip("pyarrow")
    write(tmp_path / name, data)
    refusals = [c for _, c in found(tmp_path / name)]
    assert refusals in (
        [],
        *([[f"!{r}"] for r in ("corrupt", "unreadable", "truncated", "no-such-table", "too-many-members")]),
    )
    assert refusals or data == b"" or name == "a.tar"


def test_zip_and_tar_cut_short(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.html", os.urandom(3000))
    with tarfile.open(tmp_path / "a.tar.gz", "w:gz") as tar:
        for name in ("a", "b"):
            info = tarfile.TarInfo(name)
            info.size = 3000
            tar.addfile(info, io.BytesIO(os.urandom(3000)))
    for name in ("a.zip", "a.tar.gz"):
        raw = (tmp_path / name).read_bytes()
        (tmp_path / name).write_bytes(raw[:-1000])
    assert [c for _, c in found(tmp_path / "a.zip")] == ["!corrupt"]
    kinds = [c if isinstance(c, str) else "page" for _, c in found(tmp_path / "a.tar.gz")]
    assert kinds == ["page", "!corrupt", "!corrupt"]


def test_a_damaged_member_costs_only_itself(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name in ("a", "b", "c"):
            archive.writestr(name, name * 100)
    raw = bytearray((tmp_path / "a.zip").read_bytes())
    raw[raw.find(b"bbbb") + 10] ^= 0xFF
    (tmp_path / "a.zip").write_bytes(raw)
    assert [c for _, c in found(tmp_path / "a.zip")] == [b"a" * 100, "!corrupt", b"c" * 100]
