"""Sentences: what they are, and that looking around an offset is consistent."""

from itertools import pairwise

import pytest
from hypothesis import given

from annotations.text.segments import (
    REACH,
    line_at,
    next_sentence_start,
    previous_sentence_start,
    sentence_at,
)
from tests.text.strategies import PROSE


def sentences(text: str) -> list[str]:
    """The sentences, walking from start to start."""
    found, offset = [], 0
    while offset < len(text):
        span = sentence_at(text, offset)
        if not span.is_empty and span.start == offset:
            found.append(text[span.start : span.end])
        offset = next_sentence_start(text, offset)
    return found


@pytest.mark.parametrize(
    "text",
    [
        # abbreviations and initials
        "Pasukan dipimpin oleh Jenderal. Khalifa Hifter di Darna.| Ia menang.",
        "Ia seorang jenderal.| Dewan tahu.",
        "Kata Dr. Ahmad dan Prof. Dr. H. Said.| Ya.",
        "PT. Bumi di Jl. Merdeka No. 5, Kec. Menteng.| Lalu Rp. 5.000.| Ia berkata no.| Ia pergi.",
        "Letjen. Prabowo dan Kombes. Pol. Budi tiba.| Semua pulang.",
        "J. K. Rowling dan M.H. Thamrin serta U.S. Army.| Akhir.",
        "Mr. Smith vs. Mrs. Jones, e.g. Here.| End.",
        "Beras, gula, dll. dijual.| Pasar dll.| Ia pulang.",
        "Pada 12 Des. 2015 dan hlm. 12.| Tamat.",
        # numbers
        "Harga naik 3.5 persen, 1.000 orang.| Itu 2015.| Lalu 2016.",
        "1. Pertama ini.| Kedua itu.",
        "a. Pertama ini.| Kedua itu.",
        # quotation marks and brackets
        "“Apa?” katanya.| “Ya!”| Ia pergi.",
        '"Kami menang." kata dia.| "Betul."| Ia pergi.',
        "Ia datang (kemarin.)| Lalu pulang.",
        # other marks
        "Mengapa?!| Entah…| Begitulah...| Ya, lalu... diam.",
        "这是一句。|那是另一句！|好。",
        "क्या हाल है।| ठीक है।",
        # scraped text that has lost the first words of a sentence
        "kepada wartawan.| terpecah antara parlemen.",
        "situs kompas.com dan googletag.cmd.push(x) ada.| Ya.",
        # lines
        "TRIPOLI\n|Kelompok jihad.\r\n\r\n|  Mereka tiba.\n",
    ],
)
def test_what_a_sentence_is(text: str) -> None:
    expected = [piece.strip() for piece in text.split("|") if piece.strip()]
    assert sentences(text.replace("|", "")) == expected


@given(PROSE)
def test_every_offset_has_its_sentence_and_every_sign_is_in_one(text: str) -> None:
    spans = [sentence_at(text, offset) for offset in range(len(text) + 1)]
    assert spans == sorted(spans)
    distinct = sorted({span for span in spans if not span.is_empty})
    starts = {span.start for span in distinct}
    for one, after in pairwise(distinct):
        assert one.end <= after.start
    for offset, span in enumerate(spans):
        line = line_at(text, offset)
        assert line.encloses(span)
        if span.is_empty:
            assert span.start == line.start
        else:
            assert sentence_at(text, span.start) == span
            assert sentence_at(text, span.end) == span or span.end in starts
    covered = {offset for span in distinct for offset in range(span.start, span.end)}
    for offset, character in enumerate(text):
        assert offset in covered or character.isspace() or character == "\ufeff"


@given(PROSE)
def test_walking_goes_from_start_to_start(text: str) -> None:
    spans = {sentence_at(text, offset) for offset in range(len(text) + 1)}
    starts = sorted(span.start for span in spans if not span.is_empty)
    for offset in range(len(text) + 1):
        assert next_sentence_start(text, offset) == min(
            (at for at in starts if at > offset), default=len(text)
        )
        assert previous_sentence_start(text, offset) == max((at for at in starts if at < offset), default=0)


@pytest.mark.parametrize("piece", ["a", "kata ", "Ya. ", "漢", "。", "\u0301", "...", " "])
def test_a_line_without_end_is_crossed_in_bounded_steps(piece: str) -> None:
    text = "x" + piece * (5 * REACH) + "x"
    offset = 0
    for _ in range(12):
        moved = next_sentence_start(text, offset)
        assert moved > offset or moved == offset == len(text)
        assert previous_sentence_start(text, moved) < moved
        assert piece == " " or sentence_at(text, offset).length <= 2 * REACH
        offset = moved
