"""Sources of documents: folders, zip and tar files, WARC and WACZ, and tables with a column of pages.

Each kind is one generator of :class:`~govreport_parser.archive.entries.Entry`, in a fixed order, that writes nothing
and keeps nothing: memory does not grow with the archive. A source that breaks ends with an entry that says so.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from ..entries import Entry, Refused
from ..options import Options

Reader = Callable[[Path, str, Options], Iterator[Entry]]

KINDS = (
    ("warc", (".warc", ".warc.gz")),
    ("wacz", (".wacz",)),
    ("zips", (".zip",)),
    ("tars", (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")),
    ("jsonl", (".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz")),
    ("csv", (".csv", ".csv.gz", ".tsv", ".tsv.gz")),
    ("parquet", (".parquet", ".pq")),
    ("sqlite", (".sqlite", ".sqlite3", ".db")),
)


def kind_of(name: str) -> str | None:
    """Which kind of archive a file is, by its name; ``None`` for a document by itself."""
    lower = name.lower()
    return next((kind for kind, suffixes in KINDS if lower.endswith(suffixes)), None)


def reader_of(kind: str) -> Reader:
    """The generator for one kind of archive. Modules are imported here, when a source needs them."""
    if kind in ("warc", "wacz"):
        from . import warc

        return warc.read_warc if kind == "warc" else warc.read_wacz
    if kind == "zips":
        from .zips import read_zip

        return read_zip
    if kind == "tars":
        from .tars import read_tar

        return read_tar
    from . import tables

    return {
        "jsonl": tables.read_jsonl,
        "csv": tables.read_csv,
        "parquet": tables.read_parquet,
        "sqlite": tables.read_sqlite,
    }[kind]


def resolve(sources: tuple[str, ...]) -> list[Path]:
    """The paths that the sources name, patterns expanded and sorted. ``FileNotFoundError`` for one that names none."""
    found: list[Path] = []
    for source in sources:
        if os.path.lexists(source):
            found.append(Path(source))
            continue
        matches = sorted(glob.glob(source, recursive=True)) if glob.has_magic(source) else []
        if not matches:
            hint = " (addresses are not fetched)" if "://" in source else ""
            raise FileNotFoundError(f"no such file or folder: {source}{hint}")
        found.extend(Path(match) for match in matches if not os.path.isdir(match))
    return found


def entries(paths: list[Path], options: Options) -> Iterator[Entry]:
    """Every entry of every source, in the order given, with ids that are unique over the run."""
    labels = _labels(paths)
    for number, (path, label) in enumerate(zip(paths, labels, strict=True)):
        for entry in open_source(path, label, options):
            yield entry._replace(fraction=(number + (entry.fraction or 0.0)) / len(paths))


def _labels(paths: list[Path]) -> list[str]:
    """How each source is called in ids: its name, or the path as given where two share a name."""
    names = [Path(os.path.abspath(path)).name for path in paths]
    return [name if names.count(name) == 1 else path.as_posix() for name, path in zip(names, paths, strict=True)]


def open_source(path: Path, label: str, options: Options) -> Iterator[Entry]:
    """The entries of one source: a folder, an archive by its name, or else one document."""
    from .folder import read_file, read_folder

    if path.is_dir():
        return read_folder(path, label, options)
    kind = kind_of(path.name)
    return read_archive(kind, path, label, options) if kind else read_file(path, label, options)


def read_archive(kind: str, path: Path, label: str, options: Options) -> Iterator[Entry]:
    """The entries of one archive; whatever stops it becomes a last entry."""
    try:
        yield from reader_of(kind)(path, label, options)
    except Refused as refusal:
        yield Entry(label, label, refusal=refusal)
    except (OSError, EOFError, ValueError) as error:
        yield Entry(label, label, refusal=Refused("unreadable", f"{type(error).__name__}: {error}"))
