"""What a format's module offers: one class that tells, reads, fits and writes files of the format."""

from __future__ import annotations

import re
from abc import ABC
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, ClassVar, Protocol

from annotations.formats.errors import FormatError
from annotations.formats.exchange import LabelledDocument, Read
from annotations.formats.file_names import MANIFEST
from annotations.formats.fitting import Fitted, fitted
from annotations.formats.format import Format
from annotations.formats.found_labels import label_set_of
from annotations.formats.inputs import read_head
from annotations.formats.survey import Survey
from annotations.model.label_set import LabelSet
from annotations.words import tr

_KEY = re.compile(rb'"([A-Za-z_][\w:@$-]{0,40})"\s*:')


@dataclass(frozen=True)
class Head:
    """The beginning of a file, by which formats are told."""

    path: Path

    @cached_property
    def data(self) -> bytes:
        """The first 64 KB, without a byte order mark."""
        return read_head(self.path).removeprefix(b"\xef\xbb\xbf")

    @cached_property
    def is_json(self) -> bool:
        """Whether it begins like an object or an array of JSON."""
        return self.data.lstrip()[:1] in (b"{", b"[")

    @cached_property
    def keys(self) -> frozenset[str]:
        """What looks like keys of JSON objects, at any depth."""
        return frozenset(one.decode("ascii", "replace") for one in _KEY.findall(self.data))

    @cached_property
    def lines(self) -> list[str]:
        """The whole lines, as UTF-8 with what is none replaced."""
        lines = self.data.decode("utf-8", "replace").splitlines()
        return lines if len(lines) <= 1 or self.data.endswith((b"\n", b"\r")) else lines[:-1]


class Sink(Protocol):
    """Where the pieces of one file go, in order."""

    def add(self, piece: bytes) -> None:
        """Take the piece of one document, as ``Codec.encode`` made it."""

    def close(self) -> None:
        """Finish the file; the caller closes it."""


class Joined:
    """Pieces one after the other, with something before, between and after them."""

    def __init__(self, file: BinaryIO, head: bytes = b"", between: bytes = b"", tail: bytes = b"") -> None:
        self._file = file
        self._next, self._between, self._tail = head, between, tail

    def add(self, piece: bytes) -> None:
        """Write a piece."""
        self._file.write(self._next + piece)
        self._next = self._between

    def close(self) -> None:
        """Write the end, and the beginning where there was no piece."""
        if self._next is not self._between:
            self._file.write(self._next)
        self._file.write(self._tail)


@dataclass(frozen=True, slots=True)
class Reference:
    """What the format's own reader found in files that were written: its name, documents, mentions."""

    reader: str
    documents: int
    mentions: int


def are_too_large(paths: Sequence[Path]) -> bool:
    """Whether a reader that holds whole files in memory had better not be asked about these."""
    return any(path.stat().st_size > _LARGEST for path in paths)


_LARGEST = 50_000_000


class Codec(ABC):
    """Reads and writes one format, with the options given, or their defaults.

    Codecs hold no state of a run: each method may be called for several files and documents, in several
    processes. Only reading or only writing is left out by not overriding the method.
    """

    format: ClassVar[Format]

    def __init__(
        self,
        options: Mapping[str, str] | None = None,
        survey: Survey | None = None,
        label_set: LabelSet | None = None,
    ) -> None:
        """Take the options (of ``Format.options``) and, for writing, what stands in the whole corpus.

        ``label_set`` is what the labels are from, where that is known: names and colours for configurations.
        Raises FormatError for an option or a value that the format does not have.
        """
        self.options = self.format.filled(options or {})
        self.survey = survey or Survey()
        self.label_set = label_set or label_set_of(self.survey)

    @property
    def back(self) -> Mapping[str, str]:
        """The options with which what it has written is read back: not those about files of others."""
        about_others = {one.id for one in self.format.options if not one.writes}
        return {name: value for name, value in self.options.items() if name not in about_others}

    @classmethod
    def sniff(cls, head: Head) -> str | None:
        """Why a file is of this format, as the end of "because ..."; None when it does not look like it."""
        del head
        return None

    @classmethod
    def files(cls, folder: Path) -> Iterator[Path]:
        """The files of the format in and below a folder, sorted; not hidden ones, and no manifests."""
        found = (path for path in folder.rglob("*") if path.name.lower().endswith(cls.format.endings))
        for path in sorted(one for one in found if one.name != MANIFEST):
            if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts):
                yield path

    @classmethod
    def parts(cls, path: Path) -> list[Path]:
        """All files that a reader of ``path`` looks into: an import keeps them."""
        return [path]

    @classmethod
    def document_name(cls, path: Path) -> str:
        """What the document of a file is called that has no name of its own."""
        ending = next((one for one in cls.format.endings if path.name.lower().endswith(one)), path.suffix)
        return path.name[: len(path.name) - len(ending)] or path.name

    @classmethod
    def place(cls, path: Path, root: Path) -> str:
        """What the documents of a file below a folder are named by: where it is, and what it is called.

        Files of one place are of one document.
        """
        there = path.relative_to(root).parent.as_posix()
        return "/".join(part for part in ("" if there == "." else there, cls.document_name(path)) if part)

    @classmethod
    def annotator(cls, path: Path) -> str:
        """Whose file it is, in formats whose tools keep one for each annotator of a document; else ""."""
        del path
        return ""

    def read(self, path: Path) -> Iterator[Read]:
        """The documents of a file. Those of no name of their own have "".

        Raises:
            FormatError: the file is not of the format from some place on. What is wrong with one document
                alone is given as ``Refused`` where reading can go on behind it.
        """
        raise FormatError(tr("{name} cannot be read here.", name=self.format.name), path)

    def fit(self, document: LabelledDocument) -> Fitted:
        """What of a document the format can hold, and the losses. Reading what was written gives the same."""
        return fitted(document, self.format.carries)

    def encode(self, document: LabelledDocument) -> Mapping[str, bytes]:
        """A document that ``fit`` has left, as bytes by the ending of the file they go to.

        In formats with several documents a file there is one piece, of ending "".
        """
        del document
        raise FormatError(tr("{name} cannot be written here.", name=self.format.name))

    def sink(self, file: BinaryIO) -> Sink:
        """What puts the pieces of a file together."""
        return Joined(file)

    def companions(self) -> Mapping[str, bytes]:
        """Files that go with an export, once, by name: configurations that the format's tools ask for."""
        return {}

    def reference(self, paths: Sequence[Path]) -> Reference | None:
        """What the format's own reader finds in files that were written; None where it cannot be asked.

        Raises FormatError when it refuses them.
        """
        del paths
        return None
