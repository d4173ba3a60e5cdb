"""Where undo histories are kept: a folder of the user's. They are named after the text and the label file."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from annotations.store.folders import state_folder

ENDING = ".undo"
MOST_FILES = 1000
MOST_BYTES = 500_000_000
OLDEST_DAYS = 90

_LOOKED_AT = 8  # histories of one text under other names


def histories_path() -> Path:
    """Where undo histories are kept on this system."""
    return state_folder() / "undo"


def history_path(folder: Path, label_path: Path, text_digest: str) -> Path:
    """Where the history of a label file of this text is kept."""
    place = sha256(os.fsencode(label_path)).hexdigest()
    return folder / f"{_start(text_digest)}-{place[:20]}{ENDING}"


def others(folder: Path, text_digest: str, mine: Path) -> Iterator[Path]:
    """Histories of the same text beside other label files, the newest first: one may have been moved here."""
    found = (path for path in folder.glob(f"{_start(text_digest)}-*{ENDING}") if path != mine)
    newest = sorted(((_age(path), path) for path in found), key=lambda one: one[0])
    yield from (path for _, path in newest[:_LOOKED_AT])


def make_folder(folder: Path) -> None:
    """See to it that the folder is there; only the user may look into it. Raises OSError."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)


def clear_out(folder: Path, keep: Path) -> None:
    """Remove the histories that nobody has added to for long, and the oldest when there are too many."""
    bytes_left, files_left = MOST_BYTES, MOST_FILES
    with contextlib.suppress(OSError):
        found = [path for path in folder.iterdir() if ENDING in path.suffixes and path != keep]
        for age, path in sorted((_age(path), path) for path in found):
            files_left -= 1
            with contextlib.suppress(OSError):
                bytes_left -= path.stat().st_size
                if age > OLDEST_DAYS * 86400 or files_left <= 0 or bytes_left < 0:
                    path.unlink()


def _start(text_digest: str) -> str:
    """The digest's first digits; it is ``sha256:`` and hex."""
    return text_digest.rpartition(":")[2][:20]


def _age(path: Path) -> float:
    """Seconds since somebody wrote to the file."""
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return 0.0
