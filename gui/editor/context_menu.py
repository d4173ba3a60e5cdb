"""The menu of a place in the text, made from the actions that the menu bar has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from annotations.model.label_set import LabelSet


def context_menu(
    parent: QWidget,
    actions: Mapping[str, QAction],
    ends: QMenu,
    label_set: LabelSet,
    label_actions: Sequence[QAction],
    *,
    on_mention: bool,
) -> QMenu:
    """A menu that deletes itself when it is closed; with a mention it can be deleted and its ends moved."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if on_mention:
        menu.addAction(actions["mention.delete"])
        menu.addMenu(ends)
        menu.addAction(actions["label.same_words"])
        menu.addSeparator()
        for name in ("attributes", "relations", "link", "note"):
            menu.addAction(actions[f"detail.{name}"])
        menu.addSeparator()
    for rules in label_set.kinds:
        labels = menu.addMenu(rules.title)
        for action in label_actions:
            if action.objectName().startswith(f"label.{rules.kind}."):
                labels.addAction(action)
    menu.addSeparator()
    menu.addAction(actions["edit.copy"])
    menu.addAction(actions["edit.select_all"])
    return menu
