"""What labelling costs the hand: counted while the user wants it, shown as statistics."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from annotations.words import tr
from gui.core import settings as stored
from gui.core.effort_count import EffortCount
from gui.core.settings import Setting
from gui.core.theme import Theme, Themed
from gui.documents.open_document import OpenDocument
from gui.widgets.late_panel import LatePanel
from gui.window.feature import Feature
from gui.window.frame import Frame, Side

if TYPE_CHECKING:
    from gui.panels.statistics_panel import StatisticsPanel


class Effort(Feature):
    """Counts what hands do in this window."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.count = EffortCount(frame.services.settings, frame.window, frame.services.diary)
        self.place: LatePanel[StatisticsPanel] = LatePanel(self._make)
        self.dock = frame.dock("statistics", tr("Statistics"), self.place, Side.END, hidden=True)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """The statistics, and the switch."""
        return {"effort.statistics": self._show, "effort.count": self._switch}

    def themed(self) -> Sequence[Themed]:
        """The statistics, once they have been looked at."""
        return (self,)

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        if self.place.made is not None:
            self.place.made.set_theme(theme)

    def panes(self) -> Sequence[QWidget]:
        """The statistics."""
        return (self.place,)

    def restore(self) -> None:
        """As it was switched the last time."""
        self._show_switch()
        self.frame.services.settings.changed.connect(self._follow)

    def attach(self, document: OpenDocument | None) -> None:
        """Count for this document from now on."""
        self.count.attach(None if document is None else document.session)
        if self.place.made is not None:
            self.place.made.look_again()

    def label_set_changed(self, document: OpenDocument | None) -> None:
        """Name the labels as they are called now."""
        if self.place.made is not None:
            self.place.made.use_label_set(self.frame.services.label_set)

    def closing(self) -> None:
        """Keep what has been counted."""
        self.count.close()
        self.place.let_go()

    def _make(self) -> StatisticsPanel:
        from gui.panels.statistics_panel import StatisticsPanel  # noqa: PLC0415 - loads pyqtgraph

        services = self.frame.services
        return StatisticsPanel(self.count, self.frame.ask, services.label_set, services.appearance.theme)

    def _show(self) -> None:
        """Go to the statistics; from there, put them away."""
        panel = self.place.panel()
        focus = QApplication.focusWidget()
        if focus is not None and panel.isAncestorOf(focus):
            self.dock.hide()
            self.frame.back_to_text()
            return
        self.frame.show_dock(self.dock)
        panel.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _follow(self, setting: Setting[object]) -> None:
        if setting is stored.EFFORT:
            self.count.set_counting(self.frame.services.settings.get(stored.EFFORT))
            self._show_switch()

    def _switch(self) -> None:
        self.count.set_counting(self.frame.actions["effort.count"].isChecked())

    def _show_switch(self) -> None:
        self.frame.actions["effort.count"].setChecked(self.count.counting)
        if self.place.made is not None:
            self.place.made.look_again()
