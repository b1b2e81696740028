"""What holds of any page: nothing raises, every field stands where it says, slots are those of the standard."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from govreport_parser.blocks import Document
from govreport_parser.cells import Place
from govreport_parser.read.html import looks_like_html, read_html
from govreport_parser.read.html_tokens import MAX_TAGS

PIECES = st.sampled_from(
    [
        *(
            "<table>",
            "</table>",
            "<tr>",
            "</tr>",
            "<td>",
            "</td>",
            "<td rowspan=2>",
            "<td colspan=3 rowspan=0>",
            "<th>",
        ),
        *(
            "<div>",
            "</div>",
            "<p>",
            "</p>",
            "<br>",
            "<span>",
            "</span>",
            "<body>",
            "</body>",
            "</html>",
            "<tbody>",
            "</tbody>",
        ),
        *(
            "<pre>",
            "</pre>",
            "<sup>",
            "</sup>",
            "<!--",
            "-->",
            "<script>",
            "</script>",
            "<title>",
            "</title>",
            "<rt>",
            "</ruby>",
        ),
        *(
            "<div hidden>",
            "<p style='display:none'>",
            "<td style='display:none'>",
            "<input value=3>",
            "<select>",
            "</select>",
        ),
        *(
            "<div style='display:table-row'>",
            "<div style='display:table-cell'>",
            "<span style='float:left'>",
            "<ul>",
            "<li>",
        ),
        *("<", ">", '"', "'", "=", "<td a='", "&nbsp;", "&#0;", "&amp", "\0", "\u3000", "\u200b", "\n", " ", "\t"),
        *("1", "41", "甲", "总计", "新收", "。"),
    ]
)
MARKUP = st.lists(PIECES | st.text(max_size=3), max_size=60).map("".join)


def check(document: Document) -> None:
    """The invariants of every document read from HTML."""
    for field in document.fields:
        assert document.text[field.start : field.end] == field.text
        assert field.text == field.text.strip()
        assert field.text or field.place is not None or field.gap
    for before, after in pairwise(document.fields):
        assert after.start == before.end + 1
        assert document.text[before.end] == ("\t" if after.gap == 1 else "\n")
    if document.fields:
        assert (document.fields[0].start, document.fields[-1].end) == (0, len(document.text))
    assert list(document.boxes) == sorted(document.boxes, key=lambda box: (box[0], -box[1]))
    starts, ends = {field.start for field in document.fields}, {field.end for field in document.fields}
    assert all(start in starts and end in ends for start, end in document.boxes)


@given(MARKUP)
@example("<table><tr><td>1<table><td>2</td></tr></table><td>3")
def test_no_markup_raises(source: str) -> None:
    check(read_html(source))
    assert looks_like_html(source) in {True, False}


@given(st.binary(max_size=300))
def test_no_characters_raise(data: bytes) -> None:
    check(read_html(data.decode("latin-1")))


Table = list[list[list[tuple[int, int]]]]
"""Row groups of rows of cells, each a rowspan and a colspan."""

SPANS = st.tuples(st.sampled_from([1, 1, 1, 2, 3, 0]), st.sampled_from([1, 1, 1, 2, 3]))
TABLES = st.lists(st.lists(st.lists(SPANS, max_size=4), max_size=5), min_size=1, max_size=3)


def reference(table: Table) -> list[Place]:
    """Each cell's slot, slot by slot on squared paper."""
    places = []
    first = 0
    for group in table:
        taken: set[tuple[int, int]] = set()
        end = first + len(group)
        for row, cells in enumerate(group, first):
            column = 0
            for rowspan, colspan in cells:
                while (row, column) in taken:
                    column += 1
                height = min(rowspan or end - row, end - row)
                places.append(Place(0, row, column, height, colspan))
                taken |= {(y, x) for y in range(row, row + height) for x in range(column, column + colspan)}
                column += colspan
        first = end
    return places


@given(TABLES, st.sampled_from([("", ""), ("</td>", "</tr>"), ("</td>\n ", "</tr> "), ("</div></td>", "")]))
def test_slots_are_those_of_the_standard(table: Table, ends: tuple[str, str]) -> None:
    source = "<table>"
    for group in table:
        source += "<tbody>"
        for row in group:
            cells = [f"<td rowspan={rowspan} colspan={colspan}>x" for rowspan, colspan in row]
            source += "<tr>" + "".join(cell + ends[0] for cell in cells) + ends[1]
    document = read_html(source + "</table>")
    check(document)
    assert [field.place for field in document.fields] == reference(table)


