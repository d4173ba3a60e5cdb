"""What verbs that read documents share: the source and its label set."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annotations.commands.terminal import Terminal, pairs
from annotations.corpus.archives import unpacked
from annotations.corpus.source import Files, files_of, label_set_of_source
from annotations.formats.registry import format_of
from annotations.model.label_set import LabelSet
from annotations.store.label_sets import read_label_set


def add_source(parser: argparse.ArgumentParser) -> None:
    """The source, its format, that format's options, and the label set."""
    parser.add_argument("source", type=Path, metavar="SOURCE", help="a file, a folder or a .zip")
    parser.add_argument(
        "--from", dest="source_format", metavar="F", help="the format of SOURCE (default: as it looks)"
    )
    parser.add_argument(
        "--source-option", action="append", metavar="NAME=VALUE", help="an option of the format of SOURCE"
    )
    parser.add_argument(
        "--label-set", type=Path, metavar="FILE", help="the label set that the labels are from"
    )


@contextmanager
def opened(options: argparse.Namespace, terminal: Terminal) -> Iterator[Files]:
    """The source that the arguments name; of an archive the files in it, called by its name.

    Raises FormatError.
    """
    named: Path = options.source
    if options.verb != "import":  # elsewhere --option is one of what is written
        terminal.call("with --option ", "with --source-option ")
    with unpacked(named) as path:
        if path != named:
            terminal.call(path, named)
        found = files_of(path, options.source_format, pairs(options.source_option))
        _tell_others(terminal, named, found)
        yield found if path == named else found.out_of(named)


def _tell_others(terminal: Terminal, named: Path, found: Files) -> None:
    for format_id, example in found.others.items():
        looks = f"a few files look like {format_of(format_id).name}, such as {example}"
        terminal.say(
            "other_format",
            f"{named}: {looks}; they are not read as that (--from {format_id} does)",
            format=format_id,
            file=example,
        )


def label_set_for(source: Files, chosen: Path | None) -> LabelSet:
    """The chosen label set, else the one that the source is of. Raises StoreError when the chosen is none."""
    return label_set_of_source(source) if chosen is None else read_label_set(chosen.absolute()).label_set
