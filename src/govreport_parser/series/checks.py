"""Identities between reports: what one year hands to the next, and what parts sum to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from attrs import frozen

from ..cells import Span, Status, Value
from ..export import plain
from ..findings import Finding, finding
from ..model import Outcome, Report

APPLICANTS = ("natural_person", "business", "research", "public_interest", "legal_service", "other", "total")
STOCKS = ("rules", "normative_documents")
CATALOGUES = ("licensing", "other_services", "penalties", "compulsions", "fees")


@frozen
class Term:
    """One cell of one report in an identity: added, or subtracted where ``sign`` is -1. ``value`` is ``None`` if not certain."""

    agency: str | None
    year: int | None
    path: str
    value: Value | None
    span: Span | None
    sign: int = 1

    def to_dict(self) -> dict[str, Any]:
        """Plain values in a fixed order."""
        return dict(plain(self))


@frozen
class SeriesCheck:
    """One identity over cells of several reports: the signed sum of ``left`` against that of ``right``.

    ``id`` is ``carry_over.<applicant>``, ``stock.<row>``, ``catalogue.<row>`` or ``aggregate.<path>``. A sum is ``None``
    where a member is not certain; the check is then undecided, and ``why`` names the first such member. Blanks are not
    counted as zero: across reports nothing says that they are.
    """

    id: str
    outcome: Outcome
    agency: str | None
    year: int | None
    left: tuple[Term, ...]
    right: tuple[Term, ...]
    left_sum: Value | None
    right_sum: Value | None
    why: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Plain values in a fixed order."""
        return dict(plain(self))


def carry_over(previous: Report, current: Report) -> tuple[SeriesCheck, ...]:
    """By applicant: 上年结转 of ``current`` is 结转下年度 of ``previous``. Seven checks."""
    return tuple(
        _check(
            f"carry_over.{applicant}",
            current,
            (_term(current, f"applications.carried_over.{applicant}"),),
            (_term(previous, f"applications.carried_forward.{applicant}"),),
        )
        for applicant in APPLICANTS
    )


def stock(previous: Report, current: Report) -> tuple[SeriesCheck, ...]:
    """现行有效件数 of ``current`` is that of ``previous`` + 制发 - 废止. The 2021 form only; undecided elsewhere."""
    return tuple(
        _check(
            f"stock.{row}",
            current,
            (_term(current, f"disclosure.{row}.in_force"),),
            (
                _term(previous, f"disclosure.{row}.in_force"),
                _term(current, f"disclosure.{row}.issued"),
                _term(current, f"disclosure.{row}.repealed", -1),
            ),
        )
        for row in STOCKS
    )


def catalogue(previous: Report, current: Report) -> tuple[SeriesCheck, ...]:
    """上一年项目数量 of ``current`` is that of ``previous`` + its 本年增/减. The 2019 form only; undecided elsewhere."""
    return tuple(
        _check(
            f"catalogue.{row}",
            current,
            (_term(current, f"disclosure.{row}.previous"),),
            (_term(previous, f"disclosure.{row}.previous"), _term(previous, f"disclosure.{row}.change")),
        )
        for row in CATALOGUES
    )


def follow(previous: Report, current: Report) -> tuple[SeriesCheck, ...]:
    """Everything that a year hands to the next: :func:`carry_over`, :func:`stock` and :func:`catalogue`.

    Identities that neither report has a cell for are left out.
    """
    checks = (*carry_over(previous, current), *stock(previous, current), *catalogue(previous, current))
    return tuple(check for check in checks if any(_holds(previous, current, t) for t in (*check.left, *check.right)))


def _holds(previous: Report, current: Report, term: Term) -> bool:
    report = current if term.year == current.year else previous
    return term.path in report.cells


def aggregate(
    parent: Report, children: Sequence[Report], own: Report | None = None, *, paths: Iterable[str] | None = None
) -> tuple[SeriesCheck, ...]:
    """Cell by cell: ``parent`` is its ``own`` part and the sum of ``children``.

    Only the caller knows whether the scopes match (a government's report sums its departments and lower governments; an
    office's report does not), so nothing calls this by itself. ``paths`` are the cells to compare; by default every cell
    of the parent that adds up: the counts and amounts of all three tables, except 现行有效 and 对外公开总数量, which parts
    may share.
    """
    wanted = tuple(paths) if paths is not None else tuple(path for path in parent.cells if _adds_up(path))
    parts = (*([own] if own is not None else []), *children)
    return tuple(
        _check(f"aggregate.{path}", parent, (_term(parent, path),), tuple(_term(part, path) for part in parts))
        for path in wanted
    )


def _adds_up(path: str) -> bool:
    return not path.endswith((".in_force", ".public_total", ".previous", ".change"))


def series_findings(checks: Iterable[SeriesCheck]) -> tuple[Finding, ...]:
    """A warning for every broken check. Its spans are those of the report that the check is about, so of ``left``."""
    return tuple(_broken(check) for check in checks if check.outcome is Outcome.BROKEN)


def _broken(check: SeriesCheck) -> Finding:
    terms = (*check.left, *check.right)
    spans = tuple(term.span for term in check.left if term.span is not None)
    paths = tuple(dict.fromkeys(term.path for term in terms))
    agency, year = check.agency or "?", check.year if check.year is not None else "?"
    if check.id.startswith("aggregate."):
        return finding(
            "aggregate-broken",
            paths=paths,
            spans=spans,
            agency=agency,
            year=year,
            path=check.left[0].path,
            left_sum=check.left_sum,
            right_sum=check.right_sum,
        )
    return finding(
        "series-broken",
        paths=paths,
        spans=spans,
        agency=agency,
        year=year,
        left=_spelt(check.left, check.year),
        right=_spelt(check.right, check.year),
        left_sum=check.left_sum,
        right_sum=check.right_sum,
    )


def _spelt(terms: Sequence[Term], year: int | None) -> str:
    parts = [
        f"{'- ' if term.sign < 0 else '+ '}{term.path}{f' of {term.year}' if term.year != year else ''}"
        for term in terms
    ]
    return " ".join(parts).removeprefix("+ ")


def _term(report: Report, path: str, sign: int = 1) -> Term:
    cell = report.cells.get(path)
    certain = cell is not None and cell.status in (Status.READ, Status.INFERRED)
    return Term(
        report.agency,
        report.year,
        path,
        cell.value if cell is not None and certain else None,
        cell.span if cell is not None else None,
        sign,
    )


def _check(name: str, about: Report, left: tuple[Term, ...], right: tuple[Term, ...]) -> SeriesCheck:
    sums = _sum(left), _sum(right)
    if None in sums or not right:
        missing = next((term for term in (*left, *right) if term.value is None), None)
        why = f"{missing.path} of {missing.year} is not certain" if missing else "nothing to compare with"
        return SeriesCheck(name, Outcome.UNDECIDED, about.agency, about.year, left, right, *sums, why)
    outcome = Outcome.HELD if sums[0] == sums[1] else Outcome.BROKEN
    return SeriesCheck(name, outcome, about.agency, about.year, left, right, *sums)


def _sum(terms: Sequence[Term]) -> Value | None:
    total: Value = 0
    for term in terms:
        if term.value is None:
            return None
        total += term.sign * term.value
    return total


FOLLOWED: tuple[str, ...] = tuple(
    dict.fromkeys(
        term.path
        for identity in (carry_over, stock, catalogue)
        for check in identity(Report(), Report())
        for term in (*check.left, *check.right)
    )
)
"""Every cell that :func:`follow` looks at."""
