"""The files that an import has read, kept beside what was made of them."""

from __future__ import annotations

import filecmp
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from annotations.corpus.work import Progress
from annotations.formats.file_names import SOURCES
from annotations.store.files import replace_file, sync_folder


@dataclass(frozen=True)
class Originals:
    """Files below a folder."""

    root: Path
    paths: tuple[Path, ...]

    def keep_in(self, out: Path, progress: Progress) -> None:
        """Copy them to ``sources`` in a folder, unless they are there; other files of their names stay.

        Raises OSError.
        """
        folders: set[Path] = set()
        for done, path in enumerate(self.paths):
            if done % _OFTEN == 0:
                progress("keeping", done, len(self.paths))
            place = path.relative_to(self.root)
            target = out / SOURCES / place
            number = 1
            while target.exists() and not filecmp.cmp(path, target, shallow=False):
                number += 1
                target = (out / SOURCES / place).with_name(f"{place.stem}~{number}{place.suffix}")
            if not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                with path.open("rb") as file:
                    replace_file(target, iter(partial(file.read, 1 << 20), b""), folders=folders)
        for folder in folders:
            sync_folder(folder)


_OFTEN = 50
