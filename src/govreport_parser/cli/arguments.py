"""The arguments of every command. Nothing heavy is imported here: ``--help`` must be quick."""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Callable, Sequence
from typing import Any

FAIL_ON = ("info", "warning", "error", "never")
SHELLS = ("bash", "zsh", "tcsh")
COMPLETE_FILES = {"bash": "_shtab_compgen_files", "zsh": "_files", "tcsh": "f"}  # what shtab calls file names
ARCHIVE_COMMANDS = {
    "run": "parse a whole archive into a data set",
    "summary": "say what is in a data set that run has written",
}

EPILOG = """\
exit status:
  0    clean
  1    findings at or above --fail-on (for run: documents that failed)
  2    misuse, or input that cannot be read
  130  interrupted
"""


class _Help(argparse.HelpFormatter):
    """Help that prints the argument of an option once (``-o, --output PATH``), as Python 3.13 does, on every version."""

    def _format_action_invocation(self, action: argparse.Action) -> str:
        if not action.option_strings or action.nargs == 0:
            return super()._format_action_invocation(action)
        default = self._get_default_metavar_for_optional(action)
        return f"{', '.join(action.option_strings)} {self._format_args(action, default)}"


class _WholeHelp(_Help, argparse.RawDescriptionHelpFormatter):
    """The same, with the table of exit statuses as it is written."""


def build(argv: Sequence[str]) -> argparse.ArgumentParser:
    """The parser of the whole command. ``argv`` decides which commands bring all their arguments."""
    return build_all(argv)[0]


def build_all(argv: Sequence[str]) -> tuple[argparse.ArgumentParser, dict[str, argparse.ArgumentParser]]:
    """The parser of the whole command, and that of each command by its name."""
    parser = argparse.ArgumentParser(
        prog="govreport",
        description="Read Chinese government-information annual reports (政府信息公开工作年度报告).",
        epilog=EPILOG,
        formatter_class=_WholeHelp,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and stop")
    parser.add_argument(
        "--print-completion",
        action=_Completion,
        metavar="SHELL",
        choices=SHELLS,
        help="print a completion script: bash, zsh or tcsh",
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for add in (_parse, _check, _compare, _explain):
        add(commands)
    _archive(commands, argv)
    return parser, dict(commands.choices)


def _parse(commands: Any) -> None:
    parser = _command(commands, "parse", "print what reports hold, as JSON, CSV or a readable table", "read", "parse")
    _inputs(parser)
    parser.add_argument(
        "--format",
        choices=("json", "jsonl", "csv", "table"),
        help="json: the report of one file as it is, of several as jsonl; jsonl: a line of source and report for each "
        "file, also for one; csv: one row to a cell; table: for reading (default: table on a terminal, json elsewhere)",
    )
    parser.add_argument("-o", "--output", metavar="PATH", help="write to this file instead of stdout")
    _fail_on(parser)


def _check(commands: Any) -> None:
    parser = _command(commands, "check", "print what is wrong or uncertain, and where it stands", "read", "check")
    _inputs(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="(default: text)")
    parser.add_argument(
        "--min-severity", choices=FAIL_ON[:3], default="info", help="leave out lesser findings (default: info)"
    )
    _fail_on(parser)


def _compare(commands: Any) -> None:
    parser = _command(commands, "compare", "compare reports of one agency over the years", "across", "compare")
    _inputs(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="(default: text)")
    parser.add_argument(
        "--same-agency", action="store_true", help="all files are of one agency, whatever their titles call it"
    )
    _fail_on(parser, "warning")  # between two reports nothing is an error: scopes may differ


def _explain(commands: Any) -> None:
    parser = _command(commands, "explain", "say what a finding code means", "codes", "explain")
    parser.add_argument("codes", nargs="*", metavar="CODE", help="a finding code (default: list every code)")


def _archive(commands: Any, argv: Sequence[str]) -> None:
    """The archive's commands bring their own arguments, which are only looked up when one of them is meant."""
    for name, help_ in ARCHIVE_COMMANDS.items():
        parser = _added(commands, name, help_)
        if name in argv or "--print-completion" in argv:
            archive = importlib.import_module("govreport_parser.archive.cli")
            getattr(archive, f"add_{name}_arguments")(parser)
            parser.set_defaults(run=getattr(archive, name))


def _command(commands: Any, name: str, help_: str, module: str, function: str) -> argparse.ArgumentParser:
    parser = _added(commands, name, help_)
    parser.set_defaults(run=_late(module, function))
    return parser


def _added(commands: Any, name: str, help_: str) -> argparse.ArgumentParser:
    description = help_[0].upper() + help_[1:] + "."
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help=help_, description=description, formatter_class=_Help
    )
    return parser


def _late(module: str, function: str) -> Callable[[argparse.Namespace], int]:
    """The function of a command, imported when it is run."""

    def run(options: argparse.Namespace) -> int:
        status: int = getattr(importlib.import_module(f"govreport_parser.cli.{module}"), function)(options)
        return status

    return run


def _inputs(parser: argparse.ArgumentParser) -> None:
    files: Any = parser.add_argument("files", nargs="+", metavar="FILE", help="HTML or text; - is stdin")
    files.complete = COMPLETE_FILES
    parser.add_argument(
        "--encoding", metavar="NAME", type=_encoding, help="of the input, if known (default: found from the bytes)"
    )


def _fail_on(parser: argparse.ArgumentParser, default: str = "error") -> None:
    parser.add_argument(
        "--fail-on",
        choices=FAIL_ON,
        default=default,
        help="exit with 1 on findings of this severity or above (default: %(default)s)",
    )


def _encoding(name: str) -> str:
    import codecs

    try:
        return codecs.lookup(name).name
    except LookupError:
        raise argparse.ArgumentTypeError(f"{name!r} is not an encoding that Python knows") from None


class _Version(argparse.Action):
    """Print the version and stop. It is looked up only then, which costs more than all of ``--help``."""

    def __call__(
        self, parser: argparse.ArgumentParser, namespace: object, values: object, option: object = None
    ) -> None:
        """See :class:`argparse.Action`."""
        from importlib.metadata import version

        del namespace, values, option
        print(f"{parser.prog} {version('govreport_parser')}")
        parser.exit()


class _Completion(argparse.Action):
    """Print a completion script for a shell and stop."""

    def __call__(self, parser: argparse.ArgumentParser, namespace: object, values: Any, option: object = None) -> None:
        """See :class:`argparse.Action`."""
        del namespace, option
        try:
            shtab = importlib.import_module("shtab")
        except ImportError:
            parser.error("completion scripts need shtab: pip install '.[cli]' (in the folder of this library's source)")
        print(shtab.complete(parser, values))
        parser.exit()
