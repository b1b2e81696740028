"""One thing found in a source: a document to parse, or something refused or left out, with its identity."""

from __future__ import annotations

import datetime
import hashlib
import os
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

FAILED, SKIPPED = "failed", "skipped"


class Refused(Exception):
    """A document or a whole source cannot be read. ``reason`` is one word of the table ``failures``."""

    def __init__(self, reason: str, detail: str = "", outcome: str = FAILED) -> None:
        super().__init__(reason, detail)
        self.reason: str = reason
        self.detail: str = detail
        self.outcome: str = outcome


class Entry(NamedTuple):
    """One document of a source, before it is read.

    ``load`` gives its content (bytes, or text where the source holds text) and raises :class:`Refused`; it may be
    called only until the source is asked for its next entry. ``refusal`` says that there is nothing to load, and why.
    ``stamp`` is something cheap that changes with the content (a size, a checksum). ``digest`` is a name the source
    has for the content, by which a later entry with ``repeats`` refers to it. ``fields`` are the other columns of a
    row, for conditions. ``fraction`` says how much of all sources lies before the entry, where that is known.
    """

    document_id: str
    source: str
    member: str | None = None
    offset: int | None = None
    url: str | None = None
    captured: datetime.datetime | None = None
    charset: str | None = None
    stamp: str = ""
    load: Callable[[], bytes | str] | None = None
    refusal: Refused | None = None
    digest: str | None = None
    repeats: str | None = None
    fields: Mapping[str, Any] = {}
    fraction: float | None = None


def refuse(reason: str, detail: str = "", outcome: str = FAILED) -> Refused:
    """A refusal as a value, for :attr:`Entry.refusal`."""
    return Refused(reason, detail, outcome)


def show(name: str | bytes) -> str:
    """A file name as valid text: UTF-8 if it is, else GB 18030 if it is, else with its bytes escaped."""
    raw = name if isinstance(name, bytes) else os.fsencode(name)
    for codec in ("utf-8", "gb18030"):
        try:
            return raw.decode(codec)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "backslashreplace")


def clean(text: str) -> str:
    """Text that can be encoded: lone surrogates become U+FFFD."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


MAGIC = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"PK\x03\x04", "zip"),
    (b"\x1f\x8b", "gzip"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\xd0\xcf\x11\xe0", "ole"),
    (b"SQLite format 3\0", "sqlite"),
    (b"wOFF", "font"),
    (b"wOF2", "font"),
)


def binary_kind(data: bytes) -> str | None:
    """The name of a well-known binary format, by its first bytes; such a file is no page and is left out."""
    return next((kind for magic, kind in MAGIC if data.startswith(magic)), None)


def sha256(data: bytes | str) -> str:
    """The content hash in hexadecimal; of text, the hash of its UTF-8 bytes."""
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()


def report_id(sha: str, *, text: bool, hint: str | None) -> str:
    """The id of the report that a content becomes, from its hash.

    Two documents share a report when nothing that decides the parse differs: content, whether it came as text, and a
    charset hint that is followed (:func:`followed`).
    """
    variant = "text" if text else (hint or "")
    return (hashlib.sha256(f"{sha} {variant}".encode()).hexdigest() if variant else sha)[:24]


_GUESSED = ("utf-8", "utf8", "gb", "cp936", "ascii", "us-ascii", "iso-8859", "latin", "windows-1252")


def followed(data: bytes, hint: str | None) -> str | None:
    """The charset hint, if it may be followed: headers often lie, so it only decides where the bytes do not speak.

    UTF-8 and the GB family are found from the bytes themselves; of the others a hint is followed when the bytes decode
    under it without error and are not UTF-8.
    """
    name = (hint or "").strip().strip("\"'").lower()
    if not name or name.startswith(_GUESSED) or data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return None
    try:
        data.decode(name)
    except (UnicodeError, LookupError):
        return None
    return name
