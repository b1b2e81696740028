"""Everything that can be said about several reports at once, for the command and for a notebook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from attrs import frozen

from ..export import plain
from ..findings import Finding
from ..model import Outcome, Report
from .checks import SeriesCheck
from .panel import Series, panel
from .reuse import Reuse


@frozen
class Compared:
    """One series with its checks, the reuse of its text, and its findings."""

    agency: str | None
    years: tuple[int, ...]
    checks: tuple[SeriesCheck, ...]
    reuse: tuple[tuple[int, Reuse], ...]
    findings: tuple[Finding, ...]


@frozen
class Comparison:
    """What :func:`compare` found: series by series, and the findings of all of them in one row."""

    series: tuple[Compared, ...]
    findings: tuple[Finding, ...]

    @property
    def checks(self) -> tuple[SeriesCheck, ...]:
        """The checks of all series."""
        return tuple(check for one in self.series for check in one.checks)

    def to_dict(self) -> dict[str, Any]:
        """Plain values in a fixed order."""
        return {
            "series": [
                {
                    "agency": one.agency,
                    "years": list(one.years),
                    "checks": [check.to_dict() for check in one.checks],
                    "reuse": [{"year": year, **part.to_dict()} for year, part in one.reuse],
                }
                for one in self.series
            ],
            "findings": [plain(found) for found in self.findings],
        }

    def render(self) -> str:
        """Plain text for a terminal, ending with a line break: a block for each series, then the findings."""
        lines = [line for one in self.series for line in _block(one)]
        lines += [f"{found.severity.value}: {found.message} [{found.code}]" for found in self.findings]
        if not self.findings:
            lines.append("no findings")
        return "\n".join(lines) + "\n"


def compare(reports: Iterable[Report], *, same_agency: bool = False) -> Comparison:
    """Group reports by agency and year, check each year against the next, and find reused text.

    ``same_agency`` says that all reports are of one agency, whatever their titles call it. Never raises on any reports.
    """
    grouped = panel(reports, same_agency=same_agency)
    compared = tuple(_compared(series) for series in grouped.series)
    return Comparison(compared, (*grouped.findings, *(found for one in compared for found in one.findings)))


def _compared(series: Series) -> Compared:
    return Compared(series.agency, series.years, series.checks(), series.reuse(), series.findings())


def _block(one: Compared) -> Iterator[str]:
    counts = Counter(check.outcome for check in one.checks)
    yield f"{one.agency or '?'}: {', '.join(map(str, one.years))}"
    if not one.checks:
        yield "  no two consecutive years"
    else:
        yield "  " + ", ".join(f"{counts[outcome]} {outcome.value}" for outcome in Outcome)
    for check in one.checks:
        if check.outcome is Outcome.UNDECIDED:
            yield f"  undecided in {check.year}: {check.id} ({check.why})"
    for year, part in one.reuse:
        if not part.title and part.share is not None:
            yield f"  {part.share:.0%} of the text of {year} stands in the report on {year - 1}"
