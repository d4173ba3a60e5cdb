"""`python -m benchmarks [view window ...] [--huge] [--write]`: measure, and print the reports in Markdown."""

from __future__ import annotations

import argparse
import os
import platform
import time
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path

from benchmarks.table import misses

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

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
MARK = "<!-- Everything below is written by `make bench ARGS=--write`. -->"


def main() -> None:
    """Print the reports that are asked for, all of them if none is named."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("reports", nargs="*", metavar="report", help=f"of {', '.join(REPORTS)}; else all")
    parser.add_argument("--huge", action="store_true", help="also documents of 100 MB")
    parser.add_argument("--write", action="store_true", help=f"put all reports into docs/{PAGE.name} as well")
    wanted = parser.parse_args()
    if unknown := set(wanted.reports) - set(REPORTS):
        parser.error(f"no such report: {', '.join(sorted(unknown))}")
    if wanted.write and wanted.reports:
        parser.error("the page takes all reports, not some")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    parts = []
    for part in _parts(wanted.reports or REPORTS, huge=wanted.huge):
        print(part, flush=True)
        parts.append(part)
    if wanted.write:
        _write("\n".join(parts))


def _parts(names: Iterable[str], *, huge: bool) -> Iterator[str]:
    """Measure report after report; last what misses its target in any of them."""
    yield f"Measured {_machine()}.\n"
    missed: list[str] = []
    for name in names:
        begun = time.monotonic()
        module = import_module(f"benchmarks.{name}")
        report: str = module.run(huge=huge)
        missed += [f"- {REPORTS[name]}: {one}" for one in misses(report)]
        took = f"This took {time.monotonic() - begun:.0f} s.\n"
        yield "\n".join((f"## {REPORTS[name]}\n", module.__doc__ or "", report, took))
    yield "\n".join(("## What misses its target\n", *(missed or ["Nothing."]), ""))


def _machine() -> str:
    from PySide6 import __version__ as pyside  # noqa: PLC0415 - only what is asked for is loaded

    cores, python = os.cpu_count(), platform.python_version()
    return f"on {platform.system()}, {cores} cores, Python {python}, PySide6 {pyside}, offscreen"


def _write(measured: str) -> None:
    """Put the figures below the page's own words."""
    words, _, _ = PAGE.read_text(encoding="utf-8").partition(MARK)
    PAGE.write_text(f"{words}{MARK}\n\n{measured}", encoding="utf-8")


if __name__ == "__main__":
    main()
