"""A row of tabs, one for each document: its name, whether it is saved, and a cross."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import cast

from PySide6.QtCore import QPoint, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QIcon, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QTabBar, QToolButton, QWidget

from annotations.words import mark, tr
from gui.core.theme import LIGHT, Theme
from gui.widgets.icons import Glyph, icon
from schemas.late import late_dataclass

_ICON = 14
_BUTTON = 18
_DOT = 7


class Mark(StrEnum):
    """What a tab shows beside its name."""

    NONE = "none"
    UNSAVED = "unsaved"
    FAILED = "failed"
    READ_ONLY = "read-only"


_WORDS = {
    Mark.UNSAVED: mark("Not saved yet"),
    Mark.FAILED: mark("Cannot be saved"),
    Mark.READ_ONLY: mark("Read-only"),
}
_SIGNS = {Mark.FAILED: (Glyph.ERROR, "error"), Mark.READ_ONLY: (Glyph.LOCK, "muted")}
"""What stays for a while has a sign before the name; what comes and goes only a dot in the cross's place."""

_KEPT = 130  # pixels of a tab that are not given up


@late_dataclass(frozen=True)
class Tab:
    """What one tab says."""

    title: str
    path: str
    mark: Mark = Mark.NONE

    @property
    def words(self) -> str:
        """What the mark means, empty without one."""
        return tr(_WORDS[self.mark]) if self.mark in _WORDS else ""


class DocumentTabs(QTabBar):
    """Shows what it is told to; what the hand does with the tabs is only said."""

    chosen = Signal(str)
    """The path of the tab that is to be in front."""
    closeAsked = Signal(str)
    menuAsked = Signal(str, QPoint)
    """The path of a tab, and a place on the screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._tabs: list[Tab] = []
        self._pressed = -1
        self._front: str | None = None
        self.setObjectName("documents")
        self.setAccessibleName(tr("Open documents"))
        self.setDocumentMode(True)
        self.setDrawBase(False)
        self.setMovable(True)
        self.setExpanding(False)
        self.setAutoHide(True)  # with one document the window's title says enough
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideMiddle)
        self.setIconSize(QSize(_ICON, _ICON))
        self.currentChanged.connect(self._choose)

    def show_tabs(self, tabs: Sequence[Tab], front: int) -> None:
        """Show these tabs, the one with this number in front."""
        with QSignalBlocker(self):
            while self.count() > len(tabs):
                self.removeTab(self.count() - 1)
            while self.count() < len(tabs):
                self._add()
            for number, tab in enumerate(tabs):
                if self._tabs[number : number + 1] != [tab]:
                    self._word(number, tab)
            self._tabs = list(tabs)
            self.setCurrentIndex(front)
            self._front = self.tabData(front)

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self._theme = theme
        for number, tab in enumerate(self._tabs):
            self._sign(number, tab)
            self._button(number).set_theme(theme)

    # -- the tabs -----------------------------------------------------------------------------------

    def _add(self) -> None:
        number = self.addTab("")
        button = _Cross(self._theme, self)
        button.clicked.connect(lambda: self.closeAsked.emit(self._path_of(button)))
        self.setTabButton(number, QTabBar.ButtonPosition.RightSide, button)

    def _word(self, number: int, tab: Tab) -> None:
        title = tab.title.replace("&", "&&")
        if self.tabText(number) != title:  # each time the row is laid out anew, also while a tab is dragged
            self.setTabText(number, title)
        self.setTabData(number, tab.path)
        self.setTabToolTip(number, f"{tab.path}\n{tab.words}".strip())
        self.setAccessibleTabName(number, f"{tab.title}, {tab.words}" if tab.words else tab.title)
        button = self._button(number)
        button.setAccessibleName(tr("Close {name}", name=tab.title))
        button.set_unsaved(tab.mark is Mark.UNSAVED)
        self._sign(number, tab)

    def _sign(self, number: int, tab: Tab) -> None:
        sign = _SIGNS.get(tab.mark)
        if sign is not None:
            glyph, colour = sign
            self.setTabIcon(number, icon(glyph, getattr(self._theme, colour), _ICON))
        elif not self.tabIcon(number).isNull():
            self.setTabIcon(number, QIcon())

    def _button(self, number: int) -> _Cross:
        return cast("_Cross", self.tabButton(number, QTabBar.ButtonPosition.RightSide))

    def _path_of(self, button: QWidget) -> str:
        return next(
            str(self.tabData(number)) for number in range(self.count()) if self._button(number) is button
        )

    def _choose(self, number: int) -> None:
        """Also while the tab in front is dragged its number changes; that is no choice."""
        path = self.tabData(number)
        if path is not None and path != self._front:
            self.chosen.emit(path)

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Where room is short, long names give way: a name as short as ``a.txt`` stays whole."""
        least, whole = super().minimumTabSizeHint(index), self.tabSizeHint(index)
        return QSize(max(least.width(), min(whole.width(), _KEPT)), least.height())

    # -- events -------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The middle button closes, if it is let go over the same tab."""
        if event.button() is Qt.MouseButton.MiddleButton:
            self._pressed = self.tabAt(event.position().toPoint())
        else:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """See `mousePressEvent`."""
        if event.button() is Qt.MouseButton.MiddleButton:
            number = self.tabAt(event.position().toPoint())
            if number >= 0 and number == self._pressed:
                self.closeAsked.emit(self.tabData(number))
        else:
            super().mouseReleaseEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll a row that does not fit; Qt would go from document to document."""
        back = event.angleDelta().y() > 0 or event.angleDelta().x() > 0
        scroller = self.findChild(QToolButton, "ScrollLeftButton" if back else "ScrollRightButton")
        if scroller is not None and scroller.isVisible() and scroller.isEnabled():
            scroller.click()
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the tab under the mouse, or by key of the one in front."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        number = self.currentIndex() if by_key else self.tabAt(event.pos())
        if number >= 0:
            place = self.tabRect(number).bottomLeft() if by_key else event.pos()
            self.menuAsked.emit(self.tabData(number), self.mapToGlobal(place))


class _Cross(QAbstractButton):
    """Closes a tab. While its document is not saved there is a dot, until the mouse is over it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._unsaved = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Ctrl+W is the key
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setToolTip(tr("Close"))
        self.setFixedSize(_BUTTON, _BUTTON)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self._theme = theme
        self._icons = icon(Glyph.CLOSE, theme.muted, _ICON - 2), icon(Glyph.CLOSE, theme.text, _ICON - 2)
        self.update()

    def set_unsaved(self, unsaved: bool) -> None:
        """Show the dot, or the cross."""
        if unsaved is not self._unsaved:
            self._unsaved = unsaved
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A dot, or a cross that is raised under the mouse."""
        over = self.underMouse()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        area = QRectF(self.rect())
        if self._unsaved and not over:
            painter.setBrush(self._theme.text)
            painter.drawEllipse(area.center(), _DOT / 2, _DOT / 2)
        else:
            if over:
                painter.setBrush(self._theme.hover)
                painter.drawRoundedRect(area, 4, 4)
            self._icons[over].paint(painter, self.rect())
        painter.end()
