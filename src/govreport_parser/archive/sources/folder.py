"""A folder, walked in sorted order without following links out of it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import partial
from pathlib import Path

from ..entries import SKIPPED, Entry, Refused, refuse, show
from ..options import Options
from . import kind_of, read_archive


def read_folder(root: Path, label: str, options: Options) -> Iterator[Entry]:
    """Every file below ``root``, folder by folder in sorted order; archives among them are opened."""
    real_root = os.path.realpath(root)
    total, seen = count_files(root), 0
    pending = [(os.fspath(root), label)]
    while pending:
        folder, shown = pending.pop()
        try:
            names = sorted(os.listdir(folder), key=os.fsencode)
        except OSError as error:
            yield Entry(shown, label, refusal=refuse("unreadable", str(error)))
            continue
        deeper: list[tuple[str, str]] = []
        for name in names:
            path, name_shown = os.path.join(folder, name), f"{shown}/{show(name)}"
            if os.path.isdir(path) and not os.path.islink(path):
                deeper.append((path, name_shown))
            elif not options.include or any(fnmatch(name, pattern) for pattern in options.include):
                for entry in _one(path, name_shown, label, real_root, options):
                    yield entry._replace(fraction=(seen + (entry.fraction or 0.0)) / max(total, seen + 1))
                seen += 1
        pending.extend(reversed(deeper))


def count_files(root: Path) -> int:
    """How many files lie below ``root``: for showing progress only, so nothing that goes wrong matters."""
    return sum(len(files) for _, _, files in os.walk(root))


def _one(path: str, shown: str, label: str, real_root: str, options: Options) -> Iterator[Entry]:
    refusal = _link_refusal(path, real_root) if os.path.islink(path) else None
    if refusal is not None:
        yield Entry(shown, label, member=shown.partition("/")[2], refusal=refusal)
    elif kind := kind_of(path):
        yield from read_archive(kind, Path(path), shown, options)
    else:
        yield file_entry(path, shown, label, options)


def _link_refusal(path: str, real_root: str) -> Refused | None:
    """Why a symbolic link is not followed: it leads to a folder, in a circle, nowhere, or out of the source."""
    target = os.path.realpath(path)
    if os.path.isdir(target):
        return refuse("symlink", "a link to a folder is not followed")
    if not os.path.exists(target):
        return refuse("symlink", "a link that leads nowhere or in a circle")
    if os.path.commonpath([target, real_root]) != real_root:
        return refuse("symlink", "a link that leads out of the source")
    return None


def read_file(path: Path, label: str, options: Options) -> Iterator[Entry]:
    """One file that is one document."""
    yield file_entry(os.fspath(path), label, label, options)


def file_entry(path: str, shown: str, label: str, options: Options) -> Entry:
    """The entry of a file on disk; size and kind are looked at, the content is not."""
    member = shown.partition("/")[2] or None
    try:
        status = os.stat(path)
    except OSError as error:
        return Entry(shown, label, member=member, refusal=refuse("unreadable", error.strerror or str(error)))
    if not stat.S_ISREG(status.st_mode):
        return Entry(shown, label, member=member, refusal=refuse("not-a-file", "a pipe, socket or device"))
    stamp, limit = str(status.st_size), options.limits.document_bytes
    if status.st_size > limit:
        return Entry(shown, label, member=member, stamp=stamp, refusal=too_large(status.st_size, limit))
    return Entry(shown, label, member=member, stamp=stamp, load=partial(_read, path, status.st_size, limit))


_MORE = 1 << 16


def _read(path: str, size: int, limit: int) -> bytes:
    try:
        with open(path, "rb", buffering=0) as file:
            data = file.read(size + 1)  # not ``limit``: so much memory would be asked for, however short the file
            while more := file.read(
                min(limit + 1 - len(data), _MORE)
            ):  # it has grown, or its system gives it in pieces
                data += more
    except OSError as error:
        raise Refused("unreadable", error.strerror or str(error)) from None
    if len(data) > limit:
        raise too_large(len(data), limit)
    return data


def too_large(size: int, limit: int) -> Refused:
    """The refusal of a document longer than the limit."""
    return refuse("too-large", f"{size} bytes; the limit is {limit}")


def left_out(kind: str) -> Refused:
    """What is said of a file in a well-known binary format."""
    return refuse(f"binary-{kind}", "not a page or a text", SKIPPED)
