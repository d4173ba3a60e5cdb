"""The file of spaCy's DocBin: fields packed with MessagePack, compressed with zlib.

spaCy reads and writes it in one piece; a corpus may be larger than memory, so here the tokens, most of it,
go through a temporary file both ways. What is in it follows ``spacy.tokens.DocBin`` 0.1 and its SpanGroups.
"""

from __future__ import annotations

import os
import struct
import zlib
from array import array
from collections.abc import Iterator, Sequence, Sized
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, BinaryIO, NamedTuple

from annotations.formats.errors import FormatError
from annotations.formats.files import open_file
from annotations.words import tr

_CHUNK = 1 << 20
# More than this is no corpus but a bomb: tokens are compressed to a sixth or so.
_MOST_RATIO, _SURELY_FINE = 100, 100_000_000
_LARGEST_VALUE = 1 << 30
_MOST_VALUES = 5_000_000
_LARGEST_BIN = (1 << 32) - 1
_MAP, _BIN8, _BIN16, _BIN32 = 0x80, 0xC4, 0xC5, 0xC6
_LENGTHS = {_BIN8: ">B", _BIN16: ">H", _BIN32: ">I"}
_SPANS = {40: ">QQQllll", 32: ">QQllll"}  # before spaCy 3.4 spans had no id
_BROKEN = (
    *(ValueError, TypeError, KeyError, IndexError, AttributeError, RuntimeError, OverflowError, EOFError),
    *(struct.error, zlib.error),
)

# spaCy's numbers of the attributes that are read here (spacy/attrs.pyx).
ORTH, ENT_IOB, ENT_TYPE, ENT_KB_ID, ENT_ID = 65, 77, 78, 452, 454
LINGUISTIC = (73, 74, 75, 76)  # LEMMA, POS, TAG, DEP


class PackedSpan(NamedTuple):
    """A span of a group: strings by their hashes, tokens from 0, ``end`` behind the last."""

    id: int
    link: int
    label: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PackedDoc:
    """A document: for each token its attributes by number, strings by their hashes."""

    attributes: dict[int, array[int]]
    spaces: bytes
    groups: list[tuple[str, list[PackedSpan]]]
    user_data: dict[Any, Any]
    cats: bool
    has_spaces: bool


