"""What stands in the source of a page and not before its reader's eyes."""

from __future__ import annotations

import time

import pytest

from govreport_parser.read import read
from govreport_parser.read.html_drawn import OBJECT
from govreport_parser.read.html_veils import unveiled


def cells(inside: str, head: str = "") -> list[str]:
    """The cells of a row that begins with such a cell."""
    page = f"<html><head>{head}</head><body><table><tr><td>{inside}</td><td>7</td></tr></table></body></html>"
    return [field.text for field in read(page).fields]


@pytest.mark.parametrize("style", ["visibility:hidden", "VISIBILITY: hidden", "color:red; visibility : collapse"])
@pytest.mark.parametrize("name", ["span", "p", "div"])
def test_what_is_made_invisible_is_left_out(name: str, style: str) -> None:
    assert cells(f'<{name} style="{style}">9</{name}>41') == ["41", "7"]


def test_an_invisible_row_and_an_invisible_cell_are_left_out() -> None:
    row = '<tr style="visibility:collapse"><td>6</td><td>6</td></tr>'
    assert cells(f'41</td></tr>{row}<tr><td style="visibility:hidden">5</td><td>8') == ["41", "8", "7"]


@pytest.mark.parametrize(
    "style",
    [
        "text-decoration:line-through",
        "vertical-align: super",
        "vertical-align:sub;font-size:8pt",
        "opacity:0",
        "font-size:0px",
        "color:white",
        "color: #FFFFFF",
        "color:transparent",
        "text-indent:-9999px",
        "position:absolute;left:-999em",
        "width:0;overflow:hidden",
        "height: 0px",
        "transform:scale(0)",
        "filter:opacity(0)",
    ],
)
def test_what_nobody_sees_as_part_of_a_number_does_not_join_it(style: str) -> None:
    assert cells(f'41<span style="{style}">1</span>') == ["41^1", "7"]
    assert cells(f'<font style="{style}"><span>1</span></font>41') == ["1^41", "7"]
    assert cells(f'<span style="{style}">41</span>') == ["41", "7"]


@pytest.mark.parametrize(
    "style",
    [
        "opacity:0.5",
        "font-size:0.9em",
        "background-color:#fff",
        "text-indent:-21pt",
        "vertical-align:top",
        "line-height:0",
    ],
)
def test_a_style_that_shows_its_text_parts_nothing(style: str) -> None:
    assert cells(f'4<span style="{style}">1</span>') == ["41", "7"]


def test_a_class_that_the_page_s_own_style_sheet_hides_does_not_join() -> None:
    doubled = '<span class="wide">41</span><span class="a narrow">41</span>'
    sheet = "<style>.wide{color:red} .narrow, p.other {display : none}</style>"
    assert cells(doubled, sheet) == ["41^41", "7"]
    assert cells(doubled.replace("41</span><", "4</span><")) == ["441", "7"]


@pytest.mark.parametrize("rule", ["text-decoration: line-through", "vertical-align:super", "clip:rect(0,0,0,0)"])
def test_a_class_that_the_page_s_own_style_sheet_strikes_out_or_raises_does_not_join(rule: str) -> None:
    assert cells('<span class="k">3</span>41', f"<style>.k {{{rule}}}</style>") == ["3^41", "7"]


@pytest.mark.parametrize(
    "inside",
    [
        '<span class="strike">3</span>41',
        "41<i class='sr-only'>3</i>",
        "<b>41</b><span class=old-value>3</span>",
        '<span class="hidden-xs">4</span><span class="visible-xs">41</span>',
        '<span class="pcShow"> 4 </span>\n<span class="wapShow">41</span>',
    ],
)
def test_a_class_whose_name_says_so_keeps_its_text_from_the_number_it_touches(inside: str) -> None:
    assert "^" in cells(inside)[0]


