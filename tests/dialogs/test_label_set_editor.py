"""The label set editor: every change in a copy, with steps back, looked at before it counts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QMessageBox
from pytestqt.qtbot import QtBot

from annotations.formats.native import annotation_set_from_dict, label_set_from_dict
from annotations.model.label_set import Filler, Label, LabelSet
from annotations.model.records import Kind
from annotations.text.source import SourceText
from gui.core.theme import LIGHT
from gui.demo import press
from gui.dialogs.label_set_editor.editor import LabelSetEditor
from gui.dialogs.label_set_editor.fate import FateDialog
from gui.dialogs.label_set_editor.outline import Part, Place
from gui.dialogs.label_set_editor.preview import OpenText, PreviewDialog
from schemas.reading import parse_json
from schemas.shipped import shipped_label_set

SAMPLES = Path(__file__).parents[2] / "samples"
NEWS = label_set_from_dict(shipped_label_set("news"))


@pytest.fixture
def editor(qtbot: QtBot) -> LabelSetEditor:
    """The editor over the shipped label set, with the shipped article open."""
    data = parse_json((SAMPLES / "darna.labels.json").read_bytes())
    assert isinstance(data, dict)
    text = SourceText((SAMPLES / "darna.txt").read_text("utf-8"))
    document = OpenText("darna.txt", text, annotation_set_from_dict(data))
    made = LabelSetEditor(NEWS, [document], {",": "Fill Roles", "K": "Keys"}, LIGHT)
    qtbot.addWidget(made, before_close_func=take_all_back)
    made.show()
    qtbot.waitExposed(made)
    return made


def take_all_back(editor: LabelSetEditor) -> None:
    """Else it would ask whether to close."""
    while editor.draft.can_undo:
        editor.draft.undo()


def choose(editor: LabelSetEditor, label_id: str, kind: Kind = Kind.ENTITY) -> Label:
    editor.outline.choose(Place(Part.LABEL, kind, label_id))
    label = editor.label()
    assert label is not None
    return label


def ids(label_set: LabelSet, kind: Kind = Kind.ENTITY) -> list[str]:
    return [one.id for one in label_set.labels if one.kind is kind]


def answer(dialog_type: type[QDialog], use: Callable[[QDialog], None]) -> None:
    """Do something to the dialog of this type that comes up next."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, dialog_type) and dialog.isVisible():
            use(dialog)
        else:
            QTimer.singleShot(5, look)

    QTimer.singleShot(0, look)


def apply(editor: LabelSetEditor) -> str:
    """Apply after the preview; what that said of the article."""
    said: list[str] = []

    def agree(dialog: QDialog) -> None:
        assert isinstance(dialog, PreviewDialog)
        if not dialog.apply_button.isEnabled():
            QTimer.singleShot(5, lambda: agree(dialog))
            return
        item = dialog.table.item(0, 1)
        said.append(item.text())
        dialog.apply_button.click()

    answer(PreviewDialog, agree)
    editor.apply_button.click()
    return said[0]


def test_a_name_a_colour_and_a_key_change_without_a_new_version(editor: LabelSetEditor) -> None:
    choose(editor, "PER")
    editor.label_form.name.setFocus()
    editor.label_form.name.selectAll()
    QTest.keyClicks(editor.label_form.name, "Human")
    editor.label_form.key.setFocus()
    QTest.keyClick(editor.label_form.key, Qt.Key.Key_H, Qt.KeyboardModifier.ShiftModifier)
    editor.label_form.colour.buttons["blue"].setFocus()
    QTest.keyClick(editor.label_form.colour.buttons["blue"], Qt.Key.Key_Right)
    press(editor, "Ctrl+Return")
    assert editor.revision is not None
    label = editor.revision.after.label(Kind.ENTITY, "PER")
    assert label is not None
    assert (label.name, label.key, label.colour) == ("Human", "Shift+H", "indigo")
    assert editor.revision.after.ref == NEWS.ref


def test_typing_in_one_field_is_one_step_back(editor: LabelSetEditor) -> None:
    choose(editor, "PER")
    QTest.keyClicks(editor.label_form.name, "s")
    QTest.keyClicks(editor.label_form.name, "!")
    QTest.keyClicks(editor.label_form.guideline, "New. ")
    assert editor.draft.label_set != NEWS
    editor.undo_button.click()
    label = editor.label()
    assert label is not None
    assert (label.name, editor.label_form.name.text()) == ("Persons!", "Persons!")
    editor.undo_button.click()
    assert editor.draft.label_set == NEWS
    assert not editor.undo_button.isEnabled()
    editor.redo_button.click()
    assert editor.label_form.name.text() == "Persons!"


