"""Messages that stay until they are dealt with, above the text, without stopping the work."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotations.words import tr
from gui.core.colours import over
from gui.core.interaction import Gravity
from gui.core.mirror import leading
from gui.core.theme import LIGHT, Theme
from gui.widgets.icons import Glyph, icon, pixmap
from schemas.late import late_dataclass

_GLYPHS = {Gravity.INFO: Glyph.INFO, Gravity.WARNING: Glyph.WARNING, Gravity.ERROR: Glyph.ERROR}
_COLOURS = {Gravity.INFO: "accent", Gravity.WARNING: "warning", Gravity.ERROR: "error"}
_VEIL = 0.10
_MOST_ACTIONS = 3


@late_dataclass(frozen=True)
class BannerAction:
    """A button of a banner: its text and what it does; the banner stays until it is dismissed."""

    text: str
    run: Callable[[], None]


class Banner(QFrame):
    """One message with up to three buttons, and a cross unless it must stay."""

    def __init__(
        self,
        gravity: Gravity,
        text: str,
        actions: Sequence[BannerAction],
        dismissed: Callable[[], None] | None,
        theme: Theme,
    ) -> None:
        """`dismissed` is what the cross and Escape do; None for a banner that only the program takes away."""
        super().__init__()
        if len(actions) > _MOST_ACTIONS:
            raise ValueError(f"a banner has at most {_MOST_ACTIONS} buttons, not {len(actions)}")
        self.gravity = gravity
        self.dismissed = dismissed
        self.setAccessibleName(text)
        self.label = QLabel(text)
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._sign = QLabel()
        self.buttons = [_button(action) for action in actions]
        self._cross = QToolButton()
        self._cross.setVisible(dismissed is not None)
        self._cross.setAccessibleName(tr("Dismiss"))
        self._cross.setToolTip(tr("Dismiss"))
        self._cross.setIconSize(QSize(14, 14))
        if dismissed is not None:
            self._cross.clicked.connect(dismissed)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 7, 10, 7)
        row.setSpacing(9)
        row.addWidget(self._sign)
        row.addWidget(self.label, 1)
        for button in self.buttons:
            row.addWidget(button)
        row.addWidget(self._cross)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self._theme = theme
        colour = getattr(theme, _COLOURS[self.gravity])
        self._colour, self._border = colour, theme.border
        veil = type(colour)(colour)
        veil.setAlphaF(_VEIL)
        self._ground = over(veil, theme.panel)
        self._sign.setPixmap(pixmap(_GLYPHS[self.gravity], colour, 18, self.devicePixelRatioF()))
        self._cross.setIcon(icon(Glyph.CLOSE, theme.text, 14))
        self.update()

    def event(self, event: QEvent) -> bool:
        """On another screen, draw the sign for its scale."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self.set_theme(self._theme)
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A quiet ground, a stripe in the colour of the gravity, a line below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._ground)
        painter.fillRect(leading(QRectF(self.rect()), 4, self.layoutDirection()), self._colour)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), self._border)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape dismisses."""
        if event.key() == Qt.Key.Key_Escape and self.dismissed is not None:
            self.dismissed()
        else:
            super().keyPressEvent(event)


class BannerStack(QWidget):
    """Banners one below the other, each under a key of its own; no banner, no height."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._banners: dict[str, Banner] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def show_banner(
        self,
        key: str,
        gravity: Gravity,
        text: str,
        actions: Sequence[BannerAction] = (),
        *,
        stays: bool = False,
        dismissed: Callable[[], object] | None = None,
    ) -> None:
        """Show a message, in place of the one with the same key; one that `stays` has no cross.

        ``dismissed`` is told when the user has taken the message away.
        """
        old = self._banners.get(key)

        def cross() -> None:
            self.dismiss(key)
            if dismissed is not None:
                dismissed()

        banner = Banner(gravity, text, actions, None if stays else cross, self._theme)
        if old is None:
            self._layout.addWidget(banner)
        else:
            self._layout.replaceWidget(old, banner)
            _put_away(old)
        self._banners[key] = banner
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(banner, QAccessible.Event.Alert))

    def dismiss(self, key: str) -> None:
        """Take the message away, if it is there."""
        if (banner := self._banners.pop(key, None)) is not None:
            self._layout.removeWidget(banner)
            _put_away(banner)
            self.setVisible(bool(self._banners))

    def clear(self) -> None:
        """Take every message away."""
        for key in list(self._banners):
            self.dismiss(key)

    def banner(self, key: str) -> Banner | None:
        """The banner under the key."""
        return self._banners.get(key)

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self._theme = theme
        for banner in self._banners.values():
            banner.set_theme(theme)


def _button(action: BannerAction) -> QPushButton:
    button = QPushButton(action.text)
    button.setAutoDefault(True)
    button.clicked.connect(lambda _checked: action.run())
    return button


def _put_away(banner: Banner) -> None:
    banner.hide()
    banner.deleteLater()
