"""The actions about boilerplate, and about what has been read."""

from __future__ import annotations

from annotations.words import mark
from gui.core.action_spec import ActionSpec, Menu, Needs

READING = (
    ActionSpec(
        "view.fold",
        mark("Fold &Boilerplate"),
        mark(
            "One line for each stretch of boilerplate, or all of it; in an open stretch, fold that one again"
        ),
        Menu.VIEW,
        1,
        ("Ctrl+B",),
        checkable=True,
        needs=Needs.DOCUMENT,
    ),
    ActionSpec(
        "view.clean_text",
        mark("Cl&ean Text…"),
        mark("Show what a model reads: the text without boilerplate, with the mentions left in it"),
        Menu.VIEW,
        1,
        ("F9",),
        needs=Needs.DOCUMENT,
    ),
    ActionSpec(
        "go.unread",
        mark("Next Unread Paragraph"),
        mark("Go to the next text that has not been on screen long enough to be read"),
        Menu.LABELS,
        4,
        ("Shift+F7",),
        repeats=True,
        needs=Needs.DOCUMENT,
    ),
    ActionSpec(
        "go.repeated",
        mark("What a Duplicate Repeats"),
        mark("Go from a Duplicate to the same words in what it repeats, and back"),
        Menu.LABELS,
        4,
        ("Ctrl+J",),
        needs=Needs.DOCUMENT,
    ),
)
