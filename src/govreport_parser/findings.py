"""Findings: what the library has to say about one document, each with a declared code (see :mod:`.codes`).

A finding is plain data; its message is rendered when somebody asks for it.
"""

from __future__ import annotations

from typing import Any

from attrs import field, frozen

from .cells import Span
from .codes import CODES, Severity
from .quick import twin

__all__ = ["CODES", "Finding", "Severity", "finding"]


@frozen(weakref_slot=False)
class Finding:
    """One thing found in one document.

    ``paths`` are the cells it is about, ``spans`` where it stands in the parsed text, ``details`` the plain values
    (strings and numbers) that its message is rendered from. Findings compare, hash and pickle.
    """

    code: str
    severity: Severity
    paths: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    details: tuple[tuple[str, str], ...] = field(default=())

    @property
    def message(self) -> str:
        """The finding in one English sentence; of a code that only a newer version knows, its details."""
        if declared := CODES.get(self.code):
            return declared.template.format(**dict(self.details))
        return ", ".join([f"{name} {value}" for name, value in self.details])

    def __str__(self) -> str:
        """``severity[code]: message``."""
        return f"{self.severity}[{self.code}]: {self.message}"


def finding(code: str, *, paths: tuple[str, ...] = (), spans: tuple[Span, ...] = (), **details: Any) -> Finding:
    """Build a finding of a declared code; an undeclared code is a ``KeyError``."""
    said = tuple([(name, value if type(value) is str else str(value)) for name, value in details.items()])
    made = _draft(code, CODES[code].severity, paths, spans, said)
    made.__class__ = Finding
    return made  # type: ignore[no-any-return]  # a twin of the class: see quick


_draft = twin(Finding)
