"""Writing a label file, whole or not at all, and never over what somebody else has written."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from annotations.formats.native_lines import AnnotationLines
from annotations.store.files import Seen, digest_of, look, read_file, replace_file
from annotations.store.trouble import StoreError, Trouble
from annotations.words import tr

LINES_AT_ONCE = 50
"""How many lines are rendered before other threads get the interpreter: about a millisecond's worth."""

_BREATH = 0.0002  # seconds, for a thread that waits to wake up


class LabelWriter:
    """The label file of one document as it was last seen, and the lines that belong in it."""

    def __init__(self, path: Path, lines: AnnotationLines, digest: str | None, seen: Seen | None) -> None:
        """``digest`` and ``seen`` are those of the file as it was read; None when there was none."""
        self.path = path
        self.lines = lines
        self._digest = digest
        self._seen = seen

    @property
    def digest(self) -> str | None:
        """The digest of the file as last read or written; None when there is none."""
        return self._digest

    def save(self, announce: Callable[[str], None]) -> str:
        """Replace the file and return its new digest; ``announce`` gets that just before.

        Raises StoreError or OSError, and then the file is as it was.
        """
        while not self.lines.make(LINES_AT_ONCE):
            time.sleep(_BREATH)
        self._refuse_unsound()
        self._refuse_changed()

        def last_look(digest: str) -> None:
            announce(digest)
            self._refuse_changed()

        self._digest, self._seen = replace_file(self.path, self.lines.chunks(), last_look)
        return self._digest

    def leave(self, announce: Callable[[str], None]) -> str:
        """Leave the file as it is, since nothing in it would change, and be told the same of it.

        One that is not there yet is written, so that what is kept beside it has something to hold on to.
        """
        self._refuse_changed()
        if self._digest is None:
            return self.save(announce)
        announce(self._digest)
        return self._digest

    def accept_what_is_there(self) -> None:
        """Take the file as it is now for the one that may be replaced. Raises OSError."""
        try:
            content, self._seen = read_file(self.path)
        except FileNotFoundError:
            self._digest = self._seen = None
        else:
            self._digest = digest_of(content)

    def moved_to(self, path: Path) -> LabelWriter:
        """A writer of the same lines to another path, where it may replace what stands there now."""
        other = LabelWriter(path, self.lines, None, None)
        other.accept_what_is_there()
        return other

    def _refuse_unsound(self) -> None:
        for record_id, problems in self.lines.refused.items():
            message = tr(
                "{name} was not written: {record} would not hold to the format ({problem}). This is a "
                "fault of the program; the edits are in the journal.",
                name=self.path.name,
                record=record_id,
                problem=problems[0].message,
            )
            raise StoreError(Trouble.INTERNAL, message, self.path, problems)

    def _refuse_changed(self) -> None:
        now = look(self.path)
        if now == self._seen:
            return
        if now is None:
            # Nobody's work is there to be lost: say so now, and write it again next time.
            self._seen = self._digest = None
            folder = self.path.parent
            message = tr(
                "{name} is no longer in {folder}; it will be written again.",
                name=self.path.name,
                folder=folder,
            )
            raise StoreError(Trouble.VANISHED, message, self.path)
        if digest_of(read_file(self.path)[0]) == self._digest:
            self._seen = now
            return
        message = tr(
            "{name} was changed by another program; nothing has been overwritten.", name=self.path.name
        )
        raise StoreError(Trouble.CHANGED, message, self.path)
