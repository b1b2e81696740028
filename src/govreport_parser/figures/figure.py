"""One quantity in the prose."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Any

from attrs import frozen

from ..cells import Span


class FigureKind(StrEnum):
    """What sort of quantity a figure is."""

    COUNT = "count"
    """Things counted or measured: 条, 件, 人次, 个工作日."""
    PERCENT = "percent"
    """A share or a rate of change, as printed: 12.3% is 12.3."""
    MONEY = "money"
    """An amount, in the unit of currency: 1.8亿元 is 180000000 元."""


@frozen
class Figure:
    """A quantity that the prose states.

    ``value`` is the number with its 万 or 亿 applied; of a range (10-20场) it is the lower end and ``high`` the upper.
    ``unit`` is the measure word as printed (条, 人次, 元, %), empty where none is printed. ``subject`` is what is counted,
    in the document's own words, traditional characters simplified. ``name`` is the canonical name of a well-known figure
    (see :data:`NAMES`), the same for every report. ``qualifier`` is the printed word that makes the number inexact or
    one-sided (余, 约, 近, 超, 以上).

    ``parent`` is the index, in the tuple of figures, of the figure that this one is a part of (其中), or that it
    compares (同比增长12.3%, 占20%). ``text[start:end] == raw``; ``raw`` runs from the number to its unit.
    """

    value: Decimal
    unit: str
    subject: str
    name: str | None
    qualifier: str | None
    parent: int | None
    raw: str
    span: Span
    high: Decimal | None = None
    kind: FigureKind = FigureKind.COUNT

    @property
    def exact(self) -> bool:
        """Whether one number is stated: no qualifier, no range."""
        return self.qualifier is None and self.high is None

    def to_dict(self) -> dict[str, Any]:
        """Plain values in a fixed order; numbers as strings, the span as two keys."""
        return {
            "value": str(self.value),
            "high": None if self.high is None else str(self.high),
            "unit": self.unit,
            "kind": self.kind.value,
            "subject": self.subject,
            "name": self.name,
            "qualifier": self.qualifier,
            "parent": self.parent,
            "raw": self.raw,
            "start": self.span[0],
            "end": self.span[1],
        }
