"""Other ways of reading the same reports, for comparison: what people write today when they need these numbers.

Each gives a mapping from path to a number for one document, with no word about how sure it is.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from importlib.metadata import version

from govreport_parser.forms import FORMS, Form

Peer = Callable[[str], Mapping[str, int]]


def _squeeze(text: object) -> str:
    return re.sub(r"[\s\W\d]+", "", str(text))


def _integer(text: object) -> int | None:
    try:
        return int(float(str(text)))
    except (ValueError, OverflowError):
        return None


def _form(text: str) -> Form:
    return FORMS["2019" if "本年新制作" in text else "2021"]


def read_html(page: str) -> dict[str, int]:
    """pandas.read_html, each row of table three found by its label, the last seven cells its numbers."""
    import pandas

    rows: dict[str, list[object]] = {}
    try:
        frames = pandas.read_html(io.StringIO(page))
    except ValueError:
        return {}
    for frame in frames:
        for values in frame.itertuples(index=False):
            label = next((_squeeze(v) for v in reversed(values[:-7]) if _squeeze(v) not in ("", "nan")), "")
            rows.setdefault(label, list(values[-7:]))
    return _look_up(_form(page), rows)


def _look_up(form: Form, rows: Mapping[str, list[object]]) -> dict[str, int]:
    out: dict[str, int] = {}
    for path, row, block in form.applications.rows():
        numbers = rows.get(_squeeze(row.number + row.label.text), [])
        for column, value in zip(block.columns, numbers, strict=False):
            number = _integer(value)
            if number is not None:
                out[f"applications.{path}.{column.id}"] = number
    return out


def by_position(text: str) -> dict[str, int]:
    """The numbers behind the title of each table poured into its cells in order: what most scripts do."""
    form = _form(text)
    out: dict[str, int] = {}
    marks = {"applications": "申请人情况", "disputes": "复议后起诉"}
    for table in (form.applications, form.disputes):
        start = text.find(marks[table.id])
        tail = re.sub(r"\d+[.、．]", " ", text[start:]) if start >= 0 else ""
        numbers = [int(n) for n in re.findall(r"\d{1,9}", tail)]
        out |= dict(zip(table.cells(), numbers, strict=False))
    return out


def by_label(text: str) -> dict[str, int]:
    """Each row's label found by its statutory wording, the seven numbers behind it its cells."""
    form = _form(text)
    out: dict[str, int] = {}
    for path, row, block in form.applications.rows():
        label = r"\s*".join(map(re.escape, row.label.text))
        hit = re.search(label + r"((?:[\s|]+\d{1,9}){7})", text)
        numbers = re.findall(r"\d+", hit[1]) if hit else []
        out |= {f"applications.{path}.{c.id}": int(n) for c, n in zip(block.columns, numbers, strict=False)}
    return out


def versions() -> dict[str, str]:
    """The peers by name, with the version of what they stand on; an empty string for one that cannot run here."""
    try:
        pandas = f"pandas {version('pandas')} + labels"
    except ModuleNotFoundError:
        pandas = ""
    return {"read_html": pandas, "by_position": "script, by position", "by_label": "script, labels + regex"}
