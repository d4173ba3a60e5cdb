"""What is remembered of the desk comes back as it was, and nonsense is refused."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.core.remembered import RememberedDesk, RememberedDocument, Stand, read_desk, write_desk

PLACES = st.integers(0, 2**31 - 1)
STANDS = st.builds(
    Stand, PLACES, PLACES, PLACES, st.none() | st.integers(-9999, 9999), st.none() | st.text(min_size=1)
)
DOCUMENTS = st.builds(RememberedDocument, st.text(min_size=1), st.none() | st.text(), st.booleans(), STANDS)
DESKS = st.builds(RememberedDesk, st.lists(DOCUMENTS, max_size=5).map(tuple), PLACES)


@given(DESKS)
def test_a_desk_comes_back_as_it_was(desk: RememberedDesk) -> None:
    assert read_desk(json.loads(json.dumps(write_desk(desk)))) == desk


@pytest.mark.parametrize(
    "stand",
    [
        {"caret": "1"},
        {"caret": -1, "anchor": 0, "top": 0},
        {"caret": 2**40, "anchor": 0, "top": 0},
        {"caret": 0, "anchor": 0, "top": 0, "y": 0.5},
        {"caret": 0, "anchor": 0, "top": 0, "current": 1},
        [],
    ],
)
def test_a_stand_that_is_none_is_refused(stand: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        read_desk({"documents": [{"path": "/a", "stand": stand}], "front": 0})


@pytest.mark.parametrize(
    "stored",
    [
        {"documents": [], "front": -1},
        {"documents": [], "front": True},
        {"documents": [{"path": ""}], "front": 0},
        {"documents": [{"path": "/a", "encoding": 8}], "front": 0},
    ],
)
def test_nonsense_is_refused(stored: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        read_desk(stored)
