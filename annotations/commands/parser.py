"""The verbs of the command line and their arguments. Imports nothing that a verb may not need."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from annotations.commands.version import program_version

VERBS = ("validate",)
INTERRUPTED = 130  # what shells say of a program that Ctrl+C has ended

_DESCRIPTION = """\
Highlight spans of news text and tag them as entities, events or boilerplate.

  sorot               open the window
  sorot FILE          open a text in the window; its labels stand beside it, in NAME.labels.json
  sorot VERB ...      do one of the things below, without a window
"""

_VALIDATE = """\
Check label files (annotation sets, *.labels.json) and label sets (*.labelset.json).

Each file is held against its format. An annotation set is also held against its text, when that stands
beside it (NAME.txt, or the name that the file gives), and against its label set: the shipped one when that
is "news", or the one of --label-set.
"""

_VALIDATE_EXAMPLES = """\
examples:
  sorot validate darna.labels.json                 one file, with darna.txt if it is there
  sorot validate corpus/                           all label files and label sets in and below a folder
  sorot validate --label-set crime.labelset.json corpus/
  git show HEAD:darna.labels.json | sorot validate -
  sorot validate --json corpus/ | jq -r .code | sort | uniq -c

output:
  FILE:LINE:COLUMN: POINTER: what is wrong and what to do
  One line a problem, sorted by place; the pointer (RFC 6901) is left out when it is the whole file.
  With --json, one object a line with file, line, column, pointer, code, message and value. The codes are
  listed in docs/label-file.md. What could not be checked, and a summary, go to the error output.

exit status:
  0  no problems      1  problems      2  a file cannot be read, or the arguments are wrong
"""


def run(argv: Sequence[str]) -> int:
    """Do what the arguments (without the program's name) ask for; the exit status."""
    try:
        options = _parser().parse_args(argv)
    except SystemExit as stop:  # after --help, --version and wrong arguments, already said
        return stop.code if isinstance(stop.code, int) else 2
    from annotations.commands.validate import validate  # noqa: PLC0415 - only when it is the verb

    try:
        return validate(options.files, label_set=options.label_set, as_json=options.json)
    except KeyboardInterrupt:
        return INTERRUPTED


class _Version(argparse.Action):
    """Looks the version up only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        print(f"sorot {program_version()}")
        parser.exit()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="sorot",
        usage="sorot [FILE] | sorot VERB ...",
        description=_DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and stop")
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", required=True, prog="sorot")
    _add_validate(
        verbs.add_parser(
            "validate",
            help="check label files and label sets",
            description=_VALIDATE,
            epilog=_VALIDATE_EXAMPLES,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
    )
    return parser


def _add_validate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE", help="a file, a folder, or - for standard input")
    parser.add_argument(
        "--label-set", type=Path, metavar="FILE", help="the label set that the annotation sets are from"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object a line instead of sentences")
