"""Spans and the source text."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.text.source import SourceText
from annotations.text.span import Span

OFFSETS = st.integers(0, 12)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start, end = sorted((draw(OFFSETS), draw(OFFSETS)))
    return Span(start, end)


def characters(span: Span) -> set[int]:
    return set(range(span.start, span.end))


@pytest.mark.parametrize("start,end", [(-1, 3), (-2, -1), (4, 3)])
def test_refuses_what_is_no_range(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="a span cannot"):
        Span(start, end)


@given(spans(), spans(), OFFSETS)
def test_holds_and_shares_characters_like_a_set(one: Span, other: Span, offset: int) -> None:
    assert one.length == len(characters(one))
    assert one.is_empty == (not characters(one))
    assert one.contains(offset) == (offset in characters(one))
    assert one.overlaps(other) == bool(characters(one) & characters(other))
    assert other.overlaps(one) == one.overlaps(other)
    if not other.is_empty:
        assert one.encloses(other) == (characters(other) <= characters(one))


def test_spans_that_touch_share_no_character() -> None:
    assert not Span(2, 5).overlaps(Span(5, 7))


def test_order_is_by_start_then_end() -> None:
    assert sorted([Span(2, 3), Span(1, 9), Span(1, 2)]) == [Span(1, 2), Span(1, 9), Span(2, 3)]


def test_a_source_text_knows_its_length_digest_and_quotes() -> None:
    source = SourceText("a\U0001f600\r\n\ud800b")
    assert source.length == 6
    assert source.text == "a\U0001f600\r\n\ud800b"
    assert source.digest == "sha256:" + sha256(b"a\xf0\x9f\x98\x80\r\n\xed\xa0\x80b").hexdigest()
    assert source.quote(Span(1, 3)) == "\U0001f600\r"
    assert source.quote(Span(6, 6)) == ""
    with pytest.raises(ValueError, match="over the end of the text at 6"):
        source.quote(Span(5, 7))
