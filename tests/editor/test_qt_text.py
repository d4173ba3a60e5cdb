from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextLayout

from gui.core.qt_offsets import QtText, qt_string
from gui.editor.symbols import Shape, displayed, line_end_name, symbol_for, symbols_in

ODD = "a \u0301\u05d0\u200f\ufeff\ufffe\ud800\udc00\U0001f600\x00\r\u2028\u2029\u00a0\u00ad"
TEXTS = st.text(
    st.one_of(st.sampled_from(ODD), st.characters(codec=None, exclude_categories=[])), max_size=30
)


@given(TEXTS)
def test_qt_counts_the_same_characters(text: str) -> None:
    qt = QtText(text)
    held = QTextLayout(qt.string).text()
    assert [held[i] == c or 0xD800 <= ord(c) < 0xE000 for i, c in enumerate(text)] == [True] * len(text)
    assert len(held) == len(text)


@given(TEXTS)
def test_offsets_and_positions_lead_to_each_other(text: str) -> None:
    qt = QtText(text)
    positions = [qt.position(offset) for offset in range(len(text) + 1)]
    assert [qt.offset(position) for position in positions] == list(range(len(text) + 1))
    steps = [b - a for a, b in pairwise(positions)]
    assert steps == [1 + (character > "\uffff") for character in text]


@pytest.mark.parametrize("text", ["\ufeffabc", "\ufffeabc", "\ufeff\ufeffabc", "a\ufeff"])
def test_byte_order_marks_get_through(text: str) -> None:
    assert QTextLayout(qt_string(text)).text() == text


@given(TEXTS)
def test_what_is_displayed_is_as_long_as_the_text(text: str) -> None:
    assert len(displayed(text)) == len(text)


def test_every_invisible_character_has_a_symbol() -> None:
    text = "a b\t\u00a0\u3000\u200b\u200d\u00ad\ufeff\u202e\x00\x7f\x85\ud83d\u2028\U000e0041z"
    found = {text[offset]: symbol for offset, symbol in symbols_in(text)}
    assert set(found) == set(text) - set("abz")
    assert found[" "].shape is Shape.DOT
    assert found["\t"].shape is Shape.ARROW
    assert found["\u00a0"].shape is found["\u3000"].shape is Shape.OPEN_BOX
    names = [found[one].name for one in "\u200b\u00ad\ufeff\u202e\x00\x85\ud83d\u2028\U000e0041"]
    assert names == ["ZWSP", "SHY", "BOM", "RLO", "NUL", "NEL", "D83D", "LS", "E0041"]
    assert symbol_for("\x01").name == "SOH"


def test_line_ends_are_told_apart() -> None:
    assert [line_end_name(one) for one in ("\n", "\r", "\r\n")] == ["", "CR", "CR LF"]
