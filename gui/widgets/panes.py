"""Going from one part of a window to the next by key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def go_to_pane(panes: Sequence[QWidget], step: int) -> None:
    """Put the focus into the pane that is ``step`` further in the ring of those that are visible."""
    shown = [pane for pane in panes if pane.isVisible()]
    here = next((number for number, pane in enumerate(shown) if _has_focus(pane)), 0)
    if shown:
        _first_stop(shown[(here + step) % len(shown)]).setFocus(Qt.FocusReason.TabFocusReason)


def _has_focus(pane: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and (focused is pane or pane.isAncestorOf(focused))


def _first_stop(pane: QWidget) -> QWidget:
    """The pane itself if it takes the focus, else the first widget in it that does."""
    if pane.focusPolicy() & Qt.FocusPolicy.TabFocus or pane.focusProxy() is not None:
        return pane
    inside = (
        child
        for child in pane.findChildren(QWidget)
        if child.isVisible() and child.focusPolicy() & Qt.FocusPolicy.TabFocus
    )
    return next(inside, pane)
