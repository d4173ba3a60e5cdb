"""Tags of tokens: chunks come back in every scheme, and other programs read them alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.formats.token_tags import Chunk, Scheme, TagReader, is_tag, split_tag, tags_of

LABELS = st.sampled_from(["PER", "GPE", "B-X", "I_Y"])


@st.composite
def chunk_lists(draw: st.DrawFn) -> tuple[list[Chunk], int]:
    chunks, place = [], 0
    for _ in range(draw(st.integers(0, 6))):
        start = place + draw(st.integers(0, 2))
        place = start + draw(st.integers(1, 3))
        chunks.append(Chunk(start, place, draw(LABELS)))
    return chunks, place + draw(st.integers(0, 2))


@given(drawn=chunk_lists(), scheme=st.sampled_from(Scheme))
def test_chunks_come_back(drawn: tuple[list[Chunk], int], scheme: Scheme) -> None:
    chunks, count = drawn
    reader = TagReader()
    tags = tags_of(chunks, count, scheme)
    assert list(reader.chunks(tags)) == chunks
    assert len(tags) == count
    assert all(map(is_tag, tags))
    assert reader.odd == 0


@given(drawn=chunk_lists())
def test_other_programs_read_the_same_chunks(drawn: tuple[list[Chunk], int]) -> None:
    import iobes

    chunks, count = drawn
    readers = {
        Scheme.IOB2: iobes.parse_spans_bio,
        Scheme.IOB1: iobes.parse_spans_iob,
        Scheme.BIOES: iobes.parse_spans_iobes,
    }
    for scheme, parse in readers.items():
        found = [Chunk(one.start, one.end, one.type) for one in parse(tags_of(chunks, count, scheme))]
        assert found == chunks


@given(tags=st.lists(st.sampled_from(["O", "B-X", "I-X", "I-Y", "E-X", "S-Y", "L-X", "M-X", "X", "I", "_"])))
def test_any_tags_give_chunks_in_order_that_share_none(tags: list[str]) -> None:
    place = 0
    for chunk in TagReader().chunks(tags):
        assert place <= chunk.start < chunk.end <= len(tags)
        assert {split_tag(tag)[1] for tag in tags[chunk.start : chunk.end]} == {chunk.label}
        place = chunk.end


@pytest.mark.parametrize(
    "tags, scheme, odd",
    [
        ("O O", "IOB2", 0),
        ("B-X I-X O B-Y", "IOB2", 0),
        ("I-X I-X O I-Y", "IO", 0),
        ("I-X B-X I-X O", "IOB1", 0),
        ("B-X O I-X", "IOB2", 1),
        ("B-X E-X S-Y O", "BIOES", 0),
        ("B-X I-X O S-Y E-X", "BIOES", 2),
        ("B-X M-X E-X S-X", "BMES", 0),
        ("B-X L-X U-X", "BILOU", 0),
        ("X X O", "IO", 0),
    ],
)
def test_schemes_are_told_apart(tags: str, scheme: str, odd: int) -> None:
    reader = TagReader()
    list(reader.chunks(tags.split()))
    assert (reader.scheme, reader.odd) == (scheme, odd)


def test_iob1_needs_no_b_where_a_sentence_begins() -> None:
    chunks = [Chunk(0, 1, "X"), Chunk(1, 2, "X")]
    assert tags_of(chunks, 2, Scheme.IOB1) == ["I-X", "B-X"]
    assert tags_of(chunks, 2, Scheme.IOB1, {0, 1}) == ["I-X", "I-X"]
