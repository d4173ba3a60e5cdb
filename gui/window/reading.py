"""What has been read of the open document: noted while it is on screen, kept, and shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QTimer

from annotations.store.reading_folder import ReadingFolder
from annotations.text.segments import next_line_start
from annotations.words import tr
from gui.documents.open_document import OpenDocument
from gui.window.feature import Feature
from gui.window.frame import Frame

_KEEP_MS = 60_000


class Reading(Feature):
    """Keeps for each annotator and document what was on screen long enough, and leads to what was not."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._folder = ReadingFolder(frame.services.annotator)
        self._digest = ""
        self._kept = 0
        self._keeping = QTimer(frame.window)
        self._keeping.setInterval(_KEEP_MS)
        self._keeping.timeout.connect(self._keep)
        frame.reader.progressed.connect(self._show_progress)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Go to what was not read."""
        return {"go.unread": self._go}

    def attach(self, document: OpenDocument | None) -> None:
        """Keep what was read of the document before."""
        self._keep()
        self._keeping.stop()
        self.frame.reader.attach(None)

    def show(self, document: OpenDocument | None) -> None:
        """Read on where this annotator left off."""
        if document is None:
            return
        text = document.session.text
        self._digest = text.digest
        coverage = self._folder.load(text.digest, text.length)
        self._kept = coverage.read
        self.frame.reader.attach(coverage)
        self._keeping.start()

    def closing(self) -> None:
        """Keep it for the next time."""
        self._keep()
        self._folder.tidy()

    def _keep(self) -> None:
        coverage = self.frame.reader.coverage
        if coverage is not None and coverage.read != self._kept:
            self._kept = coverage.read
            self._folder.save(self._digest, coverage)

    def _show_progress(self) -> None:
        coverage = self.frame.reader.coverage
        self.frame.status.set_read(None if coverage is None else coverage.percent)

    def _go(self) -> None:
        frame = self.frame
        document, coverage = frame.desk.document, frame.reader.coverage
        if document is None or coverage is None:
            return
        text = document.session.text.text
        found = coverage.next_gap(text, next_line_start(text, frame.view.caret()))
        if found is None:
            frame.say(tr("All of the text has been read."))
        else:
            frame.view.set_caret(found, unfolds=False)  # a folded stretch on screen counts as read
        frame.back_to_text()
