"""How Sorot's records are layers of UIMA, as INCEpTION has them: the names that reader and writer share."""

from __future__ import annotations

from collections.abc import Mapping

from annotations.formats.uima.cas import (
    ANNOTATION,
    BASE,
    DOCUMENT,
    STRING,
    TOP,
    Types,
)
from annotations.model.records import Kind

# INCEpTION's own basic layers are called so, and have a label.
SPAN, RELATION = "custom.Span", "custom.Relation"
EVENT, BOILERPLATE, NOTE = "custom.Event", "custom.Boilerplate", "custom.DocumentNote"
LINK = "custom.EventArgumentsLink"
LAYERS = {Kind.ENTITY: SPAN, Kind.EVENT: EVENT, Kind.BOILERPLATE: BOILERPLATE}
KINDS = {EVENT: Kind.EVENT, BOILERPLATE: Kind.BOILERPLATE}
OURS = frozenset({*LAYERS.values(), RELATION})

LABEL, IDENTIFIER, NOTED, REST = "label", "identifier", "note", "sorot"
"""The label, the id of the real-world thing, a note, and as JSON what else there is to say."""
ARGUMENTS, ROLE, TARGET = "arguments", "role", "target"
GOVERNOR, DEPENDENT = "Governor", "Dependent"
TITLE, DOCUMENT_ID = "documentTitle", "documentId"

_SAID = {LABEL: STRING, NOTED: STRING, REST: STRING}
_SPAN = {LABEL: STRING, IDENTIFIER: STRING, NOTED: STRING, REST: STRING}
FIXED: dict[str, dict[str, str]] = {
    SPAN: _SPAN,
    EVENT: _SPAN | {ARGUMENTS: f"{LINK}[]"},
    BOILERPLATE: _SPAN,
    RELATION: _SAID | {GOVERNOR: ANNOTATION, DEPENDENT: ANNOTATION},
    LINK: {ROLE: STRING, TARGET: ANNOTATION},
    NOTE: {NOTED: STRING},
    DOCUMENT: {TITLE: STRING, DOCUMENT_ID: STRING},
}
_SUPERTYPES = {LINK: TOP, NOTE: BASE, DOCUMENT: "uima.tcas.DocumentAnnotation"}


def types_of(features: Mapping[str, Mapping[str, str]]) -> Types:
    """The type system of the layers, with further features of some of them."""
    supertypes = {name: _SUPERTYPES.get(name, ANNOTATION) for name in FIXED}
    return Types(supertypes, {name: {**one, **features.get(name, {})} for name, one in FIXED.items()})
