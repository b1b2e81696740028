"""Out and back: dicts, JSON, JSON Schema, rows and CSV say the same as the report, to the last digit."""

from __future__ import annotations

import copy
import csv
import datetime
import io
import json
import pickle
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import attrs
import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govreport_parser import export
from govreport_parser.blocks import Encoding
from govreport_parser.cells import MISSING, Cell, Place, Status
from govreport_parser.findings import finding
from govreport_parser.forms import FORMS
from govreport_parser.model import Check, Contact, Metadata, Outcome, Report, Section
from govreport_parser.tables import (
    Applicants,
    Applications,
    Disclosure,
    DisclosureRow,
    DisputeOutcomes,
    Disputes,
    OtherResults,
    Results,
)
from tests.cases import Case, cases

SAMPLE = Report(
    title="某县2020年政府信息公开工作年度报告",
    agency="某县人民政府",
    year=2020,
    published=datetime.date(2021, 1, 29),
    edition="2019",
    overview=Section(
        "一、", "总体情况", ("甲。", "乙。"), (Section("（一）", "主动公开", ("丙。",)),), (3, 40), ((5, 7), (8, 10))
    ),
    disclosure=Disclosure("2019", procurement=DisclosureRow(projects=3, amount=Decimal("180000000.50"))),
    applications=Applications(
        "2019",
        received=Applicants(natural_person=41, business=2),
        results=Results(other=OtherResults(undivided=Applicants(total=0))),
    ),
    disputes=Disputes("2021", review=DisputeOutcomes(1, 0, 0, None, 1)),
    cells={
        "disclosure.procurement.amount": Cell(Decimal("180000000.50"), "1.8亿元", (10, 15), Status.READ),
        "applications.received.natural_person": Cell(41, "41", (20, 22), Status.READ, place=Place(1, 3, 2, 1, 2)),
        "applications.received.business": Cell(None, None, None, Status.AMBIGUOUS, (2, Decimal("2.5"))),
        "applications.received.research": Cell(None, "", (30, 30), Status.BLANK),
        "applications.received.other": MISSING,
        "disputes.review.upheld": Cell(1, None, None, Status.INFERRED),
        "disputes.review.pending": Cell(None, "若干", (31, 33), Status.UNREADABLE),
    },
    findings=(
        finding("label-variant", paths=("a.b",), spans=((1, 2), (3, 9)), printed="规章类", official="规章"),
        finding("empty-document"),
    ),
    checks=(
        Check("disputes.outcomes.review", Outcome.BROKEN, ("a",), ("b", "c"), 3, 4, ("c",)),
        Check("applications.flow.total", Outcome.UNDECIDED, (), ()),
    ),
    text="第一行\n第二行 “引号”\t1.8亿元\u3000\x00\ud83d".replace("\ud83d", "𠀀"),
    encoding=Encoding("gb18030", "score", 2),
    metadata=Metadata(
        document_number="某政办发〔2021〕3号",
        period=(datetime.date(2020, 1, 1), datetime.date(2020, 12, 31)),
        contact=Contact(phone="000-1234567"),
    ),
)


def test_a_report_shows_itself_in_one_line() -> None:
    shown = "<Report title='某县2020年政府信息公开工作年度报告' agency='某县人民政府' year=2020 edition='2019': "
    assert repr(SAMPLE) == f"{shown}4 cells certain, 3 not, {len(SAMPLE.findings)} findings>"
    empty = "<Report title=None agency=None year=None edition=None: 0 cells certain, 0 not, 0 findings>"
    assert str(Report()) == empty


def test_a_finding_reads_as_its_message() -> None:
    one = finding("blank-as-zero", count=3, table="disputes")
    assert str(one) == "info[blank-as-zero]: blank cells count as zero in 3 identities of the disputes table"


def test_the_cells_of_a_report_cannot_be_changed() -> None:
    cells: Any = Report(cells={"a": MISSING}).cells
    changes: list[Callable[[], object]] = [
        lambda: cells.__setitem__("b", MISSING), lambda: cells.__delitem__("a"), cells.clear, cells.popitem,
        lambda: cells.pop("a"), lambda: cells.setdefault("b"), lambda: cells.update(b=MISSING), lambda: cells.__ior__({}),
    ]  # fmt: skip
    for change in changes:
        with pytest.raises(TypeError, match=r"cannot be changed; dict\(report.cells\) is a copy that can"):
            change()
    assert cells == {"a": MISSING}
    assert type(cells | {"b": MISSING}) is dict


def test_reports_hash_pickle_and_copy() -> None:
    for other in (pickle.loads(pickle.dumps(SAMPLE)), copy.deepcopy(SAMPLE), Report.from_dict(SAMPLE.to_dict())):
        assert other == SAMPLE
        assert {SAMPLE: 1}[other] == 1
        with pytest.raises(TypeError):
            other.cells["x"] = MISSING
    assert len({SAMPLE, attrs.evolve(SAMPLE, year=2019), SAMPLE}) == 2


