"""What an import does with each document, decided before anything of it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from annotations.corpus.examining import Task
from annotations.corpus.merging import merged
from annotations.corpus.originals import Originals
from annotations.formats.errors import FormatError
from annotations.formats.exchange import UNSIGNED, LabelledDocument, Labels, said
from annotations.formats.file_names import LABELS, annotator_names, document_id
from annotations.formats.inputs import read_json, read_text
from annotations.formats.native import annotation_set_to_dict
from annotations.formats.sorot import labels_of, text_bytes
from annotations.model.annotation_set import AnnotationSet
from annotations.model.document import DocumentRef
from annotations.model.label_set import LabelSet
from annotations.model.records import Kind, Mention, Origin, Provenance, Record, Status
from annotations.store.journal import journal_path
from annotations.store.label_file import LABEL_SET_CODES
from annotations.store.lock import Held, acquire, lock_path
from annotations.store.recovery import find_journal
from annotations.words import tr
from schemas.validation import annotation_set_problems


class Existing(StrEnum):
    """What happens to a document that has other labels already."""

    REFUSE = "refuse"
    MERGE = "merge"
    ANNOTATOR = "annotator"


class Action(StrEnum):
    """What an import does with one annotator's labels of a document."""

    NEW = "new"
    SAME = "same"
    MERGED = "merged"
    ANNOTATOR = "annotator"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was done with a document's labels, or would be: ``why`` says it of those that are refused.

    ``doubts`` counts what the label set has against the labels: they are kept, and shown when it is opened.
    """

    document: str
    path: str
    action: Action
    mentions: int = 0
    doubts: int = 0
    why: str = ""


@dataclass(frozen=True)
class Import:
    """An import into a folder. ``at`` (RFC 3339, UTC) is when; ``annotator`` is for labels of nobody."""

    task: Task
    out: Path
    at: str
    annotator: str = "import"
    existing: Existing = Existing.REFUSE
    status: Status = Status.IN_PROGRESS
    originals: Originals | None = None


@dataclass(frozen=True)
class Plan:
    """What will be done with one annotator's labels; ``annotations`` None leaves the file as it is."""

    outcome: Outcome
    label_path: Path
    annotations: AnnotationSet | None = None


def plans_for(
    job: Import, document: LabelledDocument, path: str, rules: Mapping[str, object]
) -> Iterator[Plan]:
    """What is to be done with the labels of each annotator of a document, ``path`` below the folder.

    ``rules`` are the label set as a label set file has it. Raises FormatError for a document that is refused.
    """
    text_path = job.out / f"{path}.txt"
    if text_path.exists() and read_text(text_path).text != document.text.text:
        raise FormatError(tr("Another text of this name is there already."), text_path)
    try:
        text_bytes(document.text.text)
    except UnicodeEncodeError as error:
        place = tr("offset {offset}", offset=error.start)
        raise FormatError(
            tr("The text holds half a character (a lone surrogate)."), text_path, place
        ) from error
    if not document.sets:
        action = Action.SAME if text_path.exists() else Action.NEW
        yield Plan(Outcome(document.name, path, action), text_path)
    signed = [_signed(job, labels) for labels in document.sets]
    names = annotator_names(labels.annotator for labels in signed)
    for labels, name in zip(signed, names, strict=True):
        yield _plan(job, document, path, labels, f".{name}{LABELS}", rules)


def _plan(
    job: Import,
    document: LabelledDocument,
    path: str,
    labels: Labels,
    ending: str,
    rules: Mapping[str, object],
) -> Plan:
    stem = job.out / path
    named, alone = stem.with_name(stem.name + ending), len(document.sets) == 1
    label_path = stem.with_name(stem.name + LABELS) if alone else named
    action = Action.NEW
    if label_path.exists():
        there = _labels_there(label_path)
        if said(there.records) == said(labels.records):
            return Plan(_outcome(document, path, Action.SAME, labels), label_path)
        match job.existing:
            case Existing.MERGE:
                records = merged(there.records, labels.records)
                if len(records) == len(there.records):
                    return Plan(_outcome(document, path, Action.SAME, labels), label_path)
                action, labels = Action.MERGED, replace(there, records=records)
            case Existing.ANNOTATOR if alone and not named.exists():
                action, label_path = Action.ANNOTATOR, named
            case Existing.ANNOTATOR if alone and said(_labels_there(named).records) == said(labels.records):
                return Plan(_outcome(document, path, Action.SAME, labels), named)
            case _:
                raise FormatError(
                    tr(
                        "{name} has other labels already; merge them, or import under the name of another "
                        "annotator.",
                        name=label_path.name,
                    )
                )
    _refuse_open(label_path)
    return _checked(document, path, action, labels, label_path, job.task.label_set, rules)


def _checked(
    document: LabelledDocument,
    path: str,
    action: Action,
    labels: Labels,
    label_path: Path,
    label_set: LabelSet,
    rules: Mapping[str, object],
) -> Plan:
    name = path.rpartition("/")[2] + ".txt"
    reference = DocumentRef.of(document_id(Path(name)), name, document.text)
    annotations = AnnotationSet(
        reference, label_set.ref, labels.annotator, labels.records, labels.status, labels.extra
    )
    problems = annotation_set_problems(
        annotation_set_to_dict(annotations, document.text), document.text.text, rules
    )
    hard = [one for one in problems if one.code not in LABEL_SET_CODES]
    if hard:
        raise FormatError(hard[0].message, place=hard[0].pointer)
    outcome = replace(_outcome(document, path, action, labels), doubts=len(problems))
    return Plan(outcome, label_path, annotations)


def _outcome(document: LabelledDocument, path: str, action: Action, labels: Labels) -> Outcome:
    return Outcome(document.name, path, action, sum(isinstance(one, Mention) for one in labels.records))


def _signed(job: Import, labels: Labels) -> Labels:
    """The labels with a name, a time and a status where the file said none."""
    annotator = labels.annotator or job.annotator
    stamp = Provenance(annotator, job.at, Origin.IMPORT, f"{job.task.source.name}" or None)
    records = tuple(_stamped(record, stamp) for record in labels.records)
    kinds = {record.kind for record in records if isinstance(record, Mention)}
    status = {
        kind: job.status if one is Status.UNTOUCHED and kind in kinds else one
        for kind in Kind
        for one in (labels.status.get(kind, Status.UNTOUCHED),)
    }
    return replace(labels, annotator=annotator, records=records, status=status)


def _stamped(record: Record, stamp: Provenance) -> Record:
    return replace(record, provenance=stamp) if record.provenance == UNSIGNED else record


def _labels_there(path: Path) -> Labels:
    data = read_json(path)
    if problems := annotation_set_problems(data):
        raise FormatError(
            tr("It is no sound label file: {why}", why=problems[0].message), path, problems[0].pointer
        )
    if not isinstance(data, dict):
        raise TypeError("an annotation set that holds to its schema is an object")
    return labels_of(data)


def _refuse_open(label_path: Path) -> None:
    """Raise FormatError when somebody has the labels open, or a crash has left edits that are not in them."""
    if not (lock_path(label_path).exists() or journal_path(label_path).exists()):
        return
    got = acquire(label_path)
    if isinstance(got, Held):
        raise FormatError(f"{label_path.name}: {got.message}")
    try:
        if find_journal(label_path) is not None:
            raise FormatError(
                tr("{name} has edits that are not saved yet; open it in Sorot first.", name=label_path.name)
            )
    finally:
        got.release()
