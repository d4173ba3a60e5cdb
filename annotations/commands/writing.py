"""What verbs that write documents share: losses told before it, the command that gives the same."""

from __future__ import annotations

import argparse
import shlex
import sys
from pathlib import Path

from annotations.commands.terminal import Terminal, add_common, write_losses
from annotations.formats.losses import LossReport
from annotations.formats.told import ToldReport


def add_losses(parser: argparse._ActionsContainer) -> None:
    """``--strict``, ``--losses`` and ``--dry-run``."""
    parser.add_argument("--strict", action="store_true", help="write nothing when anything would be lost")
    parser.add_argument("--losses", type=Path, metavar="FILE", help="write the loss report there, as JSON")
    parser.add_argument("--dry-run", action="store_true", help="only say what would be written and lost")


def is_refused(
    terminal: Terminal, losses: LossReport, told: ToldReport, *, strict: bool, file: Path | None
) -> bool:
    """Write the loss report where it is wanted; whether ``--strict`` forbids to go on, which is told.

    ``told`` is what readers had to decide, which stands in the report too and is no loss.
    """
    write_losses(file, losses, told)
    if strict and losses:
        terminal.complain("strict", "Nothing was written, since something would be lost (--strict).")
        return True
    return False


def command_given(verb: str, source: Path) -> str:
    """The command that was given, without what does not change a byte; from Python, the least of it."""
    if sys.argv[1:2] != [verb]:
        return shlex.join(["sorot", verb, str(source)])
    quiet = argparse.ArgumentParser(add_help=False)
    add_common(quiet)
    quiet.add_argument("--losses")
    return shlex.join(["sorot", *quiet.parse_known_args(sys.argv[1:])[1]])
