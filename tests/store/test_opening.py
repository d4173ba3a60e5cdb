"""Opening a document, alone or second, after a crash, beside broken files."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotations.formats.native import render
from annotations.model.records import Kind
from annotations.session.document import DocumentSession
from annotations.session.opening import Opened, open_document
from annotations.store.lock import Lock, acquire, lock_path
from annotations.store.trouble import StoreError, TextChangedError, Trouble
from tests.store.keeping import TEXT, Desk, States
from tests.support.small import SMALL

Open = Callable[..., Opened]
ABANDON = """
import sys
from pathlib import Path
from annotations.store.lock import acquire

acquire(Path(sys.argv[1]))
"""


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "darna.txt"
    path.write_text(TEXT)
    return path


@pytest.fixture
def opening(document: Path) -> Iterator[Open]:
    """Open the document (or another); whatever was opened is closed in the end."""
    opened: list[Opened] = []

    def open_it(path: Path = document, **wishes: bool) -> Opened:
        opened.append(open_document(path, annotator="annotator-1", label_set=SMALL, **wishes))
        return opened[-1]

    yield open_it
    for one in opened:
        one.close()


def desk_of(opened: Opened) -> Desk:
    assert opened.keeper is not None
    session = DocumentSession(
        opened.path, opened.label_path, opened.text, opened.annotations, SMALL, opened.keeper
    )
    states = States()
    opened.keeper.listen(states)
    return Desk(session, opened.keeper, states)


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def crash(document: Path, opening: Open, tags: int, saved_tags: int = 0) -> Path:
    """A folder as a crash leaves it: some edits in the label file, all of them in the journal."""
    folder = document.parent / "after"
    folder.mkdir()
    working = desk_of(opening())
    for index in range(tags):
        working.tag(index)
        if index + 1 == saved_tags:
            working.keeper.flush(30)
            shutil.copy(working.keeper.state.path, folder)
    working.states.wait(lambda state: state.acknowledged == tags)
    shutil.copy(document, folder)
    shutil.copy(document.with_name("darna.labels.json.journal"), folder)
    return folder / document.name


def test_new_document_has_no_file_until_the_first_edit(document: Path, opening: Open) -> None:
    opened = opening()
    assert (opened.read_only, opened.recovery, opened.problems) == (None, None, ())
    assert (opened.annotations.document.id, opened.annotations.document.name) == ("darna", "darna.txt")
    assert opened.label_path == document.with_name("darna.labels.json")
    assert opened.close()
    assert names(document.parent) == ["darna.txt"]


def test_labels_come_back(document: Path, opening: Open) -> None:
    opened = opening()
    working = desk_of(opened)
    for index in range(5):
        working.tag(index)
    assert opened.close()
    assert names(document.parent) == ["darna.labels.json", "darna.txt"]
    again = opening()
    assert again.annotations.count(Kind.ENTITY, "GPE") == 5
    assert render(again.annotations, again.text) == again.label_path.read_bytes()


def test_second_window_can_look_and_is_told_who_writes(opening: Open) -> None:
    first = opening()
    desk_of(first).tag(0)
    assert first.keeper is not None
    first.keeper.flush(30)
    second = opening()
    assert second.keeper is None
    assert second.held is not None
    assert second.read_only == second.held.message
    assert "open elsewhere" in second.held.message
    assert second.annotations.count(Kind.ENTITY, "GPE") == 1
    assert opening(take_over=True).keeper is None
    assert first.close()
    assert opening().keeper is not None


def test_stale_lock_is_taken_over_when_asked_to(document: Path, opening: Open) -> None:
    subprocess.run([sys.executable, "-c", ABANDON, document.with_name("darna.labels.json")], check=True)
    seen = opening()
    assert seen.held is not None
    assert (seen.held.stale, seen.keeper) == (True, None)
    taken = opening(take_over=True)
    assert (taken.held, taken.read_only) == (None, None)
    assert taken.keeper is not None


def test_looking_only_touches_nothing(document: Path, opening: Open) -> None:
    path = crash(document, opening, 3, 1)
    before = {one: (path.parent / one).read_bytes() for one in names(path.parent)}
    opened = opening(path, read_only=True)
    assert opened.keeper is None
    assert opened.read_only is not None
    assert opened.annotations.count(Kind.ENTITY, "GPE") == 3
    assert {one: (path.parent / one).read_bytes() for one in names(path.parent)} == before


@pytest.mark.parametrize("saved_tags", [0, 2, 4])
def test_edits_after_the_last_saving_are_recovered(document: Path, opening: Open, saved_tags: int) -> None:
    path = crash(document, opening, 4, saved_tags)
    opened = opening(path)
    assert opened.recovery is not None
    assert opened.recovery.replayed == 4 - saved_tags
    assert len(opened.recovery.entries) == 4
    assert opened.annotations.count(Kind.ENTITY, "GPE") == 4
    if saved_tags < 4:
        assert "recovered" in opened.recovery.message
    working = desk_of(opened)
    working.tag(4)
    assert opened.close()
    assert names(path.parent) == ["darna.labels.json", "darna.txt"]
    assert opening(path).annotations.count(Kind.ENTITY, "GPE") == 5


def test_recovered_edits_are_saved_without_another_edit(document: Path, opening: Open) -> None:
    path = crash(document, opening, 4, 2)
    opened = opening(path)
    desk_of(opened).states.wait(lambda state: state.label_file_seq == 4)
    assert opened.label_path.read_bytes() == render(opened.annotations, opened.text)


def test_recovery_survives_the_next_crash(document: Path, opening: Open) -> None:
    path = crash(document, opening, 4, 2)
    opened = opening(path)
    working = desk_of(opened)
    working.tag(4)
    working.states.wait(lambda state: state.acknowledged == 5)
    again = path.parent / "again"
    again.mkdir()
    for name in ("darna.txt", "darna.labels.json", "darna.labels.json.journal"):
        shutil.copy(path.parent / name, again)
    assert opening(again / "darna.txt").annotations.count(Kind.ENTITY, "GPE") == 5


def test_torn_edit_is_dropped_and_said(document: Path, opening: Open) -> None:
    path = crash(document, opening, 3)
    journal = path.with_name("darna.labels.json.journal")
    journal.write_bytes(journal.read_bytes()[:-5])
    opened = opening(path)
    assert opened.recovery is not None
    assert (opened.recovery.replayed, opened.recovery.torn) == (2, True)
    assert opened.close()
    assert names(path.parent) == ["darna.labels.json", "darna.txt"]


def test_journal_torn_in_its_first_line_is_nothing(document: Path, opening: Open) -> None:
    journal = document.with_name("darna.labels.json.journal")
    journal.write_bytes(b'{"format": "sorot.jour')
    opened = opening()
    assert opened.recovery is None
    assert not journal.exists()


def test_damaged_journal_is_kept_and_its_beginning_recovered(document: Path, opening: Open) -> None:
    path = crash(document, opening, 4)
    journal = path.with_name("darna.labels.json.journal")
    lines = journal.read_bytes().split(b"\n")
    lines[3] = lines[3].replace(b"GPE", b"PER")
    broken = b"\n".join(lines)
    journal.write_bytes(broken)
    opened = opening(path)
    assert opened.recovery is not None
    assert (opened.recovery.replayed, opened.recovery.damaged) == (2, True)
    assert opened.recovery.kept is not None
    assert opened.recovery.kept.read_bytes() == broken
    assert opened.recovery.kept.name in opened.recovery.message
    assert opened.close()
    assert opening(path).annotations.count(Kind.ENTITY, "GPE") == 2


def test_conflict_is_for_looking_until_it_is_settled(document: Path, opening: Open) -> None:
    path = crash(document, opening, 4, 2)
    label_path = path.with_name("darna.labels.json")
    label_path.write_bytes(label_path.read_bytes().replace(b'"extra": {}', b'"extra": {"by": "hand"}'))
    before = label_path.read_bytes()
    journal = path.with_name("darna.labels.json.journal").read_bytes()
    opened = opening(path)
    assert opened.keeper is None
    assert opened.recovery is not None
    assert opened.read_only == opened.recovery.conflict
    assert "changed by another program" in opened.recovery.message
    assert opened.annotations.count(Kind.ENTITY, "GPE") == 2
    settled = opening(path, set_journal_aside=True)
    assert settled.keeper is not None
    assert settled.recovery is not None
    assert settled.recovery.kept is not None
    assert settled.recovery.kept.read_bytes() == journal
    assert "put aside" in settled.recovery.message
    assert settled.close()
    assert label_path.read_bytes() == before


def test_label_file_gone_is_a_conflict_too(document: Path, opening: Open) -> None:
    path = crash(document, opening, 1)
    journal = path.with_name("darna.labels.json.journal")
    opening(path).close()
    working = desk_of(opening(path))
    working.tag(1)
    working.states.wait(lambda state: state.acknowledged == 1)
    content = journal.read_bytes()
    working.keeper.close()
    journal.write_bytes(content)
    path.with_name("darna.labels.json").unlink()
    opened = opening(path)
    assert opened.read_only is not None
    assert "is not there" in opened.read_only


def test_broken_label_file_leaves_no_lock(document: Path, opening: Open) -> None:
    label_path = document.with_name("darna.labels.json")
    label_path.write_bytes(b"{")
    with pytest.raises(StoreError) as caught:
        opening()
    assert caught.value.trouble is Trouble.BROKEN
    assert label_path.read_bytes() == b"{"
    assert not lock_path(label_path).exists()


def test_symlinked_label_file_is_locked_where_it_is(document: Path, opening: Open, tmp_path: Path) -> None:
    real = tmp_path / "labels" / "of-darna.json"
    real.parent.mkdir()
    link = document.with_name("darna.labels.json")
    link.symlink_to(real)
    opened = opening()
    desk_of(opened).tag(0)
    lock = acquire(real)
    assert not isinstance(lock, Lock)
    assert opened.close()
    assert link.is_symlink()
    assert names(real.parent) == ["of-darna.json"]


def test_missing_or_unreadable_text(document: Path, opening: Open) -> None:
    with pytest.raises(StoreError, match=r"nothing\.txt"):
        opening(document.with_name("nothing.txt"))
    binary = document.with_name("picture.txt")
    binary.write_bytes(bytes(range(256)) * 40)
    with pytest.raises(StoreError, match=r"picture\.txt cannot be read"):
        opening(binary)


def test_text_that_changed_since(document: Path, opening: Open) -> None:
    first = opening()
    desk_of(first).tag(0)
    assert first.close()
    before = document.with_name("darna.labels.json").read_bytes()
    document.write_text(TEXT.replace("town", "city"))
    with pytest.raises(TextChangedError):
        opening()
    assert document.with_name("darna.labels.json").read_bytes() == before
    assert names(document.parent) == ["darna.labels.json", "darna.txt"]
