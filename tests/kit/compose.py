"""Set a drawn report as an article: furniture, title, prose, and the three tables with the spans of the real forms."""

from __future__ import annotations

import random

from attrs import frozen

from govreport_parser.forms import FORMS, Label, Row, Table

from . import words
from .article import Article, Grid, Line, Part, Slot
from .article import Row as Slots
from .draw import Drawn, Header

LONG_TITLES = (
    "总体情况",
    "行政机关主动公开政府信息情况",
    "行政机关收到和处理政府信息公开申请情况",
    "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
    "政府信息公开工作存在的主要问题及改进情况",
    "其他需要报告的事项",
)
NUMERALS = "一二三四五六"


@frozen
class Wording:
    """The choices an office makes once for a whole report."""

    long_titles: bool = False
    half_width: bool = False
    enumeration: str = "."
    """What follows the arabic number of a row: ``.`` or ``、``."""
    variants: float = 0.0
    """The share of labels printed in another known wording."""
    furniture: bool = True
    prose: bool = True


def wording(rng: random.Random) -> Wording:
    """Draw an office's habits."""
    return Wording(
        long_titles=rng.random() < 0.3,
        half_width=rng.random() < 0.3,
        enumeration=rng.choice("..、．"),
        variants=rng.choice((0.0, 0.0, 0.05, 0.1)),
        furniture=rng.random() < 0.8,
        prose=rng.random() < 0.8,
    )


def compose(drawn: Drawn, rng: random.Random, habits: Wording | None = None) -> Article:
    """The whole article of a drawn report."""
    habits = habits or wording(rng)
    two, three = FORMS[drawn.editions[0]].disclosure, FORMS[drawn.editions[1]].applications
    four = FORMS[drawn.editions[1]].disputes
    grids = (
        disclosure_grid(two, drawn, rng, habits),
        applications_grid(three, drawn, rng, habits),
        disputes_grid(four, drawn),
    )
    titles = LONG_TITLES if habits.long_titles else tuple(s.text for s in FORMS[drawn.editions[1]].sections)
    parts: list[Part] = [*_before(drawn, rng, habits)]
    for numeral, title, grid in zip(NUMERALS, titles, (None, *grids, None, None), strict=True):
        parts.append(Line(_width(f"{numeral}、{title}", habits), "heading"))
        if grid is not None:
            parts.append(grid)
        else:
            parts += _prose(numeral, drawn, rng, habits)
    parts += _after(drawn, rng, habits)
    year, month, day = drawn.published
    return Article(tuple(parts), drawn.truth(), drawn.agency, drawn.year, drawn.title, f"{year}-{month:02d}-{day:02d}")


def _before(drawn: Drawn, rng: random.Random, habits: Wording) -> list[Line]:
    year, month, day = drawn.published
    date = rng.choice((f"{year}年{month:02d}月{day:02d}日", f"{year}-{month:02d}-{day:02d}"))
    if not habits.furniture:
        return [Line(drawn.title, "title")]
    return [
        Line(f"首页 > 政务公开 > 政府信息公开年报 > {drawn.year} > {drawn.agency}年报", "furniture"),
        Line(drawn.title, "title"),
        Line(rng.choice((f"发布时间：{date} 来源：{drawn.agency}", f"{date}来源:{rng.randint(1, 9)}", date)), "meta"),
        Line(
            rng.choice(("[字体: 大 中 小] 打印", "【字体：大 中 小】", "浏览次数：" + str(rng.randint(3, 4000)))),
            "furniture",
        ),
    ]


def _after(drawn: Drawn, rng: random.Random, habits: Wording) -> list[Line]:
    if not habits.furniture:
        return []
    return [Line(rng.choice(words.FOOTERS).format(agency=drawn.agency), "furniture")]


def _prose(numeral: str, drawn: Drawn, rng: random.Random, habits: Wording) -> list[Part]:
    names = {"year": drawn.year, "agency": drawn.agency}
    if numeral == "六":
        return [Line(rng.choice(words.OTHER))]
    if numeral == "五":
        return [Line(words.sentences(rng, words.PROBLEMS, 2))]
    out: list[Part] = [Line(words.sentences(rng, words.OPENINGS, 1, **names))]
    topics = words.TOPICS[: rng.randint(0, len(words.TOPICS))] if habits.prose else ()
    for number, (title, stock) in zip(NUMERALS, topics, strict=False):
        out.append(Line(_width(f"（{number}）{title}", habits), "subheading"))
        out.append(Line(words.sentences(rng, stock, 2, **names)))
    return out


