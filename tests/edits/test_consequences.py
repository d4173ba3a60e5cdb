"""What goes along with a deletion or a relabelling, shown first and then done as one step."""

from collections.abc import Iterable

from annotations.edits import operations
from annotations.edits.consequences import Consequences, deletion, relabelling
from annotations.edits.edit import Edit
from annotations.edits.event_operations import add_argument
from annotations.edits.note_operations import add_comment, set_attribute
from annotations.model.records import Argument, Comment, Event, Kind, Record
from tests.edits.conftest import Story
from tests.support.small import HAND, SMALL


def ids(records: Iterable[Record]) -> set[str]:
    return {record.id for record in records}


def test_a_mention_takes_its_events_and_the_arguments_that_were_them(story: Story) -> None:
    along = deletion(story.annotations, [story.mention("m2")])
    assert ids(along.removed) == {"e1", "e2"}
    assert along.loosened == ((story.event("e3"), Event("e3", "m4", HAND, (Argument("Target", "m1"),))),)
    assert along.worth_asking
    change = story.do(operations.delete(story.annotations, story.context, [story.mention("m2")]))
    assert ids(change.removed) == {"m2", "e1", "e2"}
    assert change.updated == along.loosened


def test_comments_go_with_what_they_are_about(story: Story) -> None:
    for record in (story.event("e1"), story.mention("m2"), story.annotations.get("r1"), None):
        story.do(add_comment(story.annotations, story.context, record, "Sure?", HAND))
    story.do(operations.delete(story.annotations, story.context, [story.mention("m2"), story.mention("m5")]))
    assert [one.target for one in story.annotations.of_type(Comment)] == [None]


def test_a_bare_event_is_not_worth_a_question(story: Story) -> None:
    story.do(operations.delete(story.annotations, story.context, [story.event("e1")]))
    along = deletion(story.annotations, [story.mention("m2")])
    assert ids(along.removed) == {"e2"}
    assert not along.worth_asking
    story.do(set_attribute(story.annotations, story.context, story.event("e2"), "negated", True))
    assert deletion(story.annotations, [story.mention("m2")]).worth_asking


def test_the_last_event_of_a_trigger_takes_the_trigger(story: Story) -> None:
    story.do(operations.delete(story.annotations, story.context, [story.event("e2")]))
    assert story.annotations.get("m2") is not None
    along = deletion(story.annotations, [story.event("e1")])
    assert ids(along.removed) == {"m2"}
    story.do(operations.delete(story.annotations, story.context, [story.event("e1")]))
    assert story.annotations.get("m2") is None
    assert story.event("e3").arguments == (Argument("Target", "m1"),)


def test_mentions_that_hang_together_go_in_any_order(story: Story) -> None:
    everything = [story.mention(f"m{number}") for number in (3, 1, 5, 4, 2, 2)]
    edit = operations.delete(story.annotations, story.context, everything)
    assert edit.title.count == 5
    inverse, change = edit.apply(story.annotations, story.context)
    assert len(story.annotations) == 0
    assert len(change.removed) == 9
    inverse.apply(story.annotations, story.context)
    assert len(story.annotations) == 9


def test_events_in_a_circle_go_together(story: Story) -> None:
    story.do(add_argument(story.annotations, story.context, story.event("e1"), "Target", story.event("e3")))
    edit = operations.delete(story.annotations, story.context, [story.mention("m4"), story.mention("m2")])
    inverse, _ = edit.apply(story.annotations, story.context)
    assert not list(story.annotations.of_type(Event))
    inverse.apply(story.annotations, story.context)
    assert Argument("Target", "e3") in story.event("e1").arguments
    story.do(operations.delete(story.annotations, story.context, [story.mention("m4")]))
    assert Argument("Target", "e3") not in story.event("e1").arguments


def test_a_relation_or_comment_goes_alone(story: Story) -> None:
    relation = story.annotations.get("r1")
    assert relation is not None
    edit = operations.delete(story.annotations, story.context, [relation])
    assert (edit.title.action, edit.title.label, edit.title.quote) == ("delete_relation", "PartOf", "Darna")
    assert ids(story.do(edit).removed) == {"r1"}


def test_a_role_that_a_label_has_less_of_keeps_the_first(story: Story) -> None:
    """Attack takes any number of places, Die one, and no attacker."""
    along = relabelling(story.annotations, SMALL, [story.mention("m2")], story.label(Kind.EVENT, "Die"))
    assert not along.removed
    assert {old.id: new.arguments for old, new in along.loosened} == {
        "e1": (Argument("Place", "m3"),),
        "e3": (Argument("Target", "m1"),),  # a death is not caused by a death
    }


def test_a_trigger_made_an_entity_loses_its_events(story: Story) -> None:
    for record in (story.event("e2"), story.event("e1")):
        story.do(add_comment(story.annotations, story.context, record, "Sure?", HAND))
    label = story.label(Kind.ENTITY, "ORG")
    along = relabelling(story.annotations, SMALL, [story.mention("m2")], label)
    assert ids(along.removed) == {"e1", "e2", "c1", "c2"}
    edit = operations.relabel(story.annotations, story.context, story.mention("m2"), label, HAND)
    assert isinstance(edit, Edit)
    inverse, change = edit.apply(story.annotations, story.context)
    assert ids(change.removed) == {"e1", "e2", "c1", "c2"}
    assert story.event("e3").arguments == (Argument("Target", "m1"),)
    inverse.apply(story.annotations, story.context)
    assert story.event("e3").arguments == (Argument("Cause", "e1"), Argument("Target", "m1"))


def test_an_entity_made_a_trigger_leaves_the_roles_and_relations_it_cannot_be_in(story: Story) -> None:
    change = story.do(
        operations.relabel(
            story.annotations, story.context, story.mention("m3"), story.label(Kind.EVENT, "Rain"), HAND
        )
    )
    assert ids(change.removed) == {"r1"}
    assert [one.trigger for one in change.added if isinstance(one, Event)] == ["m3"]
    assert story.event("e1").arguments == (Argument("Attacker", "m1"), Argument("Place", "m5"))


def test_a_label_that_fits_everywhere_takes_nothing_along(story: Story) -> None:
    label = story.label(Kind.ENTITY, "ORG")
    along = relabelling(story.annotations, SMALL, [story.mention("m1")], label)
    assert [old.id for old, _ in along.loosened] == ["e3"]  # an organisation does not die
    label = story.label(Kind.EVENT, "Die")
    along = relabelling(story.annotations, SMALL, [story.mention("m4")], label)
    assert along == Consequences()
    assert not along.worth_asking


def test_attributes_of_the_other_kind_are_left_behind(story: Story) -> None:
    for name, value in (("note", "x"), ("sure", "low")):
        story.do(set_attribute(story.annotations, story.context, story.mention("m1"), name, value))
    label = story.label(Kind.EVENT, "Rain")
    story.do(operations.relabel(story.annotations, story.context, story.mention("m1"), label, HAND))
    assert story.mention("m1").attributes == {"sure": "low"}