def test_a_report_comes_back_from_its_dict_and_from_its_json() -> None:
    for report in (Report(), SAMPLE):
        assert Report.from_dict(report.to_dict()) == report
        assert Report.from_dict(json.loads(report.to_json())) == report


def test_the_types_come_back_too() -> None:
    back = Report.from_dict(json.loads(SAMPLE.to_json(indent=1)))
    amount = back.cells["disclosure.procurement.amount"]
    assert isinstance(amount.value, Decimal)
    assert str(amount.value) == "180000000.50"
    assert back.cells["applications.received.natural_person"].place == Place(1, 3, 2, 1, 2)
    assert back.cells["applications.received.business"].candidates == (2, Decimal("2.5"))
    assert type(back.published) is datetime.date
    assert back.findings[0].severity is SAMPLE.findings[0].severity
    assert hash(back.findings[0]) == hash(SAMPLE.findings[0])
    assert back.overview is not None
    assert back.overview.text == "甲。\n乙。\n（一）主动公开\n丙。"


def test_the_keys_stand_in_a_fixed_order_with_the_version_first() -> None:
    data = SAMPLE.to_dict()
    assert list(data)[:6] == ["schema_version", "title", "agency", "year", "published", "edition"]
    assert list(data["cells"]) == list(SAMPLE.cells)
    assert list(data["findings"][0]) == ["code", "severity", "paths", "spans", "details", "message"]
    assert data["findings"][0]["message"] == SAMPLE.findings[0].message


values = st.one_of(
    st.none(), st.integers(-(10**9), 10**9), st.decimals(allow_nan=False, allow_infinity=False, places=6)
)
spans = st.one_of(st.none(), st.tuples(st.integers(0, 99), st.integers(0, 99)))
cells = st.builds(Cell, values, st.one_of(st.none(), st.text(max_size=4)), spans, st.sampled_from(list(Status)))


@given(st.dictionaries(st.sampled_from(list(export.cell_paths())), cells, max_size=5), st.text(max_size=20))
@settings(max_examples=60)
def test_any_cells_and_any_text_come_back(drawn: dict[str, Cell], text: str) -> None:
    report = Report(cells=drawn, text=text)
    assert Report.from_dict(json.loads(report.to_json())) == report


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"schema_version": 99}, "schema_version: this library reads 1, the data says 99"),
        ({"year": "2020"}, "year: expected integer or null, found string"),
        ({"year": True}, "year: expected integer or null, found boolean"),
        ({"published": "29.1.2021"}, "published: '29.1.2021' is not"),
        ({"colour": "red"}, "Report has no key 'colour'"),
        ({"cells": {"a": {"value": 1.5, "raw": None, "span": None, "status": "read"}}}, "cells.a.value: expected"),
        ({"cells": {"a": {"value": 1, "raw": "1", "span": [1], "status": "read"}}}, "cells.a.span: expected 2 items"),
        ({"cells": {"a": {"value": 1, "raw": "1", "span": None, "status": "sure"}}}, "cells.a.status: 'sure' is not"),
        ({"cells": {"a": {"value": 1, "raw": "1", "span": None}}}, "cells.a: the key 'status' of Cell is missing"),
        ({"cells": {"a": {"value": "1,0", "raw": "", "span": None, "status": "read"}}}, "cells.a.value: '1,0' is not"),
        ({"sections": [{"number": "", "title": 3}]}, "sections[0].title: expected string, found integer"),
        ({"checks": None}, "checks: expected array, found null"),
    ],
)
def test_what_does_not_fit_is_named_by_its_path(change: dict[str, Any], says: str) -> None:
    data = SAMPLE.to_dict() | change
    with pytest.raises(ValueError) as caught:  # noqa: PT011  # its whole text is compared below
        Report.from_dict(data)
    assert str(caught.value).startswith(says)


def test_not_even_an_object() -> None:
    with pytest.raises(ValueError, match="expected an object, found list"):
        Report.from_dict([])  # type: ignore[arg-type]


def test_samples_validate_and_a_wrong_one_does_not() -> None:
    schema = export.json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    for report in (Report(), attrs.evolve(SAMPLE, cells={k: v for k, v in SAMPLE.cells.items() if "." in k})):
        validator.validate(json.loads(report.to_json()))
    wrong = copy.deepcopy(SAMPLE.to_dict())
    wrong["cells"]["applications.received.everybody"] = wrong["cells"]["applications.received.other"]
    wrong["disputes"]["edition"] = 2021
    said = [error.message for error in validator.iter_errors(json.loads(json.dumps(wrong)))]
    assert len(said) == 2
    assert any("everybody" in message for message in said)


def test_the_schema_carries_the_descriptions_of_the_model() -> None:
    schema = export.json_schema()
    assert schema["$defs"]["Applicants"]["properties"]["business"]["description"] == "商业企业"
    assert schema["$defs"]["DisclosureRow"]["properties"]["amount"]["description"].endswith("in yuan")
    assert schema["$defs"]["Encoding"]["properties"]["how"]["description"].startswith("``bom``")
    assert schema["$defs"]["Cell"]["properties"]["status"]["enum"] == [str(status) for status in Status]


