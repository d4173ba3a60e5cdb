"""Every problem that a schema can find, with the sentence a person reads."""

import pytest

from schemas.formats import ANNOTATION_SET, LABEL_SET, RECORDS, schema
from schemas.problems import Problem, pointer_of, tokens_of
from schemas.shipped import shipped_label_set
from schemas.validation import (
    MAXIMUM_PROBLEMS,
    annotation_set_problems,
    is_valid_annotation_set,
    label_set_problems,
    record_problems,
)
from tests.schemas.building import Json, annotation_set, put, take

SPAN = "/mentions/0/spans/0"
ANY_VALUE = "a string or a number or true or false or a list"
KINDS = '"entity", "event", "boilerplate"'
TIME = 'a time in UTC, for example "2026-11-22T09:14:03Z"'
NOT_ONE = "The file is not an annotation set:"
COLOURS = ", ".join(f'"{name}"' for name in schema(LABEL_SET)["$defs"]["colour"]["enum"])

REPLACED = [
    ("/mentions/0/spans/0/start", -1, "out_of_range",
     '"start" of span 1 of mention m1 must be 0 or more, not -1.'),
    ("/mentions/0/spans/0/end", 2**40, "out_of_range",
     '"end" of span 1 of mention m1 must be 2147483647 or less, not 1099511627776.'),
    ("/mentions/0/spans/0/start", "0", "wrong_type",
     '"start" of span 1 of mention m1 must be a whole number, not "0".'),
    ("/mentions/0/spans/0/start", 1.5, "wrong_type",
     '"start" of span 1 of mention m1 must be a whole number, not 1.5.'),
    ("/mentions/0/spans/0/start", True, "wrong_type",
     '"start" of span 1 of mention m1 must be a whole number, not true.'),
    ("/mentions/0", None, "wrong_type", "Mention 1 must be an object, not null."),
    ("/mentions/0/spans/0", 3, "wrong_type", "Span 1 of mention m1 must be an object, not 3."),
    ("/mentions", {}, "wrong_type", '"mentions" must be a list, not an object.'),
    ("/comments/0/target", 3, "wrong_type", '"target" of comment c1 must be a string or null, not 3.'),
    ("/mentions/3/attributes/tense", None, "wrong_type",
     '"tense" of "attributes" of mention m4 must be ' + ANY_VALUE + ", not null."),
    ("/mentions/3/attributes/tense", ["a", 1], "wrong_type",
     'Entry 2 of "tense" of "attributes" of mention m4 must be a string, not 1.'),
    ("/mentions/0/kind", "entities", "wrong_value",
     '"kind" of mention m1 must be one of ' + KINDS + ', not "entities". It may stand for "entity".'),
    ("/status/event", 7, "wrong_value",
     '"event" of "status" must be one of "untouched", "in_progress", "done", "nothing_here", not 7.'),
    ("/document/offset_unit", "utf-16", "wrong_value",
     '"offset_unit" of "document" must be "code_point", not "utf-16".'),
    ("/version", 0, "wrong_value", '"version" must be 1, not 0.'),
    ("/mentions/0/id", "m 1", "wrong_form", '"id" of mention 1 must be an id, for example "m1", not "m 1".'),
    ("/mentions/0/label", "GPE\n", "wrong_form",
     '"label" of mention m1 must be an id, for example "m1", not "GPE\\n".'),
    ("/events/0/provenance/at", "2026-11-22", "wrong_form",
     '"at" of "provenance" of event e1 must be ' + TIME + ', not "2026-11-22".'),
    ("/annotator", "", "wrong_size", '"annotator" is empty; it must have at least 1 character.'),
    ("/annotator", "x" * 257, "wrong_size", '"annotator" must have at most 256 characters, not 257.'),
    ("/mentions/0/spans", [], "wrong_size", '"spans" of mention m1 is empty; it must have at least 1 entry.'),
    ("/events/0/arguments", [{"role": "A", "target": "m1"}] * 1001, "wrong_size",
     '"arguments" of event e1 must have at most 1000 entries, not 1001.'),
    ("/mentions/0/attributes", {f"a{number}": 1 for number in range(257)}, "wrong_size",
     '"attributes" of mention m1 must have at most 256 entries, not 257.'),
    ("/comments/0/text", "x" * 100_001, "wrong_size",
     '"text" of comment c1 must have at most 100000 characters, not 100001.'),
]  # fmt: skip

