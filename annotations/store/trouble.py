"""What can go wrong with files, as data and as sentences a person can act on."""

from __future__ import annotations

import errno
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from annotations.words import mark, tr
from schemas.problems import Problem


class Trouble(StrEnum):
    """Why a file could not be read or written."""

    DISK_FULL = "disk_full"
    READ_ONLY = "read_only"
    NO_PERMISSION = "no_permission"
    VANISHED = "vanished"
    CHANGED = "changed"
    """Somebody else wrote the label file: nothing is overwritten before that is settled."""
    LOCK_LOST = "lock_lost"
    BROKEN = "broken"
    """Not JSON, or JSON that does not hold to the schema or contradicts itself."""
    LATER_VERSION = "later_version"
    OTHER_TEXT = "other_text"
    INTERNAL = "internal"
    OTHER = "other"


class StoreError(Exception):
    """A file cannot be opened or written; it has not been touched.

    ``message`` is a sentence a person can act on, ``problems`` the details with pointers, if there are any.
    """

    def __init__(self, trouble: Trouble, message: str, path: Path, problems: Sequence[Problem] = ()) -> None:
        super().__init__(message)
        self.trouble = trouble
        self.message = message
        self.path = path
        self.problems = tuple(problems)


class TextChangedError(StoreError):
    """The labels are of another text: the document was changed after it was labelled."""


_BY_NUMBER = {
    errno.ENOSPC: Trouble.DISK_FULL,
    errno.EFBIG: Trouble.DISK_FULL,
    getattr(errno, "EDQUOT", errno.ENOSPC): Trouble.DISK_FULL,
    errno.EROFS: Trouble.READ_ONLY,
    errno.EACCES: Trouble.NO_PERMISSION,
    errno.EPERM: Trouble.NO_PERMISSION,
    errno.ENOENT: Trouble.VANISHED,
    errno.ENOTDIR: Trouble.VANISHED,
    getattr(errno, "ESTALE", errno.ENOENT): Trouble.VANISHED,
    errno.ENODEV: Trouble.VANISHED,
    errno.ENXIO: Trouble.VANISHED,
}

_BECAUSE = {
    Trouble.DISK_FULL: mark("the disk is full or the quota is used up"),
    Trouble.READ_ONLY: mark("the disk or folder is read-only"),
    Trouble.NO_PERMISSION: mark("there is no permission"),
}
_CANNOT = {
    # Doing -> not in its folder, no folder, anything else.
    "open": (
        mark("Cannot open {name}: it is not in {folder}."),
        mark("Cannot open {name}: the folder {folder} is not there."),
        mark("Cannot open {name} in {folder}: {why}."),
    ),
    "read": (
        mark("Cannot read {name}: it is not in {folder}."),
        mark("Cannot read {name}: the folder {folder} is not there."),
        mark("Cannot read {name} in {folder}: {why}."),
    ),
    "write": (
        mark("Cannot write {name}: it is not in {folder}."),
        mark("Cannot write {name}: the folder {folder} is not there."),
        mark("Cannot write {name} in {folder}: {why}."),
    ),
}


def trouble_of(error: OSError) -> Trouble:
    """The kind of trouble behind an error of the system."""
    return _BY_NUMBER.get(error.errno or 0, Trouble.OTHER)


def cannot(doing: str, path: Path, error: OSError) -> str:
    """The sentence for an error: ``cannot("write", path, error)``; also "read" and "open"."""
    name, folder = path.name, path.parent
    misplaced, homeless, otherwise = _CANNOT[doing]
    if trouble_of(error) is Trouble.VANISHED:
        return tr(misplaced if folder.is_dir() else homeless, name=name, folder=folder)
    said = error.strerror or str(error)
    known = _BECAUSE.get(trouble_of(error))
    why = said[:1].lower() + said[1:] if known is None else tr(known)
    return tr(otherwise, name=name, folder=folder, why=why)


def store_error(doing: str, path: Path, error: OSError) -> StoreError:
    """The error of the system as a StoreError."""
    return StoreError(trouble_of(error), cannot(doing, path, error), path)
