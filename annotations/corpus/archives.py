"""ZIP archives as folders, unpacked with distrust."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path, PurePosixPath

from annotations.formats.errors import FormatError
from annotations.formats.uima.annotator_files import holds_packed_annotations
from annotations.words import tr

_LARGEST_ARCHIVE = 2_000_000_000
_MOST_MEMBERS = 300_000
# More than this is no text but a bomb: texts are compressed to a quarter or so.
_MOST_RATIO, _SURELY_FINE = 100, 100_000_000
_DEEPEST = 2
_BROKEN = zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError


@contextmanager
def unpacked(path: Path) -> Iterator[Path]:
    """The path itself; of a ZIP archive a folder with its files, which is gone afterwards.

    Archives in it that hold what an annotator says, as a project's export has them, are folders there of the
    same names, and likewise for a folder with such archives. Raises FormatError for an archive that would
    write outside of its folder, holds links or archives three deep, or is larger than it makes believe.
    """
    packed = list(_packed_in(path)) if path.is_dir() else []
    if not packed and (path.suffix.lower() != ".zip" or not path.is_file()):
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="sorot-") as place:
        folder, work = Path(place, "files"), _Unpacking(path, Path(place, "packed"))
        if packed:
            _mirror(path, folder)
            work.unpack_within(folder, 1)
        else:
            work.unpack(path, folder, 1)
        yield folder


class _Unpacking:
    """Unpacks one archive with those in it; what all of them hold together is limited."""

    def __init__(self, path: Path, aside: Path) -> None:
        """``path`` is what the user named, ``aside`` a folder to put archives in while they are unpacked."""
        self._path, self._aside = path, aside
        self._members = self._size = 0

    def unpack_within(self, folder: Path, depth: int, place: str = "") -> None:
        """Make a folder of each archive in a folder that holds what an annotator says."""
        for number, packed in enumerate(_packed_in(folder)):
            where = "/".join(part for part in (place, packed.relative_to(folder).as_posix()) if part)
            if depth >= _DEEPEST:
                raise FormatError(
                    tr("Archives in archives in an archive are not unpacked."), self._path, where
                )
            self._aside.mkdir(exist_ok=True)
            held = packed.rename(self._aside / f"{number}.zip")
            self.unpack(held, packed, depth + 1, where)
            held.unlink()

    def unpack(self, archive: Path, folder: Path, depth: int, place: str = "") -> None:
        """Unpack an archive, which is at a place in the one that the user named, into a new folder."""
        if not zipfile.is_zipfile(archive):
            raise FormatError(tr("This is no ZIP archive, or it was cut off."), self._path, place)
        if _members_of(archive) > _MOST_MEMBERS:
            raise FormatError(_too_many(), self._path, place)
        folder.mkdir()
        try:
            with zipfile.ZipFile(archive) as opened:
                self._check_size(opened.infolist(), archive.stat().st_size, place)
                self._take(opened, folder, place)
        except FormatError:
            raise
        except _BROKEN as error:
            why = (error.strerror if isinstance(error, OSError) else None) or str(error)
            raise FormatError(
                tr("The archive cannot be unpacked: {why}.", why=why), self._path, place
            ) from error
        self.unpack_within(folder, depth, place)

    def _check_size(self, members: Sequence[zipfile.ZipInfo], packed: int, place: str) -> None:
        """Hold what an archive of so many bytes unpacks to against what is sensible."""
        size = sum(one.file_size for one in members)
        self._members += len(members)
        self._size += size
        if self._members > _MOST_MEMBERS:
            raise FormatError(_too_many(), self._path, place)
        if self._size > _LARGEST_ARCHIVE:
            raise FormatError(
                tr("The archive unpacks to more than {most} GB.", most=_LARGEST_ARCHIVE // 10**9), self._path
            )
        if size > max(_SURELY_FINE, packed * _MOST_RATIO):
            raise FormatError(
                tr("The archive unpacks to far more than any texts of its size."), self._path, place
            )

    def _take(self, archive: zipfile.ZipFile, folder: Path, place: str) -> None:
        for member in archive.infolist():
            if not member.is_dir():
                where = f"{place}: {member.filename}" if place else member.filename
                self._take_file(archive, member, folder, where)

    def _take_file(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo, folder: Path, where: str) -> None:
        target = folder / _safe(member, self._path, where)
        if target.exists():
            raise FormatError(tr("The archive has two files of this name."), self._path, where)
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(member) as source, target.open("xb") as file:
            shutil.copyfileobj(source, file, 1 << 20)
            if file.tell() != member.file_size:
                raise FormatError(tr("A file of the archive is not as large as it says."), self._path, where)


def _too_many() -> str:
    return tr(
        "The archive holds more than {most:,} files: unpack it, and name the folder.", most=_MOST_MEMBERS
    )


def _members_of(archive: Path) -> int:
    """How many members an archive has, or some more: each takes half a kilobyte of memory once it is open."""
    with archive.open("rb") as file:
        return sum(piece.count(b"PK\x01\x02") for piece in iter(partial(file.read, 1 << 20), b""))


def _packed_in(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*.[zZ][iI][pP]")):
        if holds_packed_annotations(path.parent) and path.is_file():
            yield path


def _mirror(folder: Path, copy: Path) -> None:
    """The same files in another folder, as links where the system has them."""
    for there, _, names in os.walk(folder.absolute()):
        place = copy / Path(there).relative_to(folder.absolute())
        place.mkdir()
        for name in names:
            try:
                (place / name).symlink_to(Path(there, name))
            except OSError:  # Windows lets only some make links
                shutil.copyfile(Path(there, name), place / name)


def _safe(member: zipfile.ZipInfo, path: Path, where: str) -> PurePosixPath:
    name = PurePosixPath(member.filename.replace("\\", "/"))
    if not name.parts:
        raise FormatError(tr("A file of the archive has no name."), path)
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise FormatError(tr("A file of the archive is packed in a way that is not read."), path, where)
    is_link = stat.S_ISLNK(member.external_attr >> 16)
    if is_link or name.is_absolute() or ".." in name.parts or ":" in name.parts[0]:
        raise FormatError(tr("A file of the archive would land outside of its folder."), path, where)
    return name
