"""The list of events: each with its arguments below it, changed where they stand."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHeaderView, QMenu, QTableView, QWidget

from annotations.model.annotation_set import AnnotationSet
from annotations.model.change import Change
from annotations.model.label_set import LabelSet
from annotations.text.source import SourceText
from annotations.words import tr
from gui.core.slots import only
from gui.core.theme import LIGHT
from gui.models.events import MISSING, TEXT, WHAT, EventModel
from gui.widgets.row_table import row_table
from gui.widgets.table_panel import TablePanel

_ROW_PADDING = 9
_WHAT_WIDTH, _MISSING_WIDTH = 120, 70  # logical pixels


class EventPanel(TablePanel):
    """Lists the events and follows the current one. On an argument's row, a role's key changes the role."""

    model: EventModel

    rowSelected = Signal(str, str)
    """Event and mention: the user moved to a row of them; show it in the text, keep the focus here."""
    rowActivated = Signal(str, str)
    """Enter or a double click: go there, with the focus."""
    deleteRequested = Signal(str)
    """Delete was pressed on this event's row."""
    removeRequested = Signal(str, object)
    """Delete was pressed on the row of this event's argument."""
    roleRequested = Signal(str, object, str)
    """An event's argument is to have this role."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = EventModel(self)
        self.table = _table(self.model)
        self._lay_out()
        self._open, self._marking = False, False
        self._waiting: Callable[[], None] | None = None
        """What lists the document, once somebody sees the list."""
        self._current: str | None = None
        self.table.doubleClicked.connect(self._activate)
        self.table.selectionModel().currentRowChanged.connect(self._moved)
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.show_document(SourceText(""), None, None)
        self.set_theme(LIGHT)

    def show_document(
        self, text: SourceText, annotations: AnnotationSet | None, label_set: LabelSet | None
    ) -> None:
        """List the events of this annotation set; None when no document is open."""
        self._open, self._current = annotations is not None, None
        self._waiting = partial(self.model.show_document, text, annotations, label_set)
        if self.isVisible() or not self._open:
            self._gather()
        else:
            self.model.show_document(SourceText(""), None, None)  # nobody sees it: it waits for its turn

    def apply_change(self, change: Change) -> None:
        """Bring the list up to date; the row that the hand is at stays."""
        if self._waiting is not None:
            return
        row = self.table.currentIndex().row()
        inside = self.model.event(row)
        first = None if inside is None else self.model.row_of(inside.id)
        below = 0 if first is None else row - first
        self._marking = True
        self.model.apply_change(change)
        again = None if inside is None else self.model.row_of(inside.id)
        if again is not None and inside is not None:
            at = again + below
            still = self.model.event(at)
            self._stand_on(at if still is not None and still.id == inside.id else again)
        self._marking = False
        self._look()

    def set_current(self, event_id: str | None) -> None:
        """Stand on the event that is current in the text; None on none."""
        self._current = event_id
        if self._waiting is not None:
            return
        if event_id is None and self.table.hasFocus():
            return  # the hand is here: the argument it has just taken out belongs to no event any more
        inside = self.model.event(self.table.currentIndex().row())
        if inside is None or inside.id != event_id:
            self._marking = True
            self._stand_on(None if event_id is None else self.model.row_of(event_id))
            self._marking = False

    def showEvent(self, event: QShowEvent) -> None:
        """List what has been opened unseen, and stand on the current event."""
        super().showEvent(event)
        if self._waiting is not None:
            self._gather()
            self.set_current(self._current)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes to the text, Delete deletes, a role's key changes the role."""
        if watched is self.table and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            bare = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            return bare and self._key(event)
        return super().eventFilter(watched, event)

    # -- inside -------------------------------------------------------------------------------------

    def _gather(self) -> None:
        if self._waiting is not None:
            self._waiting()
            self._waiting = None
        self._look()

    def _key(self, event: QKeyEvent) -> bool:
        index = self.table.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._activate(index)
            return True
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._delete(index.row())
            return True
        label = self.model.label(index.row())
        roles = () if label is None else label.roles
        pressed = event.text().lower()
        wanted = next((role for role in roles if pressed and role.key == pressed), None)
        if wanted is not None:
            self._change(index.row(), wanted.id)
        # Letters search nothing here: without this the table would jump to a row that begins with them.
        return event.text().isprintable() and bool(event.text())

    def _delete(self, row: int) -> None:
        event, argument = self.model.event(row), self.model.argument(row)
        if event is not None and argument is not None:
            self.removeRequested.emit(event.id, argument)
        elif event is not None:
            self.deleteRequested.emit(event.id)

    def _change(self, row: int, role_id: str) -> None:
        event, argument = self.model.event(row), self.model.argument(row)
        if event is not None and argument is not None:
            self.roleRequested.emit(event.id, argument, role_id)

    def _activate(self, index: QModelIndex) -> None:
        event, mention = self.model.event(index.row()), self.model.mention(index.row())
        if event is not None and mention is not None:
            self.rowActivated.emit(event.id, mention.id)

    def _moved(self, index: QModelIndex) -> None:
        event, mention = self.model.event(index.row()), self.model.mention(index.row())
        if event is not None and mention is not None and not self._marking:
            self._current = event.id
            self.rowSelected.emit(event.id, mention.id)

    def _show_menu(self, place: QPoint) -> None:
        """What the keys do, for the mouse."""
        row = self.table.indexAt(place).row()
        event, argument, label = self.model.event(row), self.model.argument(row), self.model.label(row)
        if event is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for role in () if argument is None or label is None else label.roles:
            action = menu.addAction(tr("Make it {role}", role=role.name))
            action.triggered.connect(only(partial(self._change, row, role.id)))
        menu.addSeparator()
        text = tr("Delete the Event") if argument is None else tr("Remove the Argument")
        menu.addAction(text).triggered.connect(only(partial(self._delete, row)))
        menu.popup(self.table.viewport().mapToGlobal(place))

    def _look(self) -> None:
        if self.model.rowCount():
            self._state.say("")
        elif not self._open:
            self._state.say(tr("Open a document to see its events."))
        else:
            self._state.say(tr("No events yet. Put the caret in a word and press an event label’s key."))

    def _stand_on(self, row: int | None) -> None:
        index = QModelIndex() if row is None else self.model.index(row, WHAT)
        self.table.setCurrentIndex(index)
        if row is None:
            self.table.clearSelection()
        else:
            self.table.scrollTo(index)


def _table(model: EventModel) -> QTableView:
    table = row_table(model, "events", tr("Events"), _ROW_PADDING)
    table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    columns = table.horizontalHeader()
    columns.setSectionResizeMode(TEXT, QHeaderView.ResizeMode.Stretch)
    columns.resizeSection(WHAT, _WHAT_WIDTH)
    columns.resizeSection(MISSING, _MISSING_WIDTH)
    return table
