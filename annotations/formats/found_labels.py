"""A label set made from the names that stand in files, for labels that come without one."""

from __future__ import annotations

from collections.abc import Iterable

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


def ids(names: Iterable[str], letter: str = "x") -> list[tuple[str, str]]:
    """Each name with an id of its own: itself where it can be one."""
    names = list(names)
    taken = {name for name in names if is_id(name)}
    found = []
    for name in names:
        made = name if is_id(name) else as_id(name, taken, letter)
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
