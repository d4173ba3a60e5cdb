"""Edits: what is refused and why, whatever the order of the steps; nothing touched by a refusal."""

from dataclasses import replace

import pytest

from annotations.edits.edit import Edit, EditRefusedError, ExtraEdit, RecordEdit, StatusEdit, Step, Title
from annotations.model.records import Argument, Comment, Event, Kind, Mention, Relation, Status
from annotations.text.span import Span
from tests.edits.conftest import Story
from tests.support.small import HAND


def codes(story: Story, *steps: Step) -> list[str]:
    return [one.code for one in Edit(Title("wild"), steps).check(story.annotations, story.context)]


def test_a_step_must_know_what_it_changes(story: Story) -> None:
    leon = story.mention("m1")
    assert codes(story, RecordEdit(None, None)) == ["empty_edit"]
    assert codes(story, RecordEdit(None, leon)) == ["stale"]
    assert codes(story, RecordEdit(replace(leon, label="ORG"), None)) == ["stale"]
    assert codes(story, RecordEdit(leon, replace(leon, id="m9"))) == ["identity"]
    assert codes(story, RecordEdit(leon, Comment("m1", None, "?", HAND))) == ["identity"]
    assert codes(story, StatusEdit(Kind.EVENT, Status.DONE, Status.UNTOUCHED)) == ["stale"]


def test_later_steps_see_earlier_ones(story: Story) -> None:
    begun = StatusEdit(Kind.EVENT, Status.UNTOUCHED, Status.IN_PROGRESS)
    done = StatusEdit(Kind.EVENT, Status.IN_PROGRESS, Status.DONE)
    assert codes(story, begun, done) == []
    assert codes(story, begun, begun) == ["stale"]
    comment = Comment("c1", None, "?", HAND)
    assert codes(story, RecordEdit(None, comment), RecordEdit(comment, None)) == []


def test_references_are_judged_when_all_steps_are_in(story: Story) -> None:
    event = Event("e9", "m9", HAND)
    trigger = Mention("m9", Kind.EVENT, "Rain", (Span(0, 4),), HAND)
    assert codes(story, RecordEdit(None, event)) == ["dangling_reference"]
    assert codes(story, RecordEdit(None, event), RecordEdit(None, trigger)) == []
    relation = story.annotations.get("r1")
    assert codes(story, RecordEdit(story.mention("m3"), None)) == ["referenced", "referenced"]
    first = replace(story.event("e1"), arguments=())
    assert (
        codes(
            story,
            RecordEdit(story.mention("m3"), None),
            RecordEdit(relation, None),
            RecordEdit(story.event("e1"), first),
        )
        == []
    )


def test_what_hangs_on_a_label_is_judged_with_it(story: Story) -> None:
    leon, attack = story.mention("m1"), story.mention("m2")
    assert codes(story, RecordEdit(leon, replace(leon, label="GPE"))) == ["filler", "filler"]
    # As a death, e1 has no attacker and one place too many, and it is no cause of e3.
    changed = codes(story, RecordEdit(attack, replace(attack, label="Die")))
    assert sorted(changed) == ["cardinality", "filler", "unknown_role"]
    changed = codes(story, RecordEdit(attack, replace(attack, kind=Kind.ENTITY, label="ORG")))
    assert sorted(changed) == ["bad_trigger", "bad_trigger", "filler"]


def test_an_event_with_another_trigger_is_another_argument(story: Story) -> None:
    bare = replace(story.event("e1"), trigger="m4", arguments=())
    assert codes(story, RecordEdit(story.event("e1"), bare)) == ["filler"]


