"""Gives actions other keys: find the action, press the key; who has it already is said at once."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotations.model.label_set import LabelSet
from annotations.words import tr
from gui.core.actions import ACTIONS
from gui.core.index import Index
from gui.core.keymap import Keymap, native, normal, takes_typing
from gui.core.keys import caps_of
from gui.core.mirror import STRIPE, leading, placed
from gui.core.theme import Theme
from gui.dialogs.frame import FramedDialog
from gui.models.key_lines import KeyLine, KeyLineModel, key_lines, wanted
from gui.widgets.empty_state import EmptyState
from gui.widgets.keycap import caps_width, draw_caps

_SIZE = QSize(640, 620)
_PADDING, _GAP, _ROW = 10, 10, 12
_FIELD_MARGIN = 28  # around the words of the field that records a key, in logical pixels
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SPECS = {spec.id: spec for spec in ACTIONS}


class KeysEditor(FramedDialog):
    """`keymap` is what the user has made of it; it counts when the dialog is accepted."""

    def __init__(
        self, keymap: Keymap, label_set: LabelSet, theme: Theme, parent: QWidget | None = None
    ) -> None:
        standard = QDialogButtonBox.StandardButton
        buttons = standard.Ok | standard.Cancel | standard.RestoreDefaults
        super().__init__(tr("Change Keys"), "", buttons, parent)
        self.keymap = keymap
        self._label_set, self._theme = label_set, theme
        self._wanted_key = ""
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search by name or key"))
        self.search.setAccessibleName(tr("Search by name or key"))
        self.search.setClearButtonEnabled(True)
        self.search.installEventFilter(self)
        self.list = QListView()
        self.list.setAccessibleName(tr("Actions and their keys"))
        self.list.setUniformItemSizes(True)
        self.list.installEventFilter(self)
        self.model = KeyLineModel(self.list)
        self.list.setModel(self.model)
        self.list.setItemDelegate(_Rows(self.model, theme, self.list))
        self._state = EmptyState(self.list)
        self._state.set_theme(theme)
        self._title = QLabel()
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self.recorder = QKeySequenceEdit()
        self.recorder.setMaximumSequenceLength(1)
        self.recorder.setAccessibleName(tr("Press a new key for this action"))
        for inner in self.recorder.findChildren(QLineEdit):  # what has the focus, and what is read out
            inner.setAccessibleName(self.recorder.accessibleName())
        self.usual_button = QPushButton(tr("&Usual Keys"))
        self.take_button = QPushButton()
        self.said = QLabel()
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        self._keys = QHBoxLayout()
        self._lay_out()
        self._connect()
        self._clear()
        self._narrow()
        self.search.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down go from the search on to the list, Enter from either to the key."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in _ENTER:
                if self.recorder.isEnabled():
                    self.recorder.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
            if watched is self.search and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self.list.keyPressEvent(event)
                return True
        return super().eventFilter(watched, event)

    # -- building -----------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.search)
        column.addWidget(self._state, 1)
        column.addWidget(self._title)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addLayout(self._keys)
        row.addWidget(self.recorder)
        row.addStretch(1)
        row.addWidget(self.usual_button)
        column.addLayout(row)
        trouble = QHBoxLayout()
        trouble.addWidget(self.said, 1)
        trouble.addWidget(self.take_button)
        column.addLayout(trouble)
        self.set_body(body)
        self.buttons.button(QDialogButtonBox.StandardButton.RestoreDefaults).setText(tr("&All as Usual"))
        self.resize(_SIZE)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._narrow)
        self.list.selectionModel().currentChanged.connect(self._show_line)
        self.recorder.editingFinished.connect(self._recorded)
        self.usual_button.clicked.connect(self._reset)
        self.take_button.clicked.connect(self._take)
        restore = self.buttons.button(QDialogButtonBox.StandardButton.RestoreDefaults)
        restore.clicked.connect(lambda: self._change(Keymap()))

    # -- what is shown ------------------------------------------------------------------------------

    def _narrow(self) -> None:
        """Show the rows that are searched for, and stay on the current one if it is among them."""
        line = self._line()
        typed = self.search.text()
        self.model.show([one for one in key_lines(self.keymap, self._label_set) if wanted(one, typed)])
        self._state.say("" if self.model.lines else tr("No action has this name or key."))
        row = None if line is None else self.model.row_of(line.action)
        if row is None or line is None or not line.action:
            row = 0
        self.list.setCurrentIndex(self.model.index(row))
        self._show_line()

    def _line(self) -> KeyLine | None:
        row = self.list.currentIndex().row()
        return self.model.lines[row] if 0 <= row < len(self.model.lines) else None

    def _show_line(self, *_: QModelIndex) -> None:
        """Show the keys of the current row, to be taken away or added to."""
        line = self._line()
        action = "" if line is None else line.action
        self._title.setText("" if line is None else tr("Keys of “{action}”", action=line.title))
        while (item := self._keys.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()  # it is deleted later than the next painting
                widget.deleteLater()
        for key in () if line is None else line.keys:
            self._keys.addWidget(self._key_button(action, key))
        self.recorder.setEnabled(bool(action))
        self.usual_button.setEnabled(action in self.keymap.changed)
        self._say(_shared(line))
        if line is not None and not action:
            self._say(tr("This key is fixed: {why}.", why=line.where), bad=False)

    def _key_button(self, action: str, key: str) -> QPushButton:
        button = QPushButton(f"{native(key)}  ×")
        button.setAccessibleName(tr("Take {key} away", key=native(key)))
        button.setToolTip(tr("Take this key away"))
        button.setEnabled(bool(action))
        button.setAutoDefault(False)
        kept = [one for one in self.keymap.keys(action) if normal(one) != normal(key)]
        button.clicked.connect(lambda: self._change(self.keymap.with_keys(action, kept)))
        return button

    def _say(self, sentence: str, *, bad: bool = True, take: str = "") -> None:
        """Say what is the matter; ``take`` is a key that could be taken from others."""
        self._wanted_key = take
        self.said.setText(sentence)
        palette = self.said.palette()
        palette.setColor(self.said.foregroundRole(), self._theme.error if bad else self._theme.muted)
        self.said.setPalette(palette)
        self.take_button.setVisible(bool(take))
        self.take_button.setText(tr("&Take {key} From There", key=native(take)) if take else "")

    # -- what is done -------------------------------------------------------------------------------

    def _recorded(self) -> None:
        """A key was pressed: the action gets it, unless somebody else has it."""
        line, key = (
            self._line(),
            self.recorder.keySequence().toString(QKeySequence.SequenceFormat.PortableText),
        )
        self._clear()
        if line is None or not line.action or not key:
            return
        fixed = self.keymap.fixed_holders(key, self._label_set)
        others = self.keymap.holders(key, except_for=line.action)
        names = ", ".join(f"“{one.name}”" for one in (*fixed, *others))
        if takes_typing(_SPECS[line.action], key):
            self._say(tr("{key} is needed for typing: hold Ctrl or Alt with it.", key=native(key)))
        elif fixed:
            self._say(tr("{key} is the key of {names}, which is fixed.", key=native(key), names=names))
        elif others:
            self._say(tr("{key} is the key of {names}.", key=native(key), names=names), take=key)
            self.take_button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._change(self.keymap.with_key(line.action, key))

    def _clear(self) -> None:
        """Make ready for another key; Qt words the field anew each time."""
        self.recorder.clear()
        for field in self.recorder.findChildren(QLineEdit):
            field.setPlaceholderText(tr("Press a new key"))
            words = field.fontMetrics().horizontalAdvance(field.placeholderText())
            self.recorder.setMinimumWidth(words + _FIELD_MARGIN)

    def _take(self) -> None:
        line = self._line()
        if line is not None and self._wanted_key:
            self._change(self.keymap.with_key(line.action, self._wanted_key))
            self.recorder.setFocus(Qt.FocusReason.OtherFocusReason)

    def _reset(self) -> None:
        """Back to the table's keys, which others may have by now: they lose them."""
        line = self._line()
        if line is None:
            return
        made = self.keymap.as_usual(line.action)
        for key in made.keys(line.action):
            made = made.with_key(line.action, key)
        self._change(made)

    def _change(self, keymap: Keymap) -> None:
        self.keymap = keymap
        self._narrow()


