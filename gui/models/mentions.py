"""The mentions of a document as table rows in text order, for a few or for hundreds of thousands."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from annotations.model.annotation_set import AnnotationSet
from annotations.model.carried import carrier_of, is_noted
from annotations.model.change import Change
from annotations.model.label_set import Label, LabelSet
from annotations.model.records import Comment, Kind, Mention
from annotations.text.source import SourceText
from annotations.words import tr
from gui.core.index import ROOT, Index
from gui.core.qt_offsets import qt_string
from gui.core.record_words import carried_words
from gui.models.titled_table import TitledTable

Place = tuple[int, int, str]
"""Where a mention stands in the list: first start, last end, id."""

QUOTE, LABEL, OFFSETS = range(3)

_AT_ONCE = 5_000  # mentions gathered before the constructor's caller goes on
_SLICE = 5_000  # mentions gathered in one turn of the event loop: about 5 ms
_STEPWISE = 200  # records in a change from which the list is gathered anew
_QUOTE_LENGTH = 120  # code points of a quote that are shown


@dataclass(frozen=True, slots=True)
class Filter:
    """Which mentions are listed: of one kind, with a note, whose text or label holds a string in any case."""

    kind: Kind | None = None
    text: str = ""
    noted: bool = False


class MentionModel(TitledTable):
    """Sorted places, with everything shown looked up when it is drawn."""

    gathered = Signal()
    """The list is whole: sent each time it was made anew."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._text = SourceText("")
        self._annotations: AnnotationSet | None = None
        self._label_set: LabelSet | None = None
        self._filter = Filter()
        self._places: list[Place] = []
        self._coming: list[Place] = []
        self._source: Iterator[Mention] = iter(())
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._gather_slice)

    # -- what is listed -----------------------------------------------------------------------------

    def show_document(
        self, text: SourceText, annotations: AnnotationSet | None, label_set: LabelSet | None
    ) -> None:
        """List the mentions of this annotation set; None lists nothing."""
        self._text, self._annotations, self._label_set = text, annotations, label_set
        self._gather()

    def set_filter(self, wanted: Filter) -> None:
        """List only what the filter lets through."""
        if wanted != self._filter:
            self._filter = Filter(wanted.kind, wanted.text.casefold(), wanted.noted)
            self._gather()

    def is_gathering(self) -> bool:
        """Whether a long list is still being made."""
        return self._timer.isActive()

    def apply_change(self, change: Change) -> None:
        """Bring the list up to date: a row or two, or all of it after a large change."""
        touched = len(change.added) + len(change.removed) + len(change.updated)
        if self.is_gathering() or touched > _STEPWISE:
            self._gather()
            return
        for record in change.removed:
            self._remove(record)
        for old, new in change.updated:
            self._update(old, new)
        for record in change.added:
            self._insert(record)
        if self._filter.noted:
            self._settle_noted(change)

    # -- finding rows -------------------------------------------------------------------------------

    def mention(self, row: int) -> Mention | None:
        """The mention in a row."""
        if self._annotations is None or not 0 <= row < len(self._places):
            return None
        return self._annotations.mention(self._places[row][2])

    def label(self, row: int) -> Label | None:
        """The label of the mention in a row, None when the label set does not have it."""
        mention = self.mention(row)
        if mention is None or self._label_set is None:
            return None
        return self._label_set.label(mention.kind, mention.label)

    def cell_text(self, row: int, column: int) -> str:
        """What a cell shows."""
        mention = self.mention(row)
        if mention is None:
            return ""
        if column == QUOTE:
            return self._quote(mention)
        return mention.label if column == LABEL else _offsets(mention)

    def row_of(self, mention_id: str) -> int | None:
        """The row of a mention, None when it is not listed."""
        mention = None if self._annotations is None else self._annotations.mention(mention_id)
        return None if mention is None else self._find(_place(mention))

    def row_near(self, offset: int) -> int:
        """The row of the first mention that starts at the offset or after it, the last row if none does."""
        return min(bisect_left(self._places, (offset, 0, "")), len(self._places) - 1)

    # -- Qt's questions -----------------------------------------------------------------------------

    def rowCount(self, parent: Index = ROOT) -> int:
        """How many mentions are listed."""
        return 0 if parent.isValid() else len(self._places)

    def titles(self) -> Sequence[str]:
        """Quote, label, offsets."""
        return (tr("Text"), tr("Label"), tr("Offsets"))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell shows and says."""
        mention = self.mention(index.row()) if index.isValid() else None
        if mention is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell_text(index.row(), index.column())
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            label = self.label(index.row())
            name = mention.label if label is None else label.name
            told = tr("{label}: {quote}", label=name, quote=self._quote(mention)) + f" ({_offsets(mention)})"
            return qt_string("\n".join([told, *self._carried(mention)]))
        return None

    # -- inside -------------------------------------------------------------------------------------

    def _carried(self, mention: Mention) -> list[str]:
        if self._annotations is None or self._label_set is None:
            return []
        return carried_words(self._annotations, self._label_set, mention)

    def _quote(self, mention: Mention) -> str:
        parts = []
        for span in mention.spans:
            shown = self._text.text[span.start : min(span.end, span.start + _QUOTE_LENGTH)]
            parts.append(" ".join(shown.split()) + ("…" if span.length > _QUOTE_LENGTH else ""))
        return " … ".join(parts)

    def _admits(self, mention: Mention) -> bool:
        wanted = self._filter
        if wanted.kind is not None and mention.kind is not wanted.kind:
            return False
        if wanted.noted and (self._annotations is None or not is_noted(self._annotations, mention)):
            return False
        if not wanted.text or wanted.text in mention.label.casefold():
            return True
        text = self._text.text
        return any(wanted.text in text[span.start : span.end].casefold() for span in mention.spans)

    def _gather(self) -> None:
        """Make the list anew: at once when it is short, else in slices between events."""
        self._timer.stop()
        self._coming = []
        number = 0 if self._annotations is None else len(self._annotations)
        # `records` is a copy, so that edits between slices cannot disturb it; they start it again anyway.
        everything = [] if self._annotations is None else self._annotations.records()
        self._source = (record for record in everything if isinstance(record, Mention))
        if number <= _AT_ONCE:
            self._gather_slice()
        else:
            self._show([])
            self._timer.start()

    def _gather_slice(self) -> None:
        some = list(islice(self._source, _SLICE))
        if self._filter == Filter():
            self._coming += map(_place, some)
        else:
            self._coming += (_place(mention) for mention in some if self._admits(mention))
        if len(some) < _SLICE:
            self._timer.stop()
            self._coming.sort()
            self._show(self._coming)
            self.gathered.emit()

    def _show(self, places: list[Place]) -> None:
        self.beginResetModel()
        self._places = places
        self.endResetModel()

    def _find(self, place: Place) -> int | None:
        row = bisect_left(self._places, place)
        return row if row < len(self._places) and self._places[row] == place else None

    def _insert(self, record: object) -> None:
        if isinstance(record, Mention) and self._admits(record):
            place = _place(record)
            row = bisect_left(self._places, place)
            self.beginInsertRows(ROOT, row, row)
            insort(self._places, place)
            self.endInsertRows()

    def _settle_noted(self, change: Change) -> None:
        """List the mentions that have got a note, and no longer those that have lost it."""
        if self._annotations is None:
            return
        for note in (*change.before(), *change.after()):
            mention = carrier_of(self._annotations, note) if isinstance(note, Comment) else None
            if mention is not None:
                self._remove(mention)
                self._insert(mention)

    def _remove(self, record: object) -> None:
        row = self._find(_place(record)) if isinstance(record, Mention) else None
        if row is not None:
            self.beginRemoveRows(ROOT, row, row)
            del self._places[row]
            self.endRemoveRows()

    def _update(self, old: object, new: object) -> None:
        if not isinstance(old, Mention) or not isinstance(new, Mention):
            return
        row = self._find(_place(old))
        if row is not None and _place(old) == _place(new) and self._admits(new):
            self.dataChanged.emit(self.index(row, QUOTE), self.index(row, OFFSETS))
        else:
            self._remove(old)
            self._insert(new)


def _place(mention: Mention) -> Place:
    return mention.spans[0].start, mention.spans[-1].end, mention.id


def _offsets(mention: Mention) -> str:
    return f"{mention.start:,}–{mention.end:,}"
