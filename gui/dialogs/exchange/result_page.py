"""What was done, where it is, and what can be done with it now."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from annotations.words import tr


class ResultPage(QWidget):
    """Sentences, a command where there is one, and buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.caption = QLabel(tr("The same again, from a &command line:"))
        self.command = QPlainTextEdit()
        self.command.setReadOnly(True)
        self.command.setTabChangesFocus(True)
        self.command.setAccessibleName(tr("Command"))
        self.command.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.command.setFixedHeight(self.command.fontMetrics().lineSpacing() * 5 + 20)
        self.caption.setBuddy(self.command)
        self.folder_button = QPushButton(tr("Open the &Folder"))
        self.copy_button = QPushButton(tr("Copy the Co&mmand"))
        self.open_button = QPushButton(tr("&Open the First Document"))
        self._out: Path | None = None
        self._open: Callable[[], object] = lambda: None
        self.folder_button.clicked.connect(self._open_folder)
        self.copy_button.clicked.connect(self._copy)
        self.open_button.clicked.connect(self._open_first)
        self._lay_out()

    def show_result(
        self, sentences: str, out: Path, command: str = "", open_: Callable[[], object] | None = None
    ) -> None:
        """Show what was done to ``out``; ``open_`` opens what there is to be opened."""
        self.told.setText(sentences)
        self._out = out
        self.command.setPlainText(command)
        for part in (self.caption, self.command, self.copy_button):
            part.setVisible(bool(command))
        self.open_button.setVisible(open_ is not None)
        self._open = open_ or (lambda: None)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        for button in (self.open_button, self.folder_button, self.copy_button):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.told)
        layout.addLayout(row)
        layout.addSpacing(8)
        layout.addWidget(self.caption)
        layout.addWidget(self.command)
        layout.addStretch(1)

    def _open_first(self) -> None:
        self._open()

    def _open_folder(self) -> None:
        if self._out is not None:
            folder = self._out if self._out.is_dir() else self._out.parent
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.command.toPlainText())
