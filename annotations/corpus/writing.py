"""Writing what has been examined, and reading it back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice

from annotations.corpus.examining import Examined, Found, Task, taken
from annotations.corpus.names import path_names
from annotations.corpus.output import Output
from annotations.corpus.reference import checked
from annotations.corpus.source import Batch, Files, files_of
from annotations.corpus.work import Progress, in_order, quiet
from annotations.formats.codec import Codec
from annotations.formats.errors import FormatError
from annotations.formats.exchange import LabelledDocument, Refused, said_digest
from annotations.formats.format import Layout
from annotations.formats.survey import Survey
from annotations.words import tr


@dataclass(frozen=True, slots=True)
class Encoded:
    """A document as bytes; ``said`` is what reading it back must give."""

    name: str
    path: str
    split: str
    pieces: Mapping[str, bytes]
    said: bytes


@dataclass
class ReadBack:
    """What reading the written files has given: by Sorot's own reader, and by the format's."""

    documents: int = 0
    reference: str = ""
    """What the format's own reader says, in a sentence; "" where it is not installed."""


@dataclass
class Written:
    """What was written: for each split its documents by path, and how it was read back."""

    documents: dict[str, list[str]] = field(default_factory=dict)
    surveys: dict[str, Survey] = field(default_factory=dict)
    read_back: ReadBack = field(default_factory=ReadBack)
    split_by: Sequence[str] = ()
    """How the splits came about, in sentences."""


def write(
    task: Task,
    examined: Examined,
    output: Output,
    splits: Mapping[str, str] | None = None,
    progress: Progress = quiet,
) -> Written:
    """Write the documents of a task to an output, in order; ``splits`` has a split for each document's name.

    Raises FormatError when a file is read back otherwise than it was written; what was there before stays.
    """
    written, saids = Written(), dict[str, list[tuple[str, bytes]]]()
    writer = task.codec(examined.survey)
    for done, one in enumerate(_encoded(task, examined, splits or {}), 1):
        output.add(one.split, one.path, one.pieces)
        written.documents.setdefault(one.split, []).append(one.path)
        saids.setdefault(one.split, []).append((one.path, one.said))
        if done % _OFTEN == 0:
            progress("writing", done, len(examined.rows))
    output.close_documents()
    for name, data in writer.companions().items():
        output.add_file(name, data)
    if writer.format.reads:
        for split, expected in saids.items():
            _read_back(writer, output, split, expected, task, progress)
            written.read_back.documents += len(expected)
    written.read_back.reference = checked(task, examined, output, list(saids), progress)
    return written


_OFTEN = 50


def _encoded(task: Task, examined: Examined, splits: Mapping[str, str]) -> Iterator[Encoded]:
    rows = iter(path_names(row.name for row in examined.rows))
    work = partial(_encode, task.without_source(), examined.survey)
    pieces = (
        (batch, [(name, path, splits.get(name, "")) for name, path in islice(rows, sum(kept))])
        for batch, kept in zip(task.source.batches(), examined.taken, strict=True)
    )
    for found in in_order(work, pieces, task.jobs):
        yield from found


def _encode(task: Task, survey: Survey, piece: tuple[Batch, Sequence[tuple[str, str, str]]]) -> list[Encoded]:
    batch, names = piece
    writer = task.codec(survey)
    made = []
    for document, (name, path, split) in zip(taken(task, batch, Found()), names, strict=True):
        fit = writer.fit(document).document
        pieces = writer.encode(replace(fit, name=path))
        made.append(Encoded(name, path, split, pieces, _said(fit, writer)))
    return made


def _said(document: LabelledDocument, writer: Codec) -> bytes:
    carries = writer.format.carries
    return said_digest(document, kinds=carries.kind, annotators=carries.annotators)


def _read_back(
    writer: Codec,
    output: Output,
    split: str,
    expected: Sequence[tuple[str, bytes]],
    task: Task,
    progress: Progress,
) -> None:
    """Hold what the files say against what was written. Raises FormatError for the first difference."""
    files = _written_files(writer, output, split, expected)
    found = in_order(partial(_saids, task.without_source()), files.batches(), task.jobs)
    said = (one for batch in found for one in batch)
    for number, (path, wanted) in enumerate(expected):
        got = next(said, None)
        if got != wanted:
            why = got if isinstance(got, str) else tr("It is read back otherwise than it was written.")
            raise FormatError(
                tr("{path}: {why} Nothing was put in place; please report this.", path=path, why=why)
            )
        if number % _OFTEN == 0:
            progress("reading back", number, len(expected))


def _written_files(writer: Codec, output: Output, split: str, expected: Sequence[tuple[str, bytes]]) -> Files:
    path = output.documents_of(split)
    if writer.format.layout is Layout.JOINED:
        return files_of(path, writer.format.id, writer.back)
    paths = tuple(path / (name + writer.format.main_ending) for name, _ in expected)
    return Files(path, paths, writer.format.id, writer.back)


def _saids(task: Task, batch: Batch) -> list[bytes | str]:
    reader = task.codec()
    return [one.message if isinstance(one, Refused) else _said(one, reader) for one in batch.documents()]
