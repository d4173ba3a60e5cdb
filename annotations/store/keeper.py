"""Keeps every edit of a document: in the journal at once, in the label file within a second."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock as Mutex
from threading import Thread

from annotations.edits.edit import Edit
from annotations.formats.native_lines import AnnotationLines, Frame
from annotations.model.annotation_set import AnnotationSet
from annotations.model.change import Change
from annotations.store.history import History, Past
from annotations.store.journal import Journal, journal_path
from annotations.store.journal_lines import Entry, Header, line_of
from annotations.store.keeper_state import Base, KeeperState, Phase, Timing
from annotations.store.kept_steps import Recorded
from annotations.store.label_writer import LabelWriter
from annotations.store.lock import Lock
from annotations.store.mailbox import Mailbox, Wishes
from annotations.store.writer import Writer
from annotations.text.source import SourceText
from schemas.validation import record_problems

_log = logging.getLogger(__name__)

Listener = Callable[[KeeperState], None]


class Keeper:
    """Takes the edits of one open document and puts them on the disk.

    ``record`` belongs to the thread that edits; the other methods may be called from any. Whatever happens to
    the disk, no edit is forgotten while the program runs: the keeper says what is wrong and tries again.
    """

    def __init__(
        self,
        path: Path,
        text: SourceText,
        annotations: AnnotationSet,
        base: Base | None = None,
        lock: Lock | None = None,
        timing: Timing | None = None,
        histories: Path | None = None,
    ) -> None:
        """Start keeping ``annotations``, which are ``base`` and no more, in the label file at ``path``.

        ``lock`` is given up when the keeper is closed. In the folder ``histories`` undo histories are kept;
        without it there is none.
        """
        base, timing = base or Base(), timing or Timing()
        header = Header(
            annotations.document, annotations.label_set, annotations.annotator, base.digest, base.through
        )
        self._journal = Journal(journal_path(path), header, base.unsaved)
        self._mailbox = Mailbox(KeeperState(Phase.SAVED, base.last, base.last, base.through, path))
        self._listener: Listener | None = None
        self._listening = Mutex()
        lines = AnnotationLines(Frame.of(annotations), text, annotations.records(), record_problems)
        label = LabelWriter(path, lines, base.digest, base.seen)
        self._history = History(histories, path, annotations, base.digest, base.unsaved)
        self._writer = Writer(self._mailbox, (self._journal, self._history), label, lock, timing, self._tell)
        self._thread = Thread(target=self._writer.run, name=f"keeper of {path.name}", daemon=True)
        self._thread.start()

    @property
    def state(self) -> KeeperState:
        """What the keeper last said of itself."""
        return self._mailbox.state

    @property
    def is_written(self) -> bool:
        """Whether the label file holds every edit recorded so far."""
        return self._mailbox.state.label_file_seq >= self._mailbox.recorded

    def listen(self, listener: Listener | None) -> None:
        """Tell ``listener`` the state, now and on the writer thread whenever it changes; None ends that."""
        with self._listening:
            self._listener = listener
            if listener is not None:
                listener(self._mailbox.state)

    def record(self, edit: Edit, change: Change, via: str) -> None:
        """Write an edit that has been done to the journal, and have it synced and saved.

        ``via`` is "do", "join", "undo" or "redo". Neither waits for the disk to sync nor fails when the disk
        does.
        """
        seq = self._mailbox.recorded + 1
        at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        line = line_of(Entry(seq, via, at, edit))
        self._journal.append(seq, line)
        self._history.record(Recorded(seq, via, at, edit.title, line))
        self._mailbox.tell_change(seq, change)

    def ask_past(self, listener: Callable[[Past], None]) -> None:
        """Have the undo steps of earlier runs read; ``listener`` gets them once, on the writer thread."""

        def wish(wishes: Wishes) -> None:
            wishes.past = listener

        self._mailbox.ask(wish)

    def retry(self) -> None:
        """Write the label file at once, also what has failed before; the listener is told how it went."""
        self._mailbox.ask()

    def overwrite(self) -> None:
        """Replace a label file that somebody else has changed: the user has said so."""

        def wish(wishes: Wishes) -> None:
            wishes.overwrite = True

        self._mailbox.ask(wish)

    def save_elsewhere(self, path: Path) -> None:
        """Write the labels to ``path``, over what is there, and go on there if that works (``state.path``).

        The label file so far, and the journal of what is not in it, stay as they are.
        """

        def wish(wishes: Wishes) -> None:
            wishes.elsewhere = path

        self._mailbox.ask(wish)

    def flush(self, timeout: float | None = None) -> bool:
        """Write the label file now and wait for that; whether it holds every edit made so far."""
        self._mailbox.wait_for(self._mailbox.ask(), timeout)
        return self.is_written

    def close(self) -> bool:
        """Write the label file, end the thread and release the lock; whether the file holds every edit.

        If so the journal is removed; if not it stays, and the edits in it are found at the next opening.
        """

        def wish(wishes: Wishes) -> None:
            wishes.close = True

        self._mailbox.ask(wish)
        self._thread.join()
        return self._writer.clean

    def _tell(self, state: KeeperState) -> None:
        with self._listening:
            if self._listener is not None:
                try:
                    self._listener(state)
                except Exception:  # noqa: BLE001 - not the keeper's fault, and the edits must be kept
                    _log.exception("a listener failed; the keeper goes on")
