"""A strip over the text's lower edge that says which keys count while roles are filled."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui.core.mirror import placed
from gui.core.theme import LIGHT, Theme
from gui.widgets.keycap import caps_width, draw_caps, short_caps
from schemas.late import late_dataclass

_PAD, _GAP, _BETWEEN = 12.0, 6.0, 16.0


@late_dataclass(frozen=True)
class KeyWord:
    """A key and what it does; ``armed`` stands out, ``lacking`` says that something is still wanted."""

    key: str
    text: str
    armed: bool = False
    lacking: bool = False


class RoleBar(QWidget):
    """Lies over a widget, at its lower edge, and takes no focus and no mouse."""

    def __init__(self, over: QWidget) -> None:
        """Hidden until there is something to say."""
        super().__init__(over)
        self._title = ""
        self._words: tuple[KeyWord, ...] = ()
        self._theme = LIGHT
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        over.installEventFilter(self)
        self.hide()

    @property
    def words(self) -> tuple[KeyWord, ...]:
        """The keys on show."""
        return self._words if self.isVisible() else ()

    def say(self, title: str, words: Sequence[KeyWord]) -> None:
        """Show the keys after the title; no keys hide the strip."""
        self._title, self._words = title, tuple(words)
        self.setAccessibleName(", ".join([title, *(f"{one.key} {one.text}" for one in words)]))
        self.setVisible(bool(words))
        self._place()
        self.raise_()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self._theme = theme
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the lower edge."""
        if event.type() is QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Title, then cap and word for each key, over as many rows as they need."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.panel)
        painter.fillRect(0, 0, self.width(), 2, self._theme.accent)
        bold = self.font()
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(self._theme.text)
        line = self._line_height()
        title = QRectF(_PAD, _GAP, self.width() - 2 * _PAD, line)
        painter.drawText(title, Qt.AlignmentFlag.AlignVCenter, self._title)
        painter.setFont(self.font())
        for word, box in zip(self._words, self._boxes(), strict=True):
            self._paint_word(painter, word, placed(box, QRectF(self.rect()), self.layoutDirection()))
        painter.end()

    def _paint_word(self, painter: QPainter, word: KeyWord, box: QRectF) -> None:
        theme = self._theme
        caps = short_caps(word.key)
        if word.armed:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.accent)
            painter.drawRoundedRect(box.adjusted(-4, 0, 6, 0), 4, 4)
        cap = QRectF(box.x(), box.y(), caps_width(caps, self.font()), box.height())
        draw_caps(painter, placed(cap, box, self.layoutDirection()), caps, theme, self.font())
        painter.setPen(theme.accent_text if word.armed else theme.warning if word.lacking else theme.text)
        rest = placed(box.adjusted(cap.width() + _GAP, 0, 2, 0), box, self.layoutDirection())
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, word.text)

    def _boxes(self) -> list[QRectF]:
        measured = QFontMetricsF(self.font())
        bold = self.font()
        bold.setBold(True)
        line, boxes = self._line_height(), []
        left = _PAD + QFontMetricsF(bold).horizontalAdvance(self._title) + _BETWEEN
        x, y = left, _GAP
        for word in self._words:
            width = (
                caps_width(short_caps(word.key), self.font()) + _GAP + measured.horizontalAdvance(word.text)
            )
            if x + width > self.width() - _PAD and x > left:
                x, y = left, y + line
            boxes.append(QRectF(x, y, width, line))
            x += width + _BETWEEN
        return boxes

    def _line_height(self) -> float:
        return round(self.fontMetrics().height() * 1.7)

    def _place(self) -> None:
        over = self.parentWidget()
        self.resize(over.width(), self.height())
        boxes = self._boxes()
        bottom = boxes[-1].bottom() if boxes else 0
        height = round(bottom + _GAP)
        self.setGeometry(0, over.height() - height, over.width(), height)
