"""The interval index against a plain list."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from annotations.text.intervals import IntervalIndex

Interval = tuple[str, int, int]

KEYS = st.sampled_from(["m1", "m2", "m10", "m9"])
LENGTHS = st.one_of(
    st.integers(0, 12),
    st.sampled_from([62, 63, 64, 511, 512, 513, 4095, 4096, 9000, 40_000]),
    st.integers(0, 50_000),
)
OFFSETS = st.one_of(st.integers(0, 30), st.integers(0, 60_000))


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    start = draw(OFFSETS)
    return draw(KEYS), start, start + draw(LENGTHS)


def touches(interval: Interval, start: int, end: int) -> bool:
    _, first, last = interval
    return start <= first <= end if first == last else first < end and last > start


def expected(content: list[Interval], answers: Callable[[Interval], bool]) -> list[str]:
    found = sorted((start, -end, key) for key, start, end in content if answers((key, start, end)))
    return [key for _, _, key in found]


def check(index: IntervalIndex[str], content: list[Interval], start: int, end: int) -> None:
    assert len(index) == len(content)
    assert index.overlapping(start, end) == expected(content, lambda one: touches(one, start, end))
    assert index.at(start) == expected(content, lambda one: one[1] <= start <= one[2])
    starts = [first for _, first, _ in content]
    assert index.next_start(start) == min((first for first in starts if first > start), default=None)
    assert index.previous_start(start) == max((first for first in starts if first < start), default=None)


@given(st.lists(intervals(), max_size=40), st.lists(st.tuples(OFFSETS, LENGTHS), min_size=1, max_size=8))
def test_built_at_once_it_answers_like_a_list(
    content: list[Interval], windows: list[tuple[int, int]]
) -> None:
    index = IntervalIndex(content)
    for start, length in windows:
        check(index, content, start, start + length)
    for _, start, end in content:
        check(index, content, start, end)
        check(index, content, end, end)


class Changing(RuleBasedStateMachine):
    """Adding and removing, in any order, leaves what a list would hold."""

    def __init__(self) -> None:
        super().__init__()
        self.index: IntervalIndex[str] = IntervalIndex()
        self.content: list[Interval] = []

    @rule(interval=intervals())
    def add(self, interval: Interval) -> None:
        self.index.add(*interval)
        self.content.append(interval)

    @precondition(lambda self: self.content)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        interval = data.draw(st.sampled_from(self.content))
        self.index.remove(*interval)
        self.content.remove(interval)

    @rule(interval=intervals())
    def remove_what_is_not_there(self, interval: Interval) -> None:
        if interval not in self.content:
            with pytest.raises(KeyError):
                self.index.remove(*interval)

    @rule(start=OFFSETS, length=LENGTHS)
    def ask(self, start: int, length: int) -> None:
        check(self.index, self.content, start, start + length)

    @invariant()
    def whole(self) -> None:
        check(self.index, self.content, 0, 120_000)


TestChanging = Changing.TestCase


def test_an_empty_interval_touches_from_edge_to_edge_and_a_neighbour_does_not() -> None:
    index = IntervalIndex([("empty", 5, 5), ("before", 0, 5), ("after", 5, 9), ("over", 0, 9)])
    assert index.overlapping(5, 7) == ["over", "after", "empty"]
    assert index.overlapping(2, 5) == ["over", "before", "empty"]
    assert index.overlapping(5, 5) == ["over", "empty"]
    assert index.at(5) == ["over", "before", "after", "empty"]
    assert index.overlapping(6, 9) == ["over", "after"]


def test_one_that_ends_before_it_starts_is_refused() -> None:
    index: IntervalIndex[str] = IntervalIndex()
    with pytest.raises(ValueError, match="cannot end before it starts"):
        index.add("m1", 3, 2)
    with pytest.raises(ValueError, match="cannot end before it starts"):
        IntervalIndex([("m1", 3, 2)])
    assert len(index) == 0