ADDED = [
    ("/mentions/0/colour", "unknown_member",
     'Mention m1 has a member "colour" that the format does not have; move it into "extra".'),
    ("/mentions/0/atributes", "unknown_member",
     'Mention m1 has a member "atributes" that the format does not have; it may stand for "attributes".'),
    ("/mentions/0/spans/0/colour", "unknown_member",
     'Span 1 of mention m1 has a member "colour" that the format does not have; remove it.'),
    ("/tokens", "unknown_member",
     'The file has a member "tokens" that the format does not have; move it into "extra".'),
]  # fmt: skip

TAKEN = [
    ("/mentions", "", "missing_member", 'The file has no "mentions"; add it.'),
    ("/mentions/0/label", "/mentions/0", "missing_member", 'Mention m1 has no "label"; add it.'),
    ("/mentions/0/id", "/mentions/0", "missing_member", 'Mention 1 has no "id"; add it.'),
    ("/events/0/arguments/0/target", "/events/0/arguments/0", "missing_member",
     'Argument 1 of event e1 has no "target"; add it.'),
    ("/relations/0/provenance/by", "/relations/0/provenance", "missing_member",
     '"provenance" of relation r1 has no "by"; add it.'),
    (SPAN + "/quote", SPAN, "wrong_quote", 'Span 1 of mention m1 has no "quote"; add the text of the span.'),
]  # fmt: skip


def only(data: Json) -> Problem:
    (problem,) = annotation_set_problems(data)
    return problem


@pytest.mark.parametrize("pointer, value, code, sentence", REPLACED)
def test_a_value_that_is_replaced(pointer: str, value: Json, code: str, sentence: str) -> None:
    data = annotation_set()
    put(data, pointer, value)
    problem = only(data)
    assert (problem.code, problem.message) == (code, sentence)
    if sentence.startswith("Entry 2 of"):
        assert problem.pointer == f"{pointer}/1"
    else:
        assert problem.pointer == pointer
        assert problem.value == (None if isinstance(value, list | dict) else value)


@pytest.mark.parametrize("pointer, code, sentence", ADDED)
def test_a_member_too_many(pointer: str, code: str, sentence: str) -> None:
    data = annotation_set()
    put(data, pointer, [])
    assert only(data) == Problem(pointer, sentence, None, code)


@pytest.mark.parametrize("taken, pointer, code, sentence", TAKEN)
def test_a_member_too_few(taken: str, pointer: str, code: str, sentence: str) -> None:
    data = annotation_set()
    take(data, taken)
    assert only(data) == Problem(pointer, sentence, None, code)


def test_a_name_that_is_no_id() -> None:
    data = annotation_set()
    put(data, "/mentions/0/attributes", {"a/b": True})
    sentence = '"attributes" of mention m1 has a member named "a/b"; a name must be an id, for example "m1".'
    assert only(data) == Problem("/mentions/0/attributes/a~1b", sentence, None, "wrong_form")


def test_quotes_of_two_forms() -> None:
    data = annotation_set()
    put(data, f"{SPAN}/quote_start", "x" * 64)
    sentence = (
        'Span 1 of mention m1 has a "quote" and parts of a long one; keep "quote" up to 256 characters.'
    )
    assert only(data) == Problem(SPAN, sentence, None, "wrong_quote")
    take(data, f"{SPAN}/quote")
    sentence = 'Span 1 of mention m1 has a long quote without "quote_end" and "quote_digest"; add them.'
    assert only(data) == Problem(SPAN, sentence, None, "wrong_quote")


