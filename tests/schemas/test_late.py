"""Dataclasses whose methods are written late are dataclasses like any other."""

from __future__ import annotations

import pickle
import subprocess
import sys
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace
from pathlib import Path
from threading import Barrier, Thread

import pytest

from schemas.late import late_dataclass


@late_dataclass(frozen=True)
class Late:
    """Two numbers."""

    one: int
    many: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.one < 0:
            raise ValueError(self.one)

    @property
    def twice(self) -> int:
        return 2 * self.one


@dataclass(frozen=True)
class AtOnce:
    """The same."""

    one: int
    many: list[int] = field(default_factory=list)


def test_it_is_what_it_would_be_at_once() -> None:
    late, at_once = Late(1), AtOnce(1)
    assert repr(late) == repr(at_once).replace("AtOnce", "Late")
    assert [one.name for one in fields(late)] == [one.name for one in fields(at_once)]
    assert late == Late(1, many=[])
    assert late != Late(2)
    assert late.many is not Late(1).many
    assert replace(late, one=4).twice == 8
    with pytest.raises(FrozenInstanceError):
        late.one = 2  # type: ignore[misc]
    with pytest.raises(ValueError, match="-1"):
        Late(-1)
    with pytest.raises(TypeError, match="one"):
        Late()  # type: ignore[call-arg]
    match late:
        case Late(one, []):
            assert one == 1
        case _:
            pytest.fail("it matches by place")


def test_the_first_two_may_be_made_by_two_threads() -> None:
    for _ in range(20):

        @late_dataclass(frozen=True)
        class Fresh:
            one: int

        both, made = Barrier(2), []

        def make(both: Barrier, made: list[object], fresh: type[Fresh]) -> None:
            both.wait()
            made.append(fresh(1))

        threads = [Thread(target=make, args=(both, made, Fresh)) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert made == [Fresh(1), Fresh(1)]


def test_a_class_that_was_not_used_has_no_methods_written() -> None:
    @late_dataclass(frozen=True)
    class Unused:
        one: int

    assert "__eq__" not in vars(Unused)
    Unused(1)
    assert "__eq__" in vars(Unused)


def test_the_first_object_may_come_out_of_a_pickle() -> None:
    there = (
        "import pickle, sys; late = pickle.load(sys.stdin.buffer); "
        "print(late == type(late)(1), repr(late)); late.one = 2"
    )
    found = subprocess.run(
        [sys.executable, "-c", there],
        input=pickle.dumps(Late(1)),
        cwd=Path(__file__).parents[2],
        capture_output=True,
        check=False,
    )
    assert found.stdout == b"True Late(one=1, many=[])\n"
    assert b"FrozenInstanceError" in found.stderr


def test_nobody_inherits_from_it() -> None:
    with pytest.raises(TypeError, match="Heir cannot inherit from a late dataclass"):

        class Heir(Late):
            pass
