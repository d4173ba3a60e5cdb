"""The verb `formats`: what each format can hold, from the same table as everything else."""

from __future__ import annotations

import argparse

from annotations.commands.terminal import Terminal, guarded, printable
from annotations.formats.format import Format
from annotations.formats.holding import HOLDS, held
from annotations.formats.registry import format_of, formats
from annotations.words import tr

DESCRIPTION = """\
List the formats that `import`, `export` and `convert` know, or tell all about one.
"""

EPILOG = """\
examples:
  sorot formats               all formats, a line each
  sorot formats brat          what brat's can hold, its options, what it needs
  sorot formats --json        the same for programs
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The format to tell about."""
    parser.add_argument("format", nargs="?", metavar="FORMAT", help="tell all about this one")
    parser.add_argument("--json", action="store_true", help="one JSON object a line instead of sentences")


def run(options: argparse.Namespace) -> int:
    """Print the table, or one format."""

    def work(terminal: Terminal) -> int:
        for one in formats() if options.format is None else [format_of(options.format)]:
            lines = [_line(one)] if options.format is None else _all(one)
            terminal.say("format", "\n".join(lines), **to_dict(one))
        return 0

    return guarded(options, work)


def to_dict(one: Format) -> dict[str, object]:
    """A format as JSON."""
    carries = {name: getattr(one.carries, name) for name, _ in HOLDS}
    return {
        "id": one.id,
        "name": one.name,
        "endings": list(one.endings),
        "reads": one.reads,
        "writes": one.writes,
        "offsets": one.unit,
        "extra": one.extra,
        "installed": one.is_installed,
        "kinds": sorted(one.carries.kinds),
        "events": one.carries.events.value,
        "carries": carries,
        "options": [
            {
                "id": option.id,
                "help": option.help,
                "values": list(option.values),
                "default": option.default,
                "reads": option.reads,
                "writes": option.writes,
            }
            for option in one.options
        ],
    }


def _line(one: Format) -> str:
    ways = {(True, True): "in, out", (True, False): "in", (False, True): "out"}[one.reads, one.writes]
    missing = "" if one.is_installed else f"  (needs sorot[{one.extra}])"
    return printable(f"{one.id:16} {ways:8} {one.name}{missing}")


def _all(one: Format) -> list[str]:
    yes, no = held(one.carries)
    lines = [
        f"{one.name}  ({one.id}; files: {', '.join(one.endings)})",
        f"  {tr(one.about)}",
        f"  offsets: {tr(one.unit)}",
        f"  holds: {', '.join(yes)}",
        f"  does not hold: {', '.join(no) or 'nothing is lost'}",
    ]
    if one.extra:
        state = "installed" if one.is_installed else "not installed"
        lines.append(f"  needs: {one.needs}, of the extra sorot[{one.extra}] ({state})")
    for option in one.options:
        values = " | ".join(option.values) or "any text"
        lines.append(f"  --option {option.id}={values}: {tr(option.help)}")
    return lines
