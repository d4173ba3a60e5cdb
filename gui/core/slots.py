"""Connecting signals to what wants none of their arguments."""

from __future__ import annotations

from collections.abc import Callable


def only(run: Callable[[], object]) -> Callable[[], None]:
    """A slot that calls ``run`` and drops its answer; Qt gives a slot without parameters no arguments.

    A ``partial`` or a method with optional parameters would be given whether the action is checked.
    """

    def slot() -> None:
        run()

    return slot
