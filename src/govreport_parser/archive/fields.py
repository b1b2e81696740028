"""The tables of the data set, declared once: columns with types, units and words in English and Chinese.

The Arrow schemas, ``datapackage.json`` and the codebooks are all made from these declarations.
"""

from __future__ import annotations

from typing import Literal

from attrs import frozen

Kind = Literal["string", "integer", "decimal", "date", "datetime", "boolean"]

STATUSES = ("read", "inferred", "blank", "ambiguous", "unreadable", "missing")
OUTCOMES = ("report", "blank_form", "not_report", "empty", "duplicate", "skipped", "failed")


@frozen
class Column:
    """One column. ``values`` lists what it may hold where that is a closed set; ``unit`` is empty for plain numbers."""

    name: str
    kind: Kind
    en: str
    zh: str
    unit: str = ""
    values: tuple[str, ...] = ()
    required: bool = False


@frozen
class Table:
    """One table: its name, what a row is, its columns, and those that name a row."""

    name: str
    en: str
    zh: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]


def _report_id(en: str = "Report", zh: str = "报告") -> Column:
    return Column("report_id", "string", f"{en}: a hash of its content", f"{zh}标识（内容的散列值）", required=True)


_DOCUMENT = (
    Column("seq", "integer", "Position in the run, from 0", "在本次运行中的序号，从0起", required=True),
    Column(
        "document_id",
        "string",
        "Document: source, and path or row in it",
        "文档标识：来源及其中的路径或行",
        required=True,
    ),
    Column("source", "string", "Source it came from", "所属来源", required=True),
    Column("member", "string", "Path inside the source", "来源内的路径"),
    Column("source_offset", "integer", "Byte offset or row number inside the source", "来源内的字节位置或行号"),
    Column("url", "string", "Address it was captured from", "采集网址"),
)

DOCUMENTS = Table(
    "documents",
    "Every document that was found, and what became of it",
    "找到的每一份文档及其去向",
    (
        *_DOCUMENT,
        Column("captured", "datetime", "When it was captured (UTC)", "采集时间（协调世界时）"),
        Column("charset", "string", "Charset that the source states", "来源声明的字符集"),
        Column("bytes", "integer", "Length of the content", "内容长度", "byte"),
        Column("sha256", "string", "SHA-256 of the content", "内容的SHA-256散列值"),
        Column(
            "report_id", "string", "Report it was parsed into (shared by equal content)", "解析所得报告（相同内容共用）"
        ),
        Column("outcome", "string", "What became of it", "处理结果", values=OUTCOMES, required=True),
        Column("reason", "string", "Why it failed or was left out", "失败或略过的原因"),
    ),
    ("seq",),
)

REPORTS = Table(
    "reports",
    "One row for each distinct report, with every number of its tables in a column of its own",
    "每份不重复的报告一行，表内每个数字各占一列",
    (
        _report_id(),
        Column("document_id", "string", "First document that holds it", "首个包含该报告的文档", required=True),
        Column("url", "string", "Address of that document", "该文档网址"),
        Column("captured", "datetime", "When that document was captured (UTC)", "该文档采集时间（协调世界时）"),
        Column("title", "string", "Title", "标题"),
        Column("agency", "string", "Agency that reports", "发布机关"),
        Column("year", "integer", "Year reported on", "报告年度"),
        Column("published", "date", "Date of publication", "发布日期"),
        Column("edition", "string", "Edition of the form", "表式版本"),
        Column("disclosure_edition", "string", "Edition of table two", "表二版本"),
        Column("applications_edition", "string", "Edition of table three", "表三版本"),
        Column("disputes_edition", "string", "Edition of table four", "表四版本"),
        Column("body_kind", "string", "Kind of body", "机关类别"),
        Column("province", "string", "Province", "省级行政区"),
        Column("city", "string", "Prefecture", "地级行政区"),
        Column("county", "string", "County", "县级行政区"),
        Column("division_code", "string", "Division code valid in that year", "当年有效的行政区划代码"),
        Column("publisher", "string", "Publisher named on the page", "页面所示发布机构"),
        Column("content_source", "string", "Source named on the page", "页面所示信息来源"),
        Column("site", "string", "Name of the site", "网站名称"),
        Column("index_number", "string", "Index number", "索引号"),
        Column("document_number", "string", "Document number", "文号"),
        Column("period_start", "date", "First day of the period covered", "统计期起"),
        Column("period_end", "date", "Last day of the period covered", "统计期止"),
        Column("contact_address", "string", "Contact: address", "联系地址"),
        Column("contact_postcode", "string", "Contact: postcode", "邮政编码"),
        Column("contact_phone", "string", "Contact: telephone", "联系电话"),
        Column("contact_email", "string", "Contact: electronic mail", "电子邮箱"),
        Column("encoding", "string", "Encoding it was read in", "读取时采用的编码"),
        Column("characters", "integer", "Length of the parsed text", "解析文本长度", "character", required=True),
        *(
            Column(f"cells_{s}", "integer", f"Cells with status {s}", f"状态为{s}的单元格数", required=True)
            for s in STATUSES
        ),
        Column("checks_held", "integer", "Identities held", "成立的勾稽关系数", required=True),
        Column("checks_broken", "integer", "Identities broken", "不成立的勾稽关系数", required=True),
        Column("checks_undecided", "integer", "Identities undecided", "无法判定的勾稽关系数", required=True),
        Column("findings_error", "integer", "Findings of severity error", "错误级发现数", required=True),
        Column("findings_warning", "integer", "Findings of severity warning", "警告级发现数", required=True),
        Column("findings_info", "integer", "Findings of severity info", "提示级发现数", required=True),
    ),
    ("report_id",),
)
"""Without the columns of the cells, which :func:`wide_columns` adds."""

