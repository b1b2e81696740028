"""Sets of numbers that are not drawn: typed in the proportions of published reports, and published ones where present.

The published sets lie outside the project; without them the typed ones serve, and :func:`absent` says so.
"""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path

from govreport_parser.forms import FORMS, Table

from . import words
from .draw import Drawn, Printing, official_columns

PUBLISHED = Path(__file__).resolve().parents[3] / "shared" / "facts"

TYPED: tuple[tuple[str, str, Mapping[str, str]], ...] = (
    # A county that had many requests about land, and a large licensing office.
    (
        "2021",
        "望江县人民政府",
        {
            "normative_documents": "12 5 143",
            "licensing": "28391",
            "penalties": "1763",
            "compulsions": "88",
            "fees": "5210.48",
            "received": "187 14 0 1 6 0 208",
            "carried_over": "9 1 0 0 0 0 10",
            "results.granted": "81 6 0 1 2 0 90",
            "results.partially_granted": "23 2 0 0 1 0 26",
            "results.refused.third_party_rights": "2 0 0 0 0 0 2",
            "results.refused.internal_affairs": "3 0 0 0 0 0 3",
            "results.refused.enforcement_file": "4 1 0 0 0 0 5",
            "results.refused.inquiry": "7 0 0 0 0 0 7",
            "results.unavailable.not_held": "48 4 0 0 2 0 54",
            "results.unavailable.needs_creation": "6 0 0 0 0 0 6",
            "results.not_processed.complaint": "5 1 0 0 0 0 6",
            "results.not_processed.repeated": "4 0 0 0 0 0 4",
            "results.other.not_corrected": "3 0 0 0 0 0 3",
            "results.total": "186 14 0 1 5 0 206",
            "carried_forward": "10 1 0 0 1 0 12",
            "disputes": "4 1 0 0 5 2 0 1 1 4 1 0 0 0 1",
        },
    ),
    # A town: a handful of requests, all from natural persons.
    (
        "2021",
        "清水县石桥镇人民政府",
        {
            "normative_documents": "0 0 3",
            "licensing": "46",
            "received": "3 0 0 0 0 0 3",
            "results.granted": "2 0 0 0 0 0 2",
            "results.unavailable.not_held": "1 0 0 0 0 0 1",
            "results.total": "3 0 0 0 0 0 3",
        },
    ),
    # A city under the first form, with procurement in units of its own.
    (
        "2019",
        "宜川市人民政府",
        {
            "rules": "2 2 31",
            "normative_documents": "57 57 612",
            "licensing": "419 -36 218734",
            "other_services": "233 +12 96418",
            "penalties": "3817 +204 51290",
            "compulsions": "214 0 3306",
            "fees": "41 -3",
            "procurement": "1986 12.47亿元",
            "received": "1204 97 2 5 31 8 1347",
            "carried_over": "58 3 0 0 1 0 62",
            "results.granted": "402 41 2 3 9 4 461",
            "results.partially_granted": "96 8 0 0 4 1 109",
            "results.refused.state_secret": "1 0 0 0 0 0 1",
            "results.refused.prohibited_by_law": "6 0 0 0 0 0 6",
            "results.refused.third_party_rights": "19 2 0 0 1 0 22",
            "results.refused.internal_affairs": "21 1 0 0 0 0 22",
            "results.refused.process_information": "17 3 0 0 1 0 21",
            "results.refused.enforcement_file": "33 5 0 0 2 0 40",
            "results.refused.inquiry": "64 2 0 0 0 1 67",
            "results.unavailable.not_held": "388 24 0 2 9 1 424",
            "results.unavailable.needs_creation": "41 3 0 0 1 0 45",
            "results.unavailable.unclear": "12 0 0 0 0 0 12",
            "results.not_processed.complaint": "57 1 0 0 0 0 58",
            "results.not_processed.repeated": "22 1 0 0 1 0 24",
            "results.not_processed.excessive": "4 0 0 0 0 0 4",
            "results.not_processed.reissue": "3 0 0 0 0 0 3",
            "results.other.undivided": "18 4 0 0 1 1 24",
            "results.total": "1204 95 2 5 29 8 1343",
            "carried_forward": "58 5 0 0 3 0 66",
            "disputes": "31 6 4 3 44 12 1 3 5 21 9 0 2 4 15",
        },
    ),
    # A department under the first form that handles fees and little else.
    (
        "2019",
        "安平市交通运输局",
        {
            "normative_documents": "1 1 9",
            "licensing": "22 +1 7718",
            "penalties": "96 0 1402",
            "fees": "2 0",
            "procurement": "37 864.2万元",
            "received": "6 2 0 0 0 0 8",
            "results.granted": "3 2 0 0 0 0 5",
            "results.not_processed.publication": "1 0 0 0 0 0 1",
            "results.total": "4 2 0 0 0 0 6",
            "carried_forward": "2 0 0 0 0 0 2",
            "disputes": "0 0 0 1 1 0 0 0 0 0 0 0 0 0 0",
        },
    ),
)