@pytest.mark.parametrize(
    "inside",
    [
        '<span class="wide">41</span><span class="narrow">41</span>',
        "<span aria-hidden=true>41</span><span class=spoken>41</span>",
        "<em>41</em><em class='again'>41</em>",
        "<span aria-hidden=true>41</span><span>41</span>",
    ],
)
def test_the_same_number_in_two_elements_that_differ_is_printed_twice(inside: str) -> None:
    assert cells(inside) == ["41^41", "7"]


@pytest.mark.parametrize(
    "inside",
    [
        "<span class=s1>1</span><span class=s2>1</span>",
        "<span>1</span><span>1</span>",
        '<span class="a">1</span><span class="a">1</span>',
        '<span class="mobile">11</span>',
        "1<span style='color:red'>1</span>",
    ],
)
def test_pieces_of_one_number_stay_together(inside: str) -> None:
    assert cells(inside) == ["11", "7"]


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        ("<svg width=20><text x=1>41</text></svg>", OBJECT),
        ("<math><mn>4</mn></math>1", f"{OBJECT}1"),
        ("<svg class=icon><path d='M4 1'/></svg>41", "41"),
        ("<script>document.write('41')</script>", OBJECT),
        ("<script><b>document.write('41')</b></script>", OBJECT),
        ("<script>var a = 41</script>", ""),
        ("<![CDATA[41]]>", OBJECT),
        ("<!--[CDATA[41]]-->", OBJECT),
        ("<div data-count='41'><span></span></div>", OBJECT),
        ("<span data-value='41'></span>", OBJECT),
        ("<span class=timer data-to=41>0</span>", f"{OBJECT}0"),
        ("<span data-value='41'>41</span>", "41"),
        ("<canvas></canvas>", OBJECT),
        ("<p><strong><img src=4.gif></strong></p><br>", OBJECT),
        ("予以公开<svg><text>41</text></svg>", "予以公开"),
    ],
)
def test_what_is_drawn_or_written_by_a_script_is_a_character_of_its_own(inside: str, shown: str) -> None:
    assert cells(inside) == [shown, "7"]


def test_a_number_in_an_attribute_of_an_empty_cell_is_one_that_a_script_shows() -> None:
    page = "<table><tr><td data-value=41></td><td data-value=7>7</td><td data-sort=3></td></tr></table>"
    assert [field.text for field in read(page).fields] == [OBJECT, "7", ""]
    assert [field.text for field in read(page.replace("</td>", "")).fields] == [OBJECT, "7", ""]


def test_a_picture_that_stands_for_a_digit_by_its_own_word_needs_no_digits_around_it() -> None:
    page = "<table><tr><td>行政强制</td><td><img src=a.gif alt='4'></td><td><img src=b.gif alt=''></td></tr></table>"
    assert [field.text for field in read(page).fields] == ["行政强制", OBJECT, ""]
    assert [field.text for field in read(page.replace("</td>", "")).fields] == ["行政强制", OBJECT, ""]


def test_digits_that_a_style_sheet_shows_are_drawn() -> None:
    icons = "<style>.four:before{content:'4'} .icon::before{content:'\\e604'}</style>"
    assert cells("<i class='four'></i>1", icons) == [f"{OBJECT}1", "7"]
    assert cells("<i class=icon></i>1", icons) == ["1", "7"]
    assert cells("<i class=minus></i>1", "<style>.minus:before { content: '-' }</style>") == [f"{OBJECT}1", "7"]


HIDDEN = (
    "<div hidden>{}</div>",
    "<section style='display:none'>{}</section>",
    "<div style='DISPLAY: none'><div>{}</div></div>",
)


@pytest.mark.parametrize("hidden", HIDDEN)
def test_a_hidden_table_is_left_out_where_the_page_shows_one_with_its_labels(hidden: str) -> None:
    def table(first: int) -> str:
        rows = "".join(f"<tr><td>第{'一二三四五六七八'[n]}项</td><td>{first + n}</td></tr>" for n in range(8))
        return f"<table>{rows}</table>"

    def numbers(page: str) -> list[str]:
        return [field.text for field in read(page).fields if field.text.isdigit()]

    shown = [str(n) for n in range(8)]
    assert numbers(hidden.format(table(30)) + table(0)) == shown
    assert numbers(table(0) + hidden.format(table(30))) == shown
    assert numbers("<p>见下表</p>" + hidden.format(table(30))) == [str(30 + n) for n in range(8)]
    assert numbers(table(0).replace("第", "其") + hidden.format(table(30)))[8:] == [str(30 + n) for n in range(8)]


