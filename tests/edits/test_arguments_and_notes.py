"""Events' arguments, relations, attributes, links and comments."""

import pytest

from annotations.edits import values
from annotations.edits.edit import Edit
from annotations.edits.event_operations import add_argument, add_event, change_role, remove_argument
from annotations.edits.integrity import MOST_ARGUMENTS, MOST_SPANS
from annotations.edits.note_operations import add_comment, change_comment, set_attribute, set_link
from annotations.edits.placement import Refusal
from annotations.edits.relation_operations import add_relation
from annotations.model.label_set import RelationType
from annotations.model.records import Argument, AttributeValue, Comment
from schemas.formats import ANNOTATION_SET, schema
from tests.edits.conftest import Story
from tests.support.small import HAND, SMALL


def refused(outcome: Edit | Refusal) -> str:
    assert isinstance(outcome, Refusal), outcome
    return outcome.code


def relation_type(name: str) -> RelationType:
    found = SMALL.relation(name)
    assert found is not None
    return found


def test_a_second_event_on_a_trigger(story: Story) -> None:
    story.do(add_event(story.annotations, story.context, story.mention("m4"), HAND))
    assert [one.id for one in story.annotations.events_on("m4")] == ["e3", "e4"]
    assert refused(add_event(story.annotations, story.context, story.mention("m1"), HAND)) == "bad_trigger"


def test_arguments_come_and_go(story: Story) -> None:
    edit = add_argument(story.annotations, story.context, story.event("e2"), "Target", story.mention("m3"))
    assert isinstance(edit, Edit)
    assert (edit.title.label, edit.title.quote) == ("Attack", "attack")
    story.do(edit)
    argument = Argument("Target", "m3")
    story.do(change_role(story.annotations, story.context, story.event("e2"), argument, "Place"))
    assert story.event("e2").arguments == (Argument("Place", "m3"),)
    assert (
        refused(remove_argument(story.annotations, story.context, story.event("e2"), argument))
        == "no_argument"
    )
    story.do(remove_argument(story.annotations, story.context, story.event("e2"), Argument("Place", "m3")))
    assert story.event("e2").arguments == ()


@pytest.mark.parametrize(
    "event, role, target, code",
    [
        ("e1", "Cause", "m1", "unknown_role"),
        ("e1", "Attacker", "m3", "filler"),
        ("e1", "Attacker", "m1", "repeated"),
        ("e1", "Target", "e1", "own_argument"),
        ("e1", "Target", "m2", "own_argument"),
        ("e3", "Cause", "e3", "own_argument"),
        ("e3", "Cause", "m4", "own_argument"),
    ],
)
def test_arguments_that_cannot_be(story: Story, event: str, role: str, target: str, code: str) -> None:
    record = story.annotations.get(target)
    assert record is not None
    outcome = add_argument(story.annotations, story.context, story.event(event), role, record)  # type: ignore[arg-type]
    assert refused(outcome) == code


def test_a_role_that_is_full_says_so(story: Story) -> None:
    story.do(add_argument(story.annotations, story.context, story.event("e3"), "Place", story.mention("m3")))
    outcome = add_argument(story.annotations, story.context, story.event("e3"), "Place", story.mention("m5"))
    assert outcome == Refusal("cardinality", "Place of Die can be filled only once.")


def test_a_role_is_not_changed_to_what_does_not_fit(story: Story) -> None:
    place = Argument("Place", "m3")
    assert (
        refused(change_role(story.annotations, story.context, story.event("e1"), place, "Attacker"))
        == "filler"
    )
    assert (
        refused(change_role(story.annotations, story.context, story.event("e1"), place, "Place"))
        == "same_role"
    )
    gone = Argument("Place", "m4")
    assert (
        refused(change_role(story.annotations, story.context, story.event("e1"), gone, "Target"))
        == "no_argument"
    )


def test_relations(story: Story) -> None:
    leon, darna, libya = (story.mention(one) for one in ("m1", "m3", "m5"))
    part = relation_type("PartOf")
    story.do(add_relation(story.annotations, story.context, part, leon, libya, HAND))
    for source, target, code in (
        (leon, libya, "repeated"),
        (leon, leon, "own_target"),
        (darna, leon, "filler"),
        (story.mention("m2"), darna, "filler"),
    ):
        outcome = add_relation(story.annotations, story.context, part, source, target, HAND)
        assert refused(outcome) == code


@pytest.mark.parametrize(
    "name, value, code",
    [
        ("negated", "yes", "attribute_value"),
        ("sure", "middling", "attribute_value"),
        ("sure", ("low", "middling"), "attribute_value"),
        ("note", "x", "unknown_attribute"),
        ("odd", "x", "unknown_attribute"),
        ("negated", None, "same_value"),
    ],
)
def test_attributes_that_an_event_cannot_have(
    story: Story, name: str, value: AttributeValue | None, code: str
) -> None:
    outcome = set_attribute(story.annotations, story.context, story.event("e1"), name, value)
    assert refused(outcome) == code


def test_attributes_are_set_changed_and_taken_away(story: Story) -> None:
    for name, value in (("note", "x"), ("sure", "low"), ("note", "y")):
        story.do(set_attribute(story.annotations, story.context, story.mention("m1"), name, value))
    assert list(story.mention("m1").attributes.items()) == [("note", "y"), ("sure", "low")]
    again = set_attribute(story.annotations, story.context, story.mention("m1"), "note", "y")
    assert refused(again) == "same_value"
    for name in ("note", "sure"):
        story.do(set_attribute(story.annotations, story.context, story.mention("m1"), name, None))
    assert not story.mention("m1").attributes


def test_links(story: Story) -> None:
    story.do(set_link(story.annotations, story.context, story.mention("m3"), "Q192227"))
    assert refused(set_link(story.annotations, story.context, story.mention("m3"), "Q192227")) == "same_value"
    assert refused(set_link(story.annotations, story.context, story.mention("m3"), "")) == "link"
    assert refused(set_link(story.annotations, story.context, story.mention("m3"), "Q" * 257)) == "too_long"
    story.do(set_link(story.annotations, story.context, story.mention("m3"), None))
    assert story.mention("m3").link is None


def test_comments(story: Story) -> None:
    story.do(add_comment(story.annotations, story.context, None, "The story stands here twice.", HAND))
    comment = story.annotations.get("c1")
    assert isinstance(comment, Comment)
    assert refused(add_comment(story.annotations, story.context, comment, "Yes.", HAND)) == "comment_target"
    assert refused(add_comment(story.annotations, story.context, None, "", HAND)) == "empty_comment"
    assert refused(add_comment(story.annotations, story.context, None, "\ud83d", HAND)) == "lone_surrogate"
    assert (
        refused(change_comment(story.annotations, story.context, comment, comment.text, HAND)) == "same_text"
    )
    edit = change_comment(story.annotations, story.context, comment, "Not any more.", HAND)
    assert isinstance(edit, Edit)
    assert edit.title.quote == "Not any more."
    story.do(edit)


def test_the_limits_are_those_of_the_schema() -> None:
    known = schema(ANNOTATION_SET)["$defs"]
    assert known["comment"]["properties"]["text"]["maxLength"] == values.LONGEST_COMMENT
    assert known["mention"]["properties"]["link"]["maxLength"] == values.LONGEST_LINK
    assert known["attribute_value"]["maxLength"] == values.LONGEST_ATTRIBUTE
    assert known["mention"]["properties"]["spans"]["maxItems"] == MOST_SPANS
    assert known["event"]["properties"]["arguments"]["maxItems"] == MOST_ARGUMENTS
