"""Patterns that ask for Unicode properties, which the standard library's ``re`` cannot.

They come from the ``regex`` package, loaded when the first of them is needed: it costs some ten milliseconds
that the start of the program need not pay.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import regex


@cache
def pattern(source: str) -> regex.Pattern[str]:
    """The compiled pattern; ``(?r)`` at its start makes it search backwards from the end position."""
    import regex  # noqa: PLC0415  not before it is needed, see above

    return regex.compile(source, regex.V1)
