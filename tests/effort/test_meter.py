"""What hands do is counted, and belongs to the edit that follows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.edits import event_operations, operations
from annotations.edits.edit import Edit, Title
from annotations.edits.placement import Refusal
from annotations.effort.deeds import Deed
from annotations.effort.figures import by_deed, by_kind, total
from annotations.effort.meter import AWAY, Account, Entry, Meter
from annotations.effort.tally import Hand, Tally
from annotations.model.annotation_set import AnnotationSet
from annotations.model.document import DocumentRef
from annotations.model.records import Event, Kind, Mention, Origin, Provenance, Status
from annotations.session.document import DocumentSession
from annotations.session.sink import Via
from annotations.suggest.refusals import remember
from annotations.text.source import SourceText
from annotations.text.span import Span
from tests.support.small import HAND, SMALL

DAY, STORY = "2026-11-22", "story"
TEXT = SourceText("ISIS attacked Darna, and ISIS fled.")


class Clock:
    """A clock that is told the time."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


class Bench:
    """A document, and a meter that counts what is done to it."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.meter = Meter(self.clock, lambda: DAY)
        document = DocumentRef.of(STORY, "story.txt", TEXT)
        annotations = AnnotationSet(document, SMALL.ref, "someone")
        self.session = DocumentSession(Path("story.txt"), Path("x"), TEXT, annotations, SMALL)
        self.leave = self.session.tell_edits(self.meter)
        self.meter.open(STORY)

    def hands(self, *hands: Hand, each: float = 1.0, reading: bool = False) -> None:
        for hand in hands:
            self.clock.at += each
            self.meter.hand(hand, reading=reading)

    def do(self, edit: Edit | Refusal) -> Edit:
        assert isinstance(edit, Edit), edit
        return self.session.apply(edit)

    def tag(self, kind: Kind, label: str, start: int, end: int) -> Edit:
        known = SMALL.label(kind, label)
        assert known is not None
        return self.do(
            operations.tag(self.session.annotations, self.session.context, known, (Span(start, end),), HAND)
        )

    def mention(self, number: int = 0) -> Mention:
        return sorted(self.session.annotations.of_type(Mention), key=lambda one: one.start)[number]

    def entry(self, kind: str, label: str, deed: Deed) -> Entry:
        return self.meter.entries()[Account(DAY, STORY, kind, label, deed)]


@pytest.fixture
def bench() -> Iterator[Bench]:
    bench = Bench()
    yield bench
    bench.leave()


def test_hands_belong_to_the_edit_that_follows(bench: Bench) -> None:
    bench.hands(Hand.MOVE, Hand.MOVE, Hand.KEY)
    bench.tag(Kind.ENTITY, "ORG", 0, 4)
    bench.hands(Hand.DRAG, Hand.CLICK)
    bench.tag(Kind.ENTITY, "GPE", 14, 19)
    assert bench.entry("entity", "ORG", Deed.TAG) == Entry(1, 1, Tally(keys=3, moves=2, seconds=3.0))
    assert bench.entry("entity", "GPE", Deed.TAG) == Entry(1, 1, Tally(clicks=1, drags=1, seconds=2.0))
    assert by_kind(bench.meter.entries())["entity"].hands == 2.5


def test_what_was_done_is_told_apart(bench: Bench) -> None:
    session = bench.session
    bench.tag(Kind.EVENT, "Attack", 5, 13)
    bench.tag(Kind.ENTITY, "ORG", 0, 4)
    (event,) = session.annotations.of_type(Event)
    organisation = bench.mention()
    bench.do(
        event_operations.add_argument(session.annotations, session.context, event, "Attacker", organisation)
    )
    gpe = SMALL.label(Kind.ENTITY, "GPE")
    assert gpe is not None
    bench.do(operations.relabel(session.annotations, session.context, bench.mention(), gpe, HAND))
    bench.do(operations.respan(session.annotations, session.context, bench.mention(), (Span(0, 13),)))
    bench.do(operations.set_status(session.annotations, Kind.EVENT, Status.DONE))
    bench.do(operations.delete(session.annotations, session.context, [bench.mention(1)]))
    assert [(kind, deed.value) for kind, deed in by_deed(bench.meter.entries())] == [
        ("entity", "tag"), ("entity", "relabel"), ("entity", "move_end"),
        ("event", "tag"), ("event", "delete"), ("event", "argument"), ("event", "status"),
    ]  # fmt: skip
    assert total(bench.meter.entries()).entry.labels == 3


def test_the_same_words_are_many_labels_for_few_hands(bench: Bench) -> None:
    session = bench.session
    organisation = SMALL.label(Kind.ENTITY, "ORG")
    assert organisation is not None
    bench.hands(Hand.KEY, Hand.KEY)
    made = Provenance("someone", "2026-11-22T10:00:00Z", Origin.PROPAGATION, "same string")
    spans = [Span(0, 4), Span(25, 29)]
    bench.do(operations.tag_each(session.annotations, session.context, organisation, spans, made))
    assert bench.entry("entity", "ORG", Deed.SAME_WORDS) == Entry(1, 2, Tally(keys=2, seconds=2.0))
    refused = remember(session.annotations.extra, TEXT, organisation, [Span(0, 4)])
    bench.do(Edit(Title("refuse", "ORG"), tuple(refused)))
    again = remember(session.annotations.extra, TEXT, organisation, [Span(25, 29)])
    bench.do(Edit(Title("refuse", "ORG"), tuple(again)))
    assert bench.entry("entity", "ORG", Deed.REFUSE).times == 2


def test_what_undo_takes_back_is_no_label_given(bench: Bench) -> None:
    back = bench.tag(Kind.ENTITY, "ORG", 0, 4)
    bench.hands(Hand.KEY)
    bench.session.apply(back, Via.UNDO)
    assert bench.entry("entity", "ORG", Deed.UNDO).labels == -1
    assert by_kind(bench.meter.entries())["entity"].hands is None
    bench.session.apply(back.inverse(), Via.REDO)
    assert by_kind(bench.meter.entries())["entity"].hands == 1.0


def test_turning_pages_and_hands_before_a_pause_are_reading(bench: Bench) -> None:
    bench.hands(Hand.MOVE, Hand.WHEEL, Hand.WHEEL, reading=True)
    bench.hands(Hand.MOVE)
    bench.clock.at += AWAY + 1
    bench.hands(Hand.KEY, each=0.0)
    bench.tag(Kind.ENTITY, "ORG", 0, 4)
    assert bench.entry("entity", "ORG", Deed.TAG) == Entry(1, 1, Tally(keys=1))
    reading = bench.entry("", "", Deed.READ)
    assert reading.tally == Tally(keys=2, moves=2, wheel=2, seconds=4.0)


def test_one_turn_of_the_wheel_is_one(bench: Bench) -> None:
    bench.hands(*[Hand.WHEEL] * 20, each=0.1, reading=True)
    assert bench.entry("", "", Deed.READ).tally.wheel == 1


def test_another_document_does_not_pay_for_the_last_one(bench: Bench) -> None:
    bench.hands(Hand.KEY, Hand.CLICK)
    bench.meter.open("other")
    assert bench.entry("", "", Deed.READ).tally.hands == 2
    bench.hands(Hand.KEY)
    bench.meter.rest()
    assert bench.meter.entries()[Account(DAY, "other", "", "", Deed.READ)].tally.hands == 1


@given(
    st.lists(st.tuples(st.sampled_from(Hand), st.floats(0, 3 * AWAY), st.booleans()) | st.none(), max_size=40)
)
def test_no_hand_is_lost_and_none_counted_twice(days_work: list[tuple[Hand, float, bool] | None]) -> None:
    bench = Bench()
    taken: dict[Account, Entry] = {}
    pressed = 0
    for one in days_work:
        if one is None:
            before = bench.session.annotations.status(Kind.ENTITY)
            after = Status.IN_PROGRESS if before is Status.DONE else Status.DONE
            bench.do(operations.set_status(bench.session.annotations, Kind.ENTITY, after))
        else:
            bench.hands(one[0], each=one[1], reading=one[2])
            pressed += one[0] is not Hand.WHEEL
            taken = bench.meter.take()
            bench.meter.put_back(taken)
    bench.meter.rest()
    sums = total(bench.meter.take()).entry
    assert sums.tally.hands == pressed
    assert sums.times == days_work.count(None)
    assert sums.tally.seconds <= bench.clock.at + 1e-6
    assert bench.meter.entries() == {}
