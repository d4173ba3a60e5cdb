"""The open ends of relations as places to be filled by key, and what may fill them: without a widget."""

from __future__ import annotations

from collections.abc import Mapping

from annotations.edits.integrity import Context
from annotations.edits.relation_operations import OpenEnd, open_ends, refusal_between
from annotations.model.annotation_set import AnnotationSet
from annotations.model.label_set import LabelSet, Role
from annotations.model.records import Mention
from annotations.words import tr
from gui.editor.roles import Candidate, near, with_keys


def places_of(label_set: LabelSet, mention: Mention) -> Mapping[Role, OpenEnd]:
    """The relations that the mention may have, each as a role with its key, in the order of the label set.

    A relation's key with Shift has it go the other way round.
    """
    named = with_keys(Role(one.id, one.name, one.key, ()) for one in label_set.relations)
    keys = {role.id: role.key for role in named}
    found: dict[Role, OpenEnd] = {}
    for end in open_ends(label_set.relations, mention):
        name, key = end.type.name, keys[end.type.id]
        if end.turned and key.startswith("Shift+"):
            continue
        if end.turned:
            name, key = tr("{relation} ←", relation=name), f"Shift+{key.upper()}"
        found[Role(end.type.id, name, key, end.fillers)] = end
    return found


def related_candidates(
    annotations: AnnotationSet, context: Context, mention: Mention, end: OpenEnd, keys: str
) -> list[Candidate]:
    """What may stand at the open end of a relation to the mention, each with one of the keys."""

    def admitted(other: Mention) -> list[Mention]:
        source, target = (other, mention) if end.turned else (mention, other)
        refused = refusal_between(annotations, context, end.type, source.id, target.id)
        return [] if refused else [other]

    return near(annotations, context, mention, admitted, keys)
