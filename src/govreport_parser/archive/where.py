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


def compile_where(conditions: tuple[str, ...]) -> Callable[[Entry], bool]:
    """One predicate that holds when every condition does. ``ValueError`` for a condition that cannot be read."""
    tests = [_condition(text) for text in conditions]
    return lambda entry: all(test(entry) for test in tests)


def _condition(text: str) -> Callable[[Entry], bool]:
    match = _CONDITION.fullmatch(text)
    if match is None:
        raise ValueError(f"cannot read the condition {text!r}: expected FIELD OP VALUE, as in url~gov.cn")
    name, operator, value = match.groups()
    if operator in ("~", "!~"):
        return _matches(name, value, operator == "~", text)
    compare = _COMPARE[operator]

    def test(entry: Entry) -> bool:
        found = _field(entry, name)
        return found is not None and compare(*_alike(found, value.strip()))

    return test


def _matches(name: str, value: str, wanted: bool, text: str) -> Callable[[Entry], bool]:
    try:
        pattern = re.compile(value)
    except re.error as error:
        raise ValueError(f"cannot read the condition {text!r}: {error}") from None

    def test(entry: Entry) -> bool:
        found = _field(entry, name)
        return found is not None and (pattern.search(str(found)) is not None) == wanted

    return test


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
