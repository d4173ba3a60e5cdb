"""A label set changes: it stays sound, documents follow in one edit, and all of it can be taken back."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.edits.integrity import Context
from annotations.edits.label_set_operations import LabelId, copy_of, free_id
from annotations.edits.placement import Refusal
from annotations.edits.refitting import Refitting, Toll, refit
from annotations.edits.revision import Revision
from annotations.formats.native import annotation_set_to_dict, label_set_to_dict, render
from annotations.model.annotation_set import AnnotationSet
from annotations.model.label_set import Filler, Label, LabelSet
from annotations.model.records import Argument, Event, Kind, Mention, Relation
from annotations.text.source import SourceText
from schemas.validation import annotation_set_problems, label_set_problems
from tests.edits.conftest import TEXT, Story
from tests.support.records import TEXTS, annotation_sets
from tests.support.revisions import outcomes_of, revisions
from tests.support.small import HAND, SMALL, annotation_set


def label(kind: Kind, label_id: str, label_set: LabelSet = SMALL) -> Label:
    found = label_set.label(kind, label_id)
    assert found is not None
    return found


def sure(outcome: Revision | Refusal) -> Revision:
    assert isinstance(outcome, Revision), outcome
    return outcome


def merged(label_id: str, into: str, kind: Kind = Kind.ENTITY) -> Revision:
    return sure(Revision.of(SMALL).merge(label(kind, label_id), label(kind, into)))


def deleted(label_id: str, kind: Kind = Kind.ENTITY) -> Revision:
    return sure(Revision.of(SMALL).delete(label(kind, label_id)))


# -- any changes -------------------------------------------------------------------------------------------


@given(revision=revisions(most=8))
def test_a_label_set_stays_sound_whatever_is_done_to_it(revision: Revision) -> None:
    assert label_set_problems(label_set_to_dict(revision.after)) == []
    for (kind, label_id), goal in revision.moves.items():
        assert SMALL.label(kind, label_id) is not None
        assert revision.after.label(kind, label_id) is None
        assert goal is None or revision.after.label(*goal) is not None
    stay = {(one.kind, one.id) for one in SMALL.labels} - set(revision.moves)
    assert stay <= {(one.kind, one.id) for one in revision.after.labels}


@given(data=st.data())
def test_a_refused_change_says_why(data: st.DataObject) -> None:
    outcome = data.draw(outcomes_of(data.draw(revisions())))
    if isinstance(outcome, Refusal):
        assert outcome.message.endswith(".")


@settings(max_examples=150)
@given(data=st.data(), text=TEXTS, revision=revisions())
def test_a_document_follows_and_comes_back_byte_by_byte(
    data: st.DataObject, text: str, revision: Revision
) -> None:
    annotations, source = data.draw(annotation_sets(text)), SourceText(text)
    at_first = render(annotations, source)
    mentions = {one.id: one for one in annotations.of_type(Mention)}
    fitted = refit(annotations, source, revision)
    assert fitted.problems == ()
    assert render(annotations, source) == at_first
    if fitted.edit is None:
        assert fitted == Refitting()
        assert_sound(annotations, source, revision.after)
        return
    inverse, change = fitted.edit.apply(annotations, Context(source, revision.after))
    assert_sound(annotations, source, revision.after)
    assert_counted(fitted.toll, mentions, revision)
    gone = [one for one in change.removed if isinstance(one, Mention)]
    assert fitted.toll.deleted + fitted.toll.doubles == len(gone)
    inverse.apply(annotations, Context(source, SMALL))
    assert render(annotations, source) == at_first


def assert_sound(annotations: AnnotationSet, source: SourceText, label_set: LabelSet) -> None:
    data = annotation_set_to_dict(annotations, source)
    assert annotation_set_problems(data, source.text, label_set_to_dict(label_set)) == []


def assert_counted(toll: Toll, mentions: dict[str, Mention], revision: Revision) -> None:
    goals = [revision.moves.get((one.kind, one.label), (one.kind, one.label)) for one in mentions.values()]
    relabelled = sum(
        goal is not None and goal[1] != one.label for goal, one in zip(goals, mentions.values(), strict=True)
    )
    assert toll.relabelled + toll.doubles <= relabelled
    assert toll.deleted >= sum(goal is None for goal in goals)


# -- the label set -----------------------------------------------------------------------------------------


def test_renaming_changes_nothing_that_a_label_file_holds() -> None:
    person = label(Kind.ENTITY, "PER")
    after = replace(person, name="People", colour="red", key="p", guideline="Who?")
    revision = sure(Revision.of(SMALL).change(person, after)).finished()
    assert revision.after.ref == SMALL.ref
    assert not revision.moves


@pytest.mark.parametrize(
    "revision",
    [
        merged("PER", "ORG"),
        deleted("PER"),
        sure(Revision.of(SMALL).add(Label("New", Kind.EVENT, "n", "red", ""))),
    ],
    ids=["merged", "deleted", "added"],
)
def test_another_choice_of_labels_is_another_version(revision: Revision) -> None:
    assert revision.finished().after.ref.version == SMALL.ref.version + 1


def test_an_id_that_label_files_hold_stays() -> None:
    person = label(Kind.ENTITY, "PER")
    refused = Revision.of(SMALL).change(person, replace(person, id="Person"))
    assert isinstance(refused, Refusal)
    again = deleted("PER").add(person)
    assert isinstance(again, Refusal)


def test_a_new_label_takes_its_mentions_along_to_another_id() -> None:
    new = Label("New", Kind.ENTITY, "New", "red", "")
    revision = sure(sure(Revision.of(SMALL).add(new, "PER")).merge(label(Kind.ENTITY, "ORG"), new))
    assert [one.id for one in revision.after.labels if one.kind is Kind.ENTITY] == ["PER", "New", "GPE"]
    better = replace(new, id="Better")
    revision = sure(revision.change(new, better))
    assert revision.moves == {(Kind.ENTITY, "ORG"): (Kind.ENTITY, "Better")}
    attacker = label(Kind.EVENT, "Attack", revision.after).role("Attacker")
    assert attacker is not None
    assert attacker.fillers[1] == Filler(Kind.ENTITY, frozenset({"Better"}))
    revision = sure(revision.delete(better))
    assert revision.moves == {(Kind.ENTITY, "ORG"): None}


def test_what_only_the_label_could_fill_goes_with_it() -> None:
    after = deleted("GPE").after
    roles = {one.id: [role.id for role in one.roles] for one in after.labels if one.kind is Kind.EVENT}
    assert roles == {"Attack": ["Attacker", "Target"], "Die": ["Target", "Cause"], "Rain": []}
    assert [one.id for one in after.relations] == ["Knows", "Before"]


def test_the_last_label_of_a_kind_stays() -> None:
    revision = deleted("AdCode", Kind.BOILERPLATE)
    assert isinstance(revision.delete(label(Kind.BOILERPLATE, "Legal")), Refusal)


def test_a_label_stops_at_the_end_of_its_kind() -> None:
    revision = sure(Revision.of(SMALL).move(label(Kind.ENTITY, "GPE"), -1))
    assert [one.id for one in revision.after.labels[:3]] == ["PER", "GPE", "ORG"]
    assert isinstance(revision.move(label(Kind.ENTITY, "ORG"), 1), Refusal)


def test_ids_are_made_of_what_ids_may_hold() -> None:
    assert free_id([], "9 Tempat & Waktu!") == "TempatWaktu"
    assert free_id(["Label", "Label2"], "地") == "Label3"
    copied = copy_of(SMALL, label(Kind.ENTITY, "PER"), "Person 2")
    assert (copied.id, copied.name, copied.key) == ("PER2", "Person 2", "")


# -- documents ---------------------------------------------------------------------------------------------


def fit(story: Story, revision: Revision) -> Toll:
    fitted = refit(story.annotations, story.context.text, revision)
    assert fitted.edit is not None
    fitted.edit.apply(story.annotations, Context(story.context.text, revision.after))
    return fitted.toll


def test_merging_takes_mentions_and_their_arguments_along(story: Story) -> None:
    toll = fit(story, merged("GPE", "ORG"))
    assert toll == Toll(relabelled=2)
    assert story.mention("m3").label == "ORG"
    assert len(story.event("e1").arguments) == 3


def test_deleting_a_label_takes_mentions_arguments_and_relations(story: Story) -> None:
    toll = fit(story, deleted("GPE"))
    assert toll == Toll(deleted=2, relations=1)
    assert [one.role for one in story.event("e1").arguments] == ["Attacker"]


def test_deleting_an_event_label_takes_its_events(story: Story) -> None:
    toll = fit(story, deleted("Attack", Kind.EVENT))
    assert toll == Toll(deleted=1, events=2)
    assert [one.role for one in story.event("e3").arguments] == ["Target"]


def test_merging_events_leaves_out_roles_that_the_other_does_not_have(story: Story) -> None:
    toll = fit(story, merged("Attack", "Die", Kind.EVENT))
    assert toll == Toll(relabelled=1, arguments=2)
    assert [one.role for one in story.event("e1").arguments] == ["Place"]


def test_a_role_that_takes_fewer_labels_lets_arguments_go(story: Story) -> None:
    attack = label(Kind.EVENT, "Attack")
    roles = tuple(one for one in attack.roles if one.id != "Place")
    revision = sure(Revision.of(SMALL).change(attack, replace(attack, roles=roles)))
    assert fit(story, revision) == Toll(arguments=2)
    assert revision.finished().after.ref.version == 2


def test_a_mention_whose_twin_is_there_goes() -> None:
    where = (Story(annotation_set(TEXT)).where("Darna"),)
    twins = [Mention(one, Kind.ENTITY, name, where, HAND) for one, name in (("m1", "GPE"), ("m2", "ORG"))]
    story = Story(annotation_set(TEXT, twins))
    assert fit(story, merged("ORG", "GPE")) == Toll(doubles=1)
    assert [one.id for one in story.annotations.records()] == ["m1"]


def test_a_twin_with_something_to_lose_stays() -> None:
    where = (Story(annotation_set(TEXT)).where("Darna"),)
    twins = [Mention(one, Kind.ENTITY, name, where, HAND) for one, name in (("m1", "GPE"), ("m2", "ORG"))]
    other = Mention("m3", Kind.ENTITY, "GPE", (Story(annotation_set(TEXT)).where("Libya"),), HAND)
    story = Story(annotation_set(TEXT, [*twins, other, Relation("r1", "PartOf", "m2", "m3", HAND)]))
    assert fit(story, merged("ORG", "GPE")) == Toll(relabelled=1)
    assert story.mention("m2").label == "GPE"


# -- what was wrong before -----------------------------------------------------------------------------------


def test_labels_from_elsewhere_stay_as_they_are() -> None:
    story = Story(annotation_set(TEXT))
    strange = Mention("m1", Kind.ENTITY, "Odd", (story.where("Leon"),), HAND)
    trigger = Mention("m2", Kind.EVENT, "Attack", (story.where("attack"),), HAND)
    place = Mention("m3", Kind.ENTITY, "GPE", (story.where("Darna"),), HAND)
    attack = Event("e1", "m2", HAND)
    odd = replace(attack, arguments=(Argument("Odd", "m1"), Argument("Place", "m3")))
    story = Story(annotation_set(TEXT, [strange, trigger, place, odd]))
    assert fit(story, merged("GPE", "ORG")) == Toll(relabelled=1)
    assert story.mention("m1") is strange
    assert story.event("e1") is odd


def test_moves_name_labels_by_kind() -> None:
    moves: dict[LabelId, LabelId | None] = dict(merged("PER", "ORG").moves)
    assert moves == {(Kind.ENTITY, "PER"): (Kind.ENTITY, "ORG")}
