"""Finding in the text and in the labels, labelling what is found, and going to a place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QWidget

from annotations.model.change import Change
from gui.core.theme import Themed
from gui.dialogs.shown import choose_place
from gui.documents.open_document import OpenDocument
from gui.editor.find import Finder
from gui.editor.replacing import Replacing
from gui.widgets.find_bar import FindBar
from gui.widgets.walk_bar import WalkBar
from gui.window.feature import Feature
from gui.window.frame import Frame


class Finding(Feature):
    """The bar that finds, the one that labels the hits, and the question for an offset or a line."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.bar = FindBar()
        self.finder = Finder(frame.view, self.bar)
        self.replace_bar = WalkBar()
        self.replacing = Replacing(
            frame.view, self.replace_bar, frame.services.annotator, self.finder, self.bar
        )
        for speaker in (self.finder, self.replacing):
            speaker.said.connect(frame.say)
        frame.below_text(self.replace_bar)
        frame.below_text(self.bar)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Find, go on, go back, label the hits, go to a place."""
        return {
            "edit.find": self.finder.open,
            "edit.find_next": self.finder.go_on,
            "edit.find_previous": self.finder.go_back,
            "edit.replace": self._open_to_replace,
            "edit.go_to": self._go_to_place,
        }

    def themed(self) -> Sequence[Themed]:
        """The bars."""
        return (self.bar, self.replace_bar)

    def panes(self) -> Sequence[QWidget]:
        """The bar that asks about hits, while it is up."""
        return (self.replace_bar,)

    def attach(self, document: OpenDocument | None) -> None:
        """Label hits in this document."""
        session = None if document is None else document.session
        self.replacing.attach(session, None if document is None else document.stack)

    def show(self, document: OpenDocument | None) -> None:
        """Find in this document."""
        self.finder.attach(None if document is None else document.session)

    def label_set_changed(self, document: OpenDocument | None) -> None:
        """Begin anew: labels may be called otherwise now, or be gone."""
        self.attach(document)
        self.show(document)

    def changed(self, change: Change) -> None:
        """Follow edits in the hits that are mentions, and in those asked about."""
        self.finder.follow(change)
        self.replacing.follow(change)

    def _open_to_replace(self) -> None:
        """The label used last is at hand; one chosen while the choice is up stays."""
        last = self.frame.annotator.last
        if last is not None and not self.bar.label.isVisible():
            self.bar.label.choose(last)
        self.finder.open_to_replace()

    def _go_to_place(self) -> None:
        frame = self.frame
        if frame.desk.document is not None:
            place = choose_place(frame.desk.document.session.text.text, frame.window)
            if place is not None:
                frame.view.set_caret(place)
            frame.back_to_text()
