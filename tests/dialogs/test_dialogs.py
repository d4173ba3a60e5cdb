"""Dialogs: what they show, what the keyboard does in them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from annotations.formats.native import label_set_from_dict
from annotations.text.decoding import decode
from gui.core.actions import ACTIONS
from gui.core.interaction import Choice, Gravity
from gui.core.theme import DARK, LIGHT
from gui.dialogs.about import AboutDialog
from gui.dialogs.encoding import EncodingDialog
from gui.dialogs.interaction import QtInteraction
from gui.dialogs.key_sheet import KeySheet
from gui.dialogs.problems import ProblemsDialog
from gui.models.key_sections import key_sections
from gui.widgets.keycap import Keycaps
from schemas.problems import Problem
from tests.dialogs.scripted import ScriptedInteraction

NEWS = Path(__file__).parents[2] / "schemas/label_sets/news.labelset.json"
LEGACY = "“Kelompok” café – 5 €, naïve, façade, coöperation\r\n".encode("cp1252") * 20


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def in_dialog(act: Callable[[QDialog], None]) -> None:
    """Do something in the modal dialog that is about to open."""

    def go() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        try:
            act(dialog)
        finally:
            dialog.done(0) if dialog.isVisible() else None

    QTimer.singleShot(0, go)


# -- encodings ------------------------------------------------------------------------------------------


def test_the_guess_stands_first_with_the_text_as_it_reads(qtbot: QtBot) -> None:
    decoded = decode(LEGACY)
    dialog = EncodingDialog("a.txt", LEGACY, decoded)
    qtbot.addWidget(dialog)
    assert dialog.encoding() == decoded.encoding
    assert "guessed" in dialog.list.item(0).text()
    assert dialog.preview.toPlainText().startswith("“Kelompok” café")
    names = [dialog.list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(dialog.list.count())]
    assert len(names) == len(set(names))


def test_the_preview_follows_the_list(qtbot: QtBot) -> None:
    dialog = EncodingDialog("a.txt", LEGACY, decode(LEGACY))
    qtbot.addWidget(dialog)
    dialog.show()
    first = dialog.preview.toPlainText()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    assert dialog.encoding() != decode(LEGACY).encoding
    dialog.select("utf-8")
    assert "\N{REPLACEMENT CHARACTER}" in dialog.preview.toPlainText() != first
    fits = {
        dialog.list.item(row).data(Qt.ItemDataRole.UserRole): dialog.list.item(row).text()
        for row in range(dialog.list.count())
    }
    assert "does not fit" in fits["utf-8"]


@pytest.mark.parametrize("data", [b"", b"\x00", b"\xff\xfea\x00", bytes(range(256)), "😀".encode() * 20_000])
def test_any_bytes_can_be_previewed_in_any_encoding(qtbot: QtBot, data: bytes) -> None:
    dialog = EncodingDialog("a.txt", data, decode("é".encode()))
    qtbot.addWidget(dialog)
    for row in range(dialog.list.count()):
        dialog.list.setCurrentRow(row)


def test_a_character_cut_by_the_preview_is_no_fault(qtbot: QtBot) -> None:
    data = b"a" + "é".encode() * 40_000
    dialog = EncodingDialog("a.txt", data, decode(data))
    qtbot.addWidget(dialog)
    assert "\N{REPLACEMENT CHARACTER}" not in dialog.preview.toPlainText()


# -- problems -------------------------------------------------------------------------------------------


def test_problems_are_listed_and_copied(qtbot: QtBot) -> None:
    problems = [Problem("/mentions/3/label", "There is no label X."), Problem("", "The digest differs.")]
    dialog = ProblemsDialog("a.labels.json", "The label file has 2 problems.", problems)
    qtbot.addWidget(dialog)
    dialog.show()
    cells = [[dialog.model.index(row, column).data() for column in (0, 1)] for row in (0, 1)]
    assert cells == [["/mentions/3/label", "There is no label X."], ["/", "The digest differs."]]
    qtbot.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    assert (
        QGuiApplication.clipboard().text()
        == "/mentions/3/label\tThere is no label X.\n/\tThe digest differs."
    )
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


# -- keys -----------------------------------------------------------------------------------------------


def test_the_sheet_has_every_key(qtbot: QtBot) -> None:
    news = label_set_from_dict(json.loads(NEWS.read_text("utf-8")))
    keys = [key for section in key_sections(news) for row in section.rows for key in row.keys]
    for spec in ACTIONS:
        assert set(spec.keys) <= set(keys)
    assert {label.key for label in news.labels} <= set(keys)
    after = {one.title: {row.text for row in one.rows} for one in key_sections(news)}
    assert "Did not happen" in after["Attributes, after ;"]
    assert "Same thing" in after["Relations, after ."]
    sheet = KeySheet(news, LIGHT, ScriptedInteraction())
    qtbot.addWidget(sheet)
    assert len(sheet.rows) == sum(len(section.rows) for section in key_sections(news))


def test_the_sheet_is_narrowed_by_typing(qtbot: QtBot) -> None:
    sheet = KeySheet(None, DARK, ScriptedInteraction())
    qtbot.addWidget(sheet)
    sheet.show()
    assert not sheet.grab().isNull()
    qtbot.keyClicks(sheet.search, "undo")
    assert [row.text for row, name, _ in sheet.rows if name.isVisible()] == ["Undo", "Undo History"]
    sheet.search.clear()
    qtbot.keyClicks(sheet.search, "f4")
    assert [row.text for row, name, _ in sheet.rows if name.isVisible()] == ["Sticky Label"]
    caps = sheet.findChildren(Keycaps)
    assert all(cap.accessibleName() for cap in caps)


def test_about_tells_the_versions(qtbot: QtBot) -> None:
    about = AboutDialog()
    qtbot.addWidget(about)
    about.show()
    qtbot.keyClick(about, Qt.Key.Key_Escape)
    assert not about.isVisible()


# -- questions ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "key, answer",
    [(Qt.Key.Key_Escape, False), (Qt.Key.Key_Return, False)],
)
def test_the_safe_answer_is_the_default(qtbot: QtBot, window: QWidget, key: Qt.Key, answer: bool) -> None:
    in_dialog(lambda dialog: qtbot.keyClick(dialog, key))
    assert QtInteraction(window).confirm("More goes with it", "An event.", "Delete") is answer


def test_the_verb_confirms(qtbot: QtBot, window: QWidget) -> None:
    def press(dialog: QDialog) -> None:
        assert isinstance(dialog, QMessageBox)
        button = next(one for one in dialog.buttons() if one.text() == "Delete")
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    in_dialog(press)
    assert QtInteraction(window).confirm("More goes with it", "An <i>event</i>.", "Delete")


@pytest.mark.parametrize("key, answer", [(Qt.Key.Key_Return, "copy"), (Qt.Key.Key_Escape, None)])
def test_the_first_harmless_choice_is_the_default(
    qtbot: QtBot, window: QWidget, key: Qt.Key, answer: str | None
) -> None:
    choices = [
        Choice("over", "Take Over", destructive=True),
        Choice("copy", "Open a Copy"),
        Choice("read", "Read"),
    ]
    in_dialog(lambda dialog: qtbot.keyClick(dialog, key))
    assert QtInteraction(window).choose("In use", "By another window.", choices) == answer


def test_a_message_is_read_and_closed(qtbot: QtBot, window: QWidget) -> None:
    def read(dialog: QDialog) -> None:
        assert isinstance(dialog, QMessageBox)
        assert dialog.text() == "Cannot open"
        assert dialog.detailedText() == "errno 13"
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    in_dialog(read)
    QtInteraction(window).tell(Gravity.ERROR, "Cannot open", "No permission.", "errno 13")


def test_problems_are_shown_over_the_window(qtbot: QtBot, window: QWidget) -> None:
    in_dialog(lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Escape))
    QtInteraction(window).show_problems("a", "b", [Problem("", "c")])


def test_an_encoding_is_chosen_or_left(qtbot: QtBot, window: QWidget) -> None:
    ask, decoded = QtInteraction(window), decode(LEGACY)
    in_dialog(lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Escape))
    assert ask.choose_encoding("a.txt", LEGACY, decoded) is None

    def take_second(dialog: QDialog) -> None:
        assert isinstance(dialog, EncodingDialog)
        qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
        qtbot.keyClick(dialog.list, Qt.Key.Key_Return)

    in_dialog(take_second)
    assert ask.choose_encoding("a.txt", LEGACY, decoded) not in (None, decoded.encoding)


def test_paths_are_asked_for_and_cancelled(qtbot: QtBot, window: QWidget, tmp_path: Path) -> None:
    wanted = tmp_path / "a.txt"
    wanted.write_text("x")

    def take(dialog: QDialog) -> None:
        assert isinstance(dialog, QFileDialog)
        dialog.selectFile(str(wanted))
        dialog.accept()

    ask = QtInteraction(window)
    in_dialog(take)
    assert ask.open_paths("Open", tmp_path) == [wanted]
    in_dialog(lambda dialog: dialog.reject())
    assert ask.open_paths("Open", tmp_path) == []
    in_dialog(lambda dialog: dialog.accept())
    assert ask.save_path("Save", tmp_path / "b.labels.json") == tmp_path / "b.labels.json"
    in_dialog(lambda dialog: dialog.reject())
    assert ask.save_path("Save", wanted) is None
