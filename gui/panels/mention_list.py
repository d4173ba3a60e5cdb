"""The list of mentions: every mention in text order, beside the text it is about."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotations.model.annotation_set import AnnotationSet
from annotations.model.change import Change
from annotations.model.label_set import LabelSet
from annotations.model.records import Kind
from annotations.text.source import SourceText
from annotations.words import tr
from gui.core.theme import LIGHT, Theme
from gui.models.mentions import LABEL, OFFSETS, QUOTE, Filter, MentionModel
from gui.panels.mention_rows import CELL_PADDING, MentionRows
from gui.widgets.chip import chip_width
from gui.widgets.empty_state import EmptyState
from gui.widgets.row_table import row_table

_PAUSE_MS = 150  # a pause in typing, before a search
_ROW_PADDING = 9
_WIDEST_LABEL = 150  # logical pixels
_NOTED = "with a note"


class MentionList(QWidget):
    """Lists the mentions and follows the caret; says which mention the hand goes to."""

    mentionSelected = Signal(str)
    """The user moved to this mention's row: show it in the text, keep the focus here."""
    mentionActivated = Signal(str)
    """Enter or a double click: go there, with the focus."""
    deleteRequested = Signal(str)
    """Delete was pressed on this mention's row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = MentionModel(self)
        self._open = False
        self._current: str | None = None
        self._marking = False
        self.kinds = QComboBox()
        self.kinds.setAccessibleName(tr("Kind of mention"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search text or label"))
        self.search.setAccessibleName(tr("Search the mentions"))
        self.search.setClearButtonEnabled(True)
        self.table = _table(self.model)
        self._delegate = MentionRows(self.table, self.model)
        self.table.setItemDelegate(self._delegate)
        self._state = EmptyState(self.table)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.table)
        self.show_document(SourceText(""), None, None)
        self.set_theme(LIGHT)

    # -- what the window says -----------------------------------------------------------------------

    def show_document(
        self, text: SourceText, annotations: AnnotationSet | None, label_set: LabelSet | None
    ) -> None:
        """List the mentions of this annotation set; None when no document is open."""
        self._open, self._current = annotations is not None, None
        self.kinds.blockSignals(True)
        self.kinds.clear()
        self.kinds.addItem(tr("All kinds"), None)
        for rules in () if label_set is None else label_set.kinds:
            self.kinds.addItem(rules.title, rules.kind)
        self.kinds.addItem(tr("With a note"), _NOTED)
        self.kinds.blockSignals(False)
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        for widget in (self.kinds, self.search):
            widget.setEnabled(self._open)
        self._fit_columns(text, label_set)
        self.model.set_filter(Filter())
        self.model.show_document(text, annotations, label_set)
        self._look()
        if self._open:
            self._wait_for_text()

    def apply_change(self, change: Change) -> None:
        """Bring the list up to date."""
        # The table moves on to a neighbour by itself when the row it stands on goes: that is nobody's wish.
        self._marking = True
        self.model.apply_change(change)
        self._marking = False
        self._look()

    def set_current(self, mention_id: str | None) -> None:
        """Stand on the row of the mention that is current in the text; None on none."""
        self._current = mention_id
        self._mark_current()

    def follow(self, offset: int) -> None:
        """With no current mention, keep the mentions around this caret offset in sight."""
        if self._current is None and self.model.rowCount() and not self.table.hasFocus():
            self.table.scrollTo(self.model.index(self.model.row_near(offset), QUOTE))

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self._delegate.set_theme(theme)
        self._state.set_theme(theme)
        self.table.viewport().update()

    def focus_search(self) -> None:
        """Put the hand in the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def sizeHint(self) -> QSize:
        """Wide enough for a name, its label and its offsets."""
        return QSize(340, 420)

    # -- what the user does -------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes to the text, Delete asks for deletion, Down leaves the search field for the list."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            bare = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if watched is self.table and bare:
                return self._table_key(event.key())
            if watched is self.search and bare and event.key() == Qt.Key.Key_Down:
                self.table.setFocus(Qt.FocusReason.TabFocusReason)
                if not self.table.currentIndex().isValid():
                    self.table.setCurrentIndex(self.model.index(0, QUOTE))
                return True
        return super().eventFilter(watched, event)

    def _table_key(self, key: int) -> bool:
        signals = {
            Qt.Key.Key_Return: self.mentionActivated,
            Qt.Key.Key_Enter: self.mentionActivated,
            Qt.Key.Key_Delete: self.deleteRequested,
            Qt.Key.Key_Backspace: self.deleteRequested,
        }
        mention = self.model.mention(self.table.currentIndex().row())
        if (signal := signals.get(Qt.Key(key))) is None or mention is None:
            return False
        signal.emit(mention.id)
        return True

    def _moved(self, index: QModelIndex) -> None:
        mention = self.model.mention(index.row())
        if mention is not None and not self._marking and mention.id != self._current:
            self._current = mention.id
            self.mentionSelected.emit(mention.id)

    def _activate(self, index: QModelIndex) -> None:
        mention = self.model.mention(index.row())
        if mention is not None:
            self.mentionActivated.emit(mention.id)

    # -- inside -------------------------------------------------------------------------------------

    def _wait_for_text(self) -> None:
        """Let the document's text be painted first: that is what the eye waits for."""
        rows = self.table.viewport()
        rows.setUpdatesEnabled(False)
        QTimer.singleShot(0, rows, lambda: rows.setUpdatesEnabled(True))

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setContentsMargins(8, 8, 8, 8)
        tools.setSpacing(6)
        tools.addWidget(self.search, 1)
        tools.addWidget(self.kinds)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(tools)
        layout.addWidget(self._state)

    def _fit_columns(self, text: SourceText, label_set: LabelSet | None) -> None:
        """Room for the longest label and the largest offsets; the quote gets what is left."""
        font, columns = self.table.font(), self.table.horizontalHeader()
        captions = ["ENTITY"] if label_set is None else [label.id for label in label_set.labels]
        widest = min(max(chip_width(caption, font) for caption in captions), _WIDEST_LABEL)
        offsets = f"{text.length:,}–{text.length:,}"
        columns.resizeSection(LABEL, ceil(widest) + 1 + 2 * CELL_PADDING)
        room = QFontMetricsF(font).horizontalAdvance(max(offsets, tr("Offsets"), key=len))
        columns.resizeSection(OFFSETS, ceil(room) + 2 * CELL_PADDING)

    def _connect(self) -> None:
        self.table.installEventFilter(self)
        self.search.installEventFilter(self)
        self.search.textChanged.connect(self._typed)
        self._pause.timeout.connect(self._filter)
        self.kinds.currentIndexChanged.connect(self._filter)
        self.table.doubleClicked.connect(self._activate)
        self.table.selectionModel().currentRowChanged.connect(self._moved)
        self.model.gathered.connect(self._look)

    def _typed(self, text: str) -> None:
        self._pause.start()

    def _filter(self) -> None:
        self._pause.stop()
        wanted, text = self.kinds.currentData(), self.search.text().strip()
        if wanted == _NOTED:
            self.model.set_filter(Filter(None, text, noted=True))
        else:
            # A kind is a plain string, once it has been through Qt.
            self.model.set_filter(Filter(None if wanted is None else Kind(wanted), text))

    def _look(self) -> None:
        """Say why there is nothing to see, if so; mark the current row in a list made anew."""
        if self.model.rowCount():
            self._state.say("")
            self._mark_current()
        elif not self._open:
            self._state.say(tr("Open a document to see its mentions."))
        elif self.model.is_gathering():
            self._state.say(tr("Gathering the mentions…"))
        elif self.search.text() or self.kinds.currentData() is not None:
            self._state.say(tr("No mention matches."))
        else:
            self._state.say(tr("Nothing labelled yet. Select text and press a label’s key."))

    def _mark_current(self) -> None:
        row = None if self._current is None else self.model.row_of(self._current)
        index = QModelIndex() if row is None else self.model.index(row, QUOTE)
        self._marking = True
        self.table.setCurrentIndex(index)
        if row is None:
            self.table.clearSelection()
        else:
            self.table.scrollTo(index)
        self._marking = False


def _table(model: MentionModel) -> QTableView:
    table = row_table(model, "mentions", tr("Mentions"), _ROW_PADDING)
    columns = table.horizontalHeader()
    columns.setMinimumSectionSize(48)
    columns.setSectionResizeMode(QUOTE, QHeaderView.ResizeMode.Stretch)
    columns.setSectionResizeMode(LABEL, QHeaderView.ResizeMode.Interactive)
    columns.setSectionResizeMode(OFFSETS, QHeaderView.ResizeMode.Interactive)
    return table
