"""A label set made from the names that stand in files, for labels that come without one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from annotations.formats.mapping import LabelMap, Lookup, Unknown, unknown
from annotations.formats.names import as_id, is_id
from annotations.formats.survey import Survey
from annotations.model.document import LabelSetRef
from annotations.model.label_set import (
    AttributeType,
    Filler,
    KindRules,
    Label,
    LabelSet,
    RelationType,
    Role,
    Snap,
)
from annotations.model.records import Kind

_NAMES = {Kind.ENTITY: "Entity", Kind.EVENT: "Event", Kind.BOILERPLATE: "Boilerplate"}
_COLOURS = (
    "blue",
    "green",
    "violet",
    "amber",
    "teal",
    "red",
    "cyan",
    "olive",
    "magenta",
    "orange",
    "indigo",
    "brown",
    "slate",
    "grey",
)
_ANY = tuple(Filler(kind) for kind in Kind)
_TYPES = {"boolean": "boolean", "number": "text", "text": "text", "list": "text"}


def label_set_of(survey: Survey, set_id: str = "found") -> LabelSet:
    """A label set with every name of the survey, in which every file of it is right as it is.

    Ids are the names, or like them where a name cannot be an id; the names stay what people see. Events and
    relations take anything, any number of times; labels have no keys.
    """
    kinds = tuple(_rules(kind, survey) for kind in Kind if survey.names(kind))
    return LabelSet(
        LabelSetRef(set_id, 1),
        set_id.capitalize(),
        kinds or (_rules(Kind.ENTITY, Survey(labels=type(survey.labels)({(Kind.ENTITY, "Thing"): 1}))),),
        _attributes(survey),
        tuple(RelationType(one, name, "", _ANY, _ANY) for one, name in ids(sorted(survey.relations), "r")),
    )


def grown(label_set: LabelSet, survey: Survey, label_map: LabelMap | None = None) -> LabelSet:
    """The label set with whatever names of the survey it does not know, and no map leaves out."""
    for _ in range(2):  # labels first, for only they can have the roles
        label_set = with_new_labels(label_set, unknown(survey, Lookup(label_set, label_map)))
    return label_set


def with_new_labels(label_set: LabelSet, names: Unknown) -> LabelSet:
    """The label set with a label, role, relation or attribute for each name that it does not know.

    What is new takes anything, any number of times, and has no key. The version goes up.
    """
    if not names:
        return label_set
    kinds = {rules.kind: rules for rules in label_set.kinds}
    for kind in Kind:
        new = sorted(name for one, name in names.labels if one is kind)
        if new:
            there = kinds.get(kind) or _rules(kind, Survey())
            kinds[kind] = replace(there, labels=(*there.labels, *_labels(kind, new, label_set)))
    if Kind.EVENT in kinds:
        with_roles = tuple(_with_roles(label, names) for label in kinds[Kind.EVENT].labels)
        kinds[Kind.EVENT] = replace(kinds[Kind.EVENT], labels=with_roles)
    relations = tuple(
        RelationType(one, name, "", _ANY, _ANY)
        for one, name in ids(sorted(names.relations), "r", [one.id for one in label_set.relations])
    )
    attributes = tuple(
        AttributeType(one, name, frozenset(Kind), "text")
        for one, name in ids(sorted(names.attributes), "a", [one.id for one in label_set.attributes])
    )
    return replace(
        label_set,
        ref=LabelSetRef(label_set.ref.id, label_set.ref.version + 1),
        kinds=tuple(kinds[kind] for kind in Kind if kind in kinds),
        relations=(*label_set.relations, *relations),
        attributes=(*label_set.attributes, *attributes),
    )


def _with_roles(label: Label, names: Unknown) -> Label:
    new = sorted(role for event, role in names.roles if event == label.id)
    made = ids(new, "r", [one.id for one in label.roles])
    return replace(label, roles=(*label.roles, *(Role(one, name, "", _ANY) for one, name in made)))


def _labels(kind: Kind, names: Iterable[str], label_set: LabelSet) -> Iterator[Label]:
    there = [label.id for label in label_set.labels if label.kind is kind]
    for number, (one, name) in enumerate(ids(names, "x", there), len(there)):
        yield Label(one, kind, name, _COLOURS[number % len(_COLOURS)], "")


def ids(names: Iterable[str], letter: str = "x", there: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Each name with an id of its own, none of those that are there: itself where it can be one."""
    names = list(names)
    used = set(there)
    taken = used | {name for name in names if is_id(name)}
    found = []
    for name in names:
        made = name if is_id(name) and name not in used else as_id(name, taken, letter)
        taken.add(made)
        found.append((made, name))
    return found


def _rules(kind: Kind, survey: Survey) -> KindRules:
    labels = tuple(
        Label(one, kind, name, _COLOURS[at % len(_COLOURS)], "", roles=_roles(name, survey))
        for at, (one, name) in enumerate(ids(survey.names(kind)))
    )
    snap = Snap.LINE if kind is Kind.BOILERPLATE else Snap.WORD
    return KindRules(kind, _NAMES[kind], snap, True, True, True, True, labels)  # noqa: FBT003 - all allowed


def _roles(label: str, survey: Survey) -> tuple[Role, ...]:
    return tuple(Role(one, name, "", _ANY) for one, name in ids(survey.roles_of(label)))


def _attributes(survey: Survey) -> tuple[AttributeType, ...]:
    kinds: dict[str, set[Kind]] = {}
    types: dict[str, set[str]] = {}
    for kind, name, value in survey.attributes:
        kinds.setdefault(name, set()).add(kind)
        types.setdefault(name, set()).add(_TYPES[value])
    return tuple(
        AttributeType(one, name, frozenset(kinds[name]), "boolean" if types[name] == {"boolean"} else "text")
        for one, name in ids(sorted(kinds), "a")
    )
