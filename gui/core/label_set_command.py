"""The step that changes the label set, and with it the labels of one document."""

from __future__ import annotations

from collections.abc import Callable

from annotations.edits.edit import Edit
from annotations.edits.revision import Revision
from annotations.model.label_set import LabelSet
from annotations.session.document import DocumentSession
from annotations.session.sink import Via
from annotations.words import tr
from gui.core.undo import EditCommand, Session
from schemas.problems import Problem


class LabelSetCommand(EditCommand):
    """Puts the label set of a revision into use, or the one before, and does the document's edit.

    An edit without steps is not done at all: a label that is only renamed is no business of label files.
    """

    def __init__(
        self,
        session: DocumentSession,
        edit: Edit,
        revision: Revision,
        use: Callable[[LabelSet], None],
    ) -> None:
        """``use`` is told the label set that counts from now on, once the document has been changed."""
        super().__init__(session, edit)
        self._document, self._revision, self._use = session, revision, use

    def problems(self, session: Session, *, forward: bool) -> list[Problem]:
        """Why not: the label set is another one by now, or the edit does not fit any more."""
        expected, wanted = self._sets(forward=forward)
        now = self._document.label_set
        if now != expected:
            sentence = tr("The label set has been changed again since: take that change back first.")
            return [Problem("", sentence, code="label_set_changed")]
        if not self.edit.steps:
            return []
        self._document.use_label_set(wanted)
        found = super().problems(session, forward=forward)
        self._document.use_label_set(now)
        return found

    def _apply(self, edit: Edit, via: Via) -> None:
        _, wanted = self._sets(forward=via is not Via.UNDO)
        self._document.use_label_set(wanted)
        if edit.steps:
            super()._apply(edit, via)
        self._use(wanted)

    def _sets(self, *, forward: bool) -> tuple[LabelSet, LabelSet]:
        """The label set that must be in use, and the one that is to be."""
        before, after = self._revision.before, self._revision.after
        return (before, after) if forward else (after, before)
