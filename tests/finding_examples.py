"""For every finding code a document that raises it, and one like it that does not.

``docs/findings.md`` shows the examples; ``tests/test_findings.py`` holds them to their word. A document is one of the
case folders with some of its lines changed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache

from attrs import frozen

from govreport_parser import parse
from govreport_parser.findings import Finding
from govreport_parser.model import Report
from govreport_parser.prose import compare_prose, prose_findings
from govreport_parser.series import aggregate, compare, series_findings
from tests.cases import FIXTURES

Edit = tuple[str, str]
"""Printed text and what stands there instead; of several places, the first."""

RECEIVED = "一、本年新收政府信息公开申请数量\n984\n0\n0\n0\n0\n50\n1034\n"

OLD, NEW, TABBED = "2019/jinhe-county", "2021/one-cell-per-line", "2021/tabbed-rows"


@frozen
class Example:
    """One document that raises a code, and a near miss.

    ``change`` says in words what is special, ``but`` what is different in the near miss.
    """

    code: str
    change: str
    edits: tuple[Edit, ...]
    but: str
    near: tuple[Edit, ...]
    base: str = NEW
    near_base: str = ""
    found: Callable[[Report], tuple[Finding, ...]] = lambda report: report.findings

    def source(self) -> str:
        """The document that raises the code."""
        return edited(self.base, self.edits)

    def near_miss(self) -> str:
        """The document like it that does not."""
        return edited(self.near_base or self.base, self.near)

    def findings(self, source: str) -> list[Finding]:
        """The findings of this code in a document."""
        return [f for f in self.found(parse(source)) if f.code == self.code]


@cache
def base(name: str) -> str:
    """The source of a case folder, or nothing for no name."""
    return (FIXTURES / name / "source.txt").read_text(encoding="utf-8") if name else ""


def edited(name: str, edits: tuple[Edit, ...]) -> str:
    """A case's source with edits. An edit that finds nothing is an error in the example."""
    text = base(name)
    for old, new in edits:
        if old not in text:
            raise ValueError(f"{name} does not hold {old!r}")
        text = text.replace(old, new, 1)
    return text


def between(name: str, first: str, last: str) -> str:
    """The part of a case's source from one text up to another."""
    text = base(name)
    start = text.index(first)
    return text[start : text.index(last, start)]


def as_page(text: str) -> str:
    """A text of rows with tabs as a page: each row in a table, every other line a paragraph."""
    cells = [line.replace("\t", "</td><td>") for line in text.splitlines()]
    rows = [f"<tr><td>{line}</td></tr>" if "<td>" in line else f"</table><p>{line}</p><table>" for line in cells]
    return f"<table>{''.join(rows)}</table>".replace("<table></table>", "")


def floats(text: str) -> str:
    """A text whose lines of nothing but digits are printed as floats."""
    return re.sub(r"^\d+$", r"\g<0>.0", text, flags=re.MULTILINE)


def next_year(carried_over: str) -> str:
    """The new form's case again, as a report on the next year that carries so many requests over in all."""
    text = base(NEW).replace("2022年", "2023年").replace("1\n354\n35986\n", "5\n358\n35633\n")
    zeros, label = "0\n" * 7, "上年结转政府信息公开申请数量\n"
    return text.replace(label + zeros, label + "0\n" * 5 + f"{carried_over}\n" * 2)


PAGE = (
    "<p>二、主动公开政府信息情况</p><table><tr><td>信息内容</td><td>本年处理决定数量</td></tr>"
    "<tr><td>行政处罚</td><td>41</td></tr><tr><td>行政强制</td><td>0</td></tr></table>"
)
"""A part of a page."""

REVIEW = "0\n0\n0\n0\n0\n0\n0\n6\n0\n6\n79\n0\n0\n0\n79\n"
"""The fifteen numbers of table four."""

GRANTED = "（一）予以公开\n98\n0\n0\n0\n0\n0\n98\n"
RECEIVED = "一、本年新收政府信息公开申请数量\n984\n0\n0\n0\n0\n50\n1034\n"

