"""The summary counts what is there, and its page shows it in a browser with nothing else at hand."""

from __future__ import annotations

import html.parser
import re
import shutil
import subprocess
from pathlib import Path

import pytest

pytest.importorskip("pyarrow", reason="the archive extra is not installed")
pytest.importorskip("fastwarc", reason="the warc extra is not installed")

import pyarrow.parquet as pq

import archive_samples
from govreport_parser.archive import Options, Summary, run, summarise
from govreport_parser.archive.page import page
from govreport_parser.archive.plots import bars, nice, short, stacked
from govreport_parser.archive.summary import Requests, Year, as_text
from tests.finding_examples import NEW, base

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--enable-logging=stderr", "--v=0",
)  # fmt: skip


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    folder = tmp_path_factory.mktemp("summary")
    archive = archive_samples.build(folder / "in", 60, poison=False)
    (folder / "in" / "bad.zip").write_bytes(b"no zip")
    return [*archive.sources, str(folder / "in" / "bad.zip")]


@pytest.fixture(scope="module")
def dataset(sources, tmp_path_factory):
    out = tmp_path_factory.mktemp("summary") / "dataset"
    run(sources, out, Options(part_documents=25))
    return out


def test_counts_are_those_of_the_tables(dataset):
    found = summarise(dataset)
    reports = pq.read_table(dataset / "reports").to_pylist()
    cells = pq.read_table(dataset / "cells").to_pylist()
    checks = pq.read_table(dataset / "checks").to_pylist()
    assert found.reports == len(reports) > 40
    assert found.complete
    assert sum(found.documents.values()) == pq.read_table(dataset / "documents").num_rows
    assert found.failures == {"corrupt": 1}
    assert sum(found.coverage.values()) == len(cells)
    assert found.coverage["read"] == sum(cell["status"] == "read" for cell in cells)
    assert found.identities == {o: sum(c["outcome"] == o for c in checks) for o in ("held", "broken", "undecided")}
    assert sum(found.findings.values()) == pq.read_table(dataset / "findings").num_rows
    years = {year.year: year for year in found.years}
    assert sum(year.reports for year in found.years) == len(reports)
    for row in reports:
        assert row["year"] in years
    year = max(y for y in years if y)
    own = [row for row in reports if row["year"] == year]
    counted = first_of_each(row for row in own if row["applications_received_total"] is not None)
    kinds = {row["body_kind"] or "unknown" for row in counted}
    assert set(years[year].requests) == kinds
    for kind in kinds:
        sums, rows = years[year].requests[kind], [row for row in counted if (row["body_kind"] or "unknown") == kind]
        assert sums.counted == len(rows)
        assert sums.received == sum(row["applications_received_total"] for row in rows)
        assert sums.outcomes["granted"] == sum(row["applications_results_granted_total"] or 0 for row in rows)
        assert sums.outcomes["unavailable"] == sum(
            row[f"applications_results_unavailable_{name}_total"] or 0
            for row in rows
            for name in ("not_held", "needs_creation", "unclear")
        )


def first_of_each(rows):
    """The rows without those on an agency and year that an earlier one is on."""
    found = {}
    for i, row in enumerate(rows):
        found.setdefault((row["division_code"], row["agency"], row["year"]) if row["agency"] else i, row)
    return list(found.values())


def test_a_report_that_two_sites_publish_is_counted_once(tmp_path):
    """And a government's requests are not added to those of its departments."""
    text = base(NEW).replace("北屏市", "丰县")
    folder = tmp_path / "in"
    folder.mkdir()
    for name, content in {
        "0.txt": text.replace("984\n0\n0\n0\n0\n50\n1034\n", "", 1),  # nothing is read of what was received
        "a.txt": text,
        "b.txt": "首页 > 政务公开\n" + text,
        "c.txt": text.replace("丰县2022年", "丰县教育局2022年"),
        "d.txt": text.replace("丰县2022年", "丰县财政局2022年"),
    }.items():
        (folder / name).write_text(content, encoding="utf-8")
    run([folder], tmp_path / "out", Options(jobs=1))
    found = summarise(tmp_path / "out")
    assert (found.reports, found.repeated) == (5, 2)
    (year,) = found.years
    assert (year.year, year.reports) == (2022, 5)
    assert {kind: (own.counted, own.received) for kind, own in year.requests.items()} == {
        "department": (2, 2068),
        "county": (1, 1034),
    }
    text = as_text(found)
    assert "  2 of them on an agency and year that an earlier one is on\n" in text
    assert "  2022     department 2068 (reports: 2), county 1034 (reports: 1)\n" in text
    assert "not to be added up" in text
    assert "not to be added up" in page(found)


