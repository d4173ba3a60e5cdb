"""Writing in words what a key cannot say: one bar for notes, ids and values of attributes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt

from annotations.session.document import DocumentSession
from gui.editor.text_view import TextView
from gui.widgets.write_bar import WriteBar
from schemas.late import late_dataclass


@late_dataclass(frozen=True)
class Wanted:
    """What is to be written: ``save`` takes the text and says whether that could be done.

    ``about`` tells it from everything else in the document that could be written; ``proposed`` is offered
    where there is nothing yet.
    """

    about: tuple[str, ...]
    title: str
    text: str
    save: Callable[[str], bool]
    proposed: str = ""
    lines: bool = False


class Writer(QObject):
    """One per window. What was begun and left for something else is there when it is written again."""

    def __init__(self, view: TextView, bar: WriteBar) -> None:
        super().__init__(view)
        self._view, self._bar = view, bar
        self._path: Path | None = None
        self._wanted: Wanted | None = None
        self._begun: dict[tuple[Path | None, tuple[str, ...]], str] = {}
        bar.saved.connect(self._save)
        bar.left.connect(self.leave)

    def attach(self, session: DocumentSession | None) -> None:
        """Write about this document from now on, None for no document."""
        self._keep()
        self._close()
        self._path = None if session is None else session.path

    def write(self, wanted: Wanted) -> None:
        """Ask for the text; something else that is being written waits until it is written again."""
        self._keep()
        self._wanted = wanted
        begun = self._begun.pop((self._path, wanted.about), wanted.text or wanted.proposed)
        self._bar.ask(wanted.title, begun, lines=wanted.lines)

    def leave(self) -> None:
        """Leave everything as it was, and go back to the text."""
        self._close()
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self, text: str) -> None:
        wanted = self._wanted
        if wanted is not None and (text == wanted.text or wanted.save(text)):
            self.leave()

    def _keep(self) -> None:
        wanted = self._wanted
        if wanted is not None and self._bar.text() != (wanted.text or wanted.proposed):
            self._begun[self._path, wanted.about] = self._bar.text()

    def _close(self) -> None:
        self._wanted = None
        self._bar.hide()
