"""The roles of an event label: their list, and the form of the chosen one."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QPushButton, QSpinBox, QVBoxLayout, QWidget

from annotations.model.label_set import Filler, Label, Role
from annotations.model.records import Kind
from annotations.words import tr
from gui.core.keys import caps_of
from gui.core.slots import only
from gui.core.theme import Theme
from gui.dialogs.label_set_editor.draft import Draft
from gui.dialogs.label_set_editor.fields import Remark, form_of, named_field, show_text
from gui.dialogs.label_set_editor.fillers import FillerList
from gui.widgets.key_field import KeyField

_INSET = 5  # beside the figures of a spin box, in logical pixels
_MOST = 1000
_NARROW = 190


class RolesForm(QWidget):
    """Changes the roles of a label of the draft."""

    def __init__(self, draft: Draft, theme: Theme) -> None:
        super().__init__()
        self._draft = draft
        self._label: Label | None = None
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Roles"))
        self.list.setObjectName("roles")
        self.add_button = QPushButton(tr("Add"))
        self.delete_button = QPushButton(tr("Delete"))
        self.up_button, self.down_button = QPushButton(tr("Up")), QPushButton(tr("Down"))
        for button in (self.add_button, self.delete_button, self.up_button, self.down_button):
            button.setAutoDefault(False)
        self.add_button.setAccessibleName(tr("Add a role"))
        self.delete_button.setAccessibleName(tr("Delete the role"))
        self.name = named_field(tr("Name of the role"))
        self.key = KeyField()
        self.key.setAccessibleName(tr("Key of the role"))
        self.key_remark = Remark(theme)
        self.id_remark = Remark(theme, quiet=True)
        self.least, self.most = _count(tr("At least")), _count(tr("At most"))
        self.most.setSpecialValueText(tr("any number"))
        self.fillers = FillerList()
        self._lay_out()
        self._connect()

    def show_label(self, label: Label) -> None:
        """Show the roles of a label of the draft."""
        other = self._label is None or (self._label.kind, self._label.id) != (label.kind, label.id)
        row = 0 if other else self.list.currentRow()
        self._label = label
        words = [one.name if not one.key else f"{one.name}  ({caps_of(one.key)[-1]})" for one in label.roles]
        with QSignalBlocker(self.list):
            if self.list.count() != len(words):
                self.list.clear()
                self.list.addItems(words)
            for place, word in enumerate(words):
                self.list.item(place).setText(word)
            self.list.setCurrentRow(max(0, min(row, len(words) - 1)))
        self._show_role()

    def role(self) -> Role | None:
        """The role that is chosen."""
        row = self.list.currentRow()
        return (
            None if self._label is None or not 0 <= row < len(self._label.roles) else self._label.roles[row]
        )

    def _show_role(self) -> None:
        role, label = self.role(), self._label
        self._form.setEnabled(role is not None)
        for button in (self.delete_button, self.up_button, self.down_button):
            button.setEnabled(role is not None)
        if role is None or label is None:
            show_text(self.name, "")
            self.key.set_key("")
            return
        show_text(self.name, role.name)
        self.key.set_key(role.key)
        twin = next((one for one in label.roles if one.key and one.key == role.key and one is not role), None)
        self.key_remark.say("" if twin is None else tr("This is the key of {name} already.", name=twin.name))
        self.id_remark.say(tr("Label files call it {id}.", id=role.id))
        for box, number in ((self.least, role.minimum), (self.most, role.maximum or 0)):
            with QSignalBlocker(box):
                box.setValue(number)
        self.fillers.show_fillers(self._draft.label_set, role.fillers)

    # -- building -----------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        side = QWidget()
        side.setFixedWidth(_NARROW)
        left = QVBoxLayout(side)
        left.setContentsMargins(0, 0, 0, 0)
        left.addWidget(self.list, 1)
        for pair in ((self.add_button, self.delete_button), (self.up_button, self.down_button)):
            row = QHBoxLayout()
            for button in pair:
                row.addWidget(button)
            left.addLayout(row)
        self._form = QWidget()
        form = form_of(self._form)
        form.setRowWrapPolicy(form.RowWrapPolicy.WrapAllRows)
        form.addRow(tr("&Name"), self.name)
        form.addRow(self.id_remark)
        form.addRow(tr("&Key"), self.key)
        form.addRow(self.key_remark)
        counts = QHBoxLayout()
        counts.setSpacing(8)
        counts.addWidget(self.least, 1)
        counts.addWidget(self.most, 1)
        form.addRow(tr("At least, at most"), counts)
        form.addRow(tr("&Filled by"), self.fillers)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(14)
        whole.addWidget(side)
        whole.addWidget(self._form, 1)

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(only(self._show_role))
        self.add_button.clicked.connect(only(self._add))
        self.delete_button.clicked.connect(only(self._delete))
        self.up_button.clicked.connect(only(partial(self._move, -1)))
        self.down_button.clicked.connect(only(partial(self._move, 1)))
        self.name.textEdited.connect(partial(self._change, "name"))
        self.key.keyChosen.connect(partial(self._change, "key"))
        self.least.valueChanged.connect(partial(self._change, "minimum"))
        self.most.valueChanged.connect(lambda number: self._change("maximum", number or None))
        self.fillers.fillersChosen.connect(partial(self._change, "fillers"))

    # -- changes ------------------------------------------------------------------------------------

    def _change(self, field: str, value: object) -> None:
        role, label = self.role(), self._label
        if role is None or label is None:
            return
        after = replace(role, **{field: value})  # type: ignore[arg-type]
        if field == "name" and self._draft.is_new_role(label, role):
            after = replace(after, id=self._draft.free_role_id(label, after.name, role))
        roles = tuple(after if one is role else one for one in label.roles)
        self._do(roles, f"role.{self.list.currentRow()}.{field}")

    def _add(self) -> None:
        if (label := self._label) is None:
            return
        name = tr("New role")
        kind = label.kind if self._draft.label_set.rules(Kind.ENTITY) is None else Kind.ENTITY
        made = Role(self._draft.free_role_id(label, name), name, "", (Filler(kind),))
        self._do((*label.roles, made), row=len(label.roles))
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()

    def _delete(self) -> None:
        if (role := self.role()) is not None and self._label is not None:
            self._do(tuple(one for one in self._label.roles if one is not role))

    def _move(self, step: int) -> None:
        role, label = self.role(), self._label
        if role is None or label is None:
            return
        roles = list(label.roles)
        place = roles.index(role)
        goal = max(0, min(place + step, len(roles) - 1))
        roles.insert(goal, roles.pop(place))
        self._do(tuple(roles), row=goal)

    def _do(self, roles: tuple[Role, ...], field: str = "", row: int | None = None) -> None:
        if (label := self._label) is None:
            return
        done = self._draft.do(self._draft.revision.change(label, replace(label, roles=roles)), field)
        if done and row is not None:
            self.list.setCurrentRow(row)


def _count(name: str) -> QSpinBox:
    box = QSpinBox()
    box.setRange(0, _MOST)
    box.setAccessibleName(name)
    box.lineEdit().setTextMargins(_INSET, 0, _INSET, 0)
    return box
