"""Flatten pages with the tools people use. A tool that is not installed is reported, never skipped in silence."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import lxml.html
from attrs import frozen

from . import browser

One = Callable[[str], str]


def lxml_itertext(page: str) -> str:
    """Every text node of the body on a line of its own."""
    body = lxml.html.document_fromstring(page).find("body")
    assert body is not None
    for script in body.xpath("//script|//style"):
        script.drop_tree()
    return "\n".join(body.itertext())


def _soup(page: str) -> Any:
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(page, "lxml")
    for tag in soup(["script", "style", "title"]):
        tag.decompose()
    return soup


def bs4_newline(page: str) -> str:
    """``get_text("\\n")``"""
    return str(_soup(page).get_text("\n"))


def bs4_strip(page: str) -> str:
    """``get_text("\\n", strip=True)``"""
    return str(_soup(page).get_text("\n", strip=True))


def bs4_space(page: str) -> str:
    """``get_text(" ")``"""
    return str(_soup(page).get_text(" "))


def bs4_nothing(page: str) -> str:
    """``get_text()``: no separator."""
    return str(_soup(page).get_text())


def html2text_(page: str) -> str:
    """html2text without line wrapping."""
    import html2text

    tool = html2text.HTML2Text(bodywidth=0)
    tool.ignore_links = True
    return str(tool.handle(page))


def trafilatura_(page: str) -> str:
    """trafilatura with tables."""
    import trafilatura

    return trafilatura.extract(page, include_tables=True, favor_recall=True) or ""


def markdownify_(page: str) -> str:
    """markdownify over the body."""
    import markdownify

    return str(markdownify.markdownify(str(_soup(page).body or "")))


def inscriptis_(page: str) -> str:
    """inscriptis: a rendering in padded columns."""
    import inscriptis  # type: ignore[import-untyped]

    return str(inscriptis.get_text(page))


def html_text_(page: str) -> str:
    """html-text with its guess at the layout."""
    import html_text  # type: ignore[import-untyped]

    return str(html_text.extract_text(page))


def resiliparse_(page: str) -> str:
    """resiliparse over the whole page: two tabs between the cells of a row."""
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(page))


def _command(*arguments: str) -> One:
    def run(page: str) -> str:
        done = subprocess.run(arguments, input=page.encode(), capture_output=True, check=True, timeout=60)
        return done.stdout.decode("utf-8", "replace")

    return run


def _pdftotext(pdf: Path) -> str:
    done = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True, timeout=120)
    return done.stdout.decode("utf-8", "replace")


def pdf_layouts(pages: Sequence[str]) -> list[str]:
    """Print every page to PDF in the browser, then ``pdftotext -layout``."""
    with tempfile.TemporaryDirectory() as folder:
        return [_pdftotext(pdf) for pdf in browser.print_pdfs(pages, Path(folder))]


@frozen
class Tool:
    """One flattening tool: for one page, or for many at once where starting it is dear."""

    one: One | None = None
    many: Callable[[Sequence[str]], list[str]] | None = None
    module: str = ""
    """The Python module it needs."""
    programs: tuple[str, ...] = ()
    """The programs it needs."""
    marks: bool = True
    """Whether the marks of cells survive it. Without them a damage is done to the tables before they are flattened."""

    def missing(self) -> str:
        """What is not installed, or an empty string."""
        if self.module and importlib.util.find_spec(self.module) is None:
            return f"the Python package {self.module}"
        return next((f"the program {p}" for p in self.programs if shutil.which(p) is None), "")

    def run(self, pages: Sequence[str]) -> list[str]:
        """Flatten pages."""
        if self.many is not None:
            return self.many(pages)
        assert self.one is not None
        return [self.one(page) for page in pages]


_W3M = _command("w3m", "-dump", "-T", "text/html", "-I", "UTF-8", "-O", "UTF-8", "-cols", "200")
_W3M_NARROW = _command("w3m", "-dump", "-T", "text/html", "-I", "UTF-8", "-O", "UTF-8", "-cols", "80")
_LYNX = _command(
    "lynx", "-dump", "-stdin", "-force_html", "-nolist", "-width=200", "-assume_charset=utf-8", "-display_charset=utf-8"
)
_PANDOC = _command("pandoc", "-f", "html", "-t", "plain", "--columns=160")

TOOLS: dict[str, Tool] = {
    "lxml-itertext": Tool(lxml_itertext),
    "bs4-newline": Tool(bs4_newline, module="bs4"),
    "bs4-strip": Tool(bs4_strip, module="bs4"),
    "bs4-space": Tool(bs4_space, module="bs4"),
    "bs4-nothing": Tool(bs4_nothing, module="bs4"),
    "innertext": Tool(many=browser.inner_texts, programs=("chromium",)),
    "html2text": Tool(html2text_, module="html2text"),
    "trafilatura": Tool(trafilatura_, module="trafilatura", marks=False),
    "markdownify": Tool(markdownify_, module="markdownify"),
    "inscriptis": Tool(inscriptis_, module="inscriptis"),
    "html-text": Tool(html_text_, module="html_text"),
    "resiliparse": Tool(resiliparse_, module="resiliparse"),
    "w3m": Tool(_W3M, programs=("w3m",)),
    "w3m-80": Tool(_W3M_NARROW, programs=("w3m",)),
    "lynx": Tool(_LYNX, programs=("lynx",)),
    "pandoc": Tool(_PANDOC, programs=("pandoc",)),
    "pdftotext": Tool(many=pdf_layouts, programs=("chromium", "pdftotext"), marks=False),
}
"""Every real tool, by name."""


def absent() -> dict[str, str]:
    """The tools that cannot run here, and what each lacks."""
    return {name: lack for name, tool in TOOLS.items() if (lack := tool.missing())}