@pytest.mark.parametrize("kind", ["csv", "jsonl"])
def test_every_format_has_the_same_summary(sources, dataset, tmp_path, kind):
    run(sources, tmp_path / "out", Options(format=kind, part_documents=25))
    one, other = as_text(summarise(dataset)).splitlines(), as_text(summarise(tmp_path / "out")).splitlines()
    assert one[1:] == other[1:]


def test_the_text_says_what_was_found(dataset):
    text = as_text(summarise(dataset))
    assert re.search(r"^documents +61$", text, re.MULTILINE)
    assert re.search(r"^  duplicate +6 +9\.8 %$", text, re.MULTILINE)
    assert re.search(r"^  held +\d+ +\d+\.\d %$", text, re.MULTILINE)
    assert re.search(r"^  corrupt +1 +100\.0 %$", text, re.MULTILINE)


def test_a_folder_that_is_no_data_set_is_refused(tmp_path):
    with pytest.raises(FileNotFoundError, match="holds no data set"):
        summarise(tmp_path)


class Page(html.parser.HTMLParser):
    """What a page is made of: its tags with their attributes, and whether they are closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "link"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_needs_nothing_from_outside(dataset):
    text = page(summarise(dataset))
    found = Page(text)
    assert found.open == []
    tags = [tag for tag, _ in found.tags]
    assert tags.count("svg") == 2 + 3
    assert not {"script", "img", "iframe", "object"} & set(tags)
    links = [value for _, attrs in found.tags for name, value in attrs.items() if name in ("href", "src", "data")]
    assert links == ["data:,"]
    assert "url(" not in text
    assert "@import" not in text


def test_nothing_a_document_says_is_markup():
    harm = '<script>alert("1")</script>'
    found = Summary(
        harm, True, {harm: 1}, 1, 0, {harm: 1}, {harm: 1}, dict.fromkeys(("read", "inferred", "blank"), 0), {"held": 0},
        {("info", harm): 1}, {harm: 1}, (Year(2020, 1, 0, 0, {harm: Requests(1, 5, {})}),),
    )  # fmt: skip
    assert "<script" not in page(found)


def test_bars_are_as_high_as_their_numbers():
    svg = stacked("t", ["a", "b"], {"x": [10, 0], "y": [10, 5]}, marks=[20, 10], marks_name="m")
    heights = [float(h) for h in re.findall(r'<rect [^>]*height="([\d.]+)"', svg)]
    assert heights == [heights[0], heights[0], heights[0] / 2]
    assert svg.count('class="mark"') == 2 + 1  # and one in the legend
    assert [nice(v) for v in (1, 1.1, 7, 21, 99, 2.5e6)] == [1, 2, 10, 25, 100, 2.5e6]
    assert "50%" in bars("t", ["a"], [0.5], percent=True)
    assert [short(v) for v in (0, 2.5, 750, 2500, 1000, 12500, 2e7, 1e10)] == [
        "0", "2.5", "750", "2500", "1 k", "12.5 k", "20 M", "10 G"
    ]  # fmt: skip


def browse(path: Path, *arguments: str, profile: Path) -> subprocess.CompletedProcess[str]:
    command = [CHROMIUM, *FLAGS, f"--user-data-dir={profile}", *arguments, path.as_uri()]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed: the summary page was not looked at")
def test_the_page_opens_in_a_browser(dataset, tmp_path):
    file = tmp_path / "summary.html"
    file.write_text(page(summarise(dataset)), encoding="utf-8")
    shown = browse(file, "--dump-dom", profile=tmp_path / "1")
    found = Page(shown.stdout)
    assert [tag for tag, _ in found.tags].count("svg") == 2 + 3
    assert sum(tag == "rect" for tag, _ in found.tags) > 12
    assert "CONSOLE" not in shown.stderr
    picture = tmp_path / "summary.png"
    browse(file, f"--screenshot={picture}", "--window-size=1280,2200", profile=tmp_path / "2")
    assert picture.stat().st_size > 20_000
