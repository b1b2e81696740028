"""The command as a user meets it: what it prints where, and the status it ends with."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

import pytest

from govreport_parser import Report, parse
from govreport_parser.cli import main, table
from govreport_parser.cli.terminal import Ink
from tests.cases import FIXTURES, Case, cases
from tests.finding_examples import NEW, base, next_year

EXAMPLE = FIXTURES / "2019" / "jinhe-county" / "source.txt"
BROKEN = FIXTURES / "2021" / "printed-error" / "source.txt"
MODULE = [sys.executable, "-m", "govreport_parser"]

Captured = pytest.CaptureFixture[str]


def run(*words: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*MODULE, *words], capture_output=True, check=False, timeout=60, **options)  # type: ignore[call-overload]


def test_json_of_one_file_is_the_report(capsys: Captured) -> None:
    assert main(["parse", str(EXAMPLE)]) == 0
    out, err = capsys.readouterr()
    assert Report.from_dict(json.loads(out)) == parse(EXAMPLE)
    assert err == ""


def test_json_of_many_files_is_one_line_each_with_its_source(capsys: Captured) -> None:
    main(["parse", "--format", "json", str(EXAMPLE), str(BROKEN)])
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["source"] for line in lines] == [str(EXAMPLE), str(BROKEN)]
    assert Report.from_dict(json.loads(lines[1])["report"]) == parse(BROKEN)


def test_json_lines_have_one_shape_for_one_file_and_many(capsys: Captured) -> None:
    assert main(["parse", "--format", "jsonl", str(EXAMPLE)]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line) == {"source": str(EXAMPLE), "report": parse(EXAMPLE).to_dict()}
    main(["parse", "--format", "jsonl", str(EXAMPLE), str(BROKEN)])
    assert capsys.readouterr().out.splitlines()[0] == line


def test_csv_has_a_row_for_every_cell(capsys: Captured) -> None:
    main(["parse", "--format", "csv", str(EXAMPLE), str(BROKEN)])
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["source"] for row in rows].count(str(EXAMPLE)) == 204
    assert len(rows) == 404
    amount = next(row for row in rows if row["path"] == "disclosure.procurement.amount")
    assert Decimal(amount["value"]) == 146_000_000
    assert (amount["raw"], amount["status"], amount["year"]) == ("1.46亿元", "read", "2019")


def test_output_goes_to_a_file(tmp_path: Path, capsys: Captured) -> None:
    out = tmp_path / "out.json"
    assert main(["parse", "-o", str(out), str(EXAMPLE)]) == 0
    assert json.loads(out.read_text(encoding="utf-8"))["agency"] == "锦河县"
    assert capsys.readouterr() == ("", "")


def test_a_file_that_cannot_be_written(tmp_path: Path, capsys: Captured) -> None:
    assert main(["parse", "-o", str(tmp_path / "no" / "out.json"), str(EXAMPLE)]) == 2
    assert "No such file" in capsys.readouterr().err


def test_a_broken_identity_is_shown_where_it_stands(capsys: Captured) -> None:
    assert main(["check", str(BROKEN)]) == 1
    out, err = capsys.readouterr()
    assert err == ""
    lines = out.splitlines()
    source = BROKEN.read_text(encoding="utf-8").splitlines()
    head = next(i for i, line in enumerate(lines) if "error[identity-broken]" in line and "applicants" in line)
    name, number, column = lines[head].split(":")[:3]
    assert name == str(BROKEN)
    assert lines[head + 1].split("|")[1].strip() == source[int(number) - 1]
    assert column == "1"
    assert set(lines[head + 2].split("|")[1].split()[0]) == {"^"}
    assert "(2 errors" in lines[-1]
    assert lines[-1].endswith("in 1 file; identities: 40 held, 2 broken, 0 undecided")


def test_many_findings_of_one_code_take_a_line_each(capsys: Captured) -> None:
    glued = FIXTURES / "2021" / "no-separators" / "source.txt"
    assert main(["check", str(glued)]) == 0
    lines = capsys.readouterr().out.splitlines()
    inferred = [i for i, line in enumerate(lines) if "info[cell-inferred]" in line]
    assert len(inferred) == 26
    more = lines.index("25 more of the same (their cells: --format json)")
    assert inferred[1:] == list(range(more + 1, more + 26))
    assert lines[more + 1].startswith(f"{glued}:24:17: info[cell-inferred] 上年结转政府信息公开申请数量: 7 cells")
    assert lines[-1].startswith("27 findings (1 warning, 26 info) in 1 file")


@pytest.mark.parametrize(
    ("path", "fail_on", "status"),
    [
        (EXAMPLE, "error", 0),
        (BROKEN, "error", 1),
        (BROKEN, "never", 0),
        (FIXTURES / "2021" / "label-variants" / "source.txt", "error", 0),
        (FIXTURES / "2021" / "label-variants" / "source.txt", "info", 1),
        (FIXTURES / "none" / "news-about-reports" / "source.txt", "error", 1),
    ],
)
@pytest.mark.parametrize("command", ["parse", "check"])
def test_exit_status_follows_the_findings(
    command: str, path: Path, fail_on: str, status: int, capsys: Captured
) -> None:
    assert main([command, "--fail-on", fail_on, str(path)]) == status
    assert capsys.readouterr().out


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_the_legend_explains_the_marks_that_are_shown(case: Case) -> None:
    *lines, last = table.render(case.parse(), Ink(coloured=False), 200)
    top = next(i for i, line in enumerate(lines) if line.startswith("二、"))
    bottom = lines.index("sections")
    shown = set("\n".join(lines[top:bottom]).translate(str.maketrans("", "", "0123456789,-"))) & set("~·?!…")
    explained = set(last.removeprefix("legend: ").replace(" ", "")) & set("~·?!…") if "legend" in last else set()
    assert explained == shown


def test_check_as_json(capsys: Captured) -> None:
    main(["check", "--format", "json", "--min-severity", "error", str(BROKEN)])
    data = json.loads(capsys.readouterr().out)
    assert [finding["code"] for finding in data["findings"]] == ["identity-broken"] * 2
    assert data["source"] == str(BROKEN)
    assert sum(check["outcome"] == "broken" for check in data["checks"]) == 2
    report = parse(BROKEN)
    place, (start, _) = data["findings"][0]["places"][0], data["findings"][0]["spans"][0]
    assert place["line"] == report.text[:start].count("\n") + 1


def test_what_cannot_be_read_is_said_and_the_rest_goes_on(tmp_path: Path, capsys: Captured) -> None:
    missing = tmp_path / "missing.html"
    assert main(["check", str(missing), str(tmp_path), str(EXAMPLE)]) == 2
    out, err = capsys.readouterr()
    assert f"govreport: {missing}: No such file or directory" in err
    assert f"govreport: {tmp_path}: Is a directory (govreport run reads folders)" in err
    assert "in 1 file" in out


def test_an_address_is_not_fetched(capsys: Captured) -> None:
    address = "https://www.jinhe.gov.cn/2020/1.html"
    assert main(["parse", address]) == 2
    said = "No such file or directory (addresses are not fetched: save the page and name the file)"
    assert capsys.readouterr() == ("", f"govreport: {address}: {said}\n")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], "required: COMMAND"),
        (["parse"], "required: FILE"),
        (["parse", "--format", "xml", "x"], "invalid choice: 'xml'"),
        (["parse", "--encoding", "klingon", "x"], "'klingon' is not an encoding"),
        (["check", "--fail-on", "panic", "x"], "invalid choice: 'panic'"),
        (["explain", "identity-brokn"], "did you mean identity-broken?"),
    ],
)
def test_misuse(words: list[str], says: str, capsys: Captured) -> None:
    assert main(words) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert says in err


def test_stdin_and_a_given_encoding() -> None:
    data = EXAMPLE.read_text(encoding="utf-8").encode("gb18030")
    done = run("parse", "--encoding", "gbk", "-", input=data)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["agency"] == "锦河县"
    assert json.loads(done.stdout)["encoding"]["how"] == "given"


def test_output_is_utf8_whatever_the_locale() -> None:
    env = {"PATH": os.environ["PATH"], "LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = run("parse", "--format", "table", str(EXAMPLE), env=env)
    assert done.returncode == 0, done.stderr
    assert "锦河县2019年政府信息公开工作年度报告" in done.stdout.decode("utf-8")


def test_help_version_and_explain(capsys: Captured) -> None:
    assert main(["--help"]) == 0
    assert "exit status" in capsys.readouterr().out
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("govreport 0.")
    assert main(["explain", "identity-broken"]) == 0
    assert "disagrees with itself" in capsys.readouterr().out


def test_colours_only_where_they_belong(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    main(["check", str(BROKEN)])
    assert "\x1b[" not in capsys.readouterr().out
    monkeypatch.setenv("FORCE_COLOR", "1")
    main(["check", str(BROKEN)])
    assert "\x1b[1;31merror[identity-broken]\x1b[0m" in capsys.readouterr().out
    monkeypatch.setenv("NO_COLOR", "1")
    main(["check", str(BROKEN)])
    assert "\x1b[" not in capsys.readouterr().out


def test_a_reader_that_goes_away_is_no_error() -> None:
    command = f"{sys.executable} -m govreport_parser parse --format json {' '.join([str(EXAMPLE)] * 40)} | head -c 10"
    done = subprocess.run(["bash", "-c", command + "; exit ${PIPESTATUS[0]}"], capture_output=True, check=False)
    assert done.returncode == 141
    assert done.stderr == b""


def test_interrupted(tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    process = subprocess.Popen([*MODULE, "check", str(fifo)], stderr=subprocess.PIPE)
    writer = os.open(fifo, os.O_WRONLY)  # blocks until the command has opened the other end and waits for data
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    assert process.wait(10) == 130
    os.close(writer)
    assert process.stderr is not None
    assert process.stderr.read() == b""


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_completion(shell: str, capsys: Captured) -> None:
    pytest.importorskip("shtab")
    assert main(["--print-completion", shell]) == 0
    script = capsys.readouterr().out
    assert all(word in script for word in ("govreport", "parse", "check", "explain", "--fail-on"))


def test_bash_takes_the_completion_and_completes(tmp_path: Path) -> None:
    pytest.importorskip("shtab")
    script = tmp_path / "govreport.bash"
    script.write_bytes(run("--print-completion", "bash").stdout)
    ask = f"source {script}; COMP_WORDS=(govreport ch); COMP_CWORD=1; _shtab_govreport govreport ch; echo ${{COMPREPLY[@]}}"
    done = subprocess.run(["bash", "-c", ask], capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["check"], done.stderr


def test_help_imports_nothing_heavy() -> None:
    code = "import sys; from govreport_parser.cli import main; main(['--help']); print(*sorted(sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    assert "govreport_parser.cli.arguments" in loaded
    assert not loaded & {"attrs", "lxml", "bs4", "regex", "rapidfuzz", "pyarrow", "tqdm", "govreport_parser.pipeline"}


def test_compare_prints_what_a_year_hands_to_the_next(tmp_path: Path, capsys: Captured) -> None:
    first, second = tmp_path / "2022.txt", tmp_path / "2023.txt"
    first.write_text(base(NEW), encoding="utf-8")
    second.write_text(next_year("0"), encoding="utf-8")
    assert main(["compare", str(first), str(second)]) == 1
    out, err = capsys.readouterr()
    assert "applications.carried_over.other = 0 in 2023, but applications.carried_forward.other of 2022 = 22" in out
    assert err == ""
    assert main(["compare", "--fail-on", "error", str(first), str(second)]) == 0
    capsys.readouterr()
    second.write_text(next_year("22"), encoding="utf-8")
    assert main(["compare", "--format", "json", "--fail-on", "error", str(first), str(second)]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["series"][0]["years"] == [2022, 2023]
    assert {check["outcome"] for check in data["series"][0]["checks"]} == {"held"}


def test_check_holds_the_prose_against_the_tables(tmp_path: Path, capsys: Captured) -> None:
    file = tmp_path / "report.txt"
    file.write_text(base(NEW).replace("新收申请1034件", "新收申请1043件"), encoding="utf-8")
    assert main(["check", "--fail-on", "warning", str(file)]) == 1
    out = capsys.readouterr().out
    assert "warning[prose-differs]" in out
    assert main(["check", "--format", "json", str(file)]) == 0
    data = json.loads(capsys.readouterr().out)
    assert [one["outcome"] for one in data["prose"] if one["name"] == "requests.received"] == ["differ"]


def test_run_and_summary_are_commands_too(tmp_path: Path, capsys: Captured) -> None:
    pytest.importorskip("pyarrow")
    pages, out = tmp_path / "pages", tmp_path / "out"
    pages.mkdir()
    (pages / "a.txt").write_bytes(EXAMPLE.read_bytes())
    assert main(["run", str(pages), "-o", str(out), "--jobs", "1", "--no-progress"]) == 0
    assert main(["summary", str(out)]) == 0
    assert "2019" in capsys.readouterr().out
