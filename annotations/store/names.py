"""What files are called: the labels of a lone document stand beside it."""

from __future__ import annotations

from pathlib import Path

LABELS, LABEL_SETS = ".labels.json", ".labelset.json"


def document_id(document: Path) -> str:
    """What a lone document is called: the name of its file without ``.txt``.

    Other endings stay, so that ``darna.md`` does not share its labels with ``darna.txt``.
    """
    return document.stem if document.suffix.lower() == ".txt" else document.name


def label_path_of(document: Path) -> Path:
    """Where the labels of a lone document stand: ``darna.labels.json`` beside ``darna.txt``."""
    return document.with_name(document_id(document) + LABELS)


def document_names(label_path: Path) -> tuple[str, ...]:
    """What the document of a label file may be called, likeliest first; nothing for other files."""
    stem = label_path.name.removesuffix(LABELS)
    return () if stem in ("", label_path.name) else (f"{stem}.txt", stem)
