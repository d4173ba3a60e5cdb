"""The verb `stats`: how many documents, labels and annotators there are, and how far they are."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from annotations.commands.reading import add_source, opened
from annotations.commands.terminal import DONE, LOST, STATUSES, Terminal, add_common, guarded
from annotations.corpus.source import Batch
from annotations.corpus.work import in_order
from annotations.formats.exchange import Refused
from annotations.formats.survey import Survey
from annotations.model.records import Kind, Status

DESCRIPTION = """\
Count what is in a folder of label files, or in files of any other format: documents, mentions by label,
events, relations, attributes, annotators, and how far each kind is labelled.
"""

EPILOG = f"""\
examples:
  sorot stats corpus/
  sorot stats train.conll --json | jq .

{STATUSES}"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The source."""
    add_source(parser)
    add_common(parser)


@dataclass
class _Counts:
    survey: Survey = field(default_factory=Survey)
    status: Counter[tuple[Kind, Status]] = field(default_factory=Counter)
    refused: list[Refused] = field(default_factory=list)


def run(options: argparse.Namespace) -> int:
    """Count; the exit status."""

    def work(terminal: Terminal) -> int:
        with opened(options, terminal) as source:
            counts = _Counts()
            for found in in_order(_count, source.batches(), options.jobs):
                counts.survey.update([found.survey])
                counts.status += found.status
                counts.refused += found.refused
                terminal.progress("counting", counts.survey.documents, None)
        _tell(terminal, counts)
        return LOST if counts.refused else DONE

    return guarded(options, work)


def _count(batch: Batch) -> _Counts:
    counts = _Counts()
    for one in batch.documents():
        if isinstance(one, Refused):
            counts.refused.append(one)
            continue
        counts.survey.add(one)
        for labels in one.sets:
            counts.status.update((kind, labels.status.get(kind, Status.UNTOUCHED)) for kind in Kind)
    return counts


def _tell(terminal: Terminal, counts: _Counts) -> None:
    survey = counts.survey
    for one in counts.refused:
        terminal.refused(one)
    for what, count in _lines(counts):
        terminal.say("count", f"{count:>12,}  {' '.join(what)}", what=list(what), count=count)
    terminal.say("done", "", documents=survey.documents)


def _lines(counts: _Counts) -> Iterator[tuple[tuple[str, ...], int]]:
    survey = counts.survey
    yield ("documents",), survey.documents
    yield ("characters",), survey.characters
    for annotator, count in sorted(survey.annotators.items()):
        yield ("documents", "by", annotator or "nobody named"), count
    for (kind, label), count in sorted(survey.labels.items()):
        yield ("mentions", kind.value, label), count
    for label, count in sorted(survey.events.items()):
        yield ("events", label), count
    for (label, role), count in sorted(survey.roles.items()):
        yield ("arguments", label, role), count
    for label, count in sorted(survey.relations.items()):
        yield ("relations", label), count
    for (kind, name, _), count in sorted(survey.attributes.items()):
        yield ("attributes", kind.value, name), count
    for (kind, status), count in sorted(counts.status.items()):
        yield ("status", kind.value, status.value), count
