"""What stands where a file should: pipes, devices, folders, links to nothing. One clear error, no waiting."""

import errno
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

import pytest

from annotations.formats.file_names import document_id, document_names, label_path_of
from annotations.session.opening import open_document
from annotations.store.files import MAXIMUM_BYTES, read_file, real_path
from annotations.store.lock import Held, acquire
from annotations.store.trouble import StoreError, Trouble
from tests.store.keeping import desk, failed
from tests.support.small import SMALL

if os.name != "posix":
    pytest.skip("pipes and devices are those of POSIX", allow_module_level=True)

Make = Callable[[Path], object]
NO_FILE: dict[str, tuple[Make, str]] = {
    "pipe": (os.mkfifo, "it is a pipe or a device"),
    "device": (lambda path: path.symlink_to("/dev/zero"), "it is a pipe or a device"),
    "folder": (lambda path: path.mkdir(), "it is a folder"),
    "circle": (lambda path: path.symlink_to(path.name), "too many levels of symbolic links"),
}
SECONDS = 20


@pytest.fixture(autouse=True)
def _no_waiting() -> Iterator[None]:
    def give_up(_signal: int, _frame: FrameType | None) -> None:
        raise TimeoutError("still waiting")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(SECONDS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture(params=NO_FILE)
def odd(request: pytest.FixtureRequest) -> tuple[Make, str]:
    """How to make something that is no file, and what is to be said of it."""
    return NO_FILE[request.param]


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "darna.txt"
    path.write_text("Darna is a town.")
    return path


def refusal(path: Path) -> StoreError:
    with pytest.raises(StoreError) as caught:
        open_document(path, annotator="annotator-1", label_set=SMALL)
    assert not [one.name for one in path.parent.glob("*.lock*")]
    return caught.value


def test_no_text(tmp_path: Path, odd: tuple[Make, str]) -> None:
    make, said = odd
    make(tmp_path / "darna.txt")
    assert said in refusal(tmp_path / "darna.txt").message


def test_no_label_file(document: Path, odd: tuple[Make, str]) -> None:
    make, said = odd
    make(document.with_name("darna.labels.json"))
    error = refusal(document)
    assert said in error.message
    assert error.trouble is Trouble.OTHER


def test_no_journal(document: Path, odd: tuple[Make, str]) -> None:
    make, said = odd
    make(document.with_name("darna.labels.json.journal"))
    assert said in refusal(document).message


def test_what_cannot_be_a_lock_does_not_keep_the_document_shut(document: Path, odd: tuple[Make, str]) -> None:
    make, _ = odd
    make(document.with_name("darna.labels.json.lock"))
    opened = open_document(document, annotator="annotator-1", label_set=SMALL)
    assert opened.read_only is None
    assert opened.close()


def test_lock_that_is_a_link_to_nothing_is_not_tried_for_ever(document: Path) -> None:
    label_path = label_path_of(document)
    label_path.with_name("darna.labels.json.lock").symlink_to("nothing")
    with pytest.raises(FileExistsError, match="a link to nothing"):
        acquire(label_path)


def test_lock_of_brackets_is_somebody_unknown(document: Path) -> None:
    label_path = label_path_of(document)
    label_path.with_name("darna.labels.json.lock").write_bytes(b"[" * 200_000)
    held = acquire(label_path)
    assert isinstance(held, Held)
    assert held.holder.user == "unknown"


def test_label_file_that_becomes_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "darna.labels.json"
    working = desk(path)
    working.tag(0)
    assert working.keeper.flush(SECONDS)
    path.unlink()
    os.mkfifo(path)
    working.tag(1)
    assert "it is a pipe or a device" in working.states.wait(failed).message
    assert not working.keeper.close()


def test_huge_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "darna.txt"
    with path.open("wb") as file:
        file.truncate(MAXIMUM_BYTES + 1)  # without a byte on the disk
    assert "files over 1 GB are not read" in refusal(path).message


def test_bytes_and_looks_are_of_one_moment(document: Path) -> None:
    content, seen = read_file(document)
    assert (len(content), seen.inode) == (seen.size, document.stat().st_ino)


def test_folder_is_told_from_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError) as caught:
        read_file(tmp_path)
    assert caught.value.errno == errno.EISDIR
    with pytest.raises(FileNotFoundError):
        read_file(tmp_path / "nothing")


def test_links_that_go_round_in_a_circle_have_a_path(tmp_path: Path) -> None:
    circle = tmp_path / "circle"
    circle.symlink_to("circle")
    assert real_path(circle) == real_path(tmp_path) / "circle"


# -- names ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name, labels",
    [
        ("darna.txt", "darna.labels.json"),
        ("DARNA.TXT", "DARNA.labels.json"),
        ("darna.md", "darna.md.labels.json"),
        ("darna", "darna.labels.json"),
        ("darna.2016.04.txt", "darna.2016.04.labels.json"),
        (".txt", ".txt.labels.json"),
        ("-x.txt", "-x.labels.json"),
        ("two words\nünï.txt", "two words\nünï.labels.json"),
    ],
)
def test_where_labels_stand(name: str, labels: str) -> None:
    document = Path("folder", name)
    assert label_path_of(document) == Path("folder", labels)
    assert label_path_of(document).name == f"{document_id(document)}.labels.json"
    assert name.lower() in [one.lower() for one in document_names(Path("folder", labels))]


def test_other_files_are_no_documents_labels() -> None:
    assert document_names(Path("darna.json")) == ()
    assert document_names(Path(".labels.json")) == ()


def test_texts_with_one_stem_have_labels_of_their_own(tmp_path: Path) -> None:
    for name in ("darna.txt", "darna.md", "darna.html"):
        (tmp_path / name).write_text(f"Darna is a town in {name}.")
    opened = [
        open_document(path, annotator="annotator-1", label_set=SMALL)
        for path in sorted(tmp_path.iterdir())
        if path.suffix in {".txt", ".md", ".html"}
    ]
    assert [one.read_only for one in opened] == [None, None, None]
    assert len({one.label_path for one in opened}) == 3
    assert len({one.annotations.document.id for one in opened}) == 3
    assert all(one.close() for one in opened)


@pytest.mark.parametrize(
    "text, instead", [("darna.txt", "Open darna.txt"), ("darna", "Open darna:"), (None, "Open the text")]
)
def test_label_file_opened_by_mistake(tmp_path: Path, text: str | None, instead: str) -> None:
    if text is not None:
        (tmp_path / text).write_text("Darna is a town.")
    labels = tmp_path / "darna.labels.json"
    labels.write_text("{}")
    error = refusal(labels)
    assert error.message.startswith("darna.labels.json holds labels, not a text.")
    assert instead in error.message
    assert error.path == labels


def test_label_set_opened_by_mistake(tmp_path: Path) -> None:
    path = tmp_path / "small.labelset.json"
    path.write_text("{}")
    assert "is a label set" in refusal(path).message
