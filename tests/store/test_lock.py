"""The lock: one writer, named, and only one of many takes a stale one over."""

import json
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from threading import Barrier, Thread

import pytest

from annotations.store.lock import STALE_SECONDS, Held, Lock, acquire, lock_path, take_over

ACQUIRE = """
import sys
from pathlib import Path
from annotations.store.lock import acquire

acquire(Path(sys.argv[1]))
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "darna.labels.json"


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def abandon(path: Path) -> Held:
    """A lock left behind by a process that has ended."""
    subprocess.run([sys.executable, "-c", ACQUIRE, path], check=True)
    held = acquire(path)
    assert isinstance(held, Held)
    return held


def rewrite(path: Path, **changes: object) -> None:
    lock = lock_path(path)
    lock.write_text(json.dumps(json.loads(lock.read_bytes()) | changes))


def test_second_is_told_who_has_it(path: Path) -> None:
    lock = acquire(path)
    assert isinstance(lock, Lock)
    held = acquire(path)
    assert isinstance(held, Held)
    assert not held.stale
    assert held.holder == lock.holder
    assert held.holder.pid == os.getpid()
    local = datetime.fromisoformat(held.holder.since).astimezone()
    assert f"on {held.holder.host} (process {os.getpid()}), since {local:%Y-%m-%d %H:%M}" in held.message
    assert take_over(path, held) == held
    lock.release()
    assert names(path.parent) == []
    again = acquire(path)
    assert isinstance(again, Lock)
    again.release()


def test_lock_of_a_dead_process_is_stale_and_can_be_taken_over(path: Path) -> None:
    held = abandon(path)
    assert held.stale
    assert "does not seem to run any more" in held.message
    lock = take_over(path, held)
    assert isinstance(lock, Lock)
    assert lock.refresh()
    assert names(path.parent) == [lock_path(path).name]
    lock.release()


def test_process_number_used_again_is_not_the_holder(path: Path) -> None:
    abandon(path)
    rewrite(path, pid=os.getpid(), started="another-boot/123")
    held = acquire(path)
    assert isinstance(held, Held)
    assert held.stale


def test_other_host_is_stale_when_its_heart_has_not_beaten(path: Path) -> None:
    lock = acquire(path)
    assert isinstance(lock, Lock)
    rewrite(path, host="elsewhere")
    held = acquire(path)
    assert isinstance(held, Held)
    assert not held.stale
    old = lock_path(path).stat().st_mtime - STALE_SECONDS - 10
    os.utime(lock_path(path), (old, old))
    held = acquire(path)
    assert isinstance(held, Held)
    assert held.stale
    assert lock.refresh()
    held = acquire(path)
    assert isinstance(held, Held)
    assert not held.stale
    lock.release()


def test_unreadable_lock_is_stale_after_a_while(path: Path) -> None:
    lock_path(path).write_bytes(b"\x00garbage")
    held = acquire(path)
    assert isinstance(held, Held)
    assert not held.stale
    os.utime(lock_path(path), (1, 1))
    held = acquire(path)
    assert isinstance(held, Held)
    lock = take_over(path, held)
    assert isinstance(lock, Lock)
    lock.release()


def test_taken_over_holder_notices_and_leaves_the_lock_alone(path: Path) -> None:
    lock = acquire(path)
    assert isinstance(lock, Lock)
    rewrite(path, host="elsewhere")
    os.utime(lock_path(path), (1, 1))
    held = acquire(path)
    assert isinstance(held, Held)
    other = take_over(path, held)
    assert isinstance(other, Lock)
    assert not lock.refresh()
    lock.release()
    assert other.refresh()
    other.release()


def test_removed_lock_is_put_back(path: Path) -> None:
    lock = acquire(path)
    assert isinstance(lock, Lock)
    lock_path(path).unlink()
    assert lock.refresh()
    assert isinstance(acquire(path), Held)
    lock.release()


@pytest.mark.parametrize("stale, rounds", [(False, 25), (True, 3)])
def test_only_one_of_many_gets_it(path: Path, stale: bool, rounds: int) -> None:
    many = 8
    for _ in range(rounds):
        seen = abandon(path) if stale else None
        got: list[Lock | Held] = []
        ready = Barrier(many)

        def race(seen: Held | None, got: list[Lock | Held], ready: Barrier) -> None:
            ready.wait()
            got.append(acquire(path) if seen is None else take_over(path, seen))

        threads = [Thread(target=race, args=(seen, got, ready)) for _ in range(many)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        winners = [one for one in got if isinstance(one, Lock)]
        assert len(winners) == 1
        assert len(got) == many
        assert winners[0].refresh()
        winners[0].release()
        assert names(path.parent) == []


def test_claimant_who_died_in_the_middle_is_taken_over(path: Path) -> None:
    held = abandon(path)
    claim = lock_path(path).with_name(f"{lock_path(path).name}.after-{held.holder.token}")
    rewrite_to = json.loads(lock_path(path).read_bytes()) | {"token": "f" * 32}
    claim.write_text(json.dumps(rewrite_to))
    assert isinstance(take_over(path, held), Held)
    second = acquire(path)
    assert isinstance(second, Held)
    assert (second.stale, second.holder.token) == (True, "f" * 32)
    lock = take_over(path, second)
    assert isinstance(lock, Lock)
    assert names(path.parent) == [lock_path(path).name]
    lock.release()
