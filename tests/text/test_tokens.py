"""Tokens hold every character that is not blank, once; sentences hold every token."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.text.patterns import pattern
from annotations.text.segments import BLANK, sentence_spans
from annotations.text.span import Span
from annotations.text.tokens import sentences, tokens
from tests.support.records import spans
from tests.text.strategies import PROSE, TEXTS

EDGES = st.lists(st.integers(-1, 40), max_size=8)


def words(text: str, *edges: int) -> list[str]:
    return [text[one.start : one.end] for one in tokens(text, edges)]


@given(text=TEXTS | PROSE, edges=EDGES)
def test_every_character_that_is_not_blank_is_in_one_token_and_no_blank_is(
    text: str, edges: list[int]
) -> None:
    found = list(tokens(text, edges))
    covered = [place for one in found for place in range(one.start, one.end)]
    blank = pattern(rf"[{BLANK}]")
    assert covered == [place for place, one in enumerate(text) if not blank.match(one)]
    assert all(one.start < one.end for one in found)


@given(text=TEXTS | PROSE, edges=EDGES)
def test_edges_split_tokens_and_change_nothing_else(text: str, edges: list[int]) -> None:
    plain = {place for one in tokens(text) for place in (one.start, one.end)}
    found = list(tokens(text, edges))
    starts = {one.start for one in found} | {one.end for one in found}
    inside = {edge for edge in edges if any(one.start < edge < one.end for one in tokens(text))}
    assert starts == plain | inside
    assert {one.start for one in found if one.split} == inside


@pytest.mark.parametrize(
    "text, expected",
    [
        ("al-Qaeda menyerang 1.000 orang.", ["al-Qaeda", "menyerang", "1.000", "orang", "."]),
        ("“Ya!”, kata Dr. K", ["“", "Ya", "!", "”", ",", "kata", "Dr", ".", "K"]),
        ("👨\u200d👩\u200d👧🇮🇩🇱🇾🇮", ["👨\u200d👩\u200d👧", "🇮🇩", "🇱🇾", "🇮"]),
        ("e\u0301 \u0301\u200b.\u00a0\r\n", ["e\u0301", "\u0301", "."]),
        (" \n", []),
    ],
)
def test_examples(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_an_edge_inside_a_word() -> None:
    assert words("Libyana", 0, 5, 7) == ["Libya", "na"]


@given(text=TEXTS | PROSE, edges=EDGES)
def test_sentences_hold_all_tokens_in_order_and_end_where_sentences_end(text: str, edges: list[int]) -> None:
    found = list(tokens(text, edges))
    parts = list(sentences(text, found))
    assert [token for part in parts for token in part] == found
    assert all(parts)
    ends = {span.end for span in sentence_spans(text)}
    assert {part[-1].end for part in parts} <= ends
    for part in parts:
        inside = text[part[0].start : part[-1].end]
        assert "\n" not in inside
        assert "\r" not in inside


@given(data=st.data(), text=PROSE.filter(bool))
def test_whole_spans_are_not_cut(data: st.DataObject, text: str) -> None:
    whole = data.draw(st.lists(spans(len(text)), max_size=4))
    found = list(tokens(text))
    parts = list(sentences(text, found, whole))
    assert [token for part in parts for token in part] == found
    cuts = [part[0].start for part in parts[1:]]
    for span in whole:
        holds = [one.start for one in found if span.start < one.end and one.start < span.end]
        assert not any(holds[0] < cut <= holds[-1] for cut in cuts if holds)
    plain = [part[0].start for part in sentences(text, found)]
    assert set(cuts) <= set(plain)
    kept = [cut for cut in plain[1:] if not any(span.start < cut < span.end for span in whole)]
    assert set(kept) <= set(cuts)


def test_a_span_over_two_sentences_joins_them_to_the_end_of_the_second() -> None:
    text = "Satu. Dua tiga. Empat.\nLima."
    joined = sentences(text, tokens(text), [Span(3, 9)])
    assert [text[one[0].start : one[-1].end] for one in joined] == ["Satu. Dua tiga.", "Empat.", "Lima."]


@pytest.mark.parametrize(
    "piece", ["🇮🇩", "\u0301", ".", "👨\u200d", "1.", "a-", "\u0600", "\u1100", "\r", "a. "]
)
def test_a_row_of_anything_is_cut_in_time_that_grows_with_its_length(piece: str) -> None:
    text = piece * 60_000
    found = tokens(text, range(0, len(text), 7))
    assert sum(len(one) for one in sentences(text, found, [Span(5, 50_000)])) == len(
        list(tokens(text, range(0, len(text), 7)))
    )
