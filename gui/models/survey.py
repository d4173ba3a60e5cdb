"""What is where in the open document: counted in quiet moments, then change by change."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from PySide6.QtCore import QObject, QTimer, Signal

from annotations.model.annotation_set import AnnotationSet
from annotations.model.change import Change
from annotations.model.histogram import Histogram
from annotations.model.inside import InsideBoilerplate
from annotations.model.label_set import LabelSet
from annotations.model.records import Kind, Mention, Record

_QUIET_MS = 60
"""First the document is painted."""
_AT_ONCE = 1000
"""Records counted before the window is given its turn."""
_SOON_MS = 150
"""The strip is drawn when the hand rests; edits in quick succession are told once."""


class Survey(QObject):
    """The histogram and the problems of one document at a time."""

    changed = Signal()
    """Counting has come to its end, or an edit was counted a moment ago."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.histogram: Histogram | None = None
        self.problems: InsideBoilerplate | None = None
        self._waiting: Iterator[Record] = iter(())
        self._counting = QTimer(self)
        self._counting.timeout.connect(self._count)
        self._telling = QTimer(self)
        self._telling.setSingleShot(True)
        self._telling.setInterval(_SOON_MS)
        self._telling.timeout.connect(self.changed)

    @property
    def is_complete(self) -> bool:
        """Whether every mention has been counted."""
        return not self._counting.isActive()

    def show(self, annotations: AnnotationSet | None, label_set: LabelSet, length: int) -> None:
        """Count this annotation set of a document of ``length`` code points, or none."""
        self._telling.stop()
        self._counting.stop()
        self._waiting = iter(())
        self.histogram = self.problems = None
        if annotations is not None:
            self.histogram, self.problems = Histogram(length), InsideBoilerplate(annotations, label_set)
            self._waiting = iter(annotations.records())
            self._counting.start(_QUIET_MS)
        self.changed.emit()

    def apply_change(self, change: Change) -> None:
        """Count a change; those that come while counting still goes on are counted right as well."""
        if self.histogram is not None and self.problems is not None:
            self.histogram.apply_change(change)
            self.problems.apply_change(change)
            if self.is_complete:
                self._telling.start()

    def _count(self) -> None:
        if self.histogram is None or self.problems is None:
            return
        self._counting.setInterval(0)
        some = list(islice(self._waiting, _AT_ONCE))
        for record in some:
            if isinstance(record, Mention):
                self.histogram.add(record)
                if record.kind is Kind.BOILERPLATE:
                    self.problems.note(record)
        if not some:
            self._counting.stop()
            self._waiting = iter(())
            self.changed.emit()
