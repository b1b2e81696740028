"""Every folder below fixtures/prose: title, agency, year, day, metadata and section tree, exactly."""

import json
from pathlib import Path

import pytest

from govreport_parser.blocks import Document
from govreport_parser.forms import FORMS
from govreport_parser.model import Section
from govreport_parser.outline import Outline, outline
from govreport_parser.read.html import read_html
from govreport_parser.read.plain import read_text

HERE = Path(__file__).parent / "fixtures" / "prose"
CASES = sorted(path for path in HERE.iterdir() if path.is_dir())
SECTIONS = FORMS["2021"].sections


def read(case: Path) -> Document:
    page = case / "source.html"
    if page.exists():
        return read_html(page.read_text(encoding="utf-8"))
    return read_text((case / "source.txt").read_bytes().decode("utf-8"))


def table_spans(text: str, tables: list[list[str]]) -> list[tuple[int, int]]:
    """Each table is given by words above it, the words it begins with, and the words below it."""
    spans, at = [], 0
    for above, first, below in tables:
        start = text.index(first, text.index(above, at) + len(above))
        end = text.index(below, start) if below else len(text)
        spans.append((start, len(text[:end].rstrip())))
        at = spans[-1][1]
    return spans


def expected(case: Path) -> dict:
    return json.loads((case / "expected.json").read_text(encoding="utf-8"))


def read_outline(case: Path) -> tuple[Document, Outline]:
    document = read(case)
    return document, outline(document, table_spans(document.text, expected(case)["tables"]), SECTIONS)


def as_tree(section: Section) -> dict:
    return {
        "number": section.number,
        "title": section.title,
        "closing": section.closing,
        "paragraphs": list(section.paragraphs),
        "subsections": [as_tree(part) for part in section.subsections],
    }


def test_every_folder_is_whole() -> None:
    assert len(CASES) >= 10
    for case in CASES:
        names = sorted(path.name for path in case.iterdir())
        assert names in (["expected.json", "note.md", f"source.{kind}"] for kind in ("txt", "html")), case.name


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_title_agency_year_and_day(case: Path) -> None:
    _, found = read_outline(case)
    want = expected(case)
    day = found.published and found.published.isoformat()
    assert (found.title, found.agency, found.year, day) == tuple(
        want[key] for key in ("title", "agency", "year", "published")
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_section_tree(case: Path) -> None:
    _, found = read_outline(case)
    want = expected(case)
    assert [as_tree(section) for section in found.sections] == want["sections"]
    assert {str(role): found.sections.index(section) for role, section in found.by_role.items()} == want["by_role"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_metadata_and_findings(case: Path) -> None:
    _, found = read_outline(case)
    want = expected(case)
    about = found.metadata
    shown = {
        "source": about.source,
        "publisher": about.publisher,
        "index_number": about.index_number,
        "document_number": about.document_number,
        "site": about.site,
        "period": about.period and [day.isoformat() for day in about.period],
        "contact": about.contact and {k: getattr(about.contact, k) for k in ("address", "postcode", "phone", "email")},
    }
    assert {key: value for key, value in shown.items() if value is not None} == want["metadata"]
    assert [finding.code for finding in found.findings] == want["findings"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_spans_read_back(case: Path) -> None:
    document, found = read_outline(case)
    for section in found.sections:
        for part in section.walk():
            assert part.span is not None
            assert part.paragraphs == tuple(document.text[a:b] for a, b in part.paragraph_spans)
            assert part.span[0] <= min((a for a, _ in part.paragraph_spans), default=part.span[0])
            heading = "".join(document.text[part.span[0] : part.span[1]].split())
            assert heading.startswith(part.number + part.title + part.closing)
