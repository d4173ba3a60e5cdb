"""Start Sorot: a verb of the command line, or the window."""

from __future__ import annotations

import sys


def main(argv: list[str] | None = None) -> int:
    """Run a verb such as ``validate`` without Qt, anything else in the window; return the exit code."""
    arguments = sys.argv[1:] if argv is None else argv
    from annotations.commands.parser import VERBS, run

    if arguments and (arguments[0] in VERBS or arguments[0] in ("-h", "--help", "--version")):
        return run(arguments)
    from schemas.collector import collector_paused

    with collector_paused():  # what is loaded stays
        from gui.core.plain_imports import import_unwatched

        import_unwatched()  # before the many modules of the window
        from gui.app import run_window

    return run_window(arguments)


if __name__ == "__main__":
    sys.exit(main())
