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
_PATIENCE = 0.2


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


def in_order(
    work: Callable[[P], R],
    pieces: Iterable[P],
    jobs: int | None = None,
    waiting: Callable[[], None] | None = None,
) -> Iterator[R]:
    """What ``work`` makes of each piece, in the order of the pieces.

    A few pieces are worked on here, more by ``jobs`` processes (as many as there are cores when None), a few
    pieces ahead of what has been taken, so that memory does not grow with the corpus. ``work`` is a function
    of a module, or a ``partial`` of one, and pieces and results can be pickled. What it raises goes through;
    FormatError says that the system has ended a process. Whoever stops taking (an error, Ctrl+C, ``close``)
    ends them at once. With ``waiting``, for pieces that take long, a process works also on a few, and it is
    called several times a second until the next result is there; what it raises stops the work.
    """
    pieces = iter(pieces)
    first = list(islice(pieces, _FEW))
    jobs = cores() if jobs is None else jobs
    if waiting is None and (len(first) < _FEW or jobs < 2):  # noqa: PLR2004 - one process is no pool
        yield from map(work, chain(first, pieces))
        return
    workers = Workers()
    pool = ProcessPoolExecutor(jobs, workers, begin_working, languages_in_use())
    try:
        for future in _ahead(pool, work, chain(first, pieces), jobs * _AHEAD):
            yield _result(future, waiting)
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


def _ahead(
    pool: ProcessPoolExecutor, work: Callable[[P], R], pieces: Iterable[P], ahead: int
) -> Iterator[Future[R]]:
    begun: deque[Future[R]] = deque()
    for piece in pieces:
        begun.append(pool.submit(work, piece))
        if len(begun) > ahead:
            yield begun.popleft()
    yield from begun


def _result(future: Future[R], waiting: Callable[[], None] | None) -> R:
    while True:
        try:
            return future.result(None if waiting is None else _PATIENCE)
        except TimeoutError:
            if waiting is None or future.done():  # it is the work's own
                raise
            waiting()
