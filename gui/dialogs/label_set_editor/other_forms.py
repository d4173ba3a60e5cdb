"""The forms of what is no label: a kind, an attribute, a relation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from annotations.edits.label_set_operations import change_kind
from annotations.model.label_set import AttributeType, KindRules, RelationType
from annotations.words import tr
from gui.core.theme import Theme
from gui.dialogs.label_set_editor.draft import Draft
from gui.dialogs.label_set_editor.fields import Prose, Remark, form_of, named_field, show_text
from gui.dialogs.label_set_editor.keys import clash
from gui.widgets.key_field import KeyField


class KindForm(QWidget):
    """The name of a kind."""

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self._draft = draft
        self._rules: KindRules | None = None
        self.name = named_field(tr("Name of the kind"))
        self.name.textEdited.connect(self._change)
        form_of(self).addRow(tr("&Name"), self.name)

    def show_kind(self, rules: KindRules) -> None:
        """Show a kind of the draft."""
        self._rules = rules
        show_text(self.name, rules.name)

    def _change(self, name: str) -> None:
        if (rules := self._rules) is not None:
            revision = self._draft.revision
            changed = replace(revision, after=change_kind(revision.after, rules.kind, name))
            self._draft.do(changed, f"kind.{rules.kind}")


class AttributeForm(QWidget):
    """Name, key and, of a choice, the values of an attribute."""

    def __init__(self, draft: Draft, actions: Mapping[str, str], theme: Theme) -> None:
        """``actions`` names the program's actions by their keys."""
        super().__init__()
        self._draft, self._actions = draft, actions
        self._attribute: AttributeType | None = None
        self.name, self.key = named_field(tr("Name")), KeyField()
        self.key.setAccessibleName(tr("Key"))
        self.key_remark, self._id = Remark(theme), Remark(theme, quiet=True)
        self.values = Prose(tr("Values, one a line"), 5)
        self._form = form_of(self)
        self._form.addRow(tr("&Name"), self.name)
        self._form.addRow("", self._id)
        self._form.addRow(tr("&Key"), self.key)
        self._form.addRow("", self.key_remark)
        self._form.addRow(tr("&Values"), self.values)
        self.name.textEdited.connect(partial(self._change, "name"))
        self.key.keyChosen.connect(partial(self._change, "key"))
        self.values.textChanged.connect(lambda: self._change("values", self._typed()))

    def show_attribute(self, attribute: AttributeType) -> None:
        """Show an attribute of the draft."""
        self._attribute = attribute
        show_text(self.name, attribute.name)
        self.key.set_key(attribute.key)
        self.key_remark.say(clash(self._draft.label_set, self._actions, attribute))
        self._id.say(tr("Label files call it {id}.", id=attribute.id))
        if self._typed() != attribute.values:
            show_text(self.values, "\n".join(attribute.values))
        self._form.setRowVisible(self.values, attribute.type == "choice")

    def _typed(self) -> tuple[str, ...]:
        lines = (line.strip() for line in self.values.toPlainText().splitlines())
        return tuple(dict.fromkeys(line for line in lines if line))

    def _change(self, field: str, value: object) -> None:
        if (attribute := self._attribute) is not None:
            after = replace(attribute, **{field: value})  # type: ignore[arg-type]
            self._attribute = after
            self._draft.do(self._draft.revision.change_attribute(after), f"attribute.{attribute.id}.{field}")


class RelationForm(QWidget):
    """Name, key and guideline of a relation."""

    def __init__(self, draft: Draft, actions: Mapping[str, str], theme: Theme) -> None:
        """``actions`` names the program's actions by their keys."""
        super().__init__()
        self._draft, self._actions = draft, actions
        self._relation: RelationType | None = None
        self.name, self.key = named_field(tr("Name")), KeyField()
        self.key.setAccessibleName(tr("Key"))
        self.key_remark, self._id = Remark(theme), Remark(theme, quiet=True)
        self.guideline = Prose(tr("Guideline"), 5)
        form = form_of(self)
        form.addRow(tr("&Name"), self.name)
        form.addRow("", self._id)
        form.addRow(tr("&Key"), self.key)
        form.addRow("", self.key_remark)
        form.addRow(tr("&Guideline"), self.guideline)
        self.name.textEdited.connect(partial(self._change, "name"))
        self.key.keyChosen.connect(partial(self._change, "key"))
        self.guideline.textChanged.connect(lambda: self._change("guideline", self.guideline.toPlainText()))

    def show_relation(self, relation: RelationType) -> None:
        """Show a relation of the draft."""
        self._relation = relation
        show_text(self.name, relation.name)
        show_text(self.guideline, relation.guideline)
        self.key.set_key(relation.key)
        self.key_remark.say(clash(self._draft.label_set, self._actions, relation))
        self._id.say(tr("Label files call it {id}.", id=relation.id))

    def _change(self, field: str, value: object) -> None:
        if (relation := self._relation) is not None:
            after = replace(relation, **{field: value})  # type: ignore[arg-type]
            self._relation = after
            self._draft.do(self._draft.revision.change_relation(after), f"relation.{relation.id}.{field}")
