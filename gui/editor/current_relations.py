"""The relations of the current mention, or of the one that is being related, drawn over the text."""

from __future__ import annotations

from PySide6.QtCore import QObject

from annotations.model.change import Change
from annotations.session.document import DocumentSession
from gui.editor.links import relations_of
from gui.editor.text_view import TextView


class CurrentRelations(QObject):
    """One per window: follows the current mention of the view."""

    def __init__(self, view: TextView) -> None:
        super().__init__(view)
        self._view = view
        self._session: DocumentSession | None = None
        self._held: str | None = None
        view.currentMentionChanged.connect(self._look)

    def attach(self, session: DocumentSession | None) -> None:
        """Look at this document from now on, None for no document."""
        self._session, self._held = session, None
        self._look()

    def apply_change(self, change: Change) -> None:
        """Draw the relations as they are after the change."""
        self._look()

    def hold(self, mention_id: str | None) -> None:
        """Stay with this mention wherever the caret goes, until None is held."""
        self._held = mention_id
        self._look()

    def _look(self) -> None:
        session, meant = self._session, self._held or self._view.current()
        mention = None if session is None or meant is None else session.annotations.mention(meant)
        if session is None or mention is None:
            self._view.set_relations(None)
        else:
            self._view.set_relations(relations_of(session.annotations, session.label_set, mention))
