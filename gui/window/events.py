"""Events in the window: the current one, its roles by key, and the list of all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from annotations.model.change import Change
from annotations.text.source import SourceText
from annotations.words import tr
from gui.core.soon import Soon
from gui.core.theme import Themed
from gui.documents.open_document import OpenDocument
from gui.editor.event_edits import EventEdits
from gui.editor.role_mode import RoleMode
from gui.panels.event_panel import EventPanel
from gui.window.feature import Feature
from gui.window.frame import Frame, Side


class Events(Feature):
    """The event at the caret is drawn over the text; its roles are filled by key and changed in the list."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.panel = EventPanel()
        self.current = frame.current_event
        self.mode = RoleMode(frame.view, frame.annotator, self.current)
        self.edits = EventEdits(frame.annotator)
        self.dock = frame.dock("events", tr("Events"), self.panel, Side.END)
        frame.add_mode(self.mode)
        self._soon = Soon(frame.window, self._follow)
        self.current.changed.connect(lambda _: self._soon.ask())
        self.panel.rowSelected.connect(self._show_event)
        self.panel.rowActivated.connect(self._go_to_event)
        self.panel.deleteRequested.connect(self.edits.delete)
        self.panel.removeRequested.connect(self.edits.remove)
        self.panel.roleRequested.connect(self.edits.change_role)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Enter the mode of roles."""
        return {"event.roles": self.mode.enter, "event.another": self.mode.another}

    def themed(self) -> Sequence[Themed]:
        """The list."""
        return (self.panel,)

    def panes(self) -> Sequence[QWidget]:
        """The list."""
        return (self.panel,)

    def attach(self, document: OpenDocument | None) -> None:
        """Fill roles in this document."""
        session = None if document is None else document.session
        self.mode.attach(session)
        self.edits.attach(session)

    def show(self, document: OpenDocument | None) -> None:
        """List the events of this document, and draw the current one."""
        if document is None:
            self.panel.show_document(SourceText(""), None, None)
        else:
            session = document.session
            self.panel.show_document(session.text, session.annotations, session.label_set)
        self.current.attach(None if document is None else document.session)

    def label_set_changed(self, document: OpenDocument | None) -> None:
        """Roles may be others now."""
        self.mode.leave()
        self.show(document)

    def changed(self, change: Change) -> None:
        """Bring the drawing and the question about roles up to date, in this order."""
        self.current.apply_change(change)
        self.mode.apply_change(change)

    def painted(self, change: Change) -> None:
        """Bring the list up to date."""
        self.panel.apply_change(change)

    def _follow(self) -> None:
        event = self.current.event()
        self.panel.set_current(None if event is None else event.id)

    def _show_event(self, event_id: str, mention_id: str) -> None:
        self.current.choose(event_id)
        self.frame.show_mention(mention_id)

    def _go_to_event(self, event_id: str, mention_id: str) -> None:
        self._show_event(event_id, mention_id)
        self.frame.view.setFocus(Qt.FocusReason.OtherFocusReason)
