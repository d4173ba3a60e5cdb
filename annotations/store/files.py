"""Files replaced whole or not at all, and looked at to see whether somebody else has changed them."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
import stat
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO

from annotations.formats.files import open_file
from annotations.words import tr
from schemas.late import late_dataclass
from schemas.reading import MAXIMUM_BYTES


@late_dataclass(frozen=True)
class Seen:
    """What a file looked like: enough to tell, without reading it, that nobody has touched it since."""

    device: int
    inode: int
    size: int
    modified_ns: int

    @classmethod
    def of(cls, status: os.stat_result) -> Seen:
        """From what the system says of a file."""
        return cls(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


def look(path: Path) -> Seen | None:
    """What the file looks like now; None when there is none. Raises OSError when that cannot be told."""
    try:
        return Seen.of(path.stat())
    except (FileNotFoundError, NotADirectoryError):
        return None


def real_path(path: Path) -> Path:
    """The path without symbolic links; links that go round in a circle stay, for whoever opens it to meet."""
    return Path(os.path.realpath(path))


def read_file(path: Path) -> tuple[bytes, Seen]:
    """The bytes of a file, and what it looked like when they were read.

    Raises OSError, also for a file of more than ``MAXIMUM_BYTES`` and for what is no file: a pipe or a device
    may never end, or never begin.
    """
    with open_file(path) as file:
        status = os.fstat(file.fileno())
        _refuse_what_is_too_big(status.st_size, path)
        return file.read(), Seen.of(status)


def _refuse_what_is_too_big(size: int, path: Path) -> None:
    if size > MAXIMUM_BYTES:
        why = tr(
            "it has {size} bytes, and files over {most} GB are not read",
            size=f"{size:,}",
            most=MAXIMUM_BYTES // 10**9,
        )
        raise OSError(errno.EINVAL, why, str(path))


def digest_of(content: bytes) -> str:
    """``sha256:`` and the hex digest of a file's bytes."""
    return "sha256:" + hashlib.sha256(content).hexdigest()


def replace_file(
    path: Path,
    chunks: Iterable[bytes],
    before_replacing: Callable[[str], None] = lambda _: None,
    folders: set[Path] | None = None,
) -> tuple[str, Seen]:
    """Write a file beside ``path``, sync it, put it in the place of ``path`` and sync the folder.

    Of many files the folder is synced once: with ``folders`` it is put there, for the caller to sync.

    ``before_replacing`` gets the new digest when all is on disk; if it raises, nothing has changed. A file
    that is replaced keeps its mode and, where the system allows it, its owner. Returns the new file's digest
    and looks. Raises OSError, and then nothing has changed either.
    """
    beside = path.with_name(path.name + ".saving")
    try:
        beside.unlink(missing_ok=True)
        with beside.open("xb") as file:
            digest = _write(file, chunks)
            _take_over_mode(file, path)
            seen = Seen.of(os.fstat(file.fileno()))
        before_replacing(digest)
        beside.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise
    if folders is None:
        sync_folder(path.parent)
    else:
        folders.add(path.parent)
    return digest, seen


def _write(file: BinaryIO, chunks: Iterable[bytes]) -> str:
    hashed = hashlib.sha256()
    for chunk in chunks:
        hashed.update(chunk)
        file.write(chunk)
    file.flush()
    os.fsync(file.fileno())
    return "sha256:" + hashed.hexdigest()


def _take_over_mode(file: BinaryIO, path: Path) -> None:
    try:
        old = path.stat()
    except FileNotFoundError:
        return
    if os.name == "posix":
        new = os.fstat(file.fileno())
        if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
            with contextlib.suppress(OSError):
                os.fchown(file.fileno(), old.st_uid, old.st_gid)
        with contextlib.suppress(OSError):  # some network folders have no modes
            os.fchmod(file.fileno(), stat.S_IMODE(old.st_mode))


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last through a power cut, where the system has a way to."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def free_name(path: Path, word: str) -> Path:
    """The first name like ``darna.labels.broken-1.json`` that is not taken, for ``word`` "broken"."""
    number = 1
    while (free := path.with_name(f"{path.stem}.{word}-{number}{path.suffix}")).exists():
        number += 1
    return free


def set_aside(path: Path, word: str = "broken") -> Path:
    """Copy a file byte for byte to a name beside it that was free, and return that.

    Raises OSError when the copy cannot be made; there is none then. The file itself is not touched.
    """
    while True:
        copy = free_name(path, word)
        try:
            target = copy.open("xb")
        except FileExistsError:
            continue
        try:
            with target, path.open("rb") as source:
                shutil.copyfileobj(source, target, 1 << 20)
                target.flush()
                os.fsync(target.fileno())
        except OSError:
            with contextlib.suppress(OSError):
                copy.unlink(missing_ok=True)
            raise
        sync_folder(copy.parent)
        return copy
