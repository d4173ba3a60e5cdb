"""The same words elsewhere: the bar, and what walks from place to place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QWidget

from annotations.model.change import Change
from gui.core.theme import Themed
from gui.documents.open_document import OpenDocument
from gui.editor.same_words import SameWords
from gui.widgets.same_words_bar import SameWordsBar
from gui.window.feature import Feature
from gui.window.frame import Frame


class SameWordsElsewhere(Feature):
    """Gives a mention's label to the other places where its words stand."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.bar = SameWordsBar()
        self.walker = SameWords(frame.view, self.bar, frame.services.annotator)
        self.walker.said.connect(frame.say)
        frame.below_text(self.bar)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Start looking."""
        return {"label.same_words": self.walker.start}

    def themed(self) -> Sequence[Themed]:
        """The bar."""
        return (self.bar,)

    def panes(self) -> Sequence[QWidget]:
        """The bar, while it is up."""
        return (self.bar,)

    def attach(self, document: OpenDocument | None) -> None:
        """Walk in this document."""
        session = None if document is None else document.session
        self.walker.attach(session, None if document is None else document.stack)

    def label_set_changed(self, document: OpenDocument | None) -> None:
        """The label on offer may be another one now."""
        self.attach(document)

    def changed(self, change: Change) -> None:
        """Follow edits made on the way."""
        self.walker.follow(change)
