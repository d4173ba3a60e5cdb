"""What a key press means while roles are being filled. Pure decisions on what is being asked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from annotations.model.label_set import Label, Role
from gui.editor.roles import Candidate, hint_keys

ESCAPE, ENTER = "Esc", "Enter"
_IGNORED = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked for: a role of the label, then what fills it, then perhaps the label of a new mention.

    ``held`` keeps the keys until Esc; without it they are the view's again as soon as the caret moves.
    """

    label: Label
    held: bool
    role: Role | None = None
    candidates: tuple[Candidate, ...] = ()
    fillers: tuple[Label, ...] = ()
    """The labels to choose from for the selected text; empty when none is asked for."""


class Answer(Enum):
    """What a key means that is neither a role's, a candidate's nor a label's."""

    LEAVE = auto()
    NEAREST = auto()
    NO_SUCH = auto()
    """It would label, were it not for the roles: it does nothing, and that is said."""


Meaning = Role | Candidate | Label | Answer


def key_of(event: QKeyEvent) -> str | None:
    """The key as label sets write keys (``a``, ``Shift+A``, ``1``), or one of the two named here."""
    if event.modifiers() & ~_IGNORED:
        return None
    named = {Qt.Key.Key_Escape: ESCAPE, Qt.Key.Key_Return: ENTER, Qt.Key.Key_Enter: ENTER}
    key = event.key()
    if (name := named.get(Qt.Key(key))) is not None:
        return name
    if event.text().isdecimal() and event.text().isascii():
        return event.text()
    if Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
        return chr(key)
    if not Qt.Key.Key_A <= key <= Qt.Key.Key_Z:
        return None
    shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
    return f"Shift+{chr(key)}" if shift else chr(key).lower()


def meaning(key: str, asking: Asking) -> Meaning | None:
    """What the key means now; None when it is none of this mode's and goes its usual way."""
    if key == ESCAPE:
        return Answer.LEAVE
    if asking.fillers:
        chosen = (one for one in asking.fillers if key in (one.key, ENTER))
        return next(chosen, Answer.NO_SUCH)
    if key == ENTER:
        return None if asking.role is None else Answer.NEAREST
    known: list[Role | Candidate] = [*asking.label.roles, *asking.candidates]
    usual = Answer.NO_SUCH if _would_surprise(key, asking) else None
    return next((one for one in known if one.key == key), usual)


def _would_surprise(key: str, asking: Asking) -> bool:
    """Whether the key, let through, would label something when the hand meant a hint or a role."""
    if key.startswith("Shift+"):
        return False
    return asking.held or key.isdecimal() or (asking.role is not None and key in hint_keys(asking.label))
