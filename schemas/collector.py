"""Python's garbage collector while much is loaded: it finds nothing and costs as much as the loading."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """Let the garbage collector wait: it would go over all that is being loaded again and again.

    What a file holds is in no cycle. Afterwards the collector is as it was before, whatever happens inside.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
