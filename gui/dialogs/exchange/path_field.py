"""A line for the path of a file or a folder, with buttons that let the user find it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from annotations.words import tr
from gui.core.slots import only


class PathField(QWidget):
    """What is typed counts; the buttons only help."""

    changed = Signal()
    """Another path, perhaps half typed."""
    settled = Signal()
    """The path is meant: it was chosen, or the hand has left the line."""

    def __init__(self, name: str, *, folder: bool = False, file: bool = False, saving: bool = False) -> None:
        """``folder`` and ``file`` say what it can be of; ``saving`` that it need not be there yet."""
        super().__init__()
        self.field = QLineEdit()
        self.field.setAccessibleName(name)
        self.field.textChanged.connect(only(self.changed.emit))
        self.field.editingFinished.connect(self.settled)
        self._name, self._saving = name, saving
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.field, 1)
        self.file_button, self.folder_button = QPushButton(tr("File…")), QPushButton(tr("Folder…"))
        ways = ((self.file_button, file, self._find_file), (self.folder_button, folder, self._find_folder))
        for button, wanted, find in ways:
            button.setAutoDefault(False)
            button.setAccessibleName(f"{name}: {button.text()}")
            button.clicked.connect(find)
            button.setVisible(wanted)
            row.addWidget(button)
        self.setFocusProxy(self.field)

    def path(self) -> Path | None:
        """The path, None while there is none."""
        text = self.field.text().strip()
        return Path(text).expanduser().absolute() if text else None

    def set_path(self, path: Path | None) -> None:
        """Put a path into the line."""
        self.field.setText("" if path is None else str(path))

    def _find_file(self) -> None:
        ask = QFileDialog.getSaveFileName if self._saving else QFileDialog.getOpenFileName
        path, _ = ask(self, self._name, self.field.text())
        self._take(path)

    def _find_folder(self) -> None:
        self._take(QFileDialog.getExistingDirectory(self, self._name, self.field.text()))

    def _take(self, path: str) -> None:
        if path:
            self.field.setText(path)
            self.settled.emit()
