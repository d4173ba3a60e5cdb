"""The table of actions: menus, shortcuts and the key sheet are made from it, and from nothing else."""

from __future__ import annotations

from annotations.words import mark
from gui.core.action_spec import ActionSpec, Menu, ViewKeys
from gui.core.detail_actions import DETAILS
from gui.core.document_actions import DOCUMENTS
from gui.core.edit_actions import EDIT
from gui.core.file_actions import FILE
from gui.core.label_actions import ENDS, EVENTS, GO, LABELS, STATUS
from gui.core.label_set_actions import BY_NAME, GUIDELINES, LABEL_SET
from gui.core.reading_actions import READING
from gui.core.view_actions import HELP, VIEW

ACTIONS: tuple[ActionSpec, ...] = (
    *FILE,
    *DOCUMENTS,
    *EDIT,
    *LABELS,
    *BY_NAME,
    *EVENTS,
    *DETAILS,
    *GO,
    *STATUS,
    *ENDS,
    *LABEL_SET,
    *READING,
    *VIEW,
    *GUIDELINES,
    *HELP,
)

SUBMENUS: dict[str, Menu] = {
    # Where a submenu stands: after the action with this id.
    "file.open": Menu.RECENT,
    "file.reopen": Menu.DOCUMENTS,
    "mention.delete": Menu.ENDS,
    "mention.leave": Menu.STATUS,
    "go.problem_previous": Menu.LABEL_SET,
    "view.invisibles": Menu.DISPLAY,
    "view.label_display": Menu.THEME,
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
