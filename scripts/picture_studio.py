"""Where pictures are taken: windows over a copy of the sample, in each of the looks that there are."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from PySide6.QtCore import QRect, QSize, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QDockWidget, QWidget
from shiboken6 import delete

from annotations.formats.native import label_set_from_dict
from gui.core.appearance import Appearance, ThemeChoice
from gui.core.language import Direction, speak
from gui.core.settings import Settings
from gui.core.theme import Theme
from gui.demo import press
from gui.main_window import MainWindow
from gui.window.frame import Services
from schemas.shipped import shipped_label_set

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
SIZE = QSize(1400, 900)
_PATIENCE = 30.0  # seconds
_WHOLE = ("labels", "statistics")  # panels that are full to the foot
_DOCK_HEIGHT = 480
"""What is seen of a panel, in logical pixels; the rest of most is empty."""
Shown = TypeVar("Shown", bound=QWidget)


@dataclass(frozen=True)
class Look:
    """One way in which the whole program can look."""

    name: str
    theme: ThemeChoice
    language: str = "en"
    direction: Direction = Direction.LANGUAGE


LIGHT = Look("light", ThemeChoice.LIGHT)
DARK = Look("dark", ThemeChoice.DARK)
LIGHT_ID = Look("light-id", ThemeChoice.LIGHT, "id")
DARK_ID = Look("dark-id", ThemeChoice.DARK, "id")
BLACK = Look("black", ThemeChoice.BLACK)
WHITE = Look("white", ThemeChoice.WHITE)
MIRRORED = Look("mirrored", ThemeChoice.LIGHT, direction=Direction.RIGHT_TO_LEFT)
FOUR = (LIGHT, DARK, LIGHT_ID, DARK_ID)
"""In this order they stand on a sheet, two in a row."""
LOOKS = (*FOUR, BLACK, WHITE, MIRRORED)


class Studio:
    """A window, and what is to be done in it before a picture is taken."""

    def __init__(self, window: MainWindow, folder: Path, theme: Theme) -> None:
        self.window = window
        self.frame = window.frame
        self.folder = folder
        self.theme = theme
        self.text = (folder / "darna.txt").read_text("utf-8")
        self.pictures: list[QImage] = []

    def open(self, name: str = "darna.txt") -> None:
        """Open a document, and wait until everything in it is counted."""
        self.window.open_document(self.folder / name)
        self.frame.view.setFocus()
        self.wait(lambda: self.frame.survey.is_complete)

    def put_caret(self, quote: str, occurrence: int = 1) -> None:
        """Put the caret where a text begins; the mention there is the current one."""
        self.frame.view.setFocus()
        self.frame.view.set_caret(self._find(quote, occurrence))

    def select(self, quote: str, occurrence: int = 1) -> None:
        """Select a text; what is current stays."""
        start = self._find(quote, occurrence)
        self.frame.view.set_caret(start + len(quote), start)

    def press(self, *keys: str) -> None:
        """Press keys in the text, such as ``g`` and ``Ctrl+Right``."""
        for key in keys:
            press(self.frame.view, key)

    def do(self, action_id: str) -> None:
        """What the menu does."""
        self.frame.actions[action_id].trigger()

    def do_and_take(
        self, run: Callable[[], object], prepare: Callable[[Shown], object] | None = None
    ) -> None:
        """Take a picture of the dialog that comes up meanwhile; ``prepare`` does something in it first."""

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if dialog is None:
                QTimer.singleShot(5, look)
                return
            if prepare is not None:
                prepare(dialog)  # type: ignore[arg-type]
            self.take(dialog)
            dialog.hide()  # as closing, and nothing is asked

        QTimer.singleShot(0, look)
        run()

    def take(self, widget: QWidget, part: QRect | None = None) -> None:
        """Take the picture of a widget, or of a part of it in logical pixels."""
        settle()
        grabbed = widget.grab() if part is None else widget.grab(part)
        self.pictures.append(grabbed.toImage().convertToFormat(QImage.Format.Format_RGB888))

    def take_below(self, height: int = 220) -> None:
        """Take what stands at the lower end of the text, with the bars there."""
        settle()
        area = self.frame.centre.rect()
        self.take(self.frame.centre, area.adjusted(0, area.height() - height, 0, 0))

    def take_dock(self, name: str) -> None:
        """Take a panel, in front of the others."""
        dock = self.window.findChild(QDockWidget, name)
        if dock is None:
            raise LookupError(name)
        self.frame.show_dock(dock)
        settle()
        self.take(dock, QRect(0, 0, dock.width(), dock.height() if name in _WHOLE else _DOCK_HEIGHT))

    def wait(self, holds: Callable[[], bool]) -> None:
        """Let the program go on until something holds."""
        until = time.monotonic() + _PATIENCE
        while not holds():
            if time.monotonic() > until:
                raise TimeoutError
            QApplication.processEvents()

    def _find(self, quote: str, occurrence: int) -> int:
        at = -1
        for _ in range(occurrence):
            at = self.text.index(quote, at + 1)
        return at


@contextmanager
def studio(application: QApplication, look: Look) -> Iterator[Studio]:
    """A window of its own, in this look; its folder is gone afterwards."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for sample in ("darna.txt", "darna.labels.json"):
            shutil.copyfile(SAMPLES / sample, folder / sample)
        settings = Settings(folder / "settings.ini")
        speak(application, look.language, look.direction)
        appearance = Appearance(application, look.theme)
        label_set = label_set_from_dict(shipped_label_set("news"))
        window = MainWindow(Services(settings, appearance, label_set, "annotator"))
        window.resize(SIZE)
        window.show()
        window.activateWindow()
        try:
            yield Studio(window, folder, appearance.theme)
        finally:
            window.close()
            settle()
            delete(window)


def settle() -> None:
    """Let everything that waits for its turn be done and painted."""
    for _ in range(10):
        QApplication.processEvents()
