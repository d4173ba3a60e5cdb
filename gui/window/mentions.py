"""The list of mentions in the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QWidget

from annotations.model.change import Change
from annotations.text.source import SourceText
from annotations.words import tr
from gui.core.theme import Themed
from gui.documents.open_document import OpenDocument
from gui.panels.mention_list import MentionList
from gui.window.feature import Feature
from gui.window.frame import Frame, Side


class Mentions(Feature):
    """All mentions of the document beside the text, searchable."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.panel = MentionList()
        self._dock = frame.dock("mentions", tr("Mentions"), self.panel, Side.END)
        self.panel.mentionSelected.connect(frame.show_mention)
        self.panel.mentionActivated.connect(frame.go_to_mention)
        self.panel.deleteRequested.connect(frame.annotator.delete)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Search in the list."""
        return {"edit.find_mention": self._find}

    def themed(self) -> Sequence[Themed]:
        """The list."""
        return (self.panel,)

    def panes(self) -> Sequence[QWidget]:
        """The list."""
        return (self.panel,)

    def show(self, document: OpenDocument | None) -> None:
        """List the mentions of this document."""
        if document is None:
            self.panel.show_document(SourceText(""), None, None)
        else:
            session = document.session
            self.panel.show_document(session.text, session.annotations, session.label_set)

    def label_set_changed(self, document: OpenDocument | None) -> None:
        """Show the labels as they are now."""
        self.show(document)

    def painted(self, change: Change) -> None:
        """Bring the list up to date."""
        self.panel.apply_change(change)

    def caret_moved(self, caret: int, anchor: int) -> None:
        """Scroll along."""
        self.panel.follow(caret)

    def current_changed(self, mention_id: str | None) -> None:
        """Stand on the current mention."""
        self.panel.set_current(mention_id)

    def _find(self) -> None:
        self.frame.show_dock(self._dock)
        self.panel.focus_search()
