"""`python -m benchmarks [view window ...] [--huge] [--write]`: measure, and print the reports in Markdown."""

from __future__ import annotations

import argparse
import os
import platform
import time
from importlib import import_module

from benchmarks.page import PAGE, missing, put

REPORTS = {
    "view": "The text view",
    "window": "The whole window",
    "workbench": "The workbench",
    "boilerplate": "Boilerplate",
    "store": "Label files",
    "near_duplicates": "Near-duplicates",
    "validate": "sorot validate",
    "exchange": "Import and export",
    "start": "Start-up",
}
"""Modules of this package with a function `run(huge=...)` that measures and returns its report."""


def main() -> None:
    """Print the reports that are asked for, all of them if none is named."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("reports", nargs="*", metavar="report", help=f"of {', '.join(REPORTS)}; else all")
    parser.add_argument("--huge", action="store_true", help="also texts of 100 MB, and 100,000 documents")
    parser.add_argument("--write", action="store_true", help=f"put what is measured into docs/{PAGE.name}")
    wanted = parser.parse_args()
    if unknown := set(wanted.reports) - set(REPORTS):
        parser.error(f"no such report: {', '.join(sorted(unknown))}")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sections: dict[str, str] = {}
    for name in wanted.reports or REPORTS:
        sections[REPORTS[name]] = _measured(name, huge=wanted.huge)
        print(f"## {REPORTS[name]}\n\n{sections[REPORTS[name]]}", flush=True)
        if wanted.write:  # at once: the next one may fail
            put(sections)
    print("\n".join(("What misses its target:\n", *missing(sections))))


def _measured(name: str, *, huge: bool) -> str:
    begun = time.monotonic()
    module = import_module(f"benchmarks.{name}")
    report: str = module.run(huge=huge)
    took = f"Measured on {_machine()}; this took {time.monotonic() - begun:.0f} s.\n"
    return "\n".join((module.__doc__ or "", report, took))


def _machine() -> str:
    from PySide6 import __version__ as pyside  # noqa: PLC0415 - only what is asked for is loaded

    cores, python = os.cpu_count(), platform.python_version()
    return f"{platform.system()}, {cores} cores, Python {python}, PySide6 {pyside}, offscreen"


if __name__ == "__main__":
    main()
