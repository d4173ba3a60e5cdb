"""The verb `import`: label files of what other tools have written."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from annotations.commands.import_telling import refuse_names, tell_found, tell_imported, tell_new
from annotations.commands.reading import opened
from annotations.commands.terminal import DONE, LOST, STATUSES, Terminal, add_common, guarded
from annotations.commands.writing import add_losses, is_refused
from annotations.corpus.examining import Examined, Task, examine
from annotations.corpus.import_plans import Existing, Import
from annotations.corpus.importing import Imported, label_set_path, run_import
from annotations.corpus.originals import Originals
from annotations.corpus.selecting import ALL, Selection
from annotations.corpus.source import Files, refuse_to_mix
from annotations.formats.found_labels import grown, label_set_of
from annotations.formats.losses import import_titles
from annotations.formats.mapping import LabelMap, Lookup, Unknown, left_out, unknown
from annotations.model.label_set import LabelSet
from annotations.model.records import Status
from annotations.store.label_maps import read_label_map, remember, remembered, write_label_map
from annotations.store.label_sets import label_set_to_start_with, label_sets_in, read_label_set

DESCRIPTION = """\
Make label files of what other tools have written: OUT/NAME.txt with OUT/NAME.labels.json for each document,
one label file for each annotator when there are several, and the files that were read in OUT/sources/.

A document is imported whole or refused, never half. Labels that are there already are never overwritten: the
same ones again change nothing, others are refused, merged, or kept under another annotator's name.

Names of labels that the label set does not know stop the import until you say what they are.
"""

EPILOG = f"""\
examples:
  sorot import export.jsonl --format doccano --out corpus/ --dry-run
  sorot import brat/ --out corpus/ --map brat.labelmap.json
  sorot import brat/ --out corpus/ --write-map brat.labelmap.json     (to edit, for --map)
  sorot import train.conll --out corpus/ --new-labels --status done
  sorot import tasks.json --format label-studio --out corpus/ --existing merge

label maps:
  A JSON file that says which label of the label set each name is; null leaves it out. The map used last for a
  format and a label set is remembered.

{STATUSES}"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What is read, where it goes, and what its names are."""
    parser.add_argument("source", type=Path, metavar="IN", help="a file, a folder or a .zip")
    parser.add_argument(
        "--format",
        "--from",
        dest="source_format",
        metavar="F",
        help="the format of IN (default: as it looks)",
    )
    parser.add_argument(
        "--option",
        dest="source_option",
        action="append",
        metavar="NAME=VALUE",
        help="an option of the format",
    )
    parser.add_argument("--out", required=True, type=Path, metavar="DIR", help="the folder of label files")
    names = parser.add_argument_group("labels")
    names.add_argument(
        "--label-set",
        type=Path,
        metavar="FILE",
        help="the label set (default: the one in DIR, else the standard one)",
    )
    names.add_argument("--map", type=Path, metavar="FILE", help="what the names in IN are in the label set")
    names.add_argument("--write-map", type=Path, metavar="FILE", help="write a map to edit there, and stop")
    unknown_names = names.add_mutually_exclusive_group()
    unknown_names.add_argument("--new-labels", action="store_true", help="add unknown names to the label set")
    unknown_names.add_argument("--leave-out", action="store_true", help="leave out what has unknown names")
    there = parser.add_argument_group("documents")
    there.add_argument("--annotator", default="import", metavar="NAME", help="whose labels of nobody are")
    there.add_argument(
        "--existing",
        choices=[one.value for one in Existing],
        default=Existing.REFUSE.value,
        help="what to do when a document has other labels: refuse (default), merge, annotator",
    )
    there.add_argument(
        "--status",
        choices=[Status.IN_PROGRESS.value, Status.DONE.value],
        default=Status.IN_PROGRESS.value,
        help="how far the kinds that are imported are labelled (default: in_progress)",
    )
    add_losses(parser)
    add_common(parser)


@dataclass(frozen=True)
class Choices:
    """What a person can say of an import."""

    label_set: Path | None = None
    standard: bool = False
    """Without a label set the standard one is meant, not one of the names that are found."""
    map: Path | None = None
    write_map: Path | None = None
    new_labels: bool = False
    leave_out: bool = False
    annotator: str = "import"
    existing: Existing = Existing.REFUSE
    status: Status = Status.IN_PROGRESS
    dry_run: bool = False
    strict: bool = False
    losses: Path | None = None
    can_map: bool = True
    """Names can be mapped, added and left out; said where one is not known."""
    jobs: int | None = None


