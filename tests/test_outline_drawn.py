"""Drawn reports in every shape of text and style of page: headings, title, agency, year, and the text of each section."""

import pytest

import govreport_parser as gp
from kit.article import Article, Line
from kit.make import HTML, Case, Recipe, article_of, make
from kit.print_html import STYLES
from kit.printers import PRINTERS

SEEDS = range(40, 43)
IN_TABLE = frozenset({"one-table"})
"""Styles that print section headings inside the table, where the article does not count them."""
CHANGED = frozenset({"traditional"})
"""Styles that print other characters than the article's title has."""


def squeezed(text: str) -> str:
    return "".join(char for char in text if not char.isspace() and char not in "|#*\\")


def printed(article: Article) -> list[tuple[str, str]]:
    """Every section heading with the text printed below it."""
    sections: list[tuple[str, str]] = []
    for part in article.parts:
        if isinstance(part, Line) and part.role == "heading":
            sections.append((squeezed(part.text), ""))
        elif isinstance(part, Line) and sections and part.role in ("subheading", "para"):
            heading, text = sections[-1]
            sections[-1] = (heading, text + squeezed(part.text))
    return sections


def cases() -> list[Recipe]:
    shapes = [("plain", name) for name in PRINTERS] + [(style, HTML) for style in STYLES]
    return [Recipe(seed, style, flatten) for style, flatten in shapes for seed in SEEDS]


def made(recipe: Recipe) -> tuple[Article, gp.Report]:
    case: Case = next(iter(make([recipe])))
    return article_of(recipe), gp.parse(case.source)


@pytest.mark.parametrize("recipe", cases(), ids=str)
def test_a_drawn_report_comes_back_in_words(recipe: Recipe) -> None:
    article, report = made(recipe)
    found = [(section.number + section.title, squeezed(section.text)) for section in report.sections]
    if recipe.style in IN_TABLE:
        found = [section for section in found if section[1] or section[0] in dict(printed(article))]
    assert found == printed(article)
    assert report.year == article.year
    if recipe.style not in CHANGED:
        assert (report.title, report.agency) == (article.title, article.agency)
