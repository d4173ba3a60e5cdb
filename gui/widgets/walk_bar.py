"""The bar below the text that offers a label to many places: all at once, or one by one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from annotations.suggest.walk import FREE, Choices, Obstacle
from annotations.words import mark, tr, trn
from gui.core.theme import LIGHT, Theme
from gui.widgets.icons import Glyph, icon
from schemas.late import late_dataclass

_ICON = 12
_KEYS = Qt.Key
_ENTER = (_KEYS.Key_Return, _KEYS.Key_Enter)
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_REASONS_SHOWN = 3
_COUNTED = {
    Obstacle.LABELLED: mark("{count} already labelled"),
    Obstacle.OVERLAP: mark("{count} overlapping"),
    Obstacle.BOILERPLATE: mark("{count} in boilerplate"),
    Obstacle.REFUSED: mark("{count} refused before"),
    Obstacle.LOSING: mark("{count} losing roles or relations"),
    Obstacle.FORBIDDEN: mark("{count} not allowed"),
}
_ALLOWING = {
    Obstacle.OVERLAP: (_KEYS.Key_O, mark("&Overlapping others")),
    Obstacle.BOILERPLATE: (_KEYS.Key_B, mark("In &boilerplate")),
    Obstacle.REFUSED: (_KEYS.Key_R, mark("&Refused before")),
    Obstacle.LOSING: (_KEYS.Key_L, mark("&Losing roles or relations")),
}


@late_dataclass(frozen=True)
class Preview:
    """What the bar shows: which label for what, what is found, what is in the way.

    ``searched`` is the part of the text that has been looked through. ``place`` is which of how many places
    is being asked about, None when none is. ``full``: there are more places than are offered at once.
    """

    head: str
    """“Libya” as Place:"""
    question: str
    """“Libya”: Place here too?"""
    nowhere: str
    """What to say when there is no place at all."""
    choices: Choices
    total: int
    counts: Mapping[Obstacle, int]
    offered: int
    changing: int | None = None
    """How many of the places that are free are mentions that would change; None when none can."""
    reasons: Mapping[str, int] = field(default_factory=dict)
    """Why the rules forbid the label, and at how many places."""
    searched: float = 1.0
    place: tuple[int, int] | None = None
    full: bool = False


class WalkBar(QWidget):
    """Shows what it is told and says what is wanted; its keys work while it has the focus."""

    allWanted = Signal()
    """Label every place offered, or all that have not been asked about yet."""
    walkWanted = Signal()
    yesWanted = Signal()
    noWanted = Signal()
    stopWanted = Signal()
    choicesChanged = Signal(object)
    """`Choices` other than those shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._preview: Preview | None = None
        self.said = QLabel()
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        self.all_button = _button(self.allWanted)
        self.walk_button = _button(self.walkWanted)
        self.yes_button = _button(self.yesWanted)
        self.no_button = _button(self.noWanted)
        self.close_button = QToolButton()
        self.close_button.setIconSize(QSize(_ICON, _ICON))
        self.close_button.setAccessibleName(tr("Stop"))
        self.close_button.setToolTip(tr("Stop (Esc)"))
        self.close_button.clicked.connect(self.stopWanted)
        self.allowing = {obstacle: QCheckBox(tr(text)) for obstacle, (_, text) in _ALLOWING.items()}
        self._switches = self._own_switches()
        self._switches.update((key, self.allowing[obstacle]) for obstacle, (key, _) in _ALLOWING.items())
        for box in self._switches.values():
            box.clicked.connect(self._choose)
        self._lay_out()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_theme(LIGHT)
        self.hide()

    def show_preview(self, preview: Preview) -> None:
        """Show what is found, or which place is asked about."""
        self._preview = preview
        asking = preview.place is not None
        sentence = _question(preview) if asking else _sentence(preview)
        self.said.setText(sentence)
        self.all_button.setText(
            tr("&All the Rest (A)")
            if asking
            else tr("Label All {count} (Enter)", count=f"{preview.offered:,}")
        )
        self.walk_button.setText(tr("One by One (Space)"))
        self.yes_button.setText(tr("Yes (Y)"))
        self.no_button.setText(tr("No (N)"))
        for button in (self.yes_button, self.no_button):
            button.setVisible(asking)
        self.walk_button.setVisible(not asking)
        for button in (self.all_button, self.walk_button):
            button.setEnabled(asking or preview.offered > 0)
        self._show_choices(preview)
        if sentence != self.accessibleName():
            self.setAccessibleName(sentence)
            if self.isVisible():
                QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self._theme = theme
        self.close_button.setIcon(icon(Glyph.CLOSE, theme.muted, _ICON))
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """One key for everything: yes, no, all, one by one, stop, and each switch."""
        asking = self._preview is not None and self._preview.place is not None
        key = Qt.Key(event.key())
        if event.modifiers() not in _PLAIN or self._preview is None:
            super().keyPressEvent(event)
        elif key == _KEYS.Key_Escape:
            self.stopWanted.emit()
        elif key == _KEYS.Key_A or (key in _ENTER and not asking):
            self.allWanted.emit()
        elif asking:
            self._answer(key)
        elif key == _KEYS.Key_Space:
            if self.walk_button.isEnabled():
                self.walkWanted.emit()
        elif key in self._switches and self._switches[key].isVisible():
            self._switches[key].click()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A plain ground with a line above, in the colour of the focus when the keys are taken here."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.panel)
        focused = self.hasFocus()
        colour = self._theme.accent if focused else self._theme.border
        painter.fillRect(0, 0, self.width(), 2 if focused else 1, colour)
        painter.end()

    # -- what a bar with more switches adds to ------------------------------------------------------

    def _own_switches(self) -> dict[Qt.Key, QCheckBox]:
        """Switches before those that allow obstacles, each with its key."""
        return {}

    def _chosen(self, choices: Choices) -> Choices:
        """The choices as the switches say."""
        allowed = FREE
        for obstacle, box in self.allowing.items():
            if box.isChecked():
                allowed |= obstacle
        return replace(choices, allowed=allowed)

    def _show_choices(self, preview: Preview) -> None:
        for obstacle, box in self.allowing.items():
            box.setChecked(bool(preview.choices.allowed & obstacle))
            box.setVisible(bool(preview.counts[obstacle]) or box.isChecked())
        self._choices.setVisible(
            preview.place is None and any(not box.isHidden() for box in self._switches.values())
        )

    # -- inside -------------------------------------------------------------------------------------

    def _answer(self, key: Qt.Key) -> None:
        if key == _KEYS.Key_Y or key in _ENTER:
            self.yesWanted.emit()
        elif key == _KEYS.Key_N:
            self.noWanted.emit()

    def _choose(self) -> None:
        if self._preview is not None:
            self.choicesChanged.emit(self._chosen(self._preview.choices))

    def _lay_out(self) -> None:
        upper = QHBoxLayout()
        upper.setSpacing(6)
        upper.addWidget(self.said, 1)
        for button in (self.yes_button, self.no_button, self.all_button, self.walk_button, self.close_button):
            upper.addWidget(button)
        self._choices = QWidget()
        lower = QHBoxLayout(self._choices)
        lower.setContentsMargins(0, 0, 0, 0)
        lower.setSpacing(14)
        for box in self._switches.values():
            lower.addWidget(box)
        lower.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 7, 8, 7)
        column.setSpacing(5)
        column.addLayout(upper)
        column.addWidget(self._choices)


