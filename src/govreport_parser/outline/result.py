"""What the outline of a report holds."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from attrs import field, frozen

from ..findings import Finding
from ..model import Metadata, Section


@frozen
class Outline:
    """What surrounds and orders the tables of a report.

    ``sections`` are all sections in printed order; ``by_role`` names the six of the form (1…6) that were recognised by
    their wording, whatever numeral is printed. One section may have two roles where two are merged.
    """

    title: str | None = None
    agency: str | None = None
    year: int | None = None
    published: datetime.date | None = None
    sections: tuple[Section, ...] = ()
    by_role: Mapping[int, Section] = field(factory=dict)
    metadata: Metadata = field(factory=Metadata)
    findings: tuple[Finding, ...] = ()