class PackedDocs:
    """The documents of a file, one at a time. Raises FormatError when it is no DocBin."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = TemporaryFile()  # noqa: SIM115  closed by close()
        try:
            self._unpack()
            self._fields = self._read_fields()
            self._check()
        except BaseException as error:
            self.close()
            if isinstance(error, _BROKEN) and not isinstance(error, FormatError):
                raise self._broken(error) from error
            raise

    @property
    def strings(self) -> list[str]:
        """All strings that the hashes of the file stand for."""
        return list(self._fields["strings"])

    def close(self) -> None:
        """Let go of the temporary file."""
        self._file.close()

    def __iter__(self) -> Iterator[PackedDoc | FormatError]:
        """Each document; the error where one of them cannot be read."""
        tokens, spaces = self._fields["tokens"].start, self._fields["spaces"].start
        for number, length in enumerate(self._lengths):
            try:
                yield self._doc(number, length, tokens, spaces)
            except _BROKEN as error:
                yield self._broken(error, tr("document {number}", number=number + 1))
            tokens += length * self._row
            spaces += length

    def _doc(self, number: int, length: int, tokens: int, spaces: int) -> PackedDoc:
        self._file.seek(tokens)
        flat = array("Q", self._file.read(length * self._row))
        self._file.seek(spaces)
        attributes = self._fields["attrs"]
        width = len(attributes)
        flags = self._fields.get("flags")
        return PackedDoc(
            {one: flat[place::width] for place, one in enumerate(attributes)},
            self._file.read(length),
            list(_groups(self._fields["span_groups"][number])) if "span_groups" in self._fields else [],
            self._user_data(number),
            bool(self._fields["cats"][number]),
            not (flags and flags[number].get("has_unknown_spaces")),
        )

    def _user_data(self, number: int) -> dict[Any, Any]:
        kept = self._fields.get("user_data")
        found = _unpacked(kept[number]) if kept and kept[number] else {}
        if not isinstance(found, dict):
            raise TypeError(tr("what is kept beside its text is no map"))
        return found

    def _unpack(self) -> None:
        """Decompress the file. Raises FormatError for more than any corpus is."""
        unpacker, taken, made = zlib.decompressobj(), 0, 0
        try:
            with open_file(self._path) as file:
                while chunk := file.read(_CHUNK):
                    taken += len(chunk)
                    while chunk:
                        data = unpacker.decompress(chunk, _CHUNK * 8)
                        chunk = unpacker.unconsumed_tail
                        made += self._file.write(data)
                        if made > max(_SURELY_FINE, taken * _MOST_RATIO):
                            message = tr("It unpacks to far more than any corpus of its size.")
                            raise FormatError(message, self._path)
        except OSError as error:
            raise FormatError(
                tr("The file cannot be read: {why}.", why=error.strerror or error), self._path
            ) from error
        if not unpacker.eof:
            raise ValueError(tr("it was cut off"))

    def _read_fields(self) -> dict[str, Any]:
        self._file.seek(0)
        first = self._file.read(1)
        if not first or first[0] & 0xF0 != _MAP:
            raise ValueError(tr("it is no map"))
        fields: dict[str, Any] = {}
        place = 1
        for _ in range(first[0] & 0x0F):
            name, place = self._value(place)
            fields[name], place = self._value(place)
        return fields

    def _value(self, place: int) -> tuple[Any, int]:
        """The value at a place of the file, and where the next one begins; of bytes, only where they are."""
        from srsly.msgpack import Unpacker, UnpackException  # noqa: PLC0415  comes with spaCy

        self._file.seek(place)
        head = self._file.read(5)
        if head and head[0] in _LENGTHS:
            code = _LENGTHS[head[0]]
            start = place + 1 + struct.calcsize(code)
            end = start + struct.unpack_from(code, head, 1)[0]
            if end > self._file.seek(0, os.SEEK_END):
                raise ValueError(tr("it was cut off"))
            return range(start, end), end
        self._file.seek(place)
        unpacker = Unpacker(self._file, max_buffer_size=_LARGEST_VALUE, read_size=_CHUNK, **_limits())
        try:
            value = unpacker.unpack()
        except UnpackException as error:
            raise ValueError(tr("it was cut off")) from error
        return value, place + unpacker.tell()

    def _check(self) -> None:
        fields = self._fields
        self._file.seek(fields["lengths"].start)
        self._lengths = array("i", self._file.read(len(fields["lengths"])))
        attributes = fields["attrs"]
        if not all(isinstance(one, int) for one in attributes) or ORTH not in attributes:
            raise ValueError(tr("its tokens have no text"))
        self._row = 8 * len(attributes)
        count = sum(self._lengths)
        if min(self._lengths, default=0) < 0 or len(fields["tokens"]) != count * self._row:
            raise ValueError(tr("the number of tokens is not what it says"))
        if len(fields["spaces"]) != count:
            raise ValueError(tr("the number of blanks is not the number of tokens"))
        if not all(isinstance(one, str) for one in fields["strings"]):
            raise ValueError(tr("its strings are no texts"))
        for name in ("cats", "flags", "span_groups", "user_data"):
            if (name in fields or name == "cats") and len(fields[name]) != len(self._lengths):
                raise ValueError(tr("there are not as many {name} as documents", name=name))

    def _broken(self, error: Exception, place: str = "") -> FormatError:
        why = str(error) or type(error).__name__
        return FormatError(
            tr("This is no DocBin of spaCy, or a broken one: {why}.", why=why), self._path, place
        )


def _unpacked(data: bytes) -> Any:  # noqa: ANN401  whatever was packed
    from srsly.msgpack import unpackb  # noqa: PLC0415  comes with spaCy

    return unpackb(data, **_limits())


def _limits() -> dict[str, Any]:
    """Options for unpacking: a few bytes may say that there are very many lists."""
    count = 0

    def counted(found: Sized) -> Sized:
        nonlocal count
        count += len(found) + 1
        if count > _MOST_VALUES:
            raise ValueError(tr("it has too many values"))
        return found

    return {
        "raw": False,
        "strict_map_key": False,
        "use_list": False,
        "list_hook": counted,
        "object_hook": counted,
        "max_array_len": _MOST_VALUES,
        "max_map_len": _MOST_VALUES,
    }


def _groups(data: bytes) -> Iterator[tuple[str, list[PackedSpan]]]:
    """The span groups of a document: a list of them, or a map from each to its keys."""
    packed = _unpacked(data) if data else ()
    for one in packed:
        group = _unpacked(one)
        keys: Sequence[str] = packed[one] if isinstance(packed, dict) else (group["name"],)
        spans = [_span(span) for span in group["spans"]]
        for key in keys:
            if not isinstance(key, str):
                raise TypeError(tr("the name of a group is no text"))
            yield key, spans


def _span(data: bytes) -> PackedSpan:
    if len(data) not in _SPANS:
        raise ValueError(tr("a span has {count} bytes", count=len(data)))
    values = struct.unpack(_SPANS[len(data)], data)
    return PackedSpan(*(values if len(values) > 6 else (0, *values))[:5])  # noqa: PLR2004  with an id


class MergedDocs:
    """DocBins put together to one, as a ``Sink``: what spaCy's ``DocBin.merge`` does, out of memory."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._tokens = TemporaryFile()  # noqa: SIM115  closed by close()
        self._size = 0
        self._fields: dict[str, Any] = {}
        self._strings: set[str] = set()

    def add(self, piece: bytes) -> None:
        """Add the documents of a DocBin. Raises FormatError when there are more tokens than one can hold."""
        fields = _unpacked(zlib.decompress(piece))
        self._size += self._tokens.write(fields["tokens"])
        if self._size > _LARGEST_BIN:
            raise FormatError(tr("A DocBin holds no more than 4 GB of tokens; write several files."))
        self._strings.update(fields["strings"])
        if not self._fields:
            self._fields = fields | {"spaces": bytearray(), "lengths": bytearray()}
            self._fields |= {name: list[Any]() for name in ("cats", "flags", "span_groups", "user_data")}
        for name in ("spaces", "lengths", "cats", "flags", "span_groups", "user_data"):
            self._fields[name] += fields[name]

    def close(self) -> None:
        """Write the file."""
        with self._tokens:
            if not self._fields:
                from spacy.tokens import DocBin  # noqa: PLC0415  see above

                self._file.write(DocBin(store_user_data=True).to_bytes())
                return
            packer = zlib.compressobj()
            for data in self._packed():
                self._file.write(packer.compress(data))
            self._file.write(packer.flush())

    def _packed(self) -> Iterator[bytes]:
        from srsly.msgpack import packb  # noqa: PLC0415  comes with spaCy

        self._fields["strings"] = sorted(self._strings)
        yield bytes([_MAP | len(self._fields)])
        for name, value in self._fields.items():
            yield packb(name, use_bin_type=True)
            if name != "tokens":
                yield packb(bytes(value) if isinstance(value, bytearray) else value, use_bin_type=True)
                continue
            yield bytes([_BIN32]) + struct.pack(">I", self._size)
            self._tokens.seek(0)
            while chunk := self._tokens.read(_CHUNK):
                yield chunk
