"""Names from hostile files never lead out of the folder, and never share a file."""

from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.corpus.names import path_name, path_names

NAMES = st.text(st.sampled_from('a./\\:~\x00 *\ud800CONaux"\n') | st.characters(), max_size=12)


@given(name=NAMES)
def test_a_name_stays_below_its_folder(name: str) -> None:
    made = path_name(name)
    made.encode("utf-8")
    for kind in (PurePosixPath, PureWindowsPath):
        path = kind(made)
        assert not path.is_absolute()
        assert not path.drive
        assert not {"..", "."} & set(made.split("/"))
        assert path.name
    assert "\x00" not in made
    assert path_name(made) == made


@given(names=st.lists(NAMES, max_size=8))
def test_no_two_share_a_file(names: list[str]) -> None:
    made = [path.casefold() for _, path in path_names(names)]
    assert len(set(made)) == len(names)


@pytest.mark.parametrize(
    "name, made",
    [
        ("../../etc/passwd", "etc/passwd"),
        ("/abs", "abs"),
        ("C:\\x", "C_x"),
        ("aux.txt", "_aux.txt"),
        ("", "document"),
        ("..", "document"),
        ("berita/darna", "berita/darna"),
    ],
)
def test_what_becomes_of(name: str, made: str) -> None:
    assert path_name(name) == made
