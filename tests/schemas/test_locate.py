"""Lines and columns of pointers, with the standard library's parser as oracle."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.locate import locate
from schemas.problems import pointer_of
from tests.schemas.building import JSON_VALUES, Json


def everything(value: Json) -> dict[tuple[str | int, ...], Json]:
    """Every value inside, by its path."""
    found: dict[tuple[str | int, ...], Json] = {(): value}
    for path, one in list(found.items()):
        members = one.items() if isinstance(one, dict) else enumerate(one) if isinstance(one, list) else ()
        for key, inner in members:
            found |= {(*path, key, *rest): deeper for rest, deeper in everything(inner).items()}
    return found


def index_of(text: str, line: int, column: int) -> int:
    lines = text.split("\n")
    return sum(len(one) + 1 for one in lines[: line - 1]) + column - 1


@given(st.data(), JSON_VALUES, st.sampled_from([None, 0, 1, "\t"]), st.booleans())
def test_the_value_is_where_it_is_said_to_be(
    data: st.DataObject, value: Json, indent: int | str | None, ascii_only: bool
) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    values = {pointer_of(*path): one for path, one in everything(value).items()}
    pointers = data.draw(st.lists(st.sampled_from(sorted(values))))
    places = locate(text, pointers)
    assert set(places) == set(pointers)
    for pointer, (line, column) in places.items():
        start = index_of(text, line, column)
        read, _ = json.JSONDecoder(strict=False).raw_decode(text, start)
        assert read == values[pointer]
        assert text[start] not in " \t\n"


@given(JSON_VALUES, st.text(alphabet='{}[]",:\\u0 1é', max_size=12), st.integers(0, 40))
def test_broken_sources_give_some_place(value: Json, noise: str, cut: int) -> None:
    text = json.dumps(value, indent=1)
    broken = text[:cut] + noise + text[cut:]
    pointers = [pointer_of(*path) for path in everything(value)]
    places = locate(broken, pointers)
    assert set(places) == set(pointers)
    assert all(line >= 1 and column >= 1 for line, column in places.values())


def test_what_is_not_there_gives_what_is_around_it() -> None:
    text = '{"a": 1,\n "é😀": [1, {"b": "x"}, 3]}'
    places = {
        "": (1, 1),
        "/a": (1, 7),
        "/a/b/c": (1, 7),
        "/z": (1, 1),
        "/é😀/1": (2, 12),
        "/é😀/1/b": (2, 18),
        "/é😀/1/z": (2, 12),
        "/é😀/2": (2, 24),
        "/é😀/3": (2, 8),
        "/é😀/-": (2, 8),
    }
    assert locate(text, places) == places
    assert locate(b"\xef\xbb\xbf" + text.encode(), places) == places


def test_names_are_unescaped() -> None:
    text = '{"a\\u002fb": 1, "": {"": 2}, "m~n": 3, "\\"": 4, "\\ud800": 5}'
    found = locate(text, ["/a~1b", "//", "/m~0n", '/"', "/\ud800"])
    assert [text[column - 1] for _, column in found.values()] == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize("depth", [100, 3000])
def test_deep_sources_and_deep_pointers_need_no_recursion(depth: int) -> None:
    text = "[" * depth + "1" + "]" * depth
    assert locate(text, ["/0" * depth]) == {"/0" * depth: (1, depth + 1)}
    beside = f'{{"a": 1, "b": {text}, "c": 2}}'
    assert locate(beside, ["/a"]) == {"/a": (1, 7)}


def test_numbers_of_any_length_are_skipped() -> None:
    text = f'{{"a": {"9" * 6000}, "b": 1}}'
    assert locate(text, ["/b"]) == {"/b": (1, 6014)}
