"""Offsets, UTF-16 positions and bytes, against Python's codecs and against Qt."""

import re

import pytest
from hypothesis import given
from PySide6.QtCore import QTextBoundaryFinder
from PySide6.QtGui import QTextLayout

from annotations.text.units import CHECKPOINT, OffsetMap
from tests.text.strategies import TEXTS

# What Qt drops or reads as a byte order mark when it takes a str.
LOST_IN_QT = re.compile("[\ufeff\ufffe\ud800-\udfff]")


def utf16_units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def utf8_bytes(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


@given(TEXTS)
def test_utf16_positions_are_those_of_the_codec(text: str) -> None:
    units = OffsetMap(text)
    assert units.utf16_length == utf16_units(text)
    for offset in range(len(text) + 1):
        position = utf16_units(text[:offset])
        assert units.to_utf16(offset) == position
        assert units.from_utf16(position) == offset


@given(TEXTS)
def test_utf8_places_are_those_of_the_codec(text: str) -> None:
    units = OffsetMap(text)
    assert units.utf8_length == utf8_bytes(text)
    for offset in range(len(text) + 1):
        place = utf8_bytes(text[:offset])
        assert units.to_utf8(offset) == place
        assert units.from_utf8(place) == offset


@given(TEXTS)
def test_the_middle_of_a_character_is_its_start(text: str) -> None:
    units = OffsetMap(text)
    for offset, character in enumerate(text):
        for inside in range(utf16_units(character)):
            assert units.from_utf16(units.to_utf16(offset) + inside) == offset
        for inside in range(utf8_bytes(character)):
            assert units.from_utf8(units.to_utf8(offset) + inside) == offset


@given(TEXTS.map(lambda text: LOST_IN_QT.sub("", text)))
def test_qt_counts_the_same_units(text: str) -> None:
    units = OffsetMap(text)
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, text)
    finder.toEnd()
    assert finder.position() == units.utf16_length
    layout = QTextLayout(text)
    for offset, character in enumerate(text):
        if utf16_units(character) == 2:
            assert not layout.isValidCursorPosition(units.to_utf16(offset) + 1)


@pytest.mark.parametrize("size", [CHECKPOINT - 1, CHECKPOINT, CHECKPOINT + 1, 3 * CHECKPOINT])
@pytest.mark.parametrize("character", ["a", "é", "漢", "\U0001f600", "\udc80"])
def test_long_texts_cross_checkpoints(size: int, character: str) -> None:
    text = character * size + "é" + character
    units = OffsetMap(text)
    for offset in (0, 1, CHECKPOINT - 1, CHECKPOINT, CHECKPOINT + 1, size, size + 1, size + 2):
        if offset <= len(text):
            assert units.to_utf8(offset) == utf8_bytes(text[:offset])
            assert units.from_utf8(units.to_utf8(offset)) == offset
            assert units.from_utf16(units.to_utf16(offset)) == offset


@pytest.mark.parametrize("text", ["", "abc", "a\U0001f600é"])
def test_places_outside_the_text_are_refused(text: str) -> None:
    units = OffsetMap(text)
    for convert, length in (
        (units.to_utf16, len(text)),
        (units.to_utf8, len(text)),
        (units.from_utf16, units.utf16_length),
        (units.from_utf8, units.utf8_length),
    ):
        for place in (-1, length + 1):
            with pytest.raises(ValueError, match=f"{place} is outside the text"):
                convert(place)
