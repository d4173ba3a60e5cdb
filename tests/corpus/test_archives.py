"""ZIP archives from anybody: unpacked as a folder, or one clear error, and nothing left behind or outside."""

import random
import stat
import struct
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotations.corpus import archives
from annotations.corpus.archives import unpacked
from annotations.formats.errors import FormatError
from tests.formats.broken import changed


@pytest.fixture(autouse=True)
def temporary(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where archives are unpacked; nothing is left there."""
    folder = tmp_path_factory.mktemp("temporary")
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert list(folder.iterdir()) == []


def archive_of(path: Path, *members: tuple[str | zipfile.ZipInfo, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, data in members:
            archive.writestr(member, data)
    return path


def _changed(path: Path, old: bytes, new: bytes) -> Path:
    """The archive with other bytes everywhere, as no library writes them."""
    data = path.read_bytes()
    assert old in data
    path.write_bytes(data.replace(old, new))
    return path


def _refused(path: Path) -> FormatError:
    with pytest.raises(FormatError) as caught, unpacked(path):
        pass
    assert caught.value.path == path
    return caught.value


def _names(path: Path) -> list[str]:
    with unpacked(path) as folder:
        return sorted(str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file())


@pytest.mark.parametrize(
    "name", ["../a", "/a", "a/../../b", "a/../b", "..\\a", "\\\\server\\a", "C:\\a", "c:a", "..", "a/.."]
)
def test_a_name_that_leads_outside_is_refused(name: str, tmp_path: Path) -> None:
    path = archive_of(tmp_path / "a.zip", ("sound.txt", b"x"), (name, b"x"))
    assert "outside of its folder" in _refused(path).message


@pytest.mark.parametrize("name", [".", "./", "./."])
def test_a_name_that_is_none_is_refused(name: str, tmp_path: Path) -> None:
    info = zipfile.ZipInfo("a")
    info.filename = name.removesuffix("/")
    assert "has no name" in _refused(archive_of(tmp_path / "a.zip", (info, b"x"))).message


def test_links_are_refused(tmp_path: Path) -> None:
    info = zipfile.ZipInfo("link")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert "outside of its folder" in _refused(archive_of(tmp_path / "a.zip", (info, b"/etc/passwd"))).message


def test_pipes_and_devices_are_files_like_others(tmp_path: Path) -> None:
    members = [zipfile.ZipInfo("pipe"), zipfile.ZipInfo("device")]
    for info, mode in zip(members, (stat.S_IFIFO, stat.S_IFBLK), strict=True):
        info.external_attr = (mode | 0o7777) << 16
    path = archive_of(tmp_path / "a.zip", *((info, b"x") for info in members))
    with unpacked(path) as folder:
        modes = [one.stat().st_mode for one in folder.iterdir()]
    assert [(stat.S_ISREG(mode), mode & 0o7000) for mode in modes] == [(True, 0)] * 2


@pytest.mark.parametrize("other", ["./a/b", "a\\b", "a//b"])
def test_two_names_of_one_file_are_refused(other: str, tmp_path: Path) -> None:
    path = archive_of(tmp_path / "a.zip", ("a/b", b"x"), (other, b"y"))
    assert "two files of this name" in _refused(path).message


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_given_twice_is_refused(tmp_path: Path) -> None:
    path = archive_of(tmp_path / "a.zip", ("a", b"x"), ("a", b"y"))
    assert "two files of this name" in _refused(path).message


@pytest.mark.parametrize("names", [("a", "a/b"), ("a/b", "a"), ("x" * 300,), ("a/" * 3000 + "b",)])
def test_names_that_cannot_be_files_are_refused(names: tuple[str, ...], tmp_path: Path) -> None:
    assert _refused(archive_of(tmp_path / "a.zip", *((name, b"x") for name in names))).message


def test_names_in_another_encoding_are_read_as_they_can_be(tmp_path: Path) -> None:
    path = _changed(archive_of(tmp_path / "a.zip", ("aaaa.txt", b"x")), b"aaaa", b"\x84\xff\x80\x01")
    assert _names(path) == ["ä\xa0Ç\x01.txt"]


def test_names_that_are_not_in_the_encoding_they_say_are_refused(tmp_path: Path) -> None:
    path = _changed(archive_of(tmp_path / "a.zip", ("é.txt", b"x")), "é".encode(), b"\xff\xfe")
    assert "cannot be unpacked" in _refused(path).message


def test_a_name_ends_where_it_has_a_null(tmp_path: Path) -> None:
    path = _changed(archive_of(tmp_path / "a.zip", ("a.txtXexe", b"x")), b"a.txtXexe", b"a.txt\0exe")
    assert _names(path) == ["a.txt"]


def test_an_encrypted_member_is_refused(tmp_path: Path) -> None:
    path = archive_of(tmp_path / "a.zip", ("a.txt", b"x"))
    data = bytearray(path.read_bytes())
    for place in (6, data.index(b"PK\x01\x02") + 8):  # the flags in both headers
        data[place] |= 1
    path.write_bytes(bytes(data))
    assert "encrypted" in _refused(path).message


def test_an_archive_in_an_archive_is_a_file_where_it_holds_no_annotations(tmp_path: Path) -> None:
    inner = archive_of(tmp_path / "inner.zip", ("../a", b"x"))
    assert _names(archive_of(tmp_path / "a.zip", ("inner.zip", inner.read_bytes()))) == ["inner.zip"]


def test_a_size_that_is_not_true_is_refused(tmp_path: Path) -> None:
    path = archive_of(tmp_path / "a.zip", ("a.txt", b"x" * 100_000))
    data = bytearray(path.read_bytes())
    for place in (22, data.index(b"PK\x01\x02") + 24):  # the size in both headers
        data[place : place + 4] = (10).to_bytes(4, "little")
    path.write_bytes(bytes(data))
    assert "cannot be unpacked" in _refused(path).message


def test_one_too_large_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = archive_of(tmp_path / "a.zip", ("a.txt", b"x" * 100))
    data = bytearray(path.read_bytes())
    place = data.index(b"PK\x01\x02") + 24
    data[place : place + 4] = (4_000_000_000).to_bytes(4, "little")
    path.write_bytes(bytes(data))
    assert "more than 2 GB" in _refused(path).message


def test_one_that_unpacks_to_far_more_than_any_text_is_refused(tmp_path: Path) -> None:
    path = archive_of(tmp_path / "a.zip", ("a.txt", bytes(120_000_000)))
    assert "far more than any texts" in _refused(path).message


def test_members_that_share_their_bytes_are_refused(tmp_path: Path) -> None:
    """David Fifield's bombs: thousands of members, all of them the same bytes of the archive."""
    one = archive_of(tmp_path / "one.zip", ("0000", bytes(1_000_000))).read_bytes()
    start = one.index(b"PK\x01\x02")
    entry = one[start : one.index(b"PK\x05\x06")]
    entries = b"".join(entry.replace(b"0000", b"%04d" % number) for number in range(500))
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 500, 500, len(entries), start, 0)
    path = tmp_path / "a.zip"
    path.write_bytes(one[:start] + entries + end)
    assert "far more than any texts" in _refused(path).message


def test_one_of_too_many_members_is_refused_before_they_are_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = archive_of(tmp_path / "a.zip", *((f"{number}.txt", b"x") for number in range(11)))
    monkeypatch.setattr(archives, "_MOST_MEMBERS", 10)
    monkeypatch.setattr(zipfile, "ZipFile", None)
    assert "more than 10 files" in _refused(path).message


def test_whatever_is_wrong_it_is_unpacked_or_refused(tmp_path: Path) -> None:
    members = (("a.txt", b"Libya " * 50), ("b/c.ann", b"T1\tGPE 0 5\tLibya\n"))
    whole, chance = archive_of(tmp_path / "a.zip", *members).read_bytes(), random.Random(1)
    for _ in range(300):
        (tmp_path / "a.zip").write_bytes(changed(chance, whole))
        try:
            _names(tmp_path / "a.zip")
        except FormatError as error:
            assert error.message  # noqa: PT017 - any error is right, if it says why
