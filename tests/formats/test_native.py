"""Label files: model to bytes and back, byte for byte, and lines that follow every change."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.edits.edit import Edit
from annotations.edits.note_operations import set_attribute
from annotations.edits.placement import Refusal
from annotations.formats.json_text import json_line
from annotations.formats.native import (
    annotation_set_from_dict,
    annotation_set_to_dict,
    label_set_from_dict,
    label_set_to_dict,
    render,
)
from annotations.formats.native_lines import AnnotationLines, Frame
from annotations.formats.native_records import natural, record_from_dict, record_to_dict
from annotations.model.annotation_set import AnnotationSet
from annotations.model.change import Change
from annotations.model.records import Comment, Event, Kind, Mention, Provenance
from annotations.text.source import SourceText
from annotations.text.span import Span
from schemas.problems import Problem
from schemas.reading import parse_json
from schemas.validation import annotation_set_problems, label_set_problems, record_problems
from tests.support.edits import outcomes
from tests.support.records import TEXTS, annotation_sets
from tests.support.small import HAND, SMALL, annotation_set, context_of

V1 = Path(__file__).parents[1] / "files" / "v1"
SHIPPED = Path("schemas/label_sets/news.labelset.json")

PROVENANCE = '"provenance": {"by": "annotator-1", "at": "2026-11-22T09:14:03Z", "how": "hand"}}'
PICTURE = """\
{
 "format": "sorot.annotation-set", "version": 1,
 "document": {"id": "darna", "name": "darna.txt", "digest": DIGEST, "length": 22, UNIT},
 "label_set": {"id": "small", "version": 1},
 "annotator": "annotator-1",
 "status": {"entity": "untouched", "event": "untouched", "boilerplate": "untouched"},
 "mentions": [
  {"id": "m2", CITY, "spans": [{"start": 0, "end": 7, "quote": "TRIPOLI"}], PROVENANCE,
  {"id": "m10", CITY, "spans": [{"start": 0, "end": 7, "quote": "TRIPOLI"}], PROVENANCE,
  {"id": "m1", STRIKE, "spans": [{"start": 9, "end": 22, "quote": "“grève” éclat"}], PROVENANCE
 ],
 "events": [],
 "relations": [],
 "comments": [
  {"id": "c1", "target": null, "text": "A \\"quote\\".", PROVENANCE
 ],
 "extra": {}
}
"""


def built(text: str, data: st.DataObject) -> tuple[AnnotationSet, SourceText]:
    return data.draw(annotation_sets(text)), SourceText(text)


def test_file_looks_as_it_is_promised() -> None:
    text = "TRIPOLI: “grève” éclat"
    city = [Mention(f"m{n}", Kind.ENTITY, "GPE", (Span(0, 7),), HAND) for n in (10, 2)]
    strike = Mention("m1", Kind.EVENT, "Attack", (Span(9, 22),), HAND)
    annotations = annotation_set(text, [strike, *city, Comment("c1", None, 'A "quote".', HAND)])
    expected = PICTURE
    for name, value in (
        ("UNIT", '"offset_unit": "code_point"'),
        ("PROVENANCE", PROVENANCE),
        ("CITY", '"kind": "entity", "label": "GPE"'),
        ("STRIKE", '"kind": "event", "label": "Attack"'),
        ("DIGEST", f'"{annotations.document.digest}"'),
    ):
        expected = expected.replace(name, value)
    assert render(annotations, SourceText(text)).decode("utf-8") == expected


def test_sample_of_version_1_is_read_and_written_with_only_its_attributes_sorted() -> None:
    source = (V1 / "sample.labels.json").read_bytes()
    tense, note = b'"tense": "past"', b'"note": "says it twice"'
    text = SourceText((V1 / "sample.txt").read_bytes().decode("utf-8"))
    data = json.loads(source)
    annotations = annotation_set_from_dict(data)
    assert render(annotations, text) == source.replace(b"%b, %b" % (tense, note), b"%b, %b" % (note, tense))
    assert annotation_set_to_dict(annotations, text) == data


@given(TEXTS, st.data())
def test_any_set_is_valid_and_comes_back_as_the_same_bytes(text: str, data: st.DataObject) -> None:
    annotations, source = built(text, data)
    content = render(annotations, source)
    parsed = parse_json(content)
    assert isinstance(parsed, dict)
    assert annotation_set_problems(parsed, text, label_set_to_dict(SMALL)) == []
    again = annotation_set_from_dict(parsed)
    assert render(again, source) == content
    assert {one.id: one for one in again.records()} == {one.id: one for one in annotations.records()}
    assert annotation_set_to_dict(annotations, source) == parsed


@given(TEXTS, st.data())
def test_the_order_in_which_attributes_were_set_does_not_show(text: str, data: st.DataObject) -> None:
    annotations, source = built(text, data)
    again = annotation_set_from_dict(annotation_set_to_dict(annotations, source))
    for record in list(again.records()):
        if isinstance(record, Mention | Event):
            order = data.draw(st.permutations(list(record.attributes)))
            again.replace(record, replace(record, attributes={}))
            for name in order:
                now = again.get(record.id)
                assert isinstance(now, Mention | Event)
                edit = set_attribute(again, context_of(text), now, name, record.attributes[name])
                assert isinstance(edit, Edit)
                edit.apply(again, context_of(text))
    assert render(again, source) == render(annotations, source)


@given(TEXTS, st.data())
def test_lines_follow_every_change(text: str, data: st.DataObject) -> None:
    annotations, source = built(text, data)
    context = context_of(text)
    lines = AnnotationLines(Frame.of(annotations), source, annotations.records(), record_problems)
    for _ in range(data.draw(st.integers(1, 6))):
        if data.draw(st.booleans()):
            lines.make(data.draw(st.integers(0, 3)))
        edit = data.draw(outcomes(annotations, context))
        if not isinstance(edit, Refusal):
            lines.apply(edit.apply(annotations, context)[1])
    assert lines.make()
    assert b"".join(lines.chunks()) == render(annotations, source)
    assert lines.refused == {}


def test_refused_record_is_named_until_it_is_mended_or_gone() -> None:
    def check(collection: str, record: dict[str, object]) -> list[Problem]:
        return [Problem("/label", "Not this one.")] if record.get("label") == "ORG" else []

    context = context_of("one two")
    annotations = annotation_set("one two")
    lines = AnnotationLines(Frame.of(annotations), context.text, [], check)
    bad = Mention("m1", Kind.ENTITY, "ORG", (Span(0, 3),), HAND)
    good = Mention("m1", Kind.ENTITY, "PER", (Span(0, 3),), HAND)
    lines.apply(Change(added=(bad,)))
    lines.make()
    assert list(lines.refused) == ["m1"]
    lines.apply(Change(updated=((bad, good),)))
    lines.make()
    assert lines.refused == {}


def test_lone_surrogates_are_escaped_and_come_back() -> None:
    text = "a\ud83d b"
    mention = Mention("m1", Kind.ENTITY, "PER", (Span(0, 2),), HAND, {"note": "\udc00"})
    content = render(annotation_set(text, [mention]), SourceText(text))
    assert b'"quote": "a\\ud83d"' in content
    content.decode("utf-8")
    parsed = parse_json(content)
    assert isinstance(parsed, dict)
    assert annotation_set_problems(parsed, text, label_set_to_dict(SMALL)) == []
    assert annotation_set_from_dict(parsed).get("m1") == mention


def test_long_span_carries_its_ends_and_a_digest() -> None:
    text = "x" * 64 + "y" * 200 + "z" * 64
    mention = Mention("m1", Kind.ENTITY, "PER", (Span(0, 328),), HAND)
    span = record_to_dict(mention, SourceText(text))["spans"][0]
    assert (span["quote_start"], span["quote_end"]) == ("x" * 64, "z" * 64)
    assert span["quote_digest"] == SourceText(text).digest
    assert "quote" not in span


def test_extra_survives() -> None:
    data = annotation_set_to_dict(annotation_set("abc"), SourceText("abc"))
    data["extra"] = {"z": [1, {"a": None}], "b": 1e300, "c": "\u2028"}
    data["mentions"] = [
        record_to_dict(Mention("m1", Kind.ENTITY, "PER", (Span(0, 1),), HAND), SourceText("abc"))
        | {"extra": {"tool": {"deep": [[]]}}}
    ]
    content = render(annotation_set_from_dict(data), SourceText("abc"))
    assert json.loads(content) == data
    assert b'"extra": {"z": [1, {"a": null}], "b": 1e+300' in content


@given(st.lists(st.from_regex(r"[A-Za-z][A-Za-z0-9_.:-]{0,9}\Z"), unique=True))
def test_ids_sort_as_people_count_and_never_tie(ids: list[str]) -> None:
    assert len({natural(one) for one in ids}) == len(ids)


def test_m2_comes_before_m10() -> None:
    ids = ["m10", "m2", "m1", "m01", "x", "m2a10", "m2a9"]
    assert sorted(ids, key=natural) == ["m01", "m1", "m2", "m2a9", "m2a10", "m10", "x"]


def test_quotes_in_the_file_are_not_believed() -> None:
    record = {"id": "m1", "kind": "entity", "label": "PER", "spans": [{"start": 0, "end": 1, "quote": "?"}]}
    provenance = {"by": "a", "at": "2026-11-22T09:14:03Z", "how": "hand"}
    mention = record_from_dict("mentions", record | {"provenance": provenance})
    assert record_to_dict(mention, SourceText("abc"))["spans"][0]["quote"] == "a"
    assert mention.provenance == Provenance("a", "2026-11-22T09:14:03Z")


def test_not_a_number_is_no_json() -> None:
    with pytest.raises(ValueError, match="JSON"):
        json_line({"score": float("nan")})


@pytest.mark.parametrize("path", [SHIPPED, V1 / "sample.labelset.json"])
def test_label_set_comes_back_the_same(path: Path) -> None:
    label_set = label_set_from_dict(json.loads(path.read_bytes()))
    data = label_set_to_dict(label_set)
    assert label_set_problems(data) == []
    assert label_set_from_dict(data) == label_set


def test_label_set_with_everything_comes_back_the_same() -> None:
    data = label_set_to_dict(SMALL)
    assert label_set_problems(data) == []
    assert label_set_from_dict(data) == SMALL
