from hypothesis import given
from hypothesis import strategies as st

from gui.editor.lanes import LANES, Lanes, depths

EXTENTS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda one: (one[0], one[0] + one[1]))
)


@given(EXTENTS, st.integers(0, 3))
def test_no_two_in_a_lane_touch_and_none_is_lower_than_it_must_be(
    extents: list[tuple[int, int]], gap: int
) -> None:
    row = Lanes(gap)
    lanes = [row.place(*extent) for extent in extents]
    placed: list[tuple[int, int, int]] = []
    for (left, right), lane in zip(extents, lanes, strict=True):
        taken = {one for a, b, one in placed if left < b + gap and a < right + gap}
        if lane is None:
            assert taken == set(range(LANES))
        else:
            assert lane == min(set(range(LANES)) - taken)
            placed.append((left, right, lane))


def test_past_eight_lanes_mentions_are_only_counted() -> None:
    nested = [(50 - level, 60 + level) for level in range(200)]
    row = Lanes(2)
    lanes = [row.place(*extent) for extent in nested]
    assert row.used == LANES
    assert lanes[:LANES] == list(range(LANES))
    assert set(lanes[LANES:]) == {None}


def test_depth_counts_what_lies_below() -> None:
    assert depths([(0, 2), (4, 6), (0, 6), (0, 9), (20, 30)]) == [0, 0, 1, 2, 0]
