"""What importing and exporting have in common: a dialog beside the window, and what it needs of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtWidgets import QWidget

from annotations.store.label_sets import own_path
from annotations.text.span import Span
from gui.core.theme import Themed
from gui.window.feature import Feature
from gui.window.frame import Frame
from schemas.shipped import SHIPPED

if TYPE_CHECKING:
    from annotations.formats.losses import Loss
    from gui.dialogs.exchange.steps import StepDialog
    from gui.dialogs.exchange.surroundings import Flush, Surroundings

Dialog = TypeVar("Dialog", bound="StepDialog")
_SAVE_WITHIN = 10.0  # seconds


class Exchange(Feature, Generic[Dialog]):
    """A feature with one dialog, which is open beside the window or not."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.dialog: Dialog | None = None
        """The dialog while it is open."""

    def themed(self) -> Sequence[Themed]:
        """The dialog, while it is open."""
        return () if self.dialog is None else (self.dialog,)

    def closing(self) -> None:
        """Stop what is under way."""
        if self.dialog is not None:
            self.dialog.let_go()

    def open(self, make: Callable[[Surroundings, QWidget], Dialog]) -> None:
        """Bring the dialog to the front, made now if it is not open."""
        if self.dialog is None:
            self.dialog = make(surroundings_of(self.frame), self.frame.window)
            self.dialog.finished.connect(self._closed)
        self.dialog.raise_()
        self.dialog.activateWindow()

    def _closed(self) -> None:
        self.dialog = None
        self.frame.back_to_text()


def surroundings_of(frame: Frame) -> Surroundings:
    """The window as the dialogs of importing and exporting know it."""
    from gui.dialogs.exchange.surroundings import Surroundings  # noqa: PLC0415 - start-up does without it

    document = frame.desk.document
    return Surroundings(
        None if document is None else document.session.path,
        frame.services.label_set,
        _label_set_path(frame),
        frame.services.appearance.theme,
        partial(_unsaved, frame),
        partial(_go_to, frame),
        frame.desk.open,
    )


def _label_set_path(frame: Frame) -> Path | None:
    """The file of the label set, unless its id leads there."""
    file, label_set_id = frame.services.label_set_file, frame.services.label_set.ref.id
    if file is None or (label_set_id in SHIPPED and file.path == own_path(label_set_id)):
        return None
    return file.path


def _unsaved(frame: Frame) -> dict[Path, Flush]:
    keepers = {one.session.path: one.keeper for one in frame.desk.documents()}
    return {path: partial(one.flush, _SAVE_WITHIN) for path, one in keepers.items() if one is not None}


def _go_to(frame: Frame, path: Path, loss: Loss) -> None:
    """Open the document of a loss, and show where it is."""
    document = frame.desk.document if frame.desk.open(path) else None
    if document is None:
        return
    frame.back_to_text()
    mention = document.session.annotations.mention(loss.record or "")
    if mention is not None and (mention.start, mention.end) == (loss.start, loss.end):
        frame.go_to_mention(mention.id)
    elif loss.start is not None and loss.end is not None and loss.end <= document.session.text.length:
        frame.view.set_caret(loss.start)
        frame.view.reveal(Span(loss.start, loss.end))
