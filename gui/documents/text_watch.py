"""Notices when the text of the open document is changed or removed by somebody else."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal

from annotations.store.files import read_file


class TextFate(Enum):
    """What has become of the file."""

    CHANGED = "changed"
    GONE = "gone"
    BACK = "back"
    """It is there again, or again what it was."""


class TextWatch(QObject):
    """Watches one file; the system tells, and `look` asks where it does not (network folders)."""

    noticed = Signal(object)
    """A `TextFate`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._stirred)
        self._watcher.directoryChanged.connect(self._stirred)
        self._path: Path | None = None
        self._is_same: Callable[[bytes], bool] = bool
        self._seen: tuple[int, int, int] | None = None
        self._fate = TextFate.BACK

    def watch(self, path: Path, is_same: Callable[[bytes], bool]) -> None:
        """Watch this file and no other; `is_same` tells whether bytes still hold the text that was opened."""
        self.stop()
        self._path, self._is_same, self._fate = path, is_same, TextFate.BACK
        self._seen = _stamp(path)
        self._watcher.addPaths([str(path), str(path.parent)])

    def stop(self) -> None:
        """Watch nothing."""
        self._path = None
        for watched in (*self._watcher.files(), *self._watcher.directories()):
            self._watcher.removePath(watched)

    def look(self) -> None:
        """See whether the file is still what it was; cheap when nothing has happened."""
        if self._path is None:
            return
        stamp = _stamp(self._path)
        if stamp == self._seen and (stamp is None) == (self._fate is TextFate.GONE):
            return
        self._seen = stamp
        fate = self._fate_now(self._path)
        if str(self._path) not in self._watcher.files() and stamp is not None:
            self._watcher.addPath(str(self._path))  # a file that was replaced is no longer watched
        if fate is not self._fate:
            self._fate = fate
            self.noticed.emit(fate)

    def _stirred(self, _path: str) -> None:
        self.look()

    def _fate_now(self, path: Path) -> TextFate:
        try:
            data, _ = read_file(path)
        except OSError:
            return TextFate.GONE
        return TextFate.BACK if self._is_same(data) else TextFate.CHANGED


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns
