"""Broken files of every format: a right result, or one clear error, and nothing else.

Files are changed where formats hurt: cut off, numbers made huge or negative, lines and brackets doubled,
bytes that are no text. `make test` does a few hundred of each; `make test-all` goes on for a minute each.
"""

from __future__ import annotations

import random
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotations.formats.errors import FormatError
from annotations.formats.exchange import LabelledDocument, Refused, said
from annotations.formats.format import Format
from annotations.formats.registry import codec
from annotations.model.records import Comment, Event, Mention, Relation, references
from tests.formats.seeds import READ, options, written

_NUMBER = re.compile(rb"-?\d+")
_WORD = re.compile(rb"[A-Za-z_]+")
_NUMBERS = (
    b"-1",
    b"0",
    b"99999",
    b"2147483648",
    b"18446744073709551616",
    b"1e400",
    b"9" * 400,
    b"0.5",
    b"NaN",
    b"",
)
_BYTES = (
    b"\x00",
    b"\xff",
    b"\xed\xa0\x80",
    b"\\ud800",
    "😀".encode(),
    b"\r",
    b"\n",
    b"\t",
    b'"',
    b"[",
    b"{",
    b"<",
    b"&",
)


def changed(chance: random.Random, data: bytes) -> bytes:
    """The bytes of a file with one to three things wrong."""
    for _ in range(chance.randint(1, 3)):
        data = chance.choice(_CHANGES)(chance, data)
    return data


def _cut(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _without(chance: random.Random, data: bytes) -> bytes:
    start = chance.randrange(len(data) + 1)
    return data[:start] + data[start + chance.randint(1, 40) :]


def _doubled(chance: random.Random, data: bytes) -> bytes:
    start = chance.randrange(len(data) + 1)
    end = start + chance.randint(1, 200)
    return data[:end] + data[start:end] + data[end:]


def _put(chance: random.Random, data: bytes) -> bytes:
    place = chance.randrange(len(data) + 1)
    return data[:place] + chance.choice(_BYTES) + data[place:]


def _number(chance: random.Random, data: bytes) -> bytes:
    return _replaced(chance, data, _NUMBER, _NUMBERS)


def _word(chance: random.Random, data: bytes) -> bytes:
    words = _WORD.findall(data)[:200] or [b""]
    return _replaced(chance, data, _WORD, (chance.choice(words), b"", b"null", b"x" * 300, b"true"))


def _line(chance: random.Random, data: bytes) -> bytes:
    lines = data.splitlines(keepends=True) or [b""]
    at = chance.randrange(len(lines))
    lines[at : at + 1] = chance.choice(([], [lines[at]] * 2, [chance.choice(lines)], [lines[at].strip()]))
    return b"".join(lines)


def _replaced(chance: random.Random, data: bytes, pattern: re.Pattern[bytes], by: tuple[bytes, ...]) -> bytes:
    found = list(pattern.finditer(data))
    if not found:
        return data
    one = chance.choice(found)
    return data[: one.start()] + chance.choice(by) + data[one.end() :]


_CHANGES = (_cut, _without, _doubled, _put, _number, _word, _line)


def check(one: Format, path: Path) -> None:
    """Read a file; what comes out is right, or an error with a sentence."""
    try:
        for document in codec(one.id, options(one)).read(path):
            if isinstance(document, Refused):
                assert document.message
            else:
                _check_document(document)
    except FormatError as error:
        assert error.message  # noqa: PT017 - any error is right, if it says why


def _check_document(document: LabelledDocument) -> None:
    for labels in document.sets:
        known = {record.id: record for record in labels.records}
        assert len(known) == len(labels.records)
        for record in labels.records:
            assert all(target in known for target in references(record)), record
            match record:
                case Mention():
                    assert record.spans
                    ends = [end for span in record.spans for end in (span.start, span.end)]
                    assert ends == sorted(ends)
                    assert ends[-1] <= document.text.length
                case Event():
                    assert isinstance(known[record.trigger], Mention)
                case Relation() | Comment():
                    pass
        said(labels.records)


def files(one: Format, folder: Path, seed: int) -> Iterator[Path]:
    """One changed file after the other, in the place of the last; all files of a document may be changed."""
    chance = random.Random(seed)
    parts = written(one)
    while True:
        wrong = chance.randrange(len(parts)) if chance.random() < 0.3 else 0
        for number, (ending, data) in enumerate(parts):
            path = folder / f"berita{ending}"
            path.write_bytes(changed(chance, data) if number == wrong else data)
        yield folder / f"berita{parts[0][0]}"


@pytest.mark.parametrize("one", READ, ids=lambda one: one.id)
def test_what_is_written_is_right(one: Format, tmp_path: Path) -> None:
    for ending, data in written(one):
        (tmp_path / f"berita{ending}").write_bytes(data)
    documents = list(codec(one.id, options(one)).read(tmp_path / f"berita{written(one)[0][0]}"))
    assert documents
    assert all(isinstance(document, LabelledDocument) for document in documents), documents


@pytest.mark.parametrize("one", READ, ids=lambda one: one.id)
def test_broken_files(one: Format, tmp_path: Path) -> None:
    for number, path in enumerate(files(one, tmp_path, seed=1)):
        if number == 250:
            break
        check(one, path)


@pytest.mark.slow
@pytest.mark.parametrize("one", READ, ids=lambda one: one.id)
def test_broken_files_for_a_minute(one: Format, tmp_path: Path) -> None:
    until = time.monotonic() + 60
    for path in files(one, tmp_path, seed=2):
        check(one, path)
        if time.monotonic() > until:
            break


_HOSTILE = {
    "a line of 1 GB": lambda file: file.truncate(1_100_000_000),
    "brackets without end": lambda file: file.write(b"[" * 30_000_000),
    "objects without end": lambda file: file.write(b'{"text":' * 4_000_000),
    "elements without end": lambda file: file.write(b"<?xml version='1.0'?>" + b"<a>" * 10_000_000),
    "a list of numbers": lambda file: file.write(b"[" + b"1," * 20_000_000 + b"1]"),
    "tabs": lambda file: file.write(b"\t" * 10_000_000),
    "line feeds": lambda file: file.write(b"\n" * 3_000_000),
}
_LIMIT = 1_000_000_000


def hostile(format_id: str, what: str, folder: str) -> None:
    """Read a hostile file; called in a process whose memory is bounded."""
    (one,) = (one for one in READ if one.id == format_id)
    path = Path(folder) / f"berita{one.main_ending}"
    for ending, data in written(one):
        (Path(folder) / f"berita{ending}").write_bytes(data)
    with path.open("wb") as file:
        _HOSTILE[what](file)
    check(one, path)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    assert peak < _LIMIT, f"{peak:,} bytes"


@pytest.mark.slow
@pytest.mark.parametrize("what", _HOSTILE)
@pytest.mark.parametrize("one", READ, ids=lambda one: one.id)
def test_hostile_files_take_no_memory(one: Format, what: str, tmp_path: Path) -> None:
    code = f"from tests.formats.test_fuzz import hostile; hostile({one.id!r}, {what!r}, {str(tmp_path)!r})"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr[-2000:]