def test_a_key_that_is_taken_is_said_at_once_and_cannot_be_applied(editor: LabelSetEditor) -> None:
    choose(editor, "PER")
    QTest.keyClick(editor.label_form.key, Qt.Key.Key_O)
    assert editor.label_form.key_remark.text() == "This is the key of Organization already."
    assert not editor.apply_button.isEnabled()
    QTest.keyClick(editor.label_form.key, Qt.Key.Key_K)
    assert editor.label_form.key_remark.text() == "This is the key of the action Keys."
    QTest.keyClick(editor.label_form.key, Qt.Key.Key_Backspace)
    assert editor.label_form.key_remark.text() == ""
    assert editor.apply_button.isEnabled()


def test_a_label_without_a_name_cannot_be_applied(editor: LabelSetEditor) -> None:
    choose(editor, "PER")
    editor.label_form.name.selectAll()
    QTest.keyClick(editor.label_form.name, Qt.Key.Key_Delete)
    assert editor.label_form.name_remark.text() == "A label needs a name."
    assert not editor.apply_button.isEnabled()
    assert editor.said.text()


def test_an_id_can_be_chosen_while_a_label_is_new(editor: LabelSetEditor) -> None:
    choose(editor, "PER")
    assert editor.label_form.id.isReadOnly()
    press(editor.outline, "Insert")
    assert editor.label_form.name.hasFocus()
    QTest.keyClicks(editor.label_form.name, "Hewan & Tumbuhan")
    assert editor.label_form.id.text() == "HewanTumbuhan"
    editor.label_form.id.selectAll()
    QTest.keyClicks(editor.label_form.id, "ORG")
    assert editor.label_form.id_remark.text()
    editor.label_form.id.selectAll()
    QTest.keyClicks(editor.label_form.id, "FAUNA")
    assert editor.label_form.id_remark.text() == ""
    QTest.keyClicks(editor.label_form.name, "!")
    label = editor.label()
    assert label is not None
    assert (label.id, label.name) == ("FAUNA", "Hewan & Tumbuhan!")
    assert ids(editor.draft.label_set)[:3] == ["PER", "FAUNA", "ORG"]


def test_f2_goes_to_the_name_of_whatever_is_chosen(editor: LabelSetEditor) -> None:
    forms = (editor.label_form, editor.kind_form, editor.attribute_form, editor.relation_form)
    parts = (Part.LABEL, Part.KIND, Part.ATTRIBUTE, Part.RELATION)
    places = {place.part: place for place in editor.outline._items}
    for part, form in zip(parts, forms, strict=True):
        editor.outline.choose(places[part])
        editor.outline.setFocus()
        press(editor.outline, "F2")
        assert form.name.hasFocus()
        QTest.keyClicks(form.name, "Another")
        assert form.name.text() == "Another"
    assert editor.draft.label_set.kinds[-1].name == "Another"


def test_labels_move_by_alt_and_arrows(editor: LabelSetEditor) -> None:
    choose(editor, "PER")
    press(editor.outline, "Alt+Down")
    press(editor.outline, "Alt+Down")
    press(editor.outline, "Alt+Up")
    assert ids(editor.draft.label_set)[:3] == ["ORG", "PER", "GPE"]
    label = editor.label()
    assert label is not None
    assert label.id == "PER"
    press(editor.outline, "Alt+Up")
    press(editor.outline, "Alt+Up")
    assert editor.said.text() == "Person cannot go further."


def test_a_copy_has_an_id_and_no_key(editor: LabelSetEditor) -> None:
    choose(editor, "Attack", Kind.EVENT)
    editor.copy_button.click()
    label = editor.label()
    assert label is not None
    assert (label.id, label.name, label.key) == ("Attack2", "Attack (copy)", "")
    assert len(label.roles) == 4


def test_merging_shows_what_changes_and_applies_it(editor: LabelSetEditor) -> None:
    choose(editor, "LOC")

    def into(dialog: QDialog) -> None:
        assert isinstance(dialog, FateDialog)
        dialog.labels.setCurrentText("Geo-political entity (GPE)")
        dialog.accept()

    answer(FateDialog, into)
    editor.merge_button.click()
    assert ids(editor.draft.label_set) == ["PER", "ORG", "GPE", "FAC", "TIME", "QUANTITY"]
    label = editor.label()
    assert label is not None
    assert label.id == "FAC"
    assert apply(editor) == "16 mentions get another label"
    assert editor.revision is not None
    assert editor.revision.after.ref.version == 2


def test_deleting_asks_only_when_there_are_mentions(editor: LabelSetEditor) -> None:
    choose(editor, "FAC")
    press(editor.outline, "Delete")
    assert "FAC" not in ids(editor.draft.label_set)
    choose(editor, "Meet", Kind.EVENT)
    answer(FateDialog, QDialog.accept)
    press(editor.outline, "Delete")
    assert apply(editor) == "4 mentions deleted, 4 events deleted"