@given(
    st.lists(
        st.lists(st.sampled_from(["", "0", "41", "（一）予以公开"]), min_size=3, max_size=5), min_size=2, max_size=6
    )
)
def test_every_cell_comes_back_from_every_way_to_print_a_table(table: list[list[str]]) -> None:
    styles = [
        ("<table>", "<tr>", "<td>", "</td>", "</tr>", "</table>"),
        ("<TABLE BORDER=1>", "<TR>", "\n<TD ALIGN=center>\n<P>", "</P>\n</TD>\n", "</TR>\n", "</TABLE>"),
        ("<table>", "<tr>", "<td>", "", "", "</table>"),
        ("<tbody>", "<tr>", "<td><font><font>", "</font></font></td>", "", "</table>"),
        ("<div>", "<div style='display:table-row'>", "<p style='display:table-cell'>", "</p>", "</div>", "</div>"),
    ]
    for start, row_start, cell_start, cell_end, row_end, end in styles:
        rows = [row_start + "".join(cell_start + cell + cell_end for cell in row) + row_end for row in table]
        document = read_html("<p>前</p>" + start + "".join(rows) + end + "<p>后</p>")
        check(document)
        found = [(field.text, field.place) for field in document.fields if field.place is not None]
        assert found == [(cell, Place(0, y, x)) for y, row in enumerate(table) for x, cell in enumerate(row)]


APART = st.sampled_from([
    "<table>", "</table>", "<tbody>", "<tr>", "</tr>", "<td>", "</td>", "<th colspan=2>", "</th>", "<td rowspan=3>", "<ul>",
    "<li>", "</li>", "</ul>", "<div>", "</div>", "<p>", "</p>", "<p class=a>", "<br>", "<b>", "</b>", "<a href='u'>", "</a>",
    "<pre>", "</pre>", "<sup>", "</sup>", "<rt>", "<div hidden>", "<p hidden>", "<span style='display:none'>", "</span>",
    "<span style='float:left'>", "<input value=3>", "<select>", "</select>", "<title>", "</TITLE>", "<div role=row>",
    "<div role=cell>", "<div><div>1</div><div>二</div><div>3</div></div>" * 3, "\n", " ", "\t", "\u3000", "1", "甲", "&nbsp;",
    "字" * 201,
])  # fmt: skip
"""Whole tags and texts."""


@given(st.lists(APART, max_size=60))
def test_tags_that_follow_one_another_are_read_like_tags_that_a_comment_parts(pieces: list[str]) -> None:
    document, parted = read_html("".join(pieces)), read_html("<!---->".join(pieces))
    assert (document.text, document.fields, document.meta) == (parted.text, parted.fields, parted.meta)
    assert document.boxes == parted.boxes


HOSTILE = {
    "nested blocks": ("<div>" * 20_000 + "文" + "</div>" * 20_000, "文"),
    "nested tables": ("<table><tr><td>" * 20_000 + "文", "文"),
    "open brackets": ("<" * 100_000, "<" * 100_000),
    "a tag without end": ("文" + "<a" * 100_000, "文"),
    "quotes without end": ("文" + "<a b='" * 50_000 + '<a b="' * 50_000, "文"),
    "a comment without end": ("文" + "<!--" * 50_000, "文"),
    "scripts without end": ("文" + "<script>" * 50_000, "文"),
    "hidden without end": ("<div hidden>" * 20_000 + "文", "文"),
    "titles without end": ("<title>" * 20_000 + "文", "文"),
    "entities without end": ("&" * 100_000, "&" * 100_000),
    "blanks": (" \n" * 100_000 + "文", "文"),
    "blanks between tags": (("<p>" + " \n" * 1000) * 100 + "文", "文"),
    "tags, each another": ("".join(f"<p a{i}>\n<b b{i}>" for i in range(20_000)) + "文", "文"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_are_read(name: str) -> None:
    source, text = HOSTILE[name]
    document = read_html(source)
    assert document.text == text
    assert document.findings == ()


def test_spans_that_fill_any_table_are_bounded_and_owned_up_to() -> None:
    document = read_html("<table>" + "<tr><td rowspan=1000000000 colspan=1000000000>1" * 100)
    assert len(document.fields) == 100
    assert document.fields[0].place == Place(0, 0, 0, 100, 1000)
    assert document.fields[1].place is None
    assert [finding.message for finding in document.findings] == [
        "the page is larger than the reader takes: 99 cells stand too far right to have a place"
    ]


def test_a_page_of_more_tags_than_any_page_has_is_cut_and_says_so() -> None:
    document = read_html("<b>" * (MAX_TAGS - 1) + "文<i>尾<p>九</p>")
    assert document.text == "文"
    assert [(finding.code, dict(finding.details)["count"]) for finding in document.findings] == [("page-cut", "10")]
