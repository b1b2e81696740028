"""What the prose states against what the tables hold.

A difference is never an error: the prose may speak of another scope (the office itself, the whole district) or count
something else under the same word. It is shown with both places, for somebody to look at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from attrs import evolve, frozen

from .cells import Cell, Span
from .export import plain
from .findings import Finding, finding

if TYPE_CHECKING:
    from .figures import Figure
    from .model import Report, Section


class Agreement(StrEnum):
    """How the prose compares with the tables."""

    AGREE = "agree"
    DIFFER = "differ"
    CANNOT_TELL = "cannot_tell"


@frozen
class ProseCheck:
    """One figure of the prose beside the cells that hold the same.

    ``figure`` is its index in ``report.figures`` and ``name`` its canonical name; ``span`` is where the number stands in
    the prose, ``cell_spans`` where the cells do. ``stated`` is the number of the prose, ``held`` the sum of the cells
    ``paths`` (``None`` where one is not certain). ``why`` says why nothing can be told, or which reading agrees.
    """

    name: str
    outcome: Agreement
    figure: int
    span: Span
    stated: Decimal
    paths: tuple[str, ...]
    held: Decimal | None
    cell_spans: tuple[Span, ...]
    why: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Plain values in a fixed order."""
        return dict(plain(self))


class Counterpart(NamedTuple):
    """A named figure and the cells that hold the same: one sum, or several that the words may mean.

    A path ending in ``.*`` stands for every row below it, in the column ``total``.
    """

    name: str
    sums: tuple[tuple[str, ...], ...]


_RECEIVED, _CARRIED = "applications.received.total", "applications.carried_over.total"
_ORGANISATIONS = ("business", "research", "public_interest", "legal_service", "other")
_SUITS = ("disputes.litigation_direct.total", "disputes.litigation_after_review.total")

COUNTERPARTS: tuple[Counterpart, ...] = (
    Counterpart("requests.received", ((_RECEIVED,), (_RECEIVED, _CARRIED))),
    Counterpart("requests.carried_over", ((_CARRIED,),)),
    Counterpart("requests.answered", (("applications.results.total.total",),)),
    Counterpart("requests.carried_forward", (("applications.carried_forward.total",),)),
    Counterpart("requests.granted", (("applications.results.granted.total",),)),
    Counterpart("requests.partially_granted", (("applications.results.partially_granted.total",),)),
    Counterpart("requests.refused", (("applications.results.refused.*",),)),
    Counterpart("requests.unavailable", (("applications.results.unavailable.*",),)),
    Counterpart("requests.not_processed", (("applications.results.not_processed.*",),)),
    Counterpart("requests.other_results", (("applications.results.other.*",),)),
    Counterpart("requests.natural_person", (("applications.received.natural_person",),)),
    Counterpart("requests.business", (("applications.received.business",),)),
    Counterpart("requests.organisation", (tuple(f"applications.received.{column}" for column in _ORGANISATIONS),)),
    Counterpart("reviews", (("disputes.review.total",),)),
    Counterpart("suits", (_SUITS,)),
    Counterpart("suits.direct", (_SUITS[:1],)),
    Counterpart("suits.after_review", (_SUITS[1:],)),
    Counterpart(
        "documents.issued", (("disclosure.normative_documents.issued",), ("disclosure.normative_documents.made",))
    ),
    Counterpart("documents.repealed", (("disclosure.normative_documents.repealed",),)),
    Counterpart(
        "documents.in_force",
        (("disclosure.normative_documents.in_force",), ("disclosure.normative_documents.public_total",)),
    ),
)
"""Every figure that is compared. The first sum is the form's meaning; the others are what offices also mean by it."""

FEES = "fees.collected"
"""信息处理费 has no cell: it is reported in section six, and a fee stated elsewhere is compared with that section."""

_NOTHING = re.compile(r"^[\s。．.]*(?:无|没有|暂无)(?:其他)?(?:需要)?(?:报告)?(?:的)?(?:事项)?[\s。．.]*$")
_YEAR = re.compile(r"(20[0-9]{2})\s*年")
_LAST_YEAR = re.compile("去年|上一?年度?(?!度?结转)")
_SENTENCE = re.compile("[。！？；;\n]")


