"""Merging changes: only the net difference is told."""

from dataclasses import replace

from annotations.model.change import Change, ExtraChange, StatusChange, merge
from annotations.model.records import Comment, Kind, Status
from tests.support.small import HAND

ONE, TWO = Comment("c1", None, "one", HAND), Comment("c1", None, "two", HAND)
THREE = replace(TWO, text="three")


def test_nothing_merged_is_nothing() -> None:
    assert merge([]) == merge([Change(), Change()]) == Change()


def test_what_came_and_went_is_not_told() -> None:
    assert merge([Change(added=(ONE,)), Change(updated=((ONE, TWO),)), Change(removed=(TWO,))]) == Change()


def test_what_came_and_changed_came_changed() -> None:
    assert merge([Change(added=(ONE,)), Change(updated=((ONE, TWO),))]) == Change(added=(TWO,))


def test_what_changed_and_went_went_as_it_was() -> None:
    assert merge([Change(updated=((ONE, TWO),)), Change(removed=(TWO,))]) == Change(removed=(ONE,))


def test_steps_of_one_record_become_one() -> None:
    merged = merge([Change(updated=((ONE, TWO),)), Change(updated=((TWO, THREE),))])
    assert merged == Change(updated=((ONE, THREE),))
    assert merged.before() == (ONE,)
    assert merged.after() == (THREE,)
    assert merge([merged, Change(updated=((THREE, ONE),))]) == Change()


def test_what_went_and_came_back_otherwise_changed() -> None:
    assert merge([Change(removed=(ONE,)), Change(added=(TWO,))]) == Change(updated=((ONE, TWO),))
    assert merge([Change(removed=(ONE,)), Change(added=(ONE,))]) == Change()


def test_statuses_merge_by_kind() -> None:
    first = StatusChange(Kind.EVENT, Status.UNTOUCHED, Status.IN_PROGRESS)
    second = StatusChange(Kind.EVENT, Status.IN_PROGRESS, Status.DONE)
    merged = merge([Change(status=(first,)), Change(status=(second,))])
    assert merged.status == (StatusChange(Kind.EVENT, Status.UNTOUCHED, Status.DONE),)
    back = StatusChange(Kind.EVENT, Status.DONE, Status.UNTOUCHED)
    assert merge([merged, Change(status=(back,))]) == Change()


def test_side_data_merges_from_the_first_to_the_last() -> None:
    first, second = Change(extra=ExtraChange({}, {"a": 1})), Change(extra=ExtraChange({"a": 1}, {"a": 2}))
    assert merge([first, Change(), second]).extra == ExtraChange({}, {"a": 2})
    assert merge([first, Change(extra=ExtraChange({"a": 1}, {}))]) == Change()
