"""Steps of earlier runs on the undo stack: below what has been done since, and read when they are wanted."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtGui import QUndoStack

from annotations.edits.edit import Edit
from annotations.session.sink import Via
from annotations.store.history import Past
from annotations.store.kept_steps import KeptStep
from annotations.words import tr
from gui.core.undo import EditCommand, Session, UnreadableStepError


class PastCommand(EditCommand):
    """A step of an earlier run."""

    def __init__(self, session: Session, step: KeptStep, idle: int) -> None:
        """``idle`` is as for the base."""
        super().__init__(session, Edit(step.title, ()), via=Via.REDO, idle=idle)
        self.at = _time(step.at)
        self._step: KeptStep | None = step

    @property
    def edit(self) -> Edit:
        """What the step does. Raises UnreadableStepError."""
        if self._step is not None:
            try:
                self._edit = self._step.edit()
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
                sentence = tr("The undo history kept from earlier cannot be read; it starts anew.")
                raise UnreadableStepError(sentence) from error
            self._step = None
        return self._edit


def put_below(stack: QUndoStack, session: Session, past: Past) -> None:
    """Put the steps of earlier runs under those that have been done since the document was opened.

    Once there are such, what had been taken back before cannot be done again.
    """
    since = [one for one in map(stack.command, range(stack.count())) if isinstance(one, EditCommand)]
    steps = past.steps[: past.done] if since else past.steps
    done = past.done + stack.index()
    commands: list[EditCommand] = [
        PastCommand(session, step, idle=1 if number < done else 2) for number, step in enumerate(steps)
    ]
    for number, command in enumerate(since, len(steps)):
        commands.append(_again(session, command, idle=1 if number < done else 2))
    stack.blockSignals(True)
    stack.clear()
    for command in commands:
        stack.push(command)
    stack.setIndex(done - (len(commands) - stack.count()))  # the oldest have fallen out of a full stack
    stack.blockSignals(False)
    _tell(stack)


def _again(session: Session, command: EditCommand, idle: int) -> EditCommand:
    """A command like this one, which is gone when its stack is cleared."""
    same = EditCommand(session, command.edit, command.together, Via.REDO, idle)
    same.at = command.at
    return same


def _tell(stack: QUndoStack) -> None:
    stack.indexChanged.emit(stack.index())
    stack.canUndoChanged.emit(stack.canUndo())
    stack.undoTextChanged.emit(stack.undoText())
    stack.canRedoChanged.emit(stack.canRedo())
    stack.redoTextChanged.emit(stack.redoText())


def _time(said: str) -> datetime:
    """The time that a journal line says; the beginning of all times if it says none."""
    try:
        return datetime.fromisoformat(said).astimezone(UTC)
    except (ValueError, OverflowError):
        return datetime.fromtimestamp(0, UTC)