def _width(text: str, habits: Wording) -> str:
    return text.translate(_HALF) if habits.half_width else text


_HALF = str.maketrans("（），：", "(),:")


def _label(label: Label, number: str, rng: random.Random, habits: Wording) -> str:
    text = label.text
    if label.variants and rng.random() < habits.variants:
        text = rng.choice(label.variants)
    if number.endswith("."):
        number = number[:-1] + habits.enumeration
    return _width(number + text, habits)


def _values(prefix: str, columns: tuple[str, ...], drawn: Drawn, spans: tuple[int, ...] | None = None) -> Slots:
    paths = [f"{prefix}.{c}" for c in columns]
    sizes = spans or (1,) * len(paths)
    return tuple(Slot(drawn.cells[p].text, "value", p, 1, n) for p, n in zip(paths, sizes, strict=True))


SPANS = {1: (3,), 2: (1, 2), 3: (1, 1, 1)}
"""How the real table two spreads one, two or three columns over three."""


def disclosure_grid(table: Table, drawn: Drawn, rng: random.Random, habits: Wording) -> Grid:
    """Table two: four columns, blocks each under a merged title row and a header row."""
    rows: list[Slots] = []
    for block, headers in zip(table.blocks, drawn.headers, strict=True):
        spans = SPANS[len(headers)]
        if block.title is not None:
            rows.append((Slot(_label(block.title, "", rng, habits), "title", None, 1, 4),))
        heads = (Slot(_header(h, habits), "header", None, 1, n) for h, n in zip(headers, spans, strict=True))
        rows.append((Slot("信息内容", "header"), *heads))
        for row in block.rows:
            label = Slot(_label(row.label, row.number, rng, habits), "label")
            rows.append((label, *_values(f"{table.id}.{row.id}", tuple(h.id for h in headers), drawn, spans)))
    return Grid(table.id, tuple(rows), 0)


def _header(header: Header, habits: Wording) -> str:
    return _width(header.text, habits)


def applications_grid(table: Table, drawn: Drawn, rng: random.Random, habits: Wording) -> Grid:
    """Table three: a corner of three by three, a header of three rows, and side cells that span their rows."""
    columns = table.blocks[0].columns
    corner = _width(f"（{table.corner.text}）" if table.corner else "", habits)
    inner = tuple(Slot(c.label.text, "header") for c in columns[1:-1])
    rows: list[Slots] = [
        (Slot(corner, "corner", None, 3, 3), Slot("申请人情况", "header", None, 1, 7)),
        (
            Slot(columns[0].label.text, "header", None, 2),
            Slot("法人或其他组织", "header", None, 1, 5),
            Slot(columns[-1].label.text, "header", None, 2),
        ),
        inner,
    ]
    ids = tuple(c.id for c in columns)
    for row in table.blocks[0].rows:
        rows += _tree(table.id, row, 3, ids, drawn, rng, habits)
    return Grid(table.id, tuple(rows), 3)


def _tree(
    prefix: str, row: Row, width: int, ids: tuple[str, ...], drawn: Drawn, rng: random.Random, habits: Wording
) -> list[Slots]:
    label = _label(row.label, row.number, rng, habits)
    path = f"{prefix}.{row.id}"
    if not row.rows:
        return [(Slot(label, "label", None, 1, width), *_values(path, ids, drawn))]
    inside = [r for child in row.rows for r in _tree(path, child, width - 1, ids, drawn, rng, habits)]
    return [(Slot(label, "side", None, len(inside)), *inside[0]), *inside[1:]]


def disputes_grid(table: Table, drawn: Drawn) -> Grid:
    """Table four: fifteen numbers in one row; the outcomes of 行政复议 span two header rows."""
    columns = table.blocks[0].columns
    names = tuple(c.label.text for c in columns)
    review, *suits = table.blocks[0].rows
    rows: list[Slots] = [
        (Slot(review.label.text, "header", None, 1, 5), Slot("行政诉讼", "header", None, 1, 10)),
        (
            *(Slot(n, "header", None, 2) for n in names),
            *(Slot(s.label.text, "header", None, 1, 5) for s in suits),
        ),
        tuple(Slot(n, "header") for _ in suits for n in names),
        tuple(
            slot
            for group in (review, *suits)
            for slot in _values(f"{table.id}.{group.id}", tuple(c.id for c in columns), drawn)
        ),
    ]
    return Grid(table.id, tuple(rows), 3)
