"""Lines and columns of values in a JSON source, for the pointers of problems.

One pass: only the containers on the way to a pointer are entered, everything beside them is skipped by the C
scanner of the standard library's `json`. Neither deep sources nor deep pointers are recursed into.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Iterator
from json import JSONDecoder
from json.decoder import scanstring  # type: ignore[attr-defined]  # not in typeshed
from typing import Any

from schemas.problems import tokens_of

_Tree = dict[str, Any]  # token -> the tree of what is wanted below it
_Members = Generator[tuple[str, int], int | None, int]

_BLANKS = re.compile(r"[ \t\n\r]*")
# Values are skipped, not used: numbers are left as they are written, however long.
_SKIP = JSONDecoder(parse_int=str, parse_float=str, strict=False).scan_once  # type: ignore[attr-defined]


def locate(source: bytes | str, pointers: Iterable[str]) -> dict[str, tuple[int, int]]:
    """Line and column, both from 1 and the column in code points, of the value each RFC 6901 pointer names.

    A pointer to what is not there gives the place of the nearest thing around it. The source may be broken or
    have a byte order mark, which counts as no column.
    """
    text = source if isinstance(source, str) else source.decode("utf-8", "replace")
    text = text.removeprefix("\ufeff")
    wanted = {pointer: tuple(tokens_of(pointer)) for pointer in pointers}
    found = dict(_places(text, _tree(wanted.values())))
    indexes = {pointer: _nearest(found, tokens) for pointer, tokens in wanted.items()}
    places = _lines_and_columns(text, set(indexes.values()))
    return {pointer: places[index] for pointer, index in indexes.items()}


def _tree(paths: Iterable[tuple[str, ...]]) -> _Tree:
    root: _Tree = {}
    for path in paths:
        node = root
        for token in path:
            node = node.setdefault(token, {})
    return root


def _nearest(found: dict[tuple[str, ...], int], tokens: tuple[str, ...]) -> int:
    while tokens not in found:
        tokens = tokens[:-1]
    return found[tokens]


def _places(text: str, tree: _Tree) -> Iterator[tuple[tuple[str, ...], int]]:
    """Every path of the tree that is in the source with the index of its value; what comes before a fault."""
    at = _after_blanks(text, 0)
    yield (), at
    try:
        yield from _places_below(text, at, tree)
    except (ValueError, IndexError, RecursionError):
        return


def _places_below(text: str, at: int, tree: _Tree) -> Iterator[tuple[tuple[str, ...], int]]:
    left = _size(tree)
    end: int | None = None  # of the value before; what a container that has just been entered is not told
    stack: list[tuple[_Members, _Tree, tuple[str, ...]]] = []
    if text[at] in "{[":
        stack.append((_members(text, at), tree, ()))
    while stack and left:
        members, node, path = stack[-1]
        try:
            token, at = members.send(end)
        except StopIteration as closed:
            end = closed.value
            stack.pop()
            continue
        below = node.get(token)
        if below is not None:
            left -= 1
            yield (*path, token), at
        if below and text[at] in "{[":
            stack.append((_members(text, at), below, (*path, token)))
            end = None
        else:
            end = _end(text, at)


def _members(text: str, at: int) -> _Members:
    """Token and index of each value of the container at an index; wants to be sent where the value ends.

    Returns the index after the container.
    """
    is_object = text[at] == "{"
    number = 0
    at = _after_blanks(text, at + 1)
    while text[at] not in "]}":
        token = str(number)
        if is_object:
            token, at = scanstring(text, at + 1, False)  # noqa: FBT003 - takes no keywords
            at = _after_blanks(text, _after_blanks(text, at) + 1)
        end = yield token, at
        at = _after_blanks(text, at if end is None else end)
        if text[at] == ",":
            at = _after_blanks(text, at + 1)
        number += 1
    return at + 1


def _after_blanks(text: str, at: int) -> int:
    match = _BLANKS.match(text, at)
    return match.end() if match else at


def _end(text: str, at: int) -> int:
    try:
        _, end = _SKIP(text, at)
    except StopIteration:
        raise ValueError("no JSON value") from None
    return int(end)


def _size(tree: _Tree) -> int:
    left, level = 0, [tree]
    while level:
        left += sum(map(len, level))
        level = [below for node in level for below in node.values()]
    return left


def _lines_and_columns(text: str, indexes: Iterable[int]) -> dict[int, tuple[int, int]]:
    places: dict[int, tuple[int, int]] = {}
    line, start, before = 1, 0, 0
    for index in sorted(indexes):
        line += text.count("\n", before, index)
        start = text.rfind("\n", before, index) + 1 or start
        places[index] = (line, index - start + 1)
        before = index
    return places
