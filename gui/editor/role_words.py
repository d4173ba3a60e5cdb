"""What the strip of keys says while roles are filled."""

from __future__ import annotations

from collections import Counter

from annotations.edits.event_operations import missing_roles
from annotations.model.label_set import Label, Role
from annotations.model.records import Event
from annotations.words import tr
from gui.editor.key_mode import ENTER, ESCAPE
from gui.editor.role_keys import Asking
from gui.widgets.role_bar import KeyWord


def title_of(asking: Asking) -> str:
    """What is filled, and the place that is to be filled."""
    if asking.role is None:
        return asking.name
    return tr("{label} · {role}", label=asking.name, role=asking.role.name)


def _counted(role: Role, count: int) -> str:
    """The role with how often it is filled, and how often it can be where that is limited."""
    if role.maximum is not None:
        return tr("{role} ({count} of {most})", role=role.name, count=count, most=role.maximum)
    return tr("{role} ({count})", role=role.name, count=count) if count else role.name


def filler_words(asking: Asking) -> list[KeyWord]:
    """The keys of the labels that the selected text may get."""
    words = [KeyWord(one.key, one.name) for one in asking.fillers]
    return [*words, KeyWord(ENTER, asking.fillers[0].name), KeyWord(ESCAPE, tr("Leave"))]


def words_of(asking: Asking, label: Label, event: Event) -> list[KeyWord]:
    """The keys that count now, for an event with this label."""
    if asking.fillers:
        return filler_words(asking)
    filled = Counter(one.role for one in event.arguments)
    lacking = {role.id for role in missing_roles(label, event)}
    words = []
    for role in asking.roles:
        text = _counted(role, filled[role.id])
        if role.id in lacking:
            text = tr("{role}: missing", role=role.name)
        words.append(KeyWord(role.key, text, armed=role == asking.role, lacking=role.id in lacking))
    if asking.candidates:
        words.append(KeyWord(ENTER, tr("Nearest")))
    return [*words, KeyWord(ESCAPE, tr("Leave"))]
