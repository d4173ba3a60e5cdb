"""The same words elsewhere: against a look at every offset, and the cases that are easily missed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.edits.placement import widen
from annotations.model.label_set import Snap
from annotations.suggest import occurrences as module
from annotations.suggest.occurrences import (
    LONGEST_BLANK,
    LONGEST_QUOTE,
    occurrences,
    same_words,
    stands_alone,
    windows,
)
from annotations.text.span import Span

PIECES = [
    "Darna",
    "darna",
    "DARNA",
    "al",
    "-",
    "a",
    "A",
    "é",
    "e\u0301",
    "😀",
    "ß",
    ".",
    "’",
    " ",
    "\u00a0",
    "\t",
]
PIECES += ["\n", "\r\n", "\r", "\u200b", "1", ",", "漢", "\u2028"]
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=30).map("".join)


def found(text: str, quote: str, unit: Snap = Snap.WORD, *, ignore_case: bool = False) -> list[str]:
    spans = [one for some in occurrences(text, quote, unit, ignore_case=ignore_case) for one in some]
    return [text[one.start : one.end] for one in spans]


def words(text: str) -> list[str]:
    return [one for one in re.split(r"[\s\u200b\u2060\ufeff]+", text) if one]


def same(one: str, other: str, *, ignore_case: bool) -> bool:
    if not ignore_case:
        return one == other
    return len(one) == len(other) and all(
        re.fullmatch(re.escape(a), b, re.IGNORECASE) for a, b in zip(one, other, strict=True)
    )


def breaks(text: str) -> list[int]:
    """How many line ends stand in each run of blanks inside the text."""
    return [len(re.findall(r"\r\n?|\n", gap)) for gap in re.findall(r"[\s\u200b\u2060\ufeff]+", text)]


def is_occurrence(text: str, span: Span, quote: str, unit: Snap, *, ignore_case: bool) -> bool:
    here, inner = text[span.start : span.end], quote.strip().strip("\u200b").strip()
    if here != here.strip("\u200b \u00a0\t\n\r\u2028") or not here:
        return False
    same_text = len(words(here)) == len(words(quote)) and all(
        same(one, other, ignore_case=ignore_case)
        for one, other in zip(words(quote), words(here), strict=True)
    )
    if not same_text:
        return False
    fits = all(
        mine <= 1 or theirs > 1 for mine, theirs in zip(breaks(here), breaks(inner_of(inner)), strict=True)
    )
    return fits and widen(text, span, unit) == span


def inner_of(quote: str) -> str:
    return re.sub(r"\A[\s\u200b]+|[\s\u200b]+\Z", "", quote)


@given(st.data(), st.sampled_from(Snap), st.booleans())
def test_as_a_look_at_every_offset(data: st.DataObject, unit: Snap, ignore_case: bool) -> None:
    text = data.draw(TEXTS)
    start = data.draw(st.integers(0, len(text) - 1))
    quote = text[start : data.draw(st.integers(start + 1, min(len(text), start + 12)))]
    expected, place = [], 0
    while place < len(text):
        ends = range(place + 1, len(text) + 1)
        spans = (Span(place, end) for end in ends)
        hit = next((s for s in spans if is_occurrence(text, s, quote, unit, ignore_case=ignore_case)), None)
        if hit is not None and words(quote):
            expected.append(hit)
        place = place + 1 if hit is None else hit.end
    assert [
        one for some in occurrences(text, quote, unit, ignore_case=ignore_case) for one in some
    ] == expected


@given(st.integers(1, 9), st.data())
def test_windows_change_nothing(size: int, data: st.DataObject) -> None:
    text = data.draw(TEXTS)
    quote = data.draw(st.sampled_from(["Darna", "al Darna", "a a", "darna\nal"]))
    whole = found(text, quote, Snap.CHARACTER, ignore_case=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "WINDOW", size)
        assert found(text, quote, Snap.CHARACTER, ignore_case=True) == whole
        assert len(list(occurrences(text, quote, Snap.WORD))) == windows(text)


def test_a_name_over_a_line_end_matches_and_over_a_paragraph_does_not() -> None:
    text = "Abu Salim. Abu\n Salim, Abu\r\nSalim; Abu \u00a0Salim. Abu\n\nSalim AbuSalim"
    assert found(text, "Abu Salim") == ["Abu Salim", "Abu\n Salim", "Abu\r\nSalim", "Abu \u00a0Salim"]
    assert found(text, "Abu\n\nSalim")[-1] == "Abu\n\nSalim"
    wide = "Abu" + " " * (2 * LONGEST_BLANK + 1) + "Salim"
    assert found(wide, "Abu Salim") == []


def test_words_stand_by_themselves() -> None:
    text = "Darna, Darnawi al-Darna (Darna) kota-kota Darna’s pra\u200bDarna 1.000 000"
    assert found(text, "Darna") == ["Darna", "Darna", "Darna"]
    assert len(found(text, "Darna", Snap.CHARACTER)) == 6
    assert found(text, "000") == ["000"]
    assert found("a a a", "a a") == ["a a"]
    assert found("xa a a", "a a") == ["a a"]


def test_lines_are_found_as_whole_lines() -> None:
    text = "Baca juga: ini\n  Baca juga: ini \nBaca juga: ini dan itu\nBaca juga: ini"
    assert found(text, "Baca juga: ini\n", Snap.LINE) == ["Baca juga: ini"] * 3


def test_case_is_ignored_when_asked() -> None:
    assert found("Serang serang SERANG", "serang") == ["serang"]
    assert found("Serang serang SERANG", "serang", ignore_case=True) == ["Serang", "serang", "SERANG"]


def test_what_is_blank_or_endless_is_not_looked_for() -> None:
    assert found("a  b", "  ") == []
    assert found("x" * (LONGEST_QUOTE + 1), "x" * (LONGEST_QUOTE + 1), Snap.CHARACTER) == []
    assert not stands_alone("a  b", Span(1, 2), Snap.WORD)


def test_a_blank_line_of_any_length_is_no_trap() -> None:
    text = "Abu" + " \t" * 500_000 + "Salim Abu"
    assert found(text, "Abu Salim") == []


def test_the_words_of_all_occurrences_are_alike() -> None:
    assert same_words(" Abu\r\n \u00a0Salim\u200b") == same_words("Abu Salim") == "Abu Salim"
