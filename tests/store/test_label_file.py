"""Label files that cannot be opened: one clear error each, and the file as it was."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.formats.native import annotation_set_to_dict, render
from annotations.formats.native_lines import AnnotationLines, Frame
from annotations.model.records import Event, Kind, Mention
from annotations.store.files import free_name, set_aside
from annotations.store.label_file import load_label_file
from annotations.store.trouble import StoreError, TextChangedError, Trouble
from annotations.text.source import SourceText
from annotations.text.span import Span
from tests.store.keeping import SMALL_FILE
from tests.support.small import HAND, annotation_set

TEXT = SourceText("Darna is a town in Libya.")
GOOD = annotation_set(TEXT.text, [Mention("m1", Kind.ENTITY, "GPE", (Span(0, 5),), HAND)])
CONTENT = render(GOOD, TEXT)
DATA = annotation_set_to_dict(GOOD, TEXT)


def refused(path: Path, content: bytes, text: SourceText = TEXT) -> StoreError:
    """The error for a label file with this content; the file is still the same after it."""
    path.write_bytes(content)
    before = path.stat()
    with pytest.raises(StoreError) as caught:
        load_label_file(path, text, SMALL_FILE)
    assert path.read_bytes() == content
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert caught.value.message.startswith("darna.labels.json ")
    assert caught.value.path == path
    return caught.value


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "darna.labels.json"


def test_good_file_is_read(path: Path) -> None:
    path.write_bytes(CONTENT)
    file = load_label_file(path, TEXT, SMALL_FILE)
    assert file is not None
    assert render(file.annotations, TEXT) == CONTENT


def test_no_file_is_not_an_error(path: Path) -> None:
    assert load_label_file(path, TEXT, SMALL_FILE) is None


@pytest.mark.parametrize(
    "content, message",
    [
        (b"", "line 1, column 1: The file is empty."),
        (b"not json", "line 1, column 1: The file is not JSON"),
        (CONTENT[:300], "ends too early"),
        (CONTENT.replace(b"Darna", b"Darn\xe4"), "not UTF-8"),
        (CONTENT.decode().encode("utf-16"), "looks like UTF-16"),
        (b"<<<<<<< HEAD\n" + CONTENT, "marks of a merge conflict"),
        (b"[" * 2_000_000, "nested more than"),
        (b'{"a":' * 1_000_000, "nested more than"),
        (b"[1, 2]", "not an annotation set"),
        (json.dumps(SMALL_FILE).encode(), "it is a label set"),
        (CONTENT.replace(b'"GPE"', b"7"), "/mentions/0/label"),
        (CONTENT.replace(b'"start": 0', b'"start": 1'), "/mentions/0/spans/0"),
        (CONTENT.replace(b'"length": 25', b'"length": 24'), '"length"'),
        (CONTENT.replace(b'"annotator"', b'"colour"'), '"annotator"'),
        (b"\x00" * 4096, "NUL"),
    ],
)
def test_broken_file_is_named_and_left_alone(path: Path, content: bytes, message: str) -> None:
    error = refused(path, content)
    assert error.trouble is Trouble.BROKEN
    assert message in error.message
    assert error.problems


@pytest.mark.slow
def test_half_a_gigabyte_of_brackets(path: Path) -> None:
    with path.open("wb") as file:
        for _ in range(500):
            file.write(b"[" * 1_000_000)
    with pytest.raises(StoreError, match="nested more than"):
        load_label_file(path, TEXT, SMALL_FILE)


@given(st.data())
def test_file_cut_anywhere_is_refused(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    path = tmp_path_factory.getbasetemp() / "darna.labels.json"
    length = data.draw(st.integers(0, len(CONTENT) - 2))
    assert refused(path, CONTENT[:length]).trouble is Trouble.BROKEN


def test_labels_of_another_text(path: Path) -> None:
    error = refused(path, CONTENT, SourceText(TEXT.text.replace(" ", "\n")))
    assert isinstance(error, TextChangedError)
    assert "labels of another text" in error.message


def test_folder_in_the_place_of_the_file(path: Path) -> None:
    path.mkdir()
    with pytest.raises(StoreError, match=r"Cannot read darna\.labels\.json"):
        load_label_file(path, TEXT, SMALL_FILE)


def test_label_set_that_knows_less_does_not_keep_the_file_shut(path: Path) -> None:
    path.write_bytes(CONTENT.replace(b'"GPE"', b'"TOWN"'))
    file = load_label_file(path, TEXT, SMALL_FILE)
    assert file is not None
    assert [one.code for one in file.problems] == ["unknown_label"]
    assert file.read_only is None


def test_other_label_set_is_for_looking_only(path: Path) -> None:
    path.write_bytes(CONTENT.replace(b'"id": "small"', b'"id": "other"'))
    file = load_label_file(path, TEXT, SMALL_FILE)
    assert file is not None
    assert file.read_only is not None
    assert '"other"' in file.read_only


def test_later_version_that_can_be_read_is_for_looking_only(path: Path) -> None:
    later = {**DATA, "version": 2, "mood": "good", "mentions": [{**DATA["mentions"][0], "sure": 0.5}]}
    path.write_text(json.dumps(later))
    file = load_label_file(path, TEXT, SMALL_FILE)
    assert file is not None
    assert file.read_only is not None
    assert "later Sorot (format version 2)" in file.read_only
    assert render(file.annotations, TEXT) == CONTENT


def test_later_version_that_cannot_be_read_says_so(path: Path) -> None:
    later = {**DATA, "version": 2, "mentions": {"m1": {}}}
    error = refused(path, json.dumps(later).encode())
    assert error.trouble is Trouble.LATER_VERSION


def test_broken_file_is_set_aside_byte_for_byte(path: Path) -> None:
    path.write_bytes(b"\x00broken\xff")
    first, second = set_aside(path), set_aside(path)
    assert [first.name, second.name] == ["darna.labels.broken-1.json", "darna.labels.broken-2.json"]
    assert path.read_bytes() == first.read_bytes() == second.read_bytes() == b"\x00broken\xff"
    assert free_name(path, "broken").name == "darna.labels.broken-3.json"


def test_dangling_reference_is_refused(path: Path) -> None:
    event = Event("e1", "m9", HAND)
    lines = AnnotationLines(Frame.of(GOOD), TEXT, [*GOOD.records(), event])
    lines.make()
    assert "m9" in refused(path, b"".join(lines.chunks())).message
