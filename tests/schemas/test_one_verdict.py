"""`jsonschema-rs` decides and `jsonschema` words: the two must never differ, on whatever file."""

import json
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from schemas.formats import ANNOTATION_SET, LABEL_SET, RECORDS, record_schema, schema
from schemas.reading import parse_json
from schemas.shipped import shipped_label_set
from schemas.validation import (
    annotation_set_problems,
    is_valid_annotation_set,
    is_valid_label_set,
    label_set_problems,
    record_problems,
)
from tests.schemas.building import Json, annotation_set, annotation_sets, mutated

NEWS = shipped_label_set("news")
SMALL = NEWS | {
    "kinds": [kind | {"labels": kind["labels"][:2]} for kind in NEWS["kinds"]],
    "relations": NEWS["relations"][:1],
}


@cache
def wording_validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(schema(name) if name in {ANNOTATION_SET, LABEL_SET} else record_schema(name))


def stored(data: Json) -> Json:
    """The data as it comes back from a file."""
    return parse_json(json.dumps(data).encode())


@pytest.mark.parametrize("name", [ANNOTATION_SET, LABEL_SET])
def test_the_schemas_are_schemas_and_hold_for_their_examples(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))
    for example in schema(name)["examples"]:
        assert wording_validator(name).is_valid(example)


@settings(max_examples=60)
@given(annotation_sets(), st.integers(0, 10**9))
def test_one_verdict_on_annotation_sets(made: tuple[Json, str], seed: int) -> None:
    right, text = made
    assert annotation_set_problems(right, text) == []
    assert wording_validator(ANNOTATION_SET).is_valid(right)
    for number in range(40):
        changed = stored(mutated(right, seed + number))
        wording = wording_validator(ANNOTATION_SET).is_valid(changed)
        assert is_valid_annotation_set(changed) is wording, seed + number
        assert wording or annotation_set_problems(changed), seed + number


@pytest.mark.parametrize("name", list(RECORDS))
def test_one_verdict_on_records(name: str) -> None:
    verdicts = set()
    for seed in range(1500):
        record = stored(mutated(annotation_set()[name][-1], seed))
        wording = wording_validator(RECORDS[name]).is_valid(record)
        assert (record_problems(name, record) == []) is wording, seed
        verdicts.add(wording)
    assert verdicts == {True, False}


def test_one_verdict_on_label_sets() -> None:
    for seed in range(800):
        changed = stored(mutated(SMALL, seed))
        wording = wording_validator(LABEL_SET).is_valid(changed)
        assert is_valid_label_set(changed) is wording, seed
        assert wording or label_set_problems(changed), seed


@pytest.mark.parametrize("value", ["m1\n", "m\u0660", "\ud800", "m\u00e9", 1.0, True, 10**400, 2**31, [], {}])
def test_one_verdict_on_known_differences_of_the_two(value: Json) -> None:
    for path in (
        ("id",),
        ("spans", 0, "start"),
        ("spans", 0, "quote"),
        ("label",),
        ("attributes",),
        ("link",),
    ):
        record = annotation_set()["mentions"][0]
        holder = record if len(path) == 1 else record["spans"][0]
        holder[path[-1]] = value
        assert (record_problems("mentions", record) == []) is wording_validator("mention").is_valid(record)


def test_a_value_that_no_file_can_hold_is_never_taken_for_right() -> None:
    data = annotation_set()
    data["mentions"][0]["provenance"] = data["mentions"][0]["provenance"] | {"score": float("nan")}
    (problem,) = annotation_set_problems(data)
    assert problem.pointer == "/mentions/0"
    assert problem.message == "Mention m1 does not hold to the schema of the format."
