"""Documents from elsewhere made label files in a folder: whole or not at all, never over what is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial
from itertools import islice
from pathlib import Path

from annotations.corpus.examining import Examined, Found, Task, taken
from annotations.corpus.merging import merged
from annotations.corpus.names import path_names
from annotations.corpus.originals import Originals
from annotations.corpus.source import Batch, refuse_to_mix
from annotations.corpus.work import Progress, in_order, quiet
from annotations.formats.errors import FormatError
from annotations.formats.exchange import UNSIGNED, LabelledDocument, Labels, said
from annotations.formats.file_names import LABEL_SETS, LABELS, annotator_in_name, document_id
from annotations.formats.inputs import read_json, read_text
from annotations.formats.losses import Loss, LossReport
from annotations.formats.native import (
    annotation_set_to_dict,
    label_set_from_dict,
    label_set_to_dict,
    render,
    render_label_set,
)
from annotations.formats.sorot import labels_of, text_bytes
from annotations.model.annotation_set import AnnotationSet
from annotations.model.document import DocumentRef
from annotations.model.label_set import LabelSet
from annotations.model.records import Kind, Mention, Origin, Provenance, Record, Status
from annotations.store.files import replace_file
from annotations.store.journal import journal_path
from annotations.store.label_file import LABEL_SET_CODES
from annotations.store.label_sets import label_set_known_as
from annotations.store.lock import Held, acquire, lock_path
from annotations.store.recovery import find_journal
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


@dataclass
class Imported:
    """What an import did, or would do."""

    outcomes: list[Outcome] = field(default_factory=list)
    losses: LossReport = field(default_factory=LossReport)

    @property
    def counts(self) -> Counter[Action]:
        """How many labels of one annotator were new, the same, merged, or refused."""
        return Counter(one.action for one in self.outcomes)

    @property
    def mentions(self) -> int:
        """How many mentions there are in what was not refused."""
        return sum(one.mentions for one in self.outcomes if one.action is not Action.REFUSED)


def run_import(job: Import, examined: Examined, *, dry: bool = False, progress: Progress = quiet) -> Imported:
    """Import what was examined; ``dry`` only says what would be done.

    A document is imported whole, with all its annotators, or refused; of one that nobody has labelled there
    is the text. Imported again, the same documents are the same and nothing is written. Raises FormatError
    when the folder cannot be written to, or lies where the source is read.
    """
    refuse_to_mix(job.task.source, job.out)
    done = Imported()
    rows = iter(path_names(row.name for row in examined.rows))
    pieces = (
        (batch, list(islice(rows, sum(kept))))
        for batch, kept in zip(job.task.source.batches(), examined.taken, strict=True)
    )
    try:
        if not dry:
            job.out.mkdir(parents=True, exist_ok=True)
            _write_label_set(job.out, job.task.label_set)
            if job.originals is not None:
                job.originals.keep_in(job.out)
        work = partial(_import_batch, replace(job, task=job.task.without_source(), originals=None), dry)
        for outcomes, losses in in_order(work, pieces, job.task.jobs):
            done.outcomes += outcomes
            done.losses.add(losses)
            progress("looking" if dry else "importing", len(done.outcomes), len(examined.rows))
    except OSError as error:
        raise FormatError(f"The folder cannot be written to: {error.strerror or error}.", job.out) from error
    return done


def _import_batch(
    job: Import,
    dry: bool,  # noqa: FBT001 - bound by partial
    piece: tuple[Batch, Sequence[tuple[str, str]]],
) -> tuple[list[Outcome], list[Loss]]:
    batch, names = piece
    outcomes, found = [], Found()
    rules = label_set_to_dict(job.task.label_set)
    for document, (_, path) in zip(taken(job.task, batch, found), names, strict=True):
        try:
            plans = list(_plans(job, document, path, rules))
        except FormatError as error:
            outcomes.append(Outcome(document.name, path, Action.REFUSED, why=error.message))
            continue
        refused = [plan for plan in plans if plan.outcome.action is Action.REFUSED]
        if not dry and not refused:
            _write(job.out / f"{path}.txt", document, plans)
        outcomes += [plan.outcome for plan in refused or plans]
    return outcomes, found.losses


@dataclass(frozen=True)
class _Plan:
    """What will be done with one annotator's labels; ``annotations`` None leaves the file as it is."""

    outcome: Outcome
    label_path: Path
    annotations: AnnotationSet | None = None


def _plans(
    job: Import, document: LabelledDocument, path: str, rules: Mapping[str, object]
) -> Iterator[_Plan]:
    text_path = job.out / f"{path}.txt"
    if text_path.exists() and read_text(text_path).text != document.text.text:
        raise FormatError("Another text of this name is there already.", text_path)
    try:
        text_bytes(document.text.text)
    except UnicodeEncodeError as error:
        place = f"offset {error.start}"
        raise FormatError("The text holds half a character (a lone surrogate).", text_path, place) from error
    if not document.sets:
        action = Action.SAME if text_path.exists() else Action.NEW
        yield _Plan(Outcome(document.name, path, action), text_path)
    for labels in document.sets:
        yield _plan(job, document, path, _signed(job, labels), rules, alone=len(document.sets) == 1)


def _plan(
    job: Import,
    document: LabelledDocument,
    path: str,
    labels: Labels,
    rules: Mapping[str, object],
    *,
    alone: bool,
) -> _Plan:
    stem = job.out / path
    named = stem.with_name(f"{stem.name}.{annotator_in_name(labels.annotator)}{LABELS}")
    label_path = stem.with_name(stem.name + LABELS) if alone else named
    action = Action.NEW
    if label_path.exists():
        there = _labels_there(label_path)
        if said(there.records) == said(labels.records):
            return _Plan(_outcome(document, path, Action.SAME, labels), label_path)
        match job.existing:
            case Existing.MERGE:
                records = merged(there.records, labels.records)
                if len(records) == len(there.records):
                    return _Plan(_outcome(document, path, Action.SAME, labels), label_path)
                action, labels = Action.MERGED, replace(there, records=records)
            case Existing.ANNOTATOR if alone and not named.exists():
                action, label_path = Action.ANNOTATOR, named
            case Existing.ANNOTATOR if alone and said(_labels_there(named).records) == said(labels.records):
                return _Plan(_outcome(document, path, Action.SAME, labels), named)
            case _:
                raise FormatError(
                    f"{label_path.name} has other labels already; merge them, or import under the name of "
                    "another annotator."
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
) -> _Plan:
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
    return _Plan(outcome, label_path, annotations)


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
        raise FormatError(f"It is no sound label file: {problems[0].message}", path, problems[0].pointer)
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
            raise FormatError(f"{label_path.name} has edits that are not saved yet; open it in Sorot first.")
    finally:
        got.release()


def _write(text_path: Path, document: LabelledDocument, plans: Sequence[_Plan]) -> None:
    text_path.parent.mkdir(parents=True, exist_ok=True)
    if not text_path.exists():
        replace_file(text_path, [text_bytes(document.text.text)])
    for plan in plans:
        if plan.annotations is not None:
            replace_file(plan.label_path, [render(plan.annotations, document.text)])


def _write_label_set(out: Path, label_set: LabelSet) -> None:
    known = label_set_known_as(label_set.ref.id)
    if known is None or label_set_from_dict(known) != label_set:
        replace_file(label_set_path(out, label_set), [render_label_set(label_set)])


def label_set_path(out: Path, label_set: LabelSet) -> Path:
    """Where an import writes its label set, unless that is one which is known here anyway."""
    return out / (label_set.ref.id.replace(":", "_") + LABEL_SETS)
