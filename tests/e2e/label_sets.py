"""Label sets in the window, for tests: a label found by its name, the editor opened, used and applied."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotations.formats.native import label_set_from_dict
from annotations.model.label_set import Label
from annotations.model.records import Kind
from gui.demo import press
from gui.dialogs.label_set_editor.editor import LabelSetEditor
from gui.dialogs.label_set_editor.outline import Part, Place
from gui.dialogs.label_set_editor.preview import PreviewDialog
from gui.models.labels import LABEL_ROLE
from schemas.shipped import shipped_label_set
from tests.e2e.hands import Hands, Sorot

NEWS = label_set_from_dict(shipped_label_set("news"))
Use = Callable[[LabelSetEditor], None]


def use(sorot: Sorot, article: Path, hand: Callable[[Hands], None], *options: str) -> None:
    assert sorot([str(article), *options], hand) == 0


def find_label(hands: Hands, typed: str, *keys: str) -> list[str]:
    """Slash, type, press the keys; the labels that were listed."""
    hands.press("Slash")
    finder = hands.window.label_finding.finder
    hands.wait_until(finder.found.field.hasFocus)
    QTest.keyClicks(finder.found.field, typed)
    listed = [command.title for command in finder.found.model.commands]
    for key in keys:
        press(finder.found.field, key)
    return listed


def edit(hands: Hands, change: Use, *, preview: bool = True) -> None:
    """Open the editor, do something in it, apply it."""

    def in_editor() -> None:
        editor = QApplication.activeModalWidget()
        if not isinstance(editor, LabelSetEditor) or not editor.isVisible():
            QTimer.singleShot(5, in_editor)
            return
        try:
            change(editor)
            if preview:
                QTimer.singleShot(0, in_preview)
            editor.apply_button.click()
        finally:
            if editor.isVisible():
                while editor.draft.can_undo:
                    editor.draft.undo()
                editor.reject()

    def in_preview() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, PreviewDialog) and dialog.apply_button.isEnabled():
            dialog.apply_button.click()
        else:
            QTimer.singleShot(5, in_preview)

    QTimer.singleShot(0, in_editor)
    hands.press("Ctrl+Shift+L")
    hands.wait_until(hands.view.hasFocus)


def choose(editor: LabelSetEditor, label_id: str, kind: Kind = Kind.ENTITY) -> Label:
    editor.outline.choose(Place(Part.LABEL, kind, label_id))
    label = editor.label()
    assert label is not None
    return label


def rename(editor: LabelSetEditor) -> None:
    choose(editor, "GPE")
    editor.label_form.name.selectAll()
    QTest.keyClicks(editor.label_form.name, "Country")


def merge(label_id: str, into: str) -> Use:
    def change(editor: LabelSetEditor) -> None:
        outcome = editor.draft.revision.merge(choose(editor, label_id), _label(editor, into))
        assert editor.draft.do(outcome)

    return change


def _label(editor: LabelSetEditor, label_id: str) -> Label:
    found = editor.draft.label_set.label(Kind.ENTITY, label_id)
    assert found is not None
    return found


def names(hands: Hands) -> list[str]:
    """What the palette shows."""
    model = hands.window.labelling.palette.model
    rows = (model.index(row).data(LABEL_ROLE) for row in range(model.rowCount()))
    return [row.name for row in rows if isinstance(row, Label)]
