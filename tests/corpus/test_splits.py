"""Every document is in one split, near-duplicates in the same, and the answer depends on nothing else."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.corpus.split_report import Conflict, Miss, Why
from annotations.corpus.splits import Entry, Splits, assign, by_date

USUAL = {"train": 0.8, "dev": 0.1, "test": 0.1}
SPLITS = st.sampled_from([*USUAL])
LABELS = st.dictionaries(
    st.sampled_from(["PER", "ORG", "GPE", "Attack", "Die"]), st.integers(0, 9), max_size=4
)
WEIGHTS = st.tuples(*[st.floats(0, 100) | st.integers(0, 100)] * 3).filter(any)


@st.composite
def corpora(draw: st.DrawFn, most: int = 60) -> list[Entry]:
    names = draw(st.lists(st.text(max_size=5), max_size=most, unique=True))
    groups = draw(st.integers(1, max(1, len(names))))
    return [Entry(name, draw(LABELS), draw(st.integers(0, groups))) for name in names]


def documents(count: int, group_size: int = 1, **labels: int) -> list[Entry]:
    return [Entry(f"d{number:03}", labels, number // group_size) for number in range(count)]


def sizes(splits: Splits) -> dict[str, int]:
    return {name: part.documents for name, part in splits.parts.items()}


def _check(entries: list[Entry], splits: Splits) -> None:
    """What holds for every answer."""
    assert list(splits.of) == sorted(entry.name for entry in entries)
    sides: dict[Any, set[str]] = {}
    counts = {name: Counter[str]() for name in splits.parts}
    for entry in entries:
        sides.setdefault(entry.group, set()).add(splits.of[entry.name])
        counts[splits.of[entry.name]].update(entry.labels)
    assert all(len(side) == 1 for side in sides.values())
    for name, part in splits.parts.items():
        assert part.documents == list(splits.of.values()).count(name)
        assert part.groups == sum(side == {name} for side in sides.values())
        assert +Counter(part.labels) == +counts[name]
    for wanted in ("wanted", "documents"):
        assert sum(getattr(part, wanted) for part in splits.parts.values()) == pytest.approx(len(entries))


@given(corpora(), WEIGHTS, st.text(max_size=3), st.data())
def test_every_document_is_in_one_split_and_groups_are_whole(
    entries: list[Entry], weights: tuple[float, ...], seed: str, data: st.DataObject
) -> None:
    shares = dict(zip(USUAL, weights, strict=True))
    wished = data.draw(st.dictionaries(st.sampled_from([entry.name for entry in entries] or [""]), SPLITS))
    splits = assign(entries, shares, seed=seed, given=wished)
    _check(entries, splits)
    assert list(splits.parts) == list(USUAL)
    mixed = data.draw(st.permutations(entries))
    assert assign(iter(mixed), shares, seed=seed, given=wished) == splits


@given(corpora(), WEIGHTS)
def test_shares_are_held_as_far_as_groups_allow(entries: list[Entry], weights: tuple[float, ...]) -> None:
    splits = assign(entries, dict(zip(USUAL, weights, strict=True)))
    largest = max(Counter(entry.group for entry in entries).values(), default=0)
    for (name, part), weight in zip(splits.parts.items(), weights, strict=True):
        over = part.documents - part.wanted
        assert over < largest or (over == largest == 0)
        assert over > -largest * (len(USUAL) - 1) or (over == largest == 0)
        assert weight or name not in splits.of.values()


@given(corpora(), st.data())
def test_what_is_given_is_kept_and_the_last_of_several_wins(
    entries: list[Entry], data: st.DataObject
) -> None:
    wished = {entry.name: data.draw(SPLITS) for entry in entries if data.draw(st.booleans())}
    splits = assign(entries, USUAL, given={**wished, "no such document": "test"})
    assert splits.unknown == ("no such document",) if "no such document" not in splits.of else ()
    moved = {name for name, split in wished.items() if splits.of[name] != split}
    told = {
        name
        for conflict in splits.conflicts
        for name, split in conflict.given.items()
        if split != conflict.to
    }
    assert moved == told
    order = list(USUAL)
    for conflict in splits.conflicts:
        asked = {wished[name] for name in conflict.names if name in wished}
        assert conflict.to == max(asked, key=order.index)
        assert {splits.of[name] for name in conflict.names} == {conflict.to}


@given(corpora(30), corpora(30))
def test_a_corpus_that_grows_keeps_its_sides(before: list[Entry], more: list[Entry]) -> None:
    names = {entry.name for entry in before}
    new = [Entry(entry.name, entry.labels, ("new", entry.group)) for entry in more if entry.name not in names]
    first = assign(before, USUAL)
    again = assign([*before, *new], USUAL, given=first.of)
    assert again.of.items() >= first.of.items()
    assert again.conflicts == ()
    assert assign(before, USUAL, given=first.of).of == first.of


def test_shares_that_can_be_held_are_held_exactly() -> None:
    for shares in (USUAL, {"train": 80, "dev": 10, "test": 10}, {"train": "0.8", "dev": 0.1, "test": 0.10}):
        splits = assign(documents(1000), {name: float(share) for name, share in shares.items()})
        assert sizes(splits) == {"train": 800, "dev": 100, "test": 100}
        assert splits.misses == ()
    assert sizes(assign(documents(10), USUAL)) == {"train": 8, "dev": 1, "test": 1}
    assert sizes(assign(documents(7), USUAL)) == {"train": 5, "dev": 1, "test": 1}
    assert sizes(assign(documents(3), {"one": 1, "two": 1, "three": 1})) == {"one": 1, "two": 1, "three": 1}


def test_labels_are_shared_out_too_the_rare_ones_first() -> None:
    entries = [
        Entry(f"d{number:04}", {"GPE": 3, **({"Attack": 1} if number % 10 == 0 else {})}, number // 2)
        for number in range(1000)
    ]
    splits = assign(entries, USUAL)
    _check(entries, splits)
    assert splits.misses == ()
    assert {name: part.labels["Attack"] for name, part in splits.parts.items()} == {
        "train": 80,
        "dev": 10,
        "test": 10,
    }
    assert splits.parts["dev"].wanted_labels == {"Attack": 10.0, "GPE": 300.0}


def test_the_seed_draws_and_the_name_alone_is_what_is_drawn() -> None:
    entries = documents(300, PER=1)
    answers = [assign(entries, USUAL, seed=seed).of for seed in ("", "1", "2")]
    assert answers[0] != answers[1] != answers[2] != answers[0]
    assert all(list(answer.values()).count("test") == 30 for answer in answers)
    renamed = [Entry(entry.name, entry.labels, f"group {entry.group}") for entry in entries]
    assert assign(renamed, USUAL, seed="1").of == answers[1]
    assert [name for name, split in answers[0].items() if split == "test"][:3] == ["d009", "d027", "d035"]


def test_what_cannot_be_held_is_told_with_the_reason() -> None:
    one_story = [Entry(f"copy {number}", {"PER": 1}, "story") for number in range(50)]
    splits = assign([*one_story, *documents(50)], USUAL)
    assert sizes(splits)["train"] in {80, 81}
    splits = assign(one_story, USUAL)
    assert splits.misses == (
        Miss("train", None, 40.0, 50, Why.GROUP),
        Miss("dev", None, 5.0, 0, Why.GROUP),
        Miss("test", None, 5.0, 0, Why.GROUP),
        Miss("train", "PER", 40.0, 50, Why.FEW),
        Miss("dev", "PER", 5.0, 0, Why.FEW),
        Miss("test", "PER", 5.0, 0, Why.FEW),
    )
    splits = assign(documents(100), USUAL, given={f"d{number:03}": "test" for number in range(60)})
    assert sizes(splits)["test"] == 60
    assert {(miss.split, miss.why) for miss in splits.misses} >= {("test", Why.GIVEN), ("train", Why.GIVEN)}


def test_a_group_on_two_lists_goes_to_the_test_set_and_is_told() -> None:
    entries = [Entry("a", {}, 1), Entry("b", {}, 1), Entry("c", {}, 1), Entry("d", {}, 2)]
    splits = assign(entries, USUAL, given={"a": "train", "b": "test"})
    assert splits.of == {"a": "test", "b": "test", "c": "test", "d": "train"}
    assert splits.conflicts == (Conflict("test", {"a": "train", "b": "test"}, ("a", "b", "c")),)


def test_dates() -> None:
    first = date(2024, 1, 1)
    entries = [Entry(f"d{day:02}", {}, day, first + timedelta(day)) for day in range(60)] + [
        Entry("undated", {}, 99)
    ]
    said = by_date(entries, [("train", date(2024, 2, 1)), ("dev", date(2024, 2, 11))], after="test")
    assert Counter(said.values()) == {"train": 31, "dev": 10, "test": 19}
    assert (said["d30"], said["d31"], said["d41"]) == ("train", "dev", "test")
    assert "undated" not in said
    splits = assign(entries, {"train": 1, "dev": 0, "test": 0}, given=said)
    assert splits.of == {**said, "undated": "train"}
    with pytest.raises(ValueError, match="later than the one before"):
        by_date(entries, [("train", first), ("dev", first)], after="test")


@pytest.mark.parametrize(
    "shares,given,message",
    [
        ({}, {}, "not all of them 0"),
        ({"train": 0}, {}, "not all of them 0"),
        ({"train": 1, "test": -0.1}, {}, "none below 0"),
        ({"train": 1}, {"a": "test"}, "no such split: test"),
    ],
)
def test_what_makes_no_sense_is_refused(
    shares: dict[str, float], given: dict[str, str], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        assign([Entry("a", {}, 1)], shares, given=given)


def test_two_documents_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="two documents have the name 'a'"):
        assign([Entry("a", {}, 1), Entry("a", {}, 2)], USUAL)


def test_no_documents() -> None:
    splits = assign([], USUAL)
    assert (splits.of, splits.misses, sizes(splits)) == ({}, (), {"train": 0, "dev": 0, "test": 0})
