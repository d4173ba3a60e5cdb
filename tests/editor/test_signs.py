"""Signs on chips: what they say, and that they come and go with what they stand for."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from annotations.model.carried import carriers
from annotations.model.change import Change
from annotations.model.label_set import LabelSet
from annotations.model.records import Comment, Event, Mention, Record, Relation
from gui.editor.signs import NO_SIGNS, Signs, signs_of
from tests.support.shown import HAND, Shown

Show = Callable[..., Shown]
TEXT = "Leon said that rebels attacked Darna."
MARKS = {"m1": ("PER", "Leon"), "m2": ("Attack", "attacked"), "m3": ("GPE", "Darna")}


@pytest.fixture
def shown(show: Show) -> Shown:
    made: Shown = show(TEXT, MARKS)
    made.annotations.replace(None, Event("e1", "m2", HAND))
    return made


def mention(shown: Shown, mention_id: str) -> Mention:
    found = shown.annotations.mention(mention_id)
    assert found is not None
    return found


def chip_width(shown: Shown, mention_id: str) -> int:
    page = shown.view._page
    assert page is not None
    marks = [mark for one in page.place.shown for row in one.laid.rows for mark in row.marks]
    (chip,) = (mark.chip for mark in marks if mark.mention.id == mention_id and mark.chip is not None)
    return chip.width


def put(shown: Shown, before: Record | None, after: Record | None) -> None:
    """Change a record and tell the view."""
    shown.annotations.replace(before, after)
    if before is None:
        change = Change(added=() if after is None else (after,))
    else:
        change = Change(removed=(before,)) if after is None else Change(updated=((before, after),))
    shown.view.mentions_changed(change)


def test_what_is_carried_is_signed(shown: Shown, labels: LabelSet) -> None:
    def signs(mention_id: str) -> Signs:
        return signs_of(shown.annotations, labels, mention(shown, mention_id))

    assert signs("m1") is NO_SIGNS
    before = mention(shown, "m1")
    carrying = replace(before, link="Q1", attributes={"mention_type": "name", "note": "!"})
    put(shown, before, carrying)
    assert signs("m1") == Signs("*", link=True), "how it is named has no sign: every mention would have it"
    event = Event("e1", "m2", HAND, attributes={"negated": False, "speculated": True})
    put(shown, shown.annotations.get("e1"), event)
    assert signs("m2") == Signs("?"), "no is no sign"
    put(shown, None, Comment("c1", "e1", "Sure?", HAND))
    assert signs("m2") == Signs("?", note=True)
    put(shown, None, Event("e2", "m2", HAND, attributes={"negated": True, "speculated": True}))
    assert signs("m2") == Signs("¬?", note=True), "of all events on the trigger, each once"


def test_chips_grow_and_shrink_with_what_is_said_of_events(shown: Shown) -> None:
    plain = chip_width(shown, "m2")
    event = shown.annotations.get("e1")
    assert isinstance(event, Event)
    negated = replace(event, attributes={"negated": True})
    put(shown, event, negated)
    signed = chip_width(shown, "m2")
    assert signed > plain
    note = Comment("c1", "e1", "Sure?", HAND)
    put(shown, None, note)
    assert chip_width(shown, "m2") > signed
    put(shown, note, None)
    put(shown, negated, event)
    assert chip_width(shown, "m2") == plain


def test_an_attribute_without_a_sign_is_a_dot_when_it_is_a_yes(shown: Shown, labels: LabelSet) -> None:
    attributes = tuple(replace(one, sign="") for one in labels.attributes)
    bare = replace(labels, attributes=attributes)
    event = Event("e1", "m2", HAND, attributes={"negated": True, "speculated": True, "tense": "past"})
    put(shown, shown.annotations.get("e1"), event)
    assert signs_of(shown.annotations, bare, mention(shown, "m2")) == Signs("•")


def test_a_change_is_carried_by_these_mentions(shown: Shown) -> None:
    annotations = shown.annotations
    relation = Relation("r1", "Located", "m1", "m3", HAND)
    annotations.replace(None, relation)
    found = [
        [one.id for one in carriers(annotations, Change(added=(record,)))]
        for record in (
            mention(shown, "m1"),
            Event("e9", "m2", HAND),
            Event("e9", "m9", HAND),
            Comment("c1", "m3", "", HAND),
            Comment("c1", "e1", "", HAND),
            Comment("c1", "r1", "", HAND),
            Comment("c1", None, "", HAND),
            relation,
        )
    ]
    assert found == [["m1"], ["m2"], [], ["m3"], ["m2"], [], [], []]
