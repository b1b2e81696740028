"""Write the generated pages: docs/findings.md from the declared codes, docs/cli.md from --help. ``make docs``

With --check nothing is written; the names of pages that are not up to date are printed, and the status is 1.
"""

from __future__ import annotations

import argparse
import ast
import os
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from govreport_parser import parse  # noqa: E402  # the paths above come first
from govreport_parser.cli import arguments, terminal  # noqa: E402
from govreport_parser.cli import findings as view  # noqa: E402
from govreport_parser.codes import CODES, RAISED_BY, Code, Severity  # noqa: E402
from tests.finding_examples import EXAMPLES, Example  # noqa: E402

WIDTH = 100
GENERATED = "<!-- written by `make docs`; do not edit -->"

FINDINGS = """\
# Every finding

A finding is plain data: a `code`, a `severity`, the `paths` of the cells it is about, the `spans` where it stands in
`report.text`, and a `message`. Codes do not change their meaning. `govreport check` shows findings as they are shown
here; `govreport explain CODE` says what one means.

**error**: the document contradicts itself, or is no report. **warning**: something is not certain, or not as the form has
it. **info**: worth knowing; no number is in doubt.

`Report.findings`, and the table `findings` of a data set, hold what `parse` raises. The others need more than one
document, or are asked for, and stand in neither.
"""


def findings_page() -> str:
    """docs/findings.md."""
    examples = {example.code: example for example in EXAMPLES}
    lines = [GENERATED, FINDINGS, "| code | severity | raised by | |", "| --- | --- | --- | --- |"]
    lines += [
        f"| [`{code.name}`](#{code.name}) | {code.severity} | {code.raised_by} | {code.title} |"
        for code in _by_severity()
    ]
    for code in _by_severity():
        lines += ["", f"## {code.name}", "", f"*{code.severity}* — {code.title}.", "", code.description]
        if code.raised_by != "parse":
            lines += ["", f"Raised by {RAISED_BY[code.raised_by]}."]
        if code.name in examples:
            lines += ["", *_example(examples[code.name])]
    return "\n".join(lines) + "\n"


def _by_severity() -> list[Code]:
    return sorted(CODES.values(), key=lambda code: -Severity(code.severity).rank)


def _example(example: Example) -> Iterator[str]:
    source = example.source()
    report = parse(source)
    shown = view.Shown("report.txt", report, view.Lines(report.text), terminal.Ink(coloured=False), WIDTH)
    yield f"Example: {example.change}"
    yield ""
    yield "```text"
    yield from (line.rstrip() for line in view.render(shown, example.findings(source)[0]))
    yield "```"
    yield ""
    yield f"Not raised: {example.but}"


def cli_page() -> str:
    """docs/cli.md."""
    os.environ["COLUMNS"] = str(WIDTH)
    parser, commands = arguments.build_all(list(arguments.ARCHIVE_COMMANDS))
    lines = [GENERATED, "# The command", "", *_help(parser)]
    for name, command in commands.items():
        lines += ["", f"## govreport {name}", "", *_help(command)]
    return "\n".join(lines) + "\n"


def _help(parser: argparse.ArgumentParser) -> list[str]:
    return ["```text", *(line.rstrip() for line in parser.format_help().splitlines()), "```"]


def architecture_page() -> str:
    """docs/architecture.md, with the lists between its markers made anew."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = [f"- {contract['name']}" for contract in project["tool"]["importlinter"]["contracts"]]
    modules = ["| module | what is in it |", "| --- | --- |", *_modules(ROOT / "src" / "govreport_parser")]
    return _between(_between(text, "contracts", contracts), "modules", modules)


def _between(text: str, name: str, lines: list[str]) -> str:
    head, rest = text.split(f"<!-- {name} -->\n")
    return f"{head}<!-- {name} -->\n" + "\n".join(lines) + f"\n<!-- /{name} -->" + rest.split(f"<!-- /{name} -->")[1]


def _modules(home: Path) -> Iterator[str]:
    for path in sorted(home.rglob("*.py")):
        name = path.relative_to(home).as_posix().removesuffix("__init__.py").rstrip("/")
        said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        said = re.sub(r":\w+:`~?(?:govreport_parser\.)?([^`]+)`", r"`\1`", said.split("\n\n")[0].replace("\n", " "))
        said = said.replace("|", "\\|").replace("``", "`")
        yield f"| `{name or 'govreport_parser'}` | {said} |"


def pages() -> dict[Path, str]:
    """Every generated page and what it should hold."""
    makers = {"findings": findings_page, "cli": cli_page, "architecture": architecture_page}
    return {ROOT / "docs" / f"{name}.md": make() for name, make in makers.items()}


def main() -> int:
    """Write the pages, or say which are out of date."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--check", action="store_true", help="write nothing")
    check = options.parse_args().check
    stale = [path for path, text in pages().items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    for path in stale:
        if not check:
            path.write_text(pages()[path], encoding="utf-8")
        print(f"{'out of date' if check else 'written'}: {path.relative_to(ROOT)}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
