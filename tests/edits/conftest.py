"""A story with two attacks and a death, labelled with the small label set."""

from dataclasses import dataclass, field

import pytest

from annotations.edits.edit import Edit
from annotations.edits.integrity import Context
from annotations.edits.placement import Refusal
from annotations.model.annotation_set import AnnotationSet
from annotations.model.change import Change
from annotations.model.label_set import Label
from annotations.model.records import Argument, Event, Kind, Mention, Relation
from annotations.text.span import Span
from tests.support.small import HAND, SMALL, annotation_set, context_of

TEXT = "Leon said the attack in Darna, a bombing,\nkilled two. Libya PBB rain"
#       0         10        20        30          42


@dataclass
class Story:
    """The set and what edits need, with short ways to look things up and do them."""

    annotations: AnnotationSet
    context: Context = field(default_factory=lambda: context_of(TEXT))

    def mention(self, mention_id: str) -> Mention:
        found = self.annotations.mention(mention_id)
        assert found is not None
        return found

    def event(self, event_id: str) -> Event:
        found = self.annotations.get(event_id)
        assert isinstance(found, Event)
        return found

    def do(self, outcome: Edit | Refusal) -> Change:
        assert isinstance(outcome, Edit), outcome
        return outcome.apply(self.annotations, self.context)[1]

    def where(self, words: str) -> Span:
        start = TEXT.index(words)
        return Span(start, start + len(words))

    def label(self, kind: Kind, name: str) -> Label:
        found = SMALL.label(kind, name)
        assert found is not None
        return found


def _mention(mention_id: str, kind: Kind, label: str, words: str) -> Mention:
    start = TEXT.index(words)
    return Mention(mention_id, kind, label, (Span(start, start + len(words)),), HAND)


@pytest.fixture
def story() -> Story:
    """Leon attacks Darna (e1 and e2 on one trigger) and so people die (e3)."""
    records = (
        _mention("m1", Kind.ENTITY, "PER", "Leon"),
        _mention("m2", Kind.EVENT, "Attack", "attack"),
        _mention("m3", Kind.ENTITY, "GPE", "Darna"),
        _mention("m4", Kind.EVENT, "Die", "killed"),
        _mention("m5", Kind.ENTITY, "GPE", "Libya"),
        Event(
            "e1", "m2", HAND, (Argument("Attacker", "m1"), Argument("Place", "m3"), Argument("Place", "m5"))
        ),
        Event("e2", "m2", HAND),
        Event("e3", "m4", HAND, (Argument("Cause", "e1"), Argument("Target", "m1"))),
        Relation("r1", "PartOf", "m3", "m5", HAND),
    )
    return Story(annotation_set(TEXT, records))
