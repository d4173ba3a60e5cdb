"""What the status bar says of the open document."""

from __future__ import annotations

from annotations.model.inside import InsideBoilerplate
from annotations.model.records import Kind, Status
from annotations.store.keeper_state import KeeperState, Phase
from annotations.words import tr, trn
from gui.core.status_words import kind_and_status
from gui.documents.open_document import OpenDocument
from gui.widgets.status import SaveState, StatusParts

_SAVE_STATES = {
    Phase.SAVED: SaveState.SAVED,
    Phase.SAVING: SaveState.SAVING,
    Phase.FAILED: SaveState.FAILED,
}
_MARKS = {
    Status.UNTOUCHED: "",
    Status.IN_PROGRESS: "",
    Status.DONE: "✓ ",
    Status.NOTHING_HERE: "∅ ",
}
"""Before the name of a kind that is finished."""


class StatusLine:
    """Words the parts of the status bar for one document at a time."""

    def __init__(self, parts: StatusParts) -> None:
        self._parts = parts
        self._document: OpenDocument | None = None
        self._problems: InsideBoilerplate | None = None

    def show(self, document: OpenDocument | None) -> None:
        """Speak of this document from now on, or of none."""
        self._document, self._problems = document, None
        self._parts.clear()
        if document is None:
            return
        decoded = document.opened.decoded
        self._parts.set_encoding(decoded.encoding, guessed=decoded.guessed)
        self.read_only()
        self.counts()
        if document.keeper is not None:
            self.state(document.keeper.state)

    def state(self, state: KeeperState) -> None:
        """Say how far the edits are safe."""
        detail = state.message or tr(
            "{kept} of {edits} edits are safe on disk. Label file: {path}",
            edits=state.recorded,
            kept=state.acknowledged,
            path=state.path,
        )
        self._parts.set_save_state(_SAVE_STATES[state.phase], detail)

    def read_only(self) -> None:
        """Say whether the document can be changed, and if not why."""
        self._parts.set_read_only(None if self._document is None else self._document.session.read_only)

    def left_out(self, problems: InsideBoilerplate | None) -> None:
        """Leave entities and events inside boilerplate out of the counts from now on."""
        self._problems = problems
        self.counts()

    def counts(self) -> None:
        """Say how many mentions there are of each kind."""
        if self._document is not None:
            session = self._document.session
            annotations, kinds = session.annotations, session.label_set.kinds
            self._parts.set_counts(
                {
                    _MARKS[annotations.status(rules.kind)] + rules.title: annotations.count_kind(rules.kind)
                    - self._inside(rules.kind)
                    for rules in kinds
                }
            )
            lines = [kind_and_status(rules.kind, annotations.status(rules.kind)) for rules in kinds]
            lines += [
                trn(
                    "{kind}: {count} more inside boilerplate",
                    "{kind}: {count} more inside boilerplate",
                    inside,
                    kind=rules.title,
                )
                for rules in kinds
                if (inside := self._inside(rules.kind))
            ]
            tip = "\n".join(lines)
            self._parts.counts.setToolTip(tip)
            self._parts.counts.setAccessibleDescription(tip)

    def _inside(self, kind: Kind) -> int:
        return 0 if self._problems is None else self._problems.count_kind(kind)

    def caret(self, caret: int, anchor: int) -> None:
        """Say where the caret is and how much is selected, in offsets."""
        if self._document is not None:
            self._parts.set_caret(caret, self._document.line_number(caret))
            self._parts.set_selection(abs(caret - anchor))
