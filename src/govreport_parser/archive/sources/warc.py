"""WARC and WACZ files: one entry for each captured page, whatever state the file is in.

Bodies are decoded here, not by the WARC reader: crawlers store decoded bodies under headers that still say gzip, and a
reader that believes them ends the file there. A stretch that cannot be read is passed over up to the next record and
becomes one entry; so does a file that ends in the middle of a record.
"""

from __future__ import annotations

import datetime
import os
import zipfile
import zlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import IO, Any

from ..entries import SKIPPED, Entry, Refused, refuse
from ..extras import need
from ..options import Options
from .bodies import decode
from .folder import too_large
from .tars import Metered

PAGES = ("text/html", "application/xhtml", "text/plain", "application/octet-stream", "application/xml", "text/xml")
GZIP, PLAIN = b"\x1f\x8b\x08", b"WARC/1."
WINDOW = 1 << 20


def read_warc(path: Path, label: str, options: Options) -> Iterator[Entry]:
    """Every page of a WARC file, compressed or not."""
    with open(path, "rb") as file:
        yield from _read(file, os.path.getsize(path), label, options)


def read_wacz(path: Path, label: str, options: Options) -> Iterator[Entry]:
    """Every page of the WARC files in a WACZ."""
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise Refused("corrupt", str(error)) from None
    with archive:
        for info in archive.infolist():
            if info.filename.endswith((".warc", ".warc.gz")) and not info.is_dir():
                shown = f"{label}/{info.filename}"
                try:
                    with archive.open(info) as member:
                        metered: Any = Metered(member, os.path.getsize(path), options.limits)
                        yield from _read(metered, info.file_size, shown, options)
                except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError) as error:
                    yield Entry(shown, label, refusal=refuse("corrupt", f"{type(error).__name__}: {error}"))


def _read(file: IO[bytes], size: int, label: str, options: Options) -> Iterator[Entry]:
    """The entries of one stream, taken up again after every stretch that cannot be read."""
    warc = need("fastwarc.warc", "warc", "reading WARC")
    magic = GZIP if file.read(3) == GZIP else PLAIN
    start: int | None = 0
    last: int | None = None
    same, lost = 0, None
    while start is not None:
        file.seek(start)
        try:
            for record in warc.ArchiveIterator(file, parse_http=True, auto_decode="none"):
                offset = record.stream_pos
                if lost is not None:
                    yield _lost(label, lost, f"to offset {offset}")
                    lost = None
                same = same + 1 if offset == last else 0  # several records in one gzip member share their offset
                last = offset
                entry = _entry(
                    record, warc, f"{label}#{offset}{f'.{same}' if same else ''}", offset, label, size, options
                )
                if entry is not None:
                    yield entry
            start = None
        except (OSError, ValueError, zlib.error) as error:
            at = max(last or 0, start)
            lost = lost or (at, f"{type(error).__name__}: {error}")
            start = _next(file, at + 1, magic)
    if lost is not None:
        yield _lost(label, lost, "to the end")
    elif (cut := _cut(file, size, last, magic)) is not None:
        detail = f"the file ends inside a record, after offset {cut}"
        yield Entry(f"{label}#{cut}-broken", label, offset=cut, refusal=refuse("truncated", detail))


def _lost(label: str, lost: tuple[int, str], upto: str) -> Entry:
    """The entry of a stretch that could not be read."""
    at, error = lost
    return Entry(
        f"{label}#{at}-broken", label, offset=at, refusal=refuse("corrupt", f"from after offset {at} {upto}: {error}")
    )


def _cut(file: IO[bytes], size: int, last: int | None, magic: bytes) -> int | None:
    """Where an unfinished record begins, of which the reader said nothing; ``None`` if the file ends well."""
    if last is None:
        return 0 if size else None
    end = _end(file, last, magic)
    if not last < end < size:
        return None
    file.seek(end)
    return end if file.read(1024).strip() else None


