"""The actions of the View and Help menus."""

from __future__ import annotations

from annotations.words import mark
from gui.core.action_spec import ActionSpec, Menu


def _display(name: str, text: str, tip: str) -> ActionSpec:
    return ActionSpec(f"display.{name}", text, tip, Menu.DISPLAY, 0, checkable=True, group="display")


VIEW = (
    ActionSpec(
        "view.zoom_in",
        mark("Zoom &In"),
        mark("Larger text"),
        Menu.VIEW,
        0,
        ("Ctrl++", "Ctrl+="),
        repeats=True,
    ),
    ActionSpec(
        "view.zoom_out", mark("Zoom &Out"), mark("Smaller text"), Menu.VIEW, 0, ("Ctrl+-",), repeats=True
    ),
    ActionSpec("view.zoom_reset", mark("&Usual Size"), mark("Text as usual"), Menu.VIEW, 0, ("Ctrl+0",)),
    ActionSpec(
        "view.invisibles",
        mark("In&visible Characters"),
        mark("Draw blanks and control characters"),
        Menu.VIEW,
        1,
        ("Ctrl+I",),
        checkable=True,
    ),
    ActionSpec(
        "view.label_display",
        mark("Next &Way to Draw Labels"),
        mark("Labels by colour, as underlines, or as chips alone"),
        Menu.VIEW,
        1,
        ("Ctrl+Shift+D",),
    ),
    _display("colour", mark("By &Colour"), mark("Ground, bar and chip in the label’s colour")),
    _display("underline", mark("As &Underlines"), mark("Bars alone; rows are closer together")),
    _display("chip", mark("As C&hips"), mark("Chips alone; the text stays plain")),
    ActionSpec(
        "theme.system",
        mark("As the &System"),
        mark("Light, dark or high contrast, as the system is"),
        Menu.THEME,
        0,
        checkable=True,
        group="theme",
    ),
    ActionSpec(
        "theme.light", mark("&Light"), mark("Always light"), Menu.THEME, 0, checkable=True, group="theme"
    ),
    ActionSpec(
        "theme.dark", mark("&Dark"), mark("Always dark"), Menu.THEME, 0, checkable=True, group="theme"
    ),
    ActionSpec(
        "theme.black",
        mark("High Contrast, &Black"),
        mark("Always light on black, in strong colours"),
        Menu.THEME,
        0,
        checkable=True,
        group="theme",
    ),
    ActionSpec(
        "theme.white",
        mark("High Contrast, &White"),
        mark("Always dark on white, in strong colours"),
        Menu.THEME,
        0,
        checkable=True,
        group="theme",
    ),
    ActionSpec(
        "view.next_pane",
        mark("&Next Pane"),
        mark("Go on to the next part of the window"),
        Menu.VIEW,
        2,
        ("F6",),
    ),
    ActionSpec(
        "view.previous_pane",
        mark("&Previous Pane"),
        mark("Go back to the previous part of the window"),
        Menu.VIEW,
        2,
        ("Shift+F6",),
    ),
    ActionSpec(
        "view.history",
        mark("Undo &History"),
        mark("All steps that can be taken back or done again"),
        Menu.VIEW,
        2,
        ("Ctrl+Alt+H",),
    ),
    ActionSpec(
        "view.full_screen",
        mark("&Full Screen"),
        mark("Use the whole screen"),
        Menu.VIEW,
        3,
        ("F11",),
        checkable=True,
    ),
    ActionSpec(
        "effort.statistics",
        mark("&Statistics"),
        mark("Key presses, clicks, drags and seconds for each label"),
        Menu.VIEW,
        4,
        ("Ctrl+Shift+E",),
    ),
    ActionSpec(
        "effort.count",
        mark("&Count Hands"),
        mark("Count key presses, clicks and drags, on this computer only"),
        Menu.VIEW,
        4,
        checkable=True,
    ),
)

HELP = (
    ActionSpec(
        "help.keys", mark("Key &Sheet"), mark("All keys, and those of the labels"), Menu.HELP, 0, ("F1",)
    ),
    ActionSpec(
        "help.edit_keys",
        mark("Change &Keys…"),
        mark("Give actions other keys"),
        Menu.HELP,
        0,
        ("Ctrl+Shift+K",),
    ),
    ActionSpec(
        "help.commands",
        mark("&Commands…"),
        mark("Find an action or a label by its name"),
        Menu.HELP,
        0,
        ("Ctrl+K",),
    ),
    ActionSpec(
        "help.tour",
        mark("&Tour"),
        mark("Two minutes with the keys, on an article of its own"),
        Menu.HELP,
        0,
    ),
    ActionSpec("help.about", mark("&About Sorot"), mark("Which version this is"), Menu.HELP, 1),
)
