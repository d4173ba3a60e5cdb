"""Makes QActions and menus from the table of actions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from annotations.model.label_set import Label
from annotations.words import tr
from gui.core.action_spec import MENU_TITLES, ActionSpec, Menu, Scope
from gui.core.actions import ACTIONS, SUBMENUS
from gui.core.slots import only


def build_actions(window: QWidget, view: QWidget) -> dict[str, QAction]:
    """All actions of the table by id, owned by the window; keys of scope VIEW work in `view` only."""
    groups: dict[str, QActionGroup] = {}
    actions: dict[str, QAction] = {}
    for spec in ACTIONS:
        action = _action(spec, window)
        if spec.group:
            groups.setdefault(spec.group, QActionGroup(window)).addAction(action)
        _listen(action, view if spec.scope is Scope.VIEW else window, spec.scope)
        actions[spec.id] = action
    return actions


def build_menus(bar: QMenuBar, actions: dict[str, QAction]) -> dict[Menu, QMenu]:
    """All menus by id; those of recent files and panels are left empty for whoever fills them."""
    menus = {menu: QMenu(tr(title), bar) for menu, title in MENU_TITLES.items()}
    for menu, specs in groupby(sorted(ACTIONS, key=_place), key=lambda spec: spec.menu):
        _fill(menus, menu, list(specs), actions)
    for menu in Menu:
        if "." not in menu:
            bar.addMenu(menus[menu])
    return menus


def build_label_actions(
    labels: Iterable[Label], view: QWidget, chosen: Callable[[Label], None]
) -> list[QAction]:
    """One action a label, with its key working in `view` only; they belong to the view."""
    made = []
    for label in labels:
        action = QAction(label.name.replace("&", "&&"), view)
        action.setObjectName(f"label.{label.kind}.{label.id}")
        action.setStatusTip(label.guideline)
        action.setShortcut(QKeySequence(label.key))
        action.setAutoRepeat(False)
        action.triggered.connect(only(partial(chosen, label)))
        _listen(action, view, Scope.VIEW)
        made.append(action)
    return made


def _action(spec: ActionSpec, window: QWidget) -> QAction:
    action = QAction(tr(spec.text), window)
    action.setObjectName(spec.id)
    action.setShortcuts([QKeySequence(key, QKeySequence.SequenceFormat.PortableText) for key in spec.keys])
    action.setStatusTip(tr(spec.tip))
    action.setCheckable(spec.checkable)
    action.setAutoRepeat(spec.repeats)
    return action


def _listen(action: QAction, widget: QWidget, scope: Scope) -> None:
    contexts = Qt.ShortcutContext
    action.setShortcutContext(contexts.WidgetShortcut if scope is Scope.VIEW else contexts.WindowShortcut)
    widget.addAction(action)


def _place(spec: ActionSpec) -> tuple[int, int]:
    return list(Menu).index(spec.menu), spec.section


def _fill(menus: dict[Menu, QMenu], menu: Menu, specs: list[ActionSpec], actions: dict[str, QAction]) -> None:
    section = specs[0].section
    for spec in specs:
        if spec.section != section:
            menus[menu].addSeparator()
            section = spec.section
        menus[menu].addAction(actions[spec.id])
        if (submenu := SUBMENUS.get(spec.id)) is not None:
            menus[menu].addMenu(menus[submenu])
