from hypothesis import given
from hypothesis import strategies as st

from annotations.text.graphemes import next_grapheme
from gui.editor.paragraphs import PIECE, Paragraphs

TEXTS = st.text(st.sampled_from("ab \n\r\u0301\U0001f600"), max_size=60)


def pieces(paragraphs: Paragraphs) -> list[str]:
    text = paragraphs.text
    return [text[paragraphs.start(i) : paragraphs.end(i)] for i in range(len(paragraphs))]


def test_every_line_end_ends_a_paragraph() -> None:
    paragraphs = Paragraphs("a\nb\r\nc\rd\n")
    assert pieces(paragraphs) == ["a", "b", "c", "d", ""]
    assert [paragraphs.next_start(i) for i in range(5)] == [2, 5, 7, 9, 9]


def test_an_empty_text_has_one_paragraph() -> None:
    assert pieces(Paragraphs("")) == [""]


@given(TEXTS)
def test_pieces_and_breaks_make_up_the_text(text: str) -> None:
    paragraphs = Paragraphs(text)
    parts = [text[paragraphs.start(i) : paragraphs.next_start(i)] for i in range(len(paragraphs))]
    assert "".join(parts) == text
    assert all(
        set(part[len(piece) :]) <= set("\r\n") for part, piece in zip(parts, pieces(paragraphs), strict=True)
    )


@given(TEXTS, st.integers(0, 60))
def test_an_offset_is_in_the_piece_that_is_found_for_it(text: str, offset: int) -> None:
    paragraphs = Paragraphs(text)
    index = paragraphs.index_of(min(offset, len(text)))
    assert paragraphs.start(index) <= min(offset, len(text)) <= paragraphs.next_start(index)


def test_a_long_line_is_cut_after_blanks() -> None:
    text = "x\n" + "word " * 10_000 + "\ny"
    paragraphs = Paragraphs(text)
    cut = pieces(paragraphs)
    assert cut[0] == "x"
    assert cut[-1] == "y"
    assert "".join(cut[1:-1]) == "word " * 10_000
    assert max(map(len, cut)) <= PIECE * 5 // 4
    assert all(piece.endswith(" ") for piece in cut[1:-2])
    middle = paragraphs.index_of(25_000)
    assert paragraphs.continues(middle)
    assert not paragraphs.continues(1)
    assert paragraphs.paragraph(middle) == (2, 2 + 50_000)


def test_a_long_line_without_blanks_is_never_cut_inside_a_character() -> None:
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    text = family * 3000
    paragraphs = Paragraphs(text)
    assert len(paragraphs) > 2
    for index in range(1, len(paragraphs)):
        start = paragraphs.start(index)
        assert next_grapheme(text, start - 1) == start
