"""What labelling costs the hand: counted while the user wants it, shown as statistics."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from gui.core import settings as stored
from gui.core.effort_count import EffortCount
from gui.core.settings import Setting
from gui.dialogs.shown import show_statistics
from gui.documents.open_document import OpenDocument
from gui.window.feature import Feature
from gui.window.frame import Frame


class Effort(Feature):
    """Counts what hands do in this window."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.count = EffortCount(frame.services.settings, frame.window, frame.services.diary)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """The statistics, and the switch."""
        return {"effort.statistics": self._show, "effort.count": self._switch}

    def restore(self) -> None:
        """As it was switched the last time."""
        self._show_switch()
        self.frame.services.settings.changed.connect(self._follow)

    def attach(self, document: OpenDocument | None) -> None:
        """Count for this document from now on."""
        self.count.attach(None if document is None else document.session)

    def closing(self) -> None:
        """Keep what has been counted."""
        self.count.close()

    def _show(self) -> None:
        frame, services = self.frame, self.frame.services
        show_statistics(self.count, frame.ask, services.label_set, services.appearance.theme, frame.window)
        self._show_switch()
        frame.back_to_text()

    def _follow(self, setting: Setting[object]) -> None:
        if setting is stored.EFFORT:
            self.count.set_counting(self.frame.services.settings.get(stored.EFFORT))
            self._show_switch()

    def _switch(self) -> None:
        self.count.set_counting(self.frame.actions["effort.count"].isChecked())

    def _show_switch(self) -> None:
        self.frame.actions["effort.count"].setChecked(self.count.counting)
