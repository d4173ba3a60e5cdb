"""Opening a document: its text, its labels, what a crash left behind, and who else has it open."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from annotations.formats.file_names import LABEL_SETS, LABELS, document_id, document_names, label_path_of
from annotations.formats.native import label_set_to_dict
from annotations.formats.native_lines import Frame
from annotations.model.annotation_set import AnnotationSet
from annotations.model.document import DocumentRef
from annotations.model.label_set import LabelSet
from annotations.store.files import read_file, real_path
from annotations.store.keeper import Keeper
from annotations.store.keeper_state import Base
from annotations.store.label_file import LabelFile, load_label_file
from annotations.store.lock import Held, Holder, Lock, acquire, lock_path
from annotations.store.lock import take_over as take_over_stale
from annotations.store.recovery import (
    Recovery,
    discard_journal,
    find_journal,
    keep_damaged,
    put_journal_aside,
    recover,
)
from annotations.store.trouble import StoreError, Trouble, store_error
from annotations.text.decoding import Decoded, UndecodableError, decode
from annotations.text.source import SourceText
from annotations.words import tr
from schemas.collector import collector_paused
from schemas.late import late_dataclass
from schemas.problems import Problem
from schemas.validation import annotation_set_problems


@late_dataclass(frozen=True)
class Opened:
    """A document that has been opened.

    ``read_only`` is the sentence why nothing may be changed; there is no keeper then. ``held`` is who has the
    labels open, ``recovery`` what was found of a crash (its ``conflict`` can be settled by opening again with
    ``set_journal_aside``), ``problems`` what the label set has against the labels.
    """

    path: Path
    label_path: Path
    text: SourceText
    decoded: Decoded
    annotations: AnnotationSet
    keeper: Keeper | None = None
    held: Held | None = None
    recovery: Recovery | None = None
    read_only: str | None = None
    problems: tuple[Problem, ...] = ()

    def close(self) -> bool:
        """Save and let go of the document; whether the label file holds every edit."""
        return True if self.keeper is None else self.keeper.close()


def open_document(  # noqa: PLR0913 - each is said by its name
    path: Path,
    *,
    annotator: str,
    label_set: LabelSet,
    encoding: str | None = None,
    take_over: bool = False,
    set_journal_aside: bool = False,
    read_only: bool = False,
    histories: Path | None = None,
) -> Opened:
    """Open a text with the labels beside it, and do again what a crash kept out of the label file.

    ``encoding`` overrules detection. ``take_over`` takes the place of a stale holder, and
    ``set_journal_aside`` settles a conflict by keeping the label file as it is: both after asking the user.
    ``read_only`` touches nothing. Undo histories are kept in the folder ``histories``, if there is one.

    Raises:
        StoreError: the text or the label file cannot be read (TextChangedError: it has labels of another
            text). Neither has been touched.
    """
    path = path.absolute()
    label_path = real_path(label_path_of(path))
    decoded = _read_text(path, encoding)
    _refuse_labels(path)
    text = SourceText(decoded.text)
    lock, held = (None, None) if read_only else _lock(label_path, take_over=take_over)
    try:
        with collector_paused():  # at 150,000 mentions this halves the time
            file = load_label_file(label_path, text, label_set_to_dict(label_set))
        journal = None if _is_live(held) else find_journal(label_path)
        if file is None:
            if journal is not None and journal.header is not None:
                annotator = journal.header.annotator
            annotations = _new(path, text, annotator, label_set)
        else:
            annotations = file.annotations
        recovery = None
        if journal is not None:
            recovery = recover(label_path, journal, annotations, None if file is None else file.digest)
        reason = _reason(file, held, read_only=read_only)
        if reason is None:
            recovery = _settle(label_path, recovery, set_journal_aside=set_journal_aside)
            reason = None if recovery is None else recovery.conflict
        keeper = None
        if reason is None:
            base = _base(file, recovery)
            keeper = Keeper(label_path, text, annotations, base, lock, histories=histories)
    except OSError as error:
        _release(lock)
        raise store_error("open", label_path, error) from error
    except BaseException:
        _release(lock)
        raise
    if keeper is None:
        _release(lock)
    problems = () if file is None else file.problems
    return Opened(path, label_path, text, decoded, annotations, keeper, held, recovery, reason, problems)


def _read_text(path: Path, encoding: str | None) -> Decoded:
    try:
        return decode(read_file(path)[0], encoding)
    except OSError as error:
        raise store_error("read", path, error) from error
    except MemoryError as error:
        raise StoreError(
            Trouble.OTHER, tr("{name} cannot be read: it does not fit into memory.", name=path.name), path
        ) from error
    except UndecodableError as error:
        raise StoreError(
            Trouble.BROKEN, tr("{name} cannot be read: {error}", name=path.name, error=error), path
        ) from error


def _refuse_labels(path: Path) -> None:
    """Labels are opened by opening their text. Raises StoreError when the path is theirs, by its name."""
    if path.name.endswith(LABELS):
        text = next(
            (one for one in document_names(path) if path.with_name(one).is_file()), tr("the text they are of")
        )
        message = tr(
            "{name} holds labels, not a text. Open {text}: its labels are shown with it.",
            name=path.name,
            text=text,
        )
        raise StoreError(Trouble.OTHER, message, path)
    if path.name.endswith(LABEL_SETS):
        raise StoreError(
            Trouble.OTHER, tr("{name} is a label set, not a text to label.", name=path.name), path
        )


def _lock(label_path: Path, *, take_over: bool) -> tuple[Lock | None, Held | None]:
    """The lock, or who has it; a lock that cannot be made yet is tried again whenever edits are written."""
    try:
        got = acquire(label_path)
        if take_over and isinstance(got, Held):
            got = take_over_stale(label_path, got)
    except OSError:
        return Lock(lock_path(label_path), Holder.me()), None
    return (None, got) if isinstance(got, Held) else (got, None)


def _release(lock: Lock | None) -> None:
    if lock is not None:
        lock.release()


def _is_live(held: Held | None) -> bool:
    return held is not None and not held.stale


def _reason(file: LabelFile | None, held: Held | None, *, read_only: bool) -> str | None:
    """Why the document can only be looked at; None when it can be changed."""
    if held is not None:
        return held.message
    if file is not None and file.read_only is not None:
        return file.read_only
    return tr("The document was opened to be looked at only.") if read_only else None


def _new(path: Path, text: SourceText, annotator: str, label_set: LabelSet) -> AnnotationSet:
    """An annotation set without records. Raises StoreError when a file of it would not be sound."""
    made = AnnotationSet(DocumentRef.of(document_id(path), path.name, text), label_set.ref, annotator)
    if problems := annotation_set_problems(Frame.of(made).to_dict()):
        message = tr("{name} cannot be labelled: {problems}", name=path.name, problems=problems[0].message)
        raise StoreError(Trouble.OTHER, message, path, problems)
    return made


def _settle(label_path: Path, recovery: Recovery | None, *, set_journal_aside: bool) -> Recovery | None:
    """See to it that nothing of a journal is lost when a new one takes its place."""
    if recovery is None or (recovery.conflict is None and not recovery.unsaved):
        discard_journal(label_path)
    elif recovery.conflict is None:
        return keep_damaged(recovery)
    elif set_journal_aside:
        return replace(recovery, conflict=None, kept=put_journal_aside(label_path))
    return recovery


def _base(file: LabelFile | None, recovery: Recovery | None) -> Base:
    digest, seen = (None, None) if file is None else (file.digest, file.seen)
    if recovery is None:
        return Base(digest, seen)
    return Base(digest, seen, recovery.through, recovery.unsaved)
