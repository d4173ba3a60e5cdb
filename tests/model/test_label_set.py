"""Looking things up in a label set."""

from dataclasses import replace

from annotations.model.label_set import Filler
from annotations.model.records import Kind
from tests.support.small import SMALL


def test_labels_are_found_by_kind_and_id() -> None:
    attack = SMALL.label(Kind.EVENT, "Attack")
    assert attack is not None
    assert attack.id == "Attack"
    assert SMALL.label(Kind.ENTITY, "Attack") is None
    assert [label.id for label in SMALL.labels[:3]] == ["PER", "ORG", "GPE"]


def test_parts_that_are_not_there() -> None:
    assert SMALL.attribute("odd") is None
    assert SMALL.relation("Likes") is None
    assert replace(SMALL, kinds=SMALL.kinds[:1]).rules(Kind.EVENT) is None


def test_fillers_name_labels_or_take_all() -> None:
    assert Filler(Kind.ENTITY).admits(Kind.ENTITY, "PER")
    assert not Filler(Kind.ENTITY).admits(Kind.EVENT, "Attack")
    assert not Filler(Kind.ENTITY, frozenset({"PER"})).admits(Kind.ENTITY, "ORG")
    attack = SMALL.label(Kind.EVENT, "Attack")
    assert attack is not None
    target = attack.role("Target")
    assert target is not None
    assert target.admits(Kind.EVENT, "Die")
    assert attack.role("Cause") is None
