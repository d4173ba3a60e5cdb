"""What was read, on disk: kept apart for each annotator and text, and never an obstacle."""

import os
from pathlib import Path

import pytest

from annotations.store import reading_folder
from annotations.store.reading_folder import ReadingFolder
from annotations.text.coverage import Coverage, flat
from annotations.text.source import SourceText
from annotations.text.span import Span

DIGEST = SourceText("text").digest


def test_it_comes_back_for_the_same_annotator_and_text(tmp_path: Path) -> None:
    coverage = Coverage(100, [Span(0, 10), Span(20, 90)])
    ReadingFolder("ani", tmp_path).save(DIGEST, coverage)
    assert flat(ReadingFolder("ani", tmp_path).load(DIGEST, 100)) == [0, 10, 20, 90]
    assert flat(ReadingFolder("budi/../\ud800", tmp_path).load(DIGEST, 100)) == []
    assert flat(ReadingFolder("ani", tmp_path).load(SourceText("other").digest, 100)) == []
    assert [path.suffix for path in tmp_path.rglob("*") if path.is_file()] == [".json"]


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\xff\xfe\x00", b"[]", b"{", b"[" * 100_000, b'{"format": "sorot.reading", "version": 1}',
        b'{"format": "sorot.reading", "version": 1, "read": [0, 101]}',
        b'{"format": "sorot.reading", "version": 1, "read": [5, 1]}',
        b'{"format": "sorot.reading", "version": 1, "read": [0, 1e400]}',
        b'{"format": "sorot.reading", "version": 2, "read": [0, 1]}',
        b'{"format": "sorot.reading", "version": 1, "read": [0, 1]}' + b" " * 1_000_000,
    ],
)  # fmt: skip
def test_anything_else_counts_as_nothing_read(tmp_path: Path, content: bytes) -> None:
    folder = ReadingFolder("ani", tmp_path)
    folder.path(DIGEST).parent.mkdir(parents=True)
    folder.path(DIGEST).write_bytes(content)
    assert flat(folder.load(DIGEST, 100)) == []
    folder.save(DIGEST, Coverage(100, [Span(3, 4)]))
    assert flat(folder.load(DIGEST, 100)) == [3, 4]


def test_a_folder_that_cannot_be_written_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    folder = ReadingFolder("ani", tmp_path / "file")
    folder.save(DIGEST, Coverage(100, [Span(3, 4)]))
    folder.tidy()
    assert flat(folder.load(DIGEST, 100)) == []


def test_there_are_never_too_many_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_folder, "MOST_FILES", 2)
    folder = ReadingFolder("ani", tmp_path)
    digests = [SourceText(str(number)).digest for number in range(4)]
    for number, digest in enumerate(digests):
        folder.save(digest, Coverage(10, [Span(0, 5)]))
        os.utime(folder.path(digest), (number, number))
    folder.tidy()
    assert [folder.path(digest).exists() for digest in digests] == [False, False, True, True]