@pytest.mark.parametrize("version", [2, 17, 1.5, 10**30])
def test_a_later_version_is_the_only_problem(version: float) -> None:
    data = {"format": "sorot.annotation-set", "version": version, "mentions": "of another kind"}
    sentence = f"The file is of version {version} of the format, later than 1; open it in a later Sorot."
    assert only(data) == Problem("/version", sentence, version, "later_version")
    (problem,) = label_set_problems(data | {"format": "sorot.label-set"})
    assert problem.code == "later_version"


@pytest.mark.parametrize(
    "data, pointer, sentence",
    [
        ([], "", "The file is not an annotation set: it holds no JSON object."),
        ({}, "", 'The file is not an annotation set: its "format" is not "sorot.annotation-set".'),
        (
            {"format": []},
            "/format",
            'The file is not an annotation set: its "format" is not "sorot.annotation-set".',
        ),
        ({"format": "sorot.label-set"}, "/format", "The file is not an annotation set: it is a label set."),
    ],
)
def test_another_format_is_the_only_problem(data: Json, pointer: str, sentence: str) -> None:
    problem = only(data)
    assert (problem.pointer, problem.message, problem.code) == (pointer, sentence, "wrong_format")


def test_problems_of_one_record_point_into_it() -> None:
    record = annotation_set()["events"][0]
    assert record_problems("events", record) == []
    del record["trigger"]
    record["arguments"][0]["role"] = 3
    assert [(one.pointer, one.message) for one in record_problems("events", record)] == [
        ("", 'Event e1 has no "trigger"; add it.'),
        ("/arguments/0/role", '"role" of argument 1 of event e1 must be a string, not 3.'),
    ]
    assert [one.message for one in record_problems("comments", None)] == [
        "The comment must be an object, not null."
    ]


def test_the_frame_comes_first_then_records_in_file_order() -> None:
    data = annotation_set()
    for pointer in ("/comments/0/text", "/mentions/1/kind", "/mentions/0/kind", "/extra"):
        put(data, pointer, 0)
    pointers = ["/extra", "/mentions/0/kind", "/mentions/1/kind", "/comments/0/text"]
    assert [one.pointer for one in annotation_set_problems(data)] == pointers


def test_many_problems_are_cut_and_the_cut_is_said() -> None:
    data = annotation_set()
    data["mentions"] = [{}] * 2000
    problems = annotation_set_problems(data)
    assert len(problems) == MAXIMUM_PROBLEMS + 1
    assert problems[-1].code == "more"
    assert problems[-1].message == (
        "There are more problems; only the first 1000 are listed. Solve these first."
    )


def test_lone_surrogates_are_as_good_as_other_characters() -> None:
    data = annotation_set()
    put(data, "/comments/0/text", "\ud83d")
    put(data, "/extra", {"\udfff": ["\ud800"]})
    assert is_valid_annotation_set(data)
    put(data, "/mentions/0/id", "m\ud800")
    assert only(data).code == "wrong_form"


def test_problems_of_a_label_set_name_their_place() -> None:
    data = shipped_label_set("news")
    put(data, "/kinds/1/labels/0/roles/0/fillers/0/labels/0", "no id")
    put(data, "/kinds/0/labels/0/colour", "pink")
    put(data, "/relations/0/source", [])
    attacker = "role Attacker of label Attack of kind event"
    assert [one.message for one in label_set_problems(data)] == [
        f'"colour" of label PER of kind entity must be one of {COLOURS}, not "pink".',
        f'Label 1 of filler entity of {attacker} must be an id, for example "PER", not "no id".',
        '"source" of relation PartOf is empty; it must have at least 1 entry.',
    ]


def test_pointers_are_escaped() -> None:
    assert pointer_of("a/b", 0, "m~n", "") == "/a~1b/0/m~0n/"
    assert tokens_of("/a~1b/0/m~0n/") == ["a/b", "0", "m~n", ""]
    assert pointer_of() == ""
    assert tokens_of("") == []


def test_schemas_describe_every_part() -> None:
    whole = schema(ANNOTATION_SET)
    assert whole["$id"] == "urn:sorot:annotation-set:1"
    for name in RECORDS.values():
        assert whole["$defs"][name]["description"]
        assert whole["$defs"][name]["additionalProperties"] is False
