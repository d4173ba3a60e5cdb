"""The main job done once through the real window by key presses, for machines without a display."""

from __future__ import annotations

import glob
import shutil
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEventLoop, QMessageLogContext, Qt, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from annotations.commands.parser import run as run_verb
from annotations.formats.file_names import label_path_of
from annotations.text.decoding import Decoded
from gui.core.article import ARTICLE
from gui.core.interaction import Choice, Gravity
from gui.main_window import MainWindow
from gui.window.frame import Services
from schemas.problems import Problem

FOLDER = Path("out") / "demo"
SAVE_WITHIN_MS = 10_000

# Every key that is pressed. The article begins "TRIPOLI: Kelompok jihad Libya yang bersaing mengusir afiliasi
# ISIS dari sebagian besar wilayah timur Darna dalam pertempuran".
KEYS: tuple[tuple[str, str], ...] = (
    ("Ctrl+Home", "to the beginning"),
    ("g", "the word at the caret is a GPE: TRIPOLI"),
    ("Ctrl+Right Ctrl+Right Ctrl+Right", "three words on"),
    ("g", "Libya"),
    ("Ctrl+Right Ctrl+Right Ctrl+Right Ctrl+Right Ctrl+Right", "five words on"),
    ("o", "ISIS is an ORG"),
    ("Ctrl+Right " * 7 + "Ctrl+Right", "eight words on"),
    ("Shift+A", "pertempuran is the trigger of an Attack"),
    ("Alt+Right Alt+Left", "its end a word further, and back"),
    ("Ctrl+Z Ctrl+Z Ctrl+Shift+Z Ctrl+Shift+Z", "undo twice, redo twice"),
    ("Ctrl+Down", "to the next paragraph"),
    ("8", "a line of boilerplate, only to show it"),
    ("Delete", "and away with it"),
)


class _Nobody:
    """An `Interaction` with nobody there: what is said is printed, and every answer is no."""

    def confirm(self, title: str, text: str, verb: str) -> bool:
        print(f"{title} {text}")
        return False

    def choose(self, title: str, text: str, choices: Sequence[Choice], detail: str = "") -> str | None:
        print(f"{title}: {text}")
        return None

    def tell(self, gravity: Gravity, title: str, text: str, detail: str = "") -> None:
        print(f"{title}: {text}")

    def show_problems(self, title: str, text: str, problems: Sequence[Problem]) -> None:
        print(f"{title}: {text}")

    def open_paths(self, title: str, folder: Path | None = None) -> Sequence[Path]:
        return ()

    def save_path(self, title: str, proposed: Path) -> Path | None:
        return None

    def label_set_path(self, title: str, start: Path, *, saving: bool) -> Path | None:
        return None

    def choose_encoding(self, name: str, data: bytes, decoded: Decoded) -> str | None:
        return None


def run_demo(services: Services, document: Path | None) -> int:
    """Label a copy of the document by key presses, save, validate, and print where the results are.

    Returns 0 when the label file was saved and is valid, 1 when it is not, 2 when there is no document.
    """
    source = ARTICLE if document is None else document
    if not source.is_file():
        print(f"There is no {source}: name a text file after --demo.")
        return 2
    try:
        copy = _fresh_copy(source)
    except OSError as error:
        print(f"{source} cannot be copied to {FOLDER}: {error.strerror or error}.")
        return 2
    qInstallMessageHandler(_quiet)
    window = MainWindow(services, _Nobody())
    window.resize(1400, 900)
    window.show()
    if not window.open_document(copy):
        return 2
    _press_keys(window)
    saved = _wait_until_saved(window)
    screenshot = FOLDER / "window.png"
    window.grab().save(str(screenshot))
    count = 0 if window.frame.desk.document is None else len(window.frame.desk.document.session.annotations)
    window.close()
    print(f"{len(KEYS)} groups of key presses left {count} records.")
    print(f"label file: {label_path_of(copy).resolve()}")
    print(f"screenshot: {screenshot.resolve()}")
    if not saved:
        print("The label file was not saved in time.")
        return 1
    if not label_path_of(copy).exists():
        print("There was nothing to label, and so there is no label file.")
        return 1
    return run_verb(["validate", str(label_path_of(copy))])


def _fresh_copy(source: Path) -> Path:
    """A copy of the document in the folder of the demo, without labels. Raises OSError."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    copy = FOLDER / source.name
    for old in FOLDER.glob(glob.escape(label_path_of(copy).name) + "*"):
        old.unlink()
    if not (copy.exists() and copy.samefile(source)):
        shutil.copyfile(source, copy)
    return copy


def _quiet(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """Leave out what Qt has to say of the offscreen platform; print the rest."""
    del kind, context
    if "This plugin does not support" not in message:
        print(message)


def _press_keys(window: MainWindow) -> None:
    for keys, meaning in KEYS:
        print(f"{keys:>60}  {meaning}")
        for key in keys.split():
            press(window.frame.view, key)


def press(widget: QWidget, key: str) -> None:
    """Send one key press, such as ``Ctrl+PageDown`` or ``g``, to a widget."""
    QTest.keyClick(widget, *key_of(key))
    QApplication.processEvents()


def key_of(key: str) -> tuple[Qt.Key, Qt.KeyboardModifier]:
    """The key, and what is held to it, of one press such as ``Ctrl+PageDown`` or ``g``."""
    *modifiers, name = key.split("+")
    pressed = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        pressed |= _MODIFIERS[modifier]
    return Qt.Key[f"Key_{name[0].upper()}{name[1:]}"], pressed


_MODIFIERS = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
}


def _wait_until_saved(window: MainWindow) -> bool:
    """Whether the label file was written before the time was up."""
    if window.frame.desk.is_saved():
        return True
    loop = QEventLoop()
    window.frame.desk.saved.connect(loop.quit)
    QTimer.singleShot(SAVE_WITHIN_MS, loop.quit)
    loop.exec()
    return window.frame.desk.is_saved()
