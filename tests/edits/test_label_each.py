"""A label given to many places at once fits the set, leaves out what may not be, and is taken back whole."""

from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.edits.label_each import label_each, relabel_refusal
from annotations.edits.placement import Refusal
from annotations.model.records import Argument, Event, Kind, Mention
from annotations.text.span import Span
from tests.support.records import annotation_sets
from tests.support.small import HAND, SMALL, annotation_set, context_of

STORY = "Darna is a town. Darna lies by the sea, and Darna is old. Darna"
PLACES = [Span(0, 5), Span(17, 22), Span(44, 49), Span(58, 63)]


@settings(max_examples=150)
@given(st.data())
def test_it_always_fits_and_can_be_taken_back(data: st.DataObject) -> None:
    annotations, context = data.draw(annotation_sets(STORY)), context_of(STORY)
    label = data.draw(st.sampled_from(SMALL.labels))
    everyone = sorted(annotations.of_type(Mention), key=lambda one: one.id)
    mentions = [one for one in everyone if data.draw(st.booleans())]
    spans = [one for one in PLACES if data.draw(st.booleans())]
    if label.kind is not Kind.ENTITY:  # places and mentions that come to lie on each other are nobody's wish
        spans = []
    before = annotations.records()
    edit = label_each(annotations, context, label, spans, mentions, HAND)
    if isinstance(edit, Refusal):
        assert not spans or not mentions or edit.message
        return
    inverse, change = edit.apply(annotations, context)
    made = [one for one in change.after() if isinstance(one, Mention)]
    assert len(made) == edit.title.count
    assert {(one.kind, one.label) for one in made} == {(label.kind, label.id)}
    inverse.apply(annotations, context)
    assert sorted(annotations.records(), key=lambda one: one.id) == sorted(before, key=lambda one: one.id)


def test_two_arguments_of_one_event_go_together() -> None:
    people = [Mention(f"m{number}", Kind.ENTITY, "PER", (PLACES[number],), HAND) for number in (0, 1)]
    trigger = Mention("m2", Kind.EVENT, "Die", (Span(6, 8),), HAND)
    event = Event("e1", "m2", HAND, tuple(Argument("Target", one.id) for one in people))
    annotations, context = annotation_set(STORY, [*people, trigger, event]), context_of(STORY)
    edit = label_each(annotations, context, SMALL.labels[2], [PLACES[2]], people, HAND)
    assert not isinstance(edit, Refusal)
    edit.apply(annotations, context)
    after = annotations.get("e1")
    assert isinstance(after, Event)
    assert after.arguments == ()
    assert edit.title.count == 3


def test_boilerplate_stays_boilerplate_and_one_place_takes_a_label_once() -> None:
    ad = Mention("m1", Kind.BOILERPLATE, "AdCode", (Span(0, 16),), HAND)
    person = Mention("m2", Kind.ENTITY, "PER", (PLACES[1],), HAND)
    group = Mention("m3", Kind.ENTITY, "ORG", (PLACES[1],), HAND)
    annotations, context = annotation_set(STORY, [ad, person, group]), context_of(STORY)
    gpe = SMALL.labels[2]
    refusal = relabel_refusal(annotations, context, gpe, ad)
    assert refusal is not None
    assert refusal.code == "layer"
    edit = label_each(annotations, context, gpe, [], [ad, person, group], HAND)
    assert not isinstance(edit, Refusal)
    assert edit.title.count == 1
