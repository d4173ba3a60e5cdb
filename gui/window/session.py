"""Coming back: the documents of the last time are on the desk again, each where it was left."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLockFile, QTimer

from annotations.formats.files import is_file
from annotations.words import tr, trn
from gui.core import settings as stored
from gui.core.interaction import Gravity
from gui.core.remembered import RememberedDesk, RememberedDocument
from gui.core.slots import only
from gui.documents.sheet import Sheet
from gui.editor.standing import stand_of
from gui.widgets.banner import BannerAction
from gui.window.feature import Feature
from gui.window.frame import Frame

MISSING = "missing"
_CARET_MS = 2000
"""So much of where the caret went a crash may take along."""
_DESK_MS = 100
"""Several tabs that come at once are noted once."""


class Session(Feature):
    """Keeps the desk in the settings. Of several windows at a time one does that: the first."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._lock: QLockFile | None = None
        self._noted: RememberedDesk | None = None
        self._soon = QTimer(frame.window)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._note)
        frame.desk.sheetsChanged.connect(self._desk_changed)

    def come_back(self, *, to_front: bool) -> bool:
        """Lay out the documents of the last time, one of them in front if so wanted; whether there are any.

        Nothing is asked, and only the one in front is opened. From now on the desk is kept in the settings.
        """
        settings = self.frame.services.settings
        self._lock = _lock_beside(settings.path)
        if self._lock is None:
            return False
        desk = settings.get(stored.DESK) if settings.get(stored.COME_BACK) else RememberedDesk()
        front = desk.documents[desk.front] if desk.front < len(desk.documents) else None
        self._lay(desk.documents, front, to_front=to_front)
        return bool(self.frame.desk.sheets)

    def caret_moved(self, caret: int, anchor: int) -> None:
        """Note it, but not at every step."""
        if self._lock is not None and not self._soon.isActive():
            self._soon.start(_CARET_MS)

    def closing(self) -> None:
        """Note where everything stands, and leave it at that."""
        self._note()
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None

    # -- laying out ---------------------------------------------------------------------------------

    def _lay(
        self, documents: Sequence[RememberedDocument], front: RememberedDocument | None, *, to_front: bool
    ) -> None:
        there = [one for one in documents if is_file(Path(one.path))]
        missing = [one for one in documents if one not in there]
        sheets = self.frame.desk.lay(there)
        reasons: list[str] = []
        if to_front:
            first = there.index(front) if front in there else 0
            reasons = self._bring_forward([*sheets[first:], *reversed(sheets[:first])])
        self._say(missing, reasons)

    def _bring_forward(self, sheets: Sequence[Sheet]) -> list[str]:
        """Show the first of these that can be opened; return why those before it cannot."""
        reasons: list[str] = []
        for sheet in sheets:
            reason = self.frame.desk.come_back(sheet)
            if not reason:
                break
            reasons.append(reason)
        return reasons

    def _say(self, missing: Sequence[RememberedDocument], reasons: Sequence[str]) -> None:
        """One banner for all that did not come back."""
        banners = self.frame.banners
        sentences = list(reasons)
        if missing:
            sentences.append(
                trn(
                    "{count} document of last time is not there: {names}.",
                    "{count} documents of last time are not there: {names}.",
                    len(missing),
                    names=", ".join(Path(one.path).name for one in missing),
                )
            )
        if not sentences:
            banners.dismiss(MISSING)
            return

        def again() -> None:
            self._lay(missing, None, to_front=self.frame.desk.front is None)
            self.frame.back_to_text()

        actions = [BannerAction(tr("Look &Again"), only(again))] if missing else []
        banners.show_banner(MISSING, Gravity.WARNING, " ".join(sentences), actions)

    # -- noting -------------------------------------------------------------------------------------

    def _desk_changed(self) -> None:
        if self._lock is not None:
            self._soon.start(_DESK_MS)

    def _note(self) -> None:
        self._soon.stop()
        desk, settings = self.frame.desk, self.frame.services.settings
        if self._lock is None or (desk.front is None and desk.sheets):
            return  # a document is being opened anew
        now = RememberedDesk()
        if desk.front is not None and settings.get(stored.COME_BACK):
            desk.front.stand = stand_of(self.frame.view)
            remembered = tuple(sheet.remembered() for sheet in desk.sheets)
            now = RememberedDesk(remembered, desk.sheets.index(desk.front))
        if now != self._noted:
            settings.set(stored.DESK, now)
            self._noted = now


def _lock_beside(settings: Path) -> QLockFile | None:
    """The right to keep the desk; None while another window has it. One that crashed has it no longer."""
    try:
        settings.parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    lock = QLockFile(str(settings.with_name("window.lock")))
    lock.setStaleLockTime(0)  # a window may be open for days
    return lock if lock.tryLock(0) else None
