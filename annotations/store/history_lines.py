"""The lines of an undo history: which edits led to which label file, so that the steps can be followed again.

First a header; then journal lines for edits that were done, short lines for those taken back or done again;
after them, each time the label file is replaced, a mark with that file's digest and the check sum of all that
stands before it. A history holds for a label file that has a mark in it, up to the last mark of that file.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any
from zlib import crc32

from annotations.edits.edit import Title
from annotations.formats.native_records import subject_from_dict, subject_to_dict
from annotations.model.document import DocumentRef, LabelSetRef
from annotations.store.journal_lines import sealed, unsealed
from annotations.store.kept_steps import Recorded, Steps

FORMAT = "sorot.history"
VERSION = 1

_MARK = b'{"labels": '
_UNDO, _REDO = (Recorded(0, via, "", Title(via), b"") for via in ("undo", "redo"))
_SHORT = {via: sealed({"via": via}) for via in ("undo", "redo")}


class Lost(StrEnum):
    """Why nothing came of a history that is there."""

    CHANGED = "changed"
    """The labels are not those that it led to."""
    DAMAGED = "damaged"


def header_line(document: DocumentRef, label_set: LabelSetRef, annotator: str) -> bytes:
    """The first line."""
    subject = subject_to_dict(document, label_set, annotator)
    return sealed({"format": FORMAT, "version": VERSION, **subject})


def line_of(one: Recorded) -> bytes:
    """An edit; of one that was taken back or done again nothing is told but that."""
    return _SHORT.get(one.via, one.line)


def lines_of(steps: Steps) -> Iterator[bytes]:
    """Lines that lead to these steps from none."""
    for step in steps:
        yield from step.lines
    for _ in range(len(steps) - steps.done):
        yield _SHORT["undo"]


def mark_line(labels: str, total: int) -> bytes:
    """The label file with this digest; ``total`` is the CRC-32 of all lines so far."""
    return sealed({"labels": labels, "sum": f"{total:08x}"})


def parse_history(data: bytes, document: DocumentRef, labels: str) -> Steps | Lost:
    """The steps that led to the label file with the digest ``labels``, or why none are known.

    Whatever the bytes are, nothing is raised.
    """
    lines = data.split(b"\n")[:-1]  # a last line without its end was being written when the program ended
    try:
        header = unsealed(lines[0])
        if header["format"] != FORMAT or header["version"] != VERSION:
            return Lost.DAMAGED
        if subject_from_dict(header)[0].digest != document.digest:
            return Lost.CHANGED
        found = _last_mark(lines, labels)
        return found if isinstance(found, Lost) else _followed(lines[1:found])
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return Lost.DAMAGED


def _last_mark(lines: list[bytes], labels: str) -> int | Lost:
    """The number of the last sound mark of the label file; what follows an unsound one counts for nothing."""
    total, found, why = 0, None, Lost.CHANGED
    for number, line in enumerate(lines):
        if line.startswith(_MARK):
            mark = _mark(line)
            if mark is None or mark["sum"] != f"{total:08x}":
                why = Lost.DAMAGED
                break
            if mark["labels"] == labels:
                found = number
        total = crc32(b"\n", crc32(line, total))
    return why if found is None else found


def _mark(line: bytes) -> dict[str, Any] | None:
    try:
        mark = unsealed(line)
    except (ValueError, TypeError):
        return None
    return mark if "sum" in mark else None


def _followed(lines: list[bytes]) -> Steps:
    steps = Steps()
    for line in lines:
        if line == _SHORT["undo"][:-1]:
            steps.take(_UNDO)
        elif line == _SHORT["redo"][:-1]:
            steps.take(_REDO)
        elif not line.startswith(_MARK):
            steps.take(Recorded.of_line(line + b"\n"))
    return steps