def _shared(line: KeyLine | None) -> str:
    if line is None or not line.shared_with:
        return ""
    return tr("A key of this action is also the key of {names}.", names=", ".join(line.shared_with))


class _Rows(QStyledItemDelegate):
    """Title, where it belongs, keys; what shares a key in the colour of errors, changed ones marked."""

    def __init__(self, model: KeyLineModel, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._model, self._theme = model, theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, option.fontMetrics.height() + _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, theme = self._model.lines[index.row()], self._theme
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.current)
            painter.fillRect(leading(QRectF(option.rect), STRIPE, option.direction), theme.accent)
        inside = QRectF(option.rect).adjusted(_PADDING, 0, -_PADDING, 0)
        rect = QRectF(inside)
        rect.setRight(self._paint_keys(painter, inside, line, option) - _GAP)
        metrics = option.fontMetrics
        colour = theme.error if line.shared_with else theme.text if line.action else theme.muted
        self._write(painter, placed(rect, inside, option.direction), line.title, colour)
        rect.setLeft(rect.left() + metrics.horizontalAdvance(line.title) + _GAP)
        where = line.where if line.usual else tr("{menu} · changed", menu=line.where)
        if line.shared_with:
            where = tr("{menu} · shares a key", menu=line.where)
        where = metrics.elidedText(where, Qt.TextElideMode.ElideRight, int(max(0, rect.width())))
        self._write(painter, placed(rect, inside, option.direction), where, theme.muted)

    def _paint_keys(
        self, painter: QPainter, rect: QRectF, line: KeyLine, option: QStyleOptionViewItem
    ) -> float:
        """Draw the keys from the trailing edge on; where they begin, read from left to right."""
        edge = rect.right()
        for key in reversed(line.keys):
            caps = caps_of(key)
            width = caps_width(caps, option.font)
            place = placed(QRectF(edge - width, rect.y(), width, rect.height()), rect, option.direction)
            draw_caps(painter, place, caps, self._theme, option.font)
            edge -= width + _GAP
        return edge

    def _write(self, painter: QPainter, rect: QRectF, text: str, colour: QColor) -> None:
        painter.setPen(colour)
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)
