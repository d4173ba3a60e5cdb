"""Caret places, against Qt and against the whole text cut at once."""

import re
from itertools import pairwise

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QTextBoundaryFinder

from annotations.text.graphemes import REACH, next_grapheme, previous_grapheme
from annotations.text.units import OffsetMap
from tests.text.strategies import TEXTS

CLUSTERED = [
    "a", "1", " ", "\r", "\n", "\t", "\x00", "é", "\u0301", "\u3099", "か", "\u00ad", "\u200b", "\u2028",
    "\u200d", "\ufe0f", "\u20e3", "\U0001f468", "\U0001f469", "\u2764", "\u00a9", "\U0001f3fd", "\U0001f3f4",
    "\U000e0067", "\U000e007f", "\U0001f1ee", "\U0001f1e9", "\uac00", "\uac01", "\u1100", "\u1161", "\u11a8",
    "\u0627", "\u064e", "\u05d0", "\u05b0", "\U00010000",
]  # fmt: skip
# Indic and Thai signs are in here, which Qt cuts by rules of its own.
TAILORED = [
    *CLUSTERED,
    "\u0915",
    "\u094d",
    "\u0937",
    "\u093f",
    "\u0600",
    "\u0d4e",
    "\u0e01",
    "\u0e33",
    "\ud83d",
]
# Qt 6.11 cuts a flag in two right after an emoji, against rule GB12.
QT_MISTAKE = re.compile("[\U0001f468\U0001f469\u2764\u00a9\U0001f3f4][\U0001f1ee\U0001f1e9]")


def forwards(text: str) -> list[int]:
    found = [0]
    while found[-1] < len(text):
        found.append(next_grapheme(text, found[-1]))
    return found


def backwards(text: str) -> list[int]:
    found = [len(text)]
    while found[-1] > 0:
        found.append(previous_grapheme(text, found[-1]))
    return found[::-1]


def in_qt(text: str) -> list[int]:
    units = OffsetMap(text)
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, text)
    found = [0]
    while (position := finder.toNextBoundary()) != -1:
        found.append(units.from_utf16(position))
    return found


@given(st.lists(st.sampled_from(CLUSTERED), max_size=14).map("".join))
def test_boundaries_are_qt_s(text: str) -> None:
    if not QT_MISTAKE.search(text):
        assert forwards(text) == in_qt(text)


@given(st.one_of(TEXTS, st.lists(st.sampled_from(TAILORED), max_size=14).map("".join)))
def test_boundaries_are_those_of_the_whole_text(text: str) -> None:
    ends = [found.end() for found in regex.finditer(r"\X", text)]
    assert forwards(text) == [0, *ends]
    assert backwards(text) == [0, *ends]


@given(TEXTS)
def test_every_offset_has_neighbours(text: str) -> None:
    boundaries = forwards(text)
    for offset in range(len(text) + 1):
        after, before = next_grapheme(text, offset), previous_grapheme(text, offset)
        assert after == min((place for place in boundaries if place > offset), default=len(text))
        assert before <= max((place for place in boundaries if place < offset), default=0)


@pytest.mark.parametrize(
    "text,clusters",
    [
        ("\U0001f468\u200d\U0001f469\u200d\U0001f467!", ["\U0001f468\u200d\U0001f469\u200d\U0001f467", "!"]),
        ("\U0001f1ee\U0001f1e9\U0001f1f1\U0001f1fe", ["\U0001f1ee\U0001f1e9", "\U0001f1f1\U0001f1fe"]),
        ("cafe\u0301s", ["c", "a", "f", "e\u0301", "s"]),
        ("\u1112\u1161\u11ab\u1100\u1173", ["\u1112\u1161\u11ab", "\u1100\u1173"]),
        ("a\r\nb\n\r", ["a", "\r\n", "b", "\n", "\r"]),
    ],
)
def test_what_a_reader_takes_for_one_character_is_one(text: str, clusters: list[str]) -> None:
    places = forwards(text)
    assert [text[start:end] for start, end in pairwise(places)] == clusters
    assert backwards(text) == places


def test_a_pile_of_marks_is_cut_and_passed() -> None:
    text = "a" + "\u0301" * (3 * REACH) + "b"
    assert forwards(text)[-1] == backwards(text)[-1] == len(text)
    assert next_grapheme(text, 0) <= REACH
    assert previous_grapheme(text, len(text)) == len(text) - 1
