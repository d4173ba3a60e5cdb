"""One place on the desk: a document that is open, or one that waits to be opened when it is first shown."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from annotations.model.label_set import LabelSet
from annotations.session.opening import Opened
from annotations.store.keeper import Keeper
from annotations.store.keeper_state import KeeperState, Phase
from annotations.text.decoding import UndecodableError, decode
from annotations.text.source import SourceText
from annotations.words import tr
from gui.core.remembered import RememberedDocument, Stand
from gui.documents.notices import Notices
from gui.documents.open_document import OpenDocument
from gui.documents.text_watch import TextFate, TextWatch
from gui.widgets.document_tabs import Mark
from schemas.late import late_dataclass


@late_dataclass(frozen=True)
class Reading:
    """How a document is to be opened, besides who labels it."""

    encoding: str | None = None
    """None for the one that is found."""
    read_only: bool = False
    asks: bool = True
    """Whether the user is asked about labels that a crash left open, and the like."""


class Sheet(QObject):
    """Owns the open document and all that goes with it, and remembers the place in it."""

    stateChanged = Signal(object, object, bool)
    """This sheet, a `KeeperState`, and whether it tells of a new reason why nothing can be saved."""
    textStirred = Signal(object)
    """This sheet; somebody else has changed or removed the text, or brought it back."""

    def __init__(self, path: Path, notices: Notices, parent: QObject) -> None:
        """``path`` has no symbolic links in it."""
        super().__init__(parent)
        self.path = path
        self.reading = Reading()
        self.notices = notices
        self.stand = Stand()
        """Where the annotator was when the document was last left."""
        self.document: OpenDocument | None = None
        self._watch = TextWatch(self)
        self._watch.noticed.connect(self._text_stirred)

    @property
    def keeper(self) -> Keeper | None:
        """Who writes the label file; None when the document is not open, or read-only from the start."""
        return None if self.document is None else self.document.keeper

    @property
    def mark(self) -> Mark:
        """What the tab shows."""
        phase = Phase.SAVED if self.keeper is None else self.keeper.state.phase
        if phase is not Phase.SAVED:
            return Mark.FAILED if phase is Phase.FAILED else Mark.UNSAVED
        locked = self.document is not None and self.document.session.read_only is not None
        return Mark.READ_ONLY if locked else Mark.NONE

    def remembered(self) -> RememberedDocument:
        """What it takes to come back to it."""
        return RememberedDocument(str(self.path), self.reading.encoding, self.reading.read_only, self.stand)

    def take(self, opened: Opened, label_set: LabelSet) -> None:
        """Own what has just been opened from the path."""
        self.document = OpenDocument(opened, label_set, self)
        self.document.stateChanged.connect(self._keeper_spoke)
        self.notices.opened(self.document)
        self._watch.watch(self.path, lambda data: _holds(data, opened))

    def let_go(self) -> None:
        """Close the document; the sheet waits again."""
        document, self.document = self.document, None
        if document is None:
            return
        document.stateChanged.disconnect(self._keeper_spoke)  # a last word may still be on its way
        self._watch.stop()
        self.notices.clear()
        document.let_go()
        document.deleteLater()

    def look(self) -> None:
        """See whether the text is still what was opened."""
        self._watch.look()

    def _keeper_spoke(self, state: KeeperState) -> None:
        self.stateChanged.emit(self, state, self.notices.keeper(state))

    def _text_stirred(self, fate: TextFate) -> None:
        if self.document is None:
            return
        session = self.document.session
        if fate is TextFate.CHANGED and session.read_only is None:
            session.read_only = tr("The text has changed on disk since it was opened: open it anew to go on.")
        self.notices.text(fate, self.document)
        self.textStirred.emit(self)


def _holds(data: bytes, opened: Opened) -> bool:
    """Whether the bytes still decode to the text that was opened."""
    try:
        decoded = decode(data, opened.decoded.encoding)
    except UndecodableError:
        return False
    return SourceText(decoded.text).digest == opened.text.digest
