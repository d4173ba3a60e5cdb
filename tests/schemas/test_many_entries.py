"""A wrong record may have very many entries: what is wrong with it is said in linear time."""

import sys
from collections.abc import Callable

import pytest

from schemas.shipped import shipped_label_set
from schemas.validation import annotation_set_problems, label_set_problems, record_problems
from tests.schemas.building import Json, annotation_set, put


@pytest.mark.parametrize(
    "collection, member, entry, wrong",
    [
        ("mentions", "spans", {"start": 0, "end": 1, "quote": "T"}, {"start": 0, "end": 1}),
        ("events", "arguments", {"role": "Target", "target": "m1"}, {"role": 1, "target": 2}),
        ("events", "attributes", True, {}),
        ("mentions", "attributes", ["x"] * 10, [0] * 10),
    ],
)
@pytest.mark.parametrize("right", [True, False])
def test_what_a_record_with_very_many_entries_takes_is_linear(
    collection: str, member: str, entry: Json, wrong: Json, *, right: bool
) -> None:
    def calls(number: int) -> int:
        record = annotation_set()[collection][0]
        entries = [entry] * number if right else [entry, wrong] * (number // 2)
        named = {f"a{place}": one for place, one in enumerate(entries)}
        record[member] = named if member == "attributes" else entries
        return counted(lambda: record_problems(collection, record))

    calls(2000)  # what is done once
    few, many = calls(2000), calls(8000)
    assert many <= 4.1 * few
    if right:
        assert many < 5 * 8000, "jsonschema goes into entries that are right"


def test_what_a_label_set_with_very_many_labels_takes_is_linear() -> None:
    def calls(number: int) -> int:
        data = shipped_label_set("news")
        labels = data["kinds"][0]["labels"]
        data["kinds"][0]["labels"] = labels * (number // len(labels))
        return counted(lambda: label_set_problems(data))

    calls(2000)
    assert calls(8000) - calls(2000) < 5 * 6000


def counted(work: Callable[[], object]) -> int:
    """How many Python functions the work calls."""
    number = 0

    def count(_: object, happening: str, __: object) -> None:
        nonlocal number
        number += happening == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        assert work()
    finally:
        sys.setprofile(before)
    return number


def test_one_wrong_entry_among_right_ones_is_named() -> None:
    data = annotation_set()
    put(data, "/mentions/0/spans", [{"start": 0, "end": 1, "quote": "T"} for _ in range(50)])
    put(data, "/mentions/0/spans/40/end", "1")
    put(data, "/mentions/0/attributes", {"good": "yes", "bad one": "no", "worse": [1]})
    assert [(one.pointer, one.code) for one in annotation_set_problems(data)] == [
        ("/mentions/0/attributes/bad one", "wrong_form"),
        ("/mentions/0/attributes/worse/0", "wrong_type"),
        ("/mentions/0/spans/40/end", "wrong_type"),
    ]
