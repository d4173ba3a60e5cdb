"""Start-up: a whole process, from its start to the first picture of its window.

Each figure is the median of several processes whose files are in the system's cache and whose modules are
compiled. ``PySide6`` is a Python that imports PySide6's three modules and ends; ``bare window`` one that
shows an empty window with a table, a list and a text area and nothing of this program. The rest is Sorot.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from annotations.formats.native import render
from benchmarks.documents import article
from benchmarks.table import Cell, Figure, markdown
from gui.core.settings import COME_BACK, TOURED, Settings

ROUNDS = 9
RATIO = 1.4
"""The most that the whole may take, as a multiple of importing PySide6."""

_REPOSITORY = Path(__file__).parents[1]
_SAY = "import json, time; print(json.dumps([time.process_time(), time.monotonic()]), flush=True)"
_IMPORT = "import PySide6.QtCore, PySide6.QtGui, PySide6.QtWidgets"
_BARE = """
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QPainter
from PySide6.QtWidgets import *
class Text(QAbstractScrollArea):
    def paintEvent(self, event):
        painter = QPainter(self.viewport())
        painter.drawText(20, 20, "text")
        painter.end()
application = QApplication([])
window = QMainWindow()
window.setCentralWidget(Text())
window.menuBar().addMenu("File").addAction(QAction("Open", window))
for widget in (QTableView(), QListView()):
    dock = QDockWidget("panel", window)
    dock.setWidget(widget)
    window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
window.statusBar().showMessage("ready")
window.resize(1280, 820)
window.show()
application.processEvents()
"""
# Instead of waiting for events for ever: show what there is, say so, close.
_WINDOW = f"""
import sys
from main import main
from PySide6.QtWidgets import QApplication
def shown():
    QApplication.processEvents()
    {_SAY}
    for window in QApplication.topLevelWidgets():
        window.close()
    return 0
QApplication.exec = staticmethod(shown)
main(sys.argv[1:])
"""


_PROGRAMS = {
    "Python": _SAY,
    "PySide6": f"{_IMPORT}\n{_SAY}",
    "bare window": f"{_BARE}\n{_SAY}",
    "Sorot, no document": _WINDOW,
    "Sorot, 100 KB with 1,500 mentions": _WINDOW,
}


@dataclass(frozen=True)
class Start:
    """Milliseconds from the start of a process."""

    cpu: float
    wall: float


def run(*, huge: bool = False) -> str:  # noqa: ARG001 - every report is asked the same
    """Measure everything; the report in Markdown."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        made = article(100_000)
        folder.joinpath("made-up.txt").write_bytes(made.text.text.encode())
        folder.joinpath("made-up.labels.json").write_bytes(render(made.annotations, made.text))
        # Neither a first start, with the tour, nor one with the documents of the last time.
        settings = Settings(folder / "sorot" / "settings.ini")
        settings.set(TOURED, True)
        settings.set(COME_BACK, False)
        settings.save()
        # In turns, so that a machine that is slower for a while is slower for all of them.
        rounds = [_round(folder) for _ in range(ROUNDS + 1)][1:]
    head = ("process", "CPU ms", "clock ms", "multiple of PySide6", "multiple of a bare window")
    return markdown(head, [_row(name, rounds) for name in _PROGRAMS])


def _round(folder: Path) -> dict[str, Start]:
    """Each of them once."""
    document = str(folder / "made-up.txt")
    return {
        name: _once(program, folder, *([document] if "mentions" in name else []))
        for name, program in _PROGRAMS.items()
    }


def _row(name: str, rounds: list[dict[str, Start]]) -> list[Cell]:
    def multiple(of: str) -> float:
        return statistics.median(one[name].cpu / one[of].cpu for one in rounds)

    return [
        name,
        Figure(statistics.median(one[name].cpu for one in rounds), None, 0),
        Figure(statistics.median(one[name].wall for one in rounds), None, 0),
        Figure(multiple("PySide6"), RATIO if name.startswith("Sorot") else None),
        Figure(multiple("bare window")),
    ]


def _once(program: str, folder: Path, *arguments: str) -> Start:
    """CPU and clock milliseconds until the program says that it is there."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in {"PYTHONDONTWRITEBYTECODE", "PYTHONPATH"}
    }
    environment |= {
        "QT_QPA_PLATFORM": "offscreen",
        "HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
    }
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=_REPOSITORY, env=environment, check=True, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    cpu, there = json.loads(done.stdout.splitlines()[-1])
    return Start(cpu * 1000, (there - begun) * 1000)


if __name__ == "__main__":
    print(run())
