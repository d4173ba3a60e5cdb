"""The label set as it is being changed in the editor, with the steps back and on."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from annotations.edits.label_set_operations import free_id
from annotations.edits.placement import Refusal
from annotations.edits.revision import Revision
from annotations.formats.native import label_set_to_dict
from annotations.model.label_set import Label, LabelSet, Role
from annotations.model.records import Kind
from schemas.problems import Problem
from schemas.validation import label_set_problems


class Draft(QObject):
    """One revision after the other; nothing outside the editor changes."""

    changed = Signal()
    refused = Signal(str)
    """A sentence: why nothing was done."""

    def __init__(self, label_set: LabelSet, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps = [Revision.of(label_set)]
        self._index = 0
        self._field = ""
        self._problems: list[Problem] | None = None

    @property
    def revision(self) -> Revision:
        """What has been changed so far."""
        return self._steps[self._index]

    @property
    def label_set(self) -> LabelSet:
        """The label set as it would be."""
        return self.revision.after

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return self._index > 0

    @property
    def can_redo(self) -> bool:
        """Whether a step was taken back."""
        return self._index + 1 < len(self._steps)

    def do(self, outcome: Revision | Refusal, field: str = "") -> bool:
        """Take a changed revision as one step; changes of one ``field`` in a row are one."""
        if isinstance(outcome, Refusal):
            self.refused.emit(outcome.message)
            return False
        if outcome == self.revision:
            return True
        together = bool(field) and field == self._field and self.can_undo and not self.can_redo
        del self._steps[self._index + (0 if together else 1) :]
        self._steps.append(outcome)
        self._index = len(self._steps) - 1
        self._tell(field)
        return True

    def undo(self) -> None:
        """Take the last step back."""
        if self.can_undo:
            self._index -= 1
            self._tell()

    def redo(self) -> None:
        """Do the step again that was taken back."""
        if self.can_redo:
            self._index += 1
            self._tell()

    def problems(self) -> list[Problem]:
        """What would be wrong with the label set."""
        if self._problems is None:
            self._problems = label_set_problems(label_set_to_dict(self.label_set))
        return self._problems

    def free_label_id(self, kind: Kind, wanted: str, label: Label | None = None) -> str:
        """An id like the wanted one that no other label has and no label file can hold.

        ``label`` is the one that the id is for, None for one that is not there yet.
        """
        others = (one for one in self.label_set.labels if one != label)
        known = (*self.revision.before.labels, *others)
        return free_id((one.id for one in known if one.kind is kind), wanted)

    def free_role_id(self, label: Label, wanted: str, role: Role | None = None) -> str:
        """The same for a role of the label."""
        others = (one for one in label.roles if one != role)
        return free_id((one.id for one in (*self._roles_before(label), *others)), wanted)

    def is_new_role(self, label: Label, role: Role) -> bool:
        """Whether no label file can hold the role yet."""
        return all(one.id != role.id for one in self._roles_before(label))

    def _roles_before(self, label: Label) -> tuple[Role, ...]:
        before = self.revision.before.label(label.kind, label.id)
        return () if before is None else before.roles

    def _tell(self, field: str = "") -> None:
        self._field = field
        self._problems = None
        self.changed.emit()
