"""The table of actions: menus, shortcuts and the key sheet are made from it, and from nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gui.core.translation import mark


class Scope(StrEnum):
    """Where an action's keys work."""

    WINDOW = "window"
    VIEW = "view"
    """Only while the text view has the focus; single keys belong here."""


class Menu(StrEnum):
    """The menus; a dot leads to a submenu."""

    FILE = "file"
    RECENT = "file.recent"
    EDIT = "edit"
    LABELS = "labels"
    ENDS = "labels.ends"
    STATUS = "labels.status"
    VIEW = "view"
    THEME = "view.theme"
    PANELS = "view.panels"
    HELP = "help"


MENU_TITLES: dict[Menu, str] = {
    Menu.FILE: mark("&File"),
    Menu.RECENT: mark("Open &Recent"),
    Menu.EDIT: mark("&Edit"),
    Menu.LABELS: mark("&Labels"),
    Menu.ENDS: mark("Move the &Ends"),
    Menu.STATUS: mark("Stat&us"),
    Menu.VIEW: mark("&View"),
    Menu.THEME: mark("&Theme"),
    Menu.PANELS: mark("Pane&ls"),
    Menu.HELP: mark("&Help"),
}


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action as data.

    `id` is stable; `keys` are in QKeySequence's portable text, the first one is shown. `section` groups
    within a menu, with a line between sections; `group` makes checkable actions exclude each other.
    """

    id: str
    text: str
    tip: str
    menu: Menu
    section: int
    keys: tuple[str, ...] = ()
    scope: Scope = Scope.WINDOW
    checkable: bool = False
    group: str = ""
    repeats: bool = False
    """Whether holding the key down does it again and again."""


@dataclass(frozen=True, slots=True)
class ViewKeys:
    """Keys that the text view itself understands: caret movements, worded for the key sheet."""

    text: str
    keys: tuple[str, ...]


def _file(name: str, text: str, tip: str, section: int, *keys: str) -> ActionSpec:
    return ActionSpec(f"file.{name}", text, tip, Menu.FILE, section, keys)


def _end(name: str, text: str, tip: str, section: int, key: str) -> ActionSpec:
    return ActionSpec(f"end.{name}", text, tip, Menu.ENDS, section, (key,), Scope.VIEW, repeats=True)


def _status(name: str, text: str, tip: str, key: str) -> ActionSpec:
    return ActionSpec(f"status.{name}", text, tip, Menu.STATUS, 0, (key,))


def _theme(name: str, text: str, tip: str) -> ActionSpec:
    return ActionSpec(f"theme.{name}", text, tip, Menu.THEME, 0, checkable=True, group="theme")


FILE = (
    _file("open", mark("&Open…"), mark("Open a document and its labels"), 0, "Ctrl+O"),
    _file("encoding", mark("Reopen with &Encoding…"), mark("Read the file in another encoding"), 1),
    _file("folder", mark("Open the &Folder"), mark("Show the document’s folder"), 1),
    _file(
        "save", mark("&Save Now"), mark("Write the label file at once; it is kept saved anyway"), 2, "Ctrl+S"
    ),
    _file(
        "save_elsewhere",
        mark("Save Else&where…"),
        mark("Write the labels to another place"),
        2,
        "Ctrl+Shift+S",
    ),
    _file("close", mark("&Close"), mark("Close the document; everything is saved"), 3, "Ctrl+W"),
    _file("quit", mark("&Quit"), mark("Leave Sorot; everything is saved"), 3, "Ctrl+Q"),
)

EDIT = (
    ActionSpec(
        "edit.undo", mark("&Undo"), mark("Take the last step back"), Menu.EDIT, 0, ("Ctrl+Z",), repeats=True
    ),
    ActionSpec(
        "edit.redo", mark("&Redo"), mark("Do the step again that was taken back"), Menu.EDIT, 0,
        ("Ctrl+Shift+Z", "Ctrl+Y"), repeats=True,
    ),
    ActionSpec(
        "edit.copy", mark("&Copy"), mark("Copy the selected text exactly as it stands in the document"),
        Menu.EDIT, 1, ("Ctrl+C",), Scope.VIEW,
    ),
    ActionSpec(
        "edit.select_all", mark("Select &All"), mark("Select the whole document"),
        Menu.EDIT, 1, ("Ctrl+A",), Scope.VIEW,
    ),
    ActionSpec(
        "edit.find", mark("&Find in the Text…"), mark("Find a string or a pattern in the text"),
        Menu.EDIT, 2, ("Ctrl+F",),
    ),
    ActionSpec(
        "edit.find_next", mark("Find &Next"), mark("Select the next hit, to be labelled by one key"),
        Menu.EDIT, 2, ("F3",), repeats=True,
    ),
    ActionSpec(
        "edit.find_previous", mark("Find &Previous"), mark("Select the hit before"),
        Menu.EDIT, 2, ("Shift+F3",), repeats=True,
    ),
    ActionSpec(
        "edit.find_mention", mark("Find a &Mention"), mark("Search in the list of mentions"),
        Menu.EDIT, 2, ("Ctrl+Shift+F",),
    ),
    ActionSpec(
        "edit.go_to", mark("&Go To…"), mark("Go to an offset or a line"), Menu.EDIT, 2, ("Ctrl+G",)
    ),
)  # fmt: skip

LABELS = (
    ActionSpec(
        "label.again", mark("Tag &Again"), mark("Tag with the label used last"),
        Menu.LABELS, 0, ("Space",), Scope.VIEW,
    ),
    ActionSpec(
        "label.sticky", mark("&Sticky Label"), mark("Tag every new selection with the label used last"),
        Menu.LABELS, 0, ("F4",), checkable=True,
    ),
    ActionSpec(
        "label.same_words", mark("Label the Same &Words…"),
        mark("Give the current mention’s label to the other places where its words stand"),
        Menu.LABELS, 0, ("Ctrl+D",), Scope.VIEW,
    ),
    ActionSpec(
        "mention.add_span", mark("Add Selection &to the Mention"),
        mark("Make the selected text a further span of the current mention"),
        Menu.LABELS, 1, ("Ctrl+Shift+M",), Scope.VIEW,
    ),
    ActionSpec(
        "mention.delete", mark("&Delete the Mention"), mark("Delete the current mention"),
        Menu.LABELS, 1, ("Delete", "Backspace"), Scope.VIEW,
    ),
    ActionSpec(
        "mention.next", mark("&Next Mention"), mark("Go to the next mention in the text"),
        Menu.LABELS, 2, ("Tab",), Scope.VIEW, repeats=True,
    ),
    ActionSpec(
        "mention.previous", mark("&Previous Mention"), mark("Go to the previous mention in the text"),
        Menu.LABELS, 2, ("Shift+Tab",), Scope.VIEW, repeats=True,
    ),
    ActionSpec(
        "mention.cycle", mark("Mention Around or &Inside"),
        mark("Take the next of the mentions that lie on each other here"),
        Menu.LABELS, 2, ("Return", "Enter"), Scope.VIEW,
    ),
    ActionSpec(
        "mention.leave", mark("&Let Go"), mark("Drop the selection, then the sticky label"),
        Menu.LABELS, 2, ("Esc",), Scope.VIEW,
    ),
)  # fmt: skip

EVENTS = (
    ActionSpec(
        "event.roles", mark("Fill &Roles"),
        mark("Keys of the event’s roles take mentions, or the selection, until Esc"),
        Menu.LABELS, 3, (",",), Scope.VIEW,
    ),
    ActionSpec(
        "event.another", mark("Another E&vent on This Trigger"),
        mark("One word may tell of two events of a kind"),
        Menu.LABELS, 3, ("Ctrl+E",), Scope.VIEW,
    ),
)  # fmt: skip

GO = (
    ActionSpec(
        "go.unlabelled", mark("Next Unlabelled Para&graph"),
        mark("Go to the next paragraph in which nothing has a label"), Menu.LABELS, 4, ("F7",), repeats=True,
    ),
    ActionSpec(
        "go.problem_next", mark("Next Pro&blem"), mark("Go to the next entity or event inside boilerplate"),
        Menu.LABELS, 4, ("F8",), repeats=True,
    ),
    ActionSpec(
        "go.problem_previous", mark("Previous Problem"),
        mark("Go to the previous entity or event inside boilerplate"), Menu.LABELS, 4, ("Shift+F8",),
        repeats=True,
    ),
)  # fmt: skip

STATUS = (
    _status("entity", mark("&Entities: Next Status"), mark("Entities are done, or not yet"), "Ctrl+1"),
    _status("event", mark("E&vents: Next Status"), mark("Events are done, or not yet"), "Ctrl+2"),
    _status(
        "boilerplate", mark("&Boilerplate: Next Status"), mark("Boilerplate is done, or not yet"), "Ctrl+3"
    ),
)

ENDS = (
    _end("end_word_forward", mark("End a Word Further"), mark("Lengthen by a word"), 0, "Alt+Right"),
    _end("end_word_back", mark("End a Word Back"), mark("Shorten by a word"), 0, "Alt+Left"),
    _end("end_char_forward", mark("End a Character Further"), mark("Lengthen by a character"), 0, "Alt+Down"),
    _end("end_char_back", mark("End a Character Back"), mark("Shorten by a character"), 0, "Alt+Up"),
    _end("start_word_forward", mark("Start a Word Further"), mark("Shorten by a word at the start"), 1,
         "Alt+Shift+Right"),
    _end("start_word_back", mark("Start a Word Back"), mark("Lengthen by a word at the start"), 1,
         "Alt+Shift+Left"),
    _end("start_char_forward", mark("Start a Character Further"),
         mark("Shorten by a character at the start"), 1, "Alt+Shift+Down"),
    _end("start_char_back", mark("Start a Character Back"),
         mark("Lengthen by a character at the start"), 1, "Alt+Shift+Up"),
)  # fmt: skip

VIEW = (
    ActionSpec(
        "view.zoom_in", mark("Zoom &In"), mark("Larger text"), Menu.VIEW, 0,
        ("Ctrl++", "Ctrl+="), repeats=True,
    ),
    ActionSpec(
        "view.zoom_out", mark("Zoom &Out"), mark("Smaller text"), Menu.VIEW, 0, ("Ctrl+-",), repeats=True
    ),
    ActionSpec("view.zoom_reset", mark("&Usual Size"), mark("Text as usual"), Menu.VIEW, 0, ("Ctrl+0",)),
    ActionSpec(
        "view.invisibles", mark("In&visible Characters"), mark("Draw blanks and control characters"),
        Menu.VIEW, 1, ("Ctrl+I",), checkable=True,
    ),
    _theme("system", mark("As the &System"), mark("Light, dark or high contrast, as the system is")),
    _theme("light", mark("&Light"), mark("Always light")),
    _theme("dark", mark("&Dark"), mark("Always dark")),
    _theme("black", mark("High Contrast, &Black"), mark("Always light on black, in strong colours")),
    _theme("white", mark("High Contrast, &White"), mark("Always dark on white, in strong colours")),
    ActionSpec(
        "view.next_pane", mark("&Next Pane"), mark("Go on to the next part of the window"),
        Menu.VIEW, 2, ("F6",),
    ),
    ActionSpec(
        "view.previous_pane", mark("&Previous Pane"), mark("Go back to the previous part of the window"),
        Menu.VIEW, 2, ("Shift+F6",),
    ),
    ActionSpec(
        "view.full_screen", mark("&Full Screen"), mark("Use the whole screen"), Menu.VIEW, 3, ("F11",),
        checkable=True,
    ),
)  # fmt: skip

HELP = (
    ActionSpec("help.keys", mark("&Keys"), mark("All keys, and those of the labels"), Menu.HELP, 0, ("F1",)),
    ActionSpec(
        "help.commands", mark("&Commands…"), mark("Find an action or a label by its name"), Menu.HELP, 0,
        ("Ctrl+K",),
    ),
    ActionSpec("help.about", mark("&About Sorot"), mark("Which version this is"), Menu.HELP, 1),
)  # fmt: skip

ACTIONS: tuple[ActionSpec, ...] = (*FILE, *EDIT, *LABELS, *EVENTS, *GO, *STATUS, *ENDS, *VIEW, *HELP)

SUBMENUS: dict[str, Menu] = {
    # Where a submenu stands: after the action with this id.
    "file.open": Menu.RECENT,
    "mention.delete": Menu.ENDS,
    "mention.leave": Menu.STATUS,
    "view.invisibles": Menu.THEME,
    "view.previous_pane": Menu.PANELS,
}

VIEW_KEYS: tuple[ViewKeys, ...] = (
    ViewKeys(mark("A character left or right"), ("Left", "Right")),
    ViewKeys(mark("A word left or right"), ("Ctrl+Left", "Ctrl+Right")),
    ViewKeys(mark("A sentence back or on"), ("Ctrl+PgUp", "Ctrl+PgDown")),
    ViewKeys(mark("A paragraph back or on"), ("Ctrl+Up", "Ctrl+Down")),
    ViewKeys(mark("A row up or down"), ("Up", "Down")),
    ViewKeys(mark("To the row’s edges"), ("Home", "End")),
    ViewKeys(mark("A page up or down"), ("PgUp", "PgDown")),
    ViewKeys(mark("To the document’s start or end"), ("Ctrl+Home", "Ctrl+End")),
)


def view_keys() -> list[str]:
    """Every key the view itself understands: each movement, and the same with Shift, which extends."""
    return [prefix + key for one in VIEW_KEYS for key in one.keys for prefix in ("", "Shift+")]
