"""A small label set with everything in it that a label set can have, and sets and contexts that use it."""

from collections.abc import Iterable

from annotations.edits.integrity import Context
from annotations.model.annotation_set import AnnotationSet
from annotations.model.document import DocumentRef, LabelSetRef
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
from annotations.model.records import AttributeValue, Kind, Provenance, Record, Status
from annotations.text.source import SourceText

_ENTITY, _EVENT, _BOILERPLATE = Kind.ENTITY, Kind.EVENT, Kind.BOILERPLATE
_PERSON = Filler(_ENTITY, frozenset({"PER"}))
_ORGANISATION = Filler(_ENTITY, frozenset({"ORG"}))
_PLACE = Filler(_ENTITY, frozenset({"GPE"}))
_ANY_ENTITY, _ANY_EVENT = Filler(_ENTITY), Filler(_EVENT)


def _label(kind: Kind, name: str, *roles: Role, holds_labels: bool = False) -> Label:
    return Label(name, kind, name.title(), "blue", "", roles=roles, holds_labels=holds_labels)


SMALL = LabelSet(
    LabelSetRef("small", 1),
    "Small",
    (
        KindRules(
            _ENTITY, "Entity", Snap.WORD, overlap=True, nesting=True, discontinuous=True, empty=False,
            labels=tuple(_label(_ENTITY, name) for name in ("PER", "ORG", "GPE")),
        ),
        KindRules(
            _EVENT, "Event", Snap.CHARACTER, overlap=False, nesting=False, discontinuous=True, empty=False,
            labels=(
                _label(
                    _EVENT, "Attack",
                    Role("Attacker", "Attacker", "a", (_PERSON, _ORGANISATION), maximum=1),
                    Role("Target", "Target", "t", (_ANY_ENTITY, _ANY_EVENT), minimum=1),
                    Role("Place", "Place", "p", (_PLACE,)),
                ),
                _label(
                    _EVENT, "Die",
                    Role("Target", "Victim", "v", (_PERSON,), maximum=2),
                    Role("Place", "Place", "p", (_PLACE,), maximum=1),
                    Role("Cause", "Cause", "c", (Filler(_EVENT, frozenset({"Attack"})),)),
                ),
                _label(_EVENT, "Rain"),
            ),
        ),
        KindRules(
            _BOILERPLATE, "Boilerplate", Snap.LINE, overlap=False, nesting=True, discontinuous=False,
            empty=True,
            labels=(_label(_BOILERPLATE, "AdCode"), _label(_BOILERPLATE, "Legal", holds_labels=True)),
        ),
    ),
    (
        AttributeType("negated", "Negated", frozenset({_EVENT}), "boolean"),
        AttributeType("sure", "Sure", frozenset({_ENTITY, _EVENT}), "choice", ("low", "high")),
        AttributeType("note", "Note", frozenset({_ENTITY}), "text"),
    ),
    (
        RelationType("Knows", "Knows", "k", (_PERSON,), (_PERSON,)),
        RelationType("PartOf", "Part of", "w", (_ANY_ENTITY,), (_PLACE,)),
        RelationType("Before", "Before", "b", (_ANY_EVENT,), (_ANY_EVENT,)),
    ),
)  # fmt: skip
"""Three kinds with unlike rules, roles with maxima, events as arguments, attributes, relations."""

VALUES: dict[str, list[AttributeValue]] = {
    "negated": [True, False],
    "sure": ["low", "high", ("low", "high")],
    "note": ["", "é 😀", "x" * 300],
}

HAND = Provenance("annotator-1", "2026-11-22T09:14:03Z")


def annotation_set(
    text: str, records: Iterable[Record] = (), status: dict[Kind, Status] | None = None
) -> AnnotationSet:
    """An annotation set of ``text`` with labels from ``SMALL``."""
    document = DocumentRef.of("darna", "darna.txt", SourceText(text))
    return AnnotationSet(document, SMALL.ref, "annotator-1", records, status or {})


def context_of(text: str) -> Context:
    """What edits of ``annotation_set(text)`` are judged against."""
    return Context(SourceText(text), SMALL)
