"""What can be chosen by name: the actions of the table and the labels, and how typed words find them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence

from annotations.model.label_set import Label, LabelSet
from annotations.words import tr
from gui.core.action_spec import MENU_TITLES
from gui.core.actions import ACTIONS

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, eq=False)
class Command:
    """An action with the words by which it is found."""

    id: str
    title: str
    where: str
    """Its menu, or the kind and id of the label."""
    action: QAction
    label: Label | None = None
    """The label that it tags with."""

    @property
    def key(self) -> str:
        """Its first key in portable text, empty without one."""
        return self.action.shortcut().toString(QKeySequence.SequenceFormat.PortableText)


def commands_of(
    actions: dict[str, QAction], label_set: LabelSet, label_actions: Iterable[QAction]
) -> list[Command]:
    """Every action of the table in its order, then every label."""
    made = [
        Command(spec.id, plain(spec.text), plain(MENU_TITLES[spec.menu]), actions[spec.id])
        for spec in ACTIONS
    ]
    return [*made, *label_commands(label_set, label_actions)]


def label_commands(label_set: LabelSet, label_actions: Iterable[QAction]) -> list[Command]:
    """Every label, in the order of the label set."""
    kinds = {rules.kind: rules.title for rules in label_set.kinds}
    return [
        Command(action.objectName(), label.name, f"{kinds[label.kind]} · {label.id}", action, label)
        for label, action in zip(label_set.labels, label_actions, strict=True)
    ]


def plain(text: str) -> str:
    """A menu's text in the user's language without its marks."""
    return tr(text).replace("&", "").removesuffix("…")


def chosen(commands: Sequence[Command], typed: str, recent: Sequence[str]) -> list[Command]:
    """The commands that the typed words find, the best first; among equals the recent ones, then the table's.

    Best is a title that begins as typed, then one in which each typed word begins a word, then one whose
    menu, kind or label id is needed for that, then one that only has the typed letters somewhere.
    """
    age = {command_id: number for number, command_id in enumerate(recent)}
    found = []
    for command in commands:
        rank = _rank(command, typed.strip().casefold())
        if rank is not None:
            found.append((rank, age.get(command.id, len(age)), command))
    return [command for *_, command in sorted(found, key=lambda one: one[:2])]


def _rank(command: Command, typed: str) -> int | None:
    title, where = command.title.casefold(), command.where.casefold()
    if title.startswith(typed):
        return 0
    words = typed.split()
    if _begin_words(words, title):
        return 1
    if _begin_words(words, f"{title} {where}"):
        return 2
    return 3 if typed in title else None


def _begin_words(typed: list[str], text: str) -> bool:
    """Whether each typed word begins a word of the text."""
    words = _WORD.findall(text)
    return all(any(word.startswith(one) for word in words) for one in typed)
