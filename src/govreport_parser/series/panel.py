"""Reports grouped by agency and year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from attrs import frozen

from ..findings import Finding, finding
from ..model import Report
from .checks import SeriesCheck, follow, series_findings
from .reuse import Reuse, text_reuse

SHORTEST_TAIL = 5
"""Characters that the end of a longer name must share with a shorter one to be the same agency: 于洪区人民政府."""

MUCH = 0.5
"""Share of the sentences of a section from which its reuse is a finding."""


@frozen
class Series:
    """The reports of one agency, by year."""

    agency: str | None
    reports: Mapping[int, Report]

    @property
    def years(self) -> tuple[int, ...]:
        """The years, in order."""
        return tuple(sorted(self.reports))

    def pairs(self) -> tuple[tuple[Report, Report], ...]:
        """Reports on consecutive years, the earlier first. A gap makes no pair."""
        return tuple((self.reports[a], self.reports[b]) for a, b in pairwise(self.years) if b == a + 1)

    def checks(self) -> tuple[SeriesCheck, ...]:
        """What each year hands to the next: see :func:`follow`."""
        return tuple(check for before, after in self.pairs() for check in follow(before, after))

    def reuse(self) -> tuple[tuple[int, Reuse], ...]:
        """For each later year of a pair: the reuse of text, whole and by section."""
        return tuple(
            (year, part)
            for before, after in self.pairs()
            if (year := after.year) is not None
            for part in text_reuse(before, after)
        )

    def findings(self) -> tuple[Finding, ...]:
        """Warnings for broken checks and for sections that are mostly taken over."""
        reused = (
            finding(
                "text-reused",
                spans=tuple(sentence.span for sentence in part.reused),
                agency=self.agency or "?",
                title=part.title,
                year=year,
                before=year - 1,
                share=f"{part.sentence_share:.0%}",
            )
            for year, part in self.reuse()
            if part.title and part.sentences > 1 and part.sentence_share >= MUCH
        )
        return (*series_findings(self.checks()), *reused)


class Panel(NamedTuple):
    """Every series, and what is to say about the grouping."""

    series: tuple[Series, ...]
    findings: tuple[Finding, ...]


def panel(reports: Iterable[Report], *, same_agency: bool = False) -> Panel:
    """Group reports by agency and year, in the order in which agencies first come.

    Two names are one agency where one is the end of the other and no third name ends so (``于洪区人民政府`` and
    ``沈阳市于洪区人民政府``). ``same_agency`` puts all of them into one series whatever they are called. Of several reports
    on one year the first is used; reports without agency or year are left out. Both are findings.
    """
    given = list(reports)
    names = _agencies([report.agency for report in given])
    groups: dict[str | None, dict[int, list[Report]]] = {}
    findings: list[Finding] = []
    for position, report in enumerate(given, start=1):
        lacking = [w for w, v in (("agency", report.agency or same_agency), ("year", report.year)) if not v]
        if lacking or report.year is None:
            findings.append(finding("series-unplaced", position=position, what=" and no ".join(lacking)))
            continue
        key = None if same_agency else names[report.agency or ""]
        groups.setdefault(key, {}).setdefault(report.year, []).append(report)
    for years in groups.values():
        findings += [_repeated(same) for same in years.values() if len(same) > 1]
    return Panel(tuple(_series(key, years) for key, years in groups.items()), tuple(findings))


def _series(key: str | None, years: Mapping[int, Sequence[Report]]) -> Series:
    first = next(iter(years.values()))[0]
    return Series(key or first.agency, MappingProxyType({year: years[year][0] for year in sorted(years)}))


def _repeated(same: Sequence[Report]) -> Finding:
    return finding("series-repeated", count=len(same), agency=same[0].agency or "?", year=same[0].year)


def _agencies(printed: Iterable[str | None]) -> dict[str, str]:
    """Each printed name to the name of its series: the longest of those that end as it does, where these agree."""
    names = {name: "".join(name.split()) for name in dict.fromkeys(printed) if name}
    out: dict[str, str] = {}
    for name, squeezed in names.items():
        alike = {other for other in names.values() if _ends(other, squeezed)} | {squeezed}
        longest = max(alike, key=len)
        out[name] = longest if all(longest.endswith(other) for other in alike) else squeezed
    return out


def _ends(longer: str, shorter: str) -> bool:
    return len(shorter) >= SHORTEST_TAIL and longer.endswith(shorter)
