"""PySide6 watches every `import` for its snake_case and properties, which this program does not use."""

from __future__ import annotations

import builtins

import PySide6.QtCore  # noqa: F401 - puts its watch there


def import_unwatched() -> None:
    """Let modules load from now on as they do without PySide6.

    Its watch reads the source of each module that is loaded and looks for its name there, a tenth of the time
    that the program takes to start.
    """
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
