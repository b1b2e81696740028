"""The pipeline: read, align, outline, check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from attrs import evolve

from . import build, checks
from .align import Alignment
from .align.labels.lexicon import row_order, table_of
from .align.result import Aligned, doubt_some
from .align.unexplained import unexplained
from .blocks import Document
from .cells import Cell, Status
from .findings import Finding, finding
from .forms import FORMS, Form
from .model import Check, Report
from .outline import Outline, not_a_report, outline
from .ownership import doubt_others
from .read import Source, read
from .table_search import find_tables

TABLES = ("disclosure", "applications", "disputes")
"""The three tables, in printed order."""


def parse(source: Source, *, encoding: str | None = None) -> Report:
    """Turn one document into a :class:`~govreport_parser.model.Report`.

    ``source`` is HTML or flattened text as ``str``, ``bytes`` (the encoding is found, or given as ``encoding``), a path,
    an lxml element or tree, or a BeautifulSoup object. Every document gives a report, however bad: what could not be
    read is said in ``report.findings``.

    Raises ``TypeError`` for another kind of source, ``ValueError`` for an unknown ``encoding`` and ``OSError`` for a path
    that cannot be read; nothing else. A ``str`` is never taken for a path or an address; a finding says where it reads
    like one.
    """
    document, alignment = find_tables(read(source, encoding=encoding))
    surroundings = outline(document, alignment.regions, _latest().sections)
    reason = _refusal(document, alignment, surroundings)
    tables = {} if reason else doubt_others(document.text, alignment.tables, alignment, surroundings)
    return _report(document, tables, alignment, surroundings, reason)


def _latest() -> Form:
    return next(reversed(FORMS.values()))


def _refusal(document: Document, alignment: Alignment, surroundings: Outline) -> Finding | None:
    """Why the document is not a filled report, or ``None``."""
    if not (alignment.hits or surroundings.sections or document.fields):
        return finding("empty-document")
    filled = [t for t in alignment.tables.values() if any(c.value is not None for c in t.cells.values())]
    nameless = not surroundings.title and not surroundings.by_role  # tables alone may be a part of a report
    told = filled and (nameless or len(filled) > 1)
    if not told and (why := not_a_report(document, surroundings)):
        return finding("not-a-report", why=why)
    if not filled and alignment.tables and not any(_printed(t) for t in alignment.tables.values()):
        labelled = [name for name in TABLES if name in alignment.tables or _is_labelled(name, alignment)]
        return finding("blank-form", paths=tuple(labelled), tables=_in_words(labelled))
    return None


def _is_labelled(table: str, alignment: Alignment) -> bool:
    """Whether most rows of a table have their labels in the document."""
    rows = {row for hit in alignment.hits if hit.senses.own and (row := hit.senses.rows.get(table))}
    return 2 * len(rows) > len(row_order(table))


def _in_words(tables: Sequence[str]) -> str:
    """``disclosure, applications and disputes tables``."""
    listed = " and ".join(filter(None, (", ".join(tables[:-1]), tables[-1])))
    return f"{listed} table{'s' if len(tables) > 1 else ''}"


def _printed(table: Aligned) -> bool:
    return any(c.status not in (Status.MISSING, Status.BLANK) or c.raw for c in table.cells.values())


def _report(
    document: Document,
    tables: Mapping[str, Aligned],
    alignment: Alignment,
    surroundings: Outline,
    refusal: Finding | None,
) -> Report:
    editions, notes = _editions(tables)
    checked, tables, values = _checked(tables, editions)
    cells: dict[str, Cell] = {}
    for name in TABLES:
        if name in tables:
            cells.update(tables[name].cells)
    typed: dict[str, Any] = {}
    for name, table in tables.items():
        paths = tuple(table.cells)
        typed[name] = _TYPED[name](editions[name], paths, values[name])
    roles = surroundings.by_role
    found = [*document.findings, *([refusal] if refusal else []), *_told(surroundings, refusal), *notes]
    found += alignment.findings if tables else ()
    for name in TABLES:
        found += tables[name].findings if name in tables else _absent(name, refusal)
    for name, table in tables.items():
        if None in values[name]:
            found += unexplained(name, editions[name], table.cells, found)
    found += checks.findings_of(checked, cells)
    return Report(
        title=surroundings.title,
        agency=surroundings.agency,
        year=surroundings.year,
        published=surroundings.published,
        edition=editions.get("disclosure") or editions.get("applications"),
        overview=roles.get(1),
        disclosure=typed.get("disclosure"),
        applications=typed.get("applications"),
        disputes=typed.get("disputes"),
        problems=roles.get(5),
        other=roles.get(6),
        sections=surroundings.sections,
        cells=cells,
        findings=tuple(found),
        checks=tuple(checked),
        text=document.given or document.text,
        encoding=document.encoding,
        metadata=surroundings.metadata,
    )


def _checked(
    tables: Mapping[str, Aligned], editions: Mapping[str, str]
) -> tuple[list[Check], dict[str, Aligned], dict[str, list[Any]]]:
    """What became of every identity, the tables without blanks that may hide a number, and the values of their cells."""
    checked: list[Check] = []
    known, values = dict(tables), {}
    for name, table in tables.items():
        values[name] = [cell.value for cell in table.cells.values()]
        laws = _identities(name, editions[name], tuple(table.cells))
        found = checks.evaluate(table.cells, values[name], laws)
        if None in values[name] and (hidden := _hidden(table, found)):
            note = finding("blank-lacking", paths=hidden, table=name, count=len(hidden))
            known[name] = evolve(table, cells=doubt_some(table.cells, hidden), findings=[*table.findings, note])
            found = checks.evaluate(known[name].cells, values[name], laws)
        checked += found
    return checked, known, values


def _hidden(table: Aligned, found: list[Check]) -> tuple[str, ...]:
    """The cells with nothing in them, no dash either, that the sums do not take for zeros."""
    return tuple([path for path in checks.unbalanced(found) if not table.cells[path].raw])


_TYPED = {"disclosure": build.disclosure, "applications": build.applications, "disputes": build.disputes}


def _told(surroundings: Outline, refusal: Finding | None) -> list[Finding]:
    """What the outline says: of what is no report at all, not that it lacks what a report has."""
    foreign = refusal is not None and refusal.code in _FOREIGN
    return [f for f in surroundings.findings if not (foreign and f.code in _LACKING)]


_FOREIGN = ("empty-document", "not-a-report")
_LACKING = ("title-missing", "year-unclear", "section-missing")


def _absent(name: str, refusal: Finding | None) -> list[Finding]:
    return [] if refusal else [finding("table-missing", paths=(name,), table=name)]


def _editions(tables: Mapping[str, Aligned]) -> tuple[dict[str, str], list[Finding]]:
    """The edition of each found table. One that does not tell follows its neighbours, and a finding says so."""
    told = {name: t.edition for name, t in tables.items() if t.edition}
    notes: list[Finding] = []
    if len(set(told.values())) > 1:
        listed = ", ".join(f"{name} {told[name]}" for name in TABLES if name in told)
        notes.append(finding("edition-mixed", paths=tuple(told), editions=listed))
    fallback = told.get("disclosure") or told.get("applications") or _latest().edition
    out: dict[str, str] = {}
    for name in tables:
        out[name] = told.get(name) or fallback
        if name not in told and _differs(name):
            notes.append(finding("edition-unclear", paths=(name,), table=name, edition=out[name]))
    return out, notes


@cache
def _differs(table: str) -> bool:
    """Whether the editions of a table differ at all."""
    return len({tuple(table_of(form, table).cells()) for form in FORMS.values()}) > 1


@lru_cache(maxsize=256)
def _identities(table: str, edition: str, paths: tuple[str, ...]) -> checks.Laws:
    return checks.identities(table_of(FORMS[edition], table).checks(), paths)
