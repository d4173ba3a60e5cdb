"""Going from one part of a window to the next by key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def go_to_pane(panes: Sequence[QWidget], step: int) -> None:
    """Put the focus into the pane that is ``step`` further in the ring of those that can take it."""
    stops = [(pane, stop) for pane in panes if (stop := _first_stop(pane)) is not None]
    here = next((number for number, (pane, _) in enumerate(stops) if _has_focus(pane)), 0)
    if stops:
        _, stop = stops[(here + step) % len(stops)]
        stop.setFocus(Qt.FocusReason.TabFocusReason)


def _has_focus(pane: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and (focused is pane or pane.isAncestorOf(focused))


def _first_stop(pane: QWidget) -> QWidget | None:
    """The pane itself if it takes the focus, else the first widget in it that does; None without one.

    A status bar or a place for banners may be there and hold nothing at the moment. A panel behind another
    one is visible to Qt, which only moves it out of the window.
    """
    if not pane.isVisible() or pane.visibleRegion().isEmpty():
        return None
    if _takes_focus(pane) or pane.focusProxy() is not None:
        return pane
    return next((child for child in pane.findChildren(QWidget) if _takes_focus(child)), None)


def _takes_focus(widget: QWidget) -> bool:
    policy = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(policy) and widget.isVisible() and widget.isEnabled()
