"""A text without some of its stretches: what is kept, which blanks go along, where offsets come to stand."""

import re
from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.text.clean import CleanText
from annotations.text.segments import trim_blanks
from annotations.text.span import Span
from annotations.text.stretches import joined

TEXTS = st.text(st.sampled_from("ab😀 \n\r\t\u200b"), max_size=24)


@st.composite
def cases(draw: st.DrawFn) -> tuple[str, list[Span]]:
    text = draw(TEXTS)
    places = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(places, places), max_size=5))
    return text, [Span(*sorted(pair)) for pair in pairs]


def inked(text: str, offset: int) -> bool:
    return not trim_blanks(text, Span(offset, offset + 1)).is_empty


@given(cases())
def test_what_can_be_seen_is_kept_outside_the_stretches_and_gone_inside(case: tuple[str, list[Span]]) -> None:
    text, spans = case
    clean = CleanText(text, spans)
    kept = [clean.source(offset) for offset in range(len(clean.text))]
    assert "".join(text[place] for place in kept) == clean.text
    assert kept == sorted(set(kept))
    outside = {
        place for place in range(len(text)) if not any(span.contains(place) for span in spans)
    }  # fmt: skip
    assert {place for place in kept if inked(text, place)} == {
        place for place in outside if inked(text, place)
    }
    assert all(place in outside or text[place] in "\r\n" for place in kept)
    assert clean.removed == len(text) - len(kept)


@given(cases())
def test_offsets_go_there_and_back(case: tuple[str, list[Span]]) -> None:
    text, spans = case
    clean = CleanText(text, spans)
    there = [clean.offset(source) for source in range(len(text) + 1)]
    assert there == sorted(there)
    assert there[0] == 0
    assert there[-1] == len(clean.text)
    for offset in range(len(clean.text) + 1):
        assert clean.offset(clean.source(offset)) == offset
    kept = {clean.source(offset) for offset in range(len(clean.text))}
    before = [0, *accumulate(int(place in kept) for place in range(len(text)))]
    for a in range(len(text) + 1):
        for b in range(a + 1, len(text) + 1):
            moved = clean.moved(Span(a, b))
            whole = before[b] - before[a] == b - a
            assert moved == (clean.span(Span(a, b)) if whole else None) or (whole and moved is None)
        assert [clean.span(Span(a, b)).length for b in range(a, len(text) + 1)] == [
            number - before[a] for number in before[a:]
        ]


@given(cases())
def test_nothing_to_leave_out_changes_nothing(case: tuple[str, list[Span]]) -> None:
    text, spans = case
    assert CleanText(text, []).text == text
    assert CleanText(text, [Span(one.start, one.start) for one in spans]).text == text


@given(cases())
def test_stretches_are_apart_and_hold_the_spans(case: tuple[str, list[Span]]) -> None:
    text, spans = case
    found = joined(text, spans)
    assert all(any(one.encloses(span) for one in found) for span in spans if not span.is_empty)
    for one, other in pairwise(found):
        assert any(inked(text, place) for place in range(one.end, other.start))
    covered = {place for span in spans for place in range(span.start, span.end)}
    held = {place for one in found for place in range(one.start, one.end)}
    assert {place for place in held - covered if inked(text, place)} == set()


@pytest.mark.parametrize(
    "marked,left",
    [
        ("One\n[Share]\nTwo\n", "One\nTwo\n"),
        ("One\r\n  [Share] \r\nTwo", "One\r\nTwo"),
        ("One\n\n[Share]\n\nTwo\n", "One\n\nTwo\n"),
        ("One\n[Share]\n\nTwo\n", "One\n\nTwo\n"),
        ("[Share]\n\nOne\n", "One\n"),
        ("One\n[Share]", "One"),
        ("One\n[Share]\n", "One\n"),
        ("One\n[Share]\n[Tweet]\nTwo", "One\nTwo"),
        ("One\n\n[Share]\n \n[Tweet]\n\n  Two", "One\n\n  Two"),
        ("One [code] two", "One two"),
        ("One. [code]Two", "One. Two"),
        ("One.[code]Two", "One.Two"),
        ("One [a] [b] two", "One two"),
        ("One [code]\nTwo", "One\nTwo"),
        ("  [code] One\nTwo", "  One\nTwo"),
        ("One [code\nmore\ncode] two", "One\ntwo"),
        ("One\n[code\nmore] two", "One\ntwo"),
        ("[all\nof it]\n", ""),
        ("", ""),
    ],
)
def test_the_blanks_around_a_stretch(marked: str, left: str) -> None:
    parts = re.split(r"[\[\]]", marked)
    edges = list(accumulate(map(len, parts[:-1])))
    stretches = [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    assert CleanText("".join(parts), stretches).text == left
