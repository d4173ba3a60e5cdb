"""Mentions: tag, move, several spans, delete; the status of a kind; titles."""

import pytest

from annotations.edits import operations
from annotations.edits.edit import Edit, Title
from annotations.edits.placement import Refusal
from annotations.model.records import Event, Kind, Mention, Status
from annotations.text.span import Span
from tests.edits.conftest import TEXT, Story
from tests.support.small import HAND


def refused(outcome: Edit | Refusal) -> str:
    assert isinstance(outcome, Refusal), outcome
    return outcome.code


def test_a_tag_snaps_and_begins_the_kind(story: Story) -> None:
    span = story.where("BB ra")
    edit = operations.tag(story.annotations, story.context, story.label(Kind.ENTITY, "ORG"), (span,), HAND)
    assert isinstance(edit, Edit)
    assert edit.title == Title("tag", "ORG", "PBB rain")
    inverse, change = edit.apply(story.annotations, story.context)
    assert [one.id for one in change.added] == ["m6"]
    assert story.annotations.status(Kind.ENTITY) is Status.IN_PROGRESS
    inverse.apply(story.annotations, story.context)
    assert story.annotations.status(Kind.ENTITY) is Status.UNTOUCHED
    assert story.annotations.new_id(Mention) == "m7"


def test_a_trigger_comes_with_its_event_and_no_second_one(story: Story) -> None:
    label = story.label(Kind.EVENT, "Rain")
    change = story.do(operations.tag(story.annotations, story.context, label, (story.where("rain"),), HAND))
    event = next(one for one in change.added if isinstance(one, Event))
    assert event.trigger == "m6"
    story.do(
        operations.relabel(
            story.annotations, story.context, story.mention("m6"), story.label(Kind.EVENT, "Die"), HAND
        )
    )
    assert story.annotations.events_on("m6") == [event]


def test_a_status_of_done_stays_done(story: Story) -> None:
    story.do(operations.set_status(story.annotations, Kind.ENTITY, Status.DONE))
    label = story.label(Kind.ENTITY, "ORG")
    change = story.do(operations.tag(story.annotations, story.context, label, (story.where("PBB"),), HAND))
    assert change.status == ()


def test_nothing_here_is_not_said_over_mentions(story: Story) -> None:
    assert (
        refused(operations.set_status(story.annotations, Kind.ENTITY, Status.NOTHING_HERE)) == "not_nothing"
    )
    assert refused(operations.set_status(story.annotations, Kind.EVENT, Status.UNTOUCHED)) == "same_status"
    story.do(operations.set_status(story.annotations, Kind.BOILERPLATE, Status.NOTHING_HERE))
    label = story.label(Kind.BOILERPLATE, "Legal")
    story.do(operations.tag(story.annotations, story.context, label, (Span(0, 4),), HAND))
    assert story.annotations.status(Kind.BOILERPLATE) is Status.IN_PROGRESS


def test_an_end_moved_by_character_stays_where_it_was_put(story: Story) -> None:
    story.do(operations.respan(story.annotations, story.context, story.mention("m1"), (Span(0, 5),)))
    assert story.mention("m1").spans == (Span(0, 5),)
    blank = operations.respan(story.annotations, story.context, story.mention("m1"), (Span(4, 5),))
    assert refused(blank) == "blank"
    empty = operations.respan(story.annotations, story.context, story.mention("m1"), (Span(3, 3),))
    assert refused(empty) == "blank"
    same = operations.respan(story.annotations, story.context, story.mention("m1"), (Span(0, 5),))
    assert refused(same) == "same_spans"


def test_a_mention_at_the_very_end(story: Story) -> None:
    label = story.label(Kind.ENTITY, "GPE")
    beyond = (Span(len(TEXT) - 4, len(TEXT) + 9),)
    story.do(operations.tag(story.annotations, story.context, label, beyond, HAND))
    assert story.mention("m6").end == len(TEXT)
    after = (Span(len(TEXT), len(TEXT) + 3),)
    assert refused(operations.tag(story.annotations, story.context, label, after, HAND)) == "blank"


def test_spans_are_added_and_removed(story: Story) -> None:
    leon = story.mention("m1")
    story.do(operations.add_span(story.annotations, story.context, leon, story.where("iby")))
    assert story.mention("m1").spans == (story.where("Leon"), story.where("Libya"))
    inside = operations.add_span(
        story.annotations, story.context, story.mention("m1"), Span(1, 2), exact=True
    )
    assert refused(inside) == "same_spans"
    blank = operations.add_span(story.annotations, story.context, story.mention("m1"), Span(4, 5))
    assert refused(blank) == "blank"
    story.do(operations.remove_span(story.annotations, story.context, story.mention("m1"), 0))
    assert story.mention("m1").spans == (story.where("Libya"),)
    last = operations.remove_span(story.annotations, story.context, story.mention("m1"), 0)
    assert refused(last) == "last_span"


def test_spans_that_come_to_touch_become_one(story: Story) -> None:
    story.do(operations.add_span(story.annotations, story.context, story.mention("m1"), story.where("said")))
    spans = (Span(0, 5), story.where("said"))
    story.do(operations.respan(story.annotations, story.context, story.mention("m1"), spans))
    assert story.mention("m1").spans == (Span(0, 9),)


def test_removing_a_span_must_not_repeat_another_mention(story: Story) -> None:
    label = story.label(Kind.ENTITY, "PER")
    both = (story.where("Leon"), story.where("PBB"))
    story.do(operations.tag(story.annotations, story.context, label, both, HAND))
    left = operations.remove_span(story.annotations, story.context, story.mention("m6"), 1)
    assert refused(left) == "repeated"


def test_several_spans_do_not_fit_a_kind_without_them(story: Story) -> None:
    story.do(operations.add_span(story.annotations, story.context, story.mention("m1"), story.where("PBB")))
    label = story.label(Kind.BOILERPLATE, "Legal")
    outcome = operations.relabel(story.annotations, story.context, story.mention("m1"), label, HAND)
    assert refused(outcome) == "discontinuous"


def test_relabelling_to_the_same_or_to_what_is_there_already(story: Story) -> None:
    label = story.label(Kind.ENTITY, "PER")
    same = operations.relabel(story.annotations, story.context, story.mention("m1"), label, HAND)
    assert refused(same) == "same_label"
    org = story.label(Kind.ENTITY, "ORG")
    story.do(operations.tag(story.annotations, story.context, org, (story.where("Leon"),), HAND))
    twice = operations.relabel(story.annotations, story.context, story.mention("m6"), label, HAND)
    assert refused(twice) == "repeated"


def test_deleting_nothing_is_a_mistake(story: Story) -> None:
    with pytest.raises(ValueError, match="nothing to delete"):
        operations.delete(story.annotations, story.context, [])


def test_a_title_quotes_a_little_on_one_line(story: Story) -> None:
    label = story.label(Kind.BOILERPLATE, "Legal")
    edit = operations.tag(story.annotations, story.context, label, (Span(0, len(TEXT)),), HAND)
    assert isinstance(edit, Edit)
    assert edit.title.quote == "Leon said the attack in Darna, a bombin…"
    assert len(edit.title.quote) == 40
