"""Sorot in a process of its own, killed in the middle of the work."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from textwrap import indent
from typing import NamedTuple

REPOSITORY = Path(__file__).parents[2]

_PROGRAM = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from gui.core.settings import DESK
from gui.demo import press
from gui.main_window import MainWindow
from main import main

def until(holds):
    while not holds():
        QApplication.processEvents()

def work():
    (window,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow))
    view, desk, settings = window.frame.view, window.frame.desk, window.frame.services.settings
    until(view.hasFocus)
{work}

QTimer.singleShot(0, work)
main(sys.argv[1:])
"""

LABEL = """
for key in ("g", "Ctrl+Right", "Ctrl+Right", "Ctrl+Right", "g", "Delete", "Ctrl+Z"):
    press(view, key)
until(lambda: desk.document.keeper.state.acknowledged == 4)
print("acknowledged", flush=True)
"""
"""Two mentions; the second one is deleted and comes back."""


class Killed(NamedTuple):
    """A process that is no more: its number, and the line that it said before."""

    pid: int
    said: str


def killed(work: str, *documents: Path) -> Killed:
    """Open the documents and do the work, which prints a line when it is done; then the process is killed.

    The work is Python that knows ``window``, ``view``, ``desk``, ``settings``, ``press`` and ``until``.
    """
    program = subprocess.Popen(
        [sys.executable, "-c", _PROGRAM.format(work=indent(work, "    ")), *map(str, documents)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(REPOSITORY)},
        cwd=documents[0].parent,
        text=True,
    )
    with program:
        assert program.stdout is not None
        said = program.stdout.readline()
        program.send_signal(signal.SIGKILL)
    return Killed(program.pid, said.rstrip("\n"))
