"""`python -m benchmarks [view ...] [--huge]`: measure, and print the report in Markdown."""

from __future__ import annotations

import argparse
import os

REPORTS = ("view",)


def main() -> None:
    """Print the reports that are asked for, all of them if none is named."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("reports", nargs="*", choices=[[], *REPORTS], help="which ones; all if none is named")
    parser.add_argument("--huge", action="store_true", help="also a document of 100 MB")
    wanted = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for name in wanted.reports or REPORTS:
        print(f"## {name.capitalize()}\n")
        print(_report(name, huge=wanted.huge))


def _report(name: str, *, huge: bool) -> str:
    from benchmarks import view  # noqa: PLC0415  only what is asked for is loaded, before Qt chooses its platform

    return {"view": view.run}[name](huge=huge)


if __name__ == "__main__":
    main()
