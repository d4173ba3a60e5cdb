"""The decision memory: how often the words in hand were labelled what, and where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHeaderView, QLabel, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from annotations.formats.file_names import LABELS
from annotations.model.label_set import Label, LabelSet
from annotations.model.mention_hits import Found
from annotations.suggest.memory import UNLABELLED, Decision, Elsewhere
from annotations.text.source import SourceText
from annotations.text.span import Span
from annotations.words import tr, trn
from gui.core.theme import LIGHT, Theme
from gui.widgets.empty_state import EmptyState
from gui.widgets.swatch import SWATCH, swatch

_WHAT, _HERE, _ELSEWHERE = range(3)
_PLACES_SHOWN = 100  # of one decision, here and elsewhere each
_BEFORE, _AFTER = 14, 40  # code points of context that are shown
_QUOTE = 60
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLACE = Qt.ItemDataRole.UserRole
_DECISION = Qt.ItemDataRole.UserRole + 1


class MemoryPanel(QWidget):
    """Shows what it is told; says where the hand wants to go, and which label it wants to give."""

    cameUp = Signal()
    """The panel can be seen now."""
    placeChosen = Signal(object)
    """A `Found` in this document."""
    fileChosen = Signal(object)
    """An `Elsewhere`."""
    labelChosen = Signal(object)
    """A `Label` for what is in hand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._open = False
        self._text = SourceText("")
        self._label_set: LabelSet | None = None
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.words.setMargin(10)
        font = self.words.font()
        font.setBold(True)
        self.words.setFont(font)
        self.tree = _tree()
        self.tree.installEventFilter(self)
        self._state = EmptyState(self.tree)
        self.foot = QLabel()
        self.foot.setTextFormat(Qt.TextFormat.PlainText)
        self.foot.setWordWrap(True)
        self.foot.setMargin(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.words)
        layout.addWidget(self._state, 1)
        layout.addWidget(self.foot)
        self.setFocusProxy(self.tree)
        self.tree.itemDoubleClicked.connect(self._go)
        self.show_document(None, None)
        self.set_theme(LIGHT)

    # -- what the window says -----------------------------------------------------------------------

    def show_document(self, text: SourceText | None, label_set: LabelSet | None) -> None:
        """Show what is recalled for this document from now on, None for no document."""
        self._text, self._label_set = text or SourceText(""), label_set
        self._open = text is not None
        self.show_nothing()

    def show_nothing(self) -> None:
        """There are no words in hand."""
        self.tree.clear()
        self.words.hide()
        self.foot.hide()
        self._state.say(
            tr("Select words, or put the caret in some, to see what they were labelled before.")
            if self._open
            else tr("Open a document to see what words were labelled before.")
        )

    def show_recalled(
        self,
        quote: str,
        here: Mapping[Decision, list[Found]],
        elsewhere: Mapping[Decision, list[Elsewhere]],
        unread: int,
    ) -> None:
        """Show what was decided about the words, most often first."""
        shown = " ".join(quote.split())
        self.words.setText(f"“{shown[:_QUOTE]}…”" if len(shown) > _QUOTE else f"“{shown}”")
        self.words.show()
        self._state.say("")
        open_before = self._opened()
        self.tree.clear()
        for decision in _ordered(here, elsewhere):
            row = self._row(decision, here.get(decision, []), elsewhere.get(decision, []))
            self.tree.addTopLevelItem(row)
            row.setExpanded(decision in open_before)
        if (first := self.tree.topLevelItem(0)) is not None:
            self.tree.setCurrentItem(first)
        hint = tr("Enter goes there, Space gives the label.")
        if unread:
            one, many = "{count} label file could not be read.", "{count} label files could not be read."
            hint += " " + trn(one, many, unread)
        self.foot.setText(hint)
        self.foot.show()

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self._theme = theme
        self._state.set_theme(theme)
        palette = self.foot.palette()
        palette.setColor(self.foot.foregroundRole(), theme.muted)
        self.foot.setPalette(palette)
        for row in self._rows():
            self._paint(row)

    def sizeHint(self) -> QSize:
        """As wide as the other panels beside the text."""
        return QSize(340, 420)

    # -- what the user does -------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes to a place or opens a row, Space gives its label to what is in hand."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            item = self.tree.currentItem()
            if event.key() in _ENTER and item is not None:
                self._go(item)
                return True
            if event.key() == Qt.Key.Key_Space and item is not None:
                self._give(item)
                return True
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        """Say so: only now there is something to look up for."""
        super().showEvent(event)
        self.cameUp.emit()

    def _go(self, item: QTreeWidgetItem) -> None:
        place = item.data(_WHAT, _PLACE)
        if isinstance(place, Found):
            self.placeChosen.emit(place)
        elif isinstance(place, Elsewhere):
            self.fileChosen.emit(place)
        else:
            item.setExpanded(not item.isExpanded())

    def _give(self, item: QTreeWidgetItem) -> None:
        row = item.parent() or item
        label = self._label(row.data(_WHAT, _DECISION))
        if label is not None:
            self.labelChosen.emit(label)

    # -- rows ---------------------------------------------------------------------------------------

    def _row(self, decision: Decision, here: list[Found], elsewhere: list[Elsewhere]) -> QTreeWidgetItem:
        files = len({one.label_path for one in elsewhere})
        row = QTreeWidgetItem(
            [self._name(decision), f"{len(here):,}" if here else "–", _counted(len(elsewhere), files)]
        )
        row.setData(_WHAT, _DECISION, decision)
        row.addChildren([self._place_here(one) for one in here[:_PLACES_SHOWN]])
        row.addChildren([self._place_there(one) for one in elsewhere[:_PLACES_SHOWN]])
        hidden = max(0, len(here) - _PLACES_SHOWN) + max(0, len(elsewhere) - _PLACES_SHOWN)
        if hidden:
            more = trn("and {count:,} more place", "and {count:,} more places", hidden)
            row.addChild(QTreeWidgetItem([more]))
        self._paint(row)
        return row

    def _place_here(self, found: Found) -> QTreeWidgetItem:
        start, end = found.span.start, found.span.end
        text, length = self._text.text, self._text.length
        before = text[max(0, start - _BEFORE) : start]
        if start > _BEFORE:  # not to begin with half a word
            before = before.partition(" ")[2]
        after = text[end : min(length, end + _AFTER)]
        words = self._text.quote(Span(start, min(end, start + _QUOTE)))
        item = QTreeWidgetItem([" ".join(f"{before}{words}{after}".split()), f"{start:,}"])
        item.setData(_WHAT, _PLACE, found)
        return item

    def _place_there(self, place: Elsewhere) -> QTreeWidgetItem:
        item = QTreeWidgetItem([_document_name(place.label_path), "", f"{place.start:,}"])
        item.setData(_WHAT, _PLACE, place)
        return item

    def _name(self, decision: Decision) -> str:
        if decision == UNLABELLED:
            return tr("Without a label")
        label = self._label(decision)
        name = decision.label if label is None else label.name
        return tr("Refused: {label}", label=name) if decision.refused else name

    def _label(self, decision: object) -> Label | None:
        if not isinstance(decision, Decision) or decision.kind is None or self._label_set is None:
            return None
        return self._label_set.label(decision.kind, decision.label)

    def _paint(self, row: QTreeWidgetItem) -> None:
        decision = row.data(_WHAT, _DECISION)
        label = self._label(decision)
        if label is not None and not decision.refused:
            row.setIcon(_WHAT, swatch(self._theme, label))

    def _rows(self) -> Iterable[QTreeWidgetItem]:
        for number in range(self.tree.topLevelItemCount()):
            row = self.tree.topLevelItem(number)
            if row is not None:
                yield row

    def _opened(self) -> set[Decision]:
        return {row.data(_WHAT, _DECISION) for row in self._rows() if row.isExpanded()}


