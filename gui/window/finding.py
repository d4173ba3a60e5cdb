"""Finding in the text, and going to a place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from gui.core.theme import Themed
from gui.dialogs.shown import choose_place
from gui.documents.open_document import OpenDocument
from gui.editor.find import Finder
from gui.widgets.find_bar import FindBar
from gui.window.feature import Feature
from gui.window.frame import Frame


class Finding(Feature):
    """The bar that finds, hit after hit, and the question for an offset or a line."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.bar = FindBar()
        self.finder = Finder(frame.view, self.bar)
        self.finder.said.connect(frame.say)
        frame.below_text(self.bar)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Find, go on, go back, go to a place."""
        return {
            "edit.find": self.finder.open,
            "edit.find_next": self.finder.go_on,
            "edit.find_previous": self.finder.go_back,
            "edit.go_to": self._go_to_place,
        }

    def themed(self) -> Sequence[Themed]:
        """The bar."""
        return (self.bar,)

    def show(self, document: OpenDocument | None) -> None:
        """Find in this document's text."""
        self.finder.attach(None if document is None else document.session.text.text)

    def _go_to_place(self) -> None:
        frame = self.frame
        if frame.desk.document is not None:
            place = choose_place(frame.desk.document.session.text.text, frame.window)
            if place is not None:
                frame.view.set_caret(place)
            frame.back_to_text()
