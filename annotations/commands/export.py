"""The verb `export`: training data out of label files, or out of any other format."""

from __future__ import annotations

import argparse
from pathlib import Path

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
from annotations.corpus.examining import Examined, Task
from annotations.corpus.exporting import Export, look
from annotations.corpus.exporting import run as write_export
from annotations.corpus.selecting import Boilerplate, Selection
from annotations.corpus.splitting import SplitChoice, SplitWish
from annotations.corpus.writing import Written
from annotations.formats.counting import counted
from annotations.formats.errors import FormatError
from annotations.model.records import Kind

DESCRIPTION = """\
Write training data: the documents of a folder of label files (or of any format that `sorot formats` lists)
in the format of a training tool, in splits, with a manifest, a list of the documents and a data card.

Only kinds that are done are taken, boilerplate is taken out of the texts, and near-copies of a document are
never on both sides of a split. Everything that the format cannot hold is named before anything is written;
afterwards the files are read back and compared. The same command gives the same bytes.
"""

EPILOG = f"""\
examples:
  sorot export corpus/ --format spacy --out data/ --split train=0.8,dev=0.1,test=0.1
  sorot export corpus/ --format conll --kinds entity --labels PER,ORG,GPE --out data/
  sorot export corpus/ --format brat --any-status --boilerplate keep --out brat/
  sorot export corpus/ --format conll --option nested=innermost --dry-run --losses losses.json --out data/
  sorot export corpus/ --format prodigy --annotator majority --strict --out data/
  sorot export corpus/ --format conll --split-dates 'train<2025-01-01,test' --dates dates.csv --out data/

{STATUSES}"""

_LISTED = 5


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What is read, what is taken of it, and where it goes."""
    add_source(parser)
    parser.add_argument("--format", required=True, metavar="F", help="the format to write; sorot formats")
    parser.add_argument(
        "--out",
        required=True,
        type=Path,
        metavar="DIR",
        help="the folder to write; without splits also a file",
    )
    parser.add_argument(
        "--option", action="append", metavar="NAME=VALUE", help="an option of the format; sorot formats F"
    )
    taken = parser.add_argument_group("what is taken")
    taken.add_argument(
        "--annotator",
        default="",
        metavar="WHO",
        help="a name, majority, first or all (default: gold, else the only one)",
    )
    taken.add_argument("--kinds", metavar="K,K", help="of entity, event, boilerplate (default: all)")
    taken.add_argument("--labels", metavar="L,L", help="only these labels")
    taken.add_argument("--any-status", action="store_true", help="also kinds that are not done")
    taken.add_argument(
        "--boilerplate",
        choices=[one.value for one in Boilerplate],
        default=Boilerplate.REMOVE.value,
        help="take it out of the texts (default) or keep it",
    )
    splits = parser.add_argument_group("splits")
    splits.add_argument("--split", metavar="S=SHARE,...", help="such as train=0.8,dev=0.1,test=0.1")
    splits.add_argument(
        "--seed", default="", metavar="WORD", help="another word deals the documents otherwise"
    )
    splits.add_argument("--split-list", type=Path, metavar="FILE", help="CSV: document, split")
    splits.add_argument("--split-dates", metavar="S<DATE,...,S", help="such as 'train<2025-01-01,test'")
    splits.add_argument("--dates", type=Path, metavar="FILE", help="CSV: document, date (YYYY-MM-DD)")
    report = parser.add_argument_group("losses")
    add_losses(report)
    add_common(parser)


def run(options: argparse.Namespace) -> int:
    """Export; the exit status."""
    return guarded(options, lambda terminal: _run(options, terminal))


def _run(options: argparse.Namespace, terminal: Terminal) -> int:
    with opened(options, terminal) as source:
        label_set = label_set_for(source, options.label_set)
        task = Task(
            source, options.format, pairs(options.option), _selection(options), label_set, jobs=options.jobs
        )
        export = Export(
            task,
            options.out,
            command_given("export", options.source),
            f"sorot {program_version()}",
            _splitter(options),
            options.strict,
        )
        examined = look(export, terminal.progress)
        tell(terminal, examined)
        _tell_absent(terminal, task.selection, examined)
        if is_refused(terminal, examined.losses, examined.told, strict=options.strict, file=options.losses):
            return LOST
        if not options.dry_run:
            written = write_export(export, examined, terminal.progress)
            for sentence in written.split_by:
                terminal.say("split_by", sentence, message=sentence)
            for split, documents in written.documents.items():
                name = split or "all"
                terminal.say(
                    "split",
                    f"{name}: {counted(len(documents), 'document')}",
                    split=name,
                    documents=len(documents),
                )
            tell_written(terminal, options.out, written)
    return LOST if examined.refused else DONE


def tell_written(terminal: Terminal, out: Path, written: Written) -> None:
    """Where it is, and what reading it back gave."""
    back = written.read_back
    told = (
        f"read back and compared: {counted(back.documents, 'document')}"
        if back.documents
        else "not read back: none is read in this format"
    )
    told += f"; {back.reference}" if back.reference else ""
    terminal.say(
        "written", f"{out}: {told}.", out=str(out), documents=back.documents, reference=back.reference
    )


def tell(terminal: Terminal, examined: Examined) -> None:
    """What was found, what was not taken, and what will be lost."""
    labels = sum(examined.survey.labels.values())
    terminal.say(
        "found",
        f"{counted(len(examined.rows), 'document')} with {counted(labels, 'mention')}",
        documents=len(examined.rows),
        mentions=labels,
    )
    for why, count in examined.left_out.most_common():
        terminal.say(
            "left_out", f"{counted(count, 'document')} left out: {why.value}", why=why.value, documents=count
        )
    if examined.repeating:
        names = ", ".join(examined.repeating[:_LISTED]) + (", …" if len(examined.repeating) > _LISTED else "")
        terminal.say(
            "repeating",
            f"with something twice in one text: {counted(len(examined.repeating), 'document')}: {names}",
            documents=examined.repeating,
        )
    if examined.gone:
        terminal.say(
            "in_boilerplate",
            f"{examined.gone:,} mentions, events, relations and notes go with the boilerplate they are in",
            count=examined.gone,
        )
    if examined.unclean:
        terminal.say(
            "not_clean",
            "boilerplate is not called done and was left in the text (--any-status takes it out): "
            f"{counted(examined.unclean, 'document')}",
            documents=examined.unclean,
        )
    terminal.told(examined.told)
    for one in examined.refused:
        terminal.refused(one)
    terminal.losses(examined.losses)


def _tell_absent(terminal: Terminal, selection: Selection, examined: Examined) -> None:
    """Labels that were asked for and that no mention has: likely a slip of the pen."""
    absent = sorted((selection.labels or frozenset()) - set(examined.survey.all_names()))
    if absent:
        terminal.say("absent", f"no mention has the label {' or '.join(absent)}", labels=absent)


def _selection(options: argparse.Namespace) -> Selection:
    kinds = frozenset(Kind)
    if options.kinds:
        try:
            kinds = frozenset(Kind(one.strip()) for one in options.kinds.split(","))
        except ValueError as error:
            raise FormatError("--kinds takes entity, event and boilerplate, with commas between.") from error
    labels = frozenset(one.strip() for one in options.labels.split(",")) if options.labels else None
    return Selection(
        options.annotator, kinds, labels, not options.any_status, Boilerplate(options.boilerplate)
    )


def _splitter(options: argparse.Namespace) -> SplitChoice | None:
    return SplitWish(
        options.split or "", options.seed, options.split_list, options.split_dates or "", options.dates
    ).choice()