@pytest.mark.parametrize(
    ("field", "shown"),
    [
        ("<textarea rows=1>41</textarea>", "41"),
        ("<select><option>5</option><option selected>41</option></select>", "41"),
        ("<SELECT><OPTION value=1>41 <OPTION>5</SELECT>", "41"),
        ("<textarea hidden>41</textarea>", ""),
        ("<textarea>请输入</textarea>", ""),
        ("6<textarea>41</textarea>", "6"),
    ],
)
def test_a_number_in_a_field_of_a_form_is_the_text_of_its_cell(field: str, shown: str) -> None:
    assert cells(field) == [shown, "7"]


@pytest.mark.parametrize(
    ("sheet", "joined"),
    [
        ("<STYLE media=x>.m {display: none}</STYLE >", "41^2"),
        ('<style>a[href="x>y"]{top:0} p,.m{display:none}</style>', "41^2"),
        ("<!-- <style>.m{display:none}</style> -->", "412"),
    ],
)
def test_only_a_style_element_of_the_page_hides_classes(sheet: str, joined: str) -> None:
    assert cells('41<span class="m">2</span>', sheet) == [joined, "7"]


def test_a_style_element_that_is_not_closed_still_hides_its_classes() -> None:
    page = "<table><tr><td>41<span class=m>2</span></td><td>7</td></tr></table><style>.m{display:none}"
    assert [field.text for field in read(page).fields] == ["41^2", "7"]


def test_a_style_element_whose_end_tag_is_cut_off_shows_nothing() -> None:
    assert [field.text for field in read("<p>41</p><style>p{top:0}</style").fields] == ["41"]


def test_elements_of_the_same_name_inside_are_counted() -> None:
    inside = "<span style='opacity:0'><span>1</span></span>"
    assert unveiled(f"4{inside}<span>2</span>") == f"4<s>{inside}</s><span>2</span>"


@pytest.mark.parametrize(
    "part",
    ["<select>", "<textarea>1", "<span style='opacity:0'>", "super", "<style>.a{display:none}", "<p style=super", "<"],
)
def test_hostile_pages_cost_little(part: str) -> None:
    begin = time.process_time()
    unveiled("<p style='opacity:0;super'>" + part * (600_000 // len(part)))
    assert time.process_time() - begin < 20  # a hang, not a timing


@pytest.mark.parametrize("colour", ['"#FFFFFF"', '"#fff"', "'#ffffff'", "#FFFFFF", '"white"'])
def test_a_number_in_a_white_font_is_marked_as_one_in_a_white_style(colour: str) -> None:
    style = cells('<span style="color:#fff">9</span>41')
    assert cells(f"<font color={colour}>9</font>41") == style != ["941", "7"]


def test_a_cell_that_is_white_behind_its_number_is_shown() -> None:
    assert cells('<font bgcolor="#FFFFFF">41</font>') == ["41", "7"]


@pytest.mark.parametrize(
    "rule",
    [
        "td i.b{visibility:hidden}",
        ".tbl td .b { display : none }",
        "@media screen{.b{display:none}}",
        "@media (max-width:600px){ p{margin:0} td>.b{display:none} }",
        ".a.b{text-decoration:line-through}",
    ],
)
def test_what_a_rule_hides_by_its_last_class_does_not_join_a_number(rule: str) -> None:
    assert cells('41<i class="a b">1</i>', f"<style>p{{margin:0}}{rule}</style>") == ["41^1", "7"]


def test_a_class_that_a_rule_only_asks_for_around_an_element_hides_nothing() -> None:
    assert cells('4<i class="b">1</i>', "<style>.b .c{display:none} .b{color:red}</style>") == ["41", "7"]
