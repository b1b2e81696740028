"""A folder claimed for one run: no other process in it, no other run's, begun with the same sources and options."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from .batch import parser_version
from .manifest import NAME, VERSION, Conflict, Manifest
from .options import MEGABYTE, Options

_LOCK = "_lock"


def claim(folder: Path, paths: list[Path]) -> None:
    """Make the folder, or make sure that it is one of ours and in none of the sources."""
    real = folder.resolve()
    for path in paths:
        if path.is_dir() and real.is_relative_to(path.resolve()):
            raise ValueError(f"the data set {folder} may not lie inside the source {path}")
    if folder.exists() and not folder.is_dir():
        raise Conflict("it is a file")
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / NAME).exists() and any(p.name != _LOCK for p in folder.iterdir()):
        raise Conflict("it is not empty and holds no data set of ours")


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep a second run out of the folder. The lock goes when the process does, however it ends."""
    with open(folder / _LOCK, "w") as file:
        try:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except ImportError:
            pass
        except OSError:
            raise Conflict("another run is writing to it") from None
        yield


def begin(manifest: Manifest, paths: list[Path], options: Options) -> bool:
    """Begin a run, or take it up again: whether it is the latter. :class:`Conflict` if it was begun otherwise."""
    identity = {
        "format": VERSION,
        "sources": "\n".join(os.path.abspath(path) for path in paths),
        "options": options.fingerprint(),
        "parser version": parser_version(),
    }
    if manifest.get("format") is None:
        manifest.start({**identity, _IN_FULL: json.dumps(options.deciding(), sort_keys=True)})
        return False
    for key, now in identity.items():
        known = manifest.get(key) or ""
        if known == now:
            continue
        if key == "sources":
            raise Conflict(f"it was begun with other sources ({_sources(known.splitlines(), now.splitlines())})")
        if key == "options":
            raise Conflict(f"it was begun with other options{_options(manifest.get(_IN_FULL), options)}")
        raise Conflict(f"it was begun with another {key} ({known}, now {now})")
    return True


_IN_FULL = "options in full"


def _sources(known: list[str], now: list[str]) -> str:
    gone = [name for name in known if name not in now]
    new = [name for name in now if name not in known]
    said = [f"now without {', '.join(gone)}"] if gone else []
    said += [f"now also {', '.join(new)}"] if new else []
    return " and ".join(said) or "now in another order"


def _options(known: str | None, options: Options) -> str:
    """What differs: `` (--part-size was 100, now 1024)``."""
    before = _flat(json.loads(known)) if known else {}
    now = _flat(json.loads(json.dumps(options.deciding())))
    differ = [name for name in now if name in before and before[name] != now[name]]
    said = [
        f"{_FLAGS.get(name, name)} was {_shown(name, before[name])}, now {_shown(name, now[name])}" for name in differ
    ]
    return f" ({'; '.join(said)})" if said else ""


def _flat(data: Mapping[str, Any], above: str = "") -> dict[str, Any]:
    out: dict[str, Any] = {}
    for name, value in data.items():
        out |= _flat(value, f"{above}{name}.") if isinstance(value, dict) else {f"{above}{name}": value}
    return out


def _shown(name: str, value: Any) -> str:
    """The value of an option as the command line has it."""
    if name == _INVERTED:
        value = not value
    if value in (None, False, []):
        return "not given"
    if value is True:
        return "given"
    if name == _MEGABYTES:
        return f"{value / MEGABYTE:g}"
    return " ".join(value) if isinstance(value, list) else str(value)


_INVERTED, _MEGABYTES = "figures", "limits.document_bytes"
_FLAGS = {
    "format": "--format",
    "limit": "--limit",
    "where": "--where",
    "include": "--include",
    "columns.content": "--content-column",
    "columns.id": "--id-column",
    "columns.url": "--url-column",
    "columns.captured": "--date-column",
    "columns.table": "--table",
    _INVERTED: "--no-figures",
    "texts": "--texts",
    "part_documents": "--part-size",
    _MEGABYTES: "--max-document",
}
"""What the command calls the options that it has."""
