"""Which stretch another one repeats, on the sample article and on copies made worse."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.suggest.duplicates import Repeat, source_of
from annotations.text.span import Span

ARTICLE = (Path(__file__).parents[2] / "samples" / "darna.txt").read_bytes().decode()
SECOND = Span(ARTICLE.index("TRIPOLI", 10), len(ARTICLE.rstrip()))
FIRST = Span(0, len(ARTICLE[: SECOND.start].rstrip()))
STORY = ARTICLE[FIRST.start : FIRST.end]


def found(text: str, copy: Span) -> Repeat:
    repeat = source_of(text, copy)
    assert repeat is not None
    assert not repeat.source.overlaps(copy)
    pairs = repeat.pairs
    assert list(pairs) == sorted(pairs)
    assert [there for _, there in pairs] == sorted({there for _, there in pairs})
    for here, there in pairs:
        assert text[here].casefold() == text[there].casefold()
        assert (repeat.in_source(here), repeat.in_copy(there)) == (there, here)
    return repeat


def test_the_second_copy_of_the_article_repeats_the_first() -> None:
    repeat = found(ARTICLE, SECOND)
    assert repeat.source == FIRST
    assert repeat.copy == SECOND
    for quote in ("Pejabat medis", "Leon, mendesak", "Khalifa"):
        here = ARTICLE.index(quote, SECOND.start)
        assert ARTICLE.startswith(quote, repeat.in_source(here))
    assert found(ARTICLE, FIRST).source == SECOND


def test_it_is_found_in_a_long_text() -> None:
    padding = "".join(f"Baris nomor {number} dari berita lain yang panjang.\n" for number in range(40_000))
    text = padding + STORY + "\n" + padding.upper() + STORY.lower().replace("\n", " ")
    copy = Span(len(text) - len(STORY), len(text))
    assert found(text, copy).source == Span(len(padding), len(padding) + len(STORY))


@pytest.mark.parametrize(
    "text,copy,source",
    [
        ("Darna jatuh hari ini kata pejabat.\nLain.\nDarna jatuh hari ini kata pejabat.", 2, 0),
        ("Darna jatuh hari ini.\nLain.\nDARNA JATUH HARI INI.", 2, None),
        ("Darna Jatuh\nKemarin Darna Jatuh lagi.", 0, "Darna Jatuh"),
        ("Darna Jatuh\nKemarin Darna Jatuhkan lagi.", 0, None),
        ("Satu dua tiga empat lima enam tujuh.\nDelapan sembilan sepuluh sebelas.", 1, None),
        ("...\n...", 1, None),
    ],
)
def test_lines(text: str, copy: int, source: int | str | None) -> None:
    lines = text.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines))]
    span = Span(starts[copy], starts[copy] + len(lines[copy]))
    repeat = source_of(text, span)
    if source is None:
        assert repeat is None
    elif isinstance(source, int):
        assert repeat is not None
        assert repeat.source == Span(starts[source], starts[source] + len(lines[source]))
    else:
        place = text.index(source, span.end)
        assert repeat is not None
        assert repeat.source == Span(place, place + len(source))


def test_a_sentence_told_twice_is_not_stretched_to_its_paragraph() -> None:
    sentence = "Perundingan damai antara beberapa faksi yang bertikai terus berlangsung di Aljir."
    before, after = "Kata pembuka yang cukup panjang untuk satu baris penuh. ", " " + "Lalu penutupnya. " * 6
    text = before + sentence + after + "\n" + sentence
    repeat = found(text, Span(len(text) - len(sentence), len(text)))
    assert repeat.source == Span(len(before), len(before) + len(sentence))


@given(st.data())
def test_a_copy_that_lost_words_is_found(data: st.DataObject) -> None:
    words = STORY.split(" ")
    gone = data.draw(st.sets(st.integers(0, len(words) - 1), max_size=len(words) // 12))
    noisy = " ".join(word for number, word in enumerate(words) if number not in gone)
    code = "googletag.cmd.push(function() {});" * data.draw(st.integers(0, 3))
    middle = data.draw(st.integers(0, len(noisy)))
    noisy = noisy[:middle] + code + noisy[middle:]
    text = "Judul berita.\n" + STORY + "\n" + noisy
    repeat = found(text, Span(len(text) - len(noisy), len(text)))
    assert abs(repeat.source.start - len("Judul berita.\n")) <= 60
    assert abs(repeat.source.end - len("Judul berita.\n" + STORY)) <= 60


@given(st.text(st.sampled_from("ab \n."), max_size=60), st.data())
def test_any_text_has_an_answer(text: str, data: st.DataObject) -> None:
    ends = sorted(data.draw(st.integers(0, len(text))) for _ in range(2))
    repeat = source_of(text, Span(*ends))
    if repeat is not None:
        assert not repeat.source.overlaps(Span(*ends))
        assert 0 <= repeat.source.start < repeat.source.end <= len(text)
        for offset in range(len(text) + 1):
            assert repeat.source.start <= repeat.in_source(offset) <= repeat.source.end
            assert ends[0] <= repeat.in_copy(offset) <= ends[1]
