"""The label set editor: an outline, a form of what is chosen in it, and Apply."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from annotations.edits.edit import Edit
from annotations.edits.label_set_operations import LabelId, copy_of, id_of
from annotations.edits.revision import Revision
from annotations.model.label_set import Label, LabelSet
from annotations.model.records import Kind
from annotations.words import tr
from gui.core.slots import only
from gui.core.theme import Theme
from gui.dialogs.frame import FramedDialog
from gui.dialogs.interaction import QtInteraction
from gui.dialogs.label_set_editor.draft import Draft
from gui.dialogs.label_set_editor.fate import FateDialog
from gui.dialogs.label_set_editor.fields import Remark
from gui.dialogs.label_set_editor.label_form import LabelForm
from gui.dialogs.label_set_editor.other_forms import AttributeForm, KindForm, RelationForm
from gui.dialogs.label_set_editor.outline import Outline, Part, Place
from gui.dialogs.label_set_editor.preview import OpenText, PreviewDialog
from gui.dialogs.label_set_editor.roles_form import RolesForm

_WIDTH, _HEIGHT = 940, 680


class LabelSetEditor(FramedDialog):
    """Changes a copy; ``revision`` is what was applied, None when nothing was."""

    def __init__(
        self,
        label_set: LabelSet,
        documents: Sequence[OpenText],
        actions: Mapping[str, str],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        """``actions`` names the program's actions by their keys."""
        standard = QDialogButtonBox.StandardButton
        title = tr("Label Set: {name}, version {version}", name=label_set.name, version=label_set.ref.version)
        super().__init__(title, "", standard.Apply | standard.Cancel, parent)
        self.revision: Revision | None = None
        self.edits: list[Edit | None] = [None] * len(documents)
        """What applying it does to each document."""
        self._documents, self._theme = documents, theme
        self._counts = _counts(label_set, documents)
        self.draft = Draft(label_set, self)
        self.outline = Outline(theme, self._counts)
        self.label_form = LabelForm(self.draft, actions, theme)
        self.roles_form = RolesForm(self.draft, theme)
        self.kind_form = KindForm(self.draft)
        self.attribute_form = AttributeForm(self.draft, actions, theme)
        self.relation_form = RelationForm(self.draft, actions, theme)
        self.said = Remark(theme)
        self.apply_button = self.buttons.button(standard.Apply)
        self.apply_button.setText(tr("&Apply"))
        self._make_buttons()
        self._lay_out()
        self._connect()
        self._show()
        self.outline.choose(Place(Part.LABEL, label_set.labels[0].kind, label_set.labels[0].id))
        self.resize(_WIDTH, _HEIGHT)
        self.outline.setFocus()

    def label(self) -> Label | None:
        """The label that is chosen in the outline."""
        place = self.outline.place()
        if place is None or place.part is not Part.LABEL or place.kind is None:
            return None
        return self.draft.label_set.label(place.kind, place.id)

    def reject(self) -> None:
        """Close without applying; asked first when something has been changed."""
        if not self.draft.revision.is_empty:
            sentence = tr("The label set stays as it was, and what you have changed here is lost.")
            if not QtInteraction(self).confirm(tr("Close without applying?"), sentence, tr("Close")):
                return
        super().reject()

    # -- building -----------------------------------------------------------------------------------

    def _make_buttons(self) -> None:
        self.add_button = QPushButton(tr("A&dd"))
        self.copy_button = QPushButton(tr("Du&plicate"))
        self.merge_button = QPushButton(tr("&Merge…"))
        self.delete_button = QPushButton(tr("De&lete…"))
        self.up_button, self.down_button = QPushButton(tr("&Up")), QPushButton(tr("Do&wn"))
        self.up_button.setToolTip(tr("{key} in the list", key="Alt+Up"))
        self.down_button.setToolTip(tr("{key} in the list", key="Alt+Down"))
        self.undo_button = self.buttons.addButton(tr("Undo"), QDialogButtonBox.ButtonRole.ResetRole)
        self.redo_button = self.buttons.addButton(tr("Redo"), QDialogButtonBox.ButtonRole.ResetRole)
        for button in (*self._label_buttons(), *self.buttons.buttons()):
            if isinstance(button, QPushButton):
                button.setAutoDefault(False)  # Enter in a field is no wish to close

    def _label_buttons(self) -> tuple[QPushButton, ...]:
        return (
            self.add_button, self.copy_button, self.up_button,
            self.merge_button, self.delete_button, self.down_button,
        )  # fmt: skip

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 6, 0)
        column.addWidget(self.outline, 1)
        grid = QGridLayout()
        for number, button in enumerate(self._label_buttons()):
            grid.addWidget(button, number // 3, number % 3)
        column.addLayout(grid)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(tr("Label"))
        self.tabs.addTab(_page(self.label_form), tr("Label"))
        self.tabs.addTab(_page(self.roles_form), tr("Roles"))
        self._names = {
            Part.LABEL: self.label_form.name,
            Part.KIND: self.kind_form.name,
            Part.ATTRIBUTE: self.attribute_form.name,
            Part.RELATION: self.relation_form.name,
        }
        self._forms = QStackedWidget()
        self._pages: dict[Part, QWidget] = {Part.LABEL: self.tabs}
        for part, form in (
            (Part.KIND, self.kind_form),
            (Part.ATTRIBUTE, self.attribute_form),
            (Part.RELATION, self.relation_form),
        ):
            self._pages[part] = _page(form)
        for page in self._pages.values():
            self._forms.addWidget(page)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        splitter.addWidget(self._forms)
        splitter.setSizes([_WIDTH * 2 // 5, _WIDTH * 3 // 5])
        body = QWidget()
        whole = QVBoxLayout(body)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(splitter, 1)
        whole.addWidget(self.said)
        self.set_body(body)

    def _connect(self) -> None:
        self.draft.changed.connect(self._show)
        self.draft.refused.connect(self.said.say)
        self.outline.placeChosen.connect(only(self._show_chosen))
        self.outline.moveWanted.connect(self._move)
        for button, run in (
            (self.add_button, self._add),
            (self.copy_button, self._copy),
            (self.merge_button, partial(self._ask_fate, may_delete=False)),
            (self.delete_button, self._delete),
            (self.up_button, partial(self._move, -1)),
            (self.down_button, partial(self._move, 1)),
            (self.undo_button, self.draft.undo),
            (self.redo_button, self.draft.redo),
            (self.apply_button, self._apply),
        ):
            button.clicked.connect(only(run))
        for keys, run in (
            ("Ctrl+Z", self.draft.undo),
            ("Ctrl+Shift+Z", self.draft.redo),
            ("Ctrl+Return", self._apply),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(run)
        for key, run in (
            (Qt.Key.Key_Delete, self._delete),
            (Qt.Key.Key_Insert, self._add),
            (Qt.Key.Key_F2, self._rename),
        ):
            shortcut = QShortcut(QKeySequence(key), self.outline)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(run)

    # -- showing ------------------------------------------------------------------------------------

    def _show(self) -> None:
        """Bring everything to the draft as it is now."""
        draft = self.draft
        self.outline.show_label_set(draft.label_set)
        problems = draft.problems()
        self.said.say(problems[0].message if problems else "")
        self.apply_button.setEnabled(not problems and not draft.revision.is_empty)
        self.undo_button.setEnabled(draft.can_undo)
        self.redo_button.setEnabled(draft.can_redo)
        self._show_chosen()

    def _show_chosen(self) -> None:
        place, label = self.outline.place(), self.label()
        for button in self._label_buttons()[1:]:
            button.setEnabled(label is not None)
        self.add_button.setEnabled(place is not None and place.kind is not None)
        if place is None:
            return
        label_set = self.draft.label_set
        if label is not None:
            self.label_form.show_label(label)
            self.roles_form.show_label(label)
            self.tabs.setTabVisible(1, label.kind is Kind.EVENT)
        elif place.part is Part.KIND and place.kind is not None:
            if (rules := label_set.rules(place.kind)) is not None:
                self.kind_form.show_kind(rules)
        elif (attribute := label_set.attribute(place.id)) is not None and place.part is Part.ATTRIBUTE:
            self.attribute_form.show_attribute(attribute)
        elif (relation := label_set.relation(place.id)) is not None:
            self.relation_form.show_relation(relation)
        self._forms.setCurrentWidget(self._pages.get(place.part, self.tabs))

    # -- what the user does --------------------------------------------------------------------------

    def _add(self) -> None:
        place = self.outline.place()
        if place is None or place.kind is None:
            return
        name = tr("New label")
        used = Counter(one.colour for one in self.draft.label_set.labels if one.kind is place.kind)
        colour = min(self.label_form.colour.buttons, key=lambda one: used[one])
        made = Label(self.draft.free_label_id(place.kind, name), place.kind, name, colour, "")
        self._put(made, place.id if place.part is Part.LABEL else None)

    def _copy(self) -> None:
        if (label := self.label()) is not None:
            made = copy_of(self.draft.label_set, label, tr("{name} (copy)", name=label.name))
            self._put(made, label.id)

    def _put(self, label: Label, behind: str | None) -> None:
        if self.draft.do(self.draft.revision.add(label, behind)):
            self.outline.choose(Place(Part.LABEL, label.kind, label.id))
            self._rename()

    def _rename(self) -> None:
        """Go to the name of what is chosen, to type another."""
        place = self.outline.place()
        if place is not None:
            self.tabs.setCurrentIndex(0)
            name = self._names[place.part]
            name.setFocus(Qt.FocusReason.OtherFocusReason)
            name.selectAll()

    def _move(self, step: int) -> None:
        if (label := self.label()) is not None:
            self.draft.do(self.draft.revision.move(label, step))

    def _delete(self) -> None:
        """Delete the label; what becomes of its mentions is asked when there are any."""
        label = self.label()
        if label is None:
            return
        if self._counts.get(id_of(label), 0):
            self._ask_fate(may_delete=True)
        else:
            self._leave(label, None)

    def _ask_fate(self, *, may_delete: bool) -> None:
        if (label := self.label()) is None:
            return
        count = self._counts.get(id_of(label), 0)
        dialog = FateDialog(self.draft.label_set, label, count, may_delete=may_delete, parent=self)
        if dialog.exec():
            self._leave(label, dialog.into)
        dialog.deleteLater()

    def _leave(self, label: Label, into: Label | None) -> None:
        """Take the label out, and stand on the one that is there then."""
        revision = self.draft.revision
        self.draft.do(revision.delete(label) if into is None else revision.merge(label, into))

    def _apply(self) -> None:
        """Show what it does to the open documents, when it may do something; then close."""
        if not self.apply_button.isEnabled():
            return
        revision = self.draft.revision.finished()
        if revision.after.ref != revision.before.ref and not self._agreed(revision):
            return
        self.revision = revision
        self.accept()

    def _agreed(self, revision: Revision) -> bool:
        preview = PreviewDialog(revision, self._documents, self._theme, self)
        agreed = bool(preview.exec())
        self.edits = preview.edits
        preview.deleteLater()
        return agreed


def _page(form: QWidget) -> QScrollArea:
    """A form that scrolls where the window is small."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.addWidget(form)
    area = QScrollArea()
    area.setWidget(holder)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


def _counts(label_set: LabelSet, documents: Sequence[OpenText]) -> dict[LabelId, int]:
    return {
        id_of(label): sum(one.annotations.count(label.kind, label.id) for one in documents)
        for label in label_set.labels
    }
