"""docs/benchmarks.md: words written by hand, then a section for each report, then what misses its target."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from benchmarks.table import misses

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
MARK = "<!-- Everything below is written by `make bench ARGS=--write`. -->"
_MISSED = "What misses its target"
_HEAD = "\n## "


def put(sections: Mapping[str, str]) -> None:
    """Put sections, by their titles, in the place of those of the same titles; a new one comes last."""
    words, _, measured = PAGE.read_text(encoding="utf-8").partition(MARK)
    found = dict(part.split("\n", 1) for part in f"\n{measured}".split(_HEAD)[1:])
    found.pop(_MISSED, None)
    found |= {title: f"\n{report}" for title, report in sections.items()}
    found[_MISSED] = "\n" + "\n".join((*missing(found), ""))
    parts = (f"## {title}\n\n{report.strip()}\n" for title, report in found.items())
    PAGE.write_text("\n".join((f"{words}{MARK}\n", *parts)), encoding="utf-8")


def missing(sections: Mapping[str, str]) -> list[str]:
    """What is over its target in sections, as a list in Markdown."""
    missed = [f"- {title}: {one}" for title, report in sections.items() for one in misses(report)]
    return missed or ["Nothing."]
