"""An export from beginning to end: look, refuse or go on, write, read back, put in place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotations.corpus.data_card import data_card
from annotations.corpus.examining import Examined, Task, examine, nothing_to_write, refuse_losses
from annotations.corpus.manifest import (
    DATA_CARD,
    DOCUMENTS,
    Account,
    documents_csv,
    manifest,
    manifest_bytes,
)
from annotations.corpus.names import path_names
from annotations.corpus.output import Output, refuse_to_replace
from annotations.corpus.source import refuse_to_mix
from annotations.corpus.work import Progress, quiet
from annotations.corpus.writing import ReadBack, Written, write
from annotations.formats.errors import FormatError
from annotations.formats.file_names import MANIFEST
from annotations.formats.format import Format, Layout
from annotations.formats.registry import format_of
from annotations.store.files import sync_folder
from annotations.words import tr

Splitter = Callable[[Examined], tuple[Mapping[str, str], Sequence[str]]]
"""From what was examined: a split for each document's name, and sentences on how it came about."""


@dataclass(frozen=True)
class Export:
    """An export into a folder, with manifest and data card, or to a file; ``command`` gives it again."""

    task: Task
    out: Path
    command: str
    program: str
    splitter: Splitter | None = None
    strict: bool = False

    @property
    def is_one_file(self) -> bool:
        """Whether all goes to one file: the name is that of one, and there are no splits."""
        form = format_of(self.task.format_id)
        return self.splitter is None and is_one_file(form, self.out)


def look(export: Export, progress: Progress = quiet) -> Examined:
    """What the export would write, and lose. Raises FormatError for what is wrong with the export."""
    refuse_to_mix(export.task.source, export.out)
    if not export.is_one_file:
        refuse_to_replace(export.out.absolute())
    return examine(export.task, near_copies=export.splitter is not None, progress=progress)


def run(export: Export, examined: Examined, progress: Progress = quiet) -> Written:
    """Write the export, to a file where one is named; what was there before stays until all is written.

    Raises FormatError when there is nothing to write, when ``strict`` and something would be lost, or when
    what was written is read back otherwise.
    """
    if (why := nothing_to_write(examined)) is not None:
        raise FormatError(why)
    if export.strict:
        refuse_losses(examined)
    if export.is_one_file:
        return run_to_file(export.task, examined, export.out, progress)
    splits, split_by = ({}, []) if export.splitter is None else export.splitter(examined)
    output = Output(export.out, export.task.codec(examined.survey))
    try:
        written = write(export.task, examined, output, splits, progress)
        written.split_by = split_by
        _add_account(export, examined, splits, split_by, written.read_back, output)
        output.put_in_place()
    except BaseException:
        output.discard()
        raise
    return written


def _add_account(
    export: Export,
    examined: Examined,
    splits: Mapping[str, str],
    split_by: Sequence[str],
    read_back: ReadBack,
    output: Output,
) -> None:
    account = Account(
        export.task,
        examined,
        splits,
        split_by,
        read_back,
        export.command,
        export.program,
        export.task.source.name,
    )
    paths = dict(path_names(row.name for row in examined.rows))
    output.add_file(DOCUMENTS, documents_csv(account, paths))
    output.add_file(DATA_CARD, data_card(manifest(account, {})))
    output.add_file(MANIFEST, manifest_bytes(account, output.files()))


def is_one_file(form: Format, out: Path) -> bool:
    """Whether a path that is to be written is meant for one file of joined documents, and not a folder."""
    return form.layout is Layout.JOINED and out.name.lower().endswith(form.endings) and not out.is_dir()


def run_to_file(task: Task, examined: Examined, out: Path, progress: Progress = quiet) -> Written:
    """Write the documents of a task to one file of joined documents, and beside it the files that go with it.

    Those are called after it. What was there before stays until the file is whole and was read back. Raises
    FormatError as ``run`` does, and for a format with files of its own for each document.
    """
    writer = task.codec(examined.survey)
    if writer.format.layout is not Layout.JOINED:
        raise FormatError(tr("{name} is written to a folder, not to one file.", name=writer.format.name), out)
    if (why := nothing_to_write(examined)) is not None:
        raise FormatError(why)
    out = out.absolute()
    output = Output(out.with_name(out.name + ".export"), writer)
    try:
        written = write(task, examined, output, progress=progress)
        for name in writer.companions():
            (output.folder / name).replace(out.with_name(f"{out.stem}.{name}"))
        output.documents_of("").replace(out)
        sync_folder(out.parent)
    finally:
        output.discard()
    return written
