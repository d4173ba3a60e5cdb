"""Who has a key already: another label, an attribute, a relation, or an action of the program."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QKeySequence

from annotations.model.label_set import AttributeType, Label, LabelSet, RelationType
from annotations.words import tr

Keyed = Label | AttributeType | RelationType


def clash(label_set: LabelSet, actions: Mapping[str, str], owner: Keyed) -> str:
    """A sentence when the key of ``owner`` is something else's too; empty when it is not.

    ``actions`` names the program's actions by their keys, in portable text.
    """
    if not owner.key:
        return ""
    others: tuple[Keyed, ...] = (*label_set.labels, *label_set.attributes, *label_set.relations)
    for other in others:
        if other.key == owner.key and not _is_same(other, owner):
            return tr("This is the key of {name} already.", name=other.name)
    pressed = QKeySequence(owner.key, QKeySequence.SequenceFormat.PortableText)
    if (name := actions.get(pressed.toString())) is not None:
        return tr("This is the key of the action {name}.", name=name)
    return ""


def _is_same(one: Keyed, other: Keyed) -> bool:
    if isinstance(one, Label) and isinstance(other, Label) and one.kind is not other.kind:
        return False
    return type(one) is type(other) and one.id == other.id
