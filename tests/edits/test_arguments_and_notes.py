"""Events' arguments, relations, attributes, links and comments."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.edits import values
from annotations.edits.edit import Edit
from annotations.edits.event_operations import add_argument, add_event, change_role, remove_argument
from annotations.edits.integrity import MOST_ARGUMENTS, MOST_SPANS
from annotations.edits.note_operations import (
    add_comment,
    change_comment,
    entered_link,
    put_comment,
    set_attribute,
    set_link,
)
from annotations.edits.placement import Refusal
from annotations.edits.relation_operations import (
    OpenEnd,
    add_related,
    add_relation,
    change_relation,
    open_ends,
    turn_relation,
)
from annotations.model.label_set import RelationType
from annotations.model.records import Argument, AttributeValue, Comment, Kind, Mention, Relation
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


def relation(story: Story, relation_id: str) -> Relation:
    found = story.annotations.get(relation_id)
    assert isinstance(found, Relation)
    return found


def test_a_relation_is_changed_and_turned_round(story: Story) -> None:
    knows, part = relation_type("Knows"), relation_type("PartOf")
    annotations, context = story.annotations, story.context
    story.do(turn_relation(annotations, context, relation(story, "r1")))
    assert (relation(story, "r1").source, relation(story, "r1").target) == ("m5", "m3")
    assert refused(change_relation(annotations, context, relation(story, "r1"), knows)) == "filler"
    assert refused(change_relation(annotations, context, relation(story, "r1"), part)) == "repeated"
    unknown = RelationType("Likes", "Likes", "", (), ())
    assert refused(change_relation(annotations, context, relation(story, "r1"), unknown)) == "unknown_label"
    story.do(add_relation(annotations, context, part, story.mention("m1"), story.mention("m5"), HAND))
    outcome = turn_relation(annotations, context, relation(story, "r2"))
    assert outcome == Refusal("filler", "Per cannot be the target of Part of.")


def test_a_mention_and_its_relation_are_one_step(story: Story) -> None:
    part, before = relation_type("PartOf"), relation_type("Before")
    gpe, org, rain = (
        story.label(Kind.ENTITY, "GPE"), story.label(Kind.ENTITY, "ORG"), story.label(Kind.EVENT, "Rain")
    )  # fmt: skip
    darna, killed, where = story.mention("m3"), story.mention("m4"), story.where("PBB")

    def made(mention: Mention, end: OpenEnd, label: object) -> Edit | Refusal:
        return add_related(story.annotations, story.context, mention, end, label, where, HAND)  # type: ignore[arg-type]

    assert refused(made(darna, OpenEnd(part), org)) == "filler"
    assert refused(made(killed, OpenEnd(part), gpe)) == "filler"
    edit = made(darna, OpenEnd(part, turned=True), org)
    assert isinstance(edit, Edit)
    assert (edit.title.action, edit.title.label, edit.title.quote) == ("add_relation", "PartOf", "Darna")
    story.do(edit)
    assert (relation(story, "r2").source, relation(story, "r2").target) == ("m6", "m3")
    story.do(made(killed, OpenEnd(before), rain))
    assert (relation(story, "r3").source, relation(story, "r3").target) == ("m4", "m7")


def test_the_ends_that_are_open_to_a_mention(story: Story) -> None:
    assert [(one.type.id, one.turned) for one in open_ends(SMALL.relations, story.mention("m1"))] == [
        ("Knows", False), ("PartOf", False), ("Knows", True)
    ]  # fmt: skip
    assert [(one.type.id, one.turned) for one in open_ends(SMALL.relations, story.mention("m3"))] == [
        ("PartOf", False), ("PartOf", True)
    ]  # fmt: skip


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


@pytest.mark.parametrize("link", ["Q1 016", "Q1016\n", "\u200bQ1016", "Q\t1", "Q1016\ufeff", "Q\xa01"])
def test_a_link_with_what_cannot_be_seen_is_refused(story: Story, link: str) -> None:
    outcome = set_link(story.annotations, story.context, story.mention("m3"), link)
    assert refused(outcome) == "link_form"


@pytest.mark.parametrize(
    "typed, link",
    [
        ("", None),
        ("  ", None),
        (" Q1016\n", "Q1016"),
        ("https://www.wikidata.org/wiki/Q1016", "Q1016"),
        ("http://www.wikidata.org/entity/Q1016", "Q1016"),
        ("https://m.wikidata.org/wiki/Q1016?uselang=id#P31", "Q1016"),
        ("https://www.wikidata.org/wiki/Property:P31", "https://www.wikidata.org/wiki/Property:P31"),
        ("geonames:2210247", "geonames:2210247"),
        ("q1016", "Q1016"),
        ("q", "q"),
    ],
)
def test_what_is_typed_as_a_link(typed: str, link: str | None) -> None:
    assert entered_link(typed) == link


@given(st.text(max_size=40))
def test_an_entered_link_is_taken_as_it_is_or_refused(typed: str) -> None:
    link = entered_link(typed)
    assert link is None or link == link.strip()
    assert link is None or entered_link(link) == link


def test_a_note_comes_changes_and_goes_by_its_text(story: Story) -> None:
    def put(text: str, comment: Comment | None = None) -> Edit | Refusal:
        target = story.event("e1")
        return put_comment(story.annotations, story.context, target, text, HAND, comment)

    assert refused(put(" \n")) == "empty_comment"
    story.do(put(" Sure?\nI am not. "))
    (note,) = story.annotations.comments("e1")
    assert note.text == "Sure?\nI am not."
    assert refused(put("Sure?\nI am not.\n", note)) == "same_text"
    story.do(put("Yes.", note))
    (note,) = story.annotations.comments("e1")
    assert (note.id, note.text) == ("c1", "Yes.")
    story.do(put("", note))
    assert story.annotations.comments("e1") == []


def test_comments_on_the_document_are_found_without_a_search(story: Story) -> None:
    for text, target in (("One.", None), ("Two.", story.mention("m1")), ("Three.", None)):
        story.do(add_comment(story.annotations, story.context, target, text, HAND))
    assert [one.text for one in story.annotations.comments(None)] == ["One.", "Three."]
    assert [one.text for one in story.annotations.comments("m1")] == ["Two."]
    (first, _) = story.annotations.comments(None)
    edit = put_comment(story.annotations, story.context, None, "", HAND, first)
    assert isinstance(edit, Edit)
    inverse, _ = edit.apply(story.annotations, story.context)
    assert [one.text for one in story.annotations.comments(None)] == ["Three."]
    inverse.apply(story.annotations, story.context)
    assert {one.text for one in story.annotations.comments(None)} == {"One.", "Three."}


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
