"""The details of the current mention, and of the event on it: all that is said of them, changed in place."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from annotations.model.label_set import LabelSet
from annotations.words import tr
from gui.core.slots import only
from gui.core.theme import LIGHT
from gui.models.detail_table import NAME, VALUE, DetailTable
from gui.models.details import FIXED, Detail, Field
from gui.panels.detail_editors import DetailEditors
from gui.panels.detail_menus import fill_choices, fill_menu
from gui.widgets.row_table import row_table
from gui.widgets.table_panel import TablePanel

_ROW_PADDING = 9
_NAME_WIDTH = 140  # logical pixels
_KEYS = Qt.Key
_EDIT = (_KEYS.Key_Return, _KEYS.Key_Enter, _KEYS.Key_F2)
_CLEAR = (_KEYS.Key_Delete, _KEYS.Key_Backspace)
_CLEARABLE = (Field.ATTRIBUTE, Field.LINK, Field.NOTE, Field.RELATION)


class DetailsPanel(TablePanel):
    """Shows rows while it can be seen; what is to be changed it asks for.

    Enter edits a value or leads to the mention of a row, Space says yes or no and turns a relation round,
    Delete takes a value away, a relation's key changes its type.
    """

    model: DetailTable

    edited = Signal(object, object)
    """A `Detail`, and the value that the user gave it; None takes it away."""
    turned = Signal(object)
    """The relation of this `Detail` is to go the other way round."""
    activated = Signal(str)
    """A row leads to this mention: go there, with the focus."""

    def __init__(self, details: Callable[[], list[Detail] | None], parent: QWidget | None = None) -> None:
        """``details`` gives the rows as they are now, None when no document is open."""
        super().__init__(parent)
        self._details = details
        self._label_set: LabelSet | None = None
        self.model = DetailTable(self)
        self.table = _table(self.model)
        self.table.setItemDelegate(DetailEditors(self.table, self.model))
        self._lay_out()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._look)
        self.table.doubleClicked.connect(self._edit)
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.model.edited.connect(self.edited)
        self.set_theme(LIGHT)

    # -- what the window says -----------------------------------------------------------------------

    def show_label_set(self, label_set: LabelSet | None) -> None:
        """Offer these labels and relations, and look anew."""
        self._label_set = label_set
        self.refresh()

    def refresh(self) -> None:
        """What is shown may have changed: look at it when there is time, and while anybody sees it."""
        if self.isVisible():
            self._soon.start(0)

    def current(self) -> Detail | None:
        """The detail that the hand is at, None when it is elsewhere."""
        row = self.table.currentIndex().row()
        return self.model.detail(row) if self.table.hasFocus() else None

    # -- events -------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Look at what has gone by unseen."""
        super().showEvent(event)
        self._look()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of the list; those that an editor in it leaves over are not meant for it."""
        pressed = event.type() is QEvent.Type.KeyPress and self.table.hasFocus()
        if watched is self.table and pressed and isinstance(event, QKeyEvent):
            plain = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
            return not event.modifiers() & ~plain and self._key(event)
        return super().eventFilter(watched, event)

    # -- what the user does -------------------------------------------------------------------------

    def _key(self, event: QKeyEvent) -> bool:
        index, key = self.table.currentIndex(), event.key()
        detail = self.model.detail(index.row())
        if detail is None:
            return False
        if key in _EDIT:
            self._edit(index)
        elif key in _CLEAR:
            self._clear(detail)
        elif key == _KEYS.Key_Space:
            self._toggle(detail)
        elif detail.field is Field.RELATION and (wanted := self._relation_type(event.text().lower())):
            self.edited.emit(detail, wanted)
        # Letters search nothing here: without this the table would jump to a row that begins with them.
        return (bool(event.text()) and event.text().isprintable()) or key in (*_EDIT, *_CLEAR)

    def _edit(self, index: QModelIndex) -> None:
        detail = self.model.detail(index.row())
        if detail is None:
            return
        if detail.leads_to:
            self.activated.emit(detail.leads_to)
        elif detail.attribute is not None and detail.attribute.type == "boolean":
            self._toggle(detail)
        elif detail.field is Field.LABEL or (
            detail.attribute is not None and detail.attribute.type == "choice"
        ):
            menu = self._menu()
            fill_choices(menu, detail, self._label_set, partial(self.edited.emit, detail))
            menu.popup(self._below(index))
        elif detail.field not in FIXED:
            self.table.edit(self.model.index(index.row(), VALUE))

    def _clear(self, detail: Detail) -> None:
        if detail.field in _CLEARABLE:
            self.edited.emit(detail, None)

    def _toggle(self, detail: Detail) -> None:
        if detail.field is Field.RELATION:
            self.turned.emit(detail)
        elif detail.attribute is not None and detail.attribute.type == "boolean":
            self.edited.emit(detail, None if detail.raw is True else True)

    def _show_menu(self, place: QPoint) -> None:
        """What the keys do, for the mouse."""
        index = self.table.indexAt(place)
        detail = self.model.detail(index.row())
        if detail is None:
            return
        menu = self._menu()
        fill_menu(menu, detail, self._label_set, partial(self.edited.emit, detail))
        if detail.field is Field.RELATION:
            menu.addAction(tr("Turn It Round")).triggered.connect(only(partial(self.turned.emit, detail)))
        if detail.leads_to:
            menu.addAction(tr("Go There")).triggered.connect(
                only(partial(self.activated.emit, detail.leads_to))
            )
        elif detail.field not in FIXED:
            menu.addAction(tr("Edit")).triggered.connect(only(partial(self._edit, index)))
        if detail.field in _CLEARABLE and (detail.value or detail.raw):
            menu.addAction(tr("Delete")).triggered.connect(only(partial(self._clear, detail)))
        menu.popup(self.table.viewport().mapToGlobal(place))

    # -- inside -------------------------------------------------------------------------------------

    def _look(self) -> None:
        """Show the rows as they are; the hand stays at the same detail."""
        if not self.isVisible():
            return
        details = self._details()
        stood = self.model.detail(self.table.currentIndex().row())
        self.model.show(details or [])
        if details is None:
            self._state.say(tr("Open a document to see what is said of its mentions."))
        else:
            self._state.say("")
        row = None if stood is None else self.model.row_like(stood)
        if self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(row or 0, VALUE))

    def _relation_type(self, key: str) -> str | None:
        relations = () if self._label_set is None else self._label_set.relations
        return next((one.id for one in relations if key and one.key == key), None)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _below(self, index: QModelIndex) -> QPoint:
        cell = self.table.visualRect(self.model.index(index.row(), VALUE))
        return self.table.viewport().mapToGlobal(cell.bottomLeft())


def _table(model: DetailTable) -> QTableView:
    table = row_table(model, "details", tr("Details"), _ROW_PADDING)
    table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    columns = table.horizontalHeader()
    columns.setSectionResizeMode(VALUE, QHeaderView.ResizeMode.Stretch)
    columns.resizeSection(NAME, _NAME_WIDTH)
    return table
