"""A drawn archive in every source format, with a known outcome for each document in it."""

from __future__ import annotations

import csv
import gzip
import io
import json
import random
import sqlite3
import tarfile
import zipfile
from collections import Counter
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from attrs import field, frozen

from archive_poison import MARK
from kit import PRINTERS, STYLES, Recipe, make_text
from kit.make import HTML, make_page

POISON = ("segfault", "hang", "allocate", "exit", "raise", "segfault", "hang", "allocate", "exit", "raise")
PROSE = "<html><body><h1>关于举办业务培训班的通知</h1><p>培训第{}期定于下周三在三楼会议室举行，请各科室按时参加。</p></body></html>"


@frozen
class Document:
    """One document: its content, how it is stored, and what must become of it."""

    content: str
    encoding: str
    outcome: str

    @property
    def data(self) -> bytes:
        return self.content.encode(self.encoding)


@frozen
class Archive:
    """Where the archive lies, and what is in it. ``texts`` came as text, ``pages`` as bytes."""

    sources: list[str]
    expected: Counter[str]
    pages: list[Document] = field(factory=list)
    texts: list[Document] = field(factory=list)


def report(seed: int) -> Document:
    """A drawn report, in a style and encoding that go with its seed."""
    flatten = HTML if seed % 3 else list(PRINTERS)[seed // 3 % len(PRINTERS)]
    recipe = Recipe(seed, list(STYLES)[seed % len(STYLES)], flatten)
    case = make_page(recipe) if flatten == HTML else make_text(recipe)
    return Document(case.source, ("utf-8", "utf-8", "gb18030")[seed % 3], "report")


def documents(count: int) -> list[Document]:
    """Reports, with some pages that are none, some broken pages and some empty files among them; all different."""
    out: list[Document] = []
    for i in range(count):
        if i % 20 == 7:
            out.append(Document(PROSE.format(i), "utf-8", "not_report"))
        elif i % 40 == 13:
            out.append(Document("\n" * (i + 1), "utf-8", "empty"))
        elif i % 20 == 11:
            whole = report(i).content
            out.append(Document(whole[: -len(whole) // 12] + f"<td <tr><p>{i}", "utf-8", "report"))
        else:
            out.append(report(i))
    return out


def build(folder: Path, count: int, *, poison: bool = True) -> Archive:
    """Write an archive of ``count`` documents, a tenth of them duplicates, and up to ten that kill their worker."""
    unique = documents(count * 9 // 10)
    random.Random(1).shuffle(unique)
    doubles = unique[: count - len(unique)]
    folder.mkdir(parents=True, exist_ok=True)
    kinds = (to_folder, to_zip, to_tar, to_warc, to_jsonl, to_csv, to_parquet, to_sqlite)
    share = -(-len(unique) // len(kinds))
    sources, pages, texts = [], [], []
    for i, write in enumerate(kinds):
        own = unique[i * share : (i + 1) * share]
        sources.append(str(write(folder, own)))
        (texts if write in (to_jsonl, to_csv, to_sqlite) else pages).extend(own)
    sources.append(str(to_folder(folder / "again", [d for d in doubles if d in pages])))
    sources.append(str(to_jsonl(folder / "again", [d for d in doubles if d in texts])))
    expected = Counter(d.outcome for d in unique)
    expected["duplicate"] = len(doubles)
    if poison:
        sources.append(str(to_poison(folder)))
        expected["failed"] = len(POISON)
    return Archive(sources, expected, pages, texts)


def to_folder(folder: Path, found: list[Document]) -> Path:
    target = folder / "pages"
    for i, document in enumerate(found):
        path = target / str(i % 7) / f"{i:05}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(document.data)
    return target


def to_poison(folder: Path) -> Path:
    target = folder / "poison"
    target.mkdir()
    for i, what in enumerate(POISON):
        (target / f"{i}-{what}.txt").write_text(f"{MARK}{what} {i}")
    return target


class GbkInfo(zipfile.ZipInfo):
    """A member whose name is GBK without the flag for UTF-8, as Windows in China writes it."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802  # what zipfile calls
        return self.filename.encode("gbk"), self.flag_bits & ~0x800


def to_zip(folder: Path, found: list[Document]) -> Path:
    target = folder / "old.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for i, document in enumerate(found):
            archive.writestr(GbkInfo(f"年报/{i:05}.html"), document.data, zipfile.ZIP_DEFLATED)
    return target


def to_tar(folder: Path, found: list[Document]) -> Path:
    target = folder / "more.tar.gz"
    with tarfile.open(target, "w:gz", compresslevel=1) as archive:
        for i, document in enumerate(found):
            info = tarfile.TarInfo(f"年报/{i:05}.html")
            info.size = len(document.data)
            archive.addfile(info, io.BytesIO(document.data))
    return target


def warc_record(
    url: str,
    body: bytes,
    *,
    status: str = "200 OK",
    kind: str = "response",
    http: tuple[str, ...] = ("Content-Type: text/html",),
    extra: tuple[str, ...] = (),
) -> bytes:
    """One WARC record of an HTTP exchange."""
    block = "\r\n".join((f"HTTP/1.1 {status}", *http)).encode() + b"\r\n\r\n" + body
    head = (
        "WARC/1.0", f"WARC-Type: {kind}", f"WARC-Target-URI: {url}", "WARC-Date: 2022-01-31T08:00:00Z",
        f"WARC-Record-ID: <urn:uuid:{random.Random(url).getrandbits(128):032x}>",
        "Content-Type: application/http; msgtype=response", f"Content-Length: {len(block)}", *extra,
    )  # fmt: skip
    return "\r\n".join(head).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def to_warc(folder: Path, found: list[Document]) -> Path:
    target = folder / "crawl.warc.gz"
    with target.open("wb") as file:
        for i, document in enumerate(found):
            kind = f"Content-Type: text/html; charset={document.encoding}"
            file.write(
                gzip.compress(warc_record(f"http://www.example.gov.cn/{i}.html", document.data, http=(kind,)), 1)
            )
    return target


def to_jsonl(folder: Path, found: list[Document]) -> Path:
    folder.mkdir(exist_ok=True)
    target = folder / "rows.jsonl.gz"
    with gzip.open(target, "wt", encoding="utf-8", compresslevel=1) as file:
        for i, document in enumerate(found):
            file.write(json.dumps({"id": f"j{i}", "text": document.content, "date": "2021-03-01"}) + "\n")
    return target


def to_csv(folder: Path, found: list[Document]) -> Path:
    target = folder / "rows.csv"
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["url", "html"])
        writer.writerows([f"http://www.example.gov.cn/c/{i}", d.content] for i, d in enumerate(found))
    return target


def to_parquet(folder: Path, found: list[Document]) -> Path:
    target = folder / "rows.parquet"
    pq.write_table(pa.table({"doc_id": [f"p{i}" for i in range(len(found))], "body": [d.data for d in found]}), target)
    return target


def to_sqlite(folder: Path, found: list[Document]) -> Path:
    target = folder / "rows.sqlite"
    with sqlite3.connect(target) as db:
        db.execute("CREATE TABLE pages (id TEXT, content TEXT)")
        db.executemany("INSERT INTO pages VALUES (?, ?)", ((f"s{i}", d.content) for i, d in enumerate(found)))
    db.close()
    return target
