"""The codebook: every table and column in English and Chinese, as text for reading and as CSV for programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from ..forms import FORMS, Row
from .fields import Column, Table
from .schema import PATHS

STATUS_WORDS = {
    "read": ("printed, and placed by its labels", "原文印有，且由标签确定位置"),
    "inferred": ("lost or damaged, but only one value fits", "缺失或损坏，但仅有一个取值成立"),
    "blank": ("printed empty, or as a dash or 无", "原文为空、短横或“无”"),
    "ambiguous": ("the printed numbers fit in more than one way", "原文数字有多种对应方式"),
    "unreadable": ("something else than a number is printed", "原文不是数字"),
    "missing": ("the document does not hold it", "文档中没有"),
}
OUTCOME_WORDS = {
    "report": ("a report", "报告"),
    "blank_form": ("the form with no number in it", "未填写的表式"),
    "not_report": ("no report", "不是报告"),
    "empty": ("no text in it", "没有文本"),
    "duplicate": ("content that an earlier document has too", "与先前文档内容相同"),
    "skipped": ("left out: not a page", "略过：不是网页或文本"),
    "failed": ("could not be read or parsed; see failures", "无法读取或解析，见failures表"),
}

_SHORT = {
    "natural_person": "np", "business": "bus", "research": "res", "public_interest": "pub", "legal_service": "leg",
    "other": "oth", "total": "tot", "upheld": "uph", "corrected": "cor", "pending": "pen",
}  # fmt: skip
_NUMERALS = {n: str(i) for i, n in enumerate("一二三四五六七八九", 1)}


def stata_name(path: str) -> str:
    """A name of at most 32 characters for a cell path, by the numbers printed on the form.

    ``applications.results.refused.state_secret.business`` is ``t3_3_3_1_bus``: table three, 三、（三）1.
    """
    table, _, rest = path.partition(".")
    row, _, column = rest.rpartition(".")
    if table == "applications":
        return f"t3_{_numbers()[row]}_{_SHORT[column]}"
    return f"{'t2' if table == 'disclosure' else 't4'}_{row[:20]}_{_SHORT.get(column, column[:8])}"


def _numbers() -> dict[str, str]:
    """The printed numbers of every row of table three, by its path, over all editions."""
    found: dict[str, str] = {}
    for form in FORMS.values():
        for block in form.applications.blocks:
            for row in block.rows:
                found.update(_walk(row, "", ""))
    return found


def _walk(row: Row, path: str, number: str) -> Iterator[tuple[str, str]]:
    own = "".join(_NUMERALS.get(c, c) for c in row.number if c in _NUMERALS or c.isdigit())
    path, number = f"{path}{row.id}", f"{number}{own}"
    if not row.rows:
        yield path, number
    for inner in row.rows:
        yield from _walk(inner, f"{path}.", f"{number}_")


COLUMNS = ("table", "column", "type", "unit", "english", "chinese", "values", "stata")


def rows(tables: Iterable[Table]) -> Iterator[tuple[str, ...]]:
    """The codebook's rows, in the order of :data:`COLUMNS`."""
    stata = {path.replace(".", "_"): stata_name(path) for path in PATHS}
    for table in tables:
        for column in table.columns:
            short = stata.get(column.name, "") if table.name == "reports" else ""
            yield (
                table.name, column.name, column.kind, column.unit, column.en, column.zh, " ".join(column.values), short
            )  # fmt: skip


def as_csv(tables: Iterable[Table]) -> str:
    """The codebook as CSV."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows(tables))
    return file.getvalue()


HEADS = {
    "en": ("Codebook", "Status of a cell", "Outcome of a document", ("Column", "Type", "Unit", "Meaning")),
    "zh": ("变量说明", "单元格状态", "文档处理结果", ("字段", "类型", "单位", "含义")),
}
LANGUAGES = ("en", "zh")


def as_markdown(tables: Iterable[Table], language: str) -> str:
    """The codebook in one language (``en`` or ``zh``) as Markdown."""
    at = LANGUAGES.index(language)
    title, status, outcome, head = HEADS[language]
    lines = [f"# {title}", ""]
    for table in tables:
        lines += [f"## {table.name}", "", (table.en, table.zh)[at], "", *_table(head, _rows(table.columns, at)), ""]
    for heading, words in ((status, STATUS_WORDS), (outcome, OUTCOME_WORDS)):
        lines += [f"## {heading}", "", *(f"- `{name}`: {both[at]}" for name, both in words.items()), ""]
    return "\n".join(lines)


def _rows(columns: Iterable[Column], at: int) -> Iterator[tuple[str, ...]]:
    for column in columns:
        yield f"`{column.name}`", column.kind, column.unit, (column.en, column.zh)[at]


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|" + " --- |" * len(head)
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"