@pytest.mark.parametrize(
    "changes, code",
    [
        ({"label": "Nobody"}, "unknown_label"),
        ({"spans": ()}, "no_span"),
        ({"spans": (Span(0, 999),)}, "out_of_text"),
        ({"spans": (Span(3, 3),)}, "empty_span"),
        ({"spans": (Span(8, 9), Span(0, 4))}, "span_order"),
        ({"spans": (Span(0, 4), Span(3, 9))}, "span_order"),
        ({"spans": tuple(Span(one % 60, one % 60 + 1) for one in range(1001))}, "too_many_spans"),
        ({"attributes": {"negated": True}}, "unknown_attribute"),
        ({"attributes": {"sure": 1.5}}, "attribute_value"),
        ({"attributes": {"note": True}}, "attribute_value"),
        ({"attributes": {"note": "x" * 10_001}}, "too_long"),
        ({"link": ""}, "link"),
    ],
)
def test_a_mention_that_no_file_could_hold(story: Story, changes: dict[str, object], code: str) -> None:
    leon = story.mention("m1")
    after = replace(leon, **changes)  # type: ignore[arg-type]
    assert code in codes(story, RecordEdit(leon, after))


def test_other_records_that_no_file_could_hold(story: Story) -> None:
    event = story.event("e1")
    many = tuple(Argument("Place", "m3") for _ in range(1001))
    assert codes(story, RecordEdit(event, replace(event, arguments=many))) == ["too_many_arguments"]
    comment = Comment("c1", None, "?", HAND)
    about = RecordEdit(None, Comment("c2", "c1", "!", HAND))
    assert codes(story, RecordEdit(None, comment), about) == ["comment_target"]
    assert codes(story, RecordEdit(None, Relation("r9", "Likes", "m1", "m3", HAND))) == ["unknown_label"]
    assert codes(story, RecordEdit(None, Relation("r9", "Before", "e1", "e3", HAND))) == ["filler", "filler"]


def test_a_refused_edit_leaves_the_set_alone(story: Story) -> None:
    before, fresh = story.annotations.records(), story.annotations.new_id(Mention)
    good = RecordEdit(None, Mention("m77", Kind.ENTITY, "PER", (Span(0, 4),), HAND))
    bad = RecordEdit(story.mention("m2"), None)
    with pytest.raises(EditRefusedError, match="m2 cannot be removed: e1 points to it"):
        Edit(Title("wild"), (good, bad)).apply(story.annotations, story.context)
    assert story.annotations.records() == before
    assert story.annotations.new_id(Mention) == fresh


def test_an_inverse_keeps_the_title(story: Story) -> None:
    edit = Edit(Title("delete", "PER", "Leon"), (RecordEdit(None, Comment("c1", None, "?", HAND)),))
    assert edit.inverse().title == edit.title
    assert edit.inverse().inverse() == edit


def test_side_data_is_changed_where_it_is_as_expected(story: Story) -> None:
    story.annotations.set_extra({"mine": {"sorot": 1}, "sorot": {"a": {"b": [1]}, "flat": "no"}})
    assert codes(story, ExtraEdit(("sorot", "a", "b"), [1], [1, 2])) == []
    assert (
        codes(story, ExtraEdit(("sorot", "a", "c"), None, 0), ExtraEdit(("sorot", "a", "c"), 0, None)) == []
    )
    for path, before in (
        (("sorot", "a", "b"), [2]),
        (("sorot", "a", "b"), None),
        (("sorot", "x", "y"), None),
        (("sorot", "flat", "y"), None),
        (("sorot", "a", "b", "c"), None),
    ):
        assert codes(story, ExtraEdit(path, before, 3)) == ["stale"], path
    assert codes(story, ExtraEdit(("mine", "sorot"), 1, 2)) == ["not_own"]
    assert codes(story, ExtraEdit((), None, 2)) == ["not_own"]


def test_side_data_of_others_is_shared_and_never_changed_in_place(story: Story) -> None:
    before = {"mine": {"deep": [1]}, "sorot": {"a": [1], "b": {}}}
    story.annotations.set_extra(before)
    edit = Edit(Title("wild"), (ExtraEdit(("sorot", "a"), [1], [2]),))
    inverse, change = edit.apply(story.annotations, story.context)
    assert before == {"mine": {"deep": [1]}, "sorot": {"a": [1], "b": {}}}
    assert story.annotations.extra == {"mine": {"deep": [1]}, "sorot": {"a": [2], "b": {}}}
    assert story.annotations.extra["mine"] is before["mine"]
    assert change.extra is not None
    assert (change.extra.before, change.extra.after) == (before, story.annotations.extra)
    inverse.apply(story.annotations, story.context)
    assert story.annotations.extra == before