CELLS = Table(
    "cells",
    "Every cell of every table, one to a row",
    "每个表格单元一行",
    (
        _report_id(),
        Column("agency", "string", "Agency that reports", "发布机关"),
        Column("year", "integer", "Year reported on", "报告年度"),
        Column("edition", "string", "Edition of the cell's table", "所在表的版本", required=True),
        Column("path", "string", "Name of the cell", "单元格名称", required=True),
        Column("label", "string", "Statutory row and column", "法定行列名称", required=True),
        Column(
            "value",
            "decimal",
            "The number; empty when none is certain",
            "数值；不确定时为空",
            "count, or yuan for amounts",
        ),
        Column("raw", "string", "What is printed", "原文"),
        Column("status", "string", "How certain the cell is", "确定程度", values=STATUSES, required=True),
        Column("span_start", "integer", "Where raw starts in the parsed text", "原文起点", "character"),
        Column("span_end", "integer", "Where raw ends", "原文终点", "character"),
        Column(
            "candidates", "string", "Values an ambiguous cell may have, joined by |", "歧义单元格的可能取值，以|分隔"
        ),
    ),
    ("report_id", "path"),
)

SECTIONS = Table(
    "sections",
    "Every section and subsection, in printed order",
    "每个章节一行，按原文顺序",
    (
        _report_id(),
        Column("position", "integer", "Position in the report, from 0", "在报告中的序号，从0起", required=True),
        Column("parent", "integer", "Position of the section it is part of", "上级章节的序号"),
        Column("level", "integer", "Depth, 1 for the sections of the form", "层级，表式各部分为1", required=True),
        Column("part", "string", "Part of the form", "所属部分", values=("overview", "problems", "other")),
        Column("number", "string", "Numeral as printed", "序号原文"),
        Column("title", "string", "Heading", "标题"),
        Column("text", "string", "Own paragraphs, one to a line", "本节自有段落，每段一行"),
        Column("span_start", "integer", "Where it starts in the parsed text", "起点", "character"),
        Column("span_end", "integer", "Where it ends", "终点", "character"),
    ),
    ("report_id", "position"),
)

FIGURES = Table(
    "figures",
    "Quantities in the prose",
    "正文中的数量",
    (
        _report_id(),
        Column("position", "integer", "Position in the report, from 0", "在报告中的序号，从0起", required=True),
        Column("value", "decimal", "The number, 万 and 亿 applied", "数值（已换算万、亿）", "see unit"),
        Column("high", "decimal", "Upper end of a range", "范围上限", "see unit"),
        Column("unit", "string", "Measure word", "单位"),
        Column("kind", "string", "Sort of quantity", "数量类别", values=("count", "percent", "money")),
        Column("subject", "string", "What is counted", "所指事物"),
        Column("name", "string", "Canonical name of a well-known figure", "常见数量的规范名称"),
        Column("qualifier", "string", "Printed word that makes it inexact", "约数词"),
        Column("parent", "integer", "Position of the figure it is part of", "所属数量的序号"),
        Column("raw", "string", "What is printed", "原文"),
        Column("span_start", "integer", "Where raw starts in the parsed text", "原文起点", "character"),
        Column("span_end", "integer", "Where raw ends", "原文终点", "character"),
    ),
    ("report_id", "position"),
)

