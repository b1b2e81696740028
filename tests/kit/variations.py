"""Changes to an article that an authoring tool or an office makes before anything is marked up.

Each takes an article (unmarked) and a random source and gives an article. What is true of the cells does not change.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from attrs import evolve

from .article import Article, Grid, Line, Part, Slot, map_lines, map_slots
from .damage_article import split_grid

Variation = Callable[[Article, random.Random], Article]


def thousands(article: Article, rng: random.Random) -> Article:
    """Numbers of four digits and more with separators: 12,345."""
    comma = rng.choice((",", ",", "，"))

    def change(slot: Slot) -> Slot:
        if slot.path is None:
            return slot
        return evolve(
            slot, text=re.sub(r"(?<![.\d])\d{4,}", lambda m: f"{int(m.group()):,}".replace(",", comma), slot.text)
        )

    return map_slots(article, change)


def spaced_thousands(article: Article, rng: random.Random) -> Article:
    """Numbers of four digits and more in groups of three with a space of some kind between them: 12 345."""
    space = rng.choice((" ", " ", "\u00a0", "\u2009", "\u202f"))

    def change(slot: Slot) -> Slot:
        if slot.path is None:
            return slot
        text = re.sub(r"(?<![.\d])\d{4,}", lambda m: f"{int(m.group()):,}".replace(",", space), slot.text)
        return evolve(slot, text=text)

    return map_slots(article, change)


_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def full_width(article: Article, rng: random.Random) -> Article:
    """Full-width digits in tables."""
    return map_slots(article, lambda s: evolve(s, text=s.text.translate(_WIDE)) if s.path else s)


_TRADITIONAL = str.maketrans(
    "总体况动开关数营业务机构关组织类规范对处决罚强费购额项应请结转办权确认复议诉讼纠经过没现补质问题进报"
    "为该内废单万亿减个条护国网络书学术协会计举访投种线发务权给属于导当届阅费来临时间声继续区无获将电话编论标",
    "總體況動開關數營業務機構關組織類規範對處決罰強費購額項應請結轉辦權確認復議訴訟糾經過沒現補質問題進報"
    "為該內廢單萬億減個條護國網絡書學術協會計舉訪投種線發務權給屬於導當屆閱費來臨時間聲繼續區無獲將電話編論標",
)


def traditional(article: Article, rng: random.Random) -> Article:
    """The page in traditional characters, as some servers convert it."""
    slots = map_slots(article, lambda s: evolve(s, text=s.text.translate(_TRADITIONAL)))
    return map_lines(slots, lambda line: evolve(line, text=line.text.translate(_TRADITIONAL)))


def _cut(article: Article, rng: random.Random, headed: bool) -> Article:
    parts: list[Part] = []
    for part in article.parts:
        if not isinstance(part, Grid) or len(part.rows) < part.head + 6:
            parts.append(part)
            continue
        first, second = split_grid(part, rng.randint(part.head + 2, len(part.rows) - 2))
        if headed and part.head:
            second = evolve(second, rows=part.rows[: part.head] + second.rows, head=part.head)
        parts += [first, second]
    return evolve(article, parts=tuple(parts))


def cut(article: Article, rng: random.Random) -> Article:
    """Tables cut in two by a page break, the second part without a header."""
    return _cut(article, rng, headed=False)


def cut_headed(article: Article, rng: random.Random) -> Article:
    """Tables cut in two by a page break, the header of table three repeated."""
    return _cut(article, rng, headed=True)


def misaligned(article: Article, rng: random.Random) -> Article:
    """Header and data cells of table two span other columns: 1, 1, 2, 1 above 1, 2, 1, 1."""

    def change(row: tuple[Slot, ...]) -> tuple[Slot, ...]:
        if len(row) != 4 or any(s.rowspan != 1 for s in row):
            return tuple(evolve(s, colspan=5) if s.role == "title" else s for s in row)
        wide = 2 if row[0].role == "header" else 1
        return tuple(evolve(s, colspan=2 if i == wide else 1) for i, s in enumerate(row))

    def grid(part: Part) -> Part:
        if isinstance(part, Line) or part.name != "disclosure":
            return part
        return evolve(part, rows=tuple(change(r) for r in part.rows))

    return evolve(article, parts=tuple(grid(p) for p in article.parts))


def one_table(article: Article, rng: random.Random) -> Article:
    """All three tables in one, the section headings as merged rows of it."""
    first = next(i for i, p in enumerate(article.parts) if isinstance(p, Grid))
    last = max(i for i, p in enumerate(article.parts) if isinstance(p, Grid))
    rows: list[tuple[Slot, ...]] = []
    for part in article.parts[first : last + 1]:
        rows += part.rows if isinstance(part, Grid) else [(Slot(part.text, "side", None, 1, 15),)]
    whole = Grid("all", tuple(rows))
    return evolve(article, parts=(*article.parts[:first], whole, *article.parts[last + 1 :]))


def spaced(article: Article, rng: random.Random) -> Article:
    """Spaces set between the characters of short labels, and around the numerals of others: 总 计, 第二十条 第（一）项."""
    blank = rng.choice((" ", "  ", "\u3000", "\u00a0"))

    def change(slot: Slot) -> Slot:
        if slot.path or rng.random() < 0.5:
            return slot
        text = blank.join(slot.text) if len(slot.text) <= 4 else re.sub(r"([、）.]|第二十条)", r"\1" + blank, slot.text)
        return evolve(slot, text=text)

    return map_slots(article, change)


def letters(article: Article, rng: random.Random) -> Article:
    """The letter O, plain or full-width, for the digit 0 in some cells."""
    letter = rng.choice(("O", "Ｏ", "o", "〇"))

    def change(slot: Slot) -> Slot:
        if slot.path is None or "." in slot.text or rng.random() < 0.7:
            return slot
        return evolve(slot, text=slot.text.replace("0", letter))

    return map_slots(article, change)


_PINYIN = {"公开": "公(gong)开(kai)", "报告": "报(bao)告(gao)", "申请": "申(shen)请(qing)", "行政": "行(xing)政(zheng)"}


def pinyin(article: Article, rng: random.Random) -> Article:
    """Readings put behind characters in some labels and lines, as copied pages have them."""

    def laced(text: str) -> str:
        for plain, read in _PINYIN.items():
            if rng.random() < 0.25:
                text = text.replace(plain, read)
        return text

    slots = map_slots(article, lambda s: s if s.path else evolve(s, text=laced(s.text)))
    return map_lines(slots, lambda line: evolve(line, text=laced(line.text)))


VARIATIONS: dict[str, Variation] = {
    "thousands": thousands,
    "spaced-thousands": spaced_thousands,
    "full-width": full_width,
    "traditional": traditional,
    "cut": cut,
    "cut-headed": cut_headed,
    "misaligned": misaligned,
    "one-table": one_table,
    "spaced": spaced,
    "letters": letters,
    "pinyin": pinyin,
}
"""Every variation, by name."""
