"""The form of one label: name, id, colour, key, guideline, examples."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout, QWidget

from annotations.model.label_set import Label
from annotations.model.records import Kind
from annotations.words import tr
from gui.core.theme import Theme
from gui.dialogs.label_set_editor.draft import Draft
from gui.dialogs.label_set_editor.fields import Prose, Remark, form_of, named_field, show_text
from gui.dialogs.label_set_editor.keys import clash
from gui.widgets.colour_choice import ColourChoice
from gui.widgets.key_field import KeyField

_ID = re.compile(r"[A-Za-z][A-Za-z0-9_.:-]{0,63}\Z")


class LabelForm(QWidget):
    """Shows a label of the draft, and changes it there as one types."""

    def __init__(self, draft: Draft, actions: Mapping[str, str], theme: Theme) -> None:
        """``actions`` names the program's actions by their keys."""
        super().__init__()
        self._draft, self._actions = draft, actions
        self._label: Label | None = None
        self.name = named_field(tr("Name"))
        self.id = named_field(tr("Id"))
        self.colour = ColourChoice(theme)
        self.key = KeyField()
        self.key.setAccessibleName(tr("Key"))
        self.guideline = Prose(tr("Guideline"), 5)
        self.guideline.setPlaceholderText(tr("When this label is right, and when another one is"))
        self.examples = Prose(tr("Examples, one a line"), 3)
        self.examples.setPlaceholderText(tr("One a line"))
        self.holds = QCheckBox(tr("Entities and events &inside are wanted"))
        self.repeats = QCheckBox(tr("R&epeats another stretch, and is not read twice"))
        self.name_remark, self.id_remark = Remark(theme), Remark(theme)
        self.id_fixed = Remark(theme, quiet=True)
        self.key_remark = Remark(theme)
        self._lay_out()
        self._connect()

    def show_label(self, label: Label) -> None:
        """Show a label of the draft."""
        self._label = label
        new = self._draft.revision.is_new(label)
        for field, text in ((self.name, label.name), (self.id, label.id), (self.guideline, label.guideline)):
            show_text(field, text)
        self.id.setReadOnly(not new)
        self.id_fixed.say("" if new else tr("Label files hold it, so it stays. What people see is the name."))
        if _examples(self.examples.toPlainText()) != label.examples:
            show_text(self.examples, "\n".join(label.examples))
        self.colour.show_colour(label.colour, label.kind)
        self.key.set_key(label.key)
        self.holds.setChecked(label.holds_labels)
        self.repeats.setChecked(label.repeats)
        for box in (self.holds, self.repeats):
            box.setVisible(label.kind is Kind.BOILERPLATE)
        self.name_remark.say("" if label.name else tr("A label needs a name."))
        self.id_remark.say("")
        self.key_remark.say(clash(self._draft.label_set, self._actions, label))

    def _lay_out(self) -> None:
        form = form_of(self)
        form.addRow(tr("&Name"), _with(self.name, self.name_remark))
        form.addRow(tr("Id"), _with(self.id, self.id_remark, self.id_fixed))
        form.addRow(tr("C&olour"), self.colour)
        form.addRow(tr("&Key"), _with(self.key, self.key_remark))
        form.addRow("", self.holds)
        form.addRow("", self.repeats)
        form.addRow(tr("&Guideline"), self.guideline)
        form.addRow(tr("E&xamples"), self.examples)
        for field, box in ((self.name, 0), (self.id, 1), (self.key, 3)):
            label = form.itemAt(box, form.ItemRole.LabelRole).widget()
            if isinstance(label, QLabel):
                label.setBuddy(field)

    def _connect(self) -> None:
        self.name.textEdited.connect(self._change_name)
        self.id.textEdited.connect(self._change_id)
        self.colour.colourChosen.connect(partial(self._change, "colour"))
        self.key.keyChosen.connect(partial(self._change, "key"))
        self.holds.clicked.connect(lambda on: self._change("holds_labels", on))
        self.repeats.clicked.connect(lambda on: self._change("repeats", on))
        self.guideline.textChanged.connect(lambda: self._change("guideline", self.guideline.toPlainText()))
        self.examples.textChanged.connect(
            lambda: self._change("examples", _examples(self.examples.toPlainText()))
        )

    def _change(self, field: str, value: object) -> None:
        if (label := self._label) is not None:
            after = replace(label, **{field: value})  # type: ignore[arg-type]
            self._do(label, after, field)

    def _change_name(self, typed: str) -> None:
        """The id of a new label follows its name until it is given another."""
        label, draft = self._label, self._draft
        if label is None:
            return
        follows = draft.revision.is_new(label) and label.id == draft.free_label_id(
            label.kind, label.name, label
        )
        label_id = draft.free_label_id(label.kind, typed, label) if follows else label.id
        self._do(label, replace(label, name=typed, id=label_id), "name")

    def _change_id(self, typed: str) -> None:
        label = self._label
        if label is None:
            return
        if _ID.match(typed) is None:
            self.id_remark.say(tr("A letter, then letters, digits or _ . : - (up to 64)."))
        elif typed != self._draft.free_label_id(label.kind, typed, label):
            self.id_remark.say(tr("There is a label with this id already, or label files may hold it."))
        else:
            self._do(label, replace(label, id=typed), "id")

    def _do(self, before: Label, after: Label, field: str) -> None:
        self._label = after
        self._draft.do(self._draft.revision.change(before, after), f"{before.kind}.{field}")


def _examples(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _with(field: QWidget, *remarks: QWidget) -> QWidget:
    """A field with its remarks below."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(3)
    for one in (field, *remarks):
        column.addWidget(one)
    return box
