"""What more than half say: one alone is itself, and nobody's word counts twice."""

from hypothesis import given

from annotations.corpus.majority import majority
from annotations.formats.exchange import LabelledDocument, Labels, said
from annotations.model.records import Argument, Comment, Event, Kind, Mention, Status
from tests.corpus.corpora import UNSIGNED, labels, mention
from tests.support.exchange import labelled_documents


@given(document=labelled_documents())
def test_of_equal_ones_it_is_what_they_say(document: LabelledDocument) -> None:
    (one,) = document.sets
    records = tuple(record for record in one.records if not isinstance(record, Comment))
    notes_aside = {record.id for record in records}
    distinct = {(two.kind, two.label, two.spans) for two in records if isinstance(two, Mention)}
    if len(distinct) < sum(isinstance(two, Mention) for two in records):
        return  # the same mention twice is one here
    both = majority([Labels("a", records), Labels("b", records)])
    assert all(not isinstance(record, Comment) for record in both.records)
    assert len(notes_aside) >= len(both.records)
    assert {repr(what) for what in said(both.records) if what[0] == "mention"} == {
        repr(what) for what in said(records) if what[0] == "mention"
    }


def test_two_of_three() -> None:
    trigger = mention("t", "Attack", 10, 15, Kind.EVENT)
    libya, darna = mention("m1", "GPE", 0, 5), mention("m2", "GPE", 6, 9)
    both = Event("e1", "t", UNSIGNED, (Argument("Place", "m1"), Argument("Target", "m2")))
    one = Event("e1", "t", UNSIGNED, (Argument("Place", "m1"),))
    made = majority(
        [
            labels(libya, darna, trigger, both, annotator="a"),
            labels(libya, trigger, one, annotator="b"),
            labels(mention("x", "PER", 0, 5), darna, annotator="c", status={Kind.ENTITY: Status.DONE}),
        ]
    )
    found = {(two.label, two.start) for two in made.records if isinstance(two, Mention)}
    assert found == {("GPE", 0), ("GPE", 6), ("Attack", 10)}
    (event,) = (two for two in made.records if isinstance(two, Event))
    assert [argument.role for argument in event.arguments] == ["Place"]
    assert made.status == {
        Kind.ENTITY: Status.DONE,
        Kind.EVENT: Status.DONE,
        Kind.BOILERPLATE: Status.DONE,
    }


def test_one_of_two_is_no_majority() -> None:
    made = majority([labels(mention("m1", "GPE", 0, 5), annotator="a"), labels(annotator="b")])
    assert made.records == ()
