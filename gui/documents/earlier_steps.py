"""Bringing back the undo steps of earlier runs, once the document can be seen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from annotations.store.history import Past
from annotations.store.history_lines import Lost
from annotations.store.keeper import Keeper
from annotations.words import tr
from gui.core.bridge import ThreadBridge
from gui.core.undo_past import put_below
from gui.documents.open_document import OpenDocument


def bring_back_steps(document: OpenDocument, say: Callable[[str], None]) -> None:
    """Have them read and put on the document's undo stack; ``say`` is told when they are lost.

    They are read by the document's writer thread. What has been asked for before is not asked for again.
    """
    if document.keeper is not None and document.findChild(_EarlierSteps) is None:
        _EarlierSteps(document, document.keeper, say)


class _EarlierSteps(QObject):
    def __init__(self, document: OpenDocument, keeper: Keeper, say: Callable[[str], None]) -> None:
        super().__init__(document)
        self._document, self._keeper, self._say = document, keeper, say
        self._bridge: ThreadBridge[Past] = ThreadBridge(self)
        self._bridge.arrived.connect(self._came)
        QTimer.singleShot(0, self, self._ask)  # events that paint are in the queue already, and go first

    def _ask(self) -> None:
        self._keeper.ask_past(self._bridge.tell)

    def _came(self, past: Past) -> None:
        if past.steps:
            put_below(self._document.stack, self._document.session, past)
        if past.lost is Lost.CHANGED:
            self._say(tr("The undo history kept from earlier does not fit these labels; it starts anew."))
        elif past.lost is Lost.DAMAGED:
            self._say(tr("The undo history kept from earlier cannot be read; it starts anew."))
