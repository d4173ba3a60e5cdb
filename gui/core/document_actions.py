"""The actions that go from one open document to another."""

from __future__ import annotations

from annotations.words import mark
from gui.core.action_spec import ActionSpec, Menu

BY_NUMBER = tuple(
    ActionSpec(
        f"document.{number}",
        text,
        mark("Go to the open document with this number"),
        Menu.DOCUMENTS,
        2,
        (f"Alt+{number}",),
    )
    for number, text in enumerate(
        (
            mark("Document &1"),
            mark("Document &2"),
            mark("Document &3"),
            mark("Document &4"),
            mark("Document &5"),
            mark("Document &6"),
            mark("Document &7"),
            mark("Document &8"),
            mark("Document &9"),
        ),
        start=1,
    )
)
"""In the menu each has the name of its document."""

DOCUMENTS = (
    ActionSpec(
        "document.next",
        mark("Ne&xt Document"),
        mark("Go to the next tab; after the last comes the first"),
        Menu.DOCUMENTS,
        0,
        ("Ctrl+Tab",),
    ),
    ActionSpec(
        "document.previous",
        mark("&Previous Document"),
        mark("Go to the tab before; before the first comes the last"),
        Menu.DOCUMENTS,
        0,
        ("Ctrl+Shift+Tab",),
    ),
    ActionSpec(
        "document.earlier",
        mark("Move the Tab &Back"),
        mark("Give the document’s tab the place before"),
        Menu.DOCUMENTS,
        1,
    ),
    ActionSpec(
        "document.later",
        mark("Move the Tab &On"),
        mark("Give the document’s tab the next place"),
        Menu.DOCUMENTS,
        1,
    ),
    ActionSpec(
        "document.close_others",
        mark("&Close the Others"),
        mark("Close every document but this one; everything is saved"),
        Menu.DOCUMENTS,
        1,
    ),
    *BY_NUMBER,
)
