"""Asks the user through Qt's dialogs. The safe answer is always the default one, and Escape gives it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QDialog, QFileDialog, QMessageBox, QWidget

from annotations.text.decoding import Decoded
from annotations.words import mark, tr
from gui.core.interaction import Choice, Gravity
from schemas.problems import Problem

_ICONS = {
    Gravity.INFO: QMessageBox.Icon.Information,
    Gravity.WARNING: QMessageBox.Icon.Warning,
    Gravity.ERROR: QMessageBox.Icon.Critical,
}


_LABELS = (mark("Label files (*.labels.json)"),)
_SAVED = {
    ".csv": (mark("Tables (*.csv)"),),
    ".pdf": (mark("PDF files (*.pdf)"), mark("Web pages (*.html)")),
}


class QtInteraction:
    """Questions over a window."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def confirm(self, title: str, text: str, verb: str) -> bool:
        """Whether to go on; Cancel is the default."""
        return self.choose(title, text, [Choice("go", verb, destructive=True)]) == "go"

    def choose(self, title: str, text: str, choices: Sequence[Choice], detail: str = "") -> str | None:
        """The key of the choice taken, None for Cancel."""
        box = _box(QMessageBox.Icon.Question, title, text, detail, self._window)
        roles = QMessageBox.ButtonRole
        buttons: dict[QAbstractButton, Choice] = {}
        cancel = safe = box.addButton(tr("Cancel"), roles.RejectRole)
        for choice in choices:
            role = roles.DestructiveRole if choice.destructive else roles.AcceptRole
            button = box.addButton(choice.text, role)
            buttons[button] = choice
            if safe is cancel and not choice.destructive:
                safe = button
        box.setDefaultButton(safe)
        box.setEscapeButton(cancel)
        box.exec()
        taken = buttons.get(box.clickedButton())
        box.deleteLater()
        return None if taken is None else taken.key

    def tell(self, gravity: Gravity, title: str, text: str, detail: str = "") -> None:
        """A message with an OK button."""
        box = _box(_ICONS[gravity], title, text, detail, self._window)
        box.setStandardButtons(QMessageBox.StandardButton.Ok)
        box.exec()
        box.deleteLater()

    def show_problems(self, title: str, text: str, problems: Sequence[Problem]) -> None:
        """What is wrong with a file."""
        from gui.dialogs.problems import ProblemsDialog  # noqa: PLC0415 - start-up does without it

        dialog = ProblemsDialog(title, text, problems, self._window)
        dialog.exec()
        dialog.deleteLater()

    def open_paths(self, title: str, folder: Path | None = None) -> Sequence[Path]:
        """Files to open."""
        kinds = ";;".join((tr("Texts (*.txt *.text *.md)"), tr("All files (*)")))
        start = "" if folder is None else str(folder)
        paths, _ = QFileDialog.getOpenFileNames(self._window, title, start, kinds)
        return [Path(path) for path in paths]

    def save_path(self, title: str, proposed: Path) -> Path | None:
        """Where to save; the system's dialog asks before a file is replaced."""
        kinds = ";;".join((*map(tr, _SAVED.get(proposed.suffix, _LABELS)), tr("All files (*)")))
        path, _ = QFileDialog.getSaveFileName(self._window, title, str(proposed), kinds)
        return Path(path) if path else None

    def label_set_path(self, title: str, start: Path, *, saving: bool) -> Path | None:
        """A label set file."""
        kinds = ";;".join((tr("Label sets (*.labelset.json)"), tr("All files (*)")))
        ask = QFileDialog.getSaveFileName if saving else QFileDialog.getOpenFileName
        path, _ = ask(self._window, title, str(start), kinds)
        return Path(path) if path else None

    def choose_encoding(self, name: str, data: bytes, decoded: Decoded) -> str | None:
        """The encoding to read with, None to leave it as it is."""
        from gui.dialogs.encoding import EncodingDialog  # noqa: PLC0415 - start-up does without it

        dialog = EncodingDialog(name, data, decoded, self._window)
        taken = dialog.exec() == QDialog.DialogCode.Accepted
        encoding = dialog.encoding()
        dialog.deleteLater()
        return encoding if taken and encoding != decoded.encoding else None


def _box(icon: QMessageBox.Icon, title: str, text: str, detail: str, window: QWidget) -> QMessageBox:
    box = QMessageBox(window)
    box.setIcon(icon)
    box.setWindowTitle(title)
    # Text of documents stands in it: nothing of that may count as markup.
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(title)
    box.setInformativeText(text)
    box.setDetailedText(detail)
    return box
