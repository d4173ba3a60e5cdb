"""Qt's own words in the user's language, for languages that Qt brings no catalogue for.

Buttons of dialogs, the menu of an input field and the file dialog are worded inside Qt. They are looked up in
Sorot's catalogue, so that a window speaks one language.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTranslator

from annotations.words import mark, tr

# As Qt words them, with the key to press with Alt.
_WORDS = frozenset(
    (
        mark("OK"),
        mark("&OK"),
        mark("Save"),
        mark("&Save"),
        mark("Save All"),
        mark("Open"),
        mark("&Open"),
        mark("Cancel"),
        mark("&Cancel"),
        mark("Close"),
        mark("&Close"),
        mark("Apply"),
        mark("Reset"),
        mark("Restore Defaults"),
        mark("Help"),
        mark("Discard"),
        mark("&Yes"),
        mark("&No"),
        mark("Abort"),
        mark("Retry"),
        mark("Ignore"),
        mark("Show Details..."),
        mark("Hide Details..."),
        mark("&Undo"),
        mark("&Redo"),
        mark("Cu&t"),
        mark("&Copy"),
        mark("&Paste"),
        mark("Delete"),
        mark("Select All"),
        mark("&Step up"),
        mark("Step &down"),
        mark("Look in:"),
        mark("File &name:"),
        mark("Files of type:"),
        mark("&Choose"),
        mark("Directory:"),
        mark("All Files (*)"),
        mark("Back"),
        mark("Forward"),
        mark("Parent Directory"),
        mark("Create New Folder"),
        mark("List View"),
        mark("Detail View"),
        mark("Sidebar"),
        mark("Name"),
        mark("Size"),
        mark("Type"),
        mark("Kind"),
        mark("Date Modified"),
        mark("Computer"),
        mark("&Delete"),
        mark("&Rename"),
        mark("Show &hidden files"),
        mark("&New Folder"),
        mark("Float"),
        mark("Undocks and re-attaches the dock widget"),
        mark("Closes the dock widget"),
        mark("Scroll Left"),
        mark("Scroll Right"),
        mark("Press shortcut"),
    )
)


class QtWords(QTranslator):
    """Hands Qt's words to the catalogue; what is not in the table stays as Qt has it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)

    def translate(
        self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        """The word in the language in use; None where Qt is to take the next catalogue, or its own word."""
        return tr(sourceText) if sourceText in _WORDS else None

    def isEmpty(self) -> bool:
        """Qt leaves out translators that say they are empty."""
        return False
