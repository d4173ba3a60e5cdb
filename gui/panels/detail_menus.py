"""The menus of the list of details: labels, values of a choice, types of a relation."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtWidgets import QMenu

from annotations.model.label_set import Label, LabelSet, RelationType
from annotations.model.records import Kind
from annotations.words import tr
from gui.core.slots import only
from gui.models.details import Detail, Field

Give = Callable[[object], object]
"""Takes the value that was chosen."""


def fill_choices(menu: QMenu, detail: Detail, label_set: LabelSet | None, give: Give) -> None:
    """The labels that a mention may get, or the values of a choice; the one it has is ticked and stood on."""
    if detail.field is Field.LABEL:
        entries: Iterable[tuple[str, object, bool]] = (
            (_keyed(one), one, one is detail.label) for one in _labels(detail, label_set)
        )
    else:
        values = () if detail.attribute is None else detail.attribute.values
        entries = [(value, value, value == detail.raw) for value in values]
        entries.append((tr("none"), None, detail.raw is None))
    for text, value, ticked in entries:
        action = menu.addAction(text.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(ticked)
        action.triggered.connect(only(partial(give, value)))
        if ticked:
            menu.setActiveAction(action)


def fill_menu(menu: QMenu, detail: Detail, label_set: LabelSet | None, give: Give) -> None:
    """What can be chosen of a row besides editing it: another type of relation."""
    if detail.field is not Field.RELATION or label_set is None:
        return
    for one in label_set.relations:
        text = tr("Make it {role}", role=_keyed(one))
        menu.addAction(text.replace("&", "&&")).triggered.connect(only(partial(give, one.id)))
    menu.addSeparator()


def _labels(detail: Detail, label_set: LabelSet | None) -> list[Label]:
    """The labels of the same layer: boilerplate stays boilerplate, and what is not stays what it is not."""
    if label_set is None or detail.label is None:
        return [] if label_set is None else list(label_set.labels)
    boilerplate = detail.label.kind is Kind.BOILERPLATE
    return [one for one in label_set.labels if (one.kind is Kind.BOILERPLATE) == boilerplate]


def _keyed(one: Label | RelationType) -> str:
    return f"{one.name}\t{one.key}" if one.key else one.name
