"""The journal as it is written: edits are appended at once, and synced by the writer thread.

It knows the edits that are not in the label file yet, so it can be made anew at any time: after a crash,
after a disk was full, or when its folder went away and came back.
"""

from __future__ import annotations

import contextlib
import os
from collections import deque
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from threading import Lock

from annotations.store.files import free_name, replace_file, sync_folder
from annotations.store.journal_lines import Header, Saving, line_of

_APPEND = os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0)
ROTATE_AT = 4_000_000  # bytes


def journal_path(label_path: Path) -> Path:
    """Where the journal of a label file stands: beside it."""
    return label_path.with_name(label_path.name + ".journal")


class Journal:
    """One journal file, made when the first edit comes.

    ``append`` belongs to one thread, all the rest to another, the writer. The first never waits for syncing.
    """

    def __init__(self, path: Path, header: Header, unsaved: Iterable[tuple[int, bytes]] = ()) -> None:
        """A journal that starts from ``header``; ``unsaved`` are edits to begin with, after a crash."""
        self.path = path
        self._header = header
        self._unsaved = deque(unsaved)  # not in the label file yet
        self._to_write: deque[tuple[int, bytes]] = deque()
        self._lock = Lock()
        self._file: int | None = None
        self._size = 0  # of the whole lines
        self._written = self._unsaved[-1][0] if self._unsaved else header.through
        self._make_anew = bool(self._unsaved)
        self._whole = True
        self._name_synced = False

    # -- the thread of the edits --------------------------------------------------------------------------

    def append(self, seq: int, line: bytes) -> None:
        """Write the line of an edit. When that fails it is kept, and ``sync`` tries again and raises."""
        self._to_write.append((seq, line))
        if self._lock.acquire(blocking=False):  # else the writer is at it, and writes this line too
            try:
                if not self._make_anew:
                    with contextlib.suppress(OSError):  # sync meets the same error and reports it
                        self._write_waiting()
            finally:
                self._lock.release()

    # -- the writer thread --------------------------------------------------------------------------------

    def sync(self) -> int:
        """Put every edit appended so far on the disk; return the number of the last one that is.

        Raises OSError when that cannot be done: nothing is forgotten, the next call tries again.
        """
        with self._lock:
            self._look_after_file()
            self._write_waiting()
            written = self._written
        self._sync_file()
        return written

    def is_elsewhere(self) -> bool:
        """Whether another file, or none, stands where this journal was made. Raises OSError."""
        if self._file is None:
            return False
        mine = os.fstat(self._file)
        try:
            there = self.path.stat()
        except (FileNotFoundError, NotADirectoryError):
            return True
        return (there.st_dev, there.st_ino) != (mine.st_dev, mine.st_ino)

    def announce(self, digest: str, through: int) -> None:
        """Say, and sync, that the label file is about to have this digest. Raises OSError."""
        with self._lock:
            if self._file is not None or self._make_anew:
                self._look_after_file()
                self._write(line_of(Saving(digest, through)))
        self._sync_file()

    def saved(self, digest: str, through: int) -> None:
        """The label file has this digest and holds the edits up to ``through``: go on from there.

        A journal that has grown long is removed; the next edit starts another.
        """
        with self._lock:
            if self._forget(digest, through) and self._file is not None:
                self._make_anew = True  # the file lacks edits that those to come would follow
            if self._size > ROTATE_AT and not self._unsaved and not self._to_write:
                with contextlib.suppress(OSError):  # then it is made anew when next needed
                    self._remove()

    def move(self, path: Path, digest: str, through: int) -> None:
        """Go on beside another label file, which has this digest and holds the edits up to ``through``.

        The journal so far stays where it is.
        """
        with self._lock:
            self._close()
            self._forget(digest, through)
            self.path, self._make_anew = path, bool(self._unsaved)
            if self._make_anew and path.exists():
                path.rename(free_name(path, "kept"))

    def remove(self) -> None:
        """Close the journal and remove the file: everything is in the label file. Raises OSError."""
        with self._lock:
            self._remove()

    def close(self) -> None:
        """Close the journal and leave the file where it is."""
        with self._lock:
            self._close()

    def _sync_file(self) -> None:
        """Sync what is written; without the lock, so that the thread of the edits need not wait."""
        if self._file is None:
            return
        try:
            os.fsync(self._file)
        except OSError:
            self._make_anew = True  # what a failed sync leaves on the disk is unknown
            raise
        if not self._name_synced:
            sync_folder(self.path.parent)
            self._name_synced = True

    # -- inside, with the lock held -----------------------------------------------------------------------

    def _forget(self, digest: str, through: int) -> bool:
        """Go on from a label file that holds the edits up to ``through``; whether some were never written."""
        while self._unsaved and self._unsaved[0][0] <= through:
            self._unsaved.popleft()
        unwritten = False
        while self._to_write and self._to_write[0][0] <= through:
            self._to_write.popleft()
            unwritten = True
        self._header = replace(self._header, base=digest, through=through)
        self._written = max(self._written, through)
        return unwritten

    def _write_waiting(self) -> None:
        while self._to_write:
            if self._make_anew:
                self._make_file_anew()
            elif self._file is None:
                self._create()
            seq, line = self._to_write[0]
            self._write(line)
            self._written = seq
            self._unsaved.append((seq, line))
            self._to_write.popleft()

    def _write(self, line: bytes) -> None:
        """Append a whole line or nothing of it."""
        if self._file is None:
            raise FileNotFoundError(2, "the journal is not open", str(self.path))
        if not self._whole:
            self._cut()
        done = 0
        try:
            while done < len(line):
                done += os.write(self._file, line[done:])
        except OSError:
            self._whole = False
            with contextlib.suppress(OSError):
                self._cut()
            raise
        self._size += len(line)

    def _cut(self) -> None:
        if self._file is not None:
            os.ftruncate(self._file, self._size)
        self._whole = True

    def _create(self) -> None:
        if self.path.exists():  # somebody's edits: not ours to lose
            self.path.rename(free_name(self.path, "kept"))
        self._file = os.open(self.path, _APPEND | os.O_CREAT | os.O_EXCL, 0o666)
        self._size, self._whole, self._name_synced = 0, True, False
        self._write(line_of(self._header))

    def _look_after_file(self) -> None:
        if self._make_anew or self.is_elsewhere():
            self._make_file_anew()

    def _make_file_anew(self) -> None:
        self._make_anew = True
        self._close()
        lines = [line_of(self._header), *(line for _, line in self._unsaved)]
        replace_file(self.path, lines)
        self._file = os.open(self.path, _APPEND)
        self._size, self._whole, self._name_synced = sum(map(len, lines)), True, True
        self._make_anew = False

    def _remove(self) -> None:
        if self._file is None and not self._make_anew:
            return
        self._make_anew = True
        self._close()
        self.path.unlink(missing_ok=True)
        sync_folder(self.path.parent)
        self._make_anew = False

    def _close(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None