def schema_paths(schema: dict[str, Any], node: dict[str, Any], path: str) -> set[str]:
    """The leaves below a schema node, references followed, ``edition`` apart."""
    refs = [o["$ref"] for o in (*node.get("anyOf", ()), node) if "$ref" in o]
    if not refs:
        return set() if path.endswith(".edition") else {path}
    properties = schema["$defs"][refs[0].rpartition("/")[2]]["properties"]
    return {leaf for name, inner in properties.items() for leaf in schema_paths(schema, inner, f"{path}.{name}")}


def test_declaration_model_and_schema_name_the_same_cells() -> None:
    declared = {path for form in FORMS.values() for table in form.tables() for path in table.cells()}
    model = list(export.cell_paths())
    assert len(model) == len(set(model))
    # Table two's columns are named by the printed header, so the model has every column in every row of it.
    assert declared <= set(model)
    assert {path for path in model if not path.startswith("disclosure.")} <= declared
    rows_and_columns = [{p.split(".")[i] for p in declared if p.startswith("disclosure.")} for i in (1, 2)]
    assert {p.split(".")[1] for p in model if p.startswith("disclosure.")} == rows_and_columns[0]
    assert {p.split(".")[2] for p in model if p.startswith("disclosure.")} == rows_and_columns[1]
    schema = export.json_schema()
    assert schema["properties"]["cells"]["propertyNames"]["enum"] == model
    tables = ("disclosure", "applications", "disputes")
    assert set().union(*(schema_paths(schema, schema["properties"][t], t) for t in tables)) == set(model)


def test_rows_are_tidy() -> None:
    rows = SAMPLE.rows()
    assert [tuple(row) for row in rows] == [export.ROW_KEYS] * 7
    assert rows[0] == {
        "agency": "某县人民政府",
        "year": 2020,
        "edition": "2019",
        "path": "disclosure.procurement.amount",
        "label": "政府集中采购 / 采购总金额",
        "value": Decimal("180000000.50"),
        "raw": "1.8亿元",
        "status": "read",
        "start": 10,
        "end": 15,
    }
    assert [rows[4][key] for key in ("value", "raw", "status", "start", "end")] == [None, None, "missing", None, None]
    assert rows[5]["edition"] == "2021"


def test_csv_says_what_the_rows_say() -> None:
    file = io.StringIO()
    export.write_csv(SAMPLE.rows(), file)
    back = list(csv.DictReader(io.StringIO(file.getvalue())))
    assert [row["value"] for row in back] == ["180000000.50", "41", "", "", "", "1", ""]
    assert [row["status"] for row in back] == [str(cell.status) for cell in SAMPLE.cells.values()]


@pytest.mark.parametrize(
    ("path", "edition", "label"),
    [
        ("applications.received.natural_person", "2021", "一、本年新收政府信息公开申请数量 / 自然人"),
        (
            "applications.results.refused.state_secret.total",
            "2019",
            "三、本年度办理结果 / （三）不予公开 / 1.属于国家秘密 / 总计",
        ),
        ("applications.results.other.undivided.other", "2019", "三、本年度办理结果 / （六）其他处理 / 其他"),
        ("disclosure.normative_documents.issued", "2021", "行政规范性文件 / 本年制发件数"),
        ("disclosure.licensing.made", "2019", "行政许可 / 本年新制作数量"),
        ("disclosure.licensing.made", "2021", "行政许可 / 本年新制作数量"),
        ("disputes.litigation_direct.upheld", "2021", "未经复议直接起诉 / 结果维持"),
        ("disclosure.rules.colour", "2021", "disclosure.rules.colour"),
    ],
)
def test_labels_are_the_statutory_wording(path: str, edition: str, label: str) -> None:
    assert export.label(path, edition) == label


def test_every_declared_cell_has_a_label_of_its_own() -> None:
    for edition, form in FORMS.items():
        paths = [path for table in form.tables() for path in table.cells()]
        labels = [(path.split(".")[0], export.label(path, edition)) for path in paths]
        assert len(set(labels)) == len(paths)
        assert not [label for _, label in labels if "." in label and "_" in label]


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(export.json_schema(), format_checker=jsonschema.FormatChecker())


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_every_case_comes_back_and_fits_the_schema(case: Case, validator: jsonschema.Draft202012Validator) -> None:
    report = case.parse()
    data = json.loads(report.to_json())
    assert Report.from_dict(data) == report
    assert Report.from_dict(data).to_json() == report.to_json()
    assert [error.message for error in validator.iter_errors(data)] == []


def test_every_attribute_path_is_a_cell_and_has_its_value() -> None:
    report = next(case for case in cases() if case.name == "2019/jinhe-county").parse()
    for path, cell in report.cells.items():
        held: Any = report
        for name in path.split("."):
            held = getattr(held, name)
        assert held == cell.value, path
