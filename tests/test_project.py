"""The project itself: contracts that really break, a wheel that really works, documents that say what the code does."""

from __future__ import annotations

import doctest
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import govreport_parser
from tests.cases import FIXTURES

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "govreport_parser"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
EXAMPLE = FIXTURES / "2019" / "jinhe-county" / "source.txt"


def run(*command: object, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload]


VIOLATIONS = [
    ("model.py", "from . import forms", "What a report is made of knows nothing of how it is read"),
    ("cells.py", "from .align import align", "What a report is made of knows nothing of how it is read"),
    ("forms/spec.py", "from ..blocks import Field", "A form is data: it knows nothing of documents"),
    ("read/plain.py", "from .. import forms", "Readers know no form"),
    (
        "checks.py",
        "from . import forms",
        "Identities are checked over cells, whatever form and document they come from",
    ),
    ("outline/head.py", "from ..align import align", "Tables and outline are found without each other"),
    ("align/__init__.py", "from .. import outline", "Tables and outline are found without each other"),
    ("align/side/table.py", "from ..rows import verdict", "Each table is aligned without the others"),
    ("align/reading/lex.py", "from ..rows import line", "Labels and the readings of a row know no table"),
    ("align/labels/spot.py", "from ..blocks import line", "Labels and the readings of a row know no table"),
    ("checks.py", "import pyarrow", "Nothing under parse needs an optional package"),
    ("outline/page.py", "from ..archive import options", "Nothing under parse needs an optional package"),
    ("outline/page.py", "import lxml.html", "Only the readers of HTML know a parser of HTML"),
]


@pytest.mark.parametrize(("module", "line", "contract"), VIOLATIONS)
def test_a_violation_breaks_its_contract(module: str, line: str, contract: str, tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "govreport_parser", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with (tmp_path / "govreport_parser" / module).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    lint = Path(sys.executable).parent / "lint-imports"
    done = run(lint, "--no-cache", cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(tmp_path)})
    assert done.returncode == 1, done.stdout + done.stderr
    assert re.search(rf"{re.escape(contract)} BROKEN", done.stdout)


def test_every_contract_has_a_violation_that_breaks_it() -> None:
    contracts = {contract["name"] for contract in PROJECT["tool"]["importlinter"]["contracts"]}
    assert contracts == {contract for _, _, contract in VIOLATIONS}


def test_the_version_is_said_alike() -> None:
    version = PROJECT["project"]["version"]
    assert govreport_parser.__version__ == version
    assert f"version: {version}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")


def test_every_ignored_rule_has_its_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = text[text.index("\nignore = [") : text.index("\n]", text.index("\nignore = ["))]
    rules = [line for line in block.splitlines() if line.strip().startswith('"')]
    assert len(rules) == len(PROJECT["tool"]["ruff"]["lint"]["ignore"])
    assert [line for line in rules if not re.search(r'^ +"[A-Z]+\d*", *# \S.{5,}', line)] == []


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_the_readme_does_what_it_says(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / name).read_text(encoding="utf-8"), re.DOTALL)
    test = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, name, name, 0)
    assert len(test.examples) >= 5
    assert doctest.DocTestRunner(verbose=False).run(test).failed == 0


TYPED = """
import io, os, pathlib
import lxml.etree, lxml.html
from bs4 import BeautifulSoup
from govreport_parser import parse

def good(entry: os.DirEntry[bytes], page: lxml.html.HtmlElement) -> None:
    parse("text"); parse(b"bytes"); parse(bytearray()); parse(memoryview(b"")); parse(pathlib.Path("a")); parse(entry)
    parse(page); parse(lxml.etree.ElementTree(page)); parse(BeautifulSoup("", "html.parser"))
"""


@pytest.mark.slow
@pytest.mark.parametrize("wrong", ["3", "None", "['a']", "io.BytesIO()"])
def test_type_checkers_know_what_a_document_may_be_given_as(wrong: str, tmp_path: Path) -> None:
    pytest.importorskip("mypy")
    user = tmp_path / "user.py"
    user.write_text(f"{TYPED}\nparse({wrong})\n", encoding="utf-8")
    done = run(sys.executable, "-m", "mypy", "--strict", user, cwd=ROOT)
    errors = [line for line in done.stdout.splitlines() if "error:" in line]
    assert len(errors) == 1, done.stdout
    assert 'Argument 1 to "parse" has incompatible type' in errors[0]


COMMANDS = re.findall(r"^govreport .*", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.slow
def test_every_command_of_the_readme_runs(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    assert [command.split()[1] for command in COMMANDS] == ["parse", "parse", "check", "compare", "run", "summary"]
    done = []
    for command in COMMANDS:
        words = command.removeprefix("govreport").replace("/tmp/", f"{tmp_path}/")
        done.append(run("bash", "-c", f"{sys.executable} -m govreport_parser{words}", cwd=ROOT))
    assert [one.returncode for one in done] == [0, 1, 1, 1, 0, 0]  # one contradicts itself, and one the year before
    assert [one.stderr.count("\n") for one in (*done[:4], done[5])] == [0] * 5
    assert json.loads(done[0].stdout)["agency"] == "北屏市"
    assert (tmp_path / "cells.csv").read_text(encoding="utf-8").count("\n") > 2000
    assert "error[identity-broken]" in done[2].stdout
    assert "series-broken" in done[3].stdout
    assert "16 report) in " in done[4].stderr
    assert done[5].stdout


def test_both_readmes_show_the_same_code() -> None:
    blocks = [
        re.findall(r"```(?:python|sh)\n(.*?)```", (ROOT / n).read_text(encoding="utf-8"), re.DOTALL)
        for n in ("README.md", "README.zh.md")
    ]
    code = [[re.sub(r" *#.*", "", block) for block in found] for found in blocks]
    assert len(code[0]) >= 3
    assert code[0] == code[1]


def test_links_between_the_documents_lead_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
    links = [
        (page, target)
        for page in pages
        for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8"))
    ]
    local = [(page, target) for page, target in links if "://" not in target]
    assert len(local) >= 8
    assert [f"{page.name}: {target}" for page, target in local if not (page.parent / target).exists()] == []


def test_every_extra_is_for_a_package_that_the_code_imports() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    names = {"beautifulsoup4": "bs4"}
    listed = [PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"].values()]
    packages = {re.split(r"[><=\[]", item)[0] for group in listed for item in group} - {"govreport_parser"}
    unused = [
        p
        for p in packages
        if not re.search(rf"""(import {names.get(p, p)}|from {names.get(p, p)}|["']{names.get(p, p)}["'.])""", source)
    ]
    assert unused == []


@pytest.mark.slow
def test_a_wheel_in_an_empty_environment_parses_the_example(tmp_path: Path) -> None:
    built = run(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", tmp_path, ROOT)
    assert built.returncode == 0, built.stderr
    wheel = next(tmp_path.glob("govreport_parser-*.whl"))
    run(sys.executable, "-m", "venv", tmp_path / "venv")
    bin_ = tmp_path / "venv" / "bin"
    installed = run(bin_ / "python", "-m", "pip", "install", "-q", "--disable-pip-version-check", wheel)
    assert installed.returncode == 0, installed.stderr
    done = run(bin_ / "govreport", "check", EXAMPLE, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "identities: 40 held, 0 broken, 0 undecided" in done.stdout
    where = "import govreport_parser as g, pathlib; f = pathlib.Path(g.__file__).parent; print(f, (f / 'py.typed').exists())"
    done = run(bin_ / "python", "-c", where, cwd=tmp_path)
    assert done.stdout.split() == [str(next((tmp_path / "venv").rglob("govreport_parser"))), "True"]
