"""The command ``govreport``.

Data on stdout, everything else on stderr. Exit status: 0 clean, 1 findings at or above ``--fail-on``, 2 misuse or
unreadable input, 130 interrupted.
"""

from __future__ import annotations

from .main import main

__all__ = ["main"]
