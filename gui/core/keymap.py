"""Which keys the actions have: those of the table, but for what the user has changed.

Keys are in QKeySequence's portable text, one press each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from PySide6.QtGui import QAction, QKeySequence

from annotations.model.label_set import LabelSet
from annotations.words import mark, tr
from gui.core.action_spec import ActionSpec, Scope
from gui.core.actions import ACTIONS, VIEW_KEYS
from gui.core.commands import plain
from gui.core.keys import caps_of
from schemas.late import late_dataclass

_PORTABLE = QKeySequence.SequenceFormat.PortableText
_SPECS = {spec.id: spec for spec in ACTIONS}
_TYPING = frozenset({"Ctrl", "Alt", "Meta"})
_FUNCTION_KEY = re.compile(r"(Shift\+)?F[0-9]+")


class Owner(Enum):
    """Whose a key is."""

    ACTION = auto()
    LABEL = auto()
    """Fixed by the label set."""
    CARET = auto()
    """Fixed: the text view's own."""


@late_dataclass(frozen=True)
class Holder:
    """Who has a key; ``action`` is the id of an action, from which it can be taken."""

    owner: Owner
    name: str
    action: str = ""


@dataclass(frozen=True, slots=True)
class Keymap:
    """The keys of all actions. ``changed`` holds the actions whose keys are others than the table's."""

    changed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def keys(self, action_id: str) -> tuple[str, ...]:
        """The keys of an action, the one that is shown first; none of an action that there is none of."""
        spec = _SPECS.get(action_id)
        return self.changed.get(action_id, () if spec is None else spec.keys)

    def with_keys(self, action_id: str, keys: Sequence[str]) -> Keymap:
        """The map in which the action has these keys, each of them once."""
        wanted = tuple(dict.fromkeys(map(normal, keys)))
        rest = {name: held for name, held in self.changed.items() if name != action_id}
        if wanted != tuple(map(normal, _SPECS[action_id].keys)):
            rest[action_id] = wanted
        return Keymap(rest)

    def with_key(self, action_id: str, key: str) -> Keymap:
        """The map in which the action has one more key, shown first, which no other has any longer."""
        made = self
        for holder in self.holders(key, except_for=action_id):
            kept = [one for one in self.keys(holder.action) if normal(one) != normal(key)]
            made = made.with_keys(holder.action, kept)
        keys = made.keys(action_id)
        return made if normal(key) in map(normal, keys) else made.with_keys(action_id, (key, *keys))

    def as_usual(self, action_id: str) -> Keymap:
        """The map in which the action has the table's keys."""
        return self.with_keys(action_id, _SPECS[action_id].keys)

    def holders(self, key: str, *, except_for: str = "") -> list[Holder]:
        """The actions that have the key. Any two would get into each other's way in the text."""
        return [
            Holder(Owner.ACTION, plain(spec.text), spec.id)
            for spec in ACTIONS
            if spec.id != except_for and normal(key) in map(normal, self.keys(spec.id))
        ]

    def fixed_holders(self, key: str, label_set: LabelSet) -> list[Holder]:
        """The labels and movements of the caret that have the key."""
        wanted = normal(key)
        return [holder for one, holder in _fixed(label_set) if one == wanted]

    def conflicts(self, label_set: LabelSet) -> dict[str, list[Holder]]:
        """The actions that share a key with something else, and with what."""
        by_key: dict[str, list[Holder]] = {}
        for one, holder in _fixed(label_set):
            by_key.setdefault(one, []).append(holder)
        for spec in ACTIONS:
            for key in self.keys(spec.id):
                by_key.setdefault(normal(key), []).append(Holder(Owner.ACTION, plain(spec.text), spec.id))
        found: dict[str, list[Holder]] = {}
        for holders in by_key.values():
            for mine in holders:
                others = [one for one in holders if one is not mine]
                if mine.action and others:
                    found.setdefault(mine.action, []).extend(others)
        return found


def normal(key: str) -> str:
    """The key as Qt writes it."""
    return QKeySequence(key, _PORTABLE).toString(_PORTABLE)


def takes_typing(spec: ActionSpec, key: str) -> bool:
    """Whether the key would be taken away from fields in which one types: it works in the whole window."""
    wanted = normal(key)
    held = not _TYPING.isdisjoint(wanted.split("+"))
    return spec.scope is Scope.WINDOW and not held and _FUNCTION_KEY.fullmatch(wanted) is None


def native(key: str) -> str:
    """The key as this system writes it: Ctrl+Shift+Z."""
    return "+".join(caps_of(key))


def _fixed(label_set: LabelSet) -> Iterator[tuple[str, Holder]]:
    for label in label_set.labels:
        if label.key:
            yield normal(label.key), Holder(Owner.LABEL, label.name)
    for one in VIEW_KEYS:
        for key in one.keys:
            for prefix in ("", "Shift+"):
                yield normal(prefix + key), Holder(Owner.CARET, tr(one.text))


# -- the keys in use ---------------------------------------------------------------------------


class _InUse:
    """The one map in use, as there is one language."""

    current = Keymap()


def use_keys(keymap: Keymap, actions: Mapping[str, QAction]) -> None:
    """Give the actions these keys, and have every place that names a key name these."""
    _InUse.current = keymap
    for action_id, action in actions.items():
        action.setShortcuts([QKeySequence(key, _PORTABLE) for key in keymap.keys(action_id)])


def keys_in_use() -> Keymap:
    """The keys that the actions have now."""
    return _InUse.current


def key_of(action_id: str) -> str:
    """The first key of an action as this system writes it, or that it has none."""
    keys = _InUse.current.keys(action_id)
    return native(keys[0]) if keys else tr(_NO_KEY)


_NO_KEY = mark("(no key)")
