"""The menu of documents opened lately."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QMenu

from gui.core.settings import RecentFiles
from gui.core.slots import only


class RecentMenu:
    """Keeps a menu filled with the recent files."""

    def __init__(self, menu: QMenu, recent: RecentFiles, open_path: Callable[[Path], object]) -> None:
        self._menu = menu
        self._recent = recent
        self._open_path = open_path
        self._fill()

    def opened(self, path: Path) -> None:
        """Put this file first."""
        self._recent.add(path)
        self._fill()

    def failed(self, path: Path) -> None:
        """Forget the file if it is gone."""
        if not path.exists():
            self._recent.remove(path)
            self._fill()

    def _fill(self) -> None:
        self._menu.clear()
        for path in self._recent.paths():
            action = self._menu.addAction(str(path).replace("&", "&&"))
            action.triggered.connect(only(partial(self._open_path, path)))
        self._menu.setEnabled(not self._menu.isEmpty())
