"""After a crash: which edits of a journal the label file lacks, and doing them again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from annotations.edits.draft import Draft
from annotations.edits.edit import RecordEdit, Step
from annotations.model.annotation_set import AnnotationSet
from annotations.model.document import DocumentRef
from annotations.model.records import Mention
from annotations.store.files import free_name, set_aside, sync_folder
from annotations.store.journal import journal_path
from annotations.store.journal_lines import Contents, Entry, read_journal
from annotations.words import tr, trn
from schemas.late import late_dataclass


@late_dataclass(frozen=True)
class Recovery:
    """What was found in a journal that an earlier run left behind.

    ``replayed`` edits were done again; ``entries`` are all that the journal holds, for whoever rebuilds the
    history of undo. The label file has those up to ``through``; ``unsaved`` are numbered lines of the rest.
    ``torn``: a last, never acknowledged edit was not written to its end. ``damaged``: not all could be read
    or done again; ``kept`` is the copy of the journal made because of that. ``conflict`` is a sentence when
    the journal belongs to another state of the label file: nothing has been done then.
    """

    journal: Path
    replayed: int = 0
    entries: tuple[Entry, ...] = ()
    unsaved: tuple[tuple[int, bytes], ...] = ()
    through: int = 0
    torn: bool = False
    damaged: bool = False
    kept: Path | None = None
    conflict: str | None = None

    @property
    def message(self) -> str:
        """What was recovered, as a sentence for the user; empty when there is nothing to tell."""
        if self.conflict is not None:
            return self.conflict
        parts = []
        if self.replayed:
            parts.append(
                trn(
                    "{count} edit that had not been saved when the program ended: recovered.",
                    "{count} edits that had not been saved when the program ended: recovered.",
                    self.replayed,
                )
            )
        if self.torn:
            parts.append(tr("One more edit had not been written to its end and is lost."))
        if self.kept is not None and not self.damaged:
            parts.append(tr("The journal was put aside as {name}.", name=self.kept.name))
        if self.damaged and self.kept is not None:
            parts.append(
                tr(
                    "The journal {name} is damaged after these edits; a copy is kept as {kept}.",
                    name=self.journal.name,
                    kept=self.kept.name,
                )
            )
        elif self.damaged:
            parts.append(tr("The journal {name} is damaged after these edits.", name=self.journal.name))
        return " ".join(parts)


def find_journal(label_path: Path) -> Contents | None:
    """The journal beside a label file, if there is one with anything in it. Raises OSError."""
    try:
        contents = read_journal(journal_path(label_path))
    except FileNotFoundError:
        return None
    if contents.header is None and not (contents.damaged or contents.later_version):
        return None  # torn in its first line: there never was an acknowledged edit
    return contents


def recover(label_path: Path, contents: Contents, annotations: AnnotationSet, digest: str | None) -> Recovery:
    """Do again, on ``annotations``, what the journal has and the label file with this digest lacks.

    ``annotations`` is as the label file has it, or empty when there is none (``digest`` None). No file is
    touched.
    """
    journal = journal_path(label_path)
    start = _start(contents, annotations.document, digest)
    if isinstance(start, str):
        return Recovery(journal, entries=tuple(contents.entries), conflict=start)
    done: list[tuple[int, bytes]] = []
    for entry, line in zip(contents.entries, contents.lines, strict=True):
        if entry.seq > start:
            if not _replay(annotations, entry.edit.steps):
                return Recovery(
                    journal,
                    len(done),
                    tuple(contents.entries),
                    tuple(done),
                    start,
                    damaged=True,
                )
            done.append((entry.seq, line))
    return Recovery(
        journal,
        len(done),
        tuple(contents.entries),
        tuple(done),
        start,
        torn=bool(contents.torn) and not contents.damaged,
        damaged=contents.damaged,
    )


def keep_damaged(recovery: Recovery) -> Recovery:
    """Copy a damaged journal aside before it is written anew. Raises OSError."""
    return replace(recovery, kept=set_aside(recovery.journal)) if recovery.damaged else recovery


def discard_journal(label_path: Path) -> None:
    """Remove a journal that has nothing which the label file lacks. Raises OSError."""
    journal_path(label_path).unlink(missing_ok=True)


def put_journal_aside(label_path: Path) -> Path:
    """Rename a journal so that it is not found again, and return its new name. Raises OSError."""
    journal = journal_path(label_path)
    kept = free_name(journal, "kept")
    journal.rename(kept)
    sync_folder(kept.parent)
    return kept


def _start(contents: Contents, document: DocumentRef, digest: str | None) -> int | str:
    """The number of the last edit that the label file holds, or a sentence why that cannot be told."""
    if (refusal := _refusal(contents, document)) is not None or contents.header is None:
        return refusal or ""
    for saving in reversed(contents.savings):
        if saving.digest == digest:
            return saving.through
    if contents.header.base == digest:
        return contents.header.through
    if digest is None:
        return tr(
            "There are unsaved edits in a journal, but the label file that they belong to is not there."
        )
    return tr(
        "There are unsaved edits in a journal, but the label file was changed by another program since."
    )


def _refusal(contents: Contents, document: DocumentRef) -> str | None:
    if contents.later_version:
        return tr("The journal of unsaved edits was written by a later Sorot; open the document there.")
    if contents.header is None:
        return tr("The journal of unsaved edits is damaged from its first line on.")
    if contents.header.document.digest != document.digest:
        return tr("The journal of unsaved edits is of another text.")
    return None


def _replay(annotations: AnnotationSet, steps: Sequence[Step]) -> bool:
    """Do the steps again, all or none; whether they fit the set as it is."""
    done: list[Step] = []
    for step in steps:
        if step.check(Draft(annotations)) or not _lies_within(step, annotations.document.length):
            for finished in reversed(done):
                finished.inverse().apply(annotations)
            return False
        step.apply(annotations)
        done.append(step)
    return True


def _lies_within(step: Step, length: int) -> bool:
    """Whether a mention that the step puts there has its spans in a text of so many code points."""
    if not isinstance(step, RecordEdit) or not isinstance(step.after, Mention):
        return True
    return bool(step.after.spans) and all(span.end <= length for span in step.after.spans)
