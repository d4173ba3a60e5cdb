"""The files that an import has read, kept beside what was made of them."""

from __future__ import annotations

import filecmp
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from annotations.formats.file_names import SOURCES
from annotations.store.files import replace_file


@dataclass(frozen=True)
class Originals:
    """Files below a folder."""

    root: Path
    paths: tuple[Path, ...]

    def keep_in(self, out: Path) -> None:
        """Copy them to ``sources`` in a folder, unless they are there; other files of their names stay.

        Raises OSError.
        """
        for path in self.paths:
            place = path.relative_to(self.root)
            target = out / SOURCES / place
            number = 1
            while target.exists() and not filecmp.cmp(path, target, shallow=False):
                number += 1
                target = (out / SOURCES / place).with_name(f"{place.stem}~{number}{place.suffix}")
            if not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                with path.open("rb") as file:
                    replace_file(target, iter(partial(file.read, 1 << 20), b""))
