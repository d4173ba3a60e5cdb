"""The verb `convert`: files of one format into files of another, with the loss report."""

from __future__ import annotations

import argparse
from pathlib import Path

from annotations.commands.export import tell, tell_written
from annotations.commands.importing import Choices, bring_in
from annotations.commands.reading import add_source, label_set_for, opened
from annotations.commands.terminal import (
    DONE,
    LOST,
    STATUSES,
    Terminal,
    add_common,
    guarded,
    pairs,
)
from annotations.commands.version import program_version
from annotations.commands.writing import add_losses, command_given, is_refused
from annotations.corpus.examining import Task, examine
from annotations.corpus.exporting import Export, run_to_file
from annotations.corpus.exporting import run as write_export
from annotations.corpus.output import refuse_to_replace
from annotations.corpus.selecting import ALL, FIRST, Selection
from annotations.corpus.source import Files, refuse_to_mix
from annotations.formats.errors import UnknownFormatError
from annotations.formats.format import Format, Layout
from annotations.formats.registry import format_of, formats

DESCRIPTION = """\
Turn files of one format into files of another. Nothing is left out or cleaned (`export` does that); what the
new format cannot hold is named before anything is written.

SOURCE is a file, a folder or a .zip. OUT is a file for formats with many documents in one file, else a
folder. With several annotators of a document all are written where the format has room for them, else the
first.
"""

EPILOG = f"""\
examples:
  sorot convert corpus/ corpus.jsonl --to doccano        label files into one file of doccano's
  sorot convert brat/ train.conll                        the formats are told by files and endings
  sorot convert train.conllu out/ --to brat --losses losses.json
  sorot convert export.zip labels/ --to sorot            into label files, which Sorot opens

{STATUSES}"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """From what into what."""
    add_source(parser)
    parser.add_argument("out", type=Path, metavar="OUT", help="the file or folder to write")
    parser.add_argument("--to", dest="format", metavar="F", help="the format of OUT (default: by its ending)")
    parser.add_argument(
        "--option", action="append", metavar="NAME=VALUE", help="an option of the format of OUT"
    )
    add_losses(parser)
    add_common(parser)


def run(options: argparse.Namespace) -> int:
    """Convert; the exit status."""
    return guarded(options, lambda terminal: _run(options, terminal))


def _run(options: argparse.Namespace, terminal: Terminal) -> int:
    form = format_of(options.format) if options.format else _by_ending(options.out)
    with opened(options, terminal) as source:
        if form.id == "sorot":
            choices = Choices(
                options.label_set,
                dry_run=options.dry_run,
                strict=options.strict,
                losses=options.losses,
                can_map=False,
                jobs=options.jobs,
            )
            return bring_in(source, options.out, choices, terminal)
        return _convert(source, form, options, terminal)


def _convert(source: Files, form: Format, options: argparse.Namespace, terminal: Terminal) -> int:
    selection = Selection(ALL if form.carries.annotators else FIRST, unlabelled=True)
    label_set = label_set_for(source, options.label_set)
    task = Task(source, form.id, pairs(options.option), selection, label_set, jobs=options.jobs)
    to_file = form.layout is Layout.JOINED and bool(options.out.suffix) and not options.out.is_dir()
    refuse_to_mix(source, options.out)
    if not to_file:
        refuse_to_replace(options.out.absolute())
    examined = examine(task, progress=terminal.progress)
    tell(terminal, examined)
    if is_refused(terminal, examined.losses, examined.told, strict=options.strict, file=options.losses):
        return LOST
    if not options.dry_run:
        if to_file:
            written = run_to_file(task, examined, options.out, terminal.progress)
        else:
            command = command_given("convert", options.source)
            export = Export(task, options.out, command, f"sorot {program_version()}")
            written = write_export(export, examined, terminal.progress)
        tell_written(terminal, options.out, written)
    return LOST if examined.refused else DONE


def _by_ending(out: Path) -> Format:
    found = [one for one in formats() if one.writes and out.name.lower().endswith(one.endings)]
    if len(found) == 1:
        return found[0]
    if not found:
        ids = ", ".join(one.id for one in formats() if one.writes)
        raise UnknownFormatError(f"Which format? Say it with --to: {ids}.", out)
    ids = " or ".join(one.id for one in found)
    raise UnknownFormatError(f"Several formats have this ending; say which with --to: {ids}.", out)