def absent() -> str:
    """What is not there, or an empty string."""
    return "" if PUBLISHED.is_dir() else f"the published fact sets ({PUBLISHED.name}) are not beside the project"


@cache
def _published() -> tuple[dict[str, object], ...]:
    return tuple(json.loads(p.read_text(encoding="utf-8")) for p in sorted(PUBLISHED.glob("*.json")))


def count() -> int:
    """How many sets there are."""
    return len(TYPED) + len(_published())


def report(index: int, rng: random.Random) -> Drawn:
    """One set as a drawn report."""
    index %= count()
    if index < len(TYPED):
        edition, agency, rows = TYPED[index]
        return _drawn(rng, edition, agency, 2022 if edition == "2021" else 2019, _typed_cells(edition, rows))
    data = _published()[index - len(TYPED)]
    cells = {p: _published_printing(p, v) for p, v in dict(data["cells"]).items()}  # type: ignore[call-overload]
    return _drawn(rng, str(data["edition"]), str(data["agency"]), int(str(data["year"])), cells)


def _drawn(rng: random.Random, edition: str, agency: str, year: int, cells: dict[str, Printing]) -> Drawn:
    three = "2019" if "applications.results.other.undivided.total" in cells else edition
    tables = (FORMS[edition].disclosure, FORMS[three].applications, FORMS[three].disputes)
    headers = tuple(official_columns(b) for b in tables[0].blocks)
    official = {path: Printing("0", 0) for table in tables for path in table.cells()}
    whole = {path: cells.get(path, zero) for path, zero in official.items()}
    date = (year + 1, rng.randint(1, 3), rng.randint(1, 28))
    return Drawn(agency, year, words.title(rng, agency, year), date, (edition, three), headers, whole)


def _typed_cells(edition: str, rows: Mapping[str, str]) -> dict[str, Printing]:
    form = FORMS[edition]
    out: dict[str, Printing] = {}
    for table in (form.disclosure, form.applications):
        for path, _, block in table.rows():
            if path in rows:
                names = (f"{table.id}.{path}.{c.id}" for c in block.columns)
                out |= {n: _typed_printing(n, t, edition) for n, t in zip(names, rows[path].split(), strict=True)}
    return out | _typed_disputes(form.disputes, rows.get("disputes", "0 " * 15))


def _typed_disputes(table: Table, numbers: str) -> dict[str, Printing]:
    return {p: Printing(n, int(n)) for p, n in zip(table.cells(), numbers.split(), strict=True)}


def _typed_printing(path: str, text: str, edition: str) -> Printing:
    if not path.endswith(".amount"):
        return Printing(text, int(text))
    for unit, size in (("亿元", 10**8), ("万元", 10**4), ("元", 1)):
        if text.endswith(unit):
            return Printing(text, Decimal(text.removesuffix(unit)) * size)
    return Printing(text, Decimal(text) * 10**4)


def _published_printing(path: str, value: object) -> Printing:
    if value is None:
        return Printing("", None)
    if not path.endswith(".amount"):
        number = int(str(value))
        return Printing(f"+{number}" if path.endswith(".change") and number > 0 else str(number), number)
    yuan = Decimal(str(value))
    bare = f"{yuan / 10**4:f}"
    return Printing(bare.rstrip("0").rstrip(".") if "." in bare else bare, yuan)
