"""The processes of a pool: Ctrl+C is for the one that started them, whose language they speak."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import parent_process, resource_tracker
from multiprocessing.connection import wait
from multiprocessing.context import SpawnContext, SpawnProcess
from pathlib import Path
from threading import Thread

from annotations.words import use_languages


class Worker(SpawnProcess):
    """A process that Ctrl+C does not reach: whoever started it is told, and ends it."""

    def start(self) -> None:
        """Start it."""
        with _without_interrupts():
            super().start()


class Workers(SpawnContext):
    """Starts the processes of one pool, not forked since a window has threads, and ends them."""

    def __init__(self) -> None:
        """There are none yet."""
        super().__init__()
        self._started: list[Worker] = []

    def Process(self, *args: object, **more: object) -> Worker:  # type: ignore[override] # noqa: N802
        """A process that is not started yet; called so by the pool."""
        one = Worker(*args, **more)  # type: ignore[arg-type]
        self._started.append(one)
        return one

    def end(self) -> None:
        """End all processes, whatever they are doing: what they made is wanted by nobody."""
        for one in self._started:
            if one.pid is not None:
                one.terminate()


def begin_working(languages: Sequence[str], catalogues: Path) -> None:
    """Let this process speak as the one that started it, and end when that one does."""
    use_languages(languages, catalogues)
    _end_with_parent()


def _end_with_parent() -> None:
    """Let this process end when the one that started it does, even when that was killed.

    Workers wait for work on a pipe that they hold open themselves, so that they would wait for ever.
    """
    parent = parent_process()
    if parent is not None:
        Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Ctrl+C waits; a process that is started meanwhile never gets it."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.ensure_running()  # it would let Ctrl+C through again once it has started
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
