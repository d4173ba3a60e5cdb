"""The verb `completion`: a script that makes a shell complete sorot's verbs and arguments."""

from __future__ import annotations

import argparse

DESCRIPTION = """\
Print a script with which a shell completes sorot's verbs, options and files.
"""

EPILOG = """\
examples:
  sorot completion bash > ~/.local/share/bash-completion/completions/sorot
  sorot completion zsh > ~/.zsh/completions/_sorot       (a folder of your fpath)
  sorot completion tcsh > ~/.sorot.tcsh                  (source it in ~/.tcshrc)
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The shell."""
    parser.add_argument("shell", choices=("bash", "zsh", "tcsh"))


def run(options: argparse.Namespace) -> int:
    """Print the script."""
    import shtab  # noqa: PLC0415 - only here

    from annotations.commands.parser import parser  # noqa: PLC0415 - it knows this verb

    print(shtab.complete(parser(), options.shell))
    return 0
