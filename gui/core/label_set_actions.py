"""The actions that are about the labels themselves: finding one by name, their guidelines, their set."""

from __future__ import annotations

from annotations.words import mark
from gui.core.action_spec import ActionSpec, Menu, Needs, Scope

BY_NAME = (
    ActionSpec(
        "label.find",
        mark("Label by Name…"),
        mark("Type a little of a label’s name, Enter tags with it"),
        Menu.LABELS,
        0,
        ("/",),
        scope=Scope.VIEW,
        needs=Needs.WRITABLE,
    ),
)

GUIDELINES = (
    ActionSpec(
        "view.guidelines",
        mark("&Guidelines"),
        mark("What the current label is for; type to search all guidelines"),
        Menu.VIEW,
        2,
        ("Shift+F1",),
    ),
)

LABEL_SET = (
    ActionSpec(
        "label_set.edit",
        mark("&Edit the Label Set…"),
        mark("Add, change, move, merge and delete labels"),
        Menu.LABEL_SET,
        0,
        ("Ctrl+Shift+L",),
    ),
    ActionSpec(
        "label_set.open",
        mark("&Open a Label Set…"),
        mark("Label with the label set of a file, such as one that a team shares"),
        Menu.LABEL_SET,
        1,
    ),
    ActionSpec(
        "label_set.export",
        mark("E&xport the Label Set…"),
        mark("Write a copy of the label set to a file"),
        Menu.LABEL_SET,
        1,
    ),
    ActionSpec(
        "label_set.standard",
        mark("Use the &Standard Label Set"),
        mark("Go back to the label set that comes with Sorot, with your changes to it"),
        Menu.LABEL_SET,
        1,
    ),
)