def run(options: argparse.Namespace) -> int:
    """Import; the exit status."""
    choices = Choices(
        options.label_set,
        standard=True,
        map=options.map,
        write_map=options.write_map,
        new_labels=options.new_labels,
        leave_out=options.leave_out,
        annotator=options.annotator,
        existing=Existing(options.existing),
        status=Status(options.status),
        dry_run=options.dry_run,
        strict=options.strict,
        losses=options.losses,
        jobs=options.jobs,
    )

    def work(terminal: Terminal) -> int:
        with opened(options, terminal) as source:
            return bring_in(source, options.out, choices, terminal)

    return guarded(options, work)


def bring_in(source: Files, out: Path, choices: Choices, terminal: Terminal) -> int:
    """Make label files of a source; the exit status. Raises FormatError, StoreError and OSError."""
    refuse_to_mix(source, out)
    everything = Selection(ALL, unlabelled=True)
    examined = examine(
        Task(source, "sorot", {}, everything, label_set_of(Examined().survey), jobs=choices.jobs),
        progress=terminal.progress,
    )
    tell_found(terminal, source, examined)
    label_set = _label_set(choices, out, examined)
    label_map = _label_map(choices, source, label_set)
    if choices.new_labels:
        new = unknown(examined.survey, Lookup(label_set, label_map)).sentences()
        label_set = grown(label_set, examined.survey, label_map)
        tell_new(terminal, label_set_path(out, label_set), new)
    names = unknown(examined.survey, Lookup(label_set, label_map))
    if choices.write_map is not None:
        write_label_map(choices.write_map, draft(label_map, examined, Lookup(label_set, label_map), names))
        terminal.say(
            "map", f"{choices.write_map}: edit it, then give it with --map.", file=str(choices.write_map)
        )
        return DONE
    if names and not choices.leave_out:
        return refuse_names(terminal, label_set, names, can_map=choices.can_map)
    lookup = Lookup(label_set, left_out(label_map, names))
    task = Task(source, "sorot", {}, everything, label_set, lookup, choices.jobs)
    job = Import(
        task,
        out,
        datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        choices.annotator,
        choices.existing,
        choices.status,
        Originals(source.root, source.all_paths()),
    )
    imported = _imported(job, examined, choices, terminal)
    if imported is None:
        return LOST
    if choices.map is not None and not choices.dry_run:
        remember(source.format_id, label_map)
    return tell_imported(terminal, out, examined, imported, dry=choices.dry_run)


def _imported(job: Import, examined: Examined, choices: Choices, terminal: Terminal) -> Imported | None:
    """What was imported, or would be; None when something would be lost and that is refused."""
    if not (choices.dry_run or choices.strict or choices.losses):
        return run_import(job, examined, progress=terminal.progress)
    planned = run_import(job, examined, dry=True, progress=terminal.progress)
    if is_refused(terminal, planned.losses, examined.told, strict=choices.strict, file=choices.losses):
        terminal.losses(planned.losses, import_titles())
        return None
    return planned if choices.dry_run else run_import(job, examined, progress=terminal.progress)


def draft(label_map: LabelMap, examined: Examined, lookup: Lookup, names: Unknown) -> LabelMap:
    """A map with every name that is used: what it is taken for, or null where nobody knows."""
    survey = examined.survey
    labels = {name: lookup.label(kind, name) for kind, name in survey.labels}
    whole = LabelMap(
        label_map.label_set,
        labels,
        dict(label_map.roles),
        {name: lookup.relation(name) for name in survey.relations},
        {name: lookup.attribute(name) for _, name, _ in survey.attributes},
    )
    return left_out(whole, names)


def _label_set(choices: Choices, out: Path, examined: Examined) -> LabelSet:
    """The chosen one, else the only one that stands where the labels go, else the standard one."""
    if choices.label_set is not None:
        return read_label_set(choices.label_set.absolute()).label_set
    if len(there := label_sets_in(out)) == 1:
        return next(iter(there.values()))
    if choices.standard:
        return label_set_to_start_with().label_set
    return label_set_of(examined.survey)


def _label_map(choices: Choices, source: Files, label_set: LabelSet) -> LabelMap:
    if choices.map is not None:
        return read_label_map(choices.map)
    return remembered(source.format_id, label_set.ref.id)
