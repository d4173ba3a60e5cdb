"""The files that an import has read, kept beside what was made of them."""

from __future__ import annotations

import filecmp
import shutil
from dataclasses import dataclass
from pathlib import Path

from annotations.formats.file_names import SOURCES


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
                beside = target.with_name(target.name + ".saving")
                shutil.copyfile(path, beside)
                beside.replace(target)
