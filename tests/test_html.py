"""What the HTML reader makes of each thing that pages do."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from lxml import etree
from lxml import html as lxml_html

from govreport_parser.blocks import Document, Gap
from govreport_parser.cells import Place
from govreport_parser.read.html import looks_like_html, read_html

LINE, CELL, ROW = Gap.LINE, Gap.CELL, Gap.ROW


def cells(document: Document) -> list[tuple[str, Gap]]:
    """Texts and gaps of all fields."""
    for field in document.fields:
        assert document.text[field.start : field.end] == field.text
    return [(field.text, field.gap) for field in document.fields]


def rows(document: Document) -> list[list[str]]:
    """The cells of real tables, row by row."""
    found: list[list[str]] = []
    for field in document.fields:
        if field.place is None:
            continue
        if field.gap is ROW:
            found.append([])
        found[-1].append(field.text)
    return found


# lines


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>一</p><p>二</p>", "一\n二"),
        ("<p>一<p>二", "一\n二"),
        ("一<br>二<br/>三<BR />四", "一\n二\n三\n四"),
        ("<div>一<div>二</div>三</div>", "一\n二\n三"),
        ("<h1>题</h1>文<ul><li>甲<li>乙</ul>", "题\n文\n甲\n乙"),
        ("<p>收到<span>1</span><span>.8</span>亿元</p>", "收到1.8亿元"),
        ("<p><b>本年新</b><o:p></o:p><span lang=EN-US>制作数量</span></p>", "本年新制作数量"),
        ("<p>本年新\n  <span>制作</span>\t数量</p>", "本年新 制作 数量"),
        ("<a>首页</a>\n<a>公开</a>", "首页 公开"),
        ("<p>\n<b> <i>一</i></b>\n<b>二</b>\u3000<i>\n<u>三</u></i>\n</p>\n<p>四</p>", "一 二\u3000 三\n四"),
        ("<p><b>1</b>\n\t<sup>\n<i>2</i></sup></p>", "1^2"),
        ("<pre><b>一</b>\t\n<b>二</b>  <b>三</b></pre>", "一\n二  三"),
        ("<p>&nbsp;&#12288;\u200b一&nbsp;二\ufeff&emsp14;</p>", "一\u00a0二"),
        ("<p>&lt;td&gt; &amp;amp; &copy; &#20013;&#x6587;&hellip;</p>", "<td> &amp; © 中文…"),
        ("<p>少于<5件，a < b</p>", "少于<5件，a < b"),
        ("<pre>一  1\n二\t2\r\n\n三</pre>尾", "一  1\n二\t2\n三\n尾"),
        ("<p>\0一\0二</p>", "一二"),
        ("<ucaptitle>题</ucaptitle>", "题"),
    ],
)
def test_lines(source: str, text: str) -> None:
    assert read_html(source).text == text


@pytest.mark.parametrize(
    "tag",
    [
        '<a href="a>b">',
        '<a href="a" title="<p>">',
        "<a title='>' class=\"x\">",
        '<span title = "a > b">',
        "<span title= '><br>'>",
        '<a class="x" onclick="if (a > b) { go(\'<br>\') }">',
        '<font face=">" color=red>',
    ],
)
def test_a_quoted_bracket_ends_no_tag(tag: str) -> None:
    assert read_html(f"<p>前{tag}文</p><p>后</p>").text == "前文\n后"


@pytest.mark.parametrize("tag", ['<a href="x>', "<span title='x>", '<a title"x>', '<span a="b"">', "<a '>"])
def test_a_quote_that_is_not_closed_hides_nothing(tag: str) -> None:
    assert read_html(f"<p>前{tag}文</p><p>后</p>").text == "前文\n后"


def test_control_characters_of_a_page_are_no_marks() -> None:
    document = read_html("<p>\0T\0\0C1\0\n2</p><table><tr><td>\0c\ue000</td><td rowspan=2>\0=3</td></tr></table>")
    assert cells(document) == [("TC1 2", LINE), ("c\ue000", ROW), ("=3", CELL)]


def test_fields_are_trimmed_of_invisible_characters() -> None:
    document = read_html("<p>\u3000\u3000一、总体情况\u00a0</p><table><tr><td>\u200b&nbsp;41\ufeff</td></tr></table>")
    assert cells(document) == [("一、总体情况", LINE), ("41", ROW)]


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>var a = '<table><tr><td>9</td></tr></table>'; if (1 < 2) { '</p>' }</script>",
        "<SCRIPT type='text/html'><p>一、总体情况</p></SCRIPT>",
        "<style>p { color: red } /* <p>9</p> */</style>",
        "<noscript><p>9</p></noscript>",
        "<template><table><tr><td>9</td></tr></table></template>",
        "<!-- <p>9</p> -- > -->",
        "<!--[if gte mso 9]><xml><w:View>9</w:View></xml><![endif]-->",
        "<!--[if !supportLists]-->",
        "<![if !supportMisalignedColumns]>",
        '<?xml:namespace prefix = o ns = "urn:x" />',
        "<!---->",
        "<!-->",
        "<textarea><p>9</p></textarea>",
        "<select><option>2022<option selected>2023</select>",
        "<svg><text>9</text></svg>",
        "<title>9</title>",
        "<iframe src=x><p>9</p></iframe>",
        "<div style='DISPLAY : none'>9<div>9</div>9</div>",
        "<p hidden>9</p>",
        "<p\thidden>9</p>",
        "<P HIDDEN>9</P>",
        "<span class=a hidden=''>9<span>9</span></span>",
        "<input value=9>",
        "<img alt=9>",
    ],
)
def test_nothing_is_shown_of(hidden: str) -> None:
    assert read_html(f"<div>前{hidden}后</div>").text.replace("\n", "") == "前后"


@pytest.mark.parametrize(
    "shown",
    [
        "<noscript>文",
        "<textarea>文",
        "<div style='display:none'>文",
        "<div class='hidden'>文</div>",
        "<div class='x hidden y'>文</div>",
        "<div style='overflow:hidden'>文</div>",
        "<div data-x='display:none'>文</div>",
        "<span style='display:none'/>文",
    ],
)
def test_text_is_kept_where_hiding_it_would_be_a_guess(shown: str) -> None:
    assert read_html(f"前{shown}").text.replace("\n", "") == "前文"


def test_a_hidden_copy_of_a_table_is_kept() -> None:
    document = read_html("<p>见</p><div style='display:none'><p>表</p><table><tr><td>7</td></tr></table></div>")
    assert cells(document) == [("见", LINE), ("表", LINE), ("7", ROW)]


def test_a_page_that_is_hidden_altogether_is_read() -> None:
    assert read_html("<body style='display:none'><div style='display:none'>文</div></body>").text == "文"


def test_superscripts_do_not_lengthen_a_number() -> None:
    document = read_html("<p>41<sup>1</sup>件，4<b>1</b>件，43 <sup>[2]</sup>，<s>40</s>41，m<sup>2</sup>")
    assert document.text == "41^1件，41件，43 [2]，40^41，m2"


def test_ruby_annotations_are_dropped() -> None:
    source = "<p><ruby>公<rp>(</rp><rt>gong</rt><rp>)</rp>开<rt>kai</ruby>年报<ruby>报<rt>bao</rt></ruby></p>"
    assert read_html(source).text == "公开年报报"


def test_blocks_set_apart_on_one_line_do_not_run_together() -> None:
    source = "<div><span style='float:left'>41</span><span style='width:9px;display:inline-block'>2</span>3</div>"
    assert read_html(source).text == "41\n2\n3"


def test_lines_of_a_text_that_holds_tables_but_no_blocks_are_kept() -> None:
    document = read_html("# 年度报告\n\n一、总体情况\n<table><tr><td>1\n2</td></tr></table>\n四、问题\n尾")
    assert document.text == "# 年度报告\n一、总体情况\n1 2\n四、问题\n尾"


# meta


def test_meta_and_title() -> None:
    document = read_html(
        "<head><meta charset=utf-8><META NAME='ArticleTitle' CONTENT='甲&amp;乙'><meta content=\"2024-01-30\" name=PubDate>"
        "<meta name=empty content=''><meta name=ArticleTitle content=x><title>\n 甲 &#12288; 乙</title></head>文"
    )
    assert dict(document.meta) == {"ArticleTitle": "甲&乙", "PubDate": "2024-01-30", "title": "甲 乙"}
    assert (document.text, document.markup) == ("文", True)


def test_tags_in_a_title_do_not_join_its_words() -> None:
    assert read_html("<title>甲<b>\n<i>乙</i></b></title><p>文").meta == {"title": "甲 乙"}


def test_an_xml_declaration_is_no_obstacle() -> None:
    source = '<?xml version="1.0" encoding="gb2312"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><p>文</p><br/>二</html>'
    assert read_html(source).text == "文\n二"


# tables


def test_a_table_with_blanks() -> None:
    document = read_html("前<table><tr><th>甲</th><td></td><td>&nbsp;</td></tr><tr><td>1<td>2<td></table>后")
    assert document.text == "前\n甲\t\t\n1\t2\t\n后"
    assert cells(document) == [
        ("前", LINE), ("甲", ROW), ("", CELL), ("", CELL), ("1", ROW), ("2", CELL), ("", CELL), ("后", LINE),
    ]  # fmt: skip
    assert [field.place for field in document.fields[1:4]] == [Place(0, 0, 0), Place(0, 0, 1), Place(0, 0, 2)]
    assert [(field.start, field.end) for field in document.fields[2:4]] == [(4, 4), (5, 5)]


def test_paragraphs_of_a_cell_stay_one_field() -> None:
    document = read_html("<table><tr><td><p>本年新</p><p>制作<br>数量</p></td><td><div>1</div></td></tr></table>")
    assert cells(document) == [("本年新\n制作\n数量", ROW), ("1", CELL)]


def test_rows_without_cells_count() -> None:
    document = read_html("<table><tr><td>1</td></tr><tr></tr><tr><td>2</td></tr></table>")
    assert [field.place for field in document.fields] == [Place(0, 0, 0), Place(0, 2, 0)]


@pytest.mark.parametrize(
    ("attributes", "rowspan", "colspan"),
    [
        ('colspan="2;"', 1, 2),
        ("COLSPAN=2 rowspan='3'", 3, 2),
        ("rowspan=0", 4, 1),
        ("colspan=0", 1, 1),
        ("colspan=-2 rowspan=-1", 1, 1),
        ("colspan=1e9", 1, 1),
        ("colspan=1000000000", 1, 1000),
        ("rowspan=99999999999999999999", 4, 1),
        ("rowspan=60000 colspan=1000", 4, 1000),
        ("rowspan=' 2px'", 2, 1),
        ("colspan=+2", 1, 2),
        ("colspan=x", 1, 1),
        ("colspan", 1, 1),
        ("data-colspan=2 title='rowspan=2'", 1, 1),
        ("colspan=２", 1, 1),
    ],
)
def test_spans(attributes: str, rowspan: int, colspan: int) -> None:
    document = read_html(f"<table><tr><td {attributes}>1</td></tr><tr><tr><tr></table>")
    assert document.fields[0].place == Place(0, 0, 0, rowspan, colspan)
    assert not document.findings


def test_spanned_slots_are_not_repeated() -> None:
    document = read_html("<table><tr><td rowspan=2>甲<td colspan=2>乙<td>丙<tr><td>1<td>2<td>3</table>")
    assert rows(document) == [["甲", "乙", "丙"], ["1", "2", "3"]]
    assert [tuple(field.place or ())[1:3] for field in document.fields] == [
        (0, 0),
        (0, 1),
        (0, 3),
        (1, 1),
        (1, 2),
        (1, 3),
    ]


def test_no_cell_reaches_beyond_its_row_group() -> None:
    document = read_html(
        "<table><thead><tr><td rowspan=3>甲<td>乙</thead><tbody><tr><td>1<td rowspan=0>2<tr><td>3</table>"
    )
    assert [field.place for field in document.fields] == [
        Place(0, 0, 0), Place(0, 0, 1), Place(0, 1, 0), Place(0, 1, 1, 2, 1), Place(0, 2, 0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "source",
    [
        "<table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>",
        "<table><tr><td>1<td>2<tr><td>3<td>4</table>",
        "<TABLE><TBODY><TR><TD>1</TD><TD>2</TD></TR><TR><TD>3</TD><TD>4</TD></TR></TBODY></TABLE>",
        "<table><tr><td>1</div></p></span><td>2</tr></tr><tr><td>3</td></td></body></html><td>4</table></table>",
        "<table><td>1</td><td>2</td></tr><tr><td>3<td>4",
        "<tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr>",
        '<table><tr><td width=1 class="a"">1</td><td title=\'>\'>2</td></tr><tr><td title="</td>">3</td><td>4',
        "<table><tr><td\n>1</td ><td/>2<tr><td>3<td>4</table >",
        "<table><tr><td>1</td><td><div>2</td></tr><tr><td>3</div></td><td><p>4</td></tr></table>",
        "<table><tr><td><b>1</td><td>2</b></td></tr><tr><td><font>3</td><td>4</font></td></tr></table>",
        "<table><tr><td>1</td><td>2</td></tr></tbody><tr><td>3</td><td>4</td></tr></table>",
        "<table><colgroup><col><col></colgroup><tr><td>1<td>2<tr><td>3<td>4</table><td",
    ],
)
def test_damaged_tables(source: str) -> None:
    assert rows(read_html(source)) == [["1", "2"], ["3", "4"]]


def test_a_table_that_is_not_closed_ends_where_the_next_begins() -> None:
    document = read_html("<table><tr><td>1</td></tr><p>中</p><table><tr><td>2</td></tr></table><p>后</p>")
    assert [field.place and field.place.table for field in document.fields] == [0, None, 1, None]
    assert document.text == "1\n中\n2\n后"


def test_text_behind_the_end_of_the_page_is_read() -> None:
    document = read_html(
        "<html><body><p>首</p></body></html><h1>题</h1><table><tr><td>1</td></tr></table></body></html>"
    )
    assert cells(document) == [("首", LINE), ("题", LINE), ("1", ROW)]


def test_layout_cells_are_read_as_lines() -> None:
    document = read_html(
        "<table><tr><td>栏目</td><td><h1>题</h1><p>文</p><table><tr><td>1</td><td>2</td></tr></table><p>尾</p></td>"
        "<td>右</td></tr></table>"
    )
    assert cells(document) == [
        ("栏目", ROW), ("题", LINE), ("文", LINE), ("1", ROW), ("2", CELL), ("尾", LINE), ("右", ROW),
    ]  # fmt: skip
    assert [field.place for field in document.fields if field.place] == [
        Place(0, 0, 0), Place(1, 0, 0), Place(1, 0, 1), Place(0, 0, 2),
    ]  # fmt: skip
    assert [document.text[start:end] for start, end in document.boxes] == [document.text, "题\n文\n1\t2\n尾", "1\t2"]


def test_prose_in_a_cell_is_read_as_lines() -> None:
    prose = "本年度主动公开政府信息。" * 20
    document = read_html(f"<table><tr><td><p>一、总体情况</p><p>{prose}</p></td><td>1</td></tr></table>")
    assert cells(document) == [("一、总体情况", LINE), (prose, LINE), ("1", ROW)]


def test_prose_in_one_cell_of_a_row_leaves_the_others_cells() -> None:
    prose = "本年度主动公开政府信息。" * 20
    document = read_html(
        f"<table><tr><td>1</td><td rowspan=2>{prose}</td><td>  2\n 3</td></tr><tr><td>4</td></tr></table>"
    )
    assert cells(document) == [("1", ROW), (prose, LINE), ("2 3", ROW), ("4", ROW)]
    assert [field.place for field in document.fields] == [Place(0, 0, 0), None, Place(0, 0, 2), Place(0, 1, 0)]


def test_blocks_in_the_cells_of_a_row_are_lines_of_these_cells() -> None:
    document = read_html(
        "<div><table><tr><td><div>甲<div>乙</div></div></td><td></div>1<form></td></tr>"
        "<tr><td colspan=2><section>二</section></td></tr></table>尾</div>"
    )
    assert cells(document) == [("甲\n乙", ROW), ("1", CELL), ("二", ROW), ("尾", LINE)]
    assert [field.place for field in document.fields] == [Place(0, 0, 0), Place(0, 0, 1), Place(0, 1, 0, 1, 2), None]
    assert [document.text[start:end] for start, end in document.boxes] == [document.text, "甲\n乙\t1\n二"]


def test_tables_of_one_build_keep_their_own_places() -> None:
    table = "<table><tr><td rowspan=3>{0}</td><td>{1}</td></tr><tr><td>{2}</td></tr></table>"
    document = read_html(table.format("甲", "一", "二") + table.format("乙", "三", "四"))
    assert [(field.text, field.place) for field in document.fields] == [
        ("甲", Place(0, 0, 0, 2)), ("一", Place(0, 0, 1)), ("二", Place(0, 1, 1)),
        ("乙", Place(1, 0, 0, 2)), ("三", Place(1, 0, 1)), ("四", Place(1, 1, 1)),
    ]  # fmt: skip
    assert read_html(table.format("丙", "五", "六")).fields[0].place == Place(0, 0, 0, 2)


def test_a_frame_around_lines_is_no_table() -> None:
    document = read_html("<table><tr><td><p>题</p><p>文</p></td></tr></table><table><tr><td>1</td></tr></table>")
    assert cells(document) == [("题", LINE), ("文", LINE), ("1", ROW)]


def test_deep_nesting_loses_nothing() -> None:
    depth = 5000
    document = read_html(
        "<div><span><font>" * depth + "文<table><tr><td>1</td></tr></table>" + "</font></span></div>" * depth
    )
    assert cells(document) == [("文", LINE), ("1", ROW)]


def test_a_giant_attribute_loses_nothing() -> None:
    source = f'<p>前<img src="data:image/png;base64,{"QUJD" * 500_000}"></p><table><tr><td>1</td></tr></table>'
    assert cells(read_html(source)) == [("前", LINE), ("1", ROW)]


def test_the_value_of_an_input_is_the_text_of_an_empty_cell() -> None:
    document = read_html(
        "<table><tr><td><input type=text value=' 41 '></td><td>3<input value=5></td><td><input type=hidden value=6></td>"
    )
    assert rows(document) == [["41", "3", ""]]


def test_an_input_does_not_part_the_text_around_it() -> None:
    document = read_html(
        "<table><tr><td><input value=5>4<input value=6>1<sup>2</sup><br>件</td><td>9</td></tr></table><input value=7>8"
    )
    assert cells(document) == [("41^2\n件", ROW), ("9", CELL), ("8", LINE)]


def test_hidden_rows_and_cells_are_not_there() -> None:
    document = read_html(
        "<table><tr style='display:none'><td>9</td></tr><tr><td>1</td><td style='display:none'>9</td><td>2</td></tr></table>"
    )
    assert rows(document) == [["1", "2"]]


# tables of blocks


def test_rows_of_blocks_are_a_table() -> None:
    body = "".join(
        f"<div class=r><div>行{n}</div>\n<div><p>{n}</p></div><div></div><div><div>5</div></div></div>" for n in "123"
    )
    document = read_html(f"<div><h3>题</h3><div>{body}</div>后</div>")
    assert rows(document) == [["行1", "1", "", "5"], ["行2", "2", "", "5"], ["行3", "3", "", "5"]]
    assert [field.place for field in document.fields[5:7]] == [Place(0, 1, 0), Place(0, 1, 1)]
    assert document.text == "题\n行1\t1\t\t5\n行2\t2\t\t5\n行3\t3\t\t5\n后"


def test_tables_of_blocks_that_follow_one_another() -> None:
    """The tags between them, cut as one, end one table and begin the next."""
    tables = [
        "".join(f"<div><div>{name}{n}</div><div>{n}</div><div>0</div></div>" for n in "123") for name in ("甲", "乙")
    ]
    document = read_html(
        "<p>前</p>" + "".join(f"<section><div>{body}</div></section>" for body in tables) + "<p>后</p>"
    )
    assert document.text == "前\n甲1\t1\t0\n甲2\t2\t0\n甲3\t3\t0\n乙1\t1\t0\n乙2\t2\t0\n乙3\t3\t0\n后"
    assert [field.place.table for field in document.fields if field.place] == [0] * 9 + [1] * 9


def test_sections_of_blocks_are_no_table() -> None:
    body = "".join(f"<div><div>{n}、标题</div><div>一段话。</div></div>" for n in "一二三四")
    assert all(gap is LINE for _, gap in cells(read_html(f"<div>{body}</div>")))


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        ("style='display: table-row'", "style='width:9px;display:table-cell'"),
        ("role=row", 'role="cell"'),
        ("role='row'", "role=gridcell"),
        ("role = 'row'", "role = cell"),
    ],
)
def test_blocks_that_say_they_are_tables(row: str, cell: str) -> None:
    body = "".join(
        f"<div {row}><span {cell}>行{n}</span><span {cell}></span><span {cell}>{n}</span></div>" for n in "12"
    )
    assert rows(read_html(f"<div>{body}</div>")) == [["行1", "", "1"], ["行2", "", "2"]]


# boxes


def test_boxes_are_the_blocks_with_more_than_one_field_outermost_first() -> None:
    document = read_html(
        "<div><div>导航</div></div><div id=a><h1>题</h1><div id=b><p>一</p><p>二</p><div></div></div></div><div>脚</div>"
    )
    assert [document.text[start:end] for start, end in document.boxes] == ["题\n一\n二", "一\n二"]


# sources


PAGE = "<html><body><p>前</p><!-- x --><table><tr><td>1</td><td></td></tr></table>后<br>尾</body></html>"


def test_lxml_and_soup_are_read_like_their_source_and_not_changed() -> None:
    expected = cells(read_html(PAGE))
    element = lxml_html.document_fromstring(PAGE)
    before = etree.tostring(element)
    assert cells(read_html(element)) == expected
    assert cells(read_html(element.getroottree())) == expected
    assert cells(read_html(etree.fromstring(PAGE.replace("<br>", "<br/>")))) == expected
    assert etree.tostring(element) == before
    soup = BeautifulSoup(PAGE, "lxml")
    assert cells(read_html(soup)) == expected
    assert cells(read_html(soup.find("table"))) == [("1", ROW), ("", CELL)]
    assert cells(read_html(element.find(".//table"))) == [("1", ROW), ("", CELL)]  # without the text behind it


def test_other_sources_are_misuse() -> None:
    with pytest.raises(TypeError, match="int"):
        read_html(3)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (PAGE, True),
        ("<!DOCTYPE html><p>x", True),
        ("<?xml version='1.0'?>\n<HTML xmlns='a'>", True),
        ("<p>一</p><p>二</p>", True),
        ("<div class='a'>一</div>", True),
        ("| 甲 | 1 |\n" * 9 + "<table><tr><td>1</td></tr></table>", True),
        ("<tr><td>1</td></tr>", True),
        ("", False),
        ("一、总体情况\n收到<5件>", False),
        ("a < b and c > d", False),
        ("<<<>>>", False),
        ("见<www.example.gov.cn>", False),
        ("一行\n" * 40 + "甲<br>乙<br>", False),
        ("《条例》<附件>", False),
        ("<tablet>1</tablet>", False),
    ],
)
def test_looks_like_html(text: str, answer: bool) -> None:
    assert looks_like_html(text) is answer
