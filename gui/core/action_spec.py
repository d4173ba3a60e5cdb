"""What an action is: data from which menus, shortcuts and the key sheet are made."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from annotations.words import mark


class Scope(StrEnum):
    """Where an action's keys work."""

    WINDOW = "window"
    VIEW = "view"
    """Only while the text view has the focus; single keys belong here."""


class Needs(StrEnum):
    """What must be there before an action can be chosen."""

    NOTHING = "nothing"
    DOCUMENT = "document"
    """An open document."""
    WRITABLE = "writable"
    """A document whose labels can be changed."""


class Menu(StrEnum):
    """The menus; a dot leads to a submenu."""

    FILE = "file"
    RECENT = "file.recent"
    DOCUMENTS = "file.documents"
    EDIT = "edit"
    LABELS = "labels"
    ENDS = "labels.ends"
    STATUS = "labels.status"
    LABEL_SET = "labels.set"
    VIEW = "view"
    DISPLAY = "view.display"
    THEME = "view.theme"
    PANELS = "view.panels"
    HELP = "help"


MENU_TITLES: dict[Menu, str] = {
    Menu.FILE: mark("&File"),
    Menu.RECENT: mark("Open &Recent"),
    Menu.DOCUMENTS: mark("&Documents"),
    Menu.EDIT: mark("&Edit"),
    Menu.LABELS: mark("&Labels"),
    Menu.ENDS: mark("Move the &Ends"),
    Menu.STATUS: mark("Stat&us"),
    Menu.LABEL_SET: mark("Label Set"),
    Menu.VIEW: mark("&View"),
    Menu.DISPLAY: mark("&Draw Labels"),
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
    needs: Needs = Needs.NOTHING


@dataclass(frozen=True, slots=True)
class ViewKeys:
    """Keys that the text view itself understands: caret movements, worded for the key sheet."""

    text: str
    keys: tuple[str, ...]
