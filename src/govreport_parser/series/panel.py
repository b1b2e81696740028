"""Reports grouped by agency and year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from attrs import frozen

from ..findings import Finding, finding
from ..model import Report
from .agency import Agency, agencies, named, spelt_most
from .checks import SeriesCheck, follow, series_findings
from .copies import numbers, repeated
from .reuse import Reuse, text_reuse

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

    Which names are one agency's, :func:`~govreport_parser.series.agency.agencies` says. ``same_agency`` puts all of them
    into one series whatever they are called. Of several reports on one year the one with most certain numbers is used, of
    those that are equal in this the first; reports without agency or year are left out. Both are findings.
    """
    given = list(reports)
    placed = [i for i, one in enumerate(given) if one.year is not None and (same_agency or one.agency)]
    names = [named(given[i]) for i in placed]
    keys = [None] * len(placed) if same_agency else agencies(names)
    groups: dict[Agency | None, dict[int, list[int]]] = {}
    for key, name, i in zip(keys, names, placed, strict=True):
        groups.setdefault(key, {}).setdefault(name.year, []).append(i)
    for years in groups.values():
        for same in years.values():
            same.sort(key=lambda i: -numbers(given[i].cells))
    findings = [*_unplaced(given, same_agency=same_agency)]
    findings += [_repeated(given, same) for years in groups.values() for same in years.values() if len(same) > 1]
    return Panel(tuple(_series(given, years) for years in groups.values()), tuple(findings))


def _unplaced(given: Sequence[Report], *, same_agency: bool) -> Iterator[Finding]:
    for position, report in enumerate(given, start=1):
        lacking = [w for w, v in (("agency", report.agency or same_agency), ("year", report.year)) if not v]
        if lacking:
            yield finding("series-unplaced", position=position, what=" and no ".join(lacking))


def _series(given: Sequence[Report], years: Mapping[int, Sequence[int]]) -> Series:
    used = {year: given[years[year][0]] for year in sorted(years)}
    return Series(spelt_most(given[i].agency for same in years.values() for i in same), MappingProxyType(used))


def _repeated(given: Sequence[Report], same: Sequence[int]) -> Finding:
    first = given[same[0]]
    return repeated(first.agency, first.year or 0, f"report {same[0] + 1}", [given[i].cells for i in same])
