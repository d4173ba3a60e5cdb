"""Who may fill a role, with which key, and what keys mean while roles are filled."""

from dataclasses import replace

import pytest

from annotations.edits.integrity import Context
from annotations.formats.native import label_set_from_dict
from annotations.model.annotation_set import AnnotationSet
from annotations.model.document import DocumentRef
from annotations.model.label_set import Label, LabelSet, Role
from annotations.model.records import Argument, Event, Kind, Mention
from annotations.text.source import SourceText
from gui.editor.links import Links, event_at, links_of
from gui.editor.role_keys import Answer, Asking, meaning
from gui.editor.roles import Candidate, candidates, filler_labels, hint_keys, on_exactly, target_of, with_keys
from schemas.shipped import shipped_label_set
from tests.support.shown import HAND, mentions_of

TEXT = "Leon left. Rebels attacked Darna on Monday, Leon said.\nISIS fled Benghazi."
MARKS = {
    "m1": ("PER", "Leon"),
    "m2": ("ORG", "Rebels"),
    "m3": ("Attack", "attacked"),
    "m4": ("GPE", "Darna"),
    "m5": ("TIME", "Monday"),
    "m6": ("Statement", "said"),
    "m7": ("ORG", "ISIS"),
    "m8": ("GPE", "Benghazi"),
}


@pytest.fixture(scope="module")
def news() -> LabelSet:
    return label_set_from_dict(shipped_label_set("news"))


class Scene:
    def __init__(self, news: LabelSet, *events: Event) -> None:
        source = SourceText(TEXT)
        self.annotations = AnnotationSet(
            DocumentRef.of("d", "d.txt", source), news.ref, "test", [*mentions_of(TEXT, MARKS), *events]
        )
        self.context = Context(source, news)

    def event(self, event_id: str) -> Event:
        found = self.annotations.get(event_id)
        assert isinstance(found, Event)
        return found

    def candidates(self, event: Event, role: Role) -> list[Candidate]:
        return candidates(self.annotations, self.context, event, role)

    def found(self, event_id: str, role_id: str) -> list[tuple[str, str]]:
        event = self.event(event_id)
        return [(one.key, one.target.id) for one in self.candidates(event, self.role(event_id, role_id))]

    def label(self, event_id: str) -> Label:
        trigger = self.annotations.mention(self.event(event_id).trigger)
        assert trigger is not None
        label = self.context.label_set.label(Kind.EVENT, trigger.label)
        assert label is not None
        return label

    def role(self, event_id: str, role_id: str) -> Role:
        role = self.label(event_id).role(role_id)
        assert role is not None
        return role


@pytest.fixture
def scene(news: LabelSet) -> Scene:
    attack = Event("e1", "m3", HAND, (Argument("Attacker", "m2"),))
    return Scene(news, attack, Event("e2", "m6", HAND, (Argument("Topic", "e1"),)))


def test_those_of_the_sentence_come_first_then_the_nearest(scene: Scene) -> None:
    assert scene.found("e1", "Target") == [("1", "m2"), ("2", "m4"), ("3", "m1"), ("4", "m7"), ("5", "m8")]
    assert scene.found("e1", "Time") == [("1", "m5")]


def test_what_has_the_role_already_is_not_offered(scene: Scene) -> None:
    assert "m2" not in dict(scene.found("e1", "Attacker")).values()
    assert scene.found("e2", "Topic") == []


def test_an_event_stands_for_its_trigger(news: LabelSet) -> None:
    scene = Scene(news, Event("e1", "m3", HAND), Event("e3", "m3", HAND), Event("e2", "m6", HAND))
    assert [target for _, target in scene.found("e2", "Topic")] == ["e1", "e3"]
    trigger = scene.annotations.mention("m3")
    assert trigger is not None
    assert target_of(scene.annotations, trigger).id == "e1"


def test_hints_are_no_role_keys_and_stop_at_twenty(news: LabelSet) -> None:
    for label in news.labels:
        keys = hint_keys(label.roles)
        assert len(keys) == len(set(keys)) == 20
        assert not set(keys) & {role.key for role in label.roles}


def test_every_role_gets_a_key() -> None:
    named = Role("Agent", "Agent", "b", ())
    roles = with_keys([replace(named, key=""), named, replace(named, key="a"), replace(named, key="")])
    assert [role.key for role in roles] == ["c", "b", "a", "d"]


def test_labels_and_mentions_for_a_selection(scene: Scene) -> None:
    target = scene.role("e1", "Target")
    assert [one.id for one in filler_labels(scene.context, target)] == ["PER", "ORG", "GPE", "LOC", "FAC"]
    time = scene.annotations.mention("m5")
    assert isinstance(time, Mention)
    assert on_exactly(scene.annotations, time.spans[0], scene.role("e1", "Time")) == time
    assert on_exactly(scene.annotations, time.spans[0], target) is None


def test_the_event_of_a_mention(scene: Scene) -> None:
    def found(mention_id: str | None, preferred: str | None = None) -> str | None:
        event = event_at(scene.annotations, mention_id, preferred)
        return None if event is None else event.id

    assert [found(one) for one in ("m3", "m2", "m6", "m1", None)] == ["e1", "e1", "e2", None, None]
    assert found("m3", preferred="e2") == "e2"
    assert found("m2", preferred="e2") == "e1"


def test_roles_of_one_mention_share_a_caption(news: LabelSet) -> None:
    twice = (Argument("Attacker", "m2"), Argument("Target", "m2"), Argument("Time", "m5"))
    scene = Scene(news, Event("e1", "m3", HAND, twice), Event("e2", "m6", HAND, (Argument("Topic", "e1"),)))
    links = links_of(scene.annotations, news, scene.event("e1"))
    assert isinstance(links, Links)
    assert [(one.caption, one.mention.id) for one in links.others] == [
        ("Attacker, Target", "m2"),
        ("Time", "m5"),
    ]
    links = links_of(scene.annotations, news, scene.event("e2"))
    assert isinstance(links, Links)
    assert [(one.caption, one.mention.id) for one in links.others] == [("Topic", "m3")]


def test_what_keys_mean(scene: Scene) -> None:
    label, target = scene.label("e1"), scene.role("e1", "Target")
    offered = Asking(label.name, label.roles, held=False)
    held = Asking(label.name, label.roles, held=True)
    near = tuple(scene.candidates(scene.event("e1"), target))
    armed = Asking(label.name, label.roles, held=False, role=target, candidates=near)
    choosing = Asking(
        label.name, label.roles, held=False, role=target, fillers=tuple(filler_labels(scene.context, target))
    )
    assert meaning("Esc", offered) is Answer.LEAVE
    assert meaning("g", offered) is target
    assert meaning("Enter", offered) is None, "Enter goes on cycling through mentions"
    assert meaning("o", offered) is None, "a label key that is no role's is still a label key"
    assert meaning("o", held) is Answer.NO_SUCH
    assert meaning("1", offered) is Answer.NO_SUCH, "a hint too many must not label a line"
    assert meaning("Shift+D", held) is None, "another trigger"
    assert meaning("2", armed) is near[1]
    assert meaning("9", armed) is Answer.NO_SUCH
    assert meaning("Enter", armed) is Answer.NEAREST
    assert meaning("Enter", choosing) is choosing.fillers[0]
    assert meaning("g", choosing) is choosing.fillers[2], "labels now, not roles"
    assert meaning("t", choosing) is Answer.NO_SUCH
