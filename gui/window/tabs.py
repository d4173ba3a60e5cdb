"""Tabs in the window: one for each document on the desk, and the place in each that the eye comes back to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from annotations.words import tr
from gui.core.document_actions import BY_NUMBER
from gui.core.theme import Themed
from gui.documents.open_document import OpenDocument
from gui.documents.sheet import Sheet
from gui.documents.titles import titles
from gui.editor.standing import stand_in, stand_of
from gui.widgets.document_tabs import DocumentTabs, Tab
from gui.window.feature import Feature
from gui.window.frame import Frame

_LASTS_MS = 300
"""What comes and goes within that, as a save does with every edit, does not flicker in a tab."""
_NEED_TWO = (
    "document.next",
    "document.previous",
    "document.earlier",
    "document.later",
    "document.close_others",
)


class Tabs(Feature):
    """The row of tabs, the keys that go from one to another, and closing and reopening by them."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.bar = DocumentTabs()
        self._had_focus = False
        self._soon = QTimer(frame.window)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_LASTS_MS)
        self._soon.timeout.connect(self._show_tabs)
        frame.on_top(self.bar)
        desk, bar, queued = frame.desk, self.bar, Qt.ConnectionType.QueuedConnection
        desk.sheetsChanged.connect(self._show_tabs)
        desk.marked.connect(self._mark_soon)
        desk.leaving.connect(self._remember)
        # Opening may ask something: by then the bar must have let go of the mouse.
        bar.chosen.connect(self._show_path, queued)
        bar.closeAsked.connect(self._close_path, queued)
        bar.menuAsked.connect(self._menu)
        bar.tabMoved.connect(self._moved)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Going from document to document."""
        desk = self.frame.desk
        return {
            "document.next": partial(desk.step, 1),
            "document.previous": partial(desk.step, -1),
            "document.earlier": partial(self._move_front, -1),
            "document.later": partial(self._move_front, 1),
            "document.close_others": self._close_others,
            "file.reopen": desk.reopen_closed,
            **{spec.id: partial(self._show_number, number) for number, spec in enumerate(BY_NUMBER)},
        }

    def themed(self) -> Sequence[Themed]:
        """The row."""
        return (self.bar,)

    def panes(self) -> Sequence[QWidget]:
        """The row."""
        return (self.bar,)

    def restore(self) -> None:
        """No document yet."""
        self._show_tabs()

    def attach(self, document: OpenDocument | None) -> None:
        """Another document is about to be shown, and the keyboard about to be taken to its text."""
        self._had_focus = self.bar.hasFocus()

    def show(self, document: OpenDocument | None) -> None:
        """Go where the annotator was; arrow keys that go along the row stay in the row."""
        sheet = self.frame.desk.front
        if document is not None and sheet is not None:
            stand_in(self.frame.view, document.session.annotations, sheet.stand)
        if self._had_focus and document is not None:
            self.bar.setFocus(Qt.FocusReason.OtherFocusReason)
        elif sheet is not None and len(self.frame.desk.sheets) > 1:
            self.frame.view.announce(sheet.path.name)  # the eye sees it in the row

    # -- what the row shows -------------------------------------------------------------------------

    def _show_tabs(self) -> None:
        self._soon.stop()
        desk, actions = self.frame.desk, self.frame.actions
        named = titles([sheet.path for sheet in desk.sheets])
        shown = [
            Tab(title, str(sheet.path), sheet.mark) for title, sheet in zip(named, desk.sheets, strict=True)
        ]
        if desk.front is not None or not shown:
            self.bar.show_tabs(shown, desk.sheets.index(desk.front) if desk.front else -1)
        for action_id in _NEED_TWO:
            actions[action_id].setEnabled(len(shown) > 1)
        for number, spec in enumerate(BY_NUMBER):
            action = actions[spec.id]
            action.setVisible(number < len(shown))
            if number < len(shown):
                action.setText(f"&{number + 1}  {named[number].replace('&', '&&')}")

    def _mark_soon(self, _sheet: Sheet) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _remember(self, sheet: Sheet) -> None:
        sheet.stand = stand_of(self.frame.view)
        self.frame.window.statusBar().clearMessage()  # it was about this document

    # -- what the hand does -------------------------------------------------------------------------

    def _show_number(self, number: int) -> None:
        if number < len(self.frame.desk.sheets):
            self.frame.desk.show(self.frame.desk.sheets[number])

    def _show_path(self, path: str) -> None:
        if (sheet := self._sheet(path)) is not None:
            self.frame.desk.show(sheet)

    def _close_path(self, path: str) -> None:
        if (sheet := self._sheet(path)) is not None:
            self.frame.desk.close(sheet)

    def _sheet(self, path: str) -> Sheet | None:
        return next((sheet for sheet in self.frame.desk.sheets if str(sheet.path) == path), None)

    def _moved(self, place: int, to: int) -> None:
        self.frame.desk.move(self.frame.desk.sheets[place], to)

    def _move_front(self, by: int) -> None:
        """Give the document in front another place in the row, around its ends."""
        desk = self.frame.desk
        if desk.front is not None:
            desk.move(desk.front, (desk.sheets.index(desk.front) + by) % len(desk.sheets))

    def _close_others(self, kept: Sheet | None = None) -> None:
        desk = self.frame.desk
        kept = kept or desk.front
        for sheet in list(desk.sheets):
            if sheet is not kept and not desk.close(sheet):
                return

    def _menu(self, path: str, place: QPoint) -> None:
        """What can be done with a tab that need not be the one in front."""
        desk, sheet = self.frame.desk, self._sheet(path)
        if sheet is None:
            return
        menu = QMenu(self.frame.window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("&Close"), partial(desk.close, sheet))
        others = menu.addAction(tr("Close the &Others"), partial(self._close_others, sheet))
        others.setEnabled(len(desk.sheets) > 1)
        menu.addSeparator()
        menu.addAction(tr("Copy the &Path"), partial(QGuiApplication.clipboard().setText, path))
        menu.popup(place)
