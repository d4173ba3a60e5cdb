"""Full, read-only and forbidden disks: no edit is lost, and all is well again when the disk is."""

import contextlib
import ctypes
import errno
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotations.effort.deeds import Deed
from annotations.effort.diary import Diary, DiaryError
from annotations.effort.meter import Account, Entry
from annotations.session.opening import open_document
from annotations.store.journal_lines import read_journal
from annotations.store.keeper_state import Timing
from annotations.store.label_file import load_label_file
from annotations.store.recovery import recover
from annotations.store.trouble import Trouble
from annotations.text.source import SourceText
from tests.store.keeping import PATIENT, SMALL_FILE, TEXT, desk, failed, saved
from tests.support.small import SMALL, annotation_set

if sys.platform != "linux":
    pytest.skip("limits, mounts and capabilities are those of Linux", allow_module_level=True)

import resource

# Tries again soon, but saves only when told to.
ONLY_WHEN_ASKED = Timing(debounce=60.0, at_most=60.0, retry_first=0.01, retry_most=0.05, warm_up=60.0)
CAP_DAC = 1 << 1 | 1 << 2  # DAC_OVERRIDE, DAC_READ_SEARCH


@pytest.fixture
def mount(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Mount a small file system of its own with some options, where that is allowed."""
    folder = tmp_path / "disk"
    folder.mkdir()

    def mounted(options: str) -> Path:
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], check=False, capture_output=True
        )
        if done.returncode:
            pytest.skip("mounting is not allowed here")
        return folder

    yield mounted
    subprocess.run(["umount", "--lazy", folder], check=False, capture_output=True)


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


_Data = (ctypes.c_uint32 * 3) * 2  # effective, permitted, inheritable; capabilities 0 to 31, 32 to 63


@pytest.fixture
def _under_modes() -> Iterator[None]:
    """Give up root's right to pass over modes, for this thread and those it starts (capset(2))."""
    if os.geteuid() != 0:
        yield
        return
    libc = ctypes.CDLL(None, use_errno=True)
    header, data = _Header(0x20080522, 0), _Data()
    assert libc.capget(ctypes.byref(header), ctypes.byref(data)) == 0
    before = data[0][0]
    data[0][0] &= ~CAP_DAC
    assert libc.capset(ctypes.byref(header), ctypes.byref(data)) == 0
    yield
    data[0][0] = before
    assert libc.capset(ctypes.byref(header), ctypes.byref(data)) == 0


@pytest.fixture
def open_folder(tmp_path: Path, _under_modes: None) -> Iterator[Path]:
    """A folder whose mode counts, even for root."""
    folder = tmp_path / "folder"
    folder.mkdir()
    yield folder
    folder.chmod(0o700)


@contextlib.contextmanager
def no_file_longer_than(size: int) -> Iterator[None]:
    """The kernel cuts every write at this size, in the middle of a line if need be."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("there", [False, True])
def test_a_full_disk_leaves_counted_hands_as_they_were(tmp_path: Path, *, there: bool) -> None:
    account = Account("2026-11-22", "darna", "entity", "PER", Deed.TAG)
    diary = Diary(tmp_path / "effort.sqlite3")
    if there:
        diary.add({account: Entry(1)})
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with no_file_longer_than(0), pytest.raises(DiaryError):
        diary.add({account: Entry(1)})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    diary.add({account: Entry(1)})
    assert diary.entries() == {account: Entry(2 if there else 1)}


def fill(filler: Path) -> None:
    """Write until the disk is full."""
    with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(b"x" * 1024)


def test_write_cut_in_mid_line_leaves_no_torn_line(tmp_path: Path) -> None:
    path = tmp_path / "darna.labels.json"
    journal = path.with_name("darna.labels.json.journal")
    working = desk(path, timing=PATIENT)
    working.tag(0)
    working.states.wait(lambda state: state.acknowledged == 1)
    size = journal.stat().st_size
    with no_file_longer_than(size + 50):
        working.tag(1)
        state = working.states.wait(failed)
        assert (state.trouble, state.acknowledged, state.recorded) == (Trouble.DISK_FULL, 1, 2)
        assert "the disk is full" in state.message
        assert journal.stat().st_size == size
        working.tag(2)
        working.states.wait(lambda state: failed(state) and state.recorded == 3)
    working.keeper.retry()
    working.states.wait(saved(3))
    assert [entry.seq for entry in read_journal(journal).entries] == [1, 2, 3]
    assert working.keeper.close()
    assert path.read_bytes() == working.rendered()


def test_full_disk_keeps_everything_until_there_is_room(mount: Callable[[str], Path]) -> None:
    folder = mount("size=64k")
    path = folder / "darna.labels.json"
    working = desk(path)
    working.tag(0)
    working.states.wait(saved(1))
    filler = folder / "filler"
    fill(filler)
    for index in range(1, 30):
        working.tag(index)
    state = working.states.wait(lambda state: failed(state) and state.recorded == 30)
    assert state.trouble is Trouble.DISK_FULL
    assert not read_journal(path.with_name("darna.labels.json.journal")).damaged
    assert not working.keeper.flush(30)
    filler.unlink()
    working.states.wait(saved(30))
    assert working.keeper.close()
    assert path.read_bytes() == working.rendered()
    assert sorted(one.name for one in folder.iterdir()) == ["darna.labels.json"]


def test_full_disk_at_closing_leaves_the_old_file_whole(mount: Callable[[str], Path]) -> None:
    folder = mount("size=64k")
    path = folder / "darna.labels.json"
    working = desk(path)
    working.tag(0)
    working.states.wait(saved(1))
    before = path.read_bytes()
    fill(folder / "filler")
    for index in range(1, 40):
        working.tag(index)
    assert not working.keeper.close()
    assert path.read_bytes() == before
    contents = read_journal(path.with_name("darna.labels.json.journal"))
    assert (contents.damaged, contents.torn) == (False, 0)


def test_folder_that_became_read_only(open_folder: Path) -> None:
    path = open_folder / "darna.labels.json"
    working = desk(path)
    working.tag(0)
    working.states.wait(saved(1))
    open_folder.chmod(0o500)
    working.tag(1)
    state = working.states.wait(failed)
    assert state.trouble is Trouble.NO_PERMISSION
    assert f"Cannot write darna.labels.json in {open_folder}: there is no permission." in state.message
    assert state.acknowledged == 2  # the journal was open already
    open_folder.chmod(0o700)
    working.states.wait(saved(2))
    assert working.keeper.close()
    assert path.read_bytes() == working.rendered()


def test_folder_that_was_read_only_from_the_start(open_folder: Path) -> None:
    path = open_folder / "darna.txt"
    path.write_text(TEXT)
    open_folder.chmod(0o500)
    opened = open_document(path, annotator="annotator-1", label_set=SMALL)
    assert opened.keeper is not None
    assert opened.read_only is None
    working = desk(opened.label_path)
    working.tag(0)
    state = working.states.wait(failed)
    assert (state.trouble, state.acknowledged) == (Trouble.NO_PERMISSION, 0)
    assert not working.keeper.close()
    assert opened.close()
    assert [one.name for one in open_folder.iterdir()] == ["darna.txt"]


def test_read_only_disk(mount: Callable[[str], Path], tmp_path: Path) -> None:
    working = desk(mount("size=64k,ro") / "darna.labels.json")
    working.tag(0)
    state = working.states.wait(failed)
    assert (state.trouble, state.acknowledged) == (Trouble.READ_ONLY, 0)
    working.keeper.save_elsewhere(tmp_path / "darna.labels.json")
    assert working.states.wait(saved(1)).acknowledged == 1
    assert working.keeper.close()


def test_journal_is_made_anew_after_a_sync_that_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "darna.labels.json"
    journal = path.with_name("darna.labels.json.journal")
    working = desk(path, timing=PATIENT)
    working.tag(0)
    working.states.wait(lambda state: state.acknowledged == 1)
    before = journal.stat().st_ino
    sync = os.fsync

    def broken(file: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "fsync", broken)
    working.tag(1)
    state = working.states.wait(failed)
    assert (state.trouble, state.acknowledged) == (Trouble.OTHER, 1)
    assert "input/output error" in state.message
    monkeypatch.setattr(os, "fsync", sync)
    working.keeper.retry()
    working.states.wait(lambda state: state.acknowledged == 2)
    assert journal.stat().st_ino != before
    assert [entry.seq for entry in read_journal(journal).entries] == [1, 2]
    assert working.keeper.close()


def recovered(path: Path) -> int:
    """How many edits a crash now would leave: those in the label file and those in the journal."""
    file = load_label_file(path, SourceText(TEXT), SMALL_FILE)
    annotations = annotation_set(TEXT) if file is None else file.annotations
    contents = read_journal(path.with_name("darna.labels.json.journal"))
    recovery = recover(path, contents, annotations, None if file is None else file.digest)
    assert (recovery.conflict, recovery.damaged) == (None, False)
    return len(annotations)


def test_journal_that_could_not_be_made_in_time_goes_on_after_the_label_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "darna.labels.json"
    working = desk(path, timing=ONLY_WHEN_ASKED)
    make = os.open

    def full(name: Path, *wishes: int) -> int:
        if str(name).endswith(".journal"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(name))
        return make(name, *wishes)

    monkeypatch.setattr(os, "open", full)
    working.tag(0)
    assert working.keeper.flush(30)  # into the label file alone
    monkeypatch.setattr(os, "open", make)
    working.tag(1)
    working.states.wait(lambda state: state.acknowledged == 2)
    assert recovered(path) == 2
    assert working.keeper.close()


def test_journal_that_missed_an_edit_is_made_anew_after_the_label_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "darna.labels.json"
    working = desk(path, timing=ONLY_WHEN_ASKED)
    working.tag(0)
    working.states.wait(lambda state: state.acknowledged == 1)
    write = os.write

    def full(file: int, data: bytes) -> int:
        if data.startswith(b'{"seq": 2,'):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(file, data)

    monkeypatch.setattr(os, "write", full)
    working.tag(1)
    assert working.keeper.flush(30)
    assert recovered(path) == 2
    monkeypatch.setattr(os, "write", write)
    working.tag(2)
    working.states.wait(lambda state: state.acknowledged == 3)
    assert recovered(path) == 3
    assert working.keeper.close()


# -- in which order things reach the disk -----------------------------------------------------------------


def test_everything_is_on_the_disk_before_the_next_thing_relies_on_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a power cut may undo is what was not synced: a kill shows nothing of that, the order does."""
    path = tmp_path / "darna.labels.json"
    seen: list[str] = []
    sync, rename = os.fsync, os.replace

    def synced(file: int) -> None:
        there = Path(f"/proc/self/fd/{file}").readlink()
        announced = there.suffix == ".journal" and there.read_bytes().count(b'"saving"')
        seen.append(f"sync {there.name}" + (" with a saving" if announced else ""))
        sync(file)

    def renamed(source: Path, target: Path) -> None:
        seen.append(f"replace {Path(target).name}")
        rename(source, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "replace", renamed)
    working = desk(path, timing=ONLY_WHEN_ASKED)
    working.tag(0)
    working.states.wait(lambda state: state.acknowledged == 1)
    assert seen == ["sync darna.labels.json.journal", f"sync {tmp_path.name}"]
    seen.clear()
    assert working.keeper.flush(30)
    assert seen == [
        "sync darna.labels.json.saving",
        "sync darna.labels.json.journal with a saving",
        "replace darna.labels.json",
        f"sync {tmp_path.name}",
    ]
    seen.clear()
    assert working.keeper.close()
    assert seen == [f"sync {tmp_path.name}"]
