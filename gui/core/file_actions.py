"""The actions of the File menu."""

from __future__ import annotations

from annotations.words import mark
from gui.core.action_spec import ActionSpec, Menu, Needs

FILE = (
    ActionSpec(
        "file.open", mark("&Open…"), mark("Open a document and its labels"), Menu.FILE, 0, ("Ctrl+O",)
    ),
    ActionSpec(
        "file.reopen",
        mark("Reopen C&losed"),
        mark("Open the document that was closed last, where it was"),
        Menu.FILE,
        0,
        ("Ctrl+Shift+T",),
    ),
    ActionSpec(
        "file.encoding",
        mark("Reopen with &Encoding…"),
        mark("Read the file in another encoding"),
        Menu.FILE,
        1,
        needs=Needs.DOCUMENT,
    ),
    ActionSpec(
        "file.folder",
        mark("Open the &Folder"),
        mark("Show the document’s folder"),
        Menu.FILE,
        1,
        needs=Needs.DOCUMENT,
    ),
    ActionSpec(
        "file.save",
        mark("&Save Now"),
        mark("Write the label file at once; it is kept saved anyway"),
        Menu.FILE,
        2,
        ("Ctrl+S",),
        needs=Needs.WRITABLE,
    ),
    ActionSpec(
        "file.save_elsewhere",
        mark("Save Else&where…"),
        mark("Write the labels to another place"),
        Menu.FILE,
        2,
        ("Ctrl+Shift+S",),
        needs=Needs.WRITABLE,
    ),
    ActionSpec(
        "file.export",
        mark("E&xport…"),
        mark("Write labels in another format, or as training data"),
        Menu.FILE,
        3,
        ("Ctrl+Shift+X",),
    ),
    ActionSpec(
        "file.import",
        mark("&Import…"),
        mark("Make label files of what another tool has written"),
        Menu.FILE,
        3,
        ("Ctrl+Shift+I",),
    ),
    ActionSpec(
        "file.close",
        mark("&Close"),
        mark("Close the document; everything is saved"),
        Menu.FILE,
        4,
        ("Ctrl+W",),
        needs=Needs.DOCUMENT,
    ),
    ActionSpec(
        "file.quit", mark("&Quit"), mark("Leave Sorot; everything is saved"), Menu.FILE, 4, ("Ctrl+Q",)
    ),
)
