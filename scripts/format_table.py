"""Put the table of formats into docs/formats.md, made from the registry.

python -m scripts.format_table            write it
python -m scripts.format_table --check    exit with 1 when it is not what the registry says
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from annotations.formats.carries import Events
from annotations.formats.format import Format
from annotations.formats.registry import formats
from annotations.model.records import Kind

PAGE = Path(__file__).resolve().parents[1] / "docs" / "formats.md"
BEGIN, END = "<!-- Made by `python -m scripts.format_table`. -->", "<!-- End of the table. -->"
_EVENTS = {Events.ALL: "yes", Events.MENTIONS: "not of events", Events.NONE: "triggers"}


def table() -> str:
    """The table, in Markdown."""
    head = (
        "format", "`--format`", "in", "out", "nested", "several spans", "events", "relations",
        "attributes", "ids", "notes", "annotators", "the text", "offsets count", "needs",
    )  # fmt: skip
    rows = [head, ["---"] * len(head), *map(_row, formats())]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _row(one: Format) -> list[str]:
    carries = one.carries
    notes = "yes" if carries.notes and carries.other_notes else "on mentions" if carries.notes else ""
    events = _EVENTS[carries.events] if Kind.EVENT in carries.kinds else ""
    return [
        one.name,
        f"`{one.id}`",
        _yes(one.reads),
        _yes(one.writes),
        _yes(carries.nested),
        _yes(carries.discontinuous),
        events,
        _yes(carries.relations),
        _yes(carries.attributes),
        _yes(carries.links),
        notes,
        "several" if carries.annotators else "one",
        "as it is" if carries.text else "made anew",
        one.unit,
        f"`sorot[{one.extra}]`" if one.extra else "",
    ]


def _yes(value: bool) -> str:  # noqa: FBT001 - what it says
    return "yes" if value else ""


def with_table(page: str) -> str:
    """The page with the table as it is now."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{table()}\n\n{END}{after}"


def main() -> int:
    """Write or check."""
    parser = argparse.ArgumentParser(prog="python -m scripts.format_table", description=__doc__)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    page = PAGE.read_text(encoding="utf-8")
    made = with_table(page)
    if check:
        return page != made
    PAGE.write_text(made, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
