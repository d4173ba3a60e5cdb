"""What a start does without: it is loaded, written and built when it is needed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
LATER = ("jsonschema", "jsonschema_rs", "numpy", "pyqtgraph", "charset_normalizer", "hypothesis")


def said(program: str) -> str:
    """What a process of its own says that has loaded the window's modules."""
    command = [sys.executable, "-c", f"import gui.app, sys; {program}"]
    return subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True, text=True).stdout.strip()


def test_modules_of_later_are_not_loaded() -> None:
    assert said(f"print(*(name for name in {LATER} if name in sys.modules))") == ""
    dialogs = said("print(*(name for name in sys.modules if name.startswith('gui.dialogs.')))")
    assert set(dialogs.split()) == {"gui.dialogs.interaction", "gui.dialogs.shown"}


def test_most_dataclasses_are_not_written_before_they_are_used() -> None:
    program = (
        "import dataclasses; floors = ('gui.', 'annotations.'); "
        "modules = [one for name, one in list(sys.modules.items()) if name.startswith(floors)]; "
        "own = {kind for one in modules for kind in vars(one).values() if isinstance(kind, type)}; "
        "print(sum(dataclasses.is_dataclass(kind) for kind in own))"
    )
    assert int(said(program)) < 80
