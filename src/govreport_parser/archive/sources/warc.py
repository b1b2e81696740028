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
from .warc_file import GZIP, PLAIN, next_record, tail

PAGES = ("text/html", "application/xhtml", "text/plain", "application/octet-stream", "application/xml", "text/xml")


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
    """The entries of one stream. One that is refused unread waits for its successor: if none comes, it may be cut."""
    warc = need("fastwarc.warc", "warc", "reading WARC")
    magic = GZIP if file.read(3) == GZIP else PLAIN
    held: Entry | None = None
    last: int | None = None
    found = None
    for found in _records(file, warc, magic, label):
        if held is not None:
            yield held
            held = None
        if isinstance(found, Entry):
            yield found
            continue
        record, last, shown = found
        entry = _entry(record, warc, shown, last, label, size, options)
        if entry is not None and entry.refusal is not None:
            held = entry
        elif entry is not None:
            yield entry
    state, at = ("whole", 0) if isinstance(found, Entry) else tail(file, size, last, magic)
    cut = refuse("truncated", f"the file ends inside a record, after offset {at}")
    if held is not None:
        yield held._replace(refusal=cut) if state == "unfinished" else held
    if state == "more" or (state == "unfinished" and last is None):
        yield Entry(f"{label}#{at}-broken", label, offset=at, refusal=cut)


def _records(file: IO[bytes], warc: Any, magic: bytes, label: str) -> Iterator[tuple[Any, int, str] | Entry]:
    """Every record with its offset and id, and an entry for every stretch that cannot be read."""
    start: int | None = 0
    last, same = -1, 0
    lost: tuple[int, str] | None = None
    while start is not None:
        file.seek(start)
        try:
            for record in warc.ArchiveIterator(file, parse_http=True, auto_decode="none"):
                offset = int(record.stream_pos)
                if lost is not None:
                    yield _lost(label, lost, f"to offset {offset}")
                    lost = None
                same = same + 1 if offset == last else 0  # several records in one gzip member share their offset
                last = offset
                yield record, offset, f"{label}#{offset}{f'.{same}' if same else ''}"
            start = None
        except BaseException as error:
            if not damage(error):
                raise
            at = last if start is None else max(last, start)
            lost = lost or (at, f"{type(error).__name__}: {error}"[:500])
            start = next_record(file, at + 1, magic)
    if lost is not None:
        yield _lost(label, lost, "to the end")


def damage(error: BaseException) -> bool:
    """Whether an exception speaks of the file: an ordinary error, or a panic of the reader (no ``Exception`` at all)."""
    return isinstance(error, OSError | ValueError | zlib.error) or type(error).__name__ == "PanicException"


def _lost(label: str, lost: tuple[int, str], upto: str) -> Entry:
    """The entry of a stretch that could not be read."""
    at, error = lost
    refusal = refuse("corrupt", f"from after offset {at} {upto}: {error}")
    return Entry(f"{label}#{at}-broken", label, offset=at, refusal=refusal)


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
    if not headers.get("content-length", "").isdigit():
        return base(refusal=refuse("corrupt", "the record does not say how long it is"))
    status = _status(record)
    http = {name.lower(): value for name, value in record.http_headers.items()} if status else {}
    kind = (http.get("content-type") if status else headers.get("content-type")) or ""
    limit = options.limits.document_bytes
    if status == 0:
        return base(refusal=refuse("corrupt", "the record holds no HTTP response"))
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
    except BaseException as error:
        if not damage(error):
            raise
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
    utc = datetime.UTC
    return (found if found.tzinfo else found.replace(tzinfo=utc)).astimezone(utc).replace(microsecond=0)
