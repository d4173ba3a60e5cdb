"""Names for tabs: files of one name are told apart by as little of their folders as that takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath


def titles(paths: Sequence[PurePath]) -> list[str]:
    """A title for each path: its name, and the folders that only it has where the name is not enough."""
    depths = [0] * len(paths)
    while True:
        worded = [_title(path, depth) for path, depth in zip(paths, depths, strict=True)]
        shared = {title for title, count in Counter(worded).items() if count > 1}
        deeper = [
            depth + 1 if title in shared and depth < len(path.parent.parts) else depth
            for path, depth, title in zip(paths, depths, worded, strict=True)
        ]
        if deeper == depths:
            return worded
        depths = deeper


def _title(path: PurePath, depth: int) -> str:
    """The name, and the last ``depth`` folders that lead to it."""
    return f"{path.name} – {PurePath(*path.parent.parts[-depth:])}" if depth else path.name
