"""Files from elsewhere, opened with distrust: what is no file, too large or endless gives one clear error."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from annotations.formats.errors import FormatError, at_line
from annotations.formats.files import open_file
from annotations.text.decoding import Decoded, UndecodableError, decode
from annotations.words import tr
from schemas.reading import UnreadableJson, parse_json

# What is read in one piece takes a multiple of its size in memory when it is taken apart.
LARGEST_WHOLE = 100_000_000
LARGEST_TEXT = 300_000_000
LONGEST_LINE = 50_000_000
_BOM = b"\xef\xbb\xbf"


def read_bytes(path: Path, most: int = LARGEST_WHOLE) -> bytes:
    """The bytes of a file. Raises FormatError when it cannot be read or has more than ``most``."""
    try:
        with open_file(path) as file:
            data = file.read(most + 1)
    except (OSError, ValueError) as error:
        raise FormatError(tr("The file cannot be read: {why}.", why=_why(error)), path) from error
    if len(data) > most:
        raise FormatError(
            tr(
                "The file has more than {most:,} MB; this format is read in one piece. Split it into "
                "several files.",
                most=most // 10**6,
            ),
            path,
        )
    return data


def read_head(path: Path, size: int = 1 << 16) -> bytes:
    """The first bytes of a file, to tell its format by; nothing where it cannot be read."""
    try:
        with open_file(path) as file:
            return file.read(size)
    except (OSError, ValueError):
        return b""


def read_text(path: Path, encoding: str | None = None) -> Decoded:
    """The text of a file, line ends as they are. Raises FormatError when it is none."""
    try:
        return decode(read_bytes(path, LARGEST_TEXT), encoding)
    except UndecodableError as error:
        raise FormatError(error.args[0], path) from error


def read_json(path: Path) -> object:
    """The value of a JSON file. Raises FormatError with line and column when it is none."""
    return json_value(read_bytes(path), path)


def json_value(data: bytes, path: Path, line: int = 1) -> object:
    """The value of JSON that begins at a line (from 1) of a file. Raises FormatError when it is none."""
    try:
        return parse_json(data)
    except UnreadableJson as error:
        place = at_line(line + error.line - 1, error.column)
        raise FormatError(tr(error.template, **error.values), path, place) from error


def json_lines(path: Path) -> Iterator[tuple[int, object]]:
    """The values of a file with one JSON value a line, and the number of each line from 1.

    Lines without one are passed over. Raises FormatError for the first line that is not JSON.
    """
    for number, line in byte_lines(path):
        if line.strip():
            yield number, json_value(line, path, number)


def byte_lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """The lines of a file, without byte order mark and line break, and their numbers from 1.

    A line ends at LF or CRLF. Raises FormatError when the file cannot be read or a line has more than
    ``LONGEST_LINE`` bytes.
    """
    for number, _, line in placed_lines(path):
        yield number, line


def placed_lines(path: Path) -> Iterator[tuple[int, int, bytes]]:
    """As ``byte_lines``, with the byte at which each line begins between its number and itself."""
    try:
        with open_file(path) as file:
            number = place = 0
            while line := file.readline(LONGEST_LINE + 1):
                number += 1
                if len(line) > LONGEST_LINE:
                    raise FormatError(
                        tr(
                            "The line has more than {most} MB; no document is that long.",
                            most=LONGEST_LINE // 10**6,
                        ),
                        path,
                        at_line(number),
                    )
                begin, place = place, place + len(line)
                if number == 1:
                    line = line.removeprefix(_BOM)
                    begin = place - len(line)
                yield number, begin, line.removesuffix(b"\n").removesuffix(b"\r")
    except OSError as error:
        raise FormatError(tr("The file cannot be read: {why}.", why=_why(error)), path) from error


def text_lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a UTF-8 file as ``byte_lines`` gives them. Raises FormatError for what is not UTF-8."""
    for number, line in byte_lines(path):
        try:
            yield number, line.decode("utf-8")
        except UnicodeDecodeError as error:
            message = tr("Byte 0x{byte:02x} is not UTF-8; save the file as UTF-8.", byte=line[error.start])
            raise FormatError(message, path, at_line(number)) from error


def _why(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
