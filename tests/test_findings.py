"""Every finding code is documented, an example raises it, and one like it does not."""

from __future__ import annotations

import pickle
import string
from pathlib import Path

import attrs
import pytest

from govreport_parser.codes import CODES, RAISED_BY, Severity
from govreport_parser.findings import Finding, finding
from tests.finding_examples import EXAMPLES, UNRAISED, Example

DOCS = Path(__file__).parents[1] / "docs"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.code)
def test_the_example_raises_its_code(example: Example) -> None:
    found = example.findings(example.source())
    assert found
    assert {f.severity for f in found} == {CODES[example.code].severity}
    assert all(f.message and "{" not in f.message for f in found)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.code)
def test_the_near_miss_does_not(example: Example) -> None:
    assert example.near_miss() != example.source()
    assert [f.message for f in example.findings(example.near_miss())] == []


def test_every_code_has_an_example_and_every_example_a_code() -> None:
    assert [code for code in CODES if code not in {example.code for example in EXAMPLES}] == list(UNRAISED)
    assert len({example.code for example in EXAMPLES}) == len(EXAMPLES)


def test_every_code_says_who_raises_it() -> None:
    """An example that is found in ``Report.findings`` is of a code that ``parse`` raises, and no other is."""
    in_report = attrs.fields(Example).found.default
    assert {e.code for e in EXAMPLES if e.found is in_report} == {
        name for name, code in CODES.items() if code.raised_by == "parse" and name not in UNRAISED
    }
    assert {code.raised_by for code in CODES.values()} == set(RAISED_BY)
    page = (DOCS / "findings.md").read_text(encoding="utf-8")
    for name, code in CODES.items():
        said = f"Raised by {RAISED_BY[code.raised_by]}." in page.split(f"\n## {name}\n")[1].split("\n## ")[0]
        assert said == (code.raised_by != "parse")
        assert f"| [`{name}`](#{name}) | {code.severity} | {code.raised_by} |" in page


def test_every_code_is_declared_as_the_house_declares_codes() -> None:
    for name, code in CODES.items():
        assert name == code.name
        assert set(name) <= set(string.ascii_lowercase + "-")
        assert isinstance(code.severity, Severity)
        assert code.title[0].isupper()
        assert not code.title.endswith(".")
        assert code.description.endswith(".")
        assert not code.template.endswith(".")


def test_findings_are_plain_data() -> None:
    one = finding("label-variant", spans=((1, 2),), printed="a", official="b")
    assert pickle.loads(pickle.dumps(one)) == one
    assert len({one, pickle.loads(pickle.dumps(one))}) == 1
    with pytest.raises(KeyError):
        finding("no-such-code")


def test_the_page_documents_every_code() -> None:
    page = (DOCS / "findings.md").read_text(encoding="utf-8")
    assert [line[3:] for line in page.splitlines() if line.startswith("## ")] == sorted(
        CODES, key=lambda name: (-CODES[name].severity.rank, list(CODES).index(name))
    )


def test_a_code_of_a_newer_version_still_has_a_message() -> None:
    """A report that was saved by another version can be printed."""
    newer = Finding("not-yet-declared", Severity.WARNING, details=(("row", "规章"), ("count", "3")))
    assert str(newer) == "warning[not-yet-declared]: row 规章, count 3"
