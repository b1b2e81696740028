"""What the library can have to say about a document: every code of a finding, declared once.

Each has its severity, its meaning, the template of its message and who raises it; ``docs/findings.md`` is made of this.
"""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen


class Severity(StrEnum):
    """How much a finding matters, from least to most."""

    INFO = "info"
    """Worth knowing; no number is in doubt."""
    WARNING = "warning"
    """Something is not certain, or not as the form has it."""
    ERROR = "error"
    """The document contradicts itself, or is not a report at all."""

    @property
    def rank(self) -> int:
        """0, 1 or 2, for comparing."""
        return _RANKS[self]


_RANKS = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}


RAISED_BY = {
    "parse": "`parse`: it is in `Report.findings` and in the data sets of `govreport run`",
    "check": "`prose_findings(compare_prose(report))`, as `govreport check` does: it is in no `Report.findings` and no data set",
    "compare": "`series.compare` (`govreport compare`) or, over a data set, `archive.panel`: it is in no `Report.findings` and no data set",
    "aggregate": "`series_findings(aggregate(…))`, from Python only: it is in no `Report.findings` and no data set",
}
"""Who raises findings, in a word and in a sentence."""


@frozen
class Code:
    """A kind of finding. ``template`` is a :meth:`str.format` string over the finding's ``details``."""

    name: str
    severity: Severity
    title: str
    description: str
    template: str
    raised_by: str = "parse"
    """A key of :data:`RAISED_BY`"""


def _declare(*codes: Code) -> dict[str, Code]:
    table = {code.name: code for code in codes}
    if len(table) != len(codes):
        raise ValueError("a finding code is declared twice")
    return table


_I, _W, _E = Severity.INFO, Severity.WARNING, Severity.ERROR

