"""What a keeper says of itself, what it starts from, and how patient it is."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from annotations.store.files import Seen
from annotations.store.trouble import Trouble
from schemas.late import late_dataclass


class Phase(StrEnum):
    """What the status bar says."""

    SAVED = "saved"
    """Every edit is on the disk: in the journal, and in the label file or soon to be."""
    SAVING = "saving"
    FAILED = "failed"


@late_dataclass(frozen=True)
class KeeperState:
    """How far the edits are safe. Edits are counted from 1, and go on being counted after a recovery.

    Of ``recorded`` edits the first ``acknowledged`` are on the disk and the first ``label_file_seq`` in the
    label file at ``path``. In phase FAILED ``message`` is a sentence for the user and ``trouble`` its kind.
    """

    phase: Phase
    acknowledged: int
    recorded: int
    label_file_seq: int
    path: Path
    message: str = ""
    trouble: Trouble | None = None


@late_dataclass(frozen=True)
class Timing:
    """Seconds: how long edits are gathered before the label file is written, and between attempts that fail.

    ``warm_up`` after opening, the lines of the label file are rendered, a few at a time, to be there when the
    first edit comes.
    """

    debounce: float = 0.3
    at_most: float = 0.7
    retry_first: float = 1.0
    retry_most: float = 30.0
    warm_up: float = 0.5


@late_dataclass(frozen=True)
class Base:
    """What the edits start from: the label file as it was read, and the edits of a crash that are not in it.

    ``digest`` and ``seen`` are None when there is no label file; ``unsaved`` are numbered journal lines.
    """

    digest: str | None = None
    seen: Seen | None = None
    through: int = 0
    unsaved: tuple[tuple[int, bytes], ...] = ()

    @property
    def last(self) -> int:
        """The number of the last edit."""
        return self.unsaved[-1][0] if self.unsaved else self.through
