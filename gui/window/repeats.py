"""What a Duplicate repeats: said when one is the current mention, and gone to by key."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QTimer

from annotations.model.records import Mention
from annotations.words import tr
from gui.core.keymap import key_of
from gui.documents.open_document import OpenDocument
from gui.editor.repeats import Repeats
from gui.window.feature import Feature
from gui.window.frame import Frame

_SOON_MS = 150
"""The caret may only be passing through."""


class Repeated(Feature):
    """Leads from a copy to its source and back, word by word."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.repeats = Repeats()
        frame.view.remark = self.repeats.words
        self._said: Mention | None = None
        self._soon = QTimer(frame.window)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self._name_source)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Go there, or back."""
        return {"go.repeated": self._go}

    def attach(self, document: OpenDocument | None) -> None:
        """Know nothing of another document."""
        self._soon.stop()
        self._said = None
        self.repeats.attach(None if document is None else document.session)

    def current_changed(self, mention_id: str | None) -> None:
        """Say what a Duplicate repeats, soon, and once while the caret is in it."""
        if self._said is not None and self.repeats.at(self.frame.view.caret()) != self._said:
            self._said = None
        if (duplicate := self._current()) is not None and duplicate != self._said:
            self._soon.start()
        else:
            self._soon.stop()

    def _current(self) -> Mention | None:
        """The current mention if it is a Duplicate."""
        document, current = self.frame.desk.document, self.frame.view.current()
        if document is None or current is None:
            return None
        mention = document.session.annotations.mention(current)
        return mention if mention is not None and self.repeats.is_duplicate(mention) else None

    def _name_source(self) -> None:
        if (duplicate := self._current()) is not None:
            self._said = duplicate
            self.frame.say(self.repeats.words(duplicate))

    def _go(self) -> None:
        view = self.frame.view
        caret = view.caret()
        duplicate = self.repeats.at(caret)
        if duplicate is not None:
            repeat = self.repeats.of(duplicate)
            if repeat is None:
                self.frame.say(self.repeats.words(duplicate))
                return
            view.set_caret(repeat.in_source(caret))
            sentence = tr("This is what the Duplicate repeats; {key} goes back.", key=key_of("go.repeated"))
        elif (repeat := self.repeats.repeating(caret)) is not None:
            view.set_caret(repeat.in_copy(caret))
            key = key_of("go.repeated")
            sentence = tr("This is the Duplicate; {key} goes back to what it repeats.", key=key)
        else:
            sentence = tr("No Duplicate here, and none repeats what is here.")
        self.frame.back_to_text()
        self.frame.say(sentence)
