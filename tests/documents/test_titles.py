"""Titles of tabs: the name is enough, unless another file has it too."""

from pathlib import PurePosixPath

from hypothesis import given
from hypothesis import strategies as st

from gui.documents.titles import titles

NAMES = st.sampled_from(["a", "b", "a – b", "darna.txt"])
PATHS = st.lists(NAMES, min_size=1, max_size=5).map(lambda parts: PurePosixPath("/", *parts))


def titled(*paths: str) -> list[str]:
    return titles([PurePosixPath(path) for path in paths])


def test_a_name_that_only_one_has_is_enough() -> None:
    assert titled("/texts/a.txt", "/texts/b.txt") == ["a.txt", "b.txt"]


def test_as_many_folders_as_it_takes() -> None:
    assert titled("/1/x/a.txt", "/2/x/a.txt", "/2/y/a.txt", "/b.txt") == [
        "a.txt – 1/x",
        "a.txt – 2/x",
        "a.txt – y",
        "b.txt",
    ]


@given(st.lists(PATHS, unique=True, max_size=8))
def test_no_two_documents_have_one_title(paths: list[PurePosixPath]) -> None:
    made = titles(paths)
    assert len(set(made)) == len(paths)
    assert all(title.startswith(path.name) for title, path in zip(made, paths, strict=True))
