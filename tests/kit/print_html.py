"""Mark an article up as a web page, in the ways that editors, office suites and content systems do."""

from __future__ import annotations

import random
from collections.abc import Callable
from html import escape

from attrs import field, frozen

from .article import MARK, Article, Grid, Line, Slot
from .variations import VARIATIONS

Cell = Callable[[str, random.Random], str]
"""The inside of a table cell or paragraph, from its text."""


def bare(text: str, rng: random.Random) -> str:
    """The text itself, a line break as ``<br>``."""
    return escape(text, quote=False).replace("\n", "<br>")


def paragraph(text: str, rng: random.Random) -> str:
    """As content systems have it: a centred paragraph in each cell, a no-break space where it is empty."""
    return f'<p style="text-align:center;">{bare(text, rng) or "&nbsp;"}</p>'


def runs(text: str, rng: random.Random) -> list[str]:
    """Cut a text into runs as an office suite does: anywhere, words and numbers not spared."""
    out, at = [], 0
    letters = [i for i in range(1, len(text)) if rng.random() < 0.35]
    for i in letters:
        if not MARK.match(text[i - 1]) and not MARK.match(text[i]):
            out.append(text[at:i])
            at = i
    out.append(text[at:])
    return out


def word(text: str, rng: random.Random) -> str:
    """Word's export: mso classes, language spans, an empty paragraph mark, runs split inside words and numbers."""
    if not text.strip():
        return '<p class=MsoNormal align=center><span lang=EN-US style="font-size:10.5pt"><o:p>&nbsp;</o:p></span></p>'
    font = 'style="font-size:10.5pt;font-family:仿宋_GB2312;mso-bidi-font-family:宋体;mso-font-kerning:0pt"'
    pieces = "".join(f"<span {_lang(p)}{font}>{bare(p, rng)}</span>" for p in runs(text, rng))
    return f'<p class=MsoNormal align=center style="text-align:center;mso-pagination:widow-orphan">{pieces}</p>'


def _lang(piece: str) -> str:
    return "lang=EN-US " if MARK.sub("", piece).isascii() else ""


def wps(text: str, rng: random.Random) -> str:
    """WPS: a justified paragraph, nested spans, fonts quoted with entities, a run break now and then."""
    if not text.strip():
        return '<p class="MsoNormal"><span style="font-family:宋体">&#160;</span></p>'
    style = "style=\"mso-spacerun:'yes';font-family:&#23435;&#20307;;font-size:12.0000pt;\""
    pieces = runs(text, rng) if rng.random() < 0.4 else [text]
    inner = "".join(f'<span {style}><font face="&#23435;&#20307;">{bare(p, rng)}</font></span>' for p in pieces)
    return f'<p class="MsoNormal" style="text-align:justify">{inner}</p>'


def padded(text: str, rng: random.Random) -> str:
    """Pretty-printed source: the text on a line of its own, indented."""
    return f"\n            {bare(text, rng)}\n          "


@frozen
class Style:
    """How a page is marked up. ``vary`` names changes made to the article first."""

    cell: Cell = bare
    para: Cell = bare
    between: str = ""
    """White space between the tags of a table."""
    table: str = '<table border="1" cellspacing="0" cellpadding="0">'
    divs: bool = False
    body: bool = True
    """Whether a ``tbody`` is written."""
    shell: str = "simple"
    vary: tuple[str, ...] = ()
    quotes: bool = field(default=True)


def _attributes(slot: Slot, style: Style) -> str:
    q = '"' if style.quotes else ""
    out = f" colspan={q}{slot.colspan}{q}" if slot.colspan > 1 else ""
    return out + (f" rowspan={q}{slot.rowspan}{q}" if slot.rowspan > 1 else "")


def table(grid: Grid, style: Style, rng: random.Random) -> str:
    """One table."""
    if style.divs:
        return _div_table(grid, style, rng)
    out = [style.table, "<tbody>" if style.body else ""]
    for row in grid.rows:
        cells = (f"<td{_attributes(s, style)}>{style.cell(s.text, rng)}</td>" for s in row)
        out.append(f"<tr>{style.between}{style.between.join(cells)}{style.between}</tr>")
    return style.between.join((*out, "</tbody></table>" if style.body else "</table>"))


def _div_table(grid: Grid, style: Style, rng: random.Random) -> str:
    rows = (
        '<div class="tr">'
        + "".join(f'<div class="td w{s.colspan}">{style.cell(s.text, rng)}</div>' for s in row)
        + "</div>"
        for row in grid.rows
    )
    return f'<div class="table">{style.between.join(rows)}</div>'


