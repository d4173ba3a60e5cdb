"""The place of an export: two at a time do not mix, what is somebody else's stays, and it is never lost."""

from pathlib import Path

import pytest

from annotations.corpus.output import Output
from annotations.formats.errors import FormatError
from annotations.formats.registry import codec
from annotations.store.lock import Lock, acquire


def _output(target: Path, text: bytes = b"{}") -> Output:
    made = Output(target, codec("doccano"))
    made.add_file("manifest.json", text)
    return made


def test_two_exports_to_one_folder_do_not_mix(tmp_path: Path) -> None:
    first = _output(tmp_path / "out")
    with pytest.raises(FormatError, match=r"Another export to it is under way \(process "):
        Output(tmp_path / "out", codec("doccano"))
    first.put_in_place()
    _output(tmp_path / "out", b"{1}").put_in_place()
    assert (tmp_path / "out/manifest.json").read_bytes() == b"{1}"
    assert [one.name for one in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("name", ["out.saving", "out.replaced"])
def test_a_folder_that_no_export_has_left_is_not_taken_away(name: str, tmp_path: Path) -> None:
    (tmp_path / name).mkdir()
    (tmp_path / name / "thesis.tex").write_bytes(b"mine")
    with pytest.raises(FormatError, match="in the way"):
        Output(tmp_path / "out", codec("doccano"))
    assert (tmp_path / name / "thesis.tex").read_bytes() == b"mine"
    assert [one.name for one in tmp_path.iterdir()] == [name]


def test_what_was_there_comes_back_when_the_end_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _output(tmp_path / "out", b"{1}").put_in_place()
    second = _output(tmp_path / "out", b"{2}")
    rename = Path.rename

    def stopped(path: Path, target: Path) -> Path:
        if path.name == "out.saving":
            raise KeyboardInterrupt
        return rename(path, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", stopped)
        with pytest.raises(KeyboardInterrupt):
            second.put_in_place()
    second.discard()
    assert (tmp_path / "out/manifest.json").read_bytes() == b"{1}"
    assert [one.name for one in tmp_path.iterdir()] == ["out"]


def test_a_lock_that_is_held_elsewhere_is_left_alone(tmp_path: Path) -> None:
    lock = acquire(tmp_path / "out")
    assert isinstance(lock, Lock)
    with pytest.raises(FormatError, match="under way"):
        Output(tmp_path / "out", codec("doccano"))
    assert lock.refresh()
    lock.release()
