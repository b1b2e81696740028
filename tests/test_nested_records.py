"""Tables that stand somewhere inside JSON, or as Python prints it: no number changes its place in its row."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from govreport_parser import parse
from kit import Article, Grid, Line, Recipe, article_of, wrong_cells
from kit.article import squared
from kit.damage import damage_of

Table = list[list[Any]]


def square(grid: Grid, *, numbers: bool) -> Table:
    """Each slot of a grid with what it prints, as a data frame shows it; or where it begins only."""
    held = {place: slot.text for place, (slot, _, _) in squared(grid).items()}
    width = max(column for _, column in held) + 1
    text = [[held.get((row, column), "") for column in range(width)] for row in range(len(grid.rows))]
    return [[int(t) if numbers and t.isdecimal() else t for t in line] for line in text]


def counted(table: Table) -> list[dict[str, Any]]:
    return [{str(n): cell for n, cell in enumerate(row)} for row in table]


def split(table: Table) -> dict[str, Any]:
    return {"columns": list(range(len(table[0]))), "index": list(range(len(table))), "data": table}


def pages(article: Article, write: Callable[[Table], Any], *, numbers: bool) -> list[dict[str, Any]]:
    """The lines and the tables of an article, as pages of a file."""
    out: list[dict[str, Any]] = []
    lines: list[str] = []
    for part in article.parts:
        if isinstance(part, Line):
            lines.append(part.text)
        else:
            out.append(
                {"page": len(out) + 1, "text": "\n".join(lines), "tables": [write(square(part, numbers=numbers))]}
            )
            lines = []
    return [*out, {"page": len(out) + 1, "text": "\n".join(lines), "tables": []}]


WRITERS: dict[str, Callable[[Article], str]] = {
    "rows": lambda a: json.dumps(pages(a, list, numbers=False), ensure_ascii=False),
    "rows, indented": lambda a: json.dumps({"pages": pages(a, list, numbers=False)}, ensure_ascii=False, indent=2),
    "numbers": lambda a: json.dumps({"title": a.title, "pages": pages(a, list, numbers=True)}, ensure_ascii=False),
    "split": lambda a: json.dumps({"pages": pages(a, split, numbers=False)}, ensure_ascii=False),
    "records": lambda a: json.dumps(pages(a, counted, numbers=True), ensure_ascii=False),
    "records of Python": lambda a: "\n".join(
        p.text if isinstance(p, Line) else repr([dict(enumerate(row)) for row in square(p, numbers=True)])
        for p in a.parts
    ),
}


def damaged(seed: int, damage: str) -> Article:
    recipe = Recipe(seed, "plain", "html", damage)
    change = damage_of(damage).page or damage_of(damage).article
    article = article_of(recipe)
    return change(article, recipe.rng("damage")) if change else article


@pytest.mark.parametrize("writer", WRITERS)
def test_every_cell_comes_back(writer: str) -> None:
    for seed in range(6):
        article = damaged(seed, "none")
        report = parse(WRITERS[writer](article))
        assert wrong_cells(report.cells, article.truth) == []
        unsure = {path for path, cell in report.cells.items() if not cell.certain}
        assert len(unsure) <= 3, unsure
        assert all(path.endswith((".amount", ".projects")) for path in unsure)
        assert "table-as-data" in {f.code for f in report.findings}


DAMAGES = (
    "label-lost",
    "labels-misspelt",
    "number-doubled",
    "digits-split",
    "zeros-vanished",
    "page-breaks",
    "printed-error",
)


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("writer", WRITERS)
def test_nothing_is_wrong_in_silence(writer: str, damage: str) -> None:
    for seed in range(8):
        article = damaged(seed, damage)
        assert wrong_cells(parse(WRITERS[writer](article)).cells, article.truth) == []


@pytest.mark.parametrize("damage", ["number-lost", "three-lost", "numbers-glued"])
@pytest.mark.parametrize("writer", WRITERS)
def test_of_rows_that_lost_a_cell_no_number_is_another_s(writer: str, damage: str) -> None:
    """They are filled up with empty cells, which may be said to be what is printed; table two has no sums to tell."""
    for seed in range(8):
        article = damaged(seed, damage)
        found = {p: c for p, c in parse(WRITERS[writer](article)).cells.items() if c.value is not None}
        assert wrong_cells({p: c for p, c in found.items() if not p.startswith("disclosure")}, article.truth) == []


ROW = "一、本年新收政府信息公开申请数量"


def text_of(value: object) -> str:
    return parse(json.dumps(value, ensure_ascii=False)).text


def test_a_record_that_lacks_a_name_moves_no_number() -> None:
    table = [["a", "b"], ["c", "d"], ["e", "f"]]
    rows = [{"项目": ROW, "自然人": 1, "总计": 1}, {"项目": "二、上年结转", "总计": 2}]
    assert "自然人：1\n总计：1\n项目：二、上年结转\n总计：2" in text_of({"tables": [table, rows]})


def test_records_are_in_the_order_of_their_names() -> None:
    first, *others = [{"项目": ROW, "自然人": n, "总计": n + 1} for n in range(3)]
    turned = [dict(reversed(list(record.items()))) for record in others]
    assert f"{ROW}\t1\t2\n{ROW}\t2\t3" in text_of([first, *turned])
    counts = [{"0": ROW, "1": 5, "2": 6}, {"0": ROW, "2": 7}, {"2": 9, "1": 8, "0": ROW}]
    assert f"{ROW}\t5\t6\n{ROW}\t\t7\n{ROW}\t8\t9" in text_of(counts)


def test_a_list_of_numbers_is_a_row_unless_it_counts_those_of_a_data_frame() -> None:
    table = [["a", "b"], ["c", "d"], ["e", "f"]]
    assert "0\t1\t2\n" in text_of({"tables": [table, {"label": ROW, "values": [0, 1, 2]}]})
    assert "0\t1\t2\n" not in text_of({"index": [0, 1, 2], "columns": [0, 1], "data": table})


def test_data_without_a_table_stays_as_it_is() -> None:
    source = json.dumps(
        {"title": "某局2023年政府信息公开工作年度报告", "values": {"自然人": 3, "总计": [3]}}, ensure_ascii=False
    )
    assert parse(source).text == source
    assert parse("[" * 3_000 + '["a"' + "]" * 3_000).cells == {}
