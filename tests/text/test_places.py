"""Places as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.text.places import place_of

TEXT = "satu\r\ndua 😀\rtiga\nempat"


@pytest.mark.parametrize(
    "typed, place",
    [
        ("0", 0), (" 7 ", 7), ("1,000,000", len(TEXT)), ("1.0", 10), ("9" * 5_000, len(TEXT)),
        (":1", 0), (": 2", 6), ("line 3", 12), ("baris 4", 17), ("l. 4", 17), ("Line99", 17), (":0", 0),
        ("", None), (":", None), ("line", None), ("-3", None), ("12 x", None), ("2:3", None),
    ],
)  # fmt: skip
def test_a_place_is_understood_or_not(typed: str, place: int | None) -> None:
    assert place_of(typed, TEXT) == place


@given(st.text(max_size=20), st.text(max_size=40))
def test_whatever_is_typed_leads_into_the_text(typed: str, text: str) -> None:
    place = place_of(typed, text)
    assert place is None or 0 <= place <= len(text)