def _line(line: Line, style: Style, rng: random.Random) -> str:
    inner = style.para(line.text, rng)
    if inner.startswith("<p"):
        return inner
    tag = {"title": "h1", "heading": "h3"}.get(line.role, "p")
    return f"<{tag}>{inner}</{tag}>" if line.role != "heading" else f"<p><strong>{inner}</strong></p>"


def content(article: Article, style: Style, rng: random.Random) -> str:
    """The article's markup without the page around it."""
    parts = (_line(p, style, rng) if isinstance(p, Line) else table(p, style, rng) for p in article.parts)
    return "\n".join(parts)


CSS = (
    "<style>.table{display:table}.tr{display:table-row}.td{display:table-cell;padding:2px}"
    "table{border-collapse:collapse}</style>"
)


def _simple(article: Article, inner: str) -> str:
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(article.title)}</title>{CSS}</head>'
        f"<body>\n{inner}\n</body></html>"
    )


def _cms(article: Article, inner: str) -> str:
    """A content system's page: metadata, navigation, a script that names the sections, the article in nested tables."""
    menu = "".join(f'<li><a href="/col/{i}.html">{t}</a></li>' for i, t in enumerate(_MENU))
    script = (
        "<script>var sections=['一、总体情况','二、主动公开政府信息情况','三、收到和处理政府信息公开申请情况'];"
        "function go(n){return n<10&&n>0?sections[n]:'0';}</script>"
    )
    return (
        '<!DOCTYPE html><html><head><meta charset="utf-8">'
        f'<meta name="ArticleTitle" content="{escape(article.title)}"><meta name="PubDate" content="{article.published}">'
        f'<meta name="SiteName" content="{escape(article.agency)}"><title>{escape(article.title)}-政府信息公开</title>{CSS}'
        f"{script}</head><body><div class=head><ul class=nav>{menu}</ul></div>"
        '<table width="1000" align="center"><tr><td width="200"><table><tr><td><a href="#">政府信息公开指南</a></td></tr>'
        '<tr><td><a href="#">政府信息公开年报</a></td></tr></table></td><td><div id="zoom">'
        f"\n{inner}\n</div></td></tr></table><div class=foot><p>联系我们 | 网站地图 | 隐私声明</p></div>{script}</body></html>"
    )


_MENU = ("首页", "新闻中心", "政务公开", "办事服务", "互动交流", "数据开放", "走进本地")
SHELLS: dict[str, Callable[[Article, str], str]] = {"simple": _simple, "cms": _cms}
_WORD_TABLE = '<table class=MsoNormalTable border=1 cellspacing=0 cellpadding=0 style="border-collapse:collapse">'

STYLES: dict[str, Style] = {
    "plain": Style(),
    "pretty": Style(cell=padded, between="\n        "),
    "cms": Style(cell=paragraph, para=paragraph, shell="cms", between="\n"),
    "word": Style(cell=word, para=word, table=_WORD_TABLE, body=False, quotes=False, between="\n "),
    "wps": Style(cell=wps, para=wps),
    "thousands": Style(cell=paragraph, vary=("thousands",)),
    "cut": Style(cell=paragraph, vary=("cut",)),
    "cut-headed": Style(between="\n", vary=("cut-headed",)),
    "misaligned": Style(between="\n", vary=("misaligned",)),
    "divs": Style(divs=True, between="\n"),
    "layout": Style(shell="cms"),
    "one-table": Style(between="\n", vary=("one-table",)),
    "traditional": Style(between="\n", vary=("traditional",)),
    "full-width": Style(cell=paragraph, vary=("full-width",)),
    "spaced": Style(between="\n", vary=("spaced",)),
    "letters": Style(between="\n", vary=("letters",)),
    "pinyin": Style(between="\n", vary=("pinyin",)),
    "spaced-thousands": Style(between="\n", vary=("spaced-thousands",)),
}
"""Every authoring style, by name."""


def varied(article: Article, style: Style, rng: random.Random) -> Article:
    """The article with a style's changes made to it."""
    for name in style.vary:
        article = VARIATIONS[name](article, rng)
    return article


def page(article: Article, style: Style, rng: random.Random) -> str:
    """The whole page of an article that :func:`varied` has been applied to."""
    return SHELLS[style.shell](article, content(article, style, rng))
