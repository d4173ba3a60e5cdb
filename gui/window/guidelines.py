"""Guidelines in the window: a panel that follows the current label and the one under the mouse."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QWidget

from annotations.model.change import Change
from annotations.model.label_set import Label
from annotations.words import tr
from gui.core.theme import Themed
from gui.documents.open_document import OpenDocument
from gui.panels.guideline_panel import GuidelinePanel
from gui.window.feature import Feature
from gui.window.frame import Frame, Side


class Guidelines(Feature):
    """What the labels are for, beside the text."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.panel = GuidelinePanel()
        self.dock = frame.dock("guidelines", tr("Guidelines"), self.panel, Side.END, hidden=True)
        self.panel.show_label_set(frame.services.label_set)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Come up, take the keyboard, go."""
        return {"view.guidelines": self._toggle}

    def themed(self) -> Sequence[Themed]:
        """The panel."""
        return (self.panel,)

    def panes(self) -> Sequence[QWidget]:
        """The panel."""
        return (self.panel,)

    def show(self, document: OpenDocument | None) -> None:
        """Take the guidelines of the document's label set."""
        label_set = self.frame.services.label_set if document is None else document.session.label_set
        self.panel.show_label_set(label_set)

    def label_set_changed(self, document: OpenDocument | None) -> None:
        """Guidelines may read otherwise now."""
        self.show(document)

    def painted(self, change: Change) -> None:
        """A relabelled mention is still the current one."""
        self.current_changed(self.frame.view.current())

    def current_changed(self, mention_id: str | None) -> None:
        """Follow the current mention."""
        self.panel.set_label(self._label(mention_id))

    def _label(self, mention_id: str | None) -> Label | None:
        document = self.frame.desk.document
        if document is None or mention_id is None:
            return None
        mention = document.session.annotations.mention(mention_id)
        return None if mention is None else document.session.label_set.label(mention.kind, mention.label)

    def _toggle(self) -> None:
        if self.panel.isVisible() and self.panel.has_hand():
            self.dock.hide()
            self.frame.back_to_text()
        else:
            self.frame.show_dock(self.dock)
            self.panel.focus_search()
