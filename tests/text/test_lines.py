"""Lines around an offset, against the text cut at every break."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotations.text.segments import (
    BLOCK_REACH,
    REACH,
    block_at,
    line_at,
    line_spans,
    next_line_start,
    previous_line_start,
)
from annotations.text.span import Span
from tests.text.strategies import TEXTS

BREAKS = st.lists(st.sampled_from(["\r\n", "\r", "\n", "a", "b\u2028", "\x0b", "\x85"]), max_size=12)
ANY = st.one_of(TEXTS, BREAKS.map("".join))


def lines(text: str) -> list[Span]:
    found, start = [], 0
    for piece in re.split("(\r\n|\r|\n)", text):
        if piece not in ("\r\n", "\r", "\n"):
            found.append(Span(start, start + len(piece)))
        start += len(piece)
    return found


@given(ANY)
@example("")
@example("\n")
@example("a\r\nb\r\n")
@example("a\rb")
@example("a\nb\n")
def test_lines_are_what_breaks_leave(text: str) -> None:
    starts, ends = line_spans(text)
    assert [Span(*one) for one in zip(starts, ends, strict=True)] == lines(text)
    assert starts.typecode == ends.typecode == "q"


@given(ANY)
@example("\r\n\r\n")
def test_look_ups_agree_with_the_lines_of_the_whole_text(text: str) -> None:
    all_lines = lines(text)
    starts = [line.start for line in all_lines]
    for offset in range(len(text) + 1):
        assert line_at(text, offset) == [line for line in all_lines if line.start <= offset][-1]
        assert next_line_start(text, offset) == min((at for at in starts if at > offset), default=len(text))
        assert previous_line_start(text, offset) == max((at for at in starts if at < offset), default=0)


@pytest.mark.parametrize("newline", ["\n", "\r", "\r\n"])
@pytest.mark.parametrize("length", [REACH - 1, REACH, REACH + 1, 9 * REACH])
def test_a_long_line_is_found_whole(newline: str, length: int) -> None:
    text = newline + "a" * length + newline + "b"
    line = Span(len(newline), len(newline) + length)
    for offset in (line.start, line.start + 1, (line.start + line.end) // 2, line.end - 1, line.end):
        assert line_at(text, offset) == line
        assert next_line_start(text, offset) == len(text) - 1
    assert previous_line_start(text, line.end) == line.start
    assert previous_line_start(text, line.start) == 0


@pytest.mark.parametrize(
    "text,quote,block",
    [
        ("One\n\nTwo\nThree\n\nFour", "Three", "Two\nThree"),
        ("One\nTwo\n \t\nThree", "Two", "One\nTwo"),
        ("One\r\n\r\nTwo\r\nThree\r\n", "Three", "Two\r\nThree"),
        ("One\nTwo\nThree", "Two", "Two"),
        ("One\nTwo\nThree\n", "Two", "Two"),
    ],
)
def test_a_block_ends_at_blank_lines(text: str, quote: str, block: str) -> None:
    start = text.index(block)
    assert block_at(text, text.index(quote) + 1) == Span(start, start + len(block))


def test_a_block_without_a_blank_line_near_is_the_line() -> None:
    text = "line\n" * BLOCK_REACH + "\n"
    assert block_at(text, 7) == Span(5, 9)
    assert block_at(text, 5 * BLOCK_REACH - 3).length > BLOCK_REACH
    assert block_at(text, len(text)).is_empty
