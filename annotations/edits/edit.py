"""Reversible edits: check first, then apply; applying gives the inverse and a typed account.

There is one primitive for records (put ``after`` where ``before`` was), one for the status of a
kind, one for side data, and ``Edit`` is made of them. An edit that has passed ``check`` on the same
annotation set cannot fail, and neither can its inverse right after.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from annotations.edits import side_data
from annotations.edits.draft import Draft
from annotations.edits.integrity import Context
from annotations.model.annotation_set import AnnotationSet
from annotations.model.change import Change, ExtraChange, StatusChange, merge
from annotations.model.label_set import LabelSet
from annotations.model.records import Kind, Record, Status
from annotations.words import tr
from schemas.late import late_dataclass
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

    def check(self, draft: Draft) -> list[Problem]:
        """Why the step cannot be done by itself; how the records fit together is asked at the end."""
        before, after = self.before, self.after
        record = after if before is None else before
        if record is None:
            return [
                Problem("", tr("The edit neither adds, changes nor removes anything."), code="empty_edit")
            ]
        if before is not None and after is not None and (before.id, type(before)) != (after.id, type(after)):
            message = tr(
                "{before} cannot become {after}: a change keeps the id and the type of record.",
                before=before.id,
                after=after.id,
            )
            return [Problem("", message, code="identity")]
        if draft.get(record.id) != before:
            return [
                Problem(
                    "", tr("{record} is not what the edit expects it to be.", record=record.id), code="stale"
                )
            ]
        return []

    def apply(self, target: AnnotationSet | Draft) -> Change:
        """Do it, unchecked, and say what changed."""
        target.replace(self.before, self.after)
        if self.before is None:
            return Change(added=() if self.after is None else (self.after,))
        if self.after is None:
            return Change(removed=(self.before,))
        return Change(updated=((self.before, self.after),))

    def inverse(self) -> RecordEdit:
        """The step that takes this one back."""
        return RecordEdit(self.after, self.before)


@dataclass(frozen=True, slots=True)
class StatusEdit:
    """Change how far a kind is labelled."""

    kind: Kind
    before: Status
    after: Status

    def check(self, draft: Draft) -> list[Problem]:
        """Why the step cannot be done, empty when it can."""
        if draft.status(self.kind) is self.before:
            return []
        message = tr(
            "The status of {kind} is {status}, not {before}.",
            kind=self.kind,
            status=draft.status(self.kind),
            before=self.before,
        )
        return [Problem(f"/status/{self.kind}", message, code="stale")]

    def apply(self, target: AnnotationSet | Draft) -> Change:
        """Do it, unchecked, and say what changed."""
        target.set_status(self.kind, self.after)
        return Change(status=(StatusChange(self.kind, self.before, self.after),))

    def inverse(self) -> StatusEdit:
        """The step that takes this one back."""
        return StatusEdit(self.kind, self.after, self.before)


@dataclass(frozen=True, slots=True)
class ExtraEdit:
    """Put the JSON value ``after`` where ``before`` stands in ``extra``: None adds or removes a member.

    ``path`` names the member, from the outermost object in; all objects on the way are there, and the
    outermost is the program's own (``side_data.OWN``). Values are shared, and never changed in place.
    """

    path: tuple[str, ...]
    before: Any
    after: Any

    def check(self, draft: Draft) -> list[Problem]:
        """Why the step cannot be done, empty when it can."""
        pointer = "/".join(("/extra", *self.path))
        if self.path[:1] != (side_data.OWN,):
            return [Problem(pointer, tr("This side data is not the program’s to change."), code="not_own")]
        try:
            stands = side_data.value_at(draft.extra, self.path) == self.before
        except LookupError:
            stands = False
        if stands:
            return []
        return [Problem(pointer, tr("The side data is not what the edit expects it to be."), code="stale")]

    def apply(self, target: AnnotationSet | Draft) -> Change:
        """Do it, unchecked, and say what changed."""
        before = target.extra
        target.set_extra(side_data.with_value(before, self.path, self.after))
        return Change(extra=ExtraChange(before, target.extra))

    def inverse(self) -> ExtraEdit:
        """The step that takes this one back."""
        return ExtraEdit(self.path, self.after, self.before)


Step = RecordEdit | StatusEdit | ExtraEdit


@late_dataclass(frozen=True)
class LabelSetChange:
    """The label set that an edit was made under, and the one that it puts in its place."""

    before: LabelSet
    after: LabelSet

    def inverse(self) -> LabelSetChange:
        """The change that takes this one back."""
        return LabelSetChange(self.after, self.before)


@dataclass(frozen=True, slots=True)
class Edit:
    """One undo step: a title and the primitive steps, done in order or not at all.

    With ``label_sets`` it is what a change of the label set does to one document, often nothing: it is judged
    by the label set that is to be, and whoever does it sees to it that this one is used.
    """

    title: Title
    steps: tuple[Step, ...]
    label_sets: LabelSetChange | None = None

    def inverse(self) -> Edit:
        """The edit that takes this one back; it keeps the title, for "Undo: ..."."""
        label_sets = None if self.label_sets is None else self.label_sets.inverse()
        return Edit(self.title, tuple(step.inverse() for step in reversed(self.steps)), label_sets)

    def check(self, annotations: AnnotationSet, context: Context) -> list[Problem]:
        """Why the edit does not fit, empty when it does; the set is not touched."""
        draft = Draft(annotations)
        for step in self.steps:
            if problems := step.check(draft):
                return problems
            step.apply(draft)
        return list(draft.problems(context))

    def apply(self, annotations: AnnotationSet, context: Context) -> tuple[Edit, Change]:
        """Check and do it; return the inverse and the account.

        Raises:
            EditRefusedError: the edit does not fit; the set has not been touched.
        """
        if problems := self.check(annotations, context):
            raise EditRefusedError(problems)
        return self.inverse(), merge([step.apply(annotations) for step in self.steps])
