"""The keeper: edits reach the disk, and are kept in memory whatever the disk does."""

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotations.edits.edit import Edit, RecordEdit, Title
from annotations.model.records import Comment
from annotations.session.sink import Via
from annotations.store.journal_lines import read_journal
from annotations.store.keeper_state import KeeperState, Phase
from annotations.store.label_file import load_label_file
from annotations.store.lock import Held, Lock, acquire, lock_path
from annotations.store.trouble import Trouble
from annotations.text.source import SourceText
from tests.store.keeping import PATIENT, SMALL_FILE, TEXT, Desk, desk, failed, saved
from tests.support.small import HAND


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "darna.labels.json"


@pytest.fixture
def working(path: Path) -> Iterator[Desk]:
    made = desk(path)
    yield made
    made.keeper.close()


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_edits_are_acknowledged_and_then_in_the_label_file(path: Path, working: Desk) -> None:
    working.tag(0)
    working.tag(1)
    assert working.states.wait(lambda state: state.acknowledged == 2).phase is Phase.SAVED
    state = working.states.wait(saved(2))
    assert (state.recorded, state.message, state.path) == (2, "", path)
    assert path.read_bytes() == working.rendered()
    assert names(path.parent) == ["darna.labels.json", "darna.labels.json.journal"]
    assert working.keeper.close()
    assert names(path.parent) == ["darna.labels.json"]


def test_saving_is_said_before_saved(working: Desk) -> None:
    working.tag(0)
    assert working.states.wait(lambda state: state.recorded == 1).phase is Phase.SAVING


def test_without_edits_nothing_is_written(path: Path, working: Desk) -> None:
    working.keeper.retry()
    assert working.keeper.flush(30)
    assert working.keeper.close()
    assert names(path.parent) == []


def test_close_writes_at_once_what_was_to_wait(path: Path) -> None:
    working = desk(path, timing=PATIENT)
    working.undo(working.tag(0))
    working.tag(1)
    assert working.keeper.close()
    assert path.read_bytes() == working.rendered()


def test_flush_and_retry_do_not_wait_either(path: Path) -> None:
    working = desk(path, timing=PATIENT)
    working.tag(0)
    assert working.keeper.flush(30)
    assert path.read_bytes() == working.rendered()
    working.tag(1)
    working.keeper.retry()
    working.states.wait(saved(2))
    assert working.keeper.close()


def test_journal_tells_how_edits_were_done(path: Path) -> None:
    working = desk(path, timing=PATIENT)
    working.undo(working.tag(0))
    working.states.wait(lambda state: state.acknowledged == 2)
    contents = read_journal(path.with_name("darna.labels.json.journal"))
    assert [(entry.seq, entry.via, entry.edit.title.action) for entry in contents.entries] == [
        (1, "do", "tag"),
        (2, "undo", "tag"),
    ]
    assert contents.entries[0].edit.inverse() == contents.entries[1].edit
    assert working.keeper.close()


def test_mode_and_symlink_stay(path: Path, tmp_path: Path) -> None:
    first = desk(path)
    first.tag(0)
    assert first.keeper.close()
    path.chmod(0o640)
    link = tmp_path / "elsewhere" / "link.labels.json"
    link.parent.mkdir()
    link.symlink_to(path)
    second = desk(link.resolve())
    second.tag(1)
    assert second.keeper.close()
    assert link.is_symlink()
    assert link.read_bytes() == second.rendered()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_touched_but_unchanged_file_is_nobodys_change(path: Path, working: Desk) -> None:
    working.tag(0)
    working.states.wait(saved(1))
    os.utime(path, (1, 1))
    working.tag(1)
    working.states.wait(saved(2))


