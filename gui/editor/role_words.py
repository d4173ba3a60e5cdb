"""What the strip of keys says while roles are filled."""

from __future__ import annotations

from collections import Counter

from annotations.edits.event_operations import missing_roles
from annotations.model.records import Event
from gui.core.translation import tr
from gui.editor.role_keys import ENTER, ESCAPE, Asking
from gui.widgets.role_bar import KeyWord


def title_of(asking: Asking) -> str:
    """The event's label, and the role that is to be filled."""
    if asking.role is None:
        return asking.label.name
    return tr("{label} · {role}", label=asking.label.name, role=asking.role.name)


def words_of(asking: Asking, event: Event) -> list[KeyWord]:
    """The keys that count now."""
    if asking.fillers:
        words = [KeyWord(one.key, one.name) for one in asking.fillers]
        return [*words, KeyWord(ENTER, asking.fillers[0].name), KeyWord(ESCAPE, tr("Leave"))]
    filled = Counter(one.role for one in event.arguments)
    lacking = {role.id for role in missing_roles(asking.label, event)}
    words = []
    for role in asking.label.roles:
        text = tr("{role} ({count})", role=role.name, count=filled[role.id]) if filled[role.id] else role.name
        if role.id in lacking:
            text = tr("{role}: missing", role=role.name)
        words.append(KeyWord(role.key, text, armed=role == asking.role, lacking=role.id in lacking))
    if asking.candidates:
        words.append(KeyWord(ENTER, tr("Nearest")))
    return [*words, KeyWord(ESCAPE, tr("Leave"))]
