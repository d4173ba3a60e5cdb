"""Saving the document in front, and what is asked when its labels cannot be written where they belong."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from annotations.formats.file_names import LABELS
from annotations.store.keeper import Keeper
from annotations.words import tr
from gui.core.interaction import Choice, Gravity, Interaction

SAVE_WITHIN_SECONDS = 5.0


class Saving(QObject):
    """What can be done about the label file of one document at a time."""

    said = Signal(str)
    """A sentence for the status bar."""

    def __init__(self, keeper: Callable[[], Keeper | None], ask: Interaction, parent: QObject) -> None:
        """``keeper`` tells whose labels are meant; None when there is nothing to be saved."""
        super().__init__(parent)
        self._keeper = keeper
        self._ask = ask

    def now(self) -> None:
        """Write the label file now, and say where it is."""
        keeper = self._keeper()
        if keeper is None:
            return
        if keeper.flush(SAVE_WITHIN_SECONDS):
            self.said.emit(tr("Saved in {path}", path=keeper.state.path))
        else:
            self.said.emit(keeper.state.message or tr("Not saved yet; it goes on in the background."))

    def retry(self) -> None:
        """Try again what has failed."""
        if (keeper := self._keeper()) is not None:
            keeper.retry()

    def overwrite(self) -> None:
        """Replace a label file that somebody else has changed, after asking."""
        keeper = self._keeper()
        if keeper is None:
            return
        sentence = tr("What somebody else has written to {name} is lost.", name=keeper.state.path.name)
        if self._ask.confirm(tr("Overwrite the labels?"), sentence, tr("Overwrite")):
            keeper.overwrite()

    def elsewhere(self) -> None:
        """Write the labels to another place and go on there."""
        keeper = self._keeper()
        path = None
        if keeper is not None:
            path = self._ask.save_path(tr("Save the Labels Elsewhere"), keeper.state.path)
        if keeper is None or path is None:
            return
        if not path.name.endswith(LABELS):  # the text itself, or the journal: a slip would destroy it
            sentence = tr("The name of a label file ends in {ending}.", ending=LABELS)
            self._ask.tell(Gravity.WARNING, tr("Not saved in {name}", name=path.name), sentence)
            return
        keeper.save_elsewhere(path)
        keeper.flush(SAVE_WITHIN_SECONDS)

    def settle_unsaved(self, name: str) -> bool:
        """Ask what to do about labels that could not be saved; whether the document may be closed now.

        ``name`` is what the document is called.
        """
        keeper = self._keeper()
        saved = keeper is None
        while keeper is not None and not saved:
            choices = [
                Choice("again", tr("&Try Again")),
                Choice("elsewhere", tr("Save &Elsewhere…")),
                Choice("close", tr("&Close Anyway"), destructive=True),
            ]
            sentence = tr(
                "{why}\n\nEdits that are in the journal come back at the next opening.",
                why=keeper.state.message or tr("The label file could not be written in time."),
            )
            answer = self._ask.choose(tr("The labels of {name} are not saved", name=name), sentence, choices)
            if answer in (None, "close"):
                return answer == "close"
            if answer == "elsewhere":
                self.elsewhere()
            saved = keeper.flush(SAVE_WITHIN_SECONDS)
        return saved
