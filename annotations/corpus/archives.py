"""ZIP archives as folders, unpacked with distrust."""

from __future__ import annotations

import shutil
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from annotations.formats.errors import FormatError

_LARGEST_ARCHIVE = 2_000_000_000
_MOST_MEMBERS = 1_000_000
_BROKEN = zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError


@contextmanager
def unpacked(path: Path) -> Iterator[Path]:
    """The path itself; of a ZIP archive a folder with its files, which is gone afterwards.

    Raises FormatError for an archive that would write outside of its folder, holds links, or is larger than
    it makes believe.
    """
    if path.suffix.lower() != ".zip" or not path.is_file():
        yield path
        return
    if not zipfile.is_zipfile(path):
        raise FormatError("This is no ZIP archive, or it was cut off.", path)
    with tempfile.TemporaryDirectory(prefix="sorot-") as folder:
        try:
            with zipfile.ZipFile(path) as archive:
                _unpack(archive, path, Path(folder))
        except FormatError:
            raise
        except _BROKEN as error:
            why = (error.strerror if isinstance(error, OSError) else None) or str(error)
            raise FormatError(f"The archive cannot be unpacked: {why}.", path) from error
        yield Path(folder)


def _unpack(archive: zipfile.ZipFile, path: Path, folder: Path) -> None:
    members = archive.infolist()
    if len(members) > _MOST_MEMBERS or sum(one.file_size for one in members) > _LARGEST_ARCHIVE:
        raise FormatError(f"The archive unpacks to more than {_LARGEST_ARCHIVE // 10**9} GB.", path)
    for member in members:
        if member.is_dir():
            continue
        target = folder / _safe(member, path)
        if target.exists():
            raise FormatError("The archive has two files of this name.", path, member.filename)
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(member) as source, target.open("xb") as file:
            shutil.copyfileobj(source, file, 1 << 20)
            if file.tell() != member.file_size:
                raise FormatError("A file of the archive is not as large as it says.", path, member.filename)


def _safe(member: zipfile.ZipInfo, path: Path) -> PurePosixPath:
    name = PurePosixPath(member.filename.replace("\\", "/"))
    if not name.parts:
        raise FormatError("A file of the archive has no name.", path)
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise FormatError("A file of the archive is packed in a way that is not read.", path, member.filename)
    is_link = stat.S_ISLNK(member.external_attr >> 16)
    if is_link or name.is_absolute() or ".." in name.parts or ":" in name.parts[0]:
        raise FormatError("A file of the archive would land outside of its folder.", path, member.filename)
    return name