def test_what_was_deleted_comes_back_with_its_place(editor: LabelSetEditor) -> None:
    choose(editor, "FAC")
    press(editor.outline, "Delete")
    press(editor, "Ctrl+Z")
    assert editor.draft.revision.is_empty


def test_a_role_is_added_filled_and_taken_away(editor: LabelSetEditor) -> None:
    choose(editor, "Attack", Kind.EVENT)
    editor.tabs.setCurrentIndex(1)
    roles = editor.roles_form
    roles.add_button.click()
    QTest.keyClicks(roles.name, "Instrument")
    QTest.keyClick(roles.key, Qt.Key.Key_I)
    roles.most.setValue(1)
    entity = roles.fillers.topLevelItem(0)
    entity.setCheckState(0, Qt.CheckState.Unchecked)
    entity.child(4).setCheckState(0, Qt.CheckState.Checked)
    label = editor.label()
    assert label is not None
    made = label.roles[-1]
    assert (made.id, made.name, made.key, made.maximum) == ("Instrument", "Instrument", "i", 1)
    assert made.fillers == (Filler(Kind.ENTITY, frozenset({"FAC"})),)
    roles.up_button.click()
    roles.list.setCurrentRow(0)
    roles.delete_button.click()
    label = editor.label()
    assert label is not None
    assert [one.id for one in label.roles] == ["Target", "Time", "Instrument", "Place"]
    assert "arguments that no longer fit removed" in apply(editor)


def test_a_role_that_nothing_can_fill_cannot_be_applied(editor: LabelSetEditor) -> None:
    choose(editor, "Die", Kind.EVENT)
    fillers = editor.roles_form.fillers
    fillers.topLevelItem(0).child(0).setCheckState(0, Qt.CheckState.Unchecked)
    assert not editor.apply_button.isEnabled()
    assert editor.said.text()
    fillers.topLevelItem(1).setCheckState(0, Qt.CheckState.Checked)
    label = editor.label()
    assert label is not None
    assert label.roles[0].fillers == (Filler(Kind.EVENT),)
    fillers.topLevelItem(1).setCheckState(0, Qt.CheckState.Unchecked)
    assert not editor.apply_button.isEnabled()


def test_kinds_attributes_and_relations_have_names(editor: LabelSetEditor) -> None:
    editor.outline.choose(Place(Part.KIND, Kind.ENTITY))
    QTest.keyClicks(editor.kind_form.name, "!")
    attribute = NEWS.attributes[-1]
    editor.outline.choose(Place(Part.ATTRIBUTE, id=attribute.id))
    QTest.keyClicks(editor.attribute_form.name, "!")
    QTest.keyClick(editor.attribute_form.key, Qt.Key.Key_O)
    assert editor.attribute_form.key_remark.text() == "This is the key of Organization already."
    press(editor.attribute_form.key, "Backspace")
    editor.outline.choose(Place(Part.RELATION, id=NEWS.relations[0].id))
    QTest.keyClicks(editor.relation_form.guideline, "When? ")
    label_set = editor.draft.label_set
    assert label_set.kinds[0].name == "Entity!"
    assert label_set.attributes[-1].name == f"{attribute.name}!"
    assert label_set.relations[0].guideline.startswith("When? ")


def test_closing_asks_when_something_would_be_lost(editor: LabelSetEditor, qtbot: QtBot) -> None:
    choose(editor, "FAC")
    press(editor.outline, "Delete")

    def stay(dialog: QDialog) -> None:
        assert isinstance(dialog, QMessageBox)
        dialog.reject()

    answer(QMessageBox, stay)
    press(editor, "Escape")
    assert editor.isVisible()
    editor.undo_button.click()
    press(editor, "Escape")
    assert not editor.isVisible()
    assert editor.revision is None


def test_enter_in_a_field_closes_nothing(editor: LabelSetEditor) -> None:
    choose(editor, "PER")
    editor.label_form.name.setFocus()
    QTest.keyClick(editor.label_form.name, Qt.Key.Key_Return)
    assert editor.isVisible()
    assert editor.buttons.button(QDialogButtonBox.StandardButton.Cancel) is not None


def test_a_boilerplate_label_says_what_is_read_of_it(editor: LabelSetEditor) -> None:
    choose(editor, "PER")
    assert not editor.label_form.repeats.isVisible()
    choose(editor, "Duplicate", Kind.BOILERPLATE)
    form = editor.label_form
    assert (form.holds.isChecked(), form.repeats.isChecked()) == (True, True)
    choose(editor, "Legal", Kind.BOILERPLATE)
    assert (form.holds.isChecked(), form.repeats.isChecked()) == (False, False)
    for box in (form.holds, form.repeats):
        box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_Space)
    label = editor.label()
    assert label is not None
    assert (label.holds_labels, label.repeats) == (True, True)
    for _ in range(2):
        press(editor, "Ctrl+Z")
    assert (form.holds.isChecked(), form.repeats.isChecked()) == (False, False)