HEADING_THREE, HEADING_FOUR = "三、收到和处理政府信息公开申请情况\n", "四、政府信息公开行政复议、行政诉讼情况\n"
LAST_YEARS = (
    base(NEW).partition(HEADING_THREE)[2].partition(HEADING_FOUR)[0].replace("984", "985").replace("1034", "1035")
)

UNRAISED: dict[str, str] = {}
"""Codes without an example, and why. An entry that has one is an error."""

EXAMPLES = (
    Example(
        "not-a-report",
        "A notice about something else is given.",
        ((base(NEW), base("none/news-about-reports")),),
        "A report whose tables are empty of everything but zeros is still a report.",
        (),
    ),
    Example(
        "empty-document",
        "Nothing but white space is given.",
        ((base(NEW), " \n\u3000\n"),),
        "One line of prose is a text, if not a report.",
        ((base(NEW), "今天天气很好。\n"),),
    ),
    Example(
        "blank-form",
        "The form as it is attached to the notice, with every label and no number.",
        ((base(NEW), base("none/blank-form")),),
        "The form filled in.",
        (),
    ),
    Example(
        "identity-broken",
        "The total of a row is printed as 99, its parts add up to 98.",
        ((GRANTED, GRANTED.replace("98\n", "98\n", 1)[:-3] + "99\n"),),
        "Total and parts agree.",
        (),
    ),
    Example(
        "blank-as-zero",
        "A cell of 行政复议 holds a dash.",
        ((REVIEW, "—\n" + REVIEW[2:]),),
        "It holds a zero.",
        (),
    ),
    Example(
        "table-missing",
        "The heading of section 四 stands there, its table does not.",
        ((between(NEW, "行政复议\n行政诉讼\n", "五、存在"), "无。\n"),),
        "The table stands there.",
        (),
    ),
    Example(
        "row-missing",
        "The row 行政强制 is left out.",
        (("行政强制\n0\n", ""),),
        "It is there.",
        (),
    ),
    Example(
        "cells-missing",
        "The label 行政强制 is there, its number is not.",
        (("行政强制\n0\n", "行政强制\n"),),
        "It is there.",
        (),
    ),
    Example(
        "edition-mixed",
        "Table two is the new form's, table three has the old form's single row （六）其他处理.",
        ((base(NEW), base("mixed/new-table-two-old-table-three")),),
        "Both are the new form's.",
        (),
    ),
    Example(
        "label-variant",
        "危机 is printed for 危及.",
        (("危及“三安全一稳定”", "危机“三安全一稳定”"),),
        "Half-width quotation marks and another enumeration mark are no other wording.",
        (("3.危及“三安全一稳定”", '3、危及"三安全一稳定"'),),
    ),
    Example(
        "label-unknown",
        "A row that the form does not have stands in table three.",
        (("（七）总计\n", "（八）转交其他部门\n3\n0\n0\n0\n0\n0\n3\n（七）总计\n"),),
        "The rows are the form's.",
        (),
    ),
    Example(
        "header-not-of-form",
        "The header of 第（一）项 is printed over 第（五）项 as well.",
        (
            (
                "信息内容\n上一年项目数量\n本年增/减\n处理决定数量\n",
                "信息内容\n本年新制作数量\n本年新公开数量\n对外公开总数量\n",
            ),
        ),
        "The form's own header.",
        (),
        base="2019/page-break-in-table",
    ),
    Example(
        "cell-ambiguous",
        "The seven numbers of a row are one run of digits, and the sums leave more than one cut.",
        ((base(NEW), base("2021/no-separators")),),
        "Every number stands on a line of its own.",
        (),
    ),
    Example(
        "cell-inferred",
        "One number of a row is lost; the sums give it back.",
        ((RECEIVED, RECEIVED.replace("984\n", "")),),
        "It is printed.",
        (),
    ),
    Example(
        "cell-unreadable",
        "Words stand where a number belongs.",
        (("行政处罚\t9\n", "行政处罚\t见附件\n"),),
        "A number stands there.",
        (),
        base=TABBED,
    ),
    Example(
        "digit-lookalike",
        "A letter stands for the digit 0.",
        (("二、上年结转政府信息公开申请数量\n0\n", "二、上年结转政府信息公开申请数量\nＯ\n"),),
        "The digit.",
        (),
    ),
    Example(
        "search-bounded",
        "A row is one long run of digits, which can be cut in more ways than are tried.",
        ((RECEIVED, "一、本年新收政府信息公开申请数量\n" + "137" * 28 + "\n"),),
        "A run that is cut quickly.",
        ((RECEIVED, "一、本年新收政府信息公开申请数量\n9840000501034\n"),),
    ),
    Example(
        "value-annotated",
        "A number carries an annotation.",
        (("行政规范性文件\n1\n", "行政规范性文件\n1（其中修订1件）\n"),),
        "A bare number.",
        (),
    ),
    Example(
        "numbers-left-over",
        "Two numbers stand behind words that are no row of the form.",
        (("（七）总计\n", "（八）转交其他部门\n3\n0\n（七）总计\n"),),
        "A page number in dashes is no number of the table.",
        (("（七）总计\n", "- 17 -\n（七）总计\n"),),
    ),
    Example(
        "title-missing",
        "Nothing above the first section reads like a title.",
        (("北屏市2022年政府信息公开工作年度报告\n", ""),),
        "The title is cut over two lines.",
        (("北屏市2022年政府信息公开工作年度报告\n", "北屏市2022年\n政府信息公开工作年度报告\n"),),
    ),
    Example(
        "year-unclear",
        "The title names no year, no period is stated, and the overview speaks of none.",
        (("北屏市2022年政府", "北屏市政府"), ("2022年，北屏市", "去年，北屏市")),
        "The period of the statistics names it.",
        (
            ("北屏市2022年政府", "北屏市政府"),
            ("2022年，北屏市", "去年，北屏市"),
            ("一、总体情况\n", "一、总体情况\n本报告所列数据的统计期限自2022年1月1日起至2022年12月31日止。\n"),
        ),
    ),
    Example(
        "year-spoken",
        "The title names no year, and no period is stated; the overview speaks of 2022 alone.",
        (("北屏市2022年政府", "北屏市政府"),),
        "The report names itself, and its year, in a sentence.",
        (
            ("北屏市2022年政府", "北屏市政府"),
            ("一、总体情况\n", "现公布北屏市2022年政府信息公开工作年度报告。\n一、总体情况\n"),
        ),
    ),
    Example(
        "metadata-conflict",
        "The title says 2022, the period of the statistics is 2021.",
        (("一、总体情况\n", "一、总体情况\n本报告所列数据的统计期限自2021年1月1日起至2021年12月31日止。\n"),),
        "Title and period agree.",
        (("一、总体情况\n", "一、总体情况\n本报告所列数据的统计期限自2022年1月1日起至2022年12月31日止。\n"),),
    ),
    Example(
        "section-missing",
        "The heading of section 六 is not there.",
        (("六、其他需要报告的事项\n本机关2022年没有收取信息处理费。\n", ""),),
        "It is there, with 其它 for 其他.",
        (("六、其他需要", "六、其它需要"),),
    ),
    Example(
        "section-empty",
        "Nothing stands below the heading of section 六.",
        (("本机关2022年没有收取信息处理费。\n主办：北屏市人民政府办公室\n", ""),),
        "无 is an answer.",
        (("本机关2022年没有收取信息处理费。\n", "无\n"),),
    ),
    Example(
        "sections-renumbered",
        "The last two sections are numbered 六 and 七.",
        (("五、存在的主要问题", "六、存在的主要问题"), ("六、其他需要", "七、其他需要")),
        "They are numbered as in the form.",
        (),
    ),
    Example(
        "unit-unknown",
        "An amount stands without a unit, and its header names none either.",
        (("1.46亿元", "1.46"),),
        "The header names one.",
        (("采购总金额", "采购总金额（亿元）"), ("1.46亿元", "1.46")),
        base=OLD,
    ),
    Example(
        "label-lost",
        "The label 2.重复申请 is gone, its seven numbers are not.",
        (("2.重复申请\n", ""),),
        "It is misspelt.",
        (("2.重复申请\n", "2.重复申清\n"),),
    ),
    Example(
        "header-missing",
        "The header of 第（一）项 is gone.",
        (("信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n", ""),),
        "It is cut over two lines each.",
        (("本年制发件数\n本年废止件数\n现行有效件数\n", "本年制\n发件数\n本年废\n止件数\n现行有\n效件数\n"),),
    ),
    Example(
        "blank-lacking",
        "A page with two empty cells in a row whose total is larger than the sum of the others.",
        ((base(TABBED), as_page(edited(TABBED, (("\t2152\t1054\t1572\t", "\t\t1054\t\t"),)))),),
        "The cells of zeros are empty.",
        ((base(TABBED), as_page(edited(TABBED, (("\t0\t1\t866\t9\t0\t0\t", "\t\t1\t866\t9\t\t\t"),)))),),
        TABBED,
    ),
    Example(
        "blank-form-left-out",
        "The template stands behind the report.",
        ((base(TABBED), base(TABBED) + re.sub(r"(?<=\s)[\d.]+(?=\s)", "", base(TABBED))),),
        "It is the report once more, with all its numbers.",
        ((base(TABBED), base(TABBED) + base(TABBED)),),
        TABBED,
    ),
    Example(
        "table-repeated",
        "The page holds the article twice, for wide and for narrow screens.",
        ((base(NEW), base(NEW) + base(NEW)),),
        "Once.",
        (),
    ),
    Example(
        "copies-differ",
        "It holds it twice, and one copy prints another number of penalties.",
        ((base(NEW), base(NEW) + base(NEW).replace("行政处罚\n8\n", "行政处罚\n9\n")),),
        "The copies agree.",
        ((base(NEW), base(NEW) + base(NEW)),),
    ),
    Example(
        "year-left-out",
        "Table three stands below a caption of its year, and that of the year before below another.",
        ((HEADING_THREE, f"{HEADING_THREE}2022年度\n"), (HEADING_FOUR, f"2021年度\n{LAST_YEARS}{HEADING_FOUR}")),
        "The second table has no caption.",
        ((HEADING_THREE, f"{HEADING_THREE}2022年度\n"), (HEADING_FOUR, f"{LAST_YEARS}{HEADING_FOUR}")),
    ),
    Example(
        "table-of-another",
        "A caption above table two names the year before the report's.",
        (("第二十条第（一）项\n", "2021年数据\n第二十条第（一）项\n"),),
        "It names the year of the report.",
        (("第二十条第（一）项\n", "2022年数据\n第二十条第（一）项\n"),),
    ),
    Example(
        "row-repeated",
        "The first row of table three is printed twice, the second time with other numbers.",
        ((RECEIVED, RECEIVED + RECEIVED.replace("984", "985").replace("1034", "1035")),),
        "Both prints of the row agree.",
        ((RECEIVED, RECEIVED + RECEIVED),),
    ),
    Example(
        "numbers-first",
        "In one block of table two the number stands before its label.",
        (("行政许可\n48924\n", "48924\n行政许可\n"),),
        "The number stands behind its label.",
        (),
    ),
    Example(
        "separator-unusual",
        "Every line break is a caret.",
        ((base(NEW), base(NEW).replace("\n", "^")),),
        "Every line break is a tab.",
        ((base(NEW), base(NEW).replace("\n", "\t")),),
    ),
    Example(
        "text-escaped",
        "The text was written by a tool for JSON that leaves nothing but ASCII.",
        ((base(NEW), json.dumps(base(NEW))),),
        "By one that keeps the characters.",
        ((base(NEW), json.dumps(base(NEW), ensure_ascii=False)),),
    ),
    Example(
        "page-packed",
        "A page is the string of a JSON answer.",
        ((base(NEW), json.dumps({"content": PAGE})),),
        "The page itself.",
        ((base(NEW), PAGE),),
    ),
    Example(
        "table-as-data",
        "Every row of the tables is written as a list.",
        ((base(TABBED), "\n".join(json.dumps(x.split("\t"), ensure_ascii=False) for x in base(TABBED).split("\n"))),),
        "The rows are parted by tabs.",
        ((base(NEW), base(TABBED)),),
        base=TABBED,
        near_base=NEW,
    ),
    Example(
        "frame-printed",
        "Before every line stands its number.",
        ((base(TABBED), "\n".join(f"{n}\t{line}" for n, line in enumerate(base(TABBED).split("\n")))),),
        "Before every line stands the same number.",
        ((base(TABBED), "\n".join(f"1\t{line}" for line in base(TABBED).split("\n"))),),
        base=TABBED,
        near_base=TABBED,
    ),
    Example(
        "counts-with-points",
        "Every number of the tables is printed as a float.",
        ((base(NEW), floats(base(NEW))),),
        "One of them has another digit behind its point.",
        ((base(NEW), floats(base(NEW)).replace("984.0", "984.5")),),
    ),
    Example(
        "edition-unclear",
        "Table two is not there, and table three ends before （六）其他处理, in which the editions differ.",
        (
            (between(NEW, "第二十条第（一）项", "三、收到"), ""),
            (between(NEW, "（六）其他处理", "（七）总计"), ""),
            (between(NEW, "行政复议\n行政诉讼\n", "五、存在"), ""),
        ),
        "The rows of （六）其他处理 are there.",
        (
            (between(NEW, "第二十条第（一）项", "三、收到"), ""),
            (between(NEW, "行政复议\n行政诉讼\n", "五、存在"), ""),
        ),
    ),
    Example(
        "page-cut",
        "A table of a page is wider than any table of a form or of a site.",
        ((base(NEW), "<table><tr>" + "<td>1" * 20000 + "</table>"),),
        "A wide table.",
        ((base(NEW), "<table><tr>" + "<td>1" * 40 + "</table>"),),
    ),
    Example(
        "prose-differs",
        "The prose says that 1043 requests came in, the table says 1034.",
        (("新收申请1034件", "新收申请1043件"),),
        "The number in the prose is rounded.",
        (("新收申请1034件", "新收申请约1040件"),),
        found=lambda report: prose_findings(compare_prose(report)),
    ),
    Example(
        "series-broken",
        "The report on 2023 carries 0 requests over, that on 2022 carried 22 forward.",
        ((base(NEW), next_year("0")),),
        "It carries 22 over.",
        ((base(NEW), next_year("22")),),
        found=lambda report: compare((parse(base(NEW)), report)).findings,
    ),
    Example(
        "text-reused",
        "The report on 2023 has the prose of that on 2022.",
        ((base(NEW), next_year("0")),),
        "It has its own.",
        ((base(TABBED), base(TABBED).replace("南关区", "北屏市")),),
        found=lambda report: compare((parse(base(NEW)), report)).findings,
        near_base=TABBED,
    ),
    Example(
        "series-differs",
        "Two reports of one agency on one year, with different numbers of penalties.",
        (("行政处罚\n8\n", "行政处罚\n7\n"),),
        "Both print the same number.",
        (("五、存在", "\n五、存在"),),
        found=lambda report: compare((parse(base(NEW)), report)).findings,
    ),
    Example(
        "series-repeated",
        "Two reports of one agency on one year.",
        (),
        "On two years.",
        ((base(NEW), next_year("22")),),
        found=lambda report: compare((parse(base(NEW)), report)).findings,
    ),
    Example(
        "series-unplaced",
        "A report without a title among several.",
        (("北屏市2022年政府信息公开工作年度报告\n", ""),),
        "Each has its title.",
        (),
        found=lambda report: compare((parse(base(OLD)), report)).findings,
    ),
    Example(
        "aggregate-broken",
        "A city's report is not the sum of the one district it is said to consist of.",
        (("行政处罚\n8\n", "行政处罚\n7\n"),),
        "It is.",
        (),
        found=lambda report: series_findings(aggregate(report, (parse(base(NEW)),))),
    ),
)
