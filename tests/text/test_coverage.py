"""What was read, against a plain set of offsets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.text.coverage import Coverage, flat, from_flat
from annotations.text.segments import trim_blanks
from annotations.text.span import Span

LENGTH = 40
SPANS = st.tuples(st.integers(0, LENGTH), st.integers(0, LENGTH)).map(lambda ends: Span(*sorted(ends)))


def offsets(coverage: Coverage) -> set[int]:
    return {offset for span in coverage.spans() for offset in range(span.start, span.end)}


@given(st.lists(SPANS, max_size=8), SPANS, st.integers(0, 50))
def test_it_is_a_set_of_offsets(read: list[Span], window: Span, characters: int) -> None:
    coverage = Coverage(LENGTH, read)
    expected = {offset for span in read for offset in range(span.start, span.end)}
    assert offsets(coverage) == expected
    assert coverage.read == len(expected)
    assert (coverage.percent == 100) is (len(expected) == LENGTH)
    edges = flat(coverage)
    assert edges == sorted(set(edges))
    again = from_flat(LENGTH, edges)
    assert again is not None
    assert flat(again) == edges
    unread = [offset for offset in range(window.start, window.end) if offset not in expected]
    assert [offset for gap in coverage.gaps(window) for offset in range(gap.start, gap.end)] == unread
    left = coverage.read_on(window, characters)
    assert offsets(coverage) == expected | set(unread[:characters])
    assert left == characters - len(unread[:characters])


@given(st.text(st.sampled_from("ab \n"), min_size=1, max_size=30), st.data())
def test_the_next_gap_has_something_to_see(text: str, data: st.DataObject) -> None:
    coverage = Coverage(len(text))
    for _ in range(data.draw(st.integers(0, 4))):
        coverage.add(Span(*sorted(data.draw(st.integers(0, len(text))) for _ in range(2))))
    offset = data.draw(st.integers(0, len(text)))
    read = offsets(coverage)
    unread = [
        place
        for place in range(len(text))
        if place not in read and not trim_blanks(text, Span(place, place + 1)).is_empty
    ]
    ahead = [place for place in unread if place >= offset]
    assert coverage.next_gap(text, offset) == next(iter(ahead or unread), None)


def test_few_ranges_are_kept() -> None:
    coverage = Coverage(100, [Span(0, 2), Span(10, 30), Span(40, 45)])
    assert flat(coverage.compact(2)) == [10, 30, 40, 45]
    assert flat(coverage.compact(3)) == flat(coverage)


@pytest.mark.parametrize(
    "edges", [None, {}, "ab", [1], [1, "2"], [True, 2], [2, 1], [0, 3, 3, 4], [-1, 4], [0, 11], [0, 1e9]]
)
def test_what_is_no_coverage_is_refused(edges: object) -> None:
    assert from_flat(10, edges) is None
