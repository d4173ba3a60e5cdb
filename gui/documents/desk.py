"""The desk: which document is open, how it is saved, and what has to be said about it."""

from __future__ import annotations

import gc
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from annotations.model.label_set import LabelSet
from annotations.store.files import read_file, real_path
from annotations.store.keeper_state import KeeperState, Phase
from annotations.store.names import LABELS
from annotations.store.trouble import cannot
from annotations.text.decoding import UndecodableError, decode
from annotations.text.source import SourceText
from gui.core.interaction import Choice, Gravity, Interaction
from gui.core.translation import tr, trn
from gui.documents.notices import Notices
from gui.documents.open_document import OpenDocument
from gui.documents.opener import Wish, open_asking
from gui.documents.text_watch import TextFate, TextWatch

CLOSE_WITHIN_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Owner:
    """Who labels, and with which label set."""

    annotator: str
    label_set: LabelSet


class Desk(QObject):
    """Opens, keeps and closes the document; one at a time."""

    documentChanged = Signal()
    """Another document, or none, is open now (`document`)."""
    stateChanged = Signal(object)
    """A `KeeperState` of the open document."""
    saved = Signal()
    """Every edit stands in the label file."""
    readOnlyChanged = Signal()
    said = Signal(str)
    """A sentence for the status bar."""

    def __init__(self, owner: Owner, ask: Interaction, notices: Notices, parent: QObject) -> None:
        super().__init__(parent)
        self.document: OpenDocument | None = None
        self._owner = owner
        self._ask = ask
        self._notices = notices
        self._watch = TextWatch(self)
        self._watch.noticed.connect(self._text_stirred)

    # -- opening and closing --------------------------------------------------------------------

    def open(self, path: Path, encoding: str | None = None, *, read_only: bool = False) -> bool:
        """Open a document in the place of the one that is open; that one stays when it cannot be done."""
        path = real_path(path)
        if self.document is not None and self.document.session.path == path and not self.close():
            return False  # the same file again: its lock must be free first
        wish = Wish(self._owner.annotator, self._owner.label_set, encoding, read_only=read_only)
        # Looking for garbage among 150,000 mentions would stop the window for 0.1 s, now and every so often.
        gc.disable()
        try:
            return self._open(path, wish)
        finally:
            gc.enable()

    def _open(self, path: Path, wish: Wish) -> bool:
        opened = open_asking(path, wish, self._ask)
        if opened is None:
            return False
        if not self.close():
            opened.close()
            return False
        document = OpenDocument(opened, self._owner.label_set, self)
        document.stateChanged.connect(self._keeper_spoke)
        self.document = document
        self._watch.watch(document.session.path, lambda data: _holds(data, document))
        self.documentChanged.emit()
        self._notices.opened(document, self)
        gc.freeze()
        return True

    def reopen(self, encoding: str | None = None, *, read_only: bool = False) -> bool:
        """Open the document that is open anew, perhaps in another encoding."""
        return self.document is not None and self.open(
            self.document.session.path, encoding, read_only=read_only
        )

    def close(self) -> bool:
        """Close the document; False when the user would rather keep it open, since it cannot be saved."""
        document = self.document
        if document is None:
            return True
        keeper = document.keeper
        while keeper is not None and not keeper.flush(CLOSE_WITHIN_SECONDS):
            choices = [
                Choice("again", tr("&Try Again")),
                Choice("elsewhere", tr("Save &Elsewhere…")),
                Choice("close", tr("&Close Anyway"), destructive=True),
            ]
            sentence = tr(
                "{why}\n\nEdits that are in the journal come back at the next opening.",
                why=keeper.state.message or tr("The label file could not be written in time."),
            )
            answer = self._ask.choose(tr("The labels are not saved"), sentence, choices)
            if answer is None:
                return False
            if answer == "elsewhere":
                self.save_elsewhere()
            if answer == "close":
                break
        document.stateChanged.disconnect(self._keeper_spoke)  # a last word may still be on its way
        self._watch.stop()
        self._notices.clear()
        self.document = None
        self.documentChanged.emit()
        document.let_go()
        document.deleteLater()
        gc.unfreeze()
        return True

    # -- saving -----------------------------------------------------------------------------------

    def is_saved(self) -> bool:
        """Whether every edit stands in the label file."""
        keeper = None if self.document is None else self.document.keeper
        return keeper is None or keeper.is_written

    def save_and_tell(self) -> None:
        """Write the label file now, and say where it is."""
        keeper = None if self.document is None else self.document.keeper
        if keeper is None:
            return
        if keeper.flush(CLOSE_WITHIN_SECONDS):
            self.said.emit(tr("Saved in {path}", path=keeper.state.path))
        else:
            self.said.emit(keeper.state.message or tr("Not saved yet; it goes on in the background."))

    def retry(self) -> None:
        """Try again what has failed."""
        if self.document is not None and self.document.keeper is not None:
            self.document.keeper.retry()

    def overwrite(self) -> None:
        """Replace a label file that somebody else has changed, after asking."""
        keeper = None if self.document is None else self.document.keeper
        if keeper is None:
            return
        sentence = tr("What somebody else has written to {name} is lost.", name=keeper.state.path.name)
        if self._ask.confirm(tr("Overwrite the labels?"), sentence, tr("Overwrite")):
            keeper.overwrite()

    def save_elsewhere(self) -> None:
        """Write the labels to another place and go on there."""
        keeper = None if self.document is None else self.document.keeper
        if keeper is None:
            return
        path = self._ask.save_path(tr("Save the Labels Elsewhere"), keeper.state.path)
        if path is None:
            return
        if not path.name.endswith(LABELS):  # the text itself, or the journal: a slip would destroy it
            sentence = tr("The name of a label file ends in {ending}.", ending=LABELS)
            self._ask.tell(Gravity.WARNING, tr("Not saved in {name}", name=path.name), sentence)
            return
        keeper.save_elsewhere(path)
        keeper.flush(CLOSE_WITHIN_SECONDS)

    # -- encoding ---------------------------------------------------------------------------------

    def choose_encoding(self) -> None:
        """Let the user read the document's bytes in another encoding."""
        document = self.document
        if document is None:
            return
        path, decoded = document.session.path, document.opened.decoded
        try:
            data, _ = read_file(path)
        except OSError as error:
            self._ask.tell(
                Gravity.ERROR, tr("Cannot read {name}", name=path.name), cannot("read", path, error)
            )
            return
        encoding = self._ask.choose_encoding(path.name, data, decoded)
        if encoding is not None and encoding != decoded.encoding and self._labels_allow(document):
            self.reopen(encoding)

    def _labels_allow(self, document: OpenDocument) -> bool:
        """Labels belong to the text as it was read: with labels the encoding is not simply changed."""
        count = len(document.session.annotations)
        if count == 0:
            return True
        sentence = trn(
            "{count} label belongs to the text as it is read now and will not fit another reading. "
            "You will be asked what to do with the label file.",
            "{count} labels belong to the text as it is read now and will not fit another reading. "
            "You will be asked what to do with the label file.",
            count,
        )
        return self._ask.confirm(tr("Read it in another encoding?"), sentence, tr("Go On"))

    # -- what happens outside -----------------------------------------------------------------------

    def look_around(self) -> None:
        """See whether the text is still what was opened; for when the window becomes active."""
        self._watch.look()

    def _text_stirred(self, fate: TextFate) -> None:
        document = self.document
        if document is None:
            return
        if fate is TextFate.CHANGED and document.session.read_only is None:
            document.session.read_only = tr(
                "The text has changed on disk since it was opened: open it anew to go on."
            )
            self.readOnlyChanged.emit()
        self._notices.text(fate, document, self)

    def _keeper_spoke(self, state: KeeperState) -> None:
        self._notices.keeper(state, self)
        self.stateChanged.emit(state)
        if state.phase is not Phase.FAILED and self.is_saved():
            self.saved.emit()


def _holds(data: bytes, document: OpenDocument) -> bool:
    """Whether the bytes still decode to the text that was opened."""
    try:
        decoded = decode(data, document.opened.decoded.encoding)
    except UndecodableError:
        return False
    return SourceText(decoded.text).digest == document.session.text.digest
