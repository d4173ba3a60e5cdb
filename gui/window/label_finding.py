"""A label by a little of its name: for labels without a key, and for keys one has not learned yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from gui.core import settings as stored
from gui.core.commands import Command, label_commands
from gui.core.theme import Themed
from gui.documents.open_document import OpenDocument
from gui.widgets.label_finder import LabelFinder
from gui.window.feature import Feature
from gui.window.frame import Frame


class LabelFinding(Feature):
    """A list that comes up at the caret; Enter tags what the caret or the selection means."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.finder = LabelFinder(frame.centre)
        self.finder.chosen.connect(self._tag)
        self.finder.left.connect(frame.back_to_text)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Come up."""
        return {"label.find": self._ask}

    def themed(self) -> Sequence[Themed]:
        """The list."""
        return (self.finder,)

    def show(self, document: OpenDocument | None) -> None:
        """It was for the document before."""
        self.finder.hide()

    def _ask(self) -> None:
        frame = self.frame
        labels = label_commands(frame.services.label_set, frame.label_actions)
        caret = frame.view.caret_rect()
        caret.moveTopLeft(frame.view.viewport().mapTo(frame.centre, caret.topLeft()))
        recent: tuple[str, ...] = frame.services.settings.get(stored.COMMANDS)
        self.finder.ask(labels, recent, caret)

    def _tag(self, command: Command) -> None:
        self.frame.services.settings.put_first(stored.COMMANDS, command.id)
        self.frame.back_to_text()
        command.action.trigger()
