"""Moving an end of a mention: by word and by character, never past the other end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.text.span import Span
from gui.editor.ends import End, Unit, moved

TEXT = "Utusan PBB untuk Libya, Bernardino Leon."


@pytest.mark.parametrize(
    "end,unit,forward,expected",
    [
        (End.END, Unit.WORD, True, "PBB untuk"),
        (End.END, Unit.CHARACTER, True, "PBB "),
        (End.END, Unit.CHARACTER, False, "PB"),
        (End.START, Unit.WORD, False, "Utusan PBB"),
        (End.START, Unit.CHARACTER, False, " PBB"),
        (End.START, Unit.CHARACTER, True, "BB"),
    ],
)
def test_one_step(end: End, unit: Unit, forward: bool, expected: str) -> None:
    (span,) = moved(TEXT, (Span(7, 10),), end, unit, forward=forward)
    assert TEXT[span.start : span.end] == expected


def test_ends_do_not_meet() -> None:
    assert moved(TEXT, (Span(7, 10),), End.END, Unit.WORD, forward=False) == (Span(7, 10),)
    assert moved(TEXT, (Span(7, 10),), End.START, Unit.WORD, forward=True) == (Span(7, 10),)


@given(
    text=st.text(st.sampled_from("ab -'’\n👩\u200d🚀é\u0301ك"), min_size=1, max_size=40),
    data=st.data(),
    end=st.sampled_from(End),
    unit=st.sampled_from(Unit),
    forward=st.booleans(),
)
def test_only_one_end_moves_and_stays_in_the_text(
    text: str, data: st.DataObject, end: End, unit: Unit, forward: bool
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    stop = data.draw(st.integers(start + 1, len(text)))
    (span,) = moved(text, (Span(start, stop),), end, unit, forward=forward)
    assert 0 <= span.start < span.end <= len(text)
    assert (span.end if end is End.START else span.start) == (stop if end is End.START else start)
    shift = (span.start - start) if end is End.START else (span.end - stop)
    assert shift >= 0 if forward else shift <= 0