def _entry(record: Any, warc: Any, shown: str, offset: int, label: str, size: int, options: Options) -> Entry | None:
    kinds = warc.WarcRecordType
    if record.record_type not in (kinds.response, kinds.resource, kinds.revisit, kinds.conversion):
        return None
    headers = {name.lower(): value for name, value in record.headers.items()}
    digest = headers.get("warc-payload-digest")
    base = partial(
        Entry,
        shown,
        label,
        member=headers.get("warc-record-id", "").strip("<>") or None,
        offset=offset,
        url=(headers.get("warc-target-uri") or "").strip("<>") or None,
        captured=_date(headers.get("warc-date")),
        stamp=headers.get("content-length", ""),
        fraction=offset / size if size else None,
    )
    if record.record_type == kinds.revisit:
        return base(repeats=digest or "no digest")
    status = _status(record)
    http = {name.lower(): value for name, value in record.http_headers.items()} if status else {}
    kind = (http.get("content-type") if status else headers.get("content-type")) or ""
    limit = options.limits.document_bytes
    if status not in (None, 200):
        return base(refusal=refuse(f"http-{status}", "", SKIPPED))
    if kind and not kind.strip().lower().startswith(PAGES):
        return base(refusal=refuse("not-a-page", kind, SKIPPED))
    if record.content_length > limit:
        return base(refusal=too_large(record.content_length, limit))
    return base(load=partial(_load, record, http, limit), charset=_charset(kind), digest=digest)


def _status(record: Any) -> int | None:
    """The HTTP status; ``None`` for a record that is not of HTTP."""
    headers = record.http_headers if record.is_http else None
    if headers is None:
        return None
    return int(headers.status_code or 0)


def _load(record: Any, http: dict[str, str], limit: int) -> bytes:
    expected = record.content_length
    try:
        body = bytes(record.reader.read(limit + 1))
    except (OSError, ValueError) as error:
        raise Refused("corrupt", f"{type(error).__name__}: {error}") from None
    if len(body) < min(expected, limit):
        raise Refused("truncated", f"{len(body)} of {expected} bytes are there")
    body = decode(body, http, limit)
    if len(body) > limit:
        raise too_large(len(body), limit)
    return body


def _charset(content_type: str) -> str | None:
    for part in content_type.split(";")[1:]:
        name, _, value = part.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'") or None
    return None


def _date(text: str | None) -> datetime.datetime | None:
    if not text:
        return None
    try:
        found = datetime.datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    utc = datetime.timezone.utc
    return (found if found.tzinfo else found.replace(tzinfo=utc)).astimezone(utc).replace(microsecond=0)


def _next(file: IO[bytes], start: int, magic: bytes) -> int | None:
    """Where the next record may begin, at or after ``start``."""
    at = start
    while True:
        file.seek(at)
        window = file.read(WINDOW)
        found = window.find(magic)
        if found >= 0:
            return at + found
        if len(window) < WINDOW:
            return None
        at += WINDOW - len(magic) + 1


def _end(file: IO[bytes], start: int, magic: bytes) -> int:
    """Where the record that begins at ``start`` ends."""
    file.seek(start)
    if magic == GZIP:
        return start + _gzip_length(file)
    head = file.read(1 << 16)
    end_of_head = head.find(b"\r\n\r\n")
    lengths = [line[15:] for line in head[:end_of_head].lower().split(b"\r\n") if line.startswith(b"content-length:")]
    if end_of_head < 0 or not lengths or not lengths[0].strip().isdigit():
        return start
    return start + end_of_head + 4 + int(lengths[0]) + 4


def _gzip_length(file: IO[bytes]) -> int:
    """How long the gzip member at the file's position is; 0 where it is not whole."""
    inflate, read = zlib.decompressobj(31), 0
    while not inflate.eof:
        data = file.read(1 << 16)
        if not data:
            return 0
        read += len(data)
        try:
            while data and not inflate.eof:
                inflate.decompress(data, 1 << 20)
                data = inflate.unconsumed_tail
        except zlib.error:
            return 0
    return read - len(inflate.unused_data)