def _button(wanted: object) -> QPushButton:
    button = QPushButton()
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys with the bar
    button.clicked.connect(lambda _checked: wanted.emit())  # type: ignore[attr-defined]
    return button


def _question(preview: Preview) -> str:
    number, of = preview.place or (0, 0)
    return f"{preview.question} " + tr("{number:,} of {of:,}", number=number, of=of)


def _sentence(preview: Preview) -> str:
    """What is found: “Libya” as Place: 17 more: 12 new, 5 already labelled."""
    if preview.searched < 1:
        looking = tr("looking… {part:.0%}, {count:,} so far", part=preview.searched, count=preview.total)
        return f"{preview.head} {looking}"
    if not preview.total:
        return f"{preview.head} {preview.nowhere}"
    found = _found(preview)
    lines = [f"{preview.head} {found}: " + ", ".join(_counted(preview))]
    lines.extend(f"{count:,} × {reason}" for reason, count in _reasons(preview))
    return "\n".join(lines)


def _found(preview: Preview) -> str:
    if preview.full:
        return tr("the first {count:,} places", count=preview.total)
    if preview.changing is None:
        return trn("{count:,} more", "{count:,} more", preview.total)
    return trn("{count:,} hit", "{count:,} hits", preview.total)


def _counted(preview: Preview) -> list[str]:
    changing = preview.changing or 0
    parts = [tr("{count} new", count=f"{preview.counts[FREE] - changing:,}")]
    if changing:
        parts.append(tr("{count} changed", count=f"{changing:,}"))
    return parts + [
        tr(text, count=f"{number:,}")
        for obstacle, text in _COUNTED.items()
        if (number := preview.counts[obstacle])
    ]


def _reasons(preview: Preview) -> list[tuple[str, int]]:
    ordered = sorted(preview.reasons.items(), key=lambda one: -one[1])
    return ordered[:_REASONS_SHOWN]
