"""The items of a JSON array one at a time, however long the array is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import BinaryIO

from annotations.formats.errors import FormatError, at_line
from annotations.formats.files import open_file
from annotations.formats.inputs import LONGEST_LINE, json_value, read_head, read_json
from annotations.words import tr
from schemas.reading import MAXIMUM_DEPTH
from schemas.tokens import STRING, passed_over

_CHUNK = 1 << 18
_BOM = b"\xef\xbb\xbf"
# Outside of strings only these tell where an item ends: group 1, and what is before them.
_MARK = re.compile((passed_over(r'"\[\]{},') + r"([\[\]{},])").encode(), re.DOTALL)
_DEEP_MARK = re.compile((passed_over() + r"([\[\]{}])").encode(), re.DOTALL)
_TOKEN = re.compile(rf"{STRING}?|[\[\]{{}}]".encode(), re.DOTALL)
_ARRAY = re.compile(rb"\s*:\s*\[")
_OPENS, _CLOSES = frozenset(b"[{"), frozenset(b"]}")


def json_items(path: Path) -> Iterator[tuple[str, object]]:
    """The items of the array that a file holds, each with its JSON pointer; any other value as one item.

    Memory is bounded by the longest item. Raises FormatError, with the line where an item begins, for what
    is not JSON, and for an item of more than ``LONGEST_LINE`` bytes.
    """
    if not read_head(path).removeprefix(_BOM).lstrip().startswith(b"["):
        yield "", read_json(path)
        return
    try:
        with open_file(path) as file:
            items = _Items(file, path)
            for index, (line, item) in enumerate(items):
                yield f"/{index}", json_value(item, path, line)
            if items.rest().strip():
                message = tr("Something follows after the end of the JSON value.")
                raise FormatError(message, path, at_line(items.line))
    except OSError as error:
        raise FormatError(tr("The file cannot be read: {why}.", why=error.strerror or error), path) from error


def member_items(path: Path, names: Collection[str]) -> Iterator[tuple[str, object]] | None:
    """The items of the array that an object has under one of the names, as ``json_items`` gives them.

    None for a file that does not begin with such an object, the array near its beginning. What stands in the
    object beside the array is held against the rules of JSON and then passed over.
    """
    head = read_head(path)
    found = _member(head, names)
    return None if found is None else _items_in(path, head, *found)


def _member(head: bytes, names: Collection[str]) -> tuple[str, int, int] | None:
    """The name of the array, where its name begins and where its first item may."""
    depth = 0
    for mark in _TOKEN.finditer(head):
        byte = head[mark.start()]
        depth += (byte in _OPENS) - (byte in _CLOSES)
        name = mark[0][1:-1].decode("utf-8", "replace")
        if depth == 1 and name in names and (opened := _ARRAY.match(head, mark.end())) is not None:
            return name, mark.start(), opened.end()
        if byte == ord("[") and depth == 1:
            return None
    return None


def _items_in(path: Path, head: bytes, name: str, start: int, first: int) -> Iterator[tuple[str, object]]:
    json_value(head[:start] + b'"":0}', path)
    try:
        with open_file(path) as file:
            items = _Items(file, path, first)
            for index, (line, item) in enumerate(items):
                yield f"/{name}/{index}", json_value(item, path, line)
            json_value(b'{"":[]' + items.rest(LONGEST_LINE), path)
    except OSError as error:
        raise FormatError(tr("The file cannot be read: {why}.", why=error.strerror or error), path) from error


class _Items:
    """Cuts the bytes of an array at the commas between its items; ``first`` is where the first may begin.

    ``line`` is where the reading is, from 1.
    """

    def __init__(self, file: BinaryIO, path: Path, first: int = 0) -> None:
        self._file = file
        self._path = path
        self._buffer = b""
        self._first = first
        self.line = 1

    def __iter__(self) -> Iterator[tuple[int, bytes]]:
        """The bytes of each item and the line, from 1, where they begin."""
        while self._more() and len(self._buffer) < self._first:
            pass
        begin = place = self._first or self._buffer.index(b"[") + 1
        self.line += self._buffer.count(b"\n", 0, begin)
        depth, empty = 1, True
        while depth:
            found = (_MARK if depth == 1 else _DEEP_MARK).match(self._buffer, place)
            if found is None:  # the end of the buffer is before that of a string, or before the mark
                place -= begin
                self._buffer = self._buffer[begin:]
                begin = 0
                if not self._more():
                    raise FormatError(
                        tr("The file ends too early: it was cut off."), self._path, self._place()
                    )
                continue
            place = found.end()
            mark = self._buffer[place - 1]
            depth += (mark in _OPENS) - (mark in _CLOSES)
            if depth > MAXIMUM_DEPTH:
                message = tr(
                    "It is nested more than {most} levels deep; no document needs that.", most=MAXIMUM_DEPTH
                )
                raise FormatError(message, self._path, at_line(self.line))
            if (depth == 1 and mark == ord(",")) or depth == 0:
                item = self._buffer[begin : place - 1]
                if item.strip():
                    yield self.line, item
                elif depth or not empty:
                    raise FormatError(tr("An item of the list is missing."), self._path, at_line(self.line))
                self.line += item.count(b"\n")
                begin, empty = place, False
        self._buffer = self._buffer[begin:]

    def _more(self) -> bool:
        """Read on; the buffer doubles while one item fills it, so that no byte is looked at often."""
        if len(self._buffer) > LONGEST_LINE:
            raise FormatError(
                tr(
                    "One item of the list has more than {most} MB; no document is that long.",
                    most=LONGEST_LINE // 10**6,
                ),
                self._path,
                self._place(),
            )
        chunk = self._file.read(max(_CHUNK, len(self._buffer)))
        self._buffer += chunk
        return bool(chunk)

    def rest(self, most: int = _CHUNK) -> bytes:
        """What follows behind the array, or so much of it."""
        return self._buffer + self._file.read(most)

    def _place(self) -> str:
        return at_line(self.line + self._buffer.count(bytes([10])))
