"""The long work of an export, for a thread of its own: looking, and what is to be shown of it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from annotations.commands.version import program_version
from annotations.corpus.examining import Examined
from annotations.corpus.exporting import Export, look
from annotations.corpus.preview import Page, preview
from annotations.corpus.request import ExportRequest
from annotations.corpus.source import Files, files_of, label_set_of_source
from annotations.corpus.work import Progress
from annotations.formats.errors import FormatError
from annotations.formats.exchange import LabelledDocument
from annotations.formats.file_names import LABELS, text_of
from annotations.formats.sorot import Sorot, is_passed_over
from annotations.formats.survey import Survey
from annotations.model.label_set import LabelSet
from annotations.words import tr
from gui.dialogs.exchange.surroundings import Flush

OWN = "sorot"
"""What the window exports from: its own label files."""
_SCANNED = 200


@dataclass(frozen=True)
class Looked:
    """What an export would write: ``splits`` by documents' names, and the first pages of its files."""

    export: Export
    source: Files
    examined: Examined
    splits: Mapping[str, str]
    pages: list[Page]

    def counts(self) -> dict[str, Counter[str]]:
        """For each split how many documents it has, under "", and how many mentions of each label."""
        made: dict[str, Counter[str]] = {}
        for row in self.examined.rows:
            counts = made.setdefault(self.splits.get(row.name, ""), Counter())
            counts[""] += 1
            counts.update(row.labels)
        return made


def look_at(
    request: ExportRequest, in_use: LabelSet, unsaved: Mapping[Path, Flush], progress: Progress
) -> Looked:
    """Look at everything that is asked for. Raises FormatError and OSError."""
    save(unsaved)
    source = files_of(request.source, OWN)
    export = request.export(source, label_set_of_source(source, in_use), f"sorot {program_version()}")
    examined = look(export, progress)
    splits = export.splitter(examined)[0] if export.splitter and examined.rows else {}
    return Looked(export, source, examined, splits, preview(export.task, examined) if examined.rows else [])


def scan(path: Path, unsaved: Mapping[Path, Flush], progress: Progress) -> Survey:
    """Which annotators and labels the first documents of a folder, or one document, have.

    Raises FormatError.
    """
    save(unsaved)
    survey, reader = Survey(), Sorot()
    for text in islice(_texts(path, progress), _SCANNED):
        progress("reading", survey.documents, None)
        for one in reader.read(text):
            if isinstance(one, LabelledDocument):
                survey.add(one)
    return survey


def _texts(path: Path, progress: Progress) -> Iterator[Path]:
    """The texts that have labels and would be exported, without looking through the whole disk for them."""
    if path.is_file():
        yield path
    for folder, folders, names in os.walk(path):
        progress("reading", 0, None)
        folders[:] = sorted(one for one in folders if not is_passed_over(Path(folder, one).relative_to(path)))
        found = (text_of(Path(folder, name)) for name in sorted(names) if name.endswith(LABELS))
        yield from dict.fromkeys(text for text in found if text is not None)


def save(unsaved: Mapping[Path, Flush]) -> None:
    """Write the labels of what is open. Raises FormatError when that cannot be done in time."""
    for path, flush in unsaved.items():
        if not flush():
            raise FormatError(tr("The labels of {name} could not be saved yet; try again.", name=path.name))
