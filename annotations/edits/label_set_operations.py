"""What people do to a label set: add a label, change it, move it, merge it into another, delete it.

Pure functions from one label set to another. A label that goes, or whose id changes, takes its name out of
the roles and relations that named it; what could then be filled by nothing goes too. Whether what was typed
is allowed (an empty name, a key that is taken) is for ``schemas.validation.label_set_problems`` to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from annotations.edits.placement import Refusal
from annotations.model.label_set import AttributeType, Filler, KindRules, Label, LabelSet, RelationType, Role
from annotations.model.records import Kind
from annotations.words import tr

LabelId = tuple[Kind, str]
"""A label by kind and id, as mentions name it."""

LONGEST_ID = 64
LONGEST_NAME = 256

_NO_ID = re.compile(r"[^A-Za-z0-9_.:-]+")


def id_of(label: Label) -> LabelId:
    """Kind and id of a label."""
    return label.kind, label.id


def free_id(taken: Iterable[str], wanted: str) -> str:
    """The wanted name as an id that is not taken: a number is put behind it where it is."""
    bare = _NO_ID.sub("", wanted).lstrip("0123456789_.:-")[: LONGEST_ID - 4] or "Label"
    known = set(taken)
    if bare not in known:
        return bare
    return next(f"{bare}{number}" for number in range(2, len(known) + 3) if f"{bare}{number}" not in known)


def add_label(label_set: LabelSet, label: Label, behind: str | None = None) -> LabelSet | Refusal:
    """With one more label, behind the one with the id ``behind`` or at the end of its kind."""
    rules = label_set.rules(label.kind)
    if rules is None:
        return Refusal(
            "unknown_kind",
            tr("The label set {name} has no labels of kind {kind}.", name=label_set.name, kind=label.kind),
        )
    if label_set.label(label.kind, label.id) is not None:
        return Refusal("repeated_id", tr("There is a label {label} already.", label=label.id))
    place = len(rules.labels)
    if behind is not None and (known := label_set.label(label.kind, behind)) is not None:
        place = rules.labels.index(known) + 1
    return _with_labels(label_set, rules, (*rules.labels[:place], label, *rules.labels[place:]))


def copy_of(label_set: LabelSet, label: Label, name: str) -> Label:
    """A label like this one with an id of its own, under another name and without the key."""
    rules = label_set.rules(label.kind)
    taken = () if rules is None else (one.id for one in rules.labels)
    return replace(label, id=free_id(taken, label.id), name=name[:LONGEST_NAME], key="")


def change_label(label_set: LabelSet, before: Label, after: Label) -> LabelSet | Refusal:
    """With ``after``, of the same kind, where ``before`` is; an id that changes does so in fillers too."""
    rules = label_set.rules(before.kind)
    if rules is None or before not in rules.labels or after.kind is not before.kind:
        return Refusal("unknown_label", tr("There is no label {label}.", label=before.id))
    if after.id != before.id and label_set.label(after.kind, after.id) is not None:
        return Refusal("repeated_id", tr("There is a label {label} already.", label=after.id))
    labels = tuple(after if one is before or one == before else one for one in rules.labels)
    changed = _with_labels(label_set, rules, labels)
    return changed if after.id == before.id else _in_fillers(changed, {id_of(before): after.id})


def move_label(label_set: LabelSet, label: Label, step: int) -> LabelSet | Refusal:
    """With the label ``step`` places further down among those of its kind; up when it is negative."""
    rules = label_set.rules(label.kind)
    if rules is None or label not in rules.labels:
        return Refusal("unknown_label", tr("There is no label {label}.", label=label.id))
    place = rules.labels.index(label)
    target = max(0, min(place + step, len(rules.labels) - 1))
    if target == place:
        return Refusal("no_move", tr("{label} cannot go further.", label=label.name))
    others = (*rules.labels[:place], *rules.labels[place + 1 :])
    return _with_labels(label_set, rules, (*others[:target], label, *others[target:]))


def merge_label(label_set: LabelSet, label: Label, into: Label) -> LabelSet | Refusal:
    """Without the label; roles and relations that named it name ``into``, which stays as it is."""
    if label.kind is not into.kind or label.id == into.id:
        return Refusal("bad_target", tr("A label is merged into another one of its kind."))
    return _without(label_set, label, {id_of(label): into.id})


def delete_label(label_set: LabelSet, label: Label) -> LabelSet | Refusal:
    """Without the label, and without roles and relations that nothing but it could fill."""
    return _without(label_set, label, {id_of(label): None})


def change_kind(label_set: LabelSet, kind: Kind, name: str) -> LabelSet:
    """With another name for a kind."""
    kinds = (replace(one, name=name) if one.kind is kind else one for one in label_set.kinds)
    return replace(label_set, kinds=tuple(kinds))


def change_attribute(label_set: LabelSet, after: AttributeType) -> LabelSet:
    """With ``after`` for the attribute of the same id."""
    attributes = (after if one.id == after.id else one for one in label_set.attributes)
    return replace(label_set, attributes=tuple(attributes))


def change_relation(label_set: LabelSet, after: RelationType) -> LabelSet:
    """With ``after`` for the relation of the same id."""
    relations = (after if one.id == after.id else one for one in label_set.relations)
    return replace(label_set, relations=tuple(relations))


def _with_labels(label_set: LabelSet, rules: KindRules, labels: tuple[Label, ...]) -> LabelSet:
    kinds = (replace(one, labels=labels) if one is rules else one for one in label_set.kinds)
    return replace(label_set, kinds=tuple(kinds))


def _without(label_set: LabelSet, label: Label, names: Mapping[LabelId, str | None]) -> LabelSet | Refusal:
    rules = label_set.rules(label.kind)
    if rules is None or label not in rules.labels:
        return Refusal("unknown_label", tr("There is no label {label}.", label=label.id))
    if len(rules.labels) == 1:
        return Refusal("last_label", tr("{label} is the only label of its kind and stays.", label=label.name))
    left = tuple(one for one in rules.labels if one != label)
    return _in_fillers(_with_labels(label_set, rules, left), names)


def _in_fillers(label_set: LabelSet, names: Mapping[LabelId, str | None]) -> LabelSet:
    """With other names, or None for none, for labels wherever something may be filled by them."""

    def renamed(fillers: tuple[Filler, ...]) -> tuple[Filler, ...]:
        return tuple(one for filler in fillers if (one := _renamed(filler, names)) is not None)

    relations = (
        replace(one, source=renamed(one.source), target=renamed(one.target)) for one in label_set.relations
    )
    return replace(
        label_set,
        kinds=tuple(
            replace(rules, labels=tuple(_with_roles(label, renamed) for label in rules.labels))
            for rules in label_set.kinds
        ),
        relations=tuple(one for one in relations if one.source and one.target),
    )


def _with_roles(label: Label, renamed: Callable[[tuple[Filler, ...]], tuple[Filler, ...]]) -> Label:
    roles = tuple(_filled(role, renamed(role.fillers)) for role in label.roles)
    kept = tuple(role for role in roles if role is not None)
    return label if kept == label.roles else replace(label, roles=kept)


def _filled(role: Role, fillers: tuple[Filler, ...]) -> Role | None:
    return replace(role, fillers=fillers) if fillers else None


def _renamed(filler: Filler, names: Mapping[LabelId, str | None]) -> Filler | None:
    """The filler with other names; None when it named only what is gone (no names would mean all)."""
    if not filler.labels:
        return filler
    new = (names.get((filler.kind, one), one) for one in filler.labels)
    labels = frozenset(one for one in new if one is not None)
    return replace(filler, labels=labels) if labels else None
