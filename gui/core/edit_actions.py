"""The actions of the Edit menu."""

from __future__ import annotations

from annotations.words import mark
from gui.core.action_spec import ActionSpec, Menu, Needs, Scope

EDIT = (
    ActionSpec(
        "edit.undo", mark("&Undo"), mark("Take the last step back"), Menu.EDIT, 0, ("Ctrl+Z",), repeats=True
    ),
    ActionSpec(
        "edit.redo",
        mark("&Redo"),
        mark("Do the step again that was taken back"),
        Menu.EDIT,
        0,
        ("Ctrl+Shift+Z", "Ctrl+Y"),
        repeats=True,
    ),
    ActionSpec(
        "edit.copy",
        mark("&Copy"),
        mark("Copy the selected text exactly as it stands in the document"),
        Menu.EDIT,
        1,
        ("Ctrl+C",),
        scope=Scope.VIEW,
        needs=Needs.DOCUMENT,
    ),
    ActionSpec(
        "edit.select_all",
        mark("Select &All"),
        mark("Select the whole document"),
        Menu.EDIT,
        1,
        ("Ctrl+A",),
        scope=Scope.VIEW,
        needs=Needs.DOCUMENT,
    ),
    ActionSpec(
        "edit.find",
        mark("&Find…"),
        mark("Find a string or a pattern in the text, or mentions by label"),
        Menu.EDIT,
        2,
        ("Ctrl+F",),
        needs=Needs.DOCUMENT,
    ),
    ActionSpec(
        "edit.find_next",
        mark("Find &Next"),
        mark("Select the next hit, to be labelled by one key"),
        Menu.EDIT,
        2,
        ("F3",),
        repeats=True,
        needs=Needs.DOCUMENT,
    ),
    ActionSpec(
        "edit.find_previous",
        mark("Find &Previous"),
        mark("Select the hit before"),
        Menu.EDIT,
        2,
        ("Shift+F3",),
        repeats=True,
        needs=Needs.DOCUMENT,
    ),
    ActionSpec(
        "edit.replace",
        mark("Label the &Hits…"),
        mark("Give the hits of a search a label: text is tagged, mentions are relabelled"),
        Menu.EDIT,
        2,
        ("Ctrl+H",),
        needs=Needs.DOCUMENT,
    ),
    ActionSpec(
        "edit.find_mention",
        mark("Find a &Mention"),
        mark("Search in the list of mentions"),
        Menu.EDIT,
        2,
        ("Ctrl+Shift+F",),
    ),
    ActionSpec(
        "edit.go_to",
        mark("&Go To…"),
        mark("Go to an offset or a line"),
        Menu.EDIT,
        2,
        ("Ctrl+G",),
        needs=Needs.DOCUMENT,
    ),
    ActionSpec(
        "edit.preferences",
        mark("Pr&eferences…"),
        mark("Font, labels, theme and language as you like them"),
        Menu.EDIT,
        9,
        ("Ctrl+,",),
    ),
)
