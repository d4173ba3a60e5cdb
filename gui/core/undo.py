"""Undo: one command carries any edit, and its title is worded here."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Protocol

from PySide6.QtGui import QAction, QUndoCommand, QUndoStack

from annotations.edits.edit import Edit, EditRefusedError, Title
from annotations.session.sink import Via
from gui.core.translation import mark, tr, trn
from schemas.problems import Problem

_log = logging.getLogger(__name__)

_ONE = {
    "tag": mark("tag {label} {quote}"),
    "relabel": mark("relabel as {label} {quote}"),
    "respan": mark("move an end of {label} {quote}"),
    "delete": mark("delete {label} {quote}"),
    "status": mark("status {label}"),
}
_MANY = {
    "tag": (mark("tag {count} mention {label}"), mark("tag {count} mentions {label}")),
    "relabel": (mark("relabel {count} mention as {label}"), mark("relabel {count} mentions as {label}")),
    "delete": (mark("delete {count} mention"), mark("delete {count} mentions")),
}


class Session(Protocol):
    """What undo needs of a document session."""

    def check(self, edit: Edit) -> list[Problem]:
        """Why the edit cannot be done now."""
        ...

    def apply(self, edit: Edit, via: Via = ...) -> Edit:
        """Do the edit; raises EditRefusedError."""
        ...


class EditCommand(QUndoCommand):
    """Any edit as one step. An exception must not leave `redo`: Qt would keep the command as done."""

    def __init__(self, session: Session, edit: Edit) -> None:
        super().__init__(title_text(edit.title))
        self.edit = edit
        self._session = session
        self._via = Via.DO

    def redo(self) -> None:
        """Do the edit, the first time as `do`, later as `redo`."""
        self._apply(self.edit, self._via)
        self._via = Via.REDO

    def undo(self) -> None:
        """Take the edit back."""
        self._apply(self.edit.inverse(), Via.UNDO)

    def _apply(self, edit: Edit, via: Via) -> None:
        try:
            self._session.apply(edit, via)
        except EditRefusedError as error:
            _log.error("An edit on the undo stack was refused (%s): %s", via, error)
            self.setObsolete(True)


def push(stack: QUndoStack, session: Session, edit: Edit) -> list[Problem]:
    """Do the edit as one undo step; when it does not fit, return why and leave the stack as it was."""
    problems = session.check(edit)
    if not problems:
        stack.push(EditCommand(session, edit))
    return problems


def undo(stack: QUndoStack, session: Session) -> list[Problem]:
    """Take the last step back; return why not when the session refuses, and keep the step."""
    return _step(stack, session, stack.index() - 1, forward=False)


def redo(stack: QUndoStack, session: Session) -> list[Problem]:
    """Do the next step again; return why not when the session refuses, and keep the step."""
    return _step(stack, session, stack.index(), forward=True)


def _step(stack: QUndoStack, session: Session, index: int, *, forward: bool) -> list[Problem]:
    if not 0 <= index < stack.count():
        return []
    command = stack.command(index)
    if isinstance(command, EditCommand):
        problems = session.check(command.edit if forward else command.edit.inverse())
        if problems:
            return problems
    (stack.redo if forward else stack.undo)()
    return []


def title_text(title: Title) -> str:
    """What the edit does, in words: "tag PER Bernardino Leon"."""
    if title.count > 1 and title.action in _MANY:
        return trn(*_MANY[title.action], title.count, label=title.label)
    template = _ONE.get(title.action)
    if template is None:
        return " ".join(word for word in (title.action, title.label, title.quote) if word)
    return tr(template, label=title.label, quote=title.quote).strip()


def name_undo_actions(stack: QUndoStack, undo_action: QAction, redo_action: QAction) -> Callable[[], None]:
    """Keep both actions worded ("Undo: tag PER ...") and enabled as the stack goes.

    Returns the function that brings them up to date, for when the language changes.
    """

    def refresh() -> None:
        for action, bare, named, text, can in (
            (undo_action, tr("&Undo"), tr("&Undo: {step}"), stack.undoText(), stack.canUndo()),
            (redo_action, tr("&Redo"), tr("&Redo: {step}"), stack.redoText(), stack.canRedo()),
        ):
            # A lone ampersand would underline the letter after it.
            action.setText(named.format(step=text.replace("&", "&&")) if can else bare)
            action.setEnabled(can)

    stack.indexChanged.connect(refresh)
    refresh()
    return refresh
