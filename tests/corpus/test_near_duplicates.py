"""Copies get into one group, whole or in part; what only shares a footer or a name does not."""

import random
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.corpus.fingerprints import sketch
from annotations.corpus.near_duplicates import CONTAINMENT, JACCARD, Groups, grouped, sketches

ARTICLE = (Path(__file__).parents[2] / "samples" / "darna.txt").read_bytes().decode()
SECOND_AT = ARTICLE.index("TRIPOLI", 10)
FIRST, SECOND = ARTICLE[:SECOND_AT], ARTICLE[SECOND_AT:]
PARAGRAPHS = FIRST.splitlines()

WORDS = [f"kata{number}" for number in range(4000)]


def groups_of(texts: Sequence[str]) -> Groups:
    found = grouped(sketches(texts), texts.__getitem__)
    _connects(found, len(texts))
    return found


def _connects(found: Groups, count: int) -> None:
    """The links connect each group, without one too many."""
    assert len(found.of) == count
    assert all(found.of[group] == group <= number for number, group in enumerate(found.of))
    assert len(found.links) == count - len(set(found.of))
    assert all(found.of[link.first] == found.of[link.second] for link in found.links)
    assert all(link.first < link.second for link in found.links)
    assert sorted(number for group in found.several() for number in group) == [
        number for number, group in enumerate(found.of) if found.of.count(group) > 1
    ]


def written(seed: int, count: int) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=count))


def test_the_two_copies_of_the_article_and_what_holds_them_are_one_group() -> None:
    halves = ["\n".join(PARAGRAPHS[:4]), "\n".join(PARAGRAPHS[4:])]
    other = written(1, 300)
    found = groups_of([FIRST, other, SECOND, ARTICLE, *halves, *PARAGRAPHS])
    assert found.several() == [(0, *range(2, 6 + len(PARAGRAPHS)))]
    assert groups_of([FIRST, SECOND]).several() == [(0, 1)]
    assert groups_of(halves).several() == []


def test_the_answer_says_why() -> None:
    (link,) = groups_of([FIRST, SECOND]).links
    assert 0.5 < link.jaccard < link.containment < 0.8
    (link,) = groups_of([SECOND, FIRST + SECOND]).links
    assert (link.first, link.second, link.containment) == (0, 1, 1.0)
    (link,) = groups_of([FIRST, FIRST.replace("\n", "\r\n\r\n ")]).links
    assert (link.jaccard, link.containment) == (1.0, 1.0)


TEXTS = st.text(
    st.one_of(st.sampled_from("ab \n."), st.characters(), st.characters(categories=["Cs"])), max_size=40
)


@given(st.lists(TEXTS, max_size=12), st.data())
def test_exact_copies_are_always_found(texts: list[str], data: st.DataObject) -> None:
    texts += [text.replace(" ", "\n\t") for text in texts if data.draw(st.booleans())]
    found = groups_of(texts)
    same: dict[str, int] = {}
    for number, text in enumerate(texts):
        folded = " ".join(text.split())
        if folded:
            assert found.of[number] == found.of[same.setdefault(folded, number)]
        else:
            assert found.of.count(found.of[number]) == 1


@given(st.integers(0, 200), st.integers(40, 400), st.integers(0, 400), st.integers(0, 400), st.data())
def test_a_document_that_holds_another_is_with_it(
    seed: int, length: int, before: int, after: int, data: st.DataObject
) -> None:
    inner = written(seed, length)
    outer = f"{written(seed + 1000, before)}.\n{inner.upper()}\n{written(seed + 2000, after)}"
    texts = data.draw(st.permutations([inner, outer, written(seed + 3000, 200), ""]))
    one, other = texts.index(inner), texts.index(outer)
    assert groups_of(texts).several() == [(min(one, other), max(one, other))]


@given(st.integers(0, 200), st.integers(100, 500), st.floats(0, 1))
def test_half_an_article_is_found_and_a_tenth_is_not(seed: int, length: int, place: float) -> None:
    words = written(seed, length).split()
    own = written(seed + 1000, length)
    for share, expected in ((0.55, [(0, 1)]), (0.1, [])):
        start = round(place * (1 - share) * length)
        part = " ".join(words[start : start + round(share * length)])
        assert (
            groups_of([" ".join(words), f"{own[: round(len(own) * (1 - share))]} {part}"]).several()
            == expected
        )
    assert JACCARD < CONTAINMENT < 0.55


@given(
    st.lists(st.sampled_from([FIRST, SECOND, *PARAGRAPHS, "", "Darna jatuh", "DARNA JATUH!"]), max_size=9),
    st.data(),
)
def test_the_order_of_the_documents_makes_no_difference(texts: list[str], data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(texts))))
    found, again = groups_of(texts), groups_of([texts[number] for number in order])
    moved = [sorted(order[number] for number in group) for group in again.several()]
    assert sorted(moved) == [list(group) for group in found.several()]


@pytest.mark.parametrize(
    "one,other,together",
    [
        ("Darna jatuh", "DARNA JATUH!", True),
        ("Darna", "Darna.", True),
        ("Darna jatuh", "Darna", False),
        ("Darna jatuh", "Jatuh Darna", False),
        ("Serangan di Darna tewaskan 40 orang", "Serangan di Darna tewaskan 27 orang", True),
        (
            "Ketua Umum Partai Golkar akan datang besok pagi",
            "Hari ini Ketua Umum Partai Golkar sudah pergi",
            False,
        ),
        ("…", "... ", False),
        (PARAGRAPHS[0].split(",")[0], FIRST, True),
        ("Kelompok jihad Libya yang bersaing", FIRST, False),
        ("", "\n", False),
    ],
)
def test_short_texts(one: str, other: str, together: bool) -> None:
    assert (groups_of([one, other]).of == (0, 0)) is together


def test_a_story_that_many_papers_have_is_one_group_whatever_stands_below_it() -> None:
    story = written(5, 300).split()
    chance = random.Random(6)

    def scraped() -> str:
        return " ".join(word for word in story if chance.random() > 0.04) + " " + footers[chance.randrange(3)]

    footers = [written(number, 40) for number in (7, 8, 9)]
    copies = [scraped() for _ in range(60)]
    others = [f"{written(seed, 100)} {footers[seed % 3]}" for seed in range(100, 400)]
    found = groups_of([*copies, *others])
    assert found.several() == [tuple(range(60))]


def test_parts_can_be_sketched_by_other_processes() -> None:
    texts = [FIRST, written(1, 200), SECOND, written(2, 200), FIRST.upper()]
    parts = [[(number, texts[number])] for number in (4, 0, 3, 1, 2)]
    with ProcessPoolExecutor(2) as pool:
        found = grouped(pool.map(sketch, parts), texts.__getitem__)
    assert found == groups_of(texts)
    assert found.several() == [(0, 2, 4)]


def test_only_what_may_be_a_copy_is_read_again() -> None:
    texts = [written(seed, 200) for seed in range(2500)]
    texts[1700] = texts[3] + " dan lain-lain"
    asked: list[int] = []

    def once_more(number: int) -> str:
        asked.append(number)
        return texts[number]

    found = grouped(sketches(iter(texts)), once_more)
    assert found.several() == [(3, 1700)]
    assert sorted(asked) == [3, 1700]


def test_no_documents() -> None:
    assert groups_of([]) == Groups((), ())
