"""The verbs of the command line. Imports nothing that the verb at hand may not need."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from importlib import import_module
from typing import Protocol, cast

from annotations.commands.version import program_version

# Verb -> the module that does it, and what it does.
_VERBS = {
    "validate": ("validate", "check label files and label sets"),
    "import": ("importing", "make label files of what other tools have written"),
    "export": ("export", "write training data: splits, clean texts, a manifest"),
    "convert": ("convert", "turn files of one format into another"),
    "stats": ("stats", "count documents, labels and annotators"),
    "formats": ("formats", "say what each format can hold"),
    "completion": ("completion", "print what makes a shell complete sorot's arguments"),
}
VERBS = tuple(_VERBS)
INTERRUPTED = 130  # what shells say of a program that Ctrl+C has ended

_DESCRIPTION = """\
Highlight spans of news text and tag them as entities, events or boilerplate.

  sorot               open the window
  sorot FILE          open a text in the window; its labels stand beside it, in NAME.labels.json
  sorot VERB ...      do one of the things below, without a window; sorot VERB --help teaches it
"""


class Verb(Protocol):
    """What the module of a verb has."""

    DESCRIPTION: str
    EPILOG: str

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Add the arguments of the verb."""

    def run(self, options: argparse.Namespace) -> int:
        """Do it; the exit status."""


def run(argv: Sequence[str]) -> int:
    """Do what the arguments (without the program's name) ask for; the exit status."""
    wanted = next((one for one in argv if not one.startswith("-")), None)
    try:
        options = parser([wanted] if wanted in VERBS else []).parse_args(argv)
    except SystemExit as stop:  # after --help, --version and wrong arguments, already said
        return stop.code if isinstance(stop.code, int) else 2
    try:
        return _verb(options.verb).run(options)
    except KeyboardInterrupt:
        return INTERRUPTED


def parser(filled: Sequence[str] = VERBS) -> argparse.ArgumentParser:
    """The parser; the verbs in ``filled`` have their arguments, the others only their names."""
    made = argparse.ArgumentParser(
        prog="sorot",
        usage="sorot [FILE] | sorot VERB ...",
        description=_DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument("--version", action=_Version, nargs=0, help="print the version and stop")
    verbs = made.add_subparsers(title="verbs", metavar="VERB", required=True, prog="sorot", dest="verb")
    for name, (_, what) in _VERBS.items():
        verb = _verb(name) if name in filled else None
        one = verbs.add_parser(
            name,
            help=what,
            description=verb.DESCRIPTION if verb else None,
            epilog=verb.EPILOG if verb else None,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        if verb is not None:
            verb.add_arguments(one)
    return made


def _verb(name: str) -> Verb:
    return cast("Verb", import_module(f"annotations.commands.{_VERBS[name][0]}"))


class _Version(argparse.Action):
    """Looks the version up only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        print(f"sorot {program_version()}")
        parser.exit()