def test_file_changed_by_another_program_is_not_overwritten(path: Path, working: Desk) -> None:
    working.tag(0)
    working.states.wait(saved(1))
    path.write_text("mine")
    working.tag(1)
    state = working.states.wait(failed)
    assert state.trouble is Trouble.CHANGED
    assert state.message == "darna.labels.json was changed by another program; nothing has been overwritten."
    working.keeper.retry()
    assert not working.keeper.flush(30)
    assert path.read_text() == "mine"
    assert working.keeper.state.acknowledged == 2
    working.keeper.overwrite()
    working.states.wait(saved(2))
    assert path.read_bytes() == working.rendered()


def test_file_changed_by_another_program_is_not_announced_either(path: Path, working: Desk) -> None:
    working.tag(0)
    working.states.wait(saved(1))
    path.write_bytes(b"{}")
    working.tag(1)
    working.states.wait(failed)
    assert len(read_journal(path.with_name("darna.labels.json.journal")).savings) == 1


def test_file_changed_while_another_is_written_in_its_place_is_not_overwritten(
    path: Path, working: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    working.tag(0)
    working.states.wait(saved(1))
    sync = os.fsync

    def interrupted(file: int) -> None:
        sync(file)
        if path.with_name("darna.labels.json.saving").exists():
            path.write_bytes(b"{}")

    monkeypatch.setattr(os, "fsync", interrupted)
    working.tag(1)
    state = working.states.wait(failed)
    assert state.trouble is Trouble.CHANGED
    assert path.read_bytes() == b"{}"


def test_unsettled_change_leaves_file_and_journal(path: Path, working: Desk) -> None:
    path.write_text("mine")
    working.tag(0)
    working.states.wait(lambda state: state.acknowledged == 1 and failed(state))
    assert not working.keeper.close()
    assert path.read_text() == "mine"
    assert "darna.labels.json.journal" in names(path.parent)


def test_saving_elsewhere_goes_on_there(path: Path, tmp_path: Path, working: Desk) -> None:
    working.tag(0)
    working.states.wait(saved(1))
    path.write_text("mine")
    working.tag(1)
    working.states.wait(failed)
    other = tmp_path / "other" / "copy.labels.json"
    working.keeper.save_elsewhere(other)
    assert "the folder" in working.states.wait(lambda state: "copy" in state.message).message
    other.parent.mkdir()
    working.keeper.save_elsewhere(other)
    assert working.states.wait(saved(2)).path == other
    working.tag(2)
    working.states.wait(saved(3))
    assert names(other.parent) == [
        "copy.labels.json",
        "copy.labels.json.journal",
        "copy.labels.json.lock",
    ]
    assert working.keeper.close()
    assert other.read_bytes() == working.rendered()
    assert names(other.parent) == ["copy.labels.json"]
    assert path.read_text() == "mine"
    assert "darna.labels.json.journal" in names(tmp_path)


def test_saving_elsewhere_respects_who_is_there(tmp_path: Path, working: Desk) -> None:
    other = tmp_path / "copy.labels.json"
    lock = acquire(other)
    assert isinstance(lock, Lock)
    working.tag(0)
    working.keeper.save_elsewhere(other)
    assert "open elsewhere" in working.states.wait(failed).message
    lock.release()
    working.keeper.save_elsewhere(other)
    assert working.states.wait(lambda state: state.path == other).label_file_seq == 1


def test_vanished_file_is_reported_and_written_again(path: Path, working: Desk) -> None:
    working.tag(0)
    working.states.wait(saved(1))
    path.unlink()
    working.tag(1)
    state = working.states.wait(failed)
    assert state.trouble is Trouble.VANISHED
    assert "it will be written again" in state.message
    working.states.wait(saved(2))
    assert path.read_bytes() == working.rendered()


def test_vanished_folder_may_come_back(tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    working = desk(folder / "darna.labels.json")
    working.tag(0)
    working.states.wait(saved(1))
    for one in folder.iterdir():
        one.unlink()
    folder.rmdir()
    working.tag(1)
    state = working.states.wait(lambda state: failed(state) and state.recorded == 2)
    assert state.trouble is Trouble.VANISHED
    assert state.message.endswith(f"the folder {folder} is not there.")
    assert state.acknowledged == 1
    working.tag(2)
    folder.mkdir()
    working.keeper.retry()
    state = working.states.wait(saved(3))
    assert state.acknowledged == 3
    assert (folder / "darna.labels.json").read_bytes() == working.rendered()
    assert working.keeper.close()
    assert names(folder) == ["darna.labels.json"]


def test_vanished_journal_is_made_anew(path: Path) -> None:
    working = desk(path, timing=PATIENT)
    journal = path.with_name("darna.labels.json.journal")
    working.tag(0)
    working.states.wait(lambda state: state.acknowledged == 1)
    journal.unlink()
    working.tag(1)
    working.states.wait(lambda state: state.acknowledged == 2)
    assert [entry.seq for entry in read_journal(journal).entries] == [1, 2]
    assert working.keeper.close()


def test_journal_of_somebody_else_is_kept(path: Path, working: Desk) -> None:
    journal = path.with_name("darna.labels.json.journal")
    journal.write_bytes(b"precious\n")
    working.tag(0)
    working.states.wait(saved(1))
    assert journal.with_name("darna.labels.json.kept-1.journal").read_bytes() == b"precious\n"


def test_long_journal_starts_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotations.store.journal.ROTATE_AT", 2000)
    working = desk(path)
    for index in range(12):
        working.tag(index)
        working.states.wait(saved(index + 1))
    journal = path.with_name("darna.labels.json.journal")
    assert not journal.exists() or journal.stat().st_size < 4000
    assert working.keeper.close()
    assert path.read_bytes() == working.rendered()


def test_lost_lock_stops_writing(path: Path) -> None:
    lock = acquire(path)
    assert isinstance(lock, Lock)
    working = desk(path, lock=lock)
    working.tag(0)
    working.states.wait(saved(1))
    before = path.read_bytes()
    lock_path(path).unlink()
    other = acquire(path)
    assert isinstance(other, Lock)
    working.tag(1)
    state = working.states.wait(failed)
    assert state.trouble is Trouble.LOCK_LOST
    assert not working.keeper.flush(30)
    assert path.read_bytes() == before
    assert not working.keeper.close()
    assert path.read_bytes() == before
    assert isinstance(acquire(path), Held)
    other.release()


def test_record_against_the_format_is_not_written(path: Path, expect_log: Callable[[str], None]) -> None:
    expect_log("c1 would not hold to the format")
    working = desk(path)
    working.tag(0)
    working.states.wait(saved(1))
    before = path.read_bytes()
    bad = Comment("c1", None, "", HAND)
    step = RecordEdit(None, bad)  # past the checks, as only a fault of the program could
    edit = Edit(Title("comment"), (step,))
    working.keeper.record(edit, step.apply(working.session.annotations), Via.DO)
    state = working.states.wait(failed)
    assert (state.trouble, state.acknowledged) == (Trouble.INTERNAL, 2)
    assert path.read_bytes() == before
    working.undo(edit.inverse())
    working.states.wait(saved(3))
    assert working.keeper.close()


def test_failing_listener_does_not_stop_the_keeper(
    path: Path, working: Desk, expect_log: Callable[[str], None]
) -> None:
    expect_log("a listener failed")

    def listener(state: KeeperState) -> None:
        if state.recorded:
            raise ValueError("the window is gone")

    working.keeper.listen(listener)
    working.tag(0)
    assert working.keeper.flush(30)
    assert path.read_bytes() == working.rendered()


def test_file_is_read_back_by_the_label_set(path: Path, working: Desk) -> None:
    working.tag(0)
    working.states.wait(saved(1))
    file = load_label_file(path, SourceText(TEXT), SMALL_FILE)
    assert file is not None
    assert (file.problems, file.read_only) == ((), None)
    assert {one.id for one in file.annotations.records()} == {"m1"}
