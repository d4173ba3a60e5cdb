"""The same work on every piece of a corpus, on all cores, in order, with progress, and stopped when asked."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from typing import Protocol, TypeVar

from annotations.corpus.workers import Workers, begin_working
from annotations.formats.errors import FormatError
from annotations.words import languages_in_use, tr

P = TypeVar("P")
R = TypeVar("R")

# Starting processes costs about as long as working on so many pieces.
_FEW = 4
_AHEAD = 2


class Cancelled(Exception):  # noqa: N818 - nothing is wrong
    """The person has stopped the work. What was there before is as it was."""


class Progress(Protocol):
    """Told how far the work is, in documents; what it raises stops the work."""

    def __call__(self, step: str, done: int, total: int | None) -> None:
        """``step`` is what is being done, in a few words; ``total`` is None while it is not known."""


def quiet(step: str, done: int, total: int | None) -> None:
    """Progress that nobody watches."""


def cores() -> int:
    """How many processes can work at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_order(work: Callable[[P], R], pieces: Iterable[P], jobs: int | None = None) -> Iterator[R]:
    """What ``work`` makes of each piece, in the order of the pieces.

    A few pieces are worked on here, more by ``jobs`` processes (as many as there are cores when None), a few
    pieces ahead of what has been taken, so that memory does not grow with the corpus. ``work`` is a function
    of a module, or a ``partial`` of one, and pieces and results can be pickled. What it raises goes through;
    FormatError says that the system has ended a process. Whoever stops taking (an error, Ctrl+C, ``close``)
    ends them at once.
    """
    pieces = iter(pieces)
    first = list(islice(pieces, _FEW))
    jobs = cores() if jobs is None else jobs
    if len(first) < _FEW or jobs < 2:  # noqa: PLR2004 - one process is no pool
        yield from map(work, chain(first, pieces))
        return
    workers = Workers()
    pool = ProcessPoolExecutor(jobs, workers, begin_working, languages_in_use())
    try:
        yield from _taken(pool, work, chain(first, pieces), jobs * _AHEAD)
    except BrokenProcessPool as error:
        workers.end()
        raise FormatError(
            tr(
                "A process that worked on the documents was ended from outside, perhaps for want of memory; "
                "use fewer of them (--jobs)."
            )
        ) from error
    except BaseException:
        workers.end()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _taken(pool: ProcessPoolExecutor, work: Callable[[P], R], pieces: Iterable[P], ahead: int) -> Iterator[R]:
    waiting: deque[Future[R]] = deque()
    for piece in pieces:
        waiting.append(pool.submit(work, piece))
        if len(waiting) > ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()
