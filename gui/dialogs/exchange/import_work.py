"""The long work of an import, for a thread of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from annotations.corpus.archives import unpacked
from annotations.corpus.examining import Examined, Task, examine
from annotations.corpus.import_plans import Existing, Import
from annotations.corpus.importing import Imported, run_import
from annotations.corpus.originals import Originals
from annotations.corpus.selecting import ALL, Selection
from annotations.corpus.sniffing import all_guesses
from annotations.corpus.source import Files, files_of
from annotations.corpus.work import Progress
from annotations.formats.errors import UnknownFormatError
from annotations.formats.found_labels import grown, label_set_of
from annotations.formats.mapping import LabelMap, Lookup
from annotations.formats.registry import Guess
from annotations.formats.survey import Survey
from annotations.model.label_set import LabelSet
from annotations.model.records import Status
from annotations.store.label_maps import remember

OWN = "sorot"


@dataclass(frozen=True)
class ImportWish:
    """What is imported from where to where, as the form says it."""

    source: Path
    format_id: str
    options: Mapping[str, str]
    out: Path
    annotator: str
    existing: Existing
    status: Status


@dataclass(frozen=True)
class Brought:
    """What an import did, or would do; ``label_set`` is the one with new names in it."""

    imported: Imported
    label_set: LabelSet


def guess(path: Path, progress: Progress) -> list[Guess]:
    """The formats that a file, a folder or an archive looks like.

    Raises FormatError for a bad archive and for a folder without files that any format reads.
    """
    progress("looking", 0, None)
    with unpacked(path) as there:
        try:
            return all_guesses(there)
        except UnknownFormatError as error:
            raise UnknownFormatError(error.message, path) from error


def find(wish: ImportWish, progress: Progress) -> Examined:
    """All documents and names of what is imported. Raises FormatError."""
    with _source(wish) as source:
        return examine(_task(source, label_set_of(Survey()), None), progress=progress)


def bring(
    wish: ImportWish,
    label_set: LabelSet,
    label_map: LabelMap,
    examined: Examined,
    dry: bool,
    progress: Progress,
) -> Brought:
    """Import what was found, or say what importing it would do. Raises FormatError and OSError."""
    whole = grown(label_set, examined.survey, label_map)
    with _source(wish) as source:
        job = Import(
            _task(source, whole, Lookup(whole, label_map)),
            wish.out,
            datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
            wish.annotator,
            wish.existing,
            wish.status,
            Originals(source.root, source.all_paths()),
        )
        imported = run_import(job, examined, dry=dry, progress=progress)
    if not dry:
        remember(wish.format_id, label_map)
    return Brought(imported, whole)


def _task(source: Files, label_set: LabelSet, lookup: Lookup | None) -> Task:
    return Task(source, OWN, {}, Selection(ALL, unlabelled=True), label_set, lookup)


@contextmanager
def _source(wish: ImportWish) -> Iterator[Files]:
    with unpacked(wish.source) as path:
        found = files_of(path, wish.format_id, wish.options)
        yield found if path == wish.source else found.out_of(wish.source)
