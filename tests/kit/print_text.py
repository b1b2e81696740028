"""Print an article as text, in the ways that simple scripts, pipes and PDF tools do. Marks are kept.

Each printer takes an article (marked or not) and a random source and gives text.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Iterable

from .article import MARK, Article, Grid, Line, Slot, squared

Printer = Callable[[Article, random.Random], str]
CUTS = {
    "本年新制作数量": ("本年新", "制作数量"),
    "本年新公开数量": ("本年新", "公开数量"),
    "对外公开总数量": ("对外公开", "总数量"),
    "上一年项目数量": ("上一年", "项目数量"),
    "处理决定数量": ("处理决定", "数量"),
    "本年处理决定数量": ("本年处理", "决定数量"),
    "本年制发件数": ("本年制发", "件数"),
    "本年废止件数": ("本年废止", "件数"),
    "现行有效件数": ("现行有效", "件数"),
    "采购项目数量": ("采购项目", "数量"),
    "商业企业": ("商业", "企业"),
    "科研机构": ("科研", "机构"),
    "社会公益组织": ("社会公益", "组织"),
    "法律服务机构": ("法律服务", "机构"),
}
"""Where a narrow cell breaks a header over two lines."""


def wrapped(slot: Slot, cut: bool) -> tuple[str, ...]:
    """The lines of a cell: header cells cut in two where ``cut`` says so."""
    return CUTS.get(slot.text, (slot.text,)) if cut and slot.role == "header" else (slot.text,)


def _fields(article: Article, cut: bool) -> Iterable[str]:
    for part in article.parts:
        if isinstance(part, Line):
            yield part.text
        else:
            for row in part.rows:
                for slot in row:
                    yield from wrapped(slot, cut)


def seed_shape(article: Article, rng: random.Random) -> str:
    """One cell per line with blank lines between, some header cells cut in two, no-break spaces here and there."""
    out: list[str] = []
    cut = rng.random() < 0.6
    for part in article.parts:
        if isinstance(part, Line):
            if part.role == "heading":
                out.append("\u00a0")
            out.append(part.text)
        else:
            out += (piece for row in part.rows for slot in row for piece in wrapped(slot, cut))
            if rng.random() < 0.3:
                out.append(" \n\u00a0")
    return "\n\n".join(out)


def one_per_line(article: Article, rng: random.Random) -> str:
    """One cell per line, no blank lines; blank cells vanish."""
    cut = rng.random() < 0.3
    return "\n".join(f for f in _fields(article, cut) if f.strip())


def _rows(article: Article, row: Callable[[Grid, int, tuple[Slot, ...]], str]) -> str:
    out: list[str] = []
    for part in article.parts:
        if isinstance(part, Line):
            out.append(part.text)
        else:
            out += (row(part, i, slots) for i, slots in enumerate(part.rows))
    return "\n".join(out)


def tab_rows(article: Article, rng: random.Random) -> str:
    """A row per line, cells separated by tabs."""
    return _rows(article, lambda _, __, row: "\t".join(s.text for s in row))


def pipe_rows(article: Article, rng: random.Random) -> str:
    """A row per line between pipes; spans become trailing empty cells."""

    def line(_: Grid, __: int, row: tuple[Slot, ...]) -> str:
        return "| " + " | ".join(s.text + " |" * (s.colspan - 1) for s in row) + " |"

    return _rows(article, line)


def expanded(grid: Grid) -> list[list[Slot | None]]:
    """The grid with spans filled in: the first slot of a span holds the cell, the others ``None``."""
    width = max(sum(s.colspan for s in row) for row in grid.rows)
    begin = {place: slot for place, (slot, *start) in squared(grid).items() if place == tuple(start)}
    return [[begin.get((i, j)) for j in range(width)] for i in range(len(grid.rows))]


def markdown(article: Article, rng: random.Random) -> str:
    """Markdown tables with spans as empty cells and a rule under the first row; headings with hashes."""
    out: list[str] = []
    for part in article.parts:
        if isinstance(part, Line):
            out += [f"{_HASHES.get(part.role, '')}{part.text}", ""]
            continue
        grid = expanded(part)
        for i, row in enumerate(grid):
            out.append("| " + " | ".join(s.text if s else "" for s in row) + " |")
            if i == 0:
                out.append("|" + " --- |" * len(row))
        out.append("")
    return "\n".join(out)


_HASHES = {"title": "# ", "heading": "## ", "subheading": "### "}


def label_pipe(article: Article, rng: random.Random) -> str:
    """Every cell on its own line with a pipe behind it."""
    return _rows(article, lambda _, __, row: "\n".join(f"{s.text} |" for s in row))


def pipe_lines(article: Article, rng: random.Random) -> str:
    """Cells on their own lines, with a line that holds a pipe between them."""
    return _rows(article, lambda _, __, row: "\n|\n".join(s.text for s in row))


def width(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(0 if MARK.match(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def box(article: Article, rng: random.Random) -> str:
    """Tables drawn with box characters."""
    out: list[str] = []
    for part in article.parts:
        if isinstance(part, Line):
            out.append(part.text)
            continue
        grid = [[s.text if s else "" for s in row] for row in expanded(part)]
        sizes = [max(width(row[j]) for row in grid) for j in range(len(grid[0]))]
        rules = ["─" * (n + 2) for n in sizes]
        out.append("┌" + "┬".join(rules) + "┐")
        for i, row in enumerate(grid):
            out.append("│" + "│".join(f" {t}{' ' * (n - width(t))} " for t, n in zip(row, sizes, strict=True)) + "│")
            if i + 1 < len(grid):
                out.append("├" + "┼".join(rules) + "┤")
        out.append("└" + "┴".join(rules) + "┘")
    return "\n".join(out)


def ruled(article: Article, rng: random.Random) -> str:
    """Tables drawn with plus, minus and bar: a rule below every row and long cells wrapped, or rules round the head only."""
    every = rng.random() < 0.7
    size = rng.choice((10, 16, 30)) if every else 200
    middle = rng.random() < 0.5
    out: list[str] = []
    for part in article.parts:
        if isinstance(part, Line):
            out += ["", part.text, ""]
        else:
            out += _ruled_grid(part, every, size, middle)
    return "\n".join(out)


def _ruled_grid(part: Grid, every: bool, size: int, middle: bool) -> list[str]:
    grid = [[_lines(s, size) for s in row] for row in expanded(part)]
    sizes = [max(width(line) for row in grid for line in row[j]) for j in range(len(grid[0]))]
    rule = "+" + "+".join("-" * (n + 2) for n in sizes) + "+"
    out = [rule]
    for i, row in enumerate(grid):
        height = max(map(len, row))
        for line in range(height):
            texts = [_at(cell, line, height, middle) for cell in row]
            out.append("|" + "|".join(f" {t}{' ' * (n - width(t))} " for t, n in zip(texts, sizes, strict=True)) + "|")
        if every or i + 1 in (max(part.head, 1), len(grid)):
            out.append(rule)
    return out


def _lines(slot: Slot | None, size: int) -> list[str]:
    """The lines of a cell: words are wrapped, a number is not, for its two marks must stay in one piece."""
    if slot is None or slot.path:
        return [slot.text if slot else ""]
    return chunks(slot.text, size)


def _at(cell: list[str], line: int, height: int, middle: bool) -> str:
    first = (height - len(cell)) // 2 if middle else 0
    return cell[line - first] if 0 <= line - first < len(cell) else ""


def chunks(text: str, size: int) -> list[str]:
    """A label wrapped to lines of at most ``size`` columns."""
    out = [""]
    for c in text:
        if width(out[-1]) + width(c) > size and not MARK.match(c):
            out.append("")
        out[-1] += c
    return out


def padded(article: Article, rng: random.Random, side: bool = False) -> str:
    """Padded columns: long labels wrap over lines, with the numbers on the middle one. Side cells above, or beside."""
    out: list[str] = []
    for part in article.parts:
        if isinstance(part, Line):
            out += chunks(part.text, 76)
            continue
        for row in part.rows:
            out += _padded_row(row, side)
    return "\n".join(out)


def _padded_row(row: tuple[Slot, ...], side: bool) -> list[str]:
    sides = [s.text for s in row if s.role == "side"]
    heads = [s for s in row if s.role != "side"]
    lines = [] if side else [t for text in sides for t in chunks(text, 30)]
    values = [s for s in heads if s.role == "value"]
    labels = [s for s in heads if s.role != "value"]
    if not values:
        return [*lines, "   ".join(s.text for s in labels)]
    tail = "".join(" " * max(2, 8 - width(s.text)) + s.text for s in values)
    label = chunks(labels[0].text, 28) if labels else [""]
    middle = len(label) // 2
    for i, chunk in enumerate(label):
        margin = ("  ".join(sides) if side and i == middle else "").ljust(6)
        lines.append((margin + chunk + " " * (30 - width(chunk)) + (tail if i == middle else "")).rstrip())
    return lines


def pdf_text(article: Article, rng: random.Random) -> str:
    """What a PDF tool gives: padded columns, page numbers and a running header, side labels letter by letter."""
    body: list[str] = []
    for part in article.parts:
        if isinstance(part, Line):
            body += ["", *("    " + t for t in chunks(part.text, 72))]
            continue
        for row in part.rows:
            sides = [s.text for s in row if s.role == "side"]
            body += ["  ".join(c) for text in sides for c in chunks(text, 4)]
            body += _padded_row(tuple(s for s in row if s.role != "side"), False)
    form = rng.choice(("- {} -", "—{}—", "第 {} 页", "{} / 9"))
    running = rng.choice(("", article.title, article.agency))
    out: list[str] = []
    size = rng.randint(28, 44)
    for page, at in enumerate(range(0, len(body), size), 1):
        out += [running] if running and page > 1 else []
        out += [*body[at : at + size], "", " " * 36 + form.format(page), "\f"]
    return "\n".join(out)


def row_lines(article: Article, rng: random.Random) -> str:
    """Whole rows on one line, cells separated by single spaces."""
    return _rows(article, lambda _, __, row: " ".join(s.text for s in row))


def one_line(article: Article, rng: random.Random) -> str:
    """The whole document on one line, single spaces between cells."""
    return " ".join(f for f in _fields(article, False) if f.strip())


def glued(article: Article, rng: random.Random) -> str:
    """No separators at all."""
    return "".join(_fields(article, False))


def glued_rows(article: Article, rng: random.Random) -> str:
    """Each row glued, rows on lines of their own."""
    return _rows(article, lambda _, __, row: "".join(s.text for s in row))
