"""The vendored table of divisions: what each was called, where it lay and which code it had, year by year.

Source, licence and vintage stand in ``NOTICE`` beside the data. The table is read when first needed and never changes.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from attrs import frozen

FIRST_YEAR, VINTAGE = 1980, 2026
"""The table tells the state at the end of each of these years; the last is not over in it (see ``NOTICE``)."""

SUFFIXES = ("特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "省", "市", "地区", "盟")
"""What falls away in the short name of a province or prefecture; a 自治州 also loses its peoples."""

_PEOPLES = re.compile(
    "(?<=..)(?:朝鲜|土家|苗|藏|羌|彝|回|蒙古|布依|侗|哈尼|壮|傣|景颇|白|傈僳|哈萨克|柯尔克孜|黎)*?"
    "(?:朝鲜族|土家族|苗族|藏族|羌族|彝族|回族|蒙古族|布依族|侗族|哈尼族|壮族|傣族|景颇族|白族|傈僳族|哈萨克|蒙古|柯尔克孜|黎族)+自治州$"
)


@frozen
class Division:
    """A division at one time: six-digit code, name, level and the divisions it lies in.

    ``level`` is ``province``, ``prefecture`` or ``county``; ``city`` and ``county`` are ``None`` above that level, and
    ``city`` also where a county lies directly under its province. ``first`` and ``last`` are the years at whose end
    name, code and place were so; ``last`` is ``None`` for what was valid at the table's end.
    """

    code: str
    name: str
    level: str
    province: str
    city: str | None
    county: str | None
    first: int
    last: int | None

    def valid(self, year: int) -> bool:
        """Whether the division was so at the end of ``year``. Years after the table's end are taken for its last."""
        return self.first <= year and (self.last is None or year <= self.last)


Row = tuple[str, ...]
"""One line of the table: code, name, level, province, city, first, last."""


@cache
def rows() -> tuple[Row, ...]:
    """The lines of the table, by code and first year."""
    data = (files(__package__) / "divisions.csv.gz").read_bytes()
    reader = csv.reader(io.StringIO(gzip.decompress(data).decode()))
    next(reader)
    return tuple(map(tuple, reader))


def divisions() -> tuple[Division, ...]:
    """Every interval of the table, by code and first year. Built anew at each call: ten milliseconds."""
    return tuple(map(division_of, rows()))


def division_of(row: Row) -> Division:
    """A line of the table as a :class:`Division`."""
    code, name, level, province, city, first, last = row
    county = name if level == "county" else None
    return Division(code, name, level, province, city or None, county, int(first), int(last) if last else None)


@cache
def _names() -> Mapping[str, tuple[Row, ...]]:
    index: dict[str, list[Row]] = {}
    for row in rows():
        index.setdefault(row[1], []).append(row)
    return MappingProxyType({name: tuple(lines) for name, lines in index.items()})


@cache
def _short_names() -> Mapping[str, tuple[Row, ...]]:
    index: dict[str, list[Row]] = {}
    for row in rows():
        if row[2] == "county" or len(short := short_name(row[1])) < 2:
            continue
        index.setdefault(short, []).append(row)
        if row[1].endswith("自治州"):
            index.setdefault(f"{short}州", []).append(row)
    return MappingProxyType({name: tuple(lines) for name, lines in index.items()})


def named(name: str) -> tuple[Division, ...]:
    """Every interval in which a division had this full name."""
    return _named(name) if name in _names() else ()


@cache
def _named(name: str) -> tuple[Division, ...]:
    return tuple(map(division_of, _names()[name]))


def named_in_short(name: str) -> tuple[Division, ...]:
    """Every interval in which a province or prefecture had this short name (安徽, 合肥, 内蒙古, 恩施州)."""
    return _named_in_short(name) if name in _short_names() else ()


@cache
def _named_in_short(name: str) -> tuple[Division, ...]:
    return tuple(map(division_of, _short_names()[name]))


def names_at(text: str, start: int, *, short: bool) -> list[str]:
    """What stands at a place in a text and may be the full or the short name of a division, the longest first."""
    lengths = _lengths(short).get(text[start : start + 2], ())
    return [text[start : start + length] for length in lengths]


@cache
def _lengths(short: bool) -> Mapping[str, tuple[int, ...]]:
    """The first two characters of full or short names, and how long the names are that begin so, the longest first.

    Hardly a place in a text begins a name, so one look there is spared the look for every length.
    """
    found: dict[str, set[int]] = {}
    for name in _short_names() if short else _names():
        found.setdefault(name[:2], set()).add(len(name))
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}


def short_name(name: str) -> str:
    """安徽 of 安徽省, 新疆 of 新疆维吾尔自治区, 恩施 of 恩施土家族苗族自治州; the name itself where nothing falls away."""
    if name.endswith("自治州"):
        return _PEOPLES.sub("", name)
    for suffix in SUFFIXES:
        if name.endswith(suffix) and len(name) > len(suffix) + 1:
            return name.removesuffix(suffix)
    return name
