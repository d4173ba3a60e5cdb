"""Preferences: made from the table, applied at once, put back by Cancel."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QSizePolicy,
    QTabWidget,
    QWidget,
)

from annotations.words import tr
from gui.core.preferences import PAGE_TITLES, PREFERENCES, Options, Preference, PreferencePage
from gui.core.settings import Setting, Settings
from gui.dialogs.frame import FramedDialog

_LEAST_WIDTH, _MOST_SHOWN = 460, 20
_FROM_EDGE, _FROM_TOP = 16, 72
"""How far inside the window the dialog opens, in logical pixels."""


class PreferencesDialog(FramedDialog):
    """A page of choices and switches for each part of the table; every change is in the settings at once."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        standard = QDialogButtonBox.StandardButton
        buttons = standard.Ok | standard.Cancel | standard.RestoreDefaults
        super().__init__(tr("Preferences"), "", buttons, parent)
        self._settings = settings
        self._before: dict[Setting[Any], Any] = {}
        self.controls: dict[str, QComboBox | QCheckBox] = {}
        """By the keys of the settings."""
        self.pages = QTabWidget()
        self.pages.setAccessibleName(tr("Pages of preferences"))
        self.pages.tabBar().setAccessibleName(tr("Pages of preferences"))
        self.pages.setDocumentMode(True)
        self.pages.tabBar().setDrawBase(False)
        for page in PreferencePage:
            if rows := [one for one in PREFERENCES if one.page is page]:
                self.pages.addTab(self._page(rows), tr(PAGE_TITLES[page]))
        self.set_body(self.pages)
        self.setMinimumWidth(_LEAST_WIDTH)
        self.defaults_button = self.buttons.button(standard.RestoreDefaults)
        self.defaults_button.setText(tr("&Usual Values"))
        self.defaults_button.setToolTip(tr("Set everything on this page as it was at first"))
        self.defaults_button.clicked.connect(self._restore_defaults)
        next(iter(self.controls.values())).setFocus()

    def stand_beside(self, window: QWidget) -> None:
        """Go to the window's trailing edge: what changes in the text is seen while it changes."""
        self.adjustSize()
        spare = window.width() - self.frameGeometry().width() - _FROM_EDGE
        x = _FROM_EDGE if window.isRightToLeft() else max(_FROM_EDGE, spare)
        self.move(window.mapToGlobal(QPoint(x, _FROM_TOP)))

    def reject(self) -> None:
        """Put back what the settings were before."""
        for setting, value in self._before.items():
            if self._settings.get(setting) != value:
                self._settings.set(setting, value)
        super().reject()

    def _page(self, rows: list[Preference]) -> QWidget:
        page = QWidget()
        form = QFormLayout(page)
        form.setContentsMargins(2, 16, 2, 8)
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for row in rows:
            self._before[row.setting] = self._settings.get(row.setting)
            control = QCheckBox(tr(row.text)) if row.options is None else _choice(row, row.options())
            self.controls[row.setting.key] = control
            _show(control, self._before[row.setting])
            if isinstance(control, QCheckBox):
                control.toggled.connect(partial(self._settings.set, row.setting))
                form.addRow("", control)
            else:
                control.currentIndexChanged.connect(partial(self._chosen, row.setting, control))
                form.addRow(tr(row.text), control)
            if row.note:
                form.addRow("", _note(tr(row.note)))
                control.setAccessibleDescription(tr(row.note))
        return page

    def _chosen(self, setting: Setting[Any], box: QComboBox, at: int) -> None:
        self._settings.set(setting, box.itemData(at))

    def _restore_defaults(self) -> None:
        for row in self._rows_on_page():
            _show(self.controls[row.setting.key], row.setting.default)

    def _rows_on_page(self) -> Iterator[Preference]:
        page = self.pages.currentWidget()
        return (one for one in PREFERENCES if page.isAncestorOf(self.controls[one.setting.key]))


def _choice(row: Preference, options: Options) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(tr(row.text).replace("&", ""))
    box.setMaxVisibleItems(_MOST_SHOWN)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    for value, words in options:
        box.addItem(words, value)
    return box


def _show(control: QComboBox | QCheckBox, value: object) -> None:
    """Let the control stand on the value; one that is not offered is added as it is."""
    if isinstance(control, QCheckBox):
        control.setChecked(bool(value))
        return
    at = control.findData(value)
    if at < 0:
        control.addItem(str(value), value)
        at = control.count() - 1
    control.setCurrentIndex(at)


def _note(text: str) -> QLabel:
    note = QLabel(text)
    note.setTextFormat(Qt.TextFormat.PlainText)
    note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return note
