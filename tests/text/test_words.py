"""Words around an offset, against the words of the whole text."""

from collections.abc import Callable

import pytest
import regex
from hypothesis import example, given
from hypothesis import strategies as st

from annotations.text import segments
from annotations.text.segments import (
    REACH,
    next_word_end,
    next_word_start,
    previous_word_end,
    previous_word_start,
    snap_to_words,
    trim_blanks,
    word_at,
)
from annotations.text.span import Span
from tests.text.strategies import PROSE, TEXTS

ANY = st.one_of(TEXTS, PROSE)


def words(text: str) -> list[Span]:
    return [Span(*found.span()) for found in regex.finditer(segments.WORD, text, regex.V1)]


def spelled(text: str) -> list[str]:
    return [text[word.start : word.end] for word in words(text)]


@pytest.mark.parametrize(
    "text,expected",
    [
        (
            "milisi al-Qaeda, luka-luka di Al-Fatayah.",
            ["milisi", "al-Qaeda", "luka-luka", "di", "Al-Fatayah"],
        ),
        ("Rp1.000.000,50 pada 2015. Lalu", ["Rp1.000.000,50", "pada", "2015", "Lalu"]),
        ("“Jum'at” don’t ’tis -a- a--b", ["Jum'at", "don’t", "tis", "a", "a", "b"]),
        ("cafe\u0301 na\u00efve so\u00adrot", ["cafe\u0301", "na\u00efve", "so\u00adrot"]),
        ("किताब می\u200cخواهم 漢字です", ["किताब", "می\u200cخواهم", "漢字です"]),
        ("a\U0001f600b \U0001f468\u200d\U0001f469 \u2764\ufe0f 1\ufe0f\u20e3", ["a", "b", "1\ufe0f\u20e3"]),
        ("kota.Pasukan a/b x_y", ["kota", "Pasukan", "a", "b", "x_y"]),
        ("googletag.display(‘div-gpt-ad-8052921-2’);", ["googletag", "display", "div-gpt-ad-8052921-2"]),
    ],
)
def test_what_a_word_is(text: str, expected: list[str]) -> None:
    assert spelled(text) == expected


@given(ANY)
@example("a-b-c d")
@example("1.2.3")
def test_look_ups_agree_with_the_words_of_the_whole_text(text: str) -> None:
    all_words = words(text)
    for offset in range(len(text) + 1):
        holding = [word for word in all_words if word.contains(offset)]
        touching = [word for word in all_words if word.end == offset]
        assert word_at(text, offset) == next(iter(holding + touching), None)
        starts, ends = [word.start for word in all_words], [word.end for word in all_words]
        assert next_word_start(text, offset) == min((at for at in starts if at > offset), default=len(text))
        assert next_word_end(text, offset) == min((at for at in ends if at > offset), default=len(text))
        assert previous_word_start(text, offset) == max((at for at in starts if at < offset), default=0)
        assert previous_word_end(text, offset) == max((at for at in ends if at < offset), default=0)


@given(ANY, st.data())
def test_snapping_takes_every_word_that_shares_a_character(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    shared = [word for word in words(text) if word.overlaps(span)]
    snapped = snap_to_words(text, span)
    assert snapped.start == min(word.start for word in [*shared, span])
    assert snapped.end == max(word.end for word in [*shared, span])
    assert snap_to_words(text, snapped) == snapped


def test_an_empty_span_is_not_snapped() -> None:
    assert snap_to_words("Libya", Span(2, 2)) == Span(2, 2)


@given(ANY, st.data())
def test_trimming_takes_blanks_and_nothing_else(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    trimmed = trim_blanks(text, span)
    blanks = "".join(
        character for character in set(text) if character.isspace() or character in "\u200b\u2060\ufeff"
    )
    assert text[trimmed.start : trimmed.end] == text[span.start : span.end].strip(blanks or " ")
    assert span.encloses(trimmed)
    if trimmed.is_empty:
        assert trimmed.start == span.start


MOVES = [next_word_start, next_word_end, previous_word_start, previous_word_end]


@pytest.mark.parametrize("piece", ["a", "-", "a-", " ", "\u0301", "漢", "1.", "\n"])
@pytest.mark.parametrize("move", MOVES)
def test_a_line_without_end_is_crossed_in_bounded_steps(piece: str, move: Callable[[str, int], int]) -> None:
    text = piece * (5 * REACH)
    forward = move in MOVES[:2]
    offset, steps = (0, 0) if forward else (len(text), 0)
    while offset != (len(text) if forward else 0):
        moved = move(text, offset)
        assert moved > offset if forward else moved < offset
        assert abs(moved - offset) <= 2 * REACH
        offset, steps = moved, steps + 1
        if steps > 20:
            break


@pytest.mark.parametrize("piece", ["a", "漢", "1."])
def test_a_word_without_end_is_cut_around_the_offset(piece: str) -> None:
    text = piece * (5 * REACH)
    middle = len(text) // 2
    word = word_at(text, middle)
    assert word is not None
    assert word.contains(middle)
    assert word.length <= 2 * REACH
    assert snap_to_words(text, Span(middle, middle + 1)).length <= 2 * REACH
