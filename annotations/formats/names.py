"""Names that hold to the rules of the label file: ids, annotators, and labels unique over the kinds."""

from __future__ import annotations

import re
from collections.abc import Iterable

_ID = re.compile(r"[A-Za-z][A-Za-z0-9_.:-]{0,63}\Z")
_NOT_IN_ID = re.compile(r"[^A-Za-z0-9_.:-]+")
_LONGEST = 64


def is_id(name: str) -> bool:
    """Whether a name can be an id as it is."""
    return _ID.match(name) is not None


def as_id(name: str, taken: Iterable[str] = (), letter: str = "x") -> str:
    """An id like the name that is not taken; ``letter`` goes before what begins with no letter.

    The same name and taken ids give the same id.
    """
    made = _NOT_IN_ID.sub("_", name).strip("_")
    if not made or not made[0].isalpha():
        made = letter + made
    made = made[:_LONGEST]
    used, number = set(taken), 1
    free = made
    while free in used:
        number += 1
        free = f"{made[: _LONGEST - len(str(number)) - 1]}-{number}"
    return free
