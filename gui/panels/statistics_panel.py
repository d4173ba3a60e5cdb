"""What labelling costs the hand: a table, two plots, and the switch that ends the counting.

Loads pyqtgraph, and so is itself loaded only when somebody looks at the panel.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QLocale, QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotations.effort.csv_file import as_csv
from annotations.effort.figures import of_document, total
from annotations.effort.meter import Account, Entry
from annotations.model.label_set import LabelSet
from annotations.store.files import real_path, replace_file
from annotations.words import mark, tr, trn
from gui.core.effort_count import EffortCount
from gui.core.interaction import Gravity, Interaction
from gui.core.theme import Theme
from gui.models.effort import GROUPINGS, EffortModel, Grouping, rows_of
from gui.widgets.effort_plots import MEASURES, EffortPlots
from gui.widgets.empty_state import EmptyState
from gui.widgets.row_table import row_table

_LEAST_COLUMN, _LEAST_ROWS = 56, 6
_ROW_PADDING = 8
_SHORTEST_NAME = 8  # characters of a choice that are shown however narrow the panel is
_AFTER_HAND_MS = 400  # figures follow when the hand pauses: drawing them is never in its way
_PERIODS = ((mark("Today"), 1), (mark("Last 7 days"), 7), (mark("Last 30 days"), 30), (mark("All days"), 0))
_USUAL_PERIOD = 1
_HOUR, _MINUTE = 3600, 60


class StatisticsPanel(QWidget):
    """Shows what was counted, and follows it while it can be seen.

    The figures of the table are those of the plots.
    """

    def __init__(
        self,
        effort: EffortCount,
        ask: Interaction,
        label_set: LabelSet,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._effort, self._ask, self._label_set = effort, ask, label_set
        self._entries: Mapping[Account, Entry] = {}
        self.period = _choices(tr("Days"), [tr(text) for text, _ in _PERIODS])
        self.where = _choices(tr("Documents"), [tr("All documents"), tr("This document")])
        self.grouping = _choices(tr("A row for each of"), [tr(text) for text in GROUPINGS.values()])
        self.measure = _choices(tr("Drawn in the plots"), [tr(one.name) for one in MEASURES])
        self.summary = QLabel()
        self.model = EffortModel(self)
        self.table = row_table(self.model, "effort", tr("What labelling cost"), _ROW_PADDING)
        self.plots = EffortPlots(theme)
        self.empty = EmptyState(self._figures())
        self.switch = QCheckBox(tr("&Count key presses, clicks, drags and seconds"))
        self.save_button = QPushButton(tr("&Save as a Table…"))
        self.forget_button = QPushButton(tr("&Forget All…"))
        self.note = QLabel(tr("The figures stay on this computer. Nothing of the texts is kept with them."))
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_AFTER_HAND_MS)
        self._lay_out()
        self._wire()
        self.set_theme(theme)

    # -- what the window says -----------------------------------------------------------------------

    def use_label_set(self, label_set: LabelSet) -> None:
        """Name labels after this label set from now on."""
        self._label_set = label_set
        self.look_again()

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self.plots.set_theme(theme)
        self.empty.set_theme(theme)
        self.note.setStyleSheet(f"color: {theme.muted.name()};")

    def look_again(self) -> None:
        """What was counted, whether anything is, or the document may be another now."""
        with QSignalBlocker(self.switch):
            self.switch.setChecked(self._effort.counting)
        if self.isVisible():
            self._later.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Show what was counted while nobody looked."""
        super().showEvent(event)
        self._show()

    # -- building -----------------------------------------------------------------------------------

    def _figures(self) -> QWidget:
        columns = self.table.horizontalHeader()
        columns.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        columns.setMinimumSectionSize(_LEAST_COLUMN)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.table.setMinimumHeight((_LEAST_ROWS + 1) * self.table.verticalHeader().defaultSectionSize())
        figures = QWidget()
        column = QVBoxLayout(figures)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.table, 1)
        column.addWidget(self.plots)
        return figures

    def _lay_out(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(10)
        choices, buttons = QGridLayout(), QGridLayout()
        for number, choice in enumerate((self.period, self.where, self.grouping, self.measure)):
            choices.addWidget(choice, number // 2, number % 2)
        for number, button in enumerate((self.save_button, self.forget_button)):
            buttons.addWidget(button, 0, number)
        for label in (self.summary, self.note):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        column.addLayout(choices)
        for part in (self.summary, self.empty, self.switch, self.note):
            column.addWidget(part, 1 if part is self.empty else 0)
        column.addLayout(buttons)
        area = QScrollArea()
        area.setWidget(body)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        self.setFocusProxy(self.period)

    def _wire(self) -> None:
        self.period.setCurrentIndex(_USUAL_PERIOD)
        self.switch.setChecked(self._effort.counting)
        for choice in (self.period, self.where, self.grouping):
            choice.currentIndexChanged.connect(self._show)
        self.measure.currentIndexChanged.connect(self._draw)
        self.switch.toggled.connect(self._switch)
        self.save_button.clicked.connect(self._save)
        self.forget_button.clicked.connect(self._forget)
        self._effort.counted.connect(self.look_again)
        self._later.timeout.connect(self._show)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        """What hands did among the figures is no part of the next label."""
        if old is not None and self.isAncestorOf(old) and (new is None or not self.isAncestorOf(new)):
            self._effort.rest()

    # -- showing ------------------------------------------------------------------------------------

    def _show(self) -> None:
        """Everything as it is chosen now."""
        self._later.stop()
        self.where.setEnabled(bool(self._effort.document()))
        entries = self._effort.entries(_since(_PERIODS[self.period.currentIndex()][1]))
        if self.where.currentIndex() and self.where.isEnabled():
            entries = of_document(entries, self._effort.document())
        self._entries = entries
        grouping = list(GROUPINGS)[self.grouping.currentIndex()]
        self.model.show_rows(_heading(grouping), rows_of(grouping, entries, self._label_set))
        self.plots.show_entries(entries)
        self.summary.setText(_summary(entries))
        self.summary.setVisible(bool(entries))
        self.empty.say("" if entries else self._nothing())
        self.save_button.setEnabled(bool(entries))

    def _draw(self, number: int) -> None:
        self.plots.show_measure(MEASURES[number])

    def _nothing(self) -> str:
        if self._effort.counting:
            return tr("Nothing was counted in these days yet: label something, and come back.")
        return tr("Nothing was counted in these days. Switch the counting on below to see what labels cost.")

    # -- what is asked for --------------------------------------------------------------------------

    def _switch(self, counting: bool) -> None:
        self._effort.set_counting(counting)
        self._show()

    def _save(self) -> None:
        path = self._ask.save_path(tr("Save as a Table"), Path.home() / "sorot-effort.csv")
        if path is None:
            return
        try:
            replace_file(real_path(path), [as_csv(self._entries)])
        except OSError as error:
            why = tr("{path} cannot be written: {why}.", path=path, why=error.strerror or error)
            self._ask.tell(Gravity.ERROR, tr("The table was not saved"), why)

    def _forget(self) -> None:
        question = tr("All that was counted on this computer goes, of every day and every document. "
                      "Your labels stay.")  # fmt: skip
        if self._ask.confirm(tr("Forget what was counted?"), question, tr("Forget")):
            if not self._effort.forget():
                why = tr("The file is in use by another window of Sorot: try again in a moment.")
                self._ask.tell(Gravity.ERROR, tr("Nothing was forgotten"), why)
            self._show()


def _choices(name: str, texts: list[str]) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setToolTip(name)
    box.addItems(texts)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(_SHORTEST_NAME)
    return box


def _since(days: int) -> str:
    """The first of so many days up to today; of all days for 0."""
    if not days:
        return ""
    return (datetime.now().astimezone().date() - timedelta(days=days - 1)).isoformat()


def _heading(grouping: Grouping) -> str:
    return {
        Grouping.KIND: tr("Kind"),
        Grouping.LABEL: tr("Label"),
        Grouping.DEED: tr("What was done"),
        Grouping.DAY: tr("Day"),
    }[grouping]


def _summary(entries: Mapping[Account, Entry]) -> str:
    """The most important figures in a sentence."""
    figures = total(entries)
    labels = trn("{count:,} label", "{count:,} labels", figures.entry.labels)
    told = tr("{labels} in {time} at work", labels=labels, time=_time(figures.entry.tally.seconds))
    if figures.hands is None or figures.seconds is None or figures.labels_per_hour is None:
        return told
    number = QLocale().toString
    return told + tr(
        ": {hands} hands and {seconds} seconds for each label, {speed} labels an hour.",
        hands=number(figures.hands, "f", 1),
        seconds=number(figures.seconds, "f", 1),
        speed=number(figures.labels_per_hour, "f", 0),
    )


def _time(seconds: float) -> str:
    hours, minutes = int(seconds // _HOUR), int(seconds % _HOUR // _MINUTE)
    if hours:
        return tr("{hours} h {minutes} min", hours=hours, minutes=minutes)
    return tr("{minutes} min", minutes=minutes) if minutes else tr("less than a minute")
