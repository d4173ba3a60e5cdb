"""The actions that say more of a mention or an event than its label."""

from __future__ import annotations

from annotations.words import mark
from gui.core.action_spec import ActionSpec, Menu, Needs, Scope

DETAILS = (
    ActionSpec(
        "detail.attributes",
        mark("Attribute Ke&ys"),
        mark("Keys of attributes set those of the current mention, or of the event on it"),
        Menu.LABELS,
        3,
        (";",),
        scope=Scope.VIEW,
        needs=Needs.WRITABLE,
    ),
    ActionSpec(
        "detail.relations",
        mark("Relate to Another &Mention"),
        mark("Keys of relations link the current mention to others, or to the selection"),
        Menu.LABELS,
        3,
        (".",),
        scope=Scope.VIEW,
        needs=Needs.WRITABLE,
    ),
    ActionSpec(
        "detail.link",
        mark("Lin&k to an Id…"),
        mark("Write the id of what the current mention means in the world, such as Q1016 of Wikidata"),
        Menu.LABELS,
        3,
        ("Ctrl+L",),
        scope=Scope.VIEW,
        needs=Needs.WRITABLE,
    ),
    ActionSpec(
        "detail.note",
        mark("N&ote…"),
        mark("Write a note on the current mention or event, or on the document"),
        Menu.LABELS,
        3,
        ("Ctrl+M",),
        needs=Needs.WRITABLE,
    ),
)
