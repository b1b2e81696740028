r"""Conditions on documents: ``FIELD OP VALUE``, such as ``url~gov\.cn/``, ``captured>=2021``.

Fields are ``id``, ``source``, ``member``, ``url``, ``captured`` (ISO date) and every column of a CSV, Parquet, SQLite
or JSONL source. Operators: ``=`` ``!=`` ``<`` ``<=`` ``>`` ``>=``, and ``~`` ``!~`` for a regular expression found
anywhere. A column comes before a field of the same name. Numbers compare as numbers where both sides are. A field that a
document does not have never matches.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from .entries import Entry

_CONDITION = re.compile(r"\s*([\w.-]+)\s*(!=|<=|>=|!~|=|<|>|~)\s*(.*)", re.DOTALL)

_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "=": lambda a, b: bool(a == b),
    "!=": lambda a, b: bool(a != b),
    "<": lambda a, b: bool(a < b),
    "<=": lambda a, b: bool(a <= b),
    ">": lambda a, b: bool(a > b),
    ">=": lambda a, b: bool(a >= b),
}


class _Condition:
    """One condition. ``met`` is whether a document had its field, ``asked`` whether one was looked at for it."""

    def __init__(self, text: str) -> None:
        match = _CONDITION.fullmatch(text)
        if match is None:
            raise ValueError(f"cannot read the condition {text!r}: expected FIELD OP VALUE, as in url~gov.cn")
        self.text = text
        self.name, operator, value = match.groups()
        self.holds = _matches(value, operator == "~", text) if "~" in operator else _compares(operator, value.strip())
        self.asked = self.met = False


class Where:
    """Conditions that must all hold; call it with an entry. It remembers what it could not find."""

    def __init__(self, conditions: tuple[str, ...]) -> None:
        self._conditions = [_Condition(text) for text in conditions]
        self._columns: tuple[str, ...] = ()
        self.seen: int = 0
        self.kept: int = 0

    def __call__(self, entry: Entry) -> bool:
        """Whether every condition holds of a document."""
        self.seen += 1
        for condition in self._conditions:
            condition.asked = True
            found = _field(entry, condition.name)
            if found is None:
                self._columns = tuple(entry.fields)
                return False
            condition.met = True
            if not condition.holds(found):
                return False
        self.kept += 1
        return True

    def doubts(self) -> list[str]:
        """What is odd about the conditions, now that every document has been seen."""
        unmet = [condition for condition in self._conditions if condition.asked and not condition.met]
        known = ", ".join((*_OWN, "captured", *self._columns))
        said = [f"--where {c.text}: no document has {c.name} (its fields are {known})" for c in unmet]
        if self.seen and not self.kept and not unmet:
            said.append(f"--where leaves none of {self.seen} documents")
        return said


def compile_where(conditions: tuple[str, ...]) -> Where:
    """One predicate that holds when every condition does. ``ValueError`` for a condition that cannot be read."""
    return Where(conditions)


def _compares(operator: str, value: str) -> Callable[[Any], bool]:
    compare = _COMPARE[operator]
    return lambda found: compare(*_alike(found, value))


def _matches(value: str, wanted: bool, text: str) -> Callable[[Any], bool]:
    try:
        pattern = re.compile(value)
    except re.error as error:
        raise ValueError(f"cannot read the condition {text!r}: {error}") from None
    return lambda found: (pattern.search(str(found)) is not None) == wanted


def _field(entry: Entry, name: str) -> Any:
    if name in entry.fields:
        return entry.fields[name]
    if name == "captured":
        return entry.captured.isoformat() if entry.captured else None
    return getattr(entry, {"id": "document_id"}.get(name, name), None) if name in _OWN else None


_OWN = ("id", "source", "member", "url", "offset")


def _alike(found: Any, value: str) -> tuple[Any, Any]:
    try:
        return float(found), float(value)
    except (TypeError, ValueError):
        return str(found), value