def compare_prose(report: Report) -> tuple[ProseCheck, ...]:
    """Every figure of the prose that a cell holds too, compared with it, in printed order.

    *Cannot tell*: the number is not exact (余, 约, a range), a cell is not certain, the sentence speaks of another year,
    or another figure of the same name agrees, so that this one has another scope.
    """
    sums = {counterpart.name: counterpart.sums for counterpart in COUNTERPARTS}
    checks = [
        _compare(report, index, figure, sums[figure.name])
        for index, figure in enumerate(report.figures)
        if figure.name in sums
    ]
    agreeing = {check.name for check in checks if check.outcome is Agreement.AGREE}
    return (*(_rescoped(check) if check.name in agreeing else check for check in checks), *_fees(report))


def prose_findings(checks: Iterable[ProseCheck]) -> tuple[Finding, ...]:
    """A warning for every difference, with the place in the prose and the places of the cells."""
    return tuple(
        finding(
            "prose-differs",
            paths=check.paths,
            spans=(check.span, *check.cell_spans),
            name=check.name,
            stated=check.stated,
            held=check.held if check.held is not None else check.why,
        )
        for check in checks
        if check.outcome is Agreement.DIFFER
    )


def _rescoped(check: ProseCheck) -> ProseCheck:
    if check.outcome is not Agreement.DIFFER:
        return check
    return evolve(check, outcome=Agreement.CANNOT_TELL, why="another figure of this name agrees")


def _compare(report: Report, index: int, figure: Figure, sums: Sequence[tuple[str, ...]]) -> ProseCheck:
    held = [(paths, _held(report, paths)) for paths in (_expand(report, paths) for paths in sums) if paths]
    known = [(paths, value) for paths, value in held if value is not None]
    paths, value = next(((p, v) for p, v in known if v == figure.value), (known or held or [((), None)])[0])
    spans = tuple(span for path in paths if (span := report.cells[path].span) is not None)
    check = ProseCheck(figure.name or "", Agreement.AGREE, index, figure.span, figure.value, paths, value, spans)
    if why := _doubt(report, figure):
        return evolve(check, outcome=Agreement.CANNOT_TELL, why=why)
    if value is None:
        return evolve(check, outcome=Agreement.CANNOT_TELL, why="the cells are not certain")
    if value == figure.value:
        return (
            check if not held or paths == held[0][0] else evolve(check, outcome=Agreement.AGREE, why=" + ".join(paths))
        )
    if len(known) < len(held):
        return evolve(check, outcome=Agreement.CANNOT_TELL, why="another reading of the words is not certain")
    return evolve(check, outcome=Agreement.DIFFER)


def _doubt(report: Report, figure: Figure) -> str:
    if not figure.exact:
        return "the number is not exact"
    begin = max(
        (match.end() for match in _SENTENCE.finditer(report.text, max(figure.span[0] - 120, 0), figure.span[0])),
        default=0,
    )
    sentence = report.text[max(begin, figure.span[0] - 120) : figure.span[0]]
    years = _YEAR.findall(sentence)
    if report.year is not None and years and int(years[-1]) != report.year and "结转" not in sentence:
        return "the sentence speaks of another year"
    return "the sentence speaks of the year before" if _LAST_YEAR.search(sentence) and "结转" not in sentence else ""


def _expand(report: Report, paths: tuple[str, ...]) -> tuple[str, ...]:
    """The cells that a sum names, in this report; empty where the report does not have one of them."""
    out: list[str] = []
    for path in paths:
        if path.endswith(".*"):
            rows = [key for key in report.cells if key.startswith(path[:-1]) and key.endswith(".total")]
        else:
            rows = [path] if path in report.cells else []
        if not rows:
            return ()
        out += rows
    return tuple(out)


def _held(report: Report, paths: tuple[str, ...]) -> Decimal | None:
    values = [_value(report.cells[path]) for path in paths]
    return None if any(value is None for value in values) else sum((v for v in values if v is not None), Decimal(0))


def _value(cell: Cell) -> Decimal | None:
    return Decimal(cell.value) if cell.value is not None else None


def _fees(report: Report) -> tuple[ProseCheck, ...]:
    """A fee above zero, and a section six that says 无."""
    other = report.other
    if other is None or not _says_nothing(other):
        return ()
    return tuple(
        ProseCheck(
            FEES,
            Agreement.DIFFER if figure.exact else Agreement.CANNOT_TELL,
            index,
            figure.span,
            figure.value,
            (),
            None,
            other.paragraph_spans,
            "无 (section six)" if figure.exact else "the number is not exact",
        )
        for index, figure in enumerate(report.figures)
        if figure.name == FEES and figure.value > 0
    )


def _says_nothing(section: Section) -> bool:
    return bool(section.paragraphs) and not section.subsections and all(map(_NOTHING.match, section.paragraphs))
