"""What the window asks of each feature it is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QWidget

from annotations.model.change import Change
from gui.core.theme import Themed
from gui.documents.open_document import OpenDocument
from gui.window.frame import Frame


class Feature:
    """Builds the parts of one feature and wires them to each other and to the frame.

    A feature overrides what concerns it; what it leaves alone does nothing. Features do not know each other:
    what two of them need is in the frame.
    """

    def __init__(self, frame: Frame) -> None:
        self.frame = frame

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """What the actions of this feature do, by the ids of the table of actions."""
        return {}

    def themed(self) -> Sequence[Themed]:
        """The parts that draw in the theme's colours."""
        return ()

    def panes(self) -> Sequence[QWidget]:
        """The parts that have a place in the ring of panes (F6)."""
        return ()

    def restore(self) -> None:
        """Take over what the settings say; every feature has been built by now."""

    def attach(self, document: OpenDocument | None) -> None:
        """Work on this document from now on, or on none; the text view still shows the one before."""

    def show(self, document: OpenDocument | None) -> None:
        """Show this document, or that there is none; the text view does by now."""

    def label_set_changed(self, document: OpenDocument | None) -> None:
        """The labels, or only how they are called and look, are others now; the document stays."""

    def changed(self, change: Change) -> None:
        """The open document has been changed; the view has marked what to paint."""

    def painted(self, change: Change) -> None:
        """The same once it is painted: for what would keep the text waiting."""

    def caret_moved(self, caret: int, anchor: int) -> None:
        """The caret is painted at this offset now, the other end of the selection at ``anchor``."""

    def current_changed(self, mention_id: str | None) -> None:
        """Another mention is painted as the current one now, or none is."""

    def closing(self) -> None:
        """Put into the settings what is to be as it is now the next time."""
