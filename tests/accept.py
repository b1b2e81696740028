"""Show what the library makes of the case folders now, beside what is expected; with --write, expect that from now on.

    python -m tests.accept [--write] [NAME...]

Nothing is written for a case whose result contradicts its truth.json.
"""

from __future__ import annotations

import argparse
import sys

from tests.cases import Case, cases, differences, digest, disagreements, dumps, unowned


def main() -> int:
    """Print the differences; 1 if a result contradicts the truth or differs and was not written."""
    parser = argparse.ArgumentParser(prog="python -m tests.accept", description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="write expected.json")
    parser.add_argument("names", nargs="*", metavar="NAME", help="a part of a case's name (default: every case)")
    options = parser.parse_args()
    chosen = [case for case in cases() if not options.names or any(name in case.name for name in options.names)]
    return max((_accept(case, write=options.write) for case in chosen), default=2)


def _accept(case: Case, *, write: bool) -> int:
    report = case.parse()
    new, old = digest(report), case.load("expected.json")
    changed = differences(old, new) if old else ["new"]
    wrong = disagreements(case, report)
    open_cells = unowned(case, report)
    print(f"{case.name}: {len(new['cells'])} cells, {len(open_cells)} not certain, {len(wrong)} wrong")
    print(*[f"  WRONG {line}" for line in wrong], *[f"  {line}" for line in changed], sep="\n")
    if changed and write and not wrong:
        (case.folder / "expected.json").write_text(dumps(new), encoding="utf-8")
    return 1 if wrong or (changed and not write) else 0


if __name__ == "__main__":
    sys.exit(main())
