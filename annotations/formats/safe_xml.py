"""XML read in one piece, and nothing else than what stands in it: no document type, no entities, no depth.

Definitions of a few lines can stand for gigabytes or for another file; formats that have no need of them
refuse a document type, before anything of it is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from xml.parsers import expat

from annotations.formats.errors import FormatError, at_line
from annotations.formats.inputs import read_bytes
from annotations.words import tr

# Parsers compare each attribute of an element with the others.
_MOST_ATTRIBUTES = 1000
_TOO_MANY = re.compile(
    rb"<[^<>\s]++(?:\s++[^\s=<>]++\s*+=\s*+(?:\"[^\"<]*+\"|'[^'<]*+')){%d}" % (_MOST_ATTRIBUTES + 1)
)

Start = Callable[[str, Mapping[str, str], int], None]
End = Callable[[str, str], None]


class _Walk:
    """Hands on the elements of a file as they begin and end."""

    def __init__(self, most_deep: int, start: Start, end: End) -> None:
        self._most_deep = most_deep
        self._start, self._end = start, end
        self._words: list[list[str]] = []
        self.parser = parser = expat.ParserCreate("utf-8", " ")
        parser.buffer_text = True
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._finish
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._refuse

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._words) >= self._most_deep:
            raise FormatError(tr("Elements are more than {most} deep in one another.", most=self._most_deep))
        self._words.append([])
        self._start(name, attributes, self.parser.CurrentLineNumber)

    def _finish(self, name: str) -> None:
        self._end(name, "".join(self._words.pop()))

    def _text(self, text: str) -> None:
        self._words[-1].append(text)

    def _refuse(self, *_: object) -> None:
        raise FormatError(
            tr("It has a document type (<!DOCTYPE), which could define anything: it is not read.")
        )


def walk_xml(path: Path, start: Start, end: End, most_deep: int, most: int) -> None:
    """Go through the elements of a file of at most ``most`` bytes, ``most_deep`` in one another.

    ``start`` takes the name of an element, with its namespace and a blank before it, its attributes, named
    alike, and the line, from 1; ``end`` the name and the text that stands in it, without that of the elements
    in it.

    Raises FormatError, with the line, for what is no XML in UTF-8, has a document type or very many
    attributes in one place, or that the two refuse.
    """
    data = read_bytes(path, most)
    if (found := _TOO_MANY.search(data)) is not None:
        line = data.count(b"\n", 0, found.start()) + 1
        raise FormatError(
            tr("An element has more than {most:,} attributes.", most=_MOST_ATTRIBUTES), path, at_line(line)
        )
    walk = _Walk(most_deep, start, end)
    try:
        walk.parser.Parse(data, True)  # noqa: FBT003 - it is all there is
    except expat.ExpatError as error:
        place = at_line(error.lineno, error.offset + 1)
        raise FormatError(
            tr("It is no XML in UTF-8: {why}.", why=expat.ErrorString(error.code)), path, place
        ) from None
    except FormatError as error:
        place = error.place or at_line(walk.parser.CurrentLineNumber)
        raise FormatError(error.message, path, place) from None
