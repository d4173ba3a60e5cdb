"""Opening a file to read it, and nothing that only looks like one."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

from annotations.words import tr

# A pipe is opened without waiting for somebody to write to it.
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def open_file(path: Path) -> BinaryIO:
    """The file, open for reading. Raises OSError, also for what is no file: a pipe may never end or begin."""
    handle = os.open(path, _READ)
    try:
        _refuse_what_is_no_file(os.fstat(handle).st_mode, path)
    except BaseException:
        os.close(handle)
        raise
    return os.fdopen(handle, "rb")


def is_file(path: Path) -> bool:
    """Whether there is a file; False also where that cannot be told, as of a name that is too long."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _refuse_what_is_no_file(mode: int, path: Path) -> None:
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, tr("it is a folder, not a file"), str(path))
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, tr("it is a pipe or a device, not a file"), str(path))
