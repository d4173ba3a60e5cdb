"""Counts what hands do and gives it to the edit that follows."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from annotations.edits.edit import Edit
from annotations.effort.deeds import READING, Deed, Done, done_by
from annotations.effort.tally import NOTHING, ONE, Hand, Tally
from annotations.model.change import Change
from annotations.session.sink import Via

AWAY = 60.0
"""Seconds without any hand after which nobody was working: they do not count."""
_ONE_TURN = 0.5
"""Turns of the wheel closer together than so many seconds are one."""


@dataclass(frozen=True, slots=True)
class Account:
    """What a tally is kept under: a day (``2026-11-22``), a document's id, a kind, a label, what was done."""

    day: str
    document: str
    kind: str
    label: str
    deed: Deed


@dataclass(frozen=True, slots=True)
class Entry:
    """What was done so many ``times``, how many labels that gave, and what it cost."""

    times: int = 0
    labels: int = 0
    tally: Tally = NOTHING

    def __add__(self, other: Entry) -> Entry:
        """Both together."""
        return Entry(self.times + other.times, self.labels + other.labels, self.tally + other.tally)


def _today() -> str:
    return datetime.now().astimezone().date().isoformat()


class Meter:
    """Counts for one window, in one thread; knows no text, and is told documents by their ids.

    What a hand did since the last edit belongs to the next one: carets have to be moved to select. Turning
    pages, and all that a pause or another document follows, is counted as reading.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic, today: Callable[[], str] = _today) -> None:
        """``now`` tells seconds that only grow, ``today`` the day as people here write it down."""
        self._now, self._today = now, today
        self._document = ""
        self._pending = NOTHING
        self._last: float | None = None
        self._wheel = -_ONE_TURN
        self._entries: dict[Account, Entry] = {}

    def open(self, document: str) -> None:
        """Count for the document with this id from now on; empty for none."""
        self.rest()
        self._document = document

    def hand(self, hand: Hand, *, reading: bool = False) -> None:
        """A hand has done something; ``reading`` when that cannot be a part of an edit."""
        at = self._pass()
        if hand is Hand.WHEEL:
            turning, self._wheel = at - self._wheel < _ONE_TURN, at
            if turning:
                return
        if reading:
            self._book(READING, Entry(0, 0, ONE[hand]))
        else:
            self._pending += ONE[hand]

    def record(self, edit: Edit, change: Change, via: Via) -> None:
        """An edit has been done (a session's ``EditSink``)."""
        self._pass()
        done = done_by(edit, change, via)
        self._book(done, Entry(1, done.labels, self._pending))
        self._pending = NOTHING

    def rest(self) -> None:
        """What was done since the last edit led to none."""
        self._pass()
        if self._pending != NOTHING:
            self._book(READING, Entry(0, 0, self._pending))
            self._pending = NOTHING

    def entries(self) -> dict[Account, Entry]:
        """What has been counted and not been taken yet."""
        return dict(self._entries)

    def take(self) -> dict[Account, Entry]:
        """What has been counted since it was last taken, to be kept by whoever takes it."""
        taken, self._entries = self._entries, {}
        return taken

    def put_back(self, entries: dict[Account, Entry]) -> None:
        """What was taken could not be kept."""
        for account, entry in entries.items():
            self._entries[account] = self._entries.get(account, Entry()) + entry

    def _pass(self) -> float:
        """Let the time since the last event go by; a long one parts what was done before from what comes."""
        at = self._now()
        gap = 0.0 if self._last is None else at - self._last
        self._last = at
        if gap <= AWAY:
            self._pending = replace(self._pending, seconds=self._pending.seconds + gap)
        elif self._pending != NOTHING:
            self._book(READING, Entry(0, 0, self._pending))
            self._pending = NOTHING
        return at

    def _book(self, done: Done, entry: Entry) -> None:
        account = Account(self._today(), self._document, done.kind, done.label, done.deed)
        self.put_back({account: entry})
