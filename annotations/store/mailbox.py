"""What passes between the thread that edits and the thread that writes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Condition

from annotations.model.change import Change
from annotations.store.history import Past
from annotations.store.keeper_state import KeeperState


@dataclass(slots=True)
class Wishes:
    """What the writer is asked for; ``number`` counts how often it has been asked for something urgent."""

    changes: list[tuple[int, Change]] = field(default_factory=list)
    urgent: bool = False
    """Try now what would otherwise wait, also what has failed before."""
    overwrite: bool = False
    close: bool = False
    elsewhere: Path | None = None
    past: Callable[[Past], None] | None = None
    number: int = 0


class Mailbox:
    """Wishes for the writer, and the state it last told."""

    def __init__(self, state: KeeperState) -> None:
        self._condition = Condition()
        self._wishes = Wishes()
        self._answered = 0
        self._closed = False
        self.state = state
        self.recorded = state.recorded

    def tell_change(self, seq: int, change: Change) -> None:
        """Hand over what an edit changed."""
        with self._condition:
            self._wishes.changes.append((seq, change))
            self.recorded = seq
            self._condition.notify_all()

    def ask(self, wish: Callable[[Wishes], None] = lambda _: None) -> int:
        """Ask for a round at once, with something special or not; the number returned can be waited for."""
        with self._condition:
            wish(self._wishes)
            self._wishes.urgent = True
            self._wishes.number += 1
            self._condition.notify_all()
            return self._wishes.number

    def wait_for(self, number: int, timeout: float | None) -> bool:
        """Wait until the writer has done, or failed to do, what it was asked for; False when time is up."""
        with self._condition:
            return self._condition.wait_for(lambda: self._closed or self._answered >= number, timeout)

    def take(self, timeout: float | None) -> Wishes:
        """The wishes since the last time, for the writer; waits for some, at most ``timeout`` seconds."""
        with self._condition:
            self._condition.wait_for(lambda: self._wishes.urgent or bool(self._wishes.changes), timeout)
            taken, self._wishes = self._wishes, Wishes(number=self._wishes.number)
            return taken

    def answer(self, number: int) -> None:
        """The wishes up to ``number`` have been seen to."""
        with self._condition:
            self._answered = number
            self._condition.notify_all()

    def close(self) -> None:
        """The writer is gone: nobody need wait for it."""
        with self._condition:
            self._closed = True
            self._condition.notify_all()