CODES: dict[str, Code] = _declare(
    Code(
        "not-a-report",
        _E,
        "The document is not an annual report on open government information",
        "Neither statutory tables nor the sections of the form were recognised. No cell is returned, and a missing title, "
        "year or section is not reported as well.",
        "this does not look like a 政府信息公开工作年度报告: {why}",
    ),
    Code(
        "empty-document",
        _E,
        "The document holds no text",
        "Nothing but white space (or markup without text) was given.",
        "the document holds no text",
    ),
    Code(
        "blank-form",
        _E,
        "The labels of the form are there, its numbers are not",
        "Every label of a table was found and no number at all: the notice that holds the blank form, or a form "
        "nobody filled in.",
        "the labels of the {tables} are printed, and no number behind them",
    ),
    Code(
        "blank-form-left-out",
        _I,
        "A blank form stands behind the report",
        "Every label of the form is printed once more behind the report's tables, without a number: a template, as in "
        "an annex. It says nothing of the report.",
        "a blank form behind the report was left out",
    ),
    Code(
        "identity-broken",
        _E,
        "The document disagrees with itself",
        "Every member of an identity is certain and the two sides differ. The numbers are kept as printed.",
        "{identity}: {left} = {left_sum}, but {right} = {right_sum}",
    ),
    Code(
        "blank-as-zero",
        _I,
        "Blanks counted as zero in an identity",
        "The form asks for a number in every cell; an identity was evaluated with its blank cells counted as zero.",
        "blank cells count as zero in {count} identities of the {table} table",
    ),
    Code(
        "blank-lacking",
        _W,
        "Blank cells that the sums do not take for zeros",
        "Every sum of which the blank cell is a part lacks something. A number that is drawn, filled in by a script or lost "
        "on the way leaves a cell as empty as one that nobody filled in, so it is not certain that it is blank.",
        "{count} blank cells of the {table} table may hide numbers: every sum with them lacks something",
    ),
    Code(
        "table-missing",
        _W,
        "A statutory table is not in the document",
        "No row of the table was found. The typed table is None and has no cells.",
        "the {table} table was not found",
    ),
    Code(
        "row-missing",
        _W,
        "A row of a found table is not in the document",
        "The table was found but this row's label was not, and nothing else places its numbers.",
        "the row {label} of the {table} table was not found",
    ),
    Code(
        "cells-missing",
        _W,
        "A row of a found table holds no numbers, or fewer than it has cells",
        "The row's label was found, and nothing that could be read stands where these cells are.",
        "the row {label} of the {table} table prints nothing for {count} of its cells",
    ),
    Code(
        "table-repeated",
        _I,
        "A table stands in the document more than once",
        "The page holds the article twice, or a table is printed again. Copies that agree are merged.",
        "the {table} table stands {count} times in the document",
    ),
    Code(
        "copies-differ",
        _W,
        "Two copies of a table print different numbers",
        "Only what both print is certain: one of them may be of another year or organ.",
        "copies of the {table} table differ in {count} cells",
    ),
    Code(
        "year-left-out",
        _I,
        "A table of a year before stands beside the report's own",
        "Each of the copies of a table stands below a caption that names its year. Those of the years before were left out.",
        "the {table} table of another year was left out",
    ),
    Code(
        "table-of-another",
        _W,
        "A table may be of another year or office",
        "Its caption names the year before, or it stands behind the last section while others stand in theirs. "
        "None of its cells is certain.",
        "the {table} table {why}: it may be of another year or office",
    ),
    Code(
        "row-repeated",
        _W,
        "A row stands twice in one table with different numbers",
        "Nobody can say which of the two is meant: the cells on which they differ are ambiguous.",
        "{row} is printed twice with different numbers",
    ),
    Code(
        "numbers-first",
        _W,
        "Numbers stand before their labels",
        "Numbers stand between the header and the first label, and none or too few behind the last: each row would take "
        "those of another. No cell concerned is certain.",
        "the {table} table prints numbers before their labels",
    ),
    Code(
        "separator-unusual",
        _I,
        "Cells are parted by something else than white space, tabs or bars",
        "The same characters stand between most of the numbers; they were taken for boundaries of cells.",
        "cells are parted by {separator}",
    ),
    Code(
        "text-escaped",
        _I,
        "Every Chinese character is written as an escape",
        "As JSON limited to ASCII writes it. The characters were put back, and every span points into the text so made.",
        "the characters of the text are written as escapes; they were put back",
    ),
    Code(
        "page-packed",
        _I,
        "The page stands in a string of JSON or in a saved web archive (MHTML), or its tags are escaped",
        "As the answers of web services, feeds and browsers have it. The page was taken out and read.",
        "the page was taken out of JSON or of a web archive, or its tags put back",
    ),
    Code(
        "table-as-data",
        _I,
        "Tables are written as data",
        "In JSON, or as Python prints lists. Each row was made a line, and every span points into the text so made.",
        "tables are written as data; each of their rows was made a line",
    ),
    Code(
        "counts-with-points",
        _I,
        "Counts are printed with a zero behind a point",
        "As data frames print counts that stand beside empty cells. Every number of the tables is printed so.",
        "{count} counts are printed with a zero behind a point",
    ),
    Code(
        "frame-printed",
        _I,
        "The text counts the rows of its tables, names empty cells or lists all cells",
        "As data frames do, or tools for lists. The numbers before rows and above columns, words such as NaN or None and the "
        "dashes before the lines of a list are no part of the report.",
        "{count} numbers of rows and columns, words for empty cells or dashes of a list are no part of the report",
    ),
    Code(
        "edition-mixed",
        _W,
        "The tables follow different editions of the form",
        "For example table two of 2021 above table three of 2019. Each table keeps its own edition.",
        "the tables follow different editions of the form: {editions}",
    ),
    Code(
        "edition-unclear",
        _W,
        "What is printed does not tell the edition of a table",
        "The part of the table in which the editions differ is missing or contradicts itself.",
        "the edition of the {table} table cannot be told from what is printed; {edition} is assumed",
    ),
    Code(
        "label-variant",
        _I,
        "A label is not printed in the statutory wording",
        "It was recognised as a known variant, or by its likeness and its place among its neighbours.",
        "{printed} is printed for {official}",
    ),
    Code(
        "label-lost",
        _W,
        "A row was recognised without its label",
        "The label is lost or beyond recognition; the row stands between its neighbours and the identities hold.",
        "the label of {official} is lost; its numbers were recognised by their place and the sums",
    ),
    Code(
        "label-unknown",
        _W,
        "A row that the form does not have",
        "Numbers stand behind a label that is not of the form. They are in no cell.",
        "the form has no row {printed}; its numbers are left out",
    ),
    Code(
        "header-not-of-form",
        _W,
        "Another column header is printed than the form has",
        "Columns of table two are named by the header that is printed above them. The meaning of the numbers is "
        "then what the header says, not what the form says.",
        "{block} prints the columns {printed}, the form has {official}",
    ),
    Code(
        "header-missing",
        _W,
        "The column headers of a table or block were not found",
        "Without its header a number has no column: its cells are not certain.",
        "no column header was found for {where}",
    ),
    Code(
        "cell-ambiguous",
        _W,
        "Printed numbers fit a row in more than one way",
        "The cells on which the possible placements differ are None; their candidates are kept.",
        "{row}: {printed} fits in more than one way",
    ),
    Code(
        "cell-inferred",
        _I,
        "A cell was recovered by the identities",
        "It is lost, cut or glued in the document, and labels and identities leave one value only.",
        "{row}: {count} cells were recovered from {printed} by the sums",
    ),
    Code(
        "cell-unreadable",
        _W,
        "Something else than a number is printed in a cell",
        "The text is kept in raw.",
        "{printed} is not a number that {path} can hold",
    ),
    Code(
        "unit-unknown",
        _W,
        "An amount is printed without a unit",
        "Neither the cell nor its header names a unit of money, so the amount in yuan is not certain.",
        "{printed} is printed without a unit",
    ),
    Code(
        "value-annotated",
        _I,
        "A number is printed with an annotation",
        "For example 22（其中修订16件）. The number before the annotation is the value.",
        "{printed} carries an annotation",
    ),
    Code(
        "digit-lookalike",
        _I,
        "A letter is printed for a digit",
        "The letter O, or its full-width form, stands where the digit 0 is meant.",
        "{printed} holds letters for digits",
    ),
    Code(
        "search-bounded",
        _W,
        "The search for placements was given up",
        "The document leaves more placements open than the library will try; the cells concerned are ambiguous.",
        "the search for placements in the {table} table was given up after {steps} steps",
    ),
    Code(
        "numbers-left-over",
        _W,
        "Numbers in a table belong to no cell",
        "They stand between rows (page numbers, notes) or behind the last row and were left out.",
        "{printed} belongs to no cell of the {table} table",
    ),
    Code(
        "title-missing",
        _W,
        "No title was recognised",
        "No line above the sections, and no title of the page, reads like the title of such a report.",
        "no title was found",
    ),
    Code(
        "year-unclear",
        _W,
        "The year reported on cannot be told",
        "The title names no year, or several, or a damaged one, and no period of statistics is stated. The day of "
        "publication is never taken for it.",
        "the year reported on cannot be told from the title {printed!r}",
    ),
    Code(
        "year-spoken",
        _I,
        "The year reported on is the one that the overview speaks of",
        "No title, no period of statistics and no sentence in which the report names itself gives the year. Section one "
        "(where it is missing and the day of publication is known, section five) speaks of one year and no other, and it "
        "is the one before that of publication where that is known.",
        "the year is told by the overview alone, which speaks of {year} and of no other",
    ),
    Code(
        "metadata-conflict",
        _W,
        "Two places of the document disagree about the report",
        "For example the year in the title and the period of statistics, or two days of publication. The first is used.",
        "two places disagree about the {what}: {first} and {second}",
    ),
    Code(
        "section-missing",
        _W,
        "A section of the form was not found",
        "No heading was recognised by its wording as this section's.",
        "no heading was found for section {numbers} of the form",
    ),
    Code(
        "section-empty",
        _I,
        "A narrative section holds no text",
        "Its heading is printed with nothing below it.",
        "nothing stands below {titles}",
    ),
    Code(
        "sections-renumbered",
        _I,
        "Sections carry other numerals than the form gives them",
        "They were recognised by their wording; the printed numeral is kept.",
        "these headings carry other numerals than the form's: {printed}",
    ),
    Code(
        "page-cut",
        _W,
        "A part of the page was given up",
        "The page holds more tags, or a table more columns, than the reader takes: what is beyond is not read, or has "
        "no place in its table.",
        "the page is larger than the reader takes: {count} {what}",
    ),
    Code(
        "prose-differs",
        _W,
        "The prose states another number than the table holds",
        "Every number concerned is certain and exact, and no other figure of the same name agrees. Scope or meaning may "
        "differ, so it is no error: the first span is the number in the prose, the others are the cells.",
        "the prose states {stated} for {name}, the tables hold {held}",
        "check",
    ),
    Code(
        "series-broken",
        _W,
        "Reports on two years do not follow each other",
        "What one year carries forward, or leaves in force, is not what the next year starts from. Every number concerned "
        "is certain. A change of scope, or a clearing of old documents, also breaks a series.",
        "{agency}: {left} = {left_sum} in {year}, but {right} = {right_sum}",
        "compare",
    ),
    Code(
        "aggregate-broken",
        _W,
        "A report is not the sum of the reports below it",
        "The caller says that the scopes match; every number concerned is certain.",
        "{agency} {year}: {path} = {left_sum}, but the sum of its parts is {right_sum}",
        "aggregate",
    ),
    Code(
        "text-reused",
        _W,
        "Much of a section is taken over from the year before",
        "Half of its sentences or more are those of the year before, numbers and years left aside.",
        "{agency}: {share} of the sentences of {title} in {year} stand in the report on {before}",
        "compare",
    ),
    Code(
        "series-differs",
        _W,
        "Several reports of one agency on one year print different numbers",
        "One may be a draft, a correction, or another body's of the same name. The one with most certain numbers is used. The "
        "paths are the cells for which two of them have certain numbers that differ.",
        "{count} reports of {agency} on {year} differ in {cells} of their cells; {used} is used",
        "compare",
    ),
    Code(
        "series-repeated",
        _I,
        "Several reports of one agency on one year",
        "As where two sites publish the same report. No certain number differs. The one with most certain numbers is used in "
        "the series; the others take no part in it.",
        "{count} reports of {agency} on {year} were given; {used} is used",
        "compare",
    ),
    Code(
        "series-unplaced",
        _W,
        "A report cannot be placed in a series",
        "Its agency or its year is not known.",
        "report {position} names no {what} and takes no part in a series",
        "compare",
    ),
)
"""Every code, by name."""