def _ordered(
    here: Mapping[Decision, list[Found]], elsewhere: Mapping[Decision, list[Elsewhere]]
) -> list[Decision]:
    """Labels given, most often first; then those refused; last where nothing was decided."""

    def rank(decision: Decision) -> tuple[bool, bool, int, str]:
        count = len(here.get(decision, ())) + len(elsewhere.get(decision, ()))
        return decision == UNLABELLED, decision.refused, -count, decision.label

    return sorted({**here, **elsewhere}, key=rank)


def _counted(count: int, files: int) -> str:
    if not count:
        return "–"
    return trn("{number:,} in 1 file", "{number:,} in {count:,} files", files, number=count)


def _document_name(label_path: Path) -> str:
    return label_path.name.removesuffix(LABELS)


def _tree() -> QTreeWidget:
    tree = QTreeWidget()
    tree.setObjectName("memory")
    tree.setAccessibleName(tr("What the words were labelled before"))
    tree.setHeaderLabels([tr("Decision"), tr("Here"), tr("Elsewhere")])
    tree.setIconSize(QSize(SWATCH, SWATCH))
    tree.setUniformRowHeights(True)
    tree.setIndentation(16)
    columns = tree.header()
    columns.setStretchLastSection(False)
    columns.setSectionResizeMode(_WHAT, QHeaderView.ResizeMode.Stretch)
    for column in (_HERE, _ELSEWHERE):
        columns.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
    return tree
