"""Documents from elsewhere made label files in a folder: whole or not at all, never over what is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from pathlib import Path

from annotations.corpus.examining import Examined, Found, taken
from annotations.corpus.import_plans import Action, Import, Outcome, Plan, plans_for
from annotations.corpus.names import path_names
from annotations.corpus.source import Batch, refuse_to_mix
from annotations.corpus.work import Progress, in_order, quiet
from annotations.formats.errors import FormatError
from annotations.formats.exchange import LabelledDocument
from annotations.formats.file_names import LABEL_SETS
from annotations.formats.losses import Loss, LossReport
from annotations.formats.native import label_set_from_dict, label_set_to_dict, render, render_label_set
from annotations.formats.sorot import text_bytes
from annotations.model.label_set import LabelSet
from annotations.store.files import replace_file, sync_folder
from annotations.store.label_sets import label_set_known_as, label_sets_in
from annotations.words import tr


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
    when the folder cannot be written to, lies where the source is read, or has a label set with other labels.
    """
    refuse_to_mix(job.task.source, job.out)
    _refuse_to_lose_labels(job.out, job.task.label_set)
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
                job.originals.keep_in(job.out, progress)
        work = partial(_import_batch, replace(job, task=job.task.without_source(), originals=None), dry)
        for outcomes, losses in in_order(work, pieces, job.task.jobs):
            done.outcomes += outcomes
            done.losses.add(losses)
            progress("looking" if dry else "importing", len(done.outcomes), len(examined.rows))
    except OSError as error:
        raise FormatError(
            tr("The folder cannot be written to: {why}.", why=error.strerror or error), job.out
        ) from error
    return done


def _import_batch(
    job: Import,
    dry: bool,  # noqa: FBT001 - bound by partial
    piece: tuple[Batch, Sequence[tuple[str, str]]],
) -> tuple[list[Outcome], list[Loss]]:
    batch, names = piece
    outcomes, found, folders = [], Found(), set[Path]()
    rules = label_set_to_dict(job.task.label_set)
    for document, (_, path) in zip(taken(job.task, batch, found), names, strict=True):
        try:
            plans = list(plans_for(job, document, path, rules))
        except FormatError as error:
            outcomes.append(Outcome(document.name, path, Action.REFUSED, why=error.message))
            continue
        refused = [plan for plan in plans if plan.outcome.action is Action.REFUSED]
        if not dry and not refused:
            _write(job.out / f"{path}.txt", document, plans, folders)
        outcomes += [plan.outcome for plan in refused or plans]
    for folder in folders:
        sync_folder(folder)
    return outcomes, found.losses


def _write(text_path: Path, document: LabelledDocument, plans: Sequence[Plan], folders: set[Path]) -> None:
    """Write the labels and then the text: one that is killed meanwhile leaves no text without its labels."""
    text_path.parent.mkdir(parents=True, exist_ok=True)
    for plan in plans:
        if plan.annotations is not None:
            replace_file(plan.label_path, [render(plan.annotations, document.text)], folders=folders)
    if not text_path.exists():
        replace_file(text_path, [text_bytes(document.text.text)], folders=folders)


def _refuse_to_lose_labels(out: Path, label_set: LabelSet) -> None:
    """Raise FormatError when the label set that will be written takes the place of one that has others."""
    there = label_sets_in(out).get(label_set.ref.id)
    if there is not None and _is_written(label_set) and not _names(there) <= _names(label_set):
        message = tr("The label set of this folder has labels that the one in use has not; use it first.")
        raise FormatError(message, label_set_path(out, label_set))


def _names(label_set: LabelSet) -> set[tuple[str, ...]]:
    found = {(label.kind.value, label.id) for label in label_set.labels}
    roles = {("role", label.id, role.id) for label in label_set.labels for role in label.roles}
    others = {("relation", one.id) for one in label_set.relations}
    return found | roles | others | {("attribute", one.id) for one in label_set.attributes}


def _is_written(label_set: LabelSet) -> bool:
    known = label_set_known_as(label_set.ref.id)
    return known is None or label_set_from_dict(known) != label_set


def _write_label_set(out: Path, label_set: LabelSet) -> None:
    if _is_written(label_set):
        replace_file(label_set_path(out, label_set), [render_label_set(label_set)])


def label_set_path(out: Path, label_set: LabelSet) -> Path:
    """Where an import writes its label set, unless that is one which is known here anyway."""
    return out / (label_set.ref.id.replace(":", "_") + LABEL_SETS)
