"""From printer to figures: the quantities of a drawn paragraph are all in ``report.figures``, however it is printed."""

from __future__ import annotations

import random
from collections import Counter
from decimal import Decimal

import pytest
from attrs import evolve

import govreport_parser as gp
from kit import Recipe, article_of, make_text
from kit.article import Article, Line
from kit.flatten import TOOLS
from kit.make import make_page
from kit.print_html import STYLES, page
from kit.printers import PRINTERS

PHRASES = (
    ("区政府网站公开信息", "条"),
    ("召开专题会议", "次"),
    ("受理依申请公开申请", "件"),
    ("培训工作人员", "人次"),
    ("投入专项经费", "元"),
    ("发布解读稿件", "篇"),
    ("设置信息查阅点", "个"),
    ("群众满意率", "%"),
)
SAID = ("{}", "{}", "约{}", "{}万", "{}余")
JOINTS = ("，", "；", "。", "，同时", "，另外")
SEEDS = range(6)


def drawn_paragraph(rng: random.Random) -> tuple[str, list[tuple[Decimal, str]]]:
    """Prose as an office writes it, and the quantities in it."""
    text, wanted = "", []
    for _ in range(rng.randint(3, 8)):
        words, unit = rng.choice(PHRASES)
        number, said = rng.randint(0, 10 ** rng.randint(1, 6)), rng.choice(SAID)
        text += f"{words}{said.format(number)}{unit}{rng.choice(JOINTS)}"
        wanted.append((Decimal(number) * (10_000 if "万" in said else 1), unit))
    return f"本年{text}效果良好。", wanted


def with_paragraph(article: Article, text: str) -> Article:
    """The article with its first paragraph of prose replaced."""
    place = next(i for i, part in enumerate(article.parts) if isinstance(part, Line) and part.role == "para")
    return evolve(article, parts=(*article.parts[:place], Line(text), *article.parts[place + 1 :]))


def alone(article: Article, text: str) -> Article:
    """The article with this paragraph as its only prose."""
    parts = [part for part in article.parts if not (isinstance(part, Line) and part.role in ("para", "subheading"))]
    place = next(i for i, part in enumerate(parts) if isinstance(part, Line) and part.role == "heading")
    return evolve(article, parts=(*parts[: place + 1], Line(text), *parts[place + 1 :]))


def missing(source: str, wanted: list[tuple[Decimal, str]]) -> list[tuple[Decimal, str]]:
    """The quantities that are not among the figures of a report, which stand in printed order."""
    report = gp.parse(source)
    figures = [(figure.value, figure.unit) for figure in report.figures]
    assert all(report.text[slice(*figure.span)] == figure.raw for figure in report.figures)
    out, position = [], 0
    for quantity in wanted:
        if quantity in figures[position:]:
            position = figures.index(quantity, position) + 1
        else:
            out.append(quantity)
    return out


@pytest.mark.parametrize("style", list(STYLES))
def test_pages(style: str) -> None:
    for seed in SEEDS:
        text, wanted = drawn_paragraph(random.Random(f"{seed}:{style}"))
        recipe = Recipe(seed, style, "html")
        assert missing(make_page(recipe, with_paragraph(article_of(recipe), text)).source, wanted) == [], (seed, text)


@pytest.mark.parametrize("flatten", list(PRINTERS))
def test_texts(flatten: str) -> None:
    for seed in SEEDS:
        text, wanted = drawn_paragraph(random.Random(f"{seed}:{flatten}"))
        recipe = Recipe(seed, "plain", flatten)
        assert missing(make_text(recipe, with_paragraph(article_of(recipe), text)).source, wanted) == [], (seed, text)


@pytest.mark.parametrize("style", ["plain", "cms", "word", "wps"])
@pytest.mark.parametrize("tool", ["lxml-itertext", "bs4-newline", "bs4-strip", "bs4-space", "bs4-nothing"])
def test_flattened_pages(style: str, tool: str) -> None:
    """Tools that cut words and numbers in pieces lose figures; they make none up."""
    for seed in SEEDS:
        rng = random.Random(f"{seed}:{style}:{tool}")
        text, wanted = drawn_paragraph(rng)
        article = alone(article_of(Recipe(seed, style, tool)), text)
        flat = TOOLS[tool].run([page(article, STYLES[style], rng)])[0]
        figures = Counter((figure.value, figure.unit) for figure in gp.parse(flat).figures)
        assert figures - Counter(wanted) == Counter(), (seed, text)
        if style in ("plain", "cms") or tool == "bs4-nothing":
            assert figures == Counter(wanted), (seed, text)
