"""A source of documents with their annotation sets: the one interface of whatever holds them.

Files and folders of any format stand behind it here; a project's folder or a shared server can stand behind
it too. A source can be read any number of times, in pieces, by several processes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Protocol

from annotations.corpus.same_document import neighbours_joined, of_annotators
from annotations.corpus.sniffing import sniffed
from annotations.formats.codec import Codec, Head
from annotations.formats.errors import FormatError
from annotations.formats.exchange import LabelledDocument, Read, Refused
from annotations.formats.format import Format, Layout
from annotations.formats.found_labels import label_set_of
from annotations.formats.native import label_set_from_dict
from annotations.formats.registry import codec, format_of
from annotations.formats.survey import Survey
from annotations.model.label_set import LabelSet
from annotations.store.label_sets import label_set_known_as, label_sets_in
from annotations.words import tr

_BATCH = 32
_LOOKED_AT = 40


class Batch(Protocol):
    """Some documents of a source; it can be sent to another process, and be read more than once."""

    def documents(self) -> Iterator[Read]:
        """The documents, in order."""


class Source(Protocol):
    """Documents with their annotation sets."""

    @property
    def name(self) -> str:
        """What it is called, for people."""

    def batches(self) -> Iterator[Batch]:
        """The documents in order, in pieces."""


@dataclass(frozen=True)
class Files:
    """Files of one format in and below a folder, or one file.

    ``root`` is the folder, or that of the file; documents are named by their place below it. ``name`` is what
    the source is called; ``why`` says by what the format was told, where nobody has named it.
    """

    root: Path
    paths: tuple[Path, ...]
    format_id: str
    options: Mapping[str, str] = field(default_factory=dict)
    name: str = ""
    why: str = ""
    others: Mapping[str, str] = field(default_factory=dict)
    """Formats, by id, that a few files look like, each with one of them; they are not read as that."""
    unpacked: Path | None = None
    """The archive, or the folder of archives, that ``root`` holds the files of."""

    def out_of(self, path: Path) -> Files:
        """The same, unpacked out of an archive or a folder, and called by its name."""
        return replace(self, name=path.name, unpacked=path.absolute())

    @property
    def format(self) -> Format:
        """The format of the files."""
        return format_of(self.format_id)

    def all_paths(self) -> tuple[Path, ...]:
        """Every file that is read, such as the text beside a file of labels."""
        reader = codec(self.format_id, self.options)
        return tuple(dict.fromkeys(part for path in self.paths for part in type(reader).parts(path)))

    def path_of(self, name: str) -> Path | None:
        """The file of a document, where each has files of its own; None for a name that there is not."""
        return next((paths[0] for place, paths in self.by_place().items() if place == name), None)

    def by_place(self) -> dict[str, list[Path]]:
        """The files by what their documents are named by."""
        reader = type(codec(self.format_id, self.options))
        found: dict[str, list[Path]] = {}
        for path in self.paths:
            found.setdefault(reader.place(path, self.root), []).append(path)
        return found

    def documents(self) -> Iterator[Read]:
        """All documents, in order."""
        for batch in self.batches():
            yield from batch.documents()

    def batches(self) -> Iterator[Batch]:
        """Files by the dozen; where one file holds many documents, documents by the dozen."""
        if self.format.layout is Layout.SEPARATE:
            batch: list[Path] = []
            for paths in self.by_place().values():
                batch += paths
                if len(batch) >= _BATCH:
                    yield _PathBatch(replace(self, paths=tuple(batch)))
                    batch = []
            if batch:
                yield _PathBatch(replace(self, paths=tuple(batch)))
            return
        found = _read(self)
        while documents := tuple(islice(found, _BATCH)):
            yield _DocumentBatch(documents)


@dataclass(frozen=True)
class _PathBatch:
    files: Files

    def documents(self) -> Iterator[Read]:
        return _read(self.files)


@dataclass(frozen=True)
class _DocumentBatch:
    read: tuple[Read, ...]

    def documents(self) -> Iterator[Read]:
        return iter(self.read)


def _read(files: Files) -> Iterator[Read]:
    reader = codec(files.format_id, files.options)
    for place, paths in files.by_place().items():
        if files.format.layout is not Layout.SEPARATE:
            for path in paths:
                yield from _to_the_end(_named(reader.read(path), f"{place}/"), place, path)
            continue
        found = ((path, one) for path in paths for one in _to_the_end(reader.read(path), place, path))
        if any(map(reader.annotator, paths)):
            yield from of_annotators(place, [(path, reader.annotator(path), one) for path, one in found])
        else:
            yield from _named(neighbours_joined(one for _, one in found), place)


def _to_the_end(found: Iterator[Read], place: str, path: Path) -> Iterator[Read]:
    """The documents of a file; it is refused from where it cannot be read on."""
    try:
        yield from found
    except FormatError as error:
        yield Refused(place, error.path or path, error.place, error.message)


def _named(found: Iterator[Read], place: str) -> Iterator[Read]:
    """The documents with names that no other of the source has: by a place, and after a "/" by their own."""
    taken: dict[str, int] = {}
    for number, one in enumerate(found, 1):
        own = f"{place}{one.name or number}" if place.endswith("/") else place
        seen = taken[own] = taken.get(own, 0) + 1
        yield replace(one, name=own if seen == 1 else f"{own}~{seen}")


def files_of(path: Path, format_id: str | None = None, options: Mapping[str, str] | None = None) -> Files:
    """The source that a file or folder is, in the format named, else in the one that it shows.

    Raises FormatError when there is nothing of the format, and UnknownFormatError when none or several show.
    """
    path = path.absolute()
    if not path.exists():
        raise FormatError(tr("There is no such file or folder."), path)
    why, others = "", {}
    if format_id is None:
        guess = sniffed(path)
        format_id, why = guess.format.id, guess.why
        others = {one.id: example.relative_to(path).as_posix() for one, example in guess.others}
    found = codec(format_id, options)
    if not path.is_dir():
        return Files(path.parent, (path,), format_id, dict(options or {}), path.name, why)
    paths = tuple(type(found).files(path)) or tuple(_of_other_endings(path, type(found)))
    if not paths:
        endings = ", ".join(f"*{one}" for one in found.format.endings)
        raise FormatError(
            tr(
                "There are no files of {name} ({endings}) in this folder.",
                name=found.format.name,
                endings=endings,
            ),
            path,
        )
    return Files(path, paths, format_id, dict(options or {}), path.name, why, others)


def _of_other_endings(folder: Path, reader: type[Codec]) -> Iterator[Path]:
    """The files that look like those of a format but are called otherwise, such as CoNLL's `train.txt`."""
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.is_file() and reader.sniff(Head(path)) is not None:
            yield path


