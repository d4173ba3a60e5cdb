"""Places in a JSON source, for the messages of files that cannot be read. Never recursive."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s"{}\[\],:]+')


def line_and_column(text: str, index: int) -> tuple[int, int]:
    """Line and column (in code points) of an index into the text, both from 1."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def number_place(text: str, written: str) -> int:
    """Index of the first number written like this, outside of strings; 0 when there is none."""
    return next((place for place, token in _tokens(text) if token == written), 0)


def repeated_key_place(text: str) -> int:
    """Index of the first key that its object has given before; 0 when there is none."""
    seen: list[set[str]] = []
    string: tuple[int, str] = (0, "")
    for place, token in _tokens(text):
        match token[0]:
            case "{" | "[":
                seen.append(set())
            case "}" | "]":
                seen.pop()
            case '"':
                string = (place, token)
            case ":":
                key = json.loads(string[1], strict=False)
                if key in seen[-1]:
                    return string[0]
                seen[-1].add(key)
    return 0


def _tokens(text: str) -> Iterator[tuple[int, str]]:
    return ((match.start(), match[0]) for match in _TOKEN.finditer(text))
