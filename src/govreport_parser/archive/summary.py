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


@frozen
class Year:
    """The reports of one year. ``received`` and ``outcomes`` are sums of certain numbers over ``counted`` reports."""

    year: int | None
    reports: int
    certain: int
    cells: int
    counted: int
    received: int
    outcomes: Mapping[str, int]

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
    return Summary(
        out=str(folder),
        complete=(folder / "run.json").exists(),
        documents=_ranked(documents),
        reports=sum(documents[outcome] for outcome in IS_REPORT),
        editions=_ranked(_count(folder, "reports", "edition")),
        kinds=_ranked(_count(folder, "reports", "body_kind")),
        coverage=_sums(folder, {s: f"cells_{s}" for s in STATUSES}),
        identities=_sums(folder, {o: f"checks_{o}" for o in ("held", "broken", "undecided")}),
        findings=_findings(folder),
        failures=_ranked(_count(folder, "failures", "reason")),
        years=tuple(_years(folder)),
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


def _years(folder: Path) -> Iterator[Year]:
    outcomes = _outcome_columns()
    received = "applications_received_total"
    certain = [f"cells_{s}" for s in CERTAIN]
    cells = [f"cells_{s}" for s in STATUSES]
    columns = ["year", received, *cells, *(c for names in outcomes.values() for c in names)]
    by_year: dict[int | None, Counter[str]] = defaultdict(Counter)
    for part in read_parts(folder, "reports", columns):
        for row in part.to_pylist():
            found = by_year[row["year"]]
            found["reports"] += 1
            found["certain"] += sum(row[c] for c in certain)
            found["cells"] += sum(row[c] for c in cells)
            if row[received] is not None:
                found["counted"] += 1
                found["received"] += row[received]
                for name, names in outcomes.items():
                    found[name] += sum(row[c] or 0 for c in names)
    for year in sorted(by_year, key=lambda y: (y is None, y)):
        found = by_year[year]
        yield Year(
            year, found["reports"], found["certain"], found["cells"], found["counted"], found["received"],
            {name: found[name] for name in outcomes},
        )  # fmt: skip


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
        *_block("editions", found.editions),
        *_block("kinds of body", found.kinds),
        *_block("cells", found.coverage),
        *_block("identities", found.identities),
        *_block("findings", {f"{severity:8}{code}": n for (severity, code), n in found.findings.items()}),
        *_block("failures", found.failures),
    ]
    if found.years:
        lines += ["by year    reports   certain   requests received (in so many reports)"]
        lines += [
            f"  {year.year or 'unknown':<8} {year.reports:>7} {share(year.certain, year.cells):>9}   "
            f"{year.received} ({year.counted})"
            for year in found.years
        ]
    return "\n".join(lines) + "\n"


def _block(title: str, counts: Mapping[str, int]) -> list[str]:
    return [title, *_lines(counts)] if counts else []


def _lines(counts: Mapping[str, int]) -> list[str]:
    whole = sum(counts.values())
    width = max((len(name) for name in counts), default=0)
    return [f"  {name:<{width}} {count:>9} {share(count, whole):>8}" for name, count in counts.items()]
