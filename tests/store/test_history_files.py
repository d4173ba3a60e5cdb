"""Where undo histories lie, what becomes of old ones, and that nothing suffers when they cannot be kept."""

import os
import shutil
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Queue

import pytest

from annotations.session.document import DocumentSession
from annotations.session.opening import open_document
from annotations.session.sink import Via
from annotations.store import history, history_folder
from annotations.store.history import Past
from annotations.store.history_folder import clear_out, histories_path
from annotations.store.history_lines import Lost
from tests.store.keeping import SECONDS, TEXT, Desk, States
from tests.support.small import SMALL

Open = Callable[..., Desk]


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "work" / "darna.txt"
    path.parent.mkdir()
    path.write_text(TEXT)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state" / "sorot" / "undo"


@pytest.fixture
def opening(folder: Path) -> Iterator[Open]:
    """Open a document with histories; whatever is open in the end is closed."""
    desks: list[Desk] = []

    def open_it(path: Path) -> Desk:
        opened = open_document(path, annotator="annotator-1", label_set=SMALL, histories=folder)
        assert opened.keeper is not None
        session = DocumentSession(
            path, opened.label_path, opened.text, opened.annotations, SMALL, opened.keeper
        )
        desks.append(Desk(session, opened.keeper, States()))
        return desks[-1]

    yield open_it
    for desk in desks:
        desk.keeper.close()


def past_of(desk: Desk) -> Past:
    came: Queue[Past] = Queue()
    desk.keeper.ask_past(came.put)
    return came.get(timeout=SECONDS)


def titles(past: Past) -> list[tuple[str, str]]:
    return [(step.title.action, step.title.quote) for step in past.steps]


def work(desk: Desk, tags: int = 2, undone: int = 0) -> None:
    """Tag some words and take some back; then save and close."""
    inverses = [desk.tag(index) for index in range(tags)]
    for inverse in inverses[tags - undone :]:
        desk.undo(inverse)
    assert desk.keeper.close()


def test_steps_and_undone_steps_come_back(document: Path, opening: Open, folder: Path) -> None:
    work(opening(document), tags=3, undone=1)
    past = past_of(opening(document))
    assert titles(past) == [("tag", "Darna")] * 3
    assert (past.done, past.lost) == (2, None)
    assert all(len(step.at) == len("2026-11-22T09:14:03.123Z") for step in past.steps)
    assert sorted(one.name for one in document.parent.iterdir() if "lock" not in one.name) == [
        "darna.labels.json",
        "darna.txt",
    ]
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert len(list(folder.iterdir())) == 1


def test_a_document_that_is_only_looked_at_leaves_its_history_alone(
    document: Path, opening: Open, folder: Path
) -> None:
    work(opening(document))
    (kept,) = folder.iterdir()
    before = kept.stat()
    past_of(opening(document))
    assert (kept.stat().st_ino, kept.stat().st_size) == (before.st_ino, before.st_size)


def test_a_moved_document_finds_its_history(document: Path, opening: Open) -> None:
    work(opening(document))
    moved = document.parent.rename(document.parent.with_name("elsewhere")) / "darna.txt"
    work(opening(moved), tags=0)
    assert past_of(opening(moved)).done == 2


def test_copies_of_a_document_have_histories_of_their_own(document: Path, opening: Open) -> None:
    work(opening(document))
    copy = Path(shutil.copytree(document.parent, document.parent.with_name("copy"))) / "darna.txt"
    first, second = opening(document), opening(copy)
    first.tag(5)
    second.tag(6)
    second.tag(7)
    assert first.keeper.close()
    assert second.keeper.close()
    assert past_of(opening(document)).done == 3
    assert past_of(opening(copy)).done == 4


def test_labels_of_an_earlier_day_put_back_have_the_history_of_that_day(
    document: Path, opening: Open
) -> None:
    labels = document.with_name("darna.labels.json")
    desk = opening(document)
    desk.tag(0)
    assert desk.keeper.flush(SECONDS)
    earlier = labels.read_bytes()
    work(desk, tags=0)
    desk = opening(document)
    desk.tag(1)
    assert desk.keeper.close()
    labels.write_bytes(earlier)
    assert past_of(opening(document)).done == 1


