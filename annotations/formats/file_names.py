"""What files are called: the labels of a lone document stand beside it."""

from __future__ import annotations

import os
import time
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import count
from pathlib import Path

LABELS, LABEL_SETS = ".labels.json", ".labelset.json"
# What stands beside an export and says how it was made.
MANIFEST = "manifest.json"
# The folder of a corpus with the files that its documents were imported from; they are not read again.
SOURCES = "sources"
_JUST_NOW = 2_000_000_000


def document_id(document: Path) -> str:
    """What a lone document is called: the name of its file without ``.txt``.

    Other endings stay, so that ``darna.md`` does not share its labels with ``darna.txt``.
    """
    return document.stem if document.suffix.lower() == ".txt" else document.name


def label_path_of(document: Path) -> Path:
    """Where the labels of a lone document stand: ``darna.labels.json`` beside ``darna.txt``."""
    return document.with_name(document_id(document) + LABELS)


def document_names(label_path: Path) -> tuple[str, ...]:
    """What the document of a label file may be called, likeliest first; nothing for other files.

    The part of the name before the ending may be that of an annotator.
    """
    stem = label_path.name.removesuffix(LABELS)
    if stem in ("", label_path.name):
        return ()
    without = stem.rpartition(".")[0]
    return (f"{stem}.txt", stem, f"{without}.txt", without) if without else (f"{stem}.txt", stem)


def text_of(label_path: Path) -> Path | None:
    """The text that a label file is of, by the names; None where there is none."""
    return next(
        (path for name in document_names(label_path) if (path := label_path.with_name(name)).is_file()), None
    )


def label_paths_of(document: Path) -> list[Path]:
    """The label files of a document that there are: of several annotators ``name.ANNOTATOR.labels.json``.

    The one without an annotator in its name, which the window opens, comes first.
    """
    lone = label_path_of(document)
    before = document_id(document) + "."
    names = _names(document.parent)
    found = []
    for name in names[bisect_left(names, before) :]:
        if not name.startswith(before):
            break
        if name.endswith(LABELS) and name.count(".") == lone.name.count(".") + 1:
            path = document.with_name(name)
            found += [path] if text_of(path) == document else []
    return [*([lone] if lone.is_file() else []), *found]


def _names(folder: Path) -> list[str]:
    """What a folder holds, sorted. A corpus asks for it once a document: it is kept while nothing changes.

    What has changed just now may change again without looking as if: that is not kept.
    """
    modified = folder.stat().st_mtime_ns
    if time.time_ns() - modified < _JUST_NOW:
        return sorted(one.name for one in os.scandir(folder))
    return _kept_names(folder, modified)


@lru_cache(maxsize=4)
def _kept_names(folder: Path, modified: int) -> list[str]:  # noqa: ARG001 - part of what it is kept under
    return sorted(one.name for one in os.scandir(folder))


def annotator_names(annotators: Iterable[str]) -> list[str]:
    """Each annotator of a document as a part of a file's name: letters, digits, ``-`` and ``_``.

    Those that would be the same, also where case does not count, get a number; no name becomes "import".
    """
    made: dict[str, str] = {}
    for annotator in annotators:
        name = "".join(one if one.isalnum() or one in "-_" else "_" for one in annotator) or "import"
        free = next(one for one in _numbered(name) if one.casefold() not in made)
        made[free.casefold()] = free
    return list(made.values())


def _numbered(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name}-{number}" for number in count(2))
