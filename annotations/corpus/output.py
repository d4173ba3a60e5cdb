"""Where an export goes: written beside, read back, and put in its place whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from annotations.corpus.names import path_name
from annotations.formats.codec import Codec, Sink
from annotations.formats.errors import FormatError
from annotations.formats.file_names import MANIFEST
from annotations.formats.format import Layout
from annotations.store.files import sync_folder
from annotations.store.lock import Held, Lock, acquire, take_over
from annotations.words import tr


class Output:
    """The files of an export while they are written, in a folder beside the one that they will be in.

    ``stem`` is what the file of joined documents is called that are in no split.
    """

    def __init__(self, target: Path, writer: Codec, stem: str = "documents") -> None:
        """Make the folder beside.

        Raises FormatError when ``target`` holds what no export has written, or when another export to it is
        under way; OSError when the folder cannot be made.
        """
        self.target = target.absolute()
        self.folder = self.target.with_name(self.target.name + ".saving")
        self._old = self.target.with_name(self.target.name + ".replaced")
        self._writer = writer
        self._stem = stem
        self._sinks: dict[str, tuple[BinaryIO, Sink]] = {}
        self.target.parent.mkdir(parents=True, exist_ok=True)
        self._lock = _locked(self.target, (self.folder, self._old))
        try:
            refuse_to_replace(self.target)
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder.mkdir()
        except BaseException:
            self._lock.release()
            raise

    def add(self, split: str, name: str, pieces: Mapping[str, bytes]) -> None:
        """Write the pieces of a document, a path below the folder of its split."""
        if self._writer.format.layout is Layout.JOINED:
            self._sink(split).add(pieces[""])
            return
        for ending, data in pieces.items():
            path = self.folder / split / (name + ending)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)

    def add_file(self, name: str, data: bytes) -> None:
        """Write a file that goes with the documents."""
        path = self.folder / path_name(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    def close_documents(self) -> None:
        """Finish the files of joined documents."""
        for file, sink in self._sinks.values():
            sink.close()
            file.flush()
            os.fsync(file.fileno())
            file.close()
        self._sinks.clear()

    def files(self) -> dict[str, str]:
        """All files, by their paths below the folder, with their digests, sorted."""
        paths = sorted(path for path in self.folder.rglob("*") if path.is_file())
        return {path.relative_to(self.folder).as_posix(): _digest(path) for path in paths}

    def documents_of(self, split: str) -> Path:
        """The file, or the folder, that the documents of a split are in."""
        if self._writer.format.layout is Layout.JOINED:
            return self.folder / ((split or self._stem) + self._writer.format.endings[0])
        return self.folder / split if split else self.folder

    def put_in_place(self) -> None:
        """Let the folder take the place of the export that was there, if there was one."""
        shutil.rmtree(self._old, ignore_errors=True)
        try:
            if self.target.exists():
                self.target.rename(self._old)
            self.folder.rename(self.target)
        except BaseException:  # also Ctrl+C
            if not self.target.exists() and self._old.exists():
                self._old.rename(self.target)
            raise
        sync_folder(self.target.parent)
        shutil.rmtree(self._old, ignore_errors=True)
        self._lock.release()

    def discard(self) -> None:
        """Take away what was written."""
        for file, _ in self._sinks.values():
            with contextlib.suppress(OSError):
                file.close()
        shutil.rmtree(self.folder, ignore_errors=True)
        self._lock.release()

    def _sink(self, split: str) -> Sink:
        if split not in self._sinks:
            file = self.documents_of(split).open("wb")
            self._sinks[split] = file, self._writer.sink(file)
        return self._sinks[split][1]


def _locked(target: Path, own: Sequence[Path]) -> Lock:
    """The lock of a target, so that two exports do not mix, and what a killed one has left is known for that.

    ``own`` are folders that only a killed export may have left. Raises FormatError and OSError.
    """
    got = acquire(target)
    left = isinstance(got, Held) and got.stale
    if isinstance(got, Held):
        got = take_over(target, got)
    if isinstance(got, Held):
        who = got.holder
        raise FormatError(
            tr(
                "Another export to it is under way (process {process} of {user} on {host}).",
                process=who.pid,
                user=who.user,
                host=who.host,
            ),
            target,
        )
    found = [] if left else [one for one in own if one.exists() and not (one / MANIFEST).exists()]
    if found:
        got.release()
        raise FormatError(tr("This is in the way; take it away, or name another folder to write."), found[0])
    return got


def refuse_to_replace(target: Path) -> None:
    """Raise FormatError when a folder holds what no export has written, and bring back one half replaced."""
    old = target.with_name(target.name + ".replaced")
    if not target.exists() and (old / MANIFEST).exists():
        old.rename(target)
    if not target.exists() or (target / MANIFEST).exists():
        return
    if not target.is_dir() or any(target.iterdir()):
        raise FormatError(
            tr("This is there already and is no export; name another folder, or an empty one."), target
        )


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return "sha256:" + hashlib.file_digest(file, "sha256").hexdigest()
