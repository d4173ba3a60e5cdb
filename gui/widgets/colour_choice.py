"""The colour names of label sets to choose from, each as it looks on light and on dark ground."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QGridLayout, QWidget

from annotations.model.label_set import Label
from annotations.model.records import Kind
from annotations.words import mark, tr
from gui.core.colours import TONES
from gui.core.theme import DARK, LIGHT, Theme, label_style
from gui.widgets.chip import draw_swatch

_COLUMNS = 7
_SIZE = QSize(46, 26)
_EDGE, _RADIUS = 3, 4.0

COLOUR_NAMES = {
    "red": mark("Red"), "orange": mark("Orange"), "amber": mark("Amber"), "olive": mark("Olive"),
    "green": mark("Green"), "teal": mark("Teal"), "cyan": mark("Cyan"), "blue": mark("Blue"),
    "indigo": mark("Indigo"), "violet": mark("Violet"), "magenta": mark("Magenta"), "brown": mark("Brown"),
    "slate": mark("Slate"), "grey": mark("Grey"),
}  # fmt: skip


class ColourChoice(QWidget):
    """A swatch for each colour name; `colourChosen` carries the name. Arrow keys go from one to the next."""

    colourChosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Colour"))
        self.buttons: dict[str, _Swatch] = {}
        self._group = QButtonGroup(self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(2)
        for number, name in enumerate(TONES):
            button = self.buttons[name] = _Swatch(name, theme)
            self._group.addButton(button)
            grid.addWidget(button, number // _COLUMNS, number % _COLUMNS)
            button.clicked.connect(lambda _=False, name=name: self.colourChosen.emit(name))
        grid.setColumnStretch(_COLUMNS, 1)

    def show_colour(self, name: str, kind: Kind) -> None:
        """Mark the colour that is taken; ``kind`` decides the pattern of the bars."""
        for colour, button in self.buttons.items():
            button.kind = kind
            button.setChecked(colour == name)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if colour == name else Qt.FocusPolicy.ClickFocus)
            button.update()
        self.setFocusProxy(self.buttons[name])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys choose the neighbour."""
        steps = {
            Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -_COLUMNS, Qt.Key.Key_Down: _COLUMNS
        }  # fmt: skip
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        if abs(step) == 1 and self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            step = -step
        names = list(self.buttons)
        now = next((number for number, one in enumerate(names) if self.buttons[one].isChecked()), 0)
        goal = now + step
        if 0 <= goal < len(names):
            self.buttons[names[goal]].setFocus(Qt.FocusReason.OtherFocusReason)
            self.buttons[names[goal]].click()


class _Swatch(QAbstractButton):
    """One colour as marked text looks: on light ground, and on dark."""

    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__()
        self.kind = Kind.ENTITY
        self._name, self._theme = name, theme
        self.setCheckable(True)
        self.setToolTip(tr(COLOUR_NAMES[name]))
        self.setAccessibleName(tr(COLOUR_NAMES[name]))

    def sizeHint(self) -> QSize:
        """Both halves and the ring."""
        return _SIZE

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows belong to the whole choice."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Two grounds with the veil and the bar on each; a ring when it is the one."""
        painter = QPainter(self)
        inner = QRectF(self.rect()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        half = inner.width() / 2
        for number, ground in enumerate((LIGHT, DARK)):
            part = QRectF(inner.x() + number * half, inner.y(), half, inner.height())
            painter.fillRect(part, ground.base)
            label = Label(self._name, self.kind, self._name, self._name, "")
            draw_swatch(painter, part.adjusted(2, 2, -2, -2), label_style(ground, label))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked() or self.underMouse():
            colour = self._theme.accent if self.isChecked() else self._theme.outline
            painter.setPen(QPen(colour, 2 if self.hasFocus() or self.isChecked() else 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.text, 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2.5, 2.5, -2.5, -2.5), 2, 2)
        painter.end()
