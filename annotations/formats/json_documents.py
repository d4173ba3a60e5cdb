"""Documents in JSON files: alone, in an array, or one a line; and what stands in them, read with distrust."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from annotations.formats.errors import FormatError, UnitUnknownError, at_line, within
from annotations.formats.exchange import LabelledDocument, Read, Refused
from annotations.formats.inputs import json_lines, json_value, read_head
from annotations.formats.json_items import json_items
from annotations.model.records import AttributeValue
from annotations.words import tr

_BOM = b"\xef\xbb\xbf"
_LONGEST_NAME = 256

Object = Mapping[str, Any]


def json_documents(path: Path) -> Iterator[tuple[str, object]]:
    """The values of a file that holds an array, one value a line, or one value; each with its place.

    The place is a JSON pointer, or "line 3". Memory is bounded by the longest value. Raises FormatError for
    what is not JSON.
    """
    if _has_lines(read_head(path).removeprefix(_BOM).lstrip(), path):
        for number, value in json_lines(path):
            yield at_line(number), value
    else:
        yield from json_items(path)


def read_each(path: Path, read: Callable[[Object], LabelledDocument]) -> Iterator[Read]:
    """Every document of a file, as ``read`` makes it of an object; those of which it raises are Refused.

    Raises FormatError for what is not JSON or no object.
    """
    for place, value in json_documents(path):
        if not isinstance(value, dict):
            raise FormatError(
                tr("A document is a JSON object here, not {what}.", what=_what(value)), path, place
            )
        yield _read(path, place, value, read)


def _read(path: Path, place: str, value: Object, read: Callable[[Object], LabelledDocument]) -> Read:
    try:
        return read(value)
    except FormatError as error:
        needs = error.OPTION if isinstance(error, UnitUnknownError) else ""
        return Refused("", path, within(place, error.place), error.message, needs)


def _has_lines(head: bytes, path: Path) -> bool:
    """Whether a file that begins so has one object a line; an object over several lines has not."""
    line, line_break, _ = head.partition(b"\n")
    if not line.startswith(b"{"):
        return False
    try:
        json_value(line, path)
    except FormatError:
        return not line_break  # the head ends in the line
    return True


# -- what stands in an object ------------------------------------------------------------------------------


def text_in(value: Object, name: str, place: str = "") -> str:
    """The text that an object has under a name. Raises FormatError when there is none."""
    if name not in value:
        raise FormatError(tr('There is no "{name}" here, which is a text.', name=name), place=place)
    found = value[name]
    if isinstance(found, str):
        return found
    raise FormatError(
        tr('"{name}" is a text here, not {what}.', name=name, what=_what(found)), place=f"{place}/{name}"
    )


def whole_in(value: Object, name: str, place: str = "") -> int:
    """The whole number, 0 or more, under a name. Raises FormatError when there is none."""
    return whole(value.get(name), f"{place}/{name}")


def whole(found: object, place: str) -> int:
    """The value, if it is a whole number of 0 or more. Raises FormatError when it is not."""
    if isinstance(found, int) and not isinstance(found, bool) and found >= 0:
        return found
    raise FormatError(
        tr("An offset is a whole number of 0 or more, not {what}.", what=_what(found)), place=place
    )


def objects_in(value: Object, name: str, place: str = "") -> list[tuple[str, Object]]:
    """The objects of the list under a name, each with its place; none where there is no list.

    Raises FormatError for something else than a list of objects.
    """
    return [(where, one) for where, one in list_in(value, name, place) if _is_object(one, where)]


def list_in(value: Object, name: str, place: str = "") -> list[tuple[str, Any]]:
    """The values of the list under a name, each with its place; none where there is no list.

    Raises FormatError for something else than a list.
    """
    found = value.get(name)
    if found is None:
        return []
    if not isinstance(found, list):
        raise FormatError(
            tr('"{name}" is a list here, not {what}.', name=name, what=_what(found)), place=f"{place}/{name}"
        )
    return [(f"{place}/{name}/{index}", one) for index, one in enumerate(found)]


def object_in(value: Object, name: str, place: str = "") -> Object:
    """The object under a name; an empty one where there is none. Raises FormatError for something else."""
    found = value.get(name)
    if isinstance(found, dict):
        return found
    if found is None:
        return {}
    raise FormatError(
        tr('"{name}" is a JSON object here, not {what}.', name=name, what=_what(found)),
        place=f"{place}/{name}",
    )


def _is_object(value: object, place: str) -> bool:
    if not isinstance(value, dict):
        raise FormatError(tr("A JSON object stands here, not {what}.", what=_what(value)), place=place)
    return True


def _what(value: object) -> str:
    match value:
        case None:
            return tr("an empty value")
        case dict():
            return tr("an object")
        case list():
            return tr("a list")
        case _:
            written = json.dumps(value)
            return written if len(written) <= 40 else written[:40] + "…"  # noqa: PLR2004 - a short excerpt


def attribute_of(value: object) -> AttributeValue | None:
    """The value as one that an attribute can have; None for what it cannot: objects, nothing, mixed lists."""
    if isinstance(value, (str, bool, int, float)):
        return value
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return tuple(value)
    return None


def json_of(value: AttributeValue) -> str | float | bool | list[str]:
    """An attribute's value as JSON has it."""
    return list(value) if isinstance(value, tuple) else value


def utc(value: object) -> str | None:
    """A time, RFC 3339 or seconds since 1970, as label files have it: in UTC, whole seconds, with "Z"."""
    try:
        if isinstance(value, str):
            time = datetime.fromisoformat(value.strip())
            time = time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            time = datetime.fromtimestamp(value, UTC)
        else:
            return None
    except (ValueError, OverflowError, OSError):
        return None
    return time.strftime("%Y-%m-%dT%H:%M:%SZ") if time.year >= 1000 else None  # noqa: PLR2004 - 4 digits


def person(value: object) -> str:
    """Who somebody is, as short as a label file takes it: ``user-3`` for a number, "" for nobody."""
    if isinstance(value, int) and not isinstance(value, bool):
        return f"user-{value}"
    return value[:_LONGEST_NAME] if isinstance(value, str) else ""
