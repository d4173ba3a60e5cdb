"""Counts hands for one window and keeps the counts, while the user wants that."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from annotations.edits.edit import Edit
from annotations.effort.diary import Diary, DiaryError
from annotations.effort.meter import Account, Entry, Meter
from annotations.effort.tally import Hand
from annotations.model.change import Change
from annotations.session.document import DocumentSession
from annotations.session.sink import Via
from gui.core import settings as stored
from gui.core.hand_watch import HandWatch

_log = logging.getLogger(__name__)
KEEP_AFTER_MS = 5000
"""What was counted is written when no hand has done anything for so long: never under the hand."""


class EffortCount(QObject):
    """Counts what is done to the document that is attached; a session's ``EditSink``."""

    counted = Signal()
    """A hand or an edit has been counted."""

    def __init__(
        self, settings: stored.Settings, parent: QObject | None = None, path: Path | None = None
    ) -> None:
        """``path`` is the diary's; without one nothing is kept."""
        super().__init__(parent)
        self._settings = settings
        self.meter = Meter()
        self._diary = None if path is None else Diary(path)
        self._watch = HandWatch(self, self)
        self._session: DocumentSession | None = None
        self._leave: Callable[[], None] | None = None
        self._counting = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEP_AFTER_MS)
        self._timer.timeout.connect(self._keep)
        self._switch(settings.get(stored.EFFORT))

    @property
    def counting(self) -> bool:
        """Whether anything is counted."""
        return self._counting

    def set_counting(self, counting: bool) -> None:
        """Count from now on, or no more; the next time too."""
        self._settings.set(stored.EFFORT, counting)
        self._switch(counting)

    def attach(self, session: DocumentSession | None) -> None:
        """Count for this document from now on, None for no document."""
        self._let_go()
        self._session = session
        self._take_up()

    def document(self) -> str:
        """The id of the document that is attached, empty for none."""
        return "" if self._session is None else self._session.annotations.document.id

    def hand(self, hand: Hand, *, reading: bool = False) -> None:
        """A hand has done something."""
        self.meter.hand(hand, reading=reading)
        self._timer.start()
        self.counted.emit()

    def record(self, edit: Edit, change: Change, via: Via) -> None:
        """An edit has been done."""
        self.meter.record(edit, change, via)
        self._timer.start()
        self.counted.emit()

    def rest(self) -> None:
        """What was done since the last edit led to none."""
        if self._counting:
            self.meter.rest()

    def entries(self, since: str) -> Mapping[Account, Entry]:
        """What was counted on that day (``2026-11-22``) and later, by this window and by others."""
        kept: dict[Account, Entry] = {}
        try:
            if self._diary is not None:
                kept.update(self._diary.entries(since))
        except DiaryError as error:
            _log.info("counted hands cannot be read: %s", error)
        for account, entry in self.meter.entries().items():
            if account.day >= since:
                kept[account] = kept.get(account, Entry()) + entry
        return kept

    def forget(self) -> bool:
        """Forget everything that was counted; whether that could be done."""
        try:
            if self._diary is not None:
                self._diary.forget()
        except DiaryError as error:
            _log.info("counted hands cannot be forgotten: %s", error)
            return False
        self.meter.take()
        return True

    def close(self) -> None:
        """Keep what was counted and count no more."""
        self._switch(counting=False)

    # -- inside -------------------------------------------------------------------------------------

    def _switch(self, counting: bool) -> None:
        if counting == self._counting:
            return
        self._counting = counting
        if counting:
            self.meter = Meter()
            self._watch.start()
            self._take_up()
        else:
            self._watch.stop()
            self._let_go()
            self._keep()
            self._timer.stop()

    def _take_up(self) -> None:
        if self._counting and self._session is not None:
            self.meter.open(self.document())
            self._leave = self._session.tell_edits(self)

    def _let_go(self) -> None:
        if self._leave is not None:
            self._leave()
            self._leave = None
            self.meter.open("")

    def _keep(self) -> None:
        if self._diary is None:
            return
        taken = self.meter.take()
        try:
            self._diary.add(taken)
        except DiaryError as error:
            _log.info("counted hands cannot be kept now: %s", error)
            self.meter.put_back(taken)
