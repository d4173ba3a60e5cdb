"""The article that comes with the program, for a first look and for the tour."""

from __future__ import annotations

import shutil
from itertools import count
from pathlib import Path

from annotations.formats.file_names import label_path_of
from annotations.store.folders import data_folder
from annotations.store.journal import journal_path

_FOLDER = Path(__file__).parents[1]
ARTICLE = next(
    # An installed program has it inside the package, a checkout beside it.
    (
        path
        for path in (_FOLDER / "samples" / "darna.txt", _FOLDER.parent / "samples" / "darna.txt")
        if path.exists()
    ),
    _FOLDER / "samples" / "darna.txt",
)


def unlabelled_copy() -> Path:
    """A copy of the article that is the user's own and has no labels yet; raises OSError.

    The program's folder may be read-only, and labels are kept beside their text. Copies with labels stay.
    """
    base = tour_folder()
    for number in count(1):
        copy = base / str(number) / ARTICLE.name
        if not copy.exists():
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ARTICLE, copy)
        labels = label_path_of(copy)
        if not (labels.exists() or journal_path(labels).exists()):
            return copy
    raise AssertionError("numbers do not end")


def tour_folder() -> Path:
    """Where the copies are."""
    return data_folder() / "tour"
