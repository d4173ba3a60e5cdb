"""What a key press means while places are filled: an event's roles, the other end of a relation.

Pure decisions on what is being asked.
"""

from __future__ import annotations

from enum import Enum, auto

from annotations.model.label_set import Label, Role
from gui.editor.key_mode import ENTER, ESCAPE
from gui.editor.roles import Candidate, hint_keys
from schemas.late import late_dataclass


@late_dataclass(frozen=True)
class Asking:
    """What is asked for: one of the roles, then what fills it, then perhaps the label of a new mention.

    ``held`` keeps the keys until Esc; without it they are the view's again as soon as the caret moves.
    ``strict`` swallows the keys of labels, which a held mode does too.
    """

    name: str
    roles: tuple[Role, ...]
    held: bool
    role: Role | None = None
    candidates: tuple[Candidate, ...] = ()
    fillers: tuple[Label, ...] = ()
    """The labels to choose from for the selected text; empty when none is asked for."""
    strict: bool = False


class Answer(Enum):
    """What a key means that is neither a role's, a candidate's nor a label's."""

    LEAVE = auto()
    NEAREST = auto()
    NO_SUCH = auto()
    """It would label, were it not for the roles: it does nothing, and that is said."""


Meaning = Role | Candidate | Label | Answer


def meaning(key: str, asking: Asking) -> Meaning | None:
    """What the key means now; None when it is none of this mode's and goes its usual way."""
    if key == ESCAPE:
        return Answer.LEAVE
    if asking.fillers:
        chosen = (one for one in asking.fillers if key in (one.key, ENTER))
        return next(chosen, Answer.NO_SUCH)
    if key == ENTER:
        return None if asking.role is None else Answer.NEAREST
    known: list[Role | Candidate] = [*asking.roles, *asking.candidates]
    usual = Answer.NO_SUCH if _would_surprise(key, asking) else None
    return next((one for one in known if one.key == key), usual)


def _would_surprise(key: str, asking: Asking) -> bool:
    """Whether the key, let through, would label something when the hand meant a hint or a role."""
    if key.startswith("Shift+"):
        return asking.strict
    safe = asking.held or asking.strict or key.isdecimal()
    return safe or (asking.role is not None and key in hint_keys(asking.roles))
