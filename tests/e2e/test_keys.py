"""Keys are changed by pressing them, kept, shown wherever a key is shown; the sheet is printed and saved."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QFileDialog, QPushButton

from gui.core.keymap import keys_in_use
from gui.dialogs.key_sheet import KeySheet
from gui.dialogs.keys_editor import KeysEditor
from tests.e2e.hands import Hands, Sorot


def during(hands: Hands, kind: type[QDialog], key: str, act: Callable[[QDialog], None]) -> None:
    """Press the key that opens the dialog, and do something in it."""
    done: list[bool] = []

    def wait() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, kind):
            QTimer.singleShot(5, wait)
            return
        try:
            dialog.activateWindow()  # a window manager's part
            hands.wait_until(dialog.isActiveWindow)
            act(dialog)
            done.append(True)
        finally:
            if dialog.isVisible():
                dialog.reject()

    QTimer.singleShot(0, wait)
    hands.press(key)
    assert done


def record(hands: Hands, editor: QDialog, action: str, *keys: str) -> None:
    """Search the action, press Enter, press the keys."""
    assert isinstance(editor, KeysEditor)
    editor.search.setFocus()
    editor.search.selectAll()
    QTest.keyClicks(editor.search, action)
    hands.press("Return", on=editor.search)
    hands.wait_until(editor.recorder.hasFocus)
    for key in keys:
        hands.press(key, on=editor.recorder)


def accept(editor: QDialog) -> None:
    assert isinstance(editor, KeysEditor)
    editor.buttons.button(QDialogButtonBox.StandardButton.Ok).click()


def test_a_key_is_changed_shown_everywhere_and_kept(sorot: Sorot, article: Path) -> None:
    def change(editor: QDialog) -> None:
        record(hands_now[0], editor, "same words", "Ctrl+R")
        assert isinstance(editor, KeysEditor)
        assert editor.keymap.keys("label.same_words") == ("Ctrl+R", "Ctrl+D")
        record(hands_now[0], editor, "sticky", "F2")
        accept(editor)

    def sheet_shows(sheet: QDialog) -> None:
        assert isinstance(sheet, KeySheet)
        assert {row.text: row.keys for row, *_ in sheet.rows}["Label the Same Words"] == ("Ctrl+R", "Ctrl+D")

    def hand(hands: Hands) -> None:
        hands_now.append(hands)
        during(hands, KeysEditor, "Ctrl+Shift+K", change)
        hands.wait_until(hands.view.hasFocus)
        hands.press("g", "Ctrl+R")
        assert hands.window.same_words.bar.isVisible()
        hands.press("Escape", on=hands.window.same_words.bar)
        during(hands, KeySheet, "F1", sheet_shows)
        hands.press("F2")
        assert hands.window.frame.status.sticky.text()
        assert "press F2 to stop" in hands.window.frame.status.sticky.toolTip()

    def again(hands: Hands) -> None:
        hands.press("g", "Ctrl+R")
        assert hands.window.same_words.bar.isVisible()
        hands.press("Escape", on=hands.window.same_words.bar)

    hands_now: list[Hands] = []
    sorot([str(article)], hand)
    sorot([str(article)], again)


def test_who_has_the_key_is_said_at_once(sorot: Sorot, article: Path) -> None:
    def change(editor: QDialog) -> None:
        assert isinstance(editor, KeysEditor)
        hands = hands_now[0]
        record(hands, editor, "tag again", "p")
        assert editor.said.text() == "P is the key of “Person”, which is fixed."
        assert not editor.take_button.isVisible()
        record(hands, editor, "tag again", "Ctrl+Right")
        assert "which is fixed" in editor.said.text()
        record(hands, editor, "key sheet", "x")
        assert editor.said.text() == "X is needed for typing: hold Ctrl or Alt with it."
        record(hands, editor, "tag again", "Ctrl+F")
        assert editor.said.text() == "Ctrl+F is the key of “Find”."
        assert editor.keymap.keys("label.again") == ("Space",)
        hands.wait_until(editor.take_button.hasFocus)
        hands.press("Space", on=editor.take_button)
        assert editor.keymap.keys("label.again") == ("Ctrl+F", "Space")
        assert editor.keymap.keys("edit.find") == ()
        record(hands, editor, "edit find")
        editor.usual_button.click()
        assert editor.keymap.keys("edit.find") == ("Ctrl+F",)
        assert editor.keymap.keys("label.again") == ("Space",)
        editor.reject()

    def hand(hands: Hands) -> None:
        hands_now.append(hands)
        during(hands, KeysEditor, "Ctrl+Shift+K", change)
        assert dict(keys_in_use().changed) == {}

    hands_now: list[Hands] = []
    sorot([str(article)], hand)


def test_a_key_is_taken_away_and_all_come_back(sorot: Sorot, article: Path) -> None:
    def take_away(editor: QDialog) -> None:
        record(hands_now[0], editor, "undo")
        assert isinstance(editor, KeysEditor)
        button = editor._keys.itemAt(0).widget()
        assert button.accessibleName() == "Take Ctrl+Z away"
        button.setFocus()
        hands_now[0].press("Space", on=button)
        shown = [one for one in editor.findChildren(QPushButton) if "×" in one.text() and one.isVisible()]
        assert shown == []  # nothing is left of the key, nor of those of the actions before
        accept(editor)

    def all_back(editor: QDialog) -> None:
        assert isinstance(editor, KeysEditor)
        editor.buttons.button(QDialogButtonBox.StandardButton.RestoreDefaults).click()
        accept(editor)

    def hand(hands: Hands) -> None:
        hands_now.append(hands)
        hands.press("g")
        during(hands, KeysEditor, "Ctrl+Shift+K", take_away)
        hands.press("Ctrl+Z")
        assert hands.mentions() == [("GPE", "TRIPOLI")]
        during(hands, KeysEditor, "Ctrl+Shift+K", all_back)
        hands.press("Ctrl+Z")
        assert hands.mentions() == []

    hands_now: list[Hands] = []
    sorot([str(article)], hand)


def test_the_sheet_is_saved_and_printed(
    sorot: Sorot, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, paper, nowhere = tmp_path / "keys.html", tmp_path / "keys.pdf", tmp_path / "none" / "keys.pdf"
    places = [str(page), str(paper), "", str(nowhere)]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (places.pop(0), ""))
    printed = tmp_path / "printed.pdf"

    def to_file(dialog: QPrintDialog) -> int:
        dialog.printer().setOutputFileName(str(printed))
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", to_file)

    def save(sheet: QDialog) -> None:
        assert isinstance(sheet, KeySheet)
        for _ in range(3):
            sheet.save_button.click()
        hands_now[0].answer("OK")
        sheet.save_button.click()
        sheet.print_button.click()

    def hand(hands: Hands) -> None:
        hands_now.append(hands)
        during(hands, KeySheet, "F1", save)
        assert "none" in hands.questions[0]

    hands_now: list[Hands] = []
    sorot([str(article)], hand)
    html = page.read_text("utf-8")
    for words in (
        "Geo-political entity",
        "Label the Same Words",
        "<kbd>Ctrl</kbd>+<kbd>D</kbd>",
        "Duplicate",
    ):
        assert words in html
    for file in (paper, printed):
        assert file.read_bytes().startswith(b"%PDF")
        assert len(re.findall(rb"/Type\s*/Page\b", file.read_bytes())) == 2
