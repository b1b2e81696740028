"""Reports as columns: what no integer can hold, what follows from the cells, and codes that do not depend on the cutting."""

from __future__ import annotations

from array import array
from decimal import Decimal

import pytest

pytest.importorskip("pyarrow", reason="the archive extra is not installed")

import pyarrow as pa

import archive_samples
from govreport_parser.archive import INPUT, explode, parse_batch
from govreport_parser.archive.assemble import cells_column
from govreport_parser.archive.entries import Refused
from govreport_parser.archive.rows import Cells, numbers
from govreport_parser.archive.schema import COMPACT, WIDE
from govreport_parser.archive.sources.folder import _read
from govreport_parser.archive.tables import part_tables
from govreport_parser.archive.wide import wide_columns

BIG = 1 << 63


def test_numbers_are_parted_by_what_holds_them():
    found = numbers([1, None, Decimal("1.50"), BIG, -BIG, 10**31, Decimal("NaN")])
    assert found.counts == array("q", [1, 0, 0, 0, -BIG, 0, 0])
    assert found.others == {1: None, 2: Decimal("1.50"), 3: Decimal(BIG), 5: None, 6: None}
    assert (numbers([3, 4]).counts, numbers([3, 4]).others) == (array("q", [3, 4]), {})
    assert numbers([3, BIG]).others == {1: Decimal(BIG)}


def cells(**values: object) -> Cells:
    paths = tuple(values)
    return Cells(
        paths, ("", "", ""), numbers(list(values.values())), ["x"] * len(paths), bytes(len(paths)),
        array("q", [0, 1] * len(paths)),
    )  # fmt: skip


def test_wide_columns_are_the_cells_in_their_places():
    total, amount = "applications.received.total", "disclosure.fees.amount"
    assert {total.replace(".", "_"), amount.replace(".", "_")} <= set(WIDE)
    column = cells_column(
        [
            cells(**{total: 5, amount: Decimal("1.5")}),
            Cells(),
            cells(**{"of.no.table": 9, total: Decimal("1.5")}),
            cells(**{amount: 7, "of.no.table": 9, total: BIG}),
        ]
    )
    wide = {name: found.to_pylist() for name, found in zip(WIDE, wide_columns(column), strict=True)}
    assert wide.pop("applications_received_total") == [5, None, None, None]
    assert wide.pop("disclosure_fees_amount") == [Decimal("1.5"), None, None, Decimal(7)]
    assert {tuple(found) for found in wide.values()} == {(None,) * 4}
    assert [found.to_pylist() for found in wide_columns(cells_column([]))] == [[]] * len(WIDE)
    assert [found.to_pylist() for found in wide_columns(cells_column([Cells()]))] == [[None]] * len(WIDE)


def rows(first: int, count: int) -> pa.RecordBatch:
    found = [archive_samples.report(seed).data for seed in range(first, first + count)]
    return pa.RecordBatch.from_pylist([{"id": str(first + i), "content": d} for i, d in enumerate(found)], schema=INPUT)


def test_the_tables_of_a_part_do_not_depend_on_how_it_was_cut_into_batches():
    documents = [
        {"seq": i, "document_id": f"d{i}", "url": None, "captured": None, "outcome": "report"} for i in range(6)
    ]
    cuts = ([(0, 6)], [(0, 1), (1, 4), (5, 1)])
    whole, cut = (
        part_tables(documents, [parse_batch(rows(*own), compact=True) for own in c], texts=False) for c in cuts
    )
    for name, table in whole.items():
        assert table.equals(cut[name])
        for one, other in zip(table.columns, cut[name].columns, strict=True):
            if pa.types.is_dictionary(one.type):
                assert one.chunk(0).dictionary.equals(other.chunk(0).dictionary)


def test_the_compact_batch_says_what_the_other_says():
    batch = rows(0, 5)
    compact, full = parse_batch(batch, compact=True), parse_batch(batch)
    assert compact.schema.equals(COMPACT)
    for table in ("cells", "sections", "figures", "findings", "checks"):
        assert explode(compact, table).equals(explode(full, table))
    assert explode(full, "cells").num_rows > 500
    wide = wide_columns(compact.column("cells"))
    assert all(found.equals(full.column(name)) for name, found in zip(WIDE, wide, strict=True))


def test_a_file_that_has_grown_is_read_to_its_end_or_refused(tmp_path):
    path = tmp_path / "a.html"
    path.write_bytes(b"x" * 200_000)
    assert len(_read(str(path), 10, 200_000)) == 200_000
    assert len(_read(str(path), 200_000, 200_000)) == 200_000
    with pytest.raises(Refused, match="too-large"):
        _read(str(path), 10, 199_999)
