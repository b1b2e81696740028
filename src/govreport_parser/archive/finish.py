"""What is written when every part is there: the description, the codebooks, the account of the run."""

from __future__ import annotations

import datetime
import json
import os
import platform
import re
from collections import Counter
from pathlib import Path
from typing import Any

from . import codebook, convert, tables
from .batch import parser_version
from .manifest import Manifest
from .options import Options
from .package import package, to_text
from .schema import DECLARED, pa


def finish(folder: Path, manifest: Manifest, options: Options, sources: list[str]) -> None:
    """Write everything that describes the finished parts, then say that the run is complete."""
    parts = manifest.parts()
    files = [file for part in parts for file in part.files]
    kind = tables.SUFFIX[options.format]
    written = [DECLARED[name] for name in tables.names(texts=options.texts)]
    if options.format in convert.DATABASES:
        convert.to_database(folder, files, written, options.format)
    name = re.sub(r"[^a-z0-9._-]+", "-", folder.resolve().name.lower()).strip("-") or "govreport"
    described = package(files, kind, name=name, version=parser_version(), sources=sources)
    put(folder / "datapackage.json", to_text(described))
    put(folder / "codebook.csv", codebook.as_csv(written))
    for language in codebook.LANGUAGES:
        put(folder / f"codebook.{language}.md", codebook.as_markdown(written, language))
    counts: Counter[str] = Counter()
    rows: Counter[str] = Counter()
    for part in parts:
        counts.update(part.counts)
        rows.update({file.table: file.rows for file in part.files})
    account = {
        "schema_version": 1,
        "complete": True,
        "finished": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        "versions": {
            "govreport_parser": parser_version(),
            "python": platform.python_version(),
            "pyarrow": pa.__version__,
        },
        "sources": sources,
        "options": options.to_dict(),
        "options_hash": options.fingerprint(),
        "documents": sum(counts.values()),
        "outcomes": dict(sorted(counts.items())),
        "rows": {name: rows[name] for name in tables.names(texts=options.texts)},
        "files": [_file(file) for file in files],
    }
    put(folder / "run.json", json.dumps(account, ensure_ascii=False, indent=1) + "\n")
    manifest.put("state", "complete")


def _file(file: Any) -> dict[str, Any]:
    return {"path": file.path, "rows": file.rows, "bytes": file.bytes, "sha256": file.sha256}


def put(path: Path, text: str) -> None:
    """Write a small text file, whole or not at all."""
    temporary = path.with_name(f".{path.name}.tmp")
    with open(temporary, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)
