"""The desk: which documents are on it, which one is in front, and what has to be said about them."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from annotations.model.label_set import LabelSet
from annotations.session.opening import Opened
from annotations.store.files import real_path
from annotations.store.keeper import Keeper
from annotations.store.keeper_state import KeeperState, Phase
from annotations.store.trouble import StoreError
from annotations.words import tr
from gui.core.interaction import Interaction
from gui.core.remembered import RememberedDocument
from gui.documents.notices import Notices, Remedies
from gui.documents.open_document import OpenDocument
from gui.documents.opener import Wish, open_asking, open_unasked
from gui.documents.other_encoding import other_encoding
from gui.documents.saving import SAVE_WITHIN_SECONDS, Saving
from gui.documents.sheet import Reading, Sheet
from gui.widgets.banner import BannerStack
from schemas.collector import collector_paused

LEAST_SECONDS = 0.5
"""So long any document is waited for, however many there are to be saved."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Who labels, and with which label set."""

    annotator: str
    label_set: LabelSet


class Desk(QObject):
    """Opens, keeps and closes documents. One of them is in front; the window shows that one."""

    documentChanged = Signal()
    """Another document, or none, is in front now (`document`)."""
    leaving = Signal(object)
    """The `Sheet` that is in front is about to make room."""
    sheetsChanged = Signal()
    """Sheets have come, gone or changed places, or another one is in front."""
    marked = Signal(object)
    """A `Sheet` of which the mark may be another one now."""
    opened = Signal(object)
    """The path of a document that has just been opened."""
    stateChanged = Signal(object)
    """A `KeeperState` of the document in front."""
    saved = Signal()
    """Every edit of the document in front stands in the label file."""
    readOnlyChanged = Signal()
    """The document in front can no longer be changed."""
    said = Signal(str)
    """A sentence for the status bar."""

    def __init__(self, owner: Owner, ask: Interaction, banners: BannerStack, parent: QObject) -> None:
        super().__init__(parent)
        self.sheets: list[Sheet] = []
        """In the order of their tabs."""
        self.front: Sheet | None = None
        self.saving = Saving(self._front_keeper, ask, self)
        self.saving.said.connect(self.said)
        self._owner = owner
        self._ask = ask
        self._banners = banners
        self._remedies = Remedies(self.reopen, self.choose_encoding, self.saving)
        self._closed: list[tuple[int, RememberedDocument]] = []

    @property
    def document(self) -> OpenDocument | None:
        """The document in front."""
        return None if self.front is None else self.front.document

    def documents(self) -> list[OpenDocument]:
        """All documents that are open, the one in front first."""
        sheets = sorted(self.sheets, key=lambda sheet: sheet is not self.front)
        return [sheet.document for sheet in sheets if sheet.document is not None]

    def use_label_set(self, label_set: LabelSet) -> None:
        """Label with this label set from now on, in what is open and in what will be."""
        self._owner = replace(self._owner, label_set=label_set)
        for document in self.documents():
            document.session.use_label_set(label_set)

    def is_saved(self) -> bool:
        """Whether every edit of the document in front stands in the label file."""
        keeper = self._front_keeper()
        return keeper is None or keeper.is_written

    # -- onto the desk ------------------------------------------------------------------------------

    def open(self, path: Path, encoding: str | None = None, *, read_only: bool = False) -> bool:
        """Bring a document to the front, and open it if it is not open yet.

        False when that cannot be done; why has been said, and what was in front still is.
        """
        sheet = self._find(path) or self._put(path)
        if sheet.document is None:  # it may have been laid out to be opened in another way
            sheet.reading = Reading(encoding or sheet.reading.encoding, read_only)
        return self.show(sheet)

    def lay(self, documents: Sequence[RememberedDocument]) -> list[Sheet]:
        """Put documents on the desk behind the others; each is opened when it is first shown.

        Returns the sheet of each: an old one where the document is on the desk already.
        """
        laid = []
        for one in documents:
            sheet = self._find(Path(one.path))
            if sheet is None:
                sheet = self._put(Path(one.path))
                sheet.stand = one.stand
            if sheet.document is None:
                sheet.reading = Reading(one.encoding or sheet.reading.encoding, one.read_only, asks=False)
            laid.append(sheet)
        self.sheetsChanged.emit()
        return laid

    def show(self, sheet: Sheet) -> bool:
        """Bring this document to the front; one that cannot be opened is taken from the desk."""
        if not self._opens(sheet, self._open_asking):
            self._take_away(sheet)
            return False
        self._bring_forward(sheet)
        return True

    def come_back(self, sheet: Sheet) -> str:
        """Bring this document to the front without asking anything; empty when that is done.

        Else a sentence why it cannot be, and the document is taken from the desk.
        """
        try:
            self._opens(sheet, open_unasked)
        except StoreError as error:
            self._take_away(sheet)
            return error.message
        self._bring_forward(sheet)
        return ""

    def reopen(self, encoding: str | None = None, *, read_only: bool = False) -> bool:
        """Open the document in front anew, perhaps in another encoding; whether that was done."""
        sheet = self.front
        if sheet is None or not self._agrees_to_close(sheet):
            return False
        place, before = self.sheets.index(sheet), sheet.reading
        self._bring_forward(None)
        sheet.let_go()  # its lock must be free first
        sheet.reading = Reading(encoding or before.encoding, read_only)
        done = self._opens(sheet, self._open_asking)
        if not done and encoding is not None:
            sheet.reading = before
            self._opens(sheet, self._open_asking)
        if sheet.document is None:
            self._take_away(sheet)
            self._show_near(place)
        else:
            self._bring_forward(sheet)
        return done

    def choose_encoding(self) -> None:
        """Let the user read the document in front in another encoding."""
        encoding = None if self.document is None else other_encoding(self.document, self._ask)
        if encoding is not None:
            self.reopen(encoding)

    # -- on the desk --------------------------------------------------------------------------------

    def step(self, by: int) -> None:
        """Bring the document to the front that is so many tabs further; after the last comes the first."""
        if self.front is not None:
            self.show(self.sheets[(self.sheets.index(self.front) + by) % len(self.sheets)])

    def move(self, sheet: Sheet, place: int) -> None:
        """Give a sheet another place in the row, counted from 0."""
        self.sheets.remove(sheet)
        self.sheets.insert(place, sheet)
        self.sheetsChanged.emit()

    def look_around(self) -> None:
        """See whether the texts are still what was opened; for when the window becomes active."""
        for sheet in self.sheets:
            sheet.look()

    # -- from the desk ------------------------------------------------------------------------------

    def close(self, sheet: Sheet | None = None) -> bool:
        """Close a document, the one in front if none is named; False when the user would rather keep it."""
        sheet = sheet or self.front
        if sheet is None:
            return True
        if not self._agrees_to_close(sheet):
            return False
        place = self.sheets.index(sheet)
        self.sheets.remove(sheet)
        if sheet is self.front:
            self._show_near(place)
        self._closed.append((place, sheet.remembered()))
        self._dispose(sheet)
        return True

    def reopen_closed(self) -> None:
        """Put the document that was closed last where it was, and bring it to the front."""
        if not self._closed:
            self.said.emit(tr("No document has been closed since Sorot was started."))
            return
        place, remembered = self._closed.pop()
        (sheet,) = self.lay([remembered])
        self.move(sheet, place)
        self.show(sheet)

    def agrees_to_close_all(self) -> bool:
        """Save every document; False when one cannot be saved and the user stays. None is closed yet."""
        until = time.monotonic() + SAVE_WITHIN_SECONDS
        for sheet in self.sheets:
            if sheet.keeper is not None:
                sheet.keeper.retry()  # all of them begin at once
        return all(
            self._agrees_to_close(sheet, max(LEAST_SECONDS, until - time.monotonic()))
            for sheet in list(self.sheets)
        )

    def clear(self) -> None:
        """Close every document as it is; for when the user has agreed."""
        self._bring_forward(None)
        while self.sheets:
            self._dispose(self.sheets.pop())

    # -- inside -------------------------------------------------------------------------------------

    def _find(self, path: Path) -> Sheet | None:
        real = real_path(path)
        return next((sheet for sheet in self.sheets if sheet.path == real), None)

    def _put(self, path: Path) -> Sheet:
        sheet = Sheet(real_path(path), Notices(self._banners, self._ask, self._remedies), self)
        sheet.stateChanged.connect(self._keeper_spoke)
        sheet.textStirred.connect(self._text_stirred)
        self.sheets.append(sheet)
        return sheet

    def _opens(self, sheet: Sheet, open_: Callable[[Path, Wish], Opened | None]) -> bool:
        """Whether the document is open now; ``open_`` opens it if it is not."""
        if sheet.document is not None:
            return True
        reading = sheet.reading
        wish = Wish(
            self._owner.annotator,
            self._owner.label_set,
            reading.encoding,
            read_only=reading.read_only,
            asks=reading.asks,
        )
        gc.collect(1)  # what lies about now is not to be frozen
        with collector_paused():
            opened = open_(sheet.path, wish)
            if opened is None:
                return False
            sheet.take(opened, self._owner.label_set)
            gc.freeze()  # looking among 150,000 mentions would stop the window for 0.1 s every so often
        self.opened.emit(sheet.path)
        return True

    def _open_asking(self, path: Path, wish: Wish) -> Opened | None:
        return open_asking(path, wish, self._ask)

    def _bring_forward(self, sheet: Sheet | None) -> None:
        """Show this document, which is open, or none."""
        before = self.front
        if before is sheet:
            return
        if before is not None:
            self.leaving.emit(before)
            before.notices.step_back()
        self.front = sheet
        self.documentChanged.emit()
        if sheet is not None:
            sheet.notices.come_forward()
        self.sheetsChanged.emit()

    def _show_near(self, place: int) -> None:
        """Show what stands at this place in the row now, or else the nearest that can be opened."""
        while self.sheets:
            if self.show(self.sheets[min(place, len(self.sheets) - 1)]):
                return
        self._bring_forward(None)

    def _agrees_to_close(self, sheet: Sheet, seconds: float = SAVE_WITHIN_SECONDS) -> bool:
        """Save the document; when that is not possible, show it and ask."""
        if sheet.keeper is None or sheet.keeper.flush(seconds):
            return True
        self._bring_forward(sheet)
        return self.saving.settle_unsaved(sheet.path.name)

    def _take_away(self, sheet: Sheet) -> None:
        """A document that cannot be opened has no place on the desk."""
        self.sheets.remove(sheet)
        self._dispose(sheet)

    def _dispose(self, sheet: Sheet) -> None:
        sheet.let_go()
        sheet.deleteLater()
        if not self.sheets:
            gc.unfreeze()
        self.sheetsChanged.emit()

    # -- what happens outside -----------------------------------------------------------------------

    def _front_keeper(self) -> Keeper | None:
        return None if self.front is None else self.front.keeper

    def _keeper_spoke(self, sheet: Sheet, state: KeeperState, failed_anew: bool) -> None:
        if sheet is self.front:
            self.stateChanged.emit(state)
            if state.phase is not Phase.FAILED and self.is_saved():
                self.saved.emit()
        elif failed_anew:
            self.said.emit(tr("{name}: {why}", name=sheet.path.name, why=state.message))
        self.marked.emit(sheet)

    def _text_stirred(self, sheet: Sheet) -> None:
        if sheet is self.front:
            self.readOnlyChanged.emit()
        self.marked.emit(sheet)
