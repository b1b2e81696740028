"""The commands ``govreport run`` and ``govreport summary``. Nothing heavy is imported before a command runs."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from .extras import MissingExtra
from .options import FORMATS, MEGABYTE, Columns, Limits, Options

OK, FAILED, MISUSE, INTERRUPTED = 0, 1, 2, 130


def add_run_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``govreport run``."""
    add: Any = parser.add_argument
    add("sources", nargs="+", metavar="SOURCE", help="a folder, .zip, .tar(.gz), .warc(.gz), .wacz, .jsonl(.gz), "
        ".csv, .parquet or .sqlite file, a single document, or a quoted pattern such as 'pages/**/*.html'")  # fmt: skip
    add("-o", "--out", required=True, metavar="OUT", help="folder of the data set; an unfinished run goes on there")
    add("--format", choices=FORMATS, default="parquet", help="of the tables (default: parquet)")
    add("--jobs", type=_whole_number, metavar="N", help="worker processes (default: one for each core)")
    add("--limit", type=_whole_number, metavar="N", help="take the first N documents only")
    add("--where", action="append", default=[], metavar="COND",
        help="take only documents for which FIELD OP VALUE holds (id, source, member, url, captured, or a column; "
        "= != < <= > >= ~ !~); may be repeated")  # fmt: skip
    add("--include", action="append", default=[], metavar="GLOB", help="in folders, take only files of such names")
    for name, what in _COLUMNS.items():
        add(f"--{name}", metavar="NAME", help=what)
    add(
        "--texts",
        action="store_true",
        help="write the parsed texts too: spans point into them, and they cannot be added to a data set later",
    )
    add("--no-figures", action="store_true", help="leave the quantities in the prose out")
    add("--part-size", type=_whole_number, default=Options().part_documents, metavar="N",
        help="documents in one part: what a killed run may lose (default: %(default)s)")  # fmt: skip
    add("--timeout", type=_seconds, default=Limits().timeout, metavar="SECONDS",
        help="give a document up after so long (default: %(default)s)")  # fmt: skip
    add("--max-document", type=_whole_number, default=Limits().document_bytes // MEGABYTE, metavar="MB",
        help="refuse longer documents (default: %(default)s)")  # fmt: skip
    add("--max-memory", type=_whole_number, default=Limits().worker_bytes // MEGABYTE, metavar="MB",
        help="memory a worker may take for a document (default: %(default)s)")  # fmt: skip
    add("--no-progress", action="store_true", help="say nothing while running")


_COLUMNS = {
    "content-column": "column that holds the page or text (tables; default: html, text, content, …)",
    "id-column": "column that holds the id (tables; default: id, url, …)",
    "url-column": "column that holds the address (tables)",
    "date-column": "column that holds the time of capture (tables)",
    "table": "table of an SQLite file (default: its only one)",
}


def add_summary_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``govreport summary``."""
    parser.add_argument("out", metavar="OUT", help="folder of a data set")
    parser.add_argument("--html", metavar="FILE", help="write a page with plots to this file")


def _whole_number(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1 up")
    return number


def _seconds(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number < float("inf"):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds above 0")
    return number


def options_of(arguments: argparse.Namespace) -> Options:
    """The options that the arguments of ``run`` stand for."""
    columns = Columns(
        arguments.content_column, arguments.id_column, arguments.url_column, arguments.date_column, arguments.table
    )
    limits = Limits(
        document_bytes=arguments.max_document * MEGABYTE,
        timeout=arguments.timeout,
        worker_bytes=arguments.max_memory * MEGABYTE,
    )
    return Options(
        format=arguments.format,
        limit=arguments.limit,
        where=tuple(arguments.where),
        include=tuple(arguments.include),
        columns=columns,
        figures=not arguments.no_figures,
        texts=arguments.texts,
        part_documents=arguments.part_size,
        limits=limits,
        jobs=arguments.jobs,
    )


def run(arguments: argparse.Namespace) -> int:
    """``govreport run``: the exit status."""
    try:
        from .manifest import Conflict
        from .pool import WorkersFail
        from .progress import Progress
        from .runner import run as run_

        progress = Progress(quiet=arguments.no_progress)
        result = run_(arguments.sources, arguments.out, options_of(arguments), progress=progress)
    except (MissingExtra, OSError, ValueError) as error:
        return _say(_in_words(error), MISUSE)
    except WorkersFail as error:
        return _say(f"{error}", FAILED)
    except Conflict as conflict:
        return _say(f"{arguments.out} cannot be used: {conflict}; choose another folder", MISUSE)
    if not result.complete:
        return _say("interrupted; the same command goes on from here", INTERRUPTED)
    for warning in result.warnings:
        _say(f"warning: {warning}", OK)
    counts = ", ".join(f"{count} {outcome}" for outcome, count in result.counts.items())
    _say(
        f"{sum(result.counts.values())} documents ({counts or 'none'}) in {result.out}{COMPLETE[result.untouched]}", OK
    )
    return FAILED if result.failed else OK


COMPLETE = {
    False: "",
    True: ", which was complete before: nothing was read again; to add documents, run them into a folder of their own",
}
"""What is said of a data set besides its counts, by whether it was left untouched."""


def summary(arguments: argparse.Namespace) -> int:
    """``govreport summary``: the exit status."""
    try:
        from .page import page
        from .summary import as_text, summarise

        found = summarise(arguments.out)
    except (MissingExtra, OSError, ValueError) as error:
        return _say(_in_words(error), MISUSE)
    if arguments.html:
        from pathlib import Path

        from .finish import put

        try:
            put(Path(arguments.html), page(found))
        except OSError as error:
            return _say(f"{arguments.html}: {error.strerror or error}", MISUSE)
    sys.stdout.write(as_text(found))
    return OK


def _in_words(error: Exception) -> str:
    """What went wrong, and of which file."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return str(error)


def _say(text: str, status: int) -> int:
    print(f"govreport: {text}", file=sys.stderr)
    return status
