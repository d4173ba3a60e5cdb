"""A label set in the making: what it was, what it is to be, and what becomes of the labels that go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace

from annotations.edits import label_set_operations as operations
from annotations.edits.label_set_operations import LabelId, id_of
from annotations.edits.placement import Refusal
from annotations.model.document import LabelSetRef
from annotations.model.label_set import AttributeType, Filler, Label, LabelSet, RelationType
from annotations.words import tr
from schemas.late import late_dataclass


@late_dataclass(frozen=True)
class Revision:
    """A changed label set. ``moves`` says which label the mentions of a label get, None for: they go.

    Labels of ``before`` that stay under their ids are not in ``moves``.
    """

    before: LabelSet
    after: LabelSet
    moves: Mapping[LabelId, LabelId | None] = field(default_factory=dict)

    @classmethod
    def of(cls, label_set: LabelSet) -> Revision:
        """Nothing changed yet."""
        return cls(label_set, label_set)

    @property
    def is_empty(self) -> bool:
        """Whether nothing has changed."""
        return self.before == self.after and not self.moves

    def is_new(self, label: Label) -> bool:
        """Whether no label file can hold the label yet, so that its id may still change."""
        return self.before.label(label.kind, label.id) is None

    def add(self, label: Label, behind: str | None = None) -> Revision | Refusal:
        """With one more label, whose id no label file can hold yet."""
        if not self.is_new(label):
            return Refusal("fixed_id", tr("Label files may hold the id {label} already.", label=label.id))
        return self._to(operations.add_label(self.after, label, behind))

    def change(self, before: Label, after: Label) -> Revision | Refusal:
        """With a changed label; its id changes only while it is new."""
        if before.id != after.id and not (self.is_new(before) and self.is_new(after)):
            return Refusal("fixed_id", tr("Label files hold the id {label}: it stays.", label=before.id))
        made = self._to(operations.change_label(self.after, before, after))
        if isinstance(made, Refusal) or before.id == after.id:
            return made
        return replace(made, moves=_retargeted(self.moves, id_of(before), id_of(after)))

    def move(self, label: Label, step: int) -> Revision | Refusal:
        """With the label at another place among those of its kind."""
        return self._to(operations.move_label(self.after, label, step))

    def merge(self, label: Label, into: Label) -> Revision | Refusal:
        """With one label less; its mentions get the other label."""
        made = self._to(operations.merge_label(self.after, label, into))
        return made if isinstance(made, Refusal) else _gone(made, label, id_of(into))

    def delete(self, label: Label) -> Revision | Refusal:
        """With one label less; its mentions go."""
        made = self._to(operations.delete_label(self.after, label))
        return made if isinstance(made, Refusal) else _gone(made, label, None)

    def change_attribute(self, after: AttributeType) -> Revision:
        """With a changed attribute."""
        return replace(self, after=operations.change_attribute(self.after, after))

    def change_relation(self, after: RelationType) -> Revision:
        """With a changed relation."""
        return replace(self, after=operations.change_relation(self.after, after))

    def finished(self) -> Revision:
        """With the next version, when label files may hold something else from now on."""
        ref = self.before.ref
        if self.moves or _shape(self.before) != _shape(self.after):
            ref = LabelSetRef(ref.id, ref.version + 1)
        return replace(self, after=replace(self.after, ref=ref))

    def _to(self, outcome: LabelSet | Refusal) -> Revision | Refusal:
        return outcome if isinstance(outcome, Refusal) else replace(self, after=outcome)


def _gone(revision: Revision, label: Label, target: LabelId | None) -> Revision:
    """The revision with mentions of the label sent on, and with them those that were to get it."""
    moves = _retargeted(revision.moves, id_of(label), target)
    if not revision.is_new(label):
        moves.setdefault(id_of(label), target)
    return replace(revision, moves=moves)


def _retargeted(
    moves: Mapping[LabelId, LabelId | None], was: LabelId, target: LabelId | None
) -> dict[LabelId, LabelId | None]:
    return {label: target if goal == was else goal for label, goal in moves.items()}


def _shape(label_set: LabelSet) -> object:
    """What label files may hold: not the names, keys, colours, guidelines, and not the order."""
    return (
        {
            (label.kind, label.id): {(role.id, _fillers(role.fillers), role.maximum) for role in label.roles}
            for label in label_set.labels
        },
        {(one.id, one.kinds, one.type, frozenset(one.values)) for one in label_set.attributes},
        {(one.id, _fillers(one.source), _fillers(one.target)) for one in label_set.relations},
    )


def _fillers(fillers: tuple[Filler, ...]) -> frozenset[Filler]:
    return frozenset(fillers)
