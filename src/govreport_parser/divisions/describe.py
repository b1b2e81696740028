"""Kind and place of an agency at once, as the metadata of a report hold them."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from .kinds import body_kind
from .lookup import lookup


@frozen
class Place:
    """What the name of an agency, and the page, tell about it. What they do not tell is ``None``."""

    kind: str | None = None
    """One of :data:`KINDS`"""
    province: str | None = None
    city: str | None = None
    county: str | None = None
    division_code: str | None = None
    """The code of the deepest division known, valid in the year that was asked for"""


def describe(agency: str | None, year: int | None, context: Sequence[str] = ()) -> Place:
    """The kind of ``agency`` and its province, city, county and division code in ``year``; see :func:`lookup`."""
    if not agency:
        return Place()
    kind = body_kind(agency)
    division = None if kind == "ministry" else lookup(agency, year, context=context)
    if division is None:
        return Place(kind)
    return Place(kind, division.province, division.city, division.county, division.code)
