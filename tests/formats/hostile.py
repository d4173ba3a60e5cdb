"""Files of 8 to 30 MB, and of 1 GB, made to be slow or to fill the memory: alone, and inside of sound ones.

    python -m tests.formats.hostile FORMAT WHAT FOLDER

reads those of a format that are made of one thing, and says of each what it cost. No file may take more than
five seconds of CPU on a machine of 2024; the process is ended at three times that, for machines differ.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from annotations.formats.codec import Codec
from annotations.formats.registry import codec
from benchmarks.measure import peak_mb
from tests.formats.broken import check
from tests.formats.seeds import options, seed

SECONDS = 15
MOST_MB = 1000

_NUMBER = re.compile(rb"[0-9]+")
# What is written again and again, and how often.
BULKS = {
    "brackets": (b"[", 28_000_000),
    "objects": (b'{"text":', 3_500_000),
    "elements": (b"<a>", 9_000_000),
    "numbers": (b"1,", 14_000_000),
    "digits": (b"9", 28_000_000),
    "pairs": (b'"a":1,', 4_600_000),
    "lists": (b"[[[[]]]],", 3_000_000),
    "tabs": (b"\t", 9_000_000),
    "blanks": (b" ", 28_000_000),
    "line feeds": (b"\n", 9_000_000),
    "backslashes": (b"\\", 28_000_000),
    "quotes": (b'"', 28_000_000),
    "bars": (b"|", 28_000_000),
    "letters": (b"a", 28_000_000),
    "emoji": ("😀".encode(), 7_000_000),
}
KEYS, GIGABYTE, LINES = "keys, the last one twice", "a line of 1 GB", "a line again and again"
WHAT = (*BULKS, KEYS, GIGABYTE, LINES)


def _bulk(what: str) -> bytes:
    if what == KEYS:
        return b"".join(b'"%d":1,' % number for number in range(1_800_000)) + b'"1799999":1,'
    piece, times = BULKS[what]
    return piece * times


def _made(data: bytes, what: str) -> Iterator[tuple[str, bytes]]:
    """Files made of a sound one, and where in it the wrong thing is."""
    if what == LINES:
        lines = data.split(b"\n")
        for number in sorted({0, 1, len(lines) // 3, len(lines) * 2 // 3} & {*range(len(lines))}):
            again = (lines[number] + b"\n") * (8_000_000 // (len(lines[number]) + 1))
            yield f"line {number + 1}", b"\n".join([*lines[:number], again, *lines[number:]])
        return
    bulk = _bulk(what)
    yield "alone", b"{%b}" % bulk[:-1] if what == KEYS else bulk
    if (text := data.find(b"kota Darna")) >= 0:
        yield "in the text", data[: text + 2] + bulk + data[text + 2 :]
    if numbers := list(_NUMBER.finditer(data)):
        number = numbers[len(numbers) * 2 // 3]
        yield "for a number", data[: number.start()] + bulk + data[number.end() :]
    line = data.find(b"\n", len(data) // 2) + 1
    yield "before a line", data[:line] + bulk + data[line:]


def read(reader: Codec, what: str, folder: Path) -> None:
    """Read the hostile files of a format; what is written to stdout says which one it was."""
    parts = seed(reader.format)
    for ending, data in parts:
        (folder / f"berita{ending}").write_bytes(data)
    main = folder / f"berita{parts[0][0]}"
    if what == GIGABYTE:
        with main.open("wb") as file:
            file.truncate(1_100_000_000)
        _measured(reader, main, what)
        return
    for ending, sound in parts:
        for where, data in _made(sound, what):
            (folder / f"berita{ending}").write_bytes(data)
            del data
            _measured(reader, main, f"{ending} {where}")
        (folder / f"berita{ending}").write_bytes(sound)


def _measured(reader: Codec, path: Path, where: str) -> None:
    import resource  # not there on Windows

    start = time.process_time()
    most = int(start) + SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (most, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    print(where, end=": ", flush=True)  # noqa: T201 - what a test shows that fails
    check(reader, path)
    print(f"{time.process_time() - start:.1f} s, at most {peak_mb():,.0f} MB so far", flush=True)  # noqa: T201
    assert peak_mb() < MOST_MB


if __name__ == "__main__":
    one = codec(sys.argv[1]).format
    read(codec(one.id, options(one)), sys.argv[2], Path(sys.argv[3]))
