"""Zip files, read in place: nothing is unpacked to disk, and a member is read no further than the limit."""

from __future__ import annotations

import os
import struct
import zipfile
import zlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from ..entries import Entry, Refused, refuse, show
from ..options import Options
from .folder import too_large

_END, _END64, _LOCATOR = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"


def read_zip(path: Path, label: str, options: Options) -> Iterator[Entry]:
    """Every file of a zip, in the order of its directory."""
    listed = member_count(path)
    if listed > options.limits.members:
        raise Refused("too-many-members", f"{listed} members are listed; the limit is {options.limits.members}")
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise Refused("corrupt", str(error)) from None
    with archive:
        seen: set[str] = set()
        for number, info in enumerate(archive.infolist()):
            if not info.is_dir():
                yield _entry(archive, info, label, options, seen)._replace(fraction=number / listed)


def _entry(archive: zipfile.ZipFile, info: zipfile.ZipInfo, label: str, options: Options, seen: set[str]) -> Entry:
    name = member_name(info)
    shown = f"{label}/{name}"
    if name in seen:
        shown = f"{shown}@{info.header_offset}"
    seen.add(name)
    limit = options.limits.document_bytes
    refusal: Refused | None = None
    if unsafe(name):
        refusal = refuse("unsafe-name", "the name leads out of the archive")
    elif info.file_size > limit:
        refusal = too_large(info.file_size, limit)
    elif info.flag_bits & 0x1:
        refusal = refuse("encrypted", "the member needs a password")
    return Entry(
        shown,
        label,
        member=name,
        offset=info.header_offset,
        stamp=f"{info.file_size}:{info.CRC}",
        refusal=refusal,
        load=None if refusal else partial(_read, archive, info, limit),
    )


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> bytes:
    try:
        with archive.open(info) as member:
            data = member.read(limit + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError) as error:
        raise Refused("corrupt", f"{type(error).__name__}: {error}") from None
    if len(data) > limit:
        raise too_large(len(data), limit)
    return data


def member_name(info: zipfile.ZipInfo) -> str:
    """The name of a member. Without the UTF-8 flag the bytes are GB 18030 more often than the code page zip means."""
    if info.flag_bits & 0x800:
        return info.filename.encode("utf-8", "replace").decode()
    try:
        return show(info.orig_filename.encode("cp437"))
    except UnicodeEncodeError:
        return info.filename.encode("utf-8", "replace").decode()


def unsafe(name: str) -> bool:
    """Whether a member name is absolute or climbs out of its archive."""
    parts = name.replace("\\", "/").split("/")
    return ".." in parts or name.startswith(("/", "\\")) or (len(name) > 1 and name[1] == ":")


def member_count(path: Path) -> int:
    """How many members a zip says it has, from its last record: known before the directory is read into memory."""
    with open(path, "rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - 65_557 - 20))
        tail = file.read()
        at = tail.rfind(_END)
        if at < 0 or len(tail) < at + 22:
            raise Refused("corrupt", "no end record; not a zip file, or cut short")
        count = int(struct.unpack_from("<H", tail, at + 10)[0])
        if count == 0xFFFF and tail[at - 20 : at - 16] == _LOCATOR and at >= 20:
            file.seek(struct.unpack_from("<Q", tail, at - 12)[0])
            record = file.read(56)
            if record[:4] == _END64 and len(record) == 56:
                count = int(struct.unpack_from("<Q", record, 32)[0])
    return count
