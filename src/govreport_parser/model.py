"""The typed report: its narrative sections, what is said of it as a whole, and everything that was found in it.

Its tables are typed in :mod:`govreport_parser.tables`.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from .blocks import Encoding
from .cells import Cell, Cells, Span, fixed
from .findings import Finding
from .tables import Applications, Disclosure, Disputes

if TYPE_CHECKING:
    from .figures import Figure


@frozen(weakref_slot=False)
class Section:
    """A section of the report, or a part of one.

    ``number`` is the numeral as printed (``一、``, ``（一）``, ``1.``; empty when none is printed), ``title`` the heading
    without it. ``paragraphs`` stand before the first subsection. ``span`` covers heading and body in the parsed text.
    """

    number: str
    title: str
    paragraphs: tuple[str, ...] = ()
    subsections: tuple[Section, ...] = ()
    span: Span | None = None
    paragraph_spans: tuple[Span, ...] = ()
    """Where each paragraph stands: ``text[start:end]`` is the paragraph, white space inside it as printed."""
    closing: str = ""
    """The mark (``。`` or ``：``) that closes a heading printed in one line with its paragraph; not part of ``title``."""

    @property
    def text(self) -> str:
        """The paragraphs and subsections (heading and text), one to a line, without this section's own heading."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        yield from self.paragraphs
        for section in self.subsections:
            if heading := f"{section.number}{section.title}{section.closing}":
                yield heading
            yield from section._lines()  # noqa: SLF001 - its own class

    def walk(self) -> Iterator[Section]:
        """This section and every one below it, in printed order."""
        yield self
        for section in self.subsections:
            yield from section.walk()


class Outcome(StrEnum):
    """How an identity came out."""

    HELD = "held"
    BROKEN = "broken"
    UNDECIDED = "undecided"


@frozen(weakref_slot=False)
class Check:
    """One identity over cells: the sum of ``left`` against the sum of ``right``.

    ``id`` is ``<table>.<identity>.<row or column>``. The sums are ``None`` where a member is not certain; ``blanks`` are
    the members that are printed blank and counted as zero.
    """

    id: str
    outcome: Outcome
    left: tuple[str, ...]
    right: tuple[str, ...]
    left_sum: int | None = None
    right_sum: int | None = None
    blanks: tuple[str, ...] = ()


@frozen
class Contact:
    """How to reach the organ, as printed in the report."""

    address: str | None = None
    """联系地址"""
    postcode: str | None = None
    """邮政编码, six digits"""
    phone: str | None = None
    """联系电话"""
    email: str | None = None
    """电子邮箱"""


@frozen
class Metadata:
    """What page and preamble say about the report. What they do not tell is ``None``."""

    source: str | None = None
    """信息来源: who handed the report to the site"""
    publisher: str | None = None
    """发布机构"""
    document_number: str | None = None
    """文号"""
    index_number: str | None = None
    """索引号"""
    period: tuple[datetime.date, datetime.date] | None = None
    """统计期限: first and last day"""
    contact: Contact | None = None
    site: str | None = None
    """The name of the site that holds the page"""
    kind: str | None = None
    """What kind of body the agency is"""
    province: str | None = None
    city: str | None = None
    county: str | None = None
    division_code: str | None = None
    """The division code valid in the report's year, six digits"""
    title_printed: str | None = None
    """The title with its line breaks and spaces"""
    agency_printed: str | None = None
    """The agency's part of the printed title"""


@frozen(repr=False)
class Report:
    """One annual report.

    ``title`` … ``published`` are ``None`` when the document does not tell. ``edition`` is the edition of table two, or of
    table three where there is no table two. ``text`` is what spans point into. ``cells`` holds every cell of the
    edition each found table follows, and those of other columns that are printed in table two, by path.
    """

    title: str | None = None
    agency: str | None = None
    year: int | None = None
    published: datetime.date | None = None
    edition: str | None = None
    overview: Section | None = None
    """一、总体情况"""
    disclosure: Disclosure | None = None
    applications: Applications | None = None
    disputes: Disputes | None = None
    problems: Section | None = None
    """五、存在的主要问题及改进情况"""
    other: Section | None = None
    """六、其他需要报告的事项"""
    sections: tuple[Section, ...] = ()
    """Every section that was found, in printed order, those of the tables included (without the tables' own text)."""
    cells: Mapping[str, Cell] = field(factory=Cells, converter=fixed)
    findings: tuple[Finding, ...] = ()
    checks: tuple[Check, ...] = ()
    text: str = ""
    encoding: Encoding | None = None
    """How bytes became text; ``None`` when text was given."""
    metadata: Metadata = Metadata()
    """Source, numbers, period, contact and place"""

    def __repr__(self) -> str:
        """One line: whose report, on which year, how many cells are certain, and how many findings there are."""
        certain = sum(cell.certain for cell in self.cells.values())
        cells = f"{certain} cells certain, {len(self.cells) - certain} not, {len(self.findings)} findings"
        return (
            f"<Report title={self.title!r} agency={self.agency!r} year={self.year} edition={self.edition!r}: {cells}>"
        )

    def __hash__(self) -> int:
        """Of what tells reports apart; equal reports have the same text."""
        return hash((self.text, self.title, self.year))

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Every quantity that the prose states, in printed order: see :func:`figures.find_figures`.

        Found when first asked for, from ``text`` and the paragraphs of ``sections``; no part of equality or of the
        serialised report, since it follows from them.
        """
        from .figures import find_figures

        spans = (span for section in self.sections for part in section.walk() for span in part.paragraph_spans)
        return find_figures(self.text, tuple(spans))

    def to_dict(self) -> dict[str, Any]:
        """The report as plain dicts, lists, strings and numbers, in a fixed order. See :func:`export.to_dict`."""
        from .export import to_dict

        return to_dict(self)

    def to_json(self, *, indent: int | None = None) -> str:
        """The report as JSON text (UTF-8 characters unescaped, amounts as strings)."""
        from .export import to_json

        return to_json(self, indent=indent)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Report:
        """The report that :meth:`to_dict` was called on. ``ValueError`` names the first key that does not fit."""
        from .export import from_dict

        return from_dict(data)

    def rows(self) -> list[dict[str, Any]]:
        """Tidy rows, one to a cell: agency, year, edition, path, label, value, raw, status, start, end."""
        from .export import rows

        return rows(self)
