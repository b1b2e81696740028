"""What a data set holds, counted: outcomes, editions, years, coverage, identities, findings, failures."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from attrs import field, frozen

from .fields import STATUSES
from .parts import opened, read_parts
from .schema import PATHS
from .unnest import IS_REPORT

CERTAIN = ("read", "inferred", "blank")

OUTCOMES = {
    "granted": ("results.granted",),
    "partly granted": ("results.partially_granted",),
    "refused": ("results.refused.",),
    "unavailable": ("results.unavailable.",),
    "not processed": ("results.not_processed.",),
    "other": ("results.other.",),
}
"""How requests ended, and the rows of table three that say so; a name that ends with a point stands for its group."""

NOT_ADDED = "not to be added up: a government's report includes its departments and the governments below it"


@frozen
class Requests:
    """Sums of certain numbers over ``counted`` reports of one kind of body on one year."""

    counted: int
    received: int
    outcomes: Mapping[str, int]


@frozen
class Year:
    """The reports of one year.

    ``requests`` are by kind of body, the kind with most reports first. They may not be added over kinds: the report of a
    government includes those of its departments and of the governments below it. Of the reports on one agency and year
    only the first in which the number is certain is counted.
    """

    year: int | None
    reports: int
    certain: int
    cells: int
    requests: Mapping[str, Requests]

    @property
    def share(self) -> float | None:
        """The share of cells that are certain."""
        return self.certain / self.cells if self.cells else None


@frozen
class Summary:
    """What is in a data set. Every mapping is from a name to a count, the most frequent first or in the fixed order."""

    out: str
    complete: bool
    documents: Mapping[str, int]
    reports: int
    repeated: int
    """Reports on an agency (by division and name) and year on which an earlier one is, too: see :func:`~.across.panel`."""
    editions: Mapping[str, int]
    kinds: Mapping[str, int]
    coverage: Mapping[str, int]
    identities: Mapping[str, int]
    findings: Mapping[tuple[str, str], int]
    """By severity and code."""
    failures: Mapping[str, int]
    years: tuple[Year, ...] = field(factory=tuple)


def summarise(out: str | os.PathLike[str]) -> Summary:
    """Count what the data set ``out`` holds. ``FileNotFoundError`` if it is none."""
    folder = opened(out)
    documents = _count(folder, "documents", "outcome")
    years = _Years()
    for row in _reports(folder):
        years.add(row)
    return Summary(
        out=str(folder),
        complete=(folder / "run.json").exists(),
        documents=_ranked(documents),
        reports=sum(documents[outcome] for outcome in IS_REPORT),
        repeated=years.repeated,
        editions=_ranked(_count(folder, "reports", "edition")),
        kinds=_ranked(_count(folder, "reports", "body_kind")),
        coverage=_sums(folder, {s: f"cells_{s}" for s in STATUSES}),
        identities=_sums(folder, {o: f"checks_{o}" for o in ("held", "broken", "undecided")}),
        findings=_findings(folder),
        failures=_ranked(_count(folder, "failures", "reason")),
        years=tuple(years.result()),
    )


def _count(folder: Path, table: str, column: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for part in read_parts(folder, table, [column]):
        found.update(value or "unknown" for value in part.column(column).to_pylist())
    return found


def _ranked(found: Counter[Any]) -> dict[Any, int]:
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def _sums(folder: Path, columns: dict[str, str]) -> dict[str, int]:
    found = dict.fromkeys(columns, 0)
    for part in read_parts(folder, "reports", list(columns.values())):
        for name, column in columns.items():
            found[name] += sum(part.column(column).to_pylist())
    return found


def _findings(folder: Path) -> dict[tuple[str, str], int]:
    found: Counter[tuple[str, str]] = Counter()
    for part in read_parts(folder, "findings", ["severity", "code"]):
        found.update(zip(part.column("severity").to_pylist(), part.column("code").to_pylist(), strict=True))
    return _ranked(found)


def _outcome_columns() -> dict[str, list[str]]:
    """The ``total`` columns of ``reports`` that make up each outcome."""
    totals = [path for path in PATHS if path.startswith("applications.") and path.endswith(".total")]
    rows = {path: path.removeprefix("applications.").removesuffix(".total") for path in totals}
    return {
        name: [path.replace(".", "_") for path, row in rows.items() if row.startswith(heads)]
        for name, heads in OUTCOMES.items()
    }


_RECEIVED = "applications_received_total"
_CERTAIN = tuple(f"cells_{s}" for s in CERTAIN)
_CELLS = tuple(f"cells_{s}" for s in STATUSES)
_WHOSE = ("division_code", "agency", "year")


def _reports(folder: Path) -> Iterator[dict[str, Any]]:
    sums = (name for names in _outcome_columns().values() for name in names)
    columns = [*_WHOSE, "body_kind", _RECEIVED, *_CELLS, *sums]
    for part in read_parts(folder, "reports", columns):
        yield from part.to_pylist()


class _Years:
    """What is counted year by year while the reports go by."""

    def __init__(self) -> None:
        self.repeated = 0
        self._outcomes = _outcome_columns()
        self._counted: dict[int | None, bool] = {}
        """Of every agency and year there was: whether its requests are counted."""
        self._totals: dict[int | None, Counter[str]] = defaultdict(Counter)
        self._kinds: dict[int | None, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))

    def add(self, row: dict[str, Any]) -> None:
        """Count a row of ``reports``."""
        totals = self._totals[row["year"]]
        totals["reports"] += 1
        totals["certain"] += sum(row[c] for c in _CERTAIN)
        totals["cells"] += sum(row[c] for c in _CELLS)
        key = hash(tuple(row[c] for c in _WHOSE)) if row["agency"] and row["year"] is not None else None
        self.repeated += key in self._counted
        counts = row[_RECEIVED] is not None and not self._counted.get(key)
        if counts:
            self._add_requests(self._kinds[row["year"]][row["body_kind"] or "unknown"], row)
        if key is not None:
            self._counted[key] = counts or self._counted.get(key, False)

    def _add_requests(self, sums: Counter[str], row: dict[str, Any]) -> None:
        sums["counted"] += 1
        sums["received"] += row[_RECEIVED]
        for name, columns in self._outcomes.items():
            sums[name] += sum(row[c] or 0 for c in columns)

    def result(self) -> Iterator[Year]:
        """Year by year, the unknown one last."""
        for year in sorted(self._totals, key=lambda y: (y is None, y)):
            totals, kinds = self._totals[year], self._kinds[year]
            requests = {
                kind: self._requests(kinds[kind]) for kind in sorted(kinds, key=lambda k: (-kinds[k]["counted"], k))
            }
            yield Year(year, totals["reports"], totals["certain"], totals["cells"], requests)

    def _requests(self, sums: Counter[str]) -> Requests:
        return Requests(sums["counted"], sums["received"], {name: sums[name] for name in OUTCOMES})


def share(part: int, whole: int) -> str:
    """A share in per cent, with one decimal; a dash where there is nothing to share."""
    return f"{Decimal(part) * 100 / whole:.1f} %" if whole else "–"


def as_text(found: Summary) -> str:
    """The summary for a terminal."""
    lines = [
        f"{found.out}{'' if found.complete else '  (unfinished: the run can be taken up again)'}",
        "",
        f"documents  {sum(found.documents.values())}",
        *_lines(found.documents),
        f"reports    {found.reports}",
        *([f"  {found.repeated} of them on an agency and year that an earlier one is on"] if found.repeated else []),
        *_block("editions", found.editions),
        *_block("kinds of body", found.kinds),
        *_block("cells", found.coverage),
        *_block("identities", found.identities),
        *_block("findings", {f"{severity:8}{code}": n for (severity, code), n in found.findings.items()}),
        *_block("failures", found.failures),
    ]
    if found.years:
        lines += ["by year    reports   certain"]
        lines += [
            f"  {year.year or 'unknown':<8} {year.reports:>7} {share(year.certain, year.cells):>9}"
            for year in found.years
        ]
        lines += [f"requests received, by kind of body ({NOT_ADDED})"]
        lines += [f"  {year.year or 'unknown':<8} {_received(year)}" for year in found.years if year.requests]
    return "\n".join(lines) + "\n"


def _received(year: Year) -> str:
    return ", ".join(f"{kind} {own.received} (reports: {own.counted})" for kind, own in year.requests.items())


def _block(title: str, counts: Mapping[str, int]) -> list[str]:
    return [title, *_lines(counts)] if counts else []


def _lines(counts: Mapping[str, int]) -> list[str]:
    whole = sum(counts.values())
    width = max((len(name) for name in counts), default=0)
    return [f"  {name:<{width}} {count:>9} {share(count, whole):>8}" for name, count in counts.items()]
