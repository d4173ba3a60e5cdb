"""`python -m benchmarks [view store ...] [--huge]`: measure, and print the reports in Markdown."""

from __future__ import annotations

import argparse
import os
from importlib import import_module

REPORTS = {"view": "The text view", "store": "Label files"}
"""Modules of this package with a function `run(huge=...)` that measures and returns its report."""


def main() -> None:
    """Print the reports that are asked for, all of them if none is named."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("reports", nargs="*", metavar="report", help=f"of {', '.join(REPORTS)}; else all")
    parser.add_argument("--huge", action="store_true", help="also documents of 100 MB")
    wanted = parser.parse_args()
    if unknown := set(wanted.reports) - set(REPORTS):
        parser.error(f"no such report: {', '.join(sorted(unknown))}")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for name in wanted.reports or REPORTS:
        print(f"## {REPORTS[name]}\n")
        print(import_module(f"benchmarks.{name}").run(huge=wanted.huge), flush=True)


if __name__ == "__main__":
    main()
