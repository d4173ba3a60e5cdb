"""Broken files of every format: a right result, or one clear error, and nothing else.

`make test` changes files a few hundred times. `make test-all` goes on for a minute each, following what the
changes make readers do (atheris), and reads files that are made to be slow or to fill the memory.
"""

from __future__ import annotations

import base64
import random
import subprocess
import sys
import zlib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from annotations.formats.exchange import LabelledDocument
from annotations.formats.format import Format
from annotations.formats.registry import codec
from tests.formats.broken import changed, check
from tests.formats.drawn import drawn, laid_out
from tests.formats.hostile import WHAT
from tests.formats.seeds import READ, options, seed

of_each_format = pytest.mark.parametrize("one", READ, ids=lambda one: one.id)


def files(one: Format, folder: Path) -> Iterator[Path]:
    """One changed file after the other, in the place of the last; all files of a document may be changed."""
    chance = random.Random(1)
    parts = seed(one)
    while True:
        wrong = chance.randrange(len(parts)) if chance.random() < 0.3 else 0
        for number, (ending, data) in enumerate(parts):
            path = folder / f"berita{ending}"
            path.write_bytes(changed(chance, data) if number == wrong else data)
        yield folder / f"berita{parts[0][0]}"


@of_each_format
def test_what_is_changed_is_right(one: Format, tmp_path: Path) -> None:
    reader = codec(one.id, options(one))
    path = laid_out(one, next(drawn(one)), tmp_path)
    assert path is not None
    documents = list(reader.read(path))
    assert documents
    assert all(isinstance(document, LabelledDocument) for document in documents), documents


@of_each_format
def test_broken_files(one: Format, tmp_path: Path) -> None:
    reader = codec(one.id, options(one))
    for number, path in enumerate(files(one, tmp_path)):
        if number == 250:
            break
        check(reader, path)


@pytest.mark.slow
@pytest.mark.skipif(find_spec("atheris") is None, reason="atheris is not installed (x86-64 Linux has it)")
@of_each_format
def test_broken_files_for_a_minute(one: Format, tmp_path: Path) -> None:
    """At most 5 seconds and 1 GB for a file of 40 KB."""
    limits = ("-max_total_time=60", "-timeout=5", "-rss_limit_mb=1000", "-seed=1")
    done = subprocess.run(
        [sys.executable, "-m", "tests.formats.guided", one.id, str(tmp_path), *limits],
        capture_output=True,
        check=False,
    )
    if done.returncode:
        told = done.stderr.decode(errors="replace")[-3000:]
        kept = [(path, zlib.compress(path.read_bytes(), 9)) for path in tmp_path.glob("*-*")]
        shown = [f"{path}, base85 of its zlib: {base64.b85encode(data).decode()}" for path, data in kept]
        pytest.fail("\n".join([told, *shown]), pytrace=False)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="bounds of a process as Linux has them")
@pytest.mark.parametrize("what", WHAT)
@of_each_format
def test_hostile_files_take_no_time_and_no_memory(one: Format, what: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.formats.hostile", one.id, what, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr[-2000:]}"