@pytest.mark.parametrize("content", [b"", b"\x00\xff" * 1000, b'{"format": "sorot.history"}\n'])
def test_a_history_that_cannot_be_read_is_said_and_replaced(
    document: Path, opening: Open, folder: Path, content: bytes
) -> None:
    work(opening(document))
    (kept,) = folder.iterdir()
    kept.write_bytes(content)
    desk = opening(document)
    assert past_of(desk) == Past(lost=Lost.DAMAGED)
    desk.tag(4)
    assert desk.keeper.close()
    assert past_of(opening(document)).done == 1


def test_a_history_beyond_all_measure_is_not_read(
    document: Path, opening: Open, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work(opening(document))
    monkeypatch.setattr(history, "MOST_BYTES", 10)
    assert past_of(opening(document)).lost is Lost.DAMAGED


def test_a_folder_that_cannot_be_made_hurts_nobody(document: Path, opening: Open, folder: Path) -> None:
    folder.parent.parent.mkdir()
    folder.parent.write_text("in the way")
    desk = opening(document)
    assert past_of(desk) == Past()
    desk.tag(0)
    assert desk.keeper.flush(SECONDS)
    folder.parent.unlink()  # and from now on it can be made
    desk.tag(1)
    assert desk.keeper.close()
    assert past_of(opening(document)).done == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_hurts_only_the_history(
    document: Path, opening: Open, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = opening(document)
    desk.tag(0)
    assert desk.keeper.flush(SECONDS)
    kept = desk.keeper._history
    assert kept._file is not None
    full = os.open("/dev/full", os.O_WRONLY)
    os.dup2(full, kept._file)
    os.close(full)
    desk.tag(1)
    assert desk.keeper.flush(SECONDS)
    desk.tag(2)
    assert desk.keeper.close()
    assert past_of(opening(document)).done == 3


def test_a_long_history_is_written_anew(
    document: Path, opening: Open, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "_ROOM", 0)
    desk = opening(document)
    for index in range(20):
        inverse = desk.tag(index)
        desk.undo(inverse)
        assert desk.keeper.flush(SECONDS)
    assert desk.keeper.close()
    (kept,) = folder.iterdir()
    assert kept.stat().st_size < 8000
    past = past_of(opening(document))
    assert (len(past.steps), past.done) == (1, 0)


def test_labels_saved_elsewhere_have_a_history_there(document: Path, opening: Open) -> None:
    desk = opening(document)
    desk.tag(0)
    copy = document.with_name("copy.txt")
    shutil.copy(document, copy)
    desk.keeper.save_elsewhere(copy.with_name("copy.labels.json"))
    assert desk.keeper.flush(SECONDS)
    desk.tag(1)
    assert desk.keeper.close()
    assert past_of(opening(copy)).done == 2
    assert past_of(opening(document)).done == 1  # what its journal had when it was left


def test_old_histories_go(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.mkdir(parents=True)
    now = time.time()
    for age in range(10):
        path = folder / f"{age}.undo"
        path.write_bytes(b"x" * 100)
        os.utime(path, (now, now - age * 86400 - 60))
    (folder / "a.undo.saving").write_bytes(b"")
    (folder / "notes.txt").write_bytes(b"")
    os.utime(folder / "a.undo.saving", (now, now - 100 * 86400))
    mine = folder / "9.undo"

    def left() -> list[str]:
        clear_out(folder, mine)
        return sorted(one.name for one in folder.iterdir())

    monkeypatch.setattr(history_folder, "OLDEST_DAYS", 8)
    assert left() == [*(f"{age}.undo" for age in (0, 1, 2, 3, 4, 5, 6, 7, 9)), "notes.txt"]
    monkeypatch.setattr(history_folder, "MOST_FILES", 7)
    assert left() == [*(f"{age}.undo" for age in (0, 1, 2, 3, 4, 5, 9)), "notes.txt"]
    monkeypatch.setattr(history_folder, "MOST_BYTES", 350)
    assert left() == [*(f"{age}.undo" for age in (0, 1, 2, 9)), "notes.txt"]
    clear_out(folder / "nowhere", mine)


def test_histories_lie_in_the_users_own_folder(home: Path) -> None:
    assert histories_path().is_relative_to(home)


def test_what_is_joined_comes_back_as_one(document: Path, opening: Open) -> None:
    desk = opening(document)
    made = [desk.tag(index).inverse() for index in range(2)]
    desk.session.apply(made[1].inverse(), Via.UNDO)
    desk.session.apply(made[1], Via.JOIN)
    assert desk.keeper.close()
    (step,) = past_of(opening(document)).steps
    assert step.title.count == 2
    assert list(step.edit().steps) == [*made[0].steps, *made[1].steps]
