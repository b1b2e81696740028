"""Ask pyright how much of the public interface is typed, and fail below all of it.

Run by ``make types``. It starts in an empty folder, since pyright looks for the installed package and would otherwise
take the source tree for it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path


def main() -> int:
    folder = Path(sys.executable).parent
    command = [folder / "pyright", "--outputjson", "--ignoreexternal", "--verifytypes", "govreport_parser"]
    # --verifytypes looks for the package in the active environment and heeds no --pythonpath.
    env = os.environ | {"VIRTUAL_ENV": sys.prefix, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}
    with tempfile.TemporaryDirectory() as empty:
        done = subprocess.run(command, cwd=empty, env=env, capture_output=True, text=True, check=False)
    try:
        completeness = json.loads(done.stdout)["typeCompleteness"]
    except (ValueError, KeyError):
        print(done.stdout, done.stderr, sep="\n", file=sys.stderr)
        return 1
    for symbol in completeness["symbols"]:
        if symbol["isExported"] and (symbol["isTypeAmbiguous"] or not symbol["isTypeKnown"]):
            said = [line["message"].partition("\n")[0] for line in symbol["diagnostics"]]
            print(symbol["name"], *said, sep="\n  ", file=sys.stderr)
    known = completeness["exportedSymbolCounts"]["withKnownType"]
    score = completeness["completenessScore"]
    print(f"pyright --verifytypes: {score:.1%} of the public interface is typed ({known} symbols)")
    return 0 if score == 1 and known else 1


if __name__ == "__main__":
    sys.exit(main())
