"""Reversible edits: check first, then apply; applying gives the inverse and a typed account.

There is one primitive for records (put ``after`` where ``before`` was), one for the status of a
kind, and a composite. An edit that has passed ``check`` on the same annotation set cannot fail.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotations.edits.integrity import Context, record_problems, removal_problems
from annotations.model.annotation_set import AnnotationSet
from annotations.model.change import Change, StatusChange, merge
from annotations.model.records import Kind, Record, Status
from schemas.problems import Problem


class EditRefusedError(Exception):
    """An edit that does not fit the annotation set; ``problems`` says why, a sentence each."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Title:
    """What an edit does, as data: screens word it in their language.

    ``action`` is a stable word such as ``tag`` or ``delete``, ``label`` a label id, ``quote`` the
    beginning of the text concerned, ``count`` how many mentions.
    """

    action: str
    label: str = ""
    quote: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True)
class RecordEdit:
    """Put ``after`` where ``before`` is: None before adds, None after removes."""

    before: Record | None
    after: Record | None

    def check(self, annotations: AnnotationSet, context: Context) -> list[Problem]:
        """Why the edit does not fit, empty when it does."""
        before, after = self.before, self.after
        record = after if before is None else before
        if record is None:
            return [Problem("", "The edit neither adds, changes nor removes anything.", code="empty_edit")]
        if before is not None and after is not None and (before.id, type(before)) != (after.id, type(after)):
            message = f"{before.id} cannot become {after.id}: a change keeps the id and the type of record."
            return [Problem("", message, code="identity")]
        if annotations.get(record.id) != before:
            return [Problem("", f"{record.id} is not what the edit expects it to be.", code="stale")]
        if after is None:
            return removal_problems(annotations, record)
        return record_problems(annotations, context, after)

    def apply(self, annotations: AnnotationSet) -> Change:
        """Do it, unchecked, and say what changed."""
        annotations.replace(self.before, self.after)
        if self.before is None:
            return Change(added=() if self.after is None else (self.after,))
        if self.after is None:
            return Change(removed=(self.before,))
        return Change(updated=((self.before, self.after),))

    def inverse(self) -> RecordEdit:
        """The edit that takes this one back."""
        return RecordEdit(self.after, self.before)


@dataclass(frozen=True, slots=True)
class StatusEdit:
    """Change how far a kind is labelled."""

    kind: Kind
    before: Status
    after: Status

    def check(self, annotations: AnnotationSet, context: Context) -> list[Problem]:
        """Why the edit does not fit, empty when it does."""
        del context
        if annotations.status(self.kind) is self.before:
            return []
        message = f"The status of {self.kind} is {annotations.status(self.kind)}, not {self.before}."
        return [Problem(f"/status/{self.kind}", message, code="stale")]

    def apply(self, annotations: AnnotationSet) -> Change:
        """Do it, unchecked, and say what changed."""
        annotations.set_status(self.kind, self.after)
        return Change(status=(StatusChange(self.kind, self.before, self.after),))

    def inverse(self) -> StatusEdit:
        """The edit that takes this one back."""
        return StatusEdit(self.kind, self.after, self.before)


Step = RecordEdit | StatusEdit


@dataclass(frozen=True, slots=True)
class Edit:
    """One undo step: a title and the primitive steps, done in order or not at all."""

    title: Title
    steps: tuple[Step, ...]

    def inverse(self) -> Edit:
        """The edit that takes this one back; it keeps the title, for "Undo: ..."."""
        return Edit(self.title, tuple(step.inverse() for step in reversed(self.steps)))

    def check(self, annotations: AnnotationSet, context: Context) -> list[Problem]:
        """Why the edit does not fit, empty when it does; the set is left as it was."""
        done: list[Step] = []
        problems: list[Problem] = []
        for step in self.steps:
            problems = step.check(annotations, context)
            if problems:
                break
            step.apply(annotations)
            done.append(step)
        for step in reversed(done):
            step.inverse().apply(annotations)
        return problems

    def apply(self, annotations: AnnotationSet, context: Context) -> tuple[Edit, Change]:
        """Check and do it; return the inverse and the account.

        Raises:
            EditRefusedError: the edit does not fit; the set is left as it was.
        """
        changes: list[Change] = []
        done: list[Step] = []
        for step in self.steps:
            problems = step.check(annotations, context)
            if problems:
                for finished in reversed(done):
                    finished.inverse().apply(annotations)
                raise EditRefusedError(problems)
            changes.append(step.apply(annotations))
            done.append(step)
        return self.inverse(), merge(changes)
