"""``govreport compare``."""

from __future__ import annotations

import argparse
import json

from .. import export
from ..series import compare as compare_reports
from .inputs import Inputs, fails, status


def compare(options: argparse.Namespace) -> int:
    """Print what each year hands to the next, and how much text is used again."""
    inputs = Inputs(options)
    comparison = compare_reports((report for _, report in inputs), same_agency=options.same_agency)
    if options.format == "json":
        data = {"schema_version": export.SCHEMA_VERSION, **comparison.to_dict()}
        print(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        print(comparison.render(), end="")
    return status(unread=inputs.unread, failed=fails(comparison.findings, options.fail_on))
