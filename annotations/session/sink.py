"""Where a session sends every edit: the port behind which the journal stands."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol

from annotations.edits.edit import Edit
from annotations.model.change import Change


class Via(StrEnum):
    """How an edit came to be done: by the annotator, or by taking one back or doing it again."""

    DO = "do"
    JOIN = "join"
    """By the annotator, as a part of the step before: both are taken back at once."""
    UNDO = "undo"
    REDO = "redo"


class EditSink(Protocol):
    """Keeps edits; it is told of each one in the order they were done, and never refuses."""

    def record(self, edit: Edit, change: Change, via: Via) -> None:
        """Keep an edit that has just been done, and what it changed."""
