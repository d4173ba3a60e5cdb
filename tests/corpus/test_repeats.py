"""A document that holds an article twice says so, with the places; one that does not is left alone."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.corpus.repeats import LEAST, repeats
from annotations.text.span import Span

ARTICLE = (Path(__file__).parents[2] / "samples" / "darna.txt").read_bytes().decode()
SECOND = Span(ARTICLE.index("TRIPOLI", 10), len(ARTICLE.rstrip()))
FIRST = Span(0, len(ARTICLE[: SECOND.start].rstrip()))
STORY, SCRAPE = ARTICLE[FIRST.start : FIRST.end], ARTICLE[SECOND.start : SECOND.end]
PARAGRAPHS = STORY.splitlines()


def places(text: str) -> list[tuple[Span, Span]]:
    return [(repeat.copy, repeat.source) for repeat in repeats(text)]


def test_the_article_is_in_its_file_twice() -> None:
    assert places(ARTICLE) == [(SECOND, FIRST)]


def test_three_times() -> None:
    second, third = len(STORY) + 1, 2 * len(STORY) + 2
    assert places(f"{STORY}\n{STORY}\n{SCRAPE}") == [
        (Span(second, third - 1), FIRST),
        (Span(third, third + len(SCRAPE)), FIRST),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "", "Darna", STORY, SCRAPE, f"{STORY}\nLain lagi.\n{PARAGRAPHS[0]}", "kata " * 5000,
        "\n".join(f"Pasal {number}. Barang siapa melanggar pasal ini dihukum." for number in range(200)),
    ],
)  # fmt: skip
def test_what_does_not_repeat_itself(text: str) -> None:
    assert places(text) == []


@given(st.permutations(PARAGRAPHS), st.integers(0, 500))
def test_paragraphs_in_another_order_are_found_for_the_most_part(order: list[str], between: int) -> None:
    other = " ".join(f"kata{number}" for number in range(between))
    found = repeats(f"{STORY}\n{other}\n" + "\n".join(order))
    assert sum(repeat.copy.length for repeat in found) >= 0.5 * len(STORY)
    assert found[0].copy.start >= len(STORY)
    assert all(one.copy.end <= other.copy.start for one, other in pairwise(found))
    assert all(repeat.source.end <= repeat.copy.start for repeat in found)


@given(st.integers(LEAST + 3, 300), st.integers(0, 300), st.integers(0, 300))
def test_a_copy_within_other_words_is_found_to_the_letter(length: int, before: int, between: int) -> None:
    said = " ".join(f"Kata{number}" for number in range(length))
    lines = [
        " ".join(f"{name}{number}" for number in range(count))
        for name, count in (("a", before), ("b", between))
    ]
    text = f"{lines[0]}\n{said}\n{lines[1]}\n{said}."
    first, second = text.index(said), text.rindex("\n") + 1
    (found,) = places(text)
    assert found[1] == Span(first, first + len(said))
    assert found[0] == Span(second, len(text))


@given(st.text(st.sampled_from("ab \n."), max_size=600), st.integers(1, 3))
def test_any_text_has_an_answer(text: str, times: int) -> None:
    text *= times
    for repeat in repeats(text):
        assert not repeat.copy.overlaps(repeat.source)
        assert 0 <= repeat.source.start < repeat.source.end <= len(text)
        assert repeat.source.start < repeat.copy.start < repeat.copy.end <= len(text)
