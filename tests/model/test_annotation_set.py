"""The annotation set: ids, order and look-ups."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.model.annotation_set import AnnotationSet
from annotations.model.records import EMPTY, Comment, Event, Kind, Mention, Record, Relation, Status
from annotations.text.span import Span
from tests.support.records import TEXTS, annotation_sets
from tests.support.small import HAND, SMALL, annotation_set

TEXT = "Leon said the attack in Darna"


def entity(mention_id: str, *spans: Span) -> Mention:
    return Mention(mention_id, Kind.ENTITY, "PER", spans, HAND)


def test_an_id_stands_once() -> None:
    with pytest.raises(ValueError, match="two records have the id m1"):
        annotation_set(TEXT, [entity("m1", Span(0, 1)), Comment("m1", None, "?", HAND)])


@pytest.mark.parametrize(
    "taken, fresh",
    [
        ([], "m1"),
        (["m1", "m10", "m2"], "m11"),
        (["m007"], "m8"),
        (["e3", "x9", "mention9", "m1a", "M4"], "m1"),
        (["m" + "9" * 18], "m1" + "0" * 18),
        (["m\u0663"], "m1"),
    ],
)
def test_a_new_id_is_one_more_than_the_highest(taken: list[str], fresh: str) -> None:
    annotations = annotation_set(TEXT, [entity(one, Span(0, 1)) for one in taken])
    assert annotations.new_id(Mention) == fresh
    annotations.replace(None, entity(fresh, Span(1, 2)))
    assert annotations.new_id(Mention) not in [*taken, fresh]


def test_ids_are_not_used_again() -> None:
    annotations = annotation_set(TEXT, [entity("m1", Span(0, 1))])
    annotations.replace(annotations.get("m1"), None)
    assert annotations.new_id(Mention) == "m2"
    assert annotations.new_id(Mention, taken=2) == "m4"
    assert [annotations.new_id(one) for one in (Event, Relation, Comment)] == ["e1", "r1", "c1"]


def test_the_outermost_mention_comes_first() -> None:
    records = [entity("m1", Span(5, 9)), entity("m2", Span(0, 20)), entity("m3", Span(5, 20))]
    annotations = annotation_set(TEXT, records)
    assert [one.id for one in annotations.at(7)] == ["m2", "m3", "m1"]
    assert [one.id for one in annotations.overlapping(6, 7)] == ["m2", "m3", "m1"]


def test_a_mention_with_several_spans_is_found_once() -> None:
    annotations = annotation_set(TEXT, [entity("m1", Span(0, 4), Span(5, 9), Span(14, 20))])
    assert [one.id for one in annotations.overlapping(0, 29)] == ["m1"]
    assert annotations.overlapping(9, 14) == []
    assert (annotations.next_start(0), annotations.previous_start(14)) == (5, 5)


def test_what_does_not_change_keeps_its_place() -> None:
    records: list[Record] = [entity(f"m{one}", Span(one, one + 1)) for one in range(4)]
    annotations = annotation_set(TEXT, records)
    annotations.replace(records[1], entity("m1", Span(9, 10)))
    assert [one.id for one in annotations.records()] == ["m0", "m1", "m2", "m3"]


def test_events_on_a_trigger() -> None:
    trigger = Mention("m1", Kind.EVENT, "Attack", (Span(14, 20),), HAND)
    annotations = annotation_set(TEXT, [trigger, Event("e1", "m1", HAND), Comment("c1", "m1", "?", HAND)])
    assert [one.id for one in annotations.events_on("m1")] == ["e1"]
    assert annotations.mention("e1") is None
    assert annotations.mention("m9") is None


def test_every_kind_has_a_status() -> None:
    annotations = annotation_set(TEXT, status={Kind.EVENT: Status.DONE})
    assert [annotations.status(kind) for kind in Kind] == [Status.UNTOUCHED, Status.DONE, Status.UNTOUCHED]


@given(st.data(), TEXTS)
def test_one_by_one_is_the_same_as_all_at_once(data: st.DataObject, text: str) -> None:
    whole = data.draw(annotation_sets(text))
    grown = annotation_set(text)
    for record in data.draw(st.permutations(whole.records())):
        grown.replace(None, record)
    assert answers(grown, len(text)) == answers(whole, len(text))
    for record in data.draw(st.permutations(whole.records())):
        grown.replace(record, None)
    assert answers(grown, len(text)) == answers(annotation_set(text), len(text))


def answers(annotations: AnnotationSet, length: int) -> list[object]:
    offsets = range(length + 1)
    return [
        {one.id: one for one in annotations.records()},
        {
            one.id: sorted(other.id for other in annotations.referrers(one.id))
            for one in annotations.records()
        },
        [annotations.count(label.kind, label.id) for label in SMALL.labels],
        [[one.id for one in annotations.at(offset)] for offset in offsets],
        [[one.id for one in annotations.overlapping(offset, length)] for offset in offsets],
        [(annotations.next_start(offset), annotations.previous_start(offset)) for offset in offsets],
    ]


def test_records_share_one_empty_mapping() -> None:
    mention, event = entity("m1", Span(0, 1)), Event("e1", "m1", HAND)
    assert mention.attributes is mention.extra is event.attributes is EMPTY
