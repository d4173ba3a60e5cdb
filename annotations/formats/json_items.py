"""The items of a JSON array one at a time, however long the array is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from annotations.formats.errors import FormatError
from annotations.formats.files import open_file
from annotations.formats.inputs import LONGEST_LINE, json_value, read_head, read_json

_CHUNK = 1 << 18
_BOM = b"\xef\xbb\xbf"
# Outside of strings only these tell where an item ends. A string that the buffer cuts has no group 1.
_MARK = re.compile(rb'"(?:[^"\\]|\\.)*+("?)|[\[\]{},]', re.DOTALL)
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
            for index, (line, item) in enumerate(_Items(file, path)):
                yield f"/{index}", json_value(item, path, line)
    except OSError as error:
        raise FormatError(f"The file cannot be read: {error.strerror or error}.", path) from error


class _Items:
    """Cuts the bytes of an array at the commas between its items."""

    def __init__(self, file: BinaryIO, path: Path) -> None:
        self._file = file
        self._path = path
        self._buffer = b""
        self._line = 1

    def __iter__(self) -> Iterator[tuple[int, bytes]]:
        """The bytes of each item and the line, from 1, where they begin."""
        self._more()
        begin = place = self._buffer.index(b"[") + 1
        self._line += self._buffer.count(b"\n", 0, begin)
        depth, empty = 1, True
        while depth:
            found = _MARK.search(self._buffer, place)
            if found is None or found[1] == b"":
                keep = len(self._buffer) if found is None else found.start()
                place = keep - begin
                self._buffer = self._buffer[begin:]
                begin = 0
                if not self._more():
                    raise FormatError("The file ends too early: it was cut off.", self._path, self._place())
                continue
            place = found.end()
            mark = self._buffer[found.start()]
            depth += (mark in _OPENS) - (mark in _CLOSES)
            if (depth == 1 and mark == ord(",")) or depth == 0:
                item = self._buffer[begin : found.start()]
                if item.strip():
                    yield self._line, item
                elif depth or not empty:
                    raise FormatError("An item of the list is missing.", self._path, f"line {self._line}")
                self._line += item.count(b"\n")
                begin, empty = place, False
        if self._rest(begin).strip():
            message = "Something follows after the end of the JSON value."
            raise FormatError(message, self._path, f"line {self._line}")

    def _more(self) -> bool:
        """Read on; the buffer doubles while one item fills it, so that no byte is looked at often."""
        if len(self._buffer) > LONGEST_LINE:
            raise FormatError(
                f"One item of the list has more than {LONGEST_LINE // 10**6} MB; no document is that long.",
                self._path,
                self._place(),
            )
        chunk = self._file.read(max(_CHUNK, len(self._buffer)))
        self._buffer += chunk
        return bool(chunk)

    def _rest(self, begin: int) -> bytes:
        return self._buffer[begin:] + self._file.read(_CHUNK)

    def _place(self) -> str:
        return f"line {self._line + self._buffer.count(bytes([10]))}"
