"""Members deep inside ``extra``, the side data of an annotation set, read and replaced without changing it.

Side data is what JSON can hold. What other programs keep there stays as it is; the program's own stands under
one name, so that the two never mix.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

OWN = "sorot"
"""The member of ``extra`` that belongs to this program; its members are sorted in the file."""


def value_at(extra: Mapping[str, Any], path: tuple[str, ...]) -> Any:  # noqa: ANN401 - any JSON value
    """What stands at the path, None when its last member is not there.

    Raises LookupError when an object on the way is not there, or is no object.
    """
    inner = _object_at(extra, path[:-1])
    return inner.get(path[-1])


def present_in(extra: Mapping[str, Any], path: tuple[str, ...]) -> int:
    """How many members of the path, counted from its outermost, are there. Raises LookupError as above."""
    for length in range(1, len(path)):
        if path[length - 1] not in _object_at(extra, path[: length - 1]):
            return length - 1
    return len(path) if path[-1] in _object_at(extra, path[:-1]) else len(path) - 1


def with_value(extra: Mapping[str, Any], path: tuple[str, ...], value: Any) -> dict[str, Any]:  # noqa: ANN401
    """A copy with the value at the path, or without its last member when the value is None.

    What does not lie on the way is shared with the original. Raises LookupError as above.
    """
    copy = dict(extra)
    if len(path) > 1:
        copy[path[0]] = with_value(_object_at(extra, path[:1]), path[1:], value)
    elif value is None:
        copy.pop(path[0], None)
    else:
        copy[path[0]] = value
    return copy


def _object_at(extra: Mapping[str, Any], path: tuple[str, ...]) -> Mapping[str, Any]:
    found: Any = extra
    for name in path:
        found = found[name]
        if not isinstance(found, Mapping):
            raise LookupError(f"{name} is no object")  # noqa: TRY004 - the way is not there
    return found  # type: ignore[no-any-return]
