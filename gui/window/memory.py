"""The decision memory in the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from annotations.formats.file_names import document_names
from annotations.model.change import Change
from annotations.model.label_set import Label
from annotations.model.mention_hits import Found
from annotations.suggest.memory import Elsewhere
from annotations.words import tr
from gui.core.theme import Themed
from gui.documents.open_document import OpenDocument
from gui.editor.recall import Recall, Recalled
from gui.panels.memory_panel import MemoryPanel
from gui.window.feature import Feature
from gui.window.frame import Frame, Side


class Memory(Feature):
    """How often the words in hand were labelled what, and where, beside the text."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.panel = MemoryPanel()
        self._dock = frame.dock("memory", tr("Memory"), self.panel, Side.END)
        self.recall = Recall(frame.view, self.panel.isVisible, self._open_label_paths)
        self.recall.recalled.connect(self._recalled)
        self.panel.cameUp.connect(self.recall.look_again)
        self.panel.placeChosen.connect(self._go_to)
        self.panel.fileChosen.connect(self._open)
        self.panel.labelChosen.connect(self._give)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Bring up the panel."""
        return {"label.memory": self._bring_up}

    def themed(self) -> Sequence[Themed]:
        """The panel."""
        return (self.panel,)

    def panes(self) -> Sequence[QWidget]:
        """The panel."""
        return (self.panel,)

    def show(self, document: OpenDocument | None) -> None:
        """Recall for this document."""
        session = None if document is None else document.session
        text = None if session is None else session.text
        self.panel.show_document(text, None if session is None else session.label_set)
        self.recall.attach(session)

    def label_set_changed(self, document: OpenDocument | None) -> None:
        """Show the labels as they are now."""
        self.show(document)

    def painted(self, change: Change) -> None:
        """What is known may be another thing now."""
        self.recall.follow(change)

    def caret_moved(self, caret: int, anchor: int) -> None:
        """Other words may be in hand."""
        self.recall.look_again()

    def current_changed(self, mention_id: str | None) -> None:
        """Other words may be in hand."""
        self.recall.look_again()

    def closing(self) -> None:
        """End the thread."""
        self.recall.stop()

    def _open_label_paths(self) -> list[Path]:
        documents = (sheet.document for sheet in self.frame.desk.sheets)
        return [document.session.label_path for document in documents if document is not None]

    def _recalled(self, known: Recalled) -> None:
        if known.words is None:
            self.panel.show_nothing()
        else:
            self.panel.show_recalled(known.words.quote, known.here, known.elsewhere, known.unread)

    def _bring_up(self) -> None:
        self.frame.show_dock(self._dock)
        self.panel.setFocus()

    def _go_to(self, found: Found) -> None:
        view = self.frame.view
        if found.mention is not None:
            self.frame.go_to_mention(found.mention)
            return
        view.set_caret(found.span.end, found.span.start)
        self.frame.back_to_text()

    def _open(self, place: Elsewhere) -> None:
        """Open the other document at the place; the memory does not know how its text file is called."""
        folder = place.label_path.parent
        names = (folder / name for name in document_names(place.label_path))
        path = next((one for one in names if one.exists()), None)
        if path is None:
            self.frame.say(tr("The text of {name} is not beside its labels.", name=place.label_path.name))
        elif self.frame.desk.open(path):
            self.frame.view.set_caret(place.start)
            self.frame.back_to_text()

    def _give(self, label: Label) -> None:
        self.frame.annotator.apply_label(label)
        self.frame.back_to_text()
