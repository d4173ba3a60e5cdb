"""The events of a document as table rows in text order: a row for each event, then one for each argument."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFont

from annotations.edits.event_operations import missing_roles
from annotations.model.annotation_set import AnnotationSet
from annotations.model.change import Change
from annotations.model.label_set import Label, LabelSet
from annotations.model.records import Argument, Event, Kind, Mention
from annotations.text.source import SourceText
from annotations.text.span import Span
from annotations.words import tr
from gui.core.index import ROOT, Index
from gui.core.theme import LIGHT, Theme
from gui.models.titled_table import TitledTable

Place = tuple[int, str, int]
"""Where a row stands: start of the trigger, id of the event, number of the argument or -1 for the event."""

WHAT, TEXT, MISSING = range(3)

_STEPWISE = 200  # records in a change from which the list is made anew
_QUOTE = 120  # code points of a text that are shown
_INDENT = "      "


class EventModel(TitledTable):
    """Sorted places, with everything shown looked up when it is drawn."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT
        self._text = SourceText("")
        self._annotations: AnnotationSet | None = None
        self._label_set: LabelSet | None = None
        self._places: list[Place] = []
        self._starts: dict[str, int] = {}

    def show_document(
        self, text: SourceText, annotations: AnnotationSet | None, label_set: LabelSet | None
    ) -> None:
        """List the events of this annotation set; None lists nothing."""
        self._text, self._annotations, self._label_set = text, annotations, label_set
        self._gather()

    def apply_change(self, change: Change) -> None:
        """Bring the list up to date: the events that changed or moved, or all of it after a large change."""
        if len(change.before()) + len(change.added) > _STEPWISE:
            self._gather()
            return
        touched = [one.id for one in (*change.before(), *change.added) if isinstance(one, Event)]
        mentions = [new for _, new in change.updated if isinstance(new, Mention)]
        if self._annotations is not None:
            touched += [event.id for one in mentions for event in self._annotations.events_on(one.id)]
        for event_id in dict.fromkeys(touched):
            self._remove(event_id)
            self._insert(event_id)
        self._draw_again(mentions)

    # -- finding rows -------------------------------------------------------------------------------

    def event(self, row: int) -> Event | None:
        """The event that a row is of."""
        if self._annotations is None or not 0 <= row < len(self._places):
            return None
        found = self._annotations.get(self._places[row][1])
        return found if isinstance(found, Event) else None

    def argument(self, row: int) -> Argument | None:
        """The argument in a row; None for the row of an event itself."""
        event = self.event(row)
        number = -1 if event is None else self._places[row][2]
        return None if event is None or not 0 <= number < len(event.arguments) else event.arguments[number]

    def mention(self, row: int) -> Mention | None:
        """Where a row leads: the trigger, or the mention that an argument is or is triggered by."""
        event, argument = self.event(row), self.argument(row)
        if event is None or self._annotations is None:
            return None
        record = self._annotations.get(event.trigger if argument is None else argument.target)
        if isinstance(record, Event):
            record = self._annotations.get(record.trigger)
        return record if isinstance(record, Mention) else None

    def label(self, row: int) -> Label | None:
        """The label of a row's event."""
        event = self.event(row)
        if event is None or self._annotations is None or self._label_set is None:
            return None
        trigger = self._annotations.mention(event.trigger)
        return None if trigger is None else self._label_set.label(Kind.EVENT, trigger.label)

    def row_of(self, event_id: str) -> int | None:
        """The row of an event, None when it is not listed."""
        start = self._starts.get(event_id)
        return None if start is None else bisect_left(self._places, (start, event_id, -1))

    def cell_text(self, row: int, column: int) -> str:
        """What a cell shows."""
        event, argument, label = self.event(row), self.argument(row), self.label(row)
        if event is None:
            return ""
        if column == TEXT:
            return self._quote(self.mention(row))
        if column == MISSING:
            lacking = () if label is None or argument is not None else missing_roles(label, event)
            return ", ".join(role.name for role in lacking)
        if argument is None:
            return event.trigger if label is None else label.name
        role = None if label is None else label.role(argument.role)
        return _INDENT + (argument.role if role is None else role.name)

    # -- Qt's questions -----------------------------------------------------------------------------

    def rowCount(self, parent: Index = ROOT) -> int:
        """How many events and arguments are listed."""
        return 0 if parent.isValid() else len(self._places)

    def titles(self) -> Sequence[str]:
        """Event or role, text, what is missing."""
        return (tr("Event"), tr("Text"), tr("Missing"))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell shows and says; events are bold, what is missing has the colour of warnings."""
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell_text(row, column)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._whole(row)
        if role == Qt.ItemDataRole.ForegroundRole and column == MISSING:
            return self.theme.warning
        if role == Qt.ItemDataRole.FontRole and self._places[row][2] < 0 and column != MISSING:
            font = QFont()
            font.setBold(True)
            return font
        return None

    # -- inside -------------------------------------------------------------------------------------

    def _whole(self, row: int) -> str:
        told = tr(
            "{label}: {quote}", label=self.cell_text(row, WHAT).strip(), quote=self.cell_text(row, TEXT)
        )
        missing = self.cell_text(row, MISSING)
        return told + (" · " + tr("still missing: {roles}", roles=missing) if missing else "")

    def _quote(self, mention: Mention | None) -> str:
        if mention is None:
            return ""
        shown = self._text.quote(Span(mention.start, min(mention.end, mention.start + _QUOTE)))
        return " ".join(shown.split())

    def _gather(self) -> None:
        self.beginResetModel()
        self._places, self._starts = [], {}
        for event in () if self._annotations is None else self._annotations.of_type(Event):
            self._places += self._rows(event)
        self._places.sort()
        self.endResetModel()

    def _draw_again(self, mentions: Sequence[Mention]) -> None:
        """Tell of the events that these mentions are arguments of, or the events on them are."""
        annotations = self._annotations
        if annotations is None:
            return
        meant = [one.id for one in mentions]
        meant += [event.id for one in mentions for event in annotations.events_on(one.id)]
        around = {user.id for each in meant for user in annotations.referrers(each)}
        for event_id in around & self._starts.keys():
            first = bisect_left(self._places, (self._starts[event_id], event_id, -1))
            beyond = bisect_right(self._places, (self._starts[event_id], event_id, len(self._places)))
            self.dataChanged.emit(self.index(first, WHAT), self.index(beyond - 1, MISSING))

    def _rows(self, event: Event) -> list[Place]:
        """The places of an event's rows; it is listed from now on."""
        trigger = None if self._annotations is None else self._annotations.mention(event.trigger)
        if trigger is None:
            return []
        self._starts[event.id] = trigger.start
        return [(trigger.start, event.id, number) for number in range(-1, len(event.arguments))]

    def _remove(self, event_id: str) -> None:
        start = self._starts.pop(event_id, None)
        if start is None:
            return
        first = bisect_left(self._places, (start, event_id, -1))
        beyond = bisect_right(self._places, (start, event_id, len(self._places)))
        self.beginRemoveRows(ROOT, first, beyond - 1)
        del self._places[first:beyond]
        self.endRemoveRows()

    def _insert(self, event_id: str) -> None:
        event = None if self._annotations is None else self._annotations.get(event_id)
        rows = self._rows(event) if isinstance(event, Event) else []
        if rows:
            first = bisect_left(self._places, rows[0])
            self.beginInsertRows(ROOT, first, first + len(rows) - 1)
            self._places[first:first] = rows
            self.endInsertRows()
