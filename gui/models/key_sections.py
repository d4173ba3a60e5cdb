"""The key sheet as data: the labels' keys, the movements, then the actions menu by menu."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from annotations.model.label_set import AttributeType, Label, LabelSet, RelationType
from annotations.words import mark, tr
from gui.core.action_spec import MENU_TITLES, Menu
from gui.core.actions import ACTIONS, VIEW_KEYS
from gui.core.commands import plain
from gui.core.keymap import keys_in_use

_MOVING = mark("Moving in the text (with Shift: select)")


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One line of the sheet; a label's has its label."""

    text: str
    keys: tuple[str, ...]
    label: Label | None = None


@dataclass(frozen=True, slots=True)
class KeySection:
    """Lines under one heading."""

    title: str
    rows: tuple[KeyRow, ...]


def key_sections(label_set: LabelSet | None) -> list[KeySection]:
    """The sheet with the keys that are in use now."""
    sections = list(_label_sections(label_set))
    sections.append(KeySection(tr(_MOVING), tuple(KeyRow(tr(one.text), one.keys) for one in VIEW_KEYS)))
    keymap = keys_in_use()
    for menu in Menu:
        rows = tuple(
            KeyRow(plain(spec.text), keymap.keys(spec.id))
            for spec in ACTIONS
            if spec.menu is menu and keymap.keys(spec.id)
        )
        if rows:
            sections.append(KeySection(plain(MENU_TITLES[menu]), rows))
    return sections


def _label_sections(label_set: LabelSet | None) -> Iterator[KeySection]:
    for rules in () if label_set is None else label_set.kinds:
        rows = tuple(KeyRow(label.name, (label.key,), label) for label in rules.labels if label.key)
        if rows:
            yield KeySection(tr("Label: {kind}", kind=rules.title), rows)
    if label_set is not None:
        yield from _after("detail.attributes", tr("Attributes"), label_set.attributes)
        yield from _after("detail.relations", tr("Relations"), label_set.relations)


def _after(action_id: str, title: str, keyed: Iterable[AttributeType | RelationType]) -> Iterator[KeySection]:
    """What keys mean after that of an action."""
    first = keys_in_use().keys(action_id)[:1]
    rows = tuple(KeyRow(one.name, (one.key,)) for one in keyed if one.key)
    if rows and first:
        yield KeySection(tr("{title}, after {key}", title=title, key=first[0]), rows)