def refuse_to_mix(source: Source, out: Path) -> None:
    """Raise FormatError when what is written would be read with the source the next time, or replace it."""
    if not isinstance(source, Files):
        return
    out = out.resolve()
    folder = source.unpacked if source.unpacked and source.unpacked.is_dir() else source.root
    root = folder.resolve()
    if source.paths != (source.root / source.name,):
        if out.is_relative_to(root):
            raise FormatError(tr("This is the folder that is read, or lies in it; name another one."), out)
    elif out == root / source.name:
        raise FormatError(tr("This is the file that is read; name another one."), out)
    if any(path.resolve().is_relative_to(out) for path in (root, *source.paths)):
        raise FormatError(tr("What is read lies in this folder; name another one."), out)


def label_set_of_source(source: Files, in_use: LabelSet | None = None) -> LabelSet:
    """The label set that the first label files name, if it is known here, else one of what they hold.

    Known are ``in_use``, those that stand in the folder, and those that come with Sorot, in this order.
    """
    survey = Survey()
    there = label_sets_in(source.root) | ({} if in_use is None else {in_use.ref.id: in_use})
    for document in islice(source.documents(), _LOOKED_AT):
        if isinstance(document, LabelledDocument):
            survey.add(document)
            for labels in document.sets:
                named = "" if labels.label_set is None else labels.label_set.id
                if named in there:
                    return there[named]
                if (known := label_set_known_as(named)) is not None:
                    return label_set_from_dict(known)
    return label_set_of(survey)
