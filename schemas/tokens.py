"""Places in a JSON source, for the messages of files that cannot be read, and what cuts files into values.

Never recursive, and what does not matter is passed over by `re` in one go: files have millions of tokens.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

STRING = r'"(?:[^"\\]++|\\.)*+"'
_ENDS = r'\s"{}\[\],:'
# Lists and objects so deep in one another are passed over together: few documents have deeper ones.
_LEVELS = 3
_MOST = 100


def passed_over(stops: str = r'"\[\]{}', string: str = STRING, levels: int = _LEVELS) -> str:
    """A pattern for strings, for all that is none of the stops, and for whole lists and objects of that."""
    inner = passed_over(string=string, levels=levels - 1) if levels else ""
    nested = rf"|\[{inner}\]|\{{{inner}\}}" if levels else ""
    return rf"(?:[^{stops}]++|{string}{nested})*+"


def line_and_column(text: str, index: int) -> tuple[int, int]:
    """Line and column (in code points) of an index into the text, both from 1."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def number_place(text: str, written: str) -> int:
    """Index of the first number written like this, outside of strings; 0 when there is none."""
    first, start = re.escape(written[0]), re.escape(written[:_MOST])
    end = rf"(?![^{_ENDS}])" if len(written) <= _MOST else ""
    number = rf"(?<![^{_ENDS}]){start}{end}"
    found = re.compile(rf'(?:[^"{first}]++|{STRING}|(?!{number}){first})*+({number})', re.DOTALL).match(text)
    return 0 if found is None else found.start(1)


def repeated_key_place(text: str, key: str) -> int:
    """Index of the first place where an object that has a key gives it again; 0 when there is none."""
    seen: list[bool] = []
    for place, mark in _keys_and_brackets(text, key):
        if mark in "{[":
            seen.append(False)
        elif mark in "]}":
            seen.pop()
        elif json.loads(mark, strict=False) == key:
            if seen[-1]:
                return place
            seen[-1] = True
    return 0


def _keys_and_brackets(text: str, key: str) -> Iterator[tuple[int, str]]:
    """The brackets of the source, and the strings before colons that may be the key, with their places.

    Only one with a backslash in it can say the key in another way than it is written.
    """
    written = re.escape(json.dumps(key, ensure_ascii=False)) if len(key) <= _MOST else '"'
    other = rf'(?!{written})"[^"\\]*+"'
    mark = re.compile(rf"{passed_over(string=other)}(?:({STRING})\s*+(:)?|([{{}}\[\]]))", re.DOTALL)
    place = 0
    while (found := mark.match(text, place)) is not None:
        place = found.end()
        if found[3] or found[2]:
            yield found.start(3 if found[3] else 1), found[3] or found[1]
