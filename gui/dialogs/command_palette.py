"""Type to find an action or a label, Enter does it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from annotations.words import tr
from gui.core.commands import Command
from gui.core.theme import Theme
from gui.widgets.command_list import CommandList

_SIZE = QSize(560, 420)


class CommandPalette(QDialog):
    """`command` is what was chosen, None until then."""

    def __init__(
        self, commands: Sequence[Command], recent: Sequence[str], theme: Theme, parent: QWidget | None = None
    ) -> None:
        """``recent`` holds ids of commands, the last one first."""
        super().__init__(parent)
        self.setWindowTitle(tr("Commands"))
        self.command: Command | None = None
        self.found = CommandList(theme, tr("Type the name of an action or a label"))
        self.found.show_commands(commands, recent)
        self.field, self.model = self.found.field, self.found.model
        layout = QVBoxLayout(self)
        layout.addWidget(self.found)
        self.resize(_SIZE)
        self.found.chosen.connect(self._take)
        self.field.setFocus()

    def _take(self, command: Command) -> None:
        self.command = command
        self.accept()
