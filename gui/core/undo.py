"""Undo: one command carries any edit, and its title is worded here."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Protocol

from PySide6.QtCore import QMetaObject, QObject
from PySide6.QtGui import QAction, QUndoCommand, QUndoStack

from annotations.edits.edit import Edit, EditRefusedError, Title
from annotations.edits.joining import joined
from annotations.session.sink import Via
from annotations.words import mark, tr, trn
from gui.core.status_words import status_step
from schemas.problems import Problem

_log = logging.getLogger(__name__)

_ONE = {
    "tag": mark("tag {label} {quote}"),
    "label": mark("label {quote} as {label}"),
    "relabel": mark("relabel as {label} {quote}"),
    "respan": mark("move an end of {label} {quote}"),
    "add_span": mark("add a span to {label} {quote}"),
    "remove_span": mark("remove a span of {label} {quote}"),
    "delete": mark("delete {label} {quote}"),
    "add_event": mark("add event {label} {quote}"),
    "delete_event": mark("delete event {label} {quote}"),
    "add_argument": mark("add an argument to {label} {quote}"),
    "remove_argument": mark("remove an argument of {label} {quote}"),
    "change_role": mark("change a role of {label} {quote}"),
    "add_relation": mark("add relation {label} {quote}"),
    "change_relation": mark("change relation to {label} {quote}"),
    "delete_relation": mark("delete relation {label} {quote}"),
    "attribute": mark("change an attribute of {label} {quote}"),
    "link": mark("change the link of {label} {quote}"),
    "comment": mark("add note {quote}"),
    "change_comment": mark("change note {quote}"),
    "delete_comment": mark("delete note {quote}"),
    "status": mark("status {label}"),
    "refuse": mark("refuse {label} {quote}"),
    "label_set": mark("change the label set {label}"),
}
_MANY = {
    "tag": (mark("tag {count} mention {label}"), mark("tag {count} mentions {label}")),
    "label": (mark("label {count} place as {label}"), mark("label {count} places as {label}")),
    "relabel": (mark("relabel {count} mention as {label}"), mark("relabel {count} mentions as {label}")),
    "refuse": (mark("refuse {label} at {count} place"), mark("refuse {label} at {count} places")),
    "delete": (mark("delete {count} mention"), mark("delete {count} mentions")),
    "delete_event": (mark("delete {count} event"), mark("delete {count} events")),
    "delete_relation": (mark("delete {count} relation"), mark("delete {count} relations")),
    "delete_comment": (mark("delete {count} note"), mark("delete {count} notes")),
}


_ALONE = -1


class UnreadableStepError(Exception):
    """A step of an earlier run cannot be read; the message is a sentence for the user."""


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

    def __init__(
        self, session: Session, edit: Edit, together: int = _ALONE, via: Via = Via.DO, idle: int = 0
    ) -> None:
        """Commands with the same number ``together``, one after the other, become one step.

        ``via`` is how `redo` does the edit the first time. The first ``idle`` calls of `redo` and `undo` do
        nothing: they bring a stack to where the labels are already.
        """
        super().__init__(title_text(edit.title))
        self.at = datetime.now(UTC)
        self.together = together
        self._edit = edit
        self._session = session
        self._via = via
        self._idle = idle

    @property
    def edit(self) -> Edit:
        """What the step does."""
        return self._edit

    def id(self) -> int:
        """Qt merges commands of one id, and none of id -1."""
        return self.together

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take over what has just been done as a part of this step."""
        if not isinstance(other, EditCommand):
            return False
        self._edit = joined(self.edit, other.edit)
        self.at = other.at
        self.setText(title_text(self.edit.title))
        return True

    def redo(self) -> None:
        """Do the edit, the first time as `do`, later as `redo`."""
        via, self._via = self._via, Via.REDO
        if not self._is_idle():
            self._apply(self.edit, via)

    def undo(self) -> None:
        """Take the edit back."""
        if not self._is_idle():
            self._apply(self.edit.inverse(), Via.UNDO)

    def problems(self, session: Session, *, forward: bool) -> list[Problem]:
        """Why the step cannot be done again, or taken back. Raises UnreadableStepError."""
        return session.check(self.edit if forward else self.edit.inverse())

    def _is_idle(self) -> bool:
        self._idle -= 1
        return self._idle >= 0

    def _apply(self, edit: Edit, via: Via) -> None:
        try:
            self._session.apply(edit, via)
        except EditRefusedError as error:
            _log.error("An edit on the undo stack was refused (%s): %s", via, error)
            self.setObsolete(True)


def push(stack: QUndoStack, session: Session, edit: Edit, together: int = _ALONE) -> list[Problem]:
    """Do the edit as one undo step; when it does not fit, return why and leave the stack as it was.

    Edits pushed one after the other with the same number ``together``, from 1, are one step.
    """
    problems = session.check(edit)
    if not problems:
        via = Via.JOIN if _goes_on(stack, together) else Via.DO
        stack.push(EditCommand(session, edit, together, via))
    return problems


