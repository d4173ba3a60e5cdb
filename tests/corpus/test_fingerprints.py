"""Fingerprints are the same everywhere, and pairs are those that share enough of them."""

import os
import subprocess
import sys
from collections import Counter
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.corpus.fingerprints import (
    COMMON,
    FEW,
    KEPT,
    SHINGLE,
    Sketch,
    digest,
    grams,
    joined,
    pairs,
    shingles,
    sketch,
    word_hashes,
)

ROOT = Path(__file__).parents[2]
ARTICLE = (ROOT / "samples" / "darna.txt").read_bytes().decode()
TEXTS = st.text(st.one_of(st.sampled_from("ab \n."), st.characters(), st.characters(categories=["Cs"])))


def test_they_are_the_same_in_every_process_and_on_every_machine() -> None:
    ask = (
        "from pathlib import Path; from annotations.corpus.fingerprints import sketch\n"
        "found = sketch([(0, Path('samples/darna.txt').read_bytes().decode())])\n"
        "print(found.digests[0], len(found.hashes), found.hashes.sum())"
    )
    for seed in ("1", "2"):
        answer = subprocess.run(
            [sys.executable, "-c", ask],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        assert answer.stdout == "17704557668496655612 118 2866577780252961812\n"


@given(TEXTS)
def test_case_and_punctuation_make_no_difference_to_words(text: str) -> None:
    bare = text.replace(".", " ")
    assert word_hashes(text).tolist() == word_hashes(f"“{bare}”!").tolist()
    assert word_hashes("Al-Fatayah, DARNA.").tolist() == word_hashes("al fatayah darna").tolist()


@given(TEXTS)
def test_blanks_make_no_difference_to_the_digest(text: str) -> None:
    assert digest(text) == digest("\u00a0" + "\r\n ".join(text.split()) + "\n")
    assert (digest(text) == 0) == (not text.strip())
    assert digest(text + "x") != digest(text + "y")


@given(st.lists(st.integers(0, 5), max_size=300))
def test_grams_are_those_of_a_set(numbers: list[int]) -> None:
    text = " ".join(f"kata{number}" for number in numbers)
    runs = {tuple(numbers[at : at + 3]) for at in range(max(1, len(numbers) - 2))} - {()}
    found = grams(word_hashes(text), 3)
    assert len(found) == len(runs)
    assert found.tolist() == sorted(set(found.tolist()))


@given(st.integers(1, 4 * FEW), st.integers(0, 40))
def test_what_two_texts_share_stays_shared(length: int, before: int) -> None:
    words = [f"kata{number}" for number in range(length)]
    part, whole = " ".join(words), " ".join([f"lain{number}" for number in range(before)] + words)
    all_runs = grams(word_hashes(part), SHINGLE)
    kept, of_whole = (set(shingles(word_hashes(text)).tolist()) for text in (part, whole))
    assert kept <= set(all_runs.tolist())
    if len(all_runs) <= FEW:
        assert len(kept) == len(all_runs)
    if length >= SHINGLE:
        assert {found for found in kept if found % KEPT == 0} <= of_whole


def test_parts_are_joined_in_any_order_and_each_number_is_there_once() -> None:
    texts = ["satu dua tiga empat lima", "", "enam", ARTICLE]
    whole = sketch(enumerate(texts))
    parts = [sketch([(number, text)]) for number, text in reversed([*enumerate(texts)])]
    again = joined(parts)
    assert again.numbers.tolist() == [0, 1, 2, 3]
    assert again.digests.tolist() == whole.digests.tolist()
    assert _pairs_of(again) == _pairs_of(whole)
    for wrong in ([parts[0]], [*parts, parts[1]]):
        with pytest.raises(ValueError, match="numbered from 0"):
            joined(wrong)
    assert len(joined([]).numbers) == 0


def _pairs_of(whole: Sketch) -> set[tuple[int, int]]:
    return set(zip(whole.docs.tolist(), whole.hashes.tolist(), strict=True))


@given(st.lists(st.sets(st.integers(0, 30), max_size=12), max_size=40))
def test_pairs_are_those_that_share_enough(documents: list[set[int]]) -> None:
    mixed = (np.arange(31, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(2) << np.uint64(2)
    docs = np.array([number for number, held in enumerate(documents) for _ in held], np.int32)
    hashes = np.array([mixed[shingle] for held in documents for shingle in sorted(held)], np.uint64)
    found = pairs(hashes, docs)
    answer = list(zip(found.first.tolist(), found.second.tolist(), strict=True))
    assert answer == sorted(set(answer))
    assert all(first < second for first, second in answer)
    spread = Counter(shingle for held in documents for shingle in held)
    rare = {shingle for shingle, count in spread.items() if count <= COMMON}
    expected = {
        (one, other)
        for one, other in combinations(range(len(documents)), 2)
        if documents[one] & documents[other] & rare
    }
    # A document of at most twelve shingles needs but one.
    assert expected <= set(answer)
    for pair, common in zip(answer, found.common.tolist(), strict=True):
        assert pair in expected or common
        assert documents[pair[0]] & documents[pair[1]]
