from hypothesis import given
from hypothesis import strategies as st

from gui.editor.heights import Heights

HEIGHTS = st.lists(st.integers(1, 50), min_size=1, max_size=40)


@given(HEIGHTS, st.lists(st.tuples(st.integers(0, 39), st.integers(1, 50))))
def test_sums_stay_right_whatever_changes(numbers: list[int], changes: list[tuple[int, int]]) -> None:
    heights = Heights(numbers)
    for index, height in changes:
        numbers[index % len(numbers)] = height
        heights.set(index % len(numbers), height)
    assert [heights[index] for index in range(len(heights))] == numbers
    assert [heights.top(index) for index in range(len(heights) + 1)] == [
        sum(numbers[:index]) for index in range(len(numbers) + 1)
    ]
    assert heights.total == sum(numbers)


@given(HEIGHTS, st.integers(-10, 2100))
def test_the_paragraph_at_a_place_covers_it(numbers: list[int], y: int) -> None:
    heights = Heights(numbers)
    index = heights.find(y)
    inside = min(max(y, 0), heights.total - 1)
    assert heights.top(index) <= inside < heights.top(index) + heights[index]