def undo(stack: QUndoStack, session: Session) -> list[Problem]:
    """Take the last step back; return why not when the session refuses, and keep the step."""
    return _step(stack, session, stack.index() - 1, forward=False)


def redo(stack: QUndoStack, session: Session) -> list[Problem]:
    """Do the next step again; return why not when the session refuses, and keep the step."""
    return _step(stack, session, stack.index(), forward=True)


def go_to(
    stack: QUndoStack, session: Session, index: int, go_on: Callable[[int], bool] = lambda _: True
) -> list[Problem]:
    """Take steps back, or do them again, until ``index`` steps are done.

    ``go_on`` is told before each step how many have been taken, and says whether to take it. Returns why a
    step could not be taken; those before it have been.
    """
    taken, problems = 0, list[Problem]()
    while stack.index() != index and not problems and go_on(taken):
        before = stack.index()
        problems = undo(stack, session) if index < before else redo(stack, session)
        taken += 1
        if stack.index() == before:
            break
    return problems


def _goes_on(stack: QUndoStack, together: int) -> bool:
    """Whether an edit with this number becomes a part of the last step; Qt decides alike."""
    last = stack.command(stack.index() - 1) if stack.index() > 0 else None
    return together != _ALONE and isinstance(last, EditCommand) and last.together == together


def _step(stack: QUndoStack, session: Session, index: int, *, forward: bool) -> list[Problem]:
    if not 0 <= index < stack.count():
        return []
    command = stack.command(index)
    if isinstance(command, EditCommand):
        try:
            problems = command.problems(session, forward=forward)
        except UnreadableStepError as error:
            stack.clear()
            return [Problem("", str(error), code="unreadable")]
        if problems:
            return problems
    (stack.redo if forward else stack.undo)()
    return []


def title_text(title: Title) -> str:
    """What the edit does, in words: "tag PER Bernardino Leon"."""
    if title.count > 1 and title.action in _MANY:
        return trn(*_MANY[title.action], title.count, label=title.label)
    template = _ONE.get(title.action)
    if title.action == "status":
        return tr(_ONE["status"], label=status_step(title.label))
    if template is None:
        return " ".join(word for word in (title.action, title.label, title.quote) if word)
    return tr(template, label=title.label, quote=title.quote).strip()


class _UndoNames(QObject):
    """Keeps two actions worded and enabled after one stack; it lives with the action that undoes.

    It remembers what the stack said and never asks it: a stack also speaks while it is being destroyed.
    """

    def __init__(self, undo_action: QAction, redo_action: QAction) -> None:
        super().__init__(undo_action)
        self._actions = (undo_action, redo_action)
        self._texts = ["", ""]
        self._can = [False, False]
        self._links: list[QMetaObject.Connection] = []

    def attach(self, stack: QUndoStack | None) -> None:
        for link in self._links:
            QObject.disconnect(link)
        self._links = []
        self._texts, self._can = ["", ""], [False, False]
        if stack is not None:
            self._texts = [stack.undoText(), stack.redoText()]
            self._can = [stack.canUndo(), stack.canRedo()]
            self._links = [
                stack.undoTextChanged.connect(self._undo_text),
                stack.redoTextChanged.connect(self._redo_text),
                stack.canUndoChanged.connect(self._can_undo),
                stack.canRedoChanged.connect(self._can_redo),
            ]
        self.refresh()

    def refresh(self) -> None:
        wordings = ((tr("&Undo"), tr("&Undo: {step}")), (tr("&Redo"), tr("&Redo: {step}")))
        for action, words, text, can in zip(self._actions, wordings, self._texts, self._can, strict=True):
            # A lone ampersand would underline the letter after it.
            action.setText(words[1].format(step=text.replace("&", "&&")) if can else words[0])
            action.setEnabled(can)

    def _undo_text(self, text: str) -> None:
        self._texts[0] = text
        self.refresh()

    def _redo_text(self, text: str) -> None:
        self._texts[1] = text
        self.refresh()

    def _can_undo(self, can: bool) -> None:
        self._can[0] = can
        self.refresh()

    def _can_redo(self, can: bool) -> None:
        self._can[1] = can
        self.refresh()


def name_undo_actions(
    stack: QUndoStack | None, undo_action: QAction, redo_action: QAction
) -> Callable[[], None]:
    """Keep both actions worded ("Undo: tag PER ...") and enabled as this stack goes, and no other any more.

    Returns the function that brings them up to date, for when something else has changed them.
    """
    names = undo_action.findChild(_UndoNames) or _UndoNames(undo_action, redo_action)
    names.attach(stack)
    return names.refresh
