"""The bar that offers a mention's label to the other places where its words stand."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox

from annotations.suggest.walk import Choices
from annotations.words import tr
from gui.widgets.walk_bar import Preview, WalkBar


class SameWordsBar(WalkBar):
    """Besides what is in the way, how the words are looked for can be chosen here."""

    def _own_switches(self) -> dict[Qt.Key, QCheckBox]:
        self.ignore_case = QCheckBox(tr("Ignore &case"))
        self.whole = QCheckBox(tr("&Whole words"))
        return {Qt.Key.Key_C: self.ignore_case, Qt.Key.Key_W: self.whole}

    def _chosen(self, choices: Choices) -> Choices:
        return replace(
            super()._chosen(choices), ignore_case=self.ignore_case.isChecked(), whole=self.whole.isChecked()
        )

    def _show_choices(self, preview: Preview) -> None:
        self.ignore_case.setChecked(preview.choices.ignore_case)
        self.whole.setChecked(preview.choices.whole)
        super()._show_choices(preview)
