"""Arrays of JSON cut into items: the same as a parser gives, at any length of piece."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.formats import json_items as module
from annotations.formats.errors import FormatError
from annotations.formats.json_items import json_items, member_items

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text('a"\\[]{},:\n é😀', max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text('k"],', max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(items=st.lists(VALUES, max_size=5), indent=st.sampled_from([None, 1]), chunk=st.integers(1, 9))
def test_the_items_are_those_of_the_array(
    items: list[object], indent: int | None, chunk: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("json") / "a.json"
    path.write_text(json.dumps(items, indent=indent, ensure_ascii=False) + "\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_CHUNK", chunk)
        assert [value for _, value in json_items(path)] == items


@pytest.mark.parametrize(
    "source, says",
    [
        ("[1, 2", "ends too early"),
        ('["a', "ends too early"),
        ("[1] 2", "follows"),
        ("[1, ]", "is missing"),
        ("[1,, 2]", "is missing"),
        ('[{"a": 1, "a": 2}]', "twice"),
    ],
)
def test_what_is_no_array_is_refused(source: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(source, encoding="utf-8")
    with pytest.raises(FormatError, match=says):
        list(json_items(path))


def test_the_line_is_that_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('[\n1,\n2,\n{"a": x}\n]', encoding="utf-8")
    with pytest.raises(FormatError, match="line 4"):
        list(json_items(path))


@given(items=st.lists(VALUES, max_size=5), indent=st.sampled_from([None, 1]), chunk=st.integers(1, 9))
def test_the_items_of_a_member_are_those_of_its_array(
    items: list[object], indent: int | None, chunk: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("json") / "a.json"
    whole = {"of": {"rows": 1}, "none": [], "rows": items, "more": [1]}
    path.write_text(json.dumps(whole, indent=indent, ensure_ascii=False) + "\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_CHUNK", chunk)
        found = member_items(path, ["rows", "lines"])
        assert found is not None
        assert list(found) == [(f"/rows/{index}", item) for index, item in enumerate(items)]


@pytest.mark.parametrize(
    "source", ["[1]", '[{"rows": [1]}]', '{"rows": 1}', '{"a": {"rows": [1]}}', "rows: [", ""]
)
def test_what_has_no_such_member_is_left_to_others(source: str, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(source, encoding="utf-8")
    assert member_items(path, ["rows"]) is None


@pytest.mark.parametrize(
    "source, says",
    [
        ('{"a": x, "rows": [1]}', "line 1"),
        ('{"rows": [1],\n', "ends too early"),
        ('{"rows": [1]', "ends too early"),
        ('{"rows": [1]} 2', "follows"),
        ('{"rows": [1\n, x]}', "line 2"),
    ],
)
def test_what_is_broken_beside_a_member_is_refused(source: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(source, encoding="utf-8")
    with pytest.raises(FormatError, match=says):
        list(member_items(path, ["rows"]) or ())