FINDINGS = Table(
    "findings",
    "What the parser has to say about each document",
    "解析发现",
    (
        _report_id("Report, or a document that is none", "报告（或非报告文档）"),
        Column("position", "integer", "Position among its findings, from 0", "序号，从0起", required=True),
        Column("code", "string", "Code of the finding", "发现代码", required=True),
        Column(
            "severity", "string", "How much it matters", "严重程度", values=("info", "warning", "error"), required=True
        ),
        Column("paths", "string", "Cells it is about, joined by blanks", "相关单元格，以空格分隔"),
        Column("message", "string", "In one sentence", "说明", required=True),
        Column("spans", "string", "Where it stands: start-end, joined by blanks", "位置：起点-终点，以空格分隔"),
    ),
    ("report_id", "position"),
)

CHECKS = Table(
    "checks",
    "Every arithmetic identity of the form",
    "每条勾稽关系一行",
    (
        _report_id(),
        Column("identity", "string", "Identity", "勾稽关系", required=True),
        Column("outcome", "string", "How it came out", "结果", values=("held", "broken", "undecided"), required=True),
        Column("left_sum", "decimal", "Sum of its left side", "左边之和"),
        Column("right_sum", "decimal", "Sum of its right side", "右边之和"),
        Column("left_cells", "string", "Cells on the left, joined by blanks", "左边单元格"),
        Column("right_cells", "string", "Cells on the right", "右边单元格"),
        Column("blanks", "string", "Blank cells counted as zero", "按零计的空白单元格"),
    ),
    ("report_id", "identity"),
)

FAILURES = Table(
    "failures",
    "Documents that could not be parsed, and sources that could not be read to their end",
    "未能解析的文档和未能读完的来源",
    (
        *_DOCUMENT,
        Column("sha256", "string", "SHA-256 of the content, where it was read", "内容的SHA-256散列值"),
        Column("reason", "string", "Why, in a word", "原因", required=True),
        Column("detail", "string", "Why, in a sentence", "说明"),
    ),
    ("seq",),
)

TEXTS = Table(
    "texts",
    "The text that spans point into (written on request)",
    "起止位置所指的文本（按需输出）",
    (_report_id(), Column("text", "string", "The parsed text", "解析文本", required=True)),
    ("report_id",),
)


PANEL = Table(
    "panel",
    "Every report of the data set: whose it is, and whether it is the one used for that agency and year",
    "数据集中每份报告所属机关、年度及是否采用",
    (
        _report_id(),
        Column("series", "integer", "Series: number of the agency, from 0", "序列（机关）编号，从0起"),
        Column("agency", "string", "Agency, by the longest of its printed names", "机关（原文名称中最长者）"),
        Column("division_code", "string", "Division code of the agency today", "机关现行的行政区划代码"),
        Column("year", "integer", "Year reported on", "报告年度"),
        Column("used", "boolean", "Whether this report is used for agency and year", "是否采用", required=True),
        Column(
            "copies", "integer", "Reports on agency and year, this one included", "同一机关年度的报告数", required=True
        ),
        Column(
            "numbers",
            "integer",
            "Certain numbers in it, by which it is chosen",
            "其中确定的数值个数（选用依据）",
            required=True,
        ),
        Column(
            "differing",
            "integer",
            "Cells whose certain number is not that of the report used",
            "与所采用报告数值不同的单元格数",
            required=True,
        ),
        Column("differs", "string", "These cells, joined by blanks", "数值不同的单元格，以空格分隔"),
    ),
    ("report_id",),
)
"""Made of a data set by :func:`~govreport_parser.archive.panel`; no part of it."""

SERIES_CHECKS = Table(
    "series_checks",
    "What each year hands to the next, over the reports that are used",
    "所采用报告的跨年度勾稽关系",
    (
        Column("series", "integer", "Series", "序列编号", required=True),
        Column("agency", "string", "Agency", "机关", required=True),
        Column("year", "integer", "The later year", "后一年度", required=True),
        Column("identity", "string", "Identity", "勾稽关系", required=True),
        Column("outcome", "string", "How it came out", "结果", values=("held", "broken", "undecided"), required=True),
        Column("left_sum", "decimal", "What the later report starts from", "后一年度的期初数"),
        Column("right_sum", "decimal", "What follows from the earlier one", "由前一年度推得的数"),
        Column("why", "string", "Why it is undecided", "无法判定的原因"),
        _report_id("The later report", "后一年度报告"),
        Column("previous_report_id", "string", "The earlier report", "前一年度报告标识", required=True),
    ),
    ("series", "year", "identity"),
)
"""As :data:`PANEL`."""


def wide_columns(paths: dict[str, str]) -> tuple[Column, ...]:
    """A column for each cell path (``paths``: path to statutory label), dots as underscores; counts are integers."""
    return tuple(
        Column(
            path.replace(".", "_"),
            "decimal" if path.endswith(".amount") else "integer",
            path,
            label,
            "yuan" if path.endswith(".amount") else "",
        )
        for path, label in paths.items()
    )
