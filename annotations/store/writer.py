"""The writer thread of one document: syncs the journal, replaces the label file, tries again what failed."""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from annotations.model.change import Change
from annotations.store.files import real_path
from annotations.store.history import History
from annotations.store.journal import Journal, journal_path
from annotations.store.keeper_state import KeeperState, Phase, Timing
from annotations.store.label_writer import LINES_AT_ONCE, LabelWriter
from annotations.store.lock import HEARTBEAT_SECONDS, Held, Lock, acquire
from annotations.store.mailbox import Mailbox, Wishes
from annotations.store.trouble import StoreError, Trouble, cannot, store_error, trouble_of
from annotations.words import tr
from schemas.late import late_dataclass

_log = logging.getLogger(__name__)

_WARM_PAUSE = 0.002
_NOTHING = Change()

# What can fail, the gravest first: that is what the user is told.
_PARTS = ("lines", "lock", "journal", "file")


@late_dataclass(frozen=True)
class _Failure:
    message: str
    trouble: Trouble
    pause: float  # seconds from this attempt to the next
    again_at: float


class Writer:
    """Runs in a thread of its own, in rounds: take what is asked for, sync, save, say how things are."""

    def __init__(
        self,
        mailbox: Mailbox,
        records: tuple[Journal, History],
        label: LabelWriter,
        lock: Lock | None,
        timing: Timing,
        tell: Callable[[KeeperState], None],
    ) -> None:
        self._mailbox = mailbox
        self._journal, self._history = records
        self._label = label
        self._lock = lock
        self._timing = timing
        self._tell_others = tell
        self._followed = self._synced = mailbox.state.recorded
        self._saved = mailbox.state.label_file_seq
        self._unsaved_since = self._last_change = self._beat_at = time.monotonic()
        self._warm_at: float | None = self._beat_at + timing.warm_up
        self._altered = self._dirty  # whether the file is to hold something else than it does
        self._failures: dict[str, _Failure] = {}
        self.clean = False
        """Whether, once ``run`` has ended, the label file holds every edit."""

    def run(self) -> None:
        """Write until asked to close."""
        try:
            closing = False
            while not closing:
                wishes = self._mailbox.take(self._pause())
                closing = wishes.close
                self._round(wishes)
            self._finish()
        finally:
            self._mailbox.close()

    def _round(self, wishes: Wishes) -> None:
        self._follow(wishes)
        if wishes.past is not None:
            wishes.past(self._history.take_past())
        if wishes.elsewhere is not None:
            self._try("file", partial(self._move, wishes.elsewhere))
        if self._holds_lock(wishes):
            self._sync(wishes)
            if wishes.elsewhere is None:  # else what is to be told is how that went
                self._save(wishes)
        self._warm_up()
        self._tell(always=wishes.urgent)
        self._mailbox.answer(wishes.number)

    def _finish(self) -> None:
        everything = self._saved == self._mailbox.recorded and "lines" not in self._failures
        with contextlib.suppress(OSError):
            if everything and "lock" not in self._failures:
                self._journal.remove()
        self._journal.close()
        self._history.close()
        if self._lock is not None:
            self._lock.release()
        self.clean = everything

    # -- when ---------------------------------------------------------------------------------------------

    @property
    def _dirty(self) -> bool:
        return self._saved < self._followed

    def _save_at(self) -> float:
        timing = self._timing
        return min(self._last_change + timing.debounce, self._unsaved_since + timing.at_most)

    def _pause(self) -> float | None:
        """Seconds until there is something to do unasked; None when there is nothing."""
        times = [failure.again_at for failure in self._failures.values()]
        if self._dirty and not self._failures:
            times.append(self._save_at())
        if self._lock is not None and "lock" not in self._failures:
            times.append(self._beat_at)
        if self._warm_at is not None:
            times.append(self._warm_at)
        return max(0.0, min(times) - time.monotonic()) if times else None

    def _due(self, part: str, wishes: Wishes) -> bool:
        """Whether to try now: what failed before is given a pause, unless somebody asks."""
        failure = self._failures.get(part)
        return failure is None or wishes.urgent or time.monotonic() >= failure.again_at

    # -- what ---------------------------------------------------------------------------------------------

    def _follow(self, wishes: Wishes) -> None:
        for seq, change in wishes.changes:
            self._last_change = time.monotonic()
            if not self._dirty:
                self._unsaved_since = self._last_change
            self._followed = seq
            self._altered |= change != _NOTHING
            self._try("lines", partial(self._label.lines.apply, change), forgive=False)
        if wishes.changes:
            self._tell()

    def _holds_lock(self, wishes: Wishes) -> bool:
        if self._lock is not None and (wishes.changes or time.monotonic() >= self._beat_at or self._failures):
            if self._due("lock", wishes):
                self._try("lock", partial(self._beat, self._lock))
            self._beat_at = time.monotonic() + HEARTBEAT_SECONDS
        return "lock" not in self._failures

    def _beat(self, lock: Lock) -> None:
        with contextlib.suppress(OSError):  # the journal meets the same, and says so
            if not lock.refresh():
                message = tr(
                    "Another program took {name} over; nothing is written to it any more.",
                    name=self._label.path.name,
                )
                raise StoreError(Trouble.LOCK_LOST, message, self._label.path)

    def _sync(self, wishes: Wishes) -> None:
        if (self._synced < self._followed or "journal" in self._failures) and self._due("journal", wishes):
            self._try("journal", self._sync_journal)

    def _sync_journal(self) -> None:
        self._synced = self._journal.sync()

    def _save(self, wishes: Wishes) -> None:
        if wishes.overwrite:
            self._altered = True
            self._try("file", self._label.accept_what_is_there)
        waiting = "file" in self._failures or (self._dirty and time.monotonic() >= self._save_at())
        if (waiting or (self._dirty and wishes.urgent)) and self._due("file", wishes):
            self._try("file", self._save_file)

    def _save_file(self) -> None:
        if "lines" in self._failures:
            return
        through = self._followed
        save = self._label.save if self._altered else self._label.leave
        digest = save(partial(self._announce, through))
        self._saved, self._altered = through, False
        self._journal.saved(digest, through)

    def _announce(self, through: int, digest: str) -> None:
        self._journal.announce(digest, through)
        self._history.keep(digest, through)

    def _move(self, path: Path) -> None:
        """Go on with another label file; the old one and its journal stay as they are."""
        path = real_path(path)
        if path == self._label.path:
            return
        try:
            label, lock, digest = self._begin_at(path)
        except OSError as error:
            raise store_error("write", path, error) from error
        self._journal.move(journal_path(path), digest, self._followed)
        self._history.move(path, digest, self._followed)
        if self._lock is not None:
            self._lock.release()
        self._label, self._lock = label, lock
        self._saved = self._followed
        self._failures.clear()

    def _begin_at(self, path: Path) -> tuple[LabelWriter, Lock, str]:
        """Lock and write another label file."""
        lock = acquire(path)
        if isinstance(lock, Held):
            raise StoreError(
                Trouble.OTHER, tr("{name} cannot be written: {lock}", name=path.name, lock=lock.message), path
            )
        try:
            label = self._label.moved_to(path)
            return label, lock, label.save(lambda _: None)
        except BaseException:
            lock.release()
            raise

    def _warm_up(self) -> None:
        begun = time.monotonic()
        if self._warm_at is not None and begun >= self._warm_at:
            done = "lines" in self._failures or self._label.lines.make(LINES_AT_ONCE)
            now = time.monotonic()
            self._warm_at = None if done else now + 2 * (now - begun) + _WARM_PAUSE

    # -- how it went --------------------------------------------------------------------------------------

    def _try(self, part: str, action: Callable[[], None], *, forgive: bool = True) -> None:
        """Do it, and note whether it failed; with ``forgive`` a later success makes up for that."""
        path = self._label.path
        try:
            action()
        except StoreError as error:
            self._failed(part, error.message, error.trouble)
        except OSError as error:
            self._failed(part, cannot("write", path, error), trouble_of(error))
        except Exception:  # noqa: BLE001 - the thread must live, it is all that keeps the edits
            _log.exception("the writer of %s met a fault of the program", path)
            message = tr(
                "{name} cannot be written because of a fault of the program; see the log.", name=path.name
            )
            self._failed(part, message, Trouble.INTERNAL)
        else:
            if forgive:
                self._failures.pop(part, None)

    def _failed(self, part: str, message: str, trouble: Trouble) -> None:
        before = self._failures.get(part)
        timing = self._timing
        pause = timing.retry_first if before is None else min(2 * before.pause, timing.retry_most)
        self._failures[part] = _Failure(message, trouble, pause, time.monotonic() + pause)
        if trouble is Trouble.INTERNAL and (before is None or before.message != message):
            _log.error("%s", message)

    def _tell(self, *, always: bool = False) -> None:
        state = self._state()
        if always or state != self._mailbox.state:
            self._mailbox.state = state
            self._tell_others(state)

    def _state(self) -> KeeperState:
        recorded = self._mailbox.recorded
        acknowledged = min(recorded, max(self._synced, self._saved))
        failure = next((self._failures[part] for part in _PARTS if part in self._failures), None)
        if failure is not None:
            phase = Phase.FAILED
        else:
            phase = Phase.SAVING if acknowledged < recorded else Phase.SAVED
        return KeeperState(
            phase,
            acknowledged,
            recorded,
            self._saved,
            self._label.path,
            "" if failure is None else failure.message,
            None if failure is None else failure.trouble,
        )
