"""The window around the text: panels, menus, questions, settings that come back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDockWidget, QMenu, QWidget

from annotations.model.records import Event, Kind
from gui.dialogs.encoding import EncodingDialog
from gui.models.labels import CURRENT_ROLE
from tests.e2e.conftest import ARTICLE
from tests.e2e.hands import Hands, Sorot


def labelled(article: Path) -> Path:
    """The shipped labels beside the article."""
    labels = article.with_suffix(".labels.json")
    shutil.copyfile(ARTICLE.with_suffix(".labels.json"), labels)
    return labels


def test_a_deletion_that_takes_more_along_is_asked_about(sorot: Sorot, article: Path) -> None:
    before = labelled(article).read_bytes()

    def hand(hands: Hands) -> None:
        count = len(hands.mentions())
        hands.click("pertempuran")
        hands.answer("Cancel")
        hands.press("Delete")
        (question,) = hands.questions
        assert "the event Attack “pertempuran”" in question
        assert len(hands.mentions()) == count
        hands.answer("Delete")
        hands.press("Delete")
        assert len(hands.mentions()) == count - 1
        hands.press("Ctrl+Z")
        assert len(hands.mentions()) == count

    sorot([str(article)], hand)
    assert article.with_suffix(".labels.json").read_bytes() == before


def test_a_trigger_brings_its_event_and_takes_it_along_unasked(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        hands.double_click("pertempuran")
        hands.press("Shift+A")
        assert len(list(hands.session.annotations.of_type(Event))) == 1
        hands.press("Delete")
        assert len(hands.session.annotations) == 0
        hands.press("Ctrl+Z")
        assert len(hands.session.annotations) == 2

    sorot([str(article)], hand)


def test_palette_and_list_follow(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        window = hands.window
        hands.double_click("Darna")
        palette = window.labelling.palette
        label = hands.session.label_set.label(Kind.ENTITY, "GPE")
        assert label is not None
        row = palette.model.row_of(label)
        assert row is not None
        place = palette.list.visualRect(palette.model.index(row)).center()
        QTest.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert hands.mentions() == [("GPE", "Darna")]
        assert hands.view.hasFocus()
        table = window.mentions.panel.table
        hands.wait_until(lambda: table.model().rowCount() == 1)  # once the text is painted
        assert "Entity 1" in window.frame.status.counts.text()
        hands.press("Ctrl+Home")
        assert hands.view.current() is None
        hands.click("Darna")
        hands.wait_until(lambda: table.currentIndex().row() == 0)

    sorot([str(article)], hand)


def test_panels_and_zoom_come_back_as_left(sorot: Sorot, article: Path) -> None:
    def docks(hands: Hands) -> dict[str, QDockWidget]:
        return {dock.objectName(): dock for dock in hands.window.findChildren(QDockWidget)}

    def first(hands: Hands) -> None:
        docks(hands)["mentions"].close()
        hands.window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, docks(hands)["labels"])
        hands.press("Ctrl+Plus", "Ctrl+Plus", "Ctrl+I")

    def second(hands: Hands) -> None:
        assert docks(hands)["mentions"].isHidden()
        assert hands.window.dockWidgetArea(docks(hands)["labels"]) is Qt.DockWidgetArea.RightDockWidgetArea
        assert hands.view.zoom() > 1.1
        assert hands.view.show_invisibles()

    sorot([str(article)], first)
    sorot([str(article)], second)


def test_recent_files_and_drop(sorot: Sorot, article: Path) -> None:
    other = article.with_name("other.txt")
    other.write_text("Another text.")

    def drop(hands: Hands) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(other))])
        event = QDropEvent(
            QPointF(50, 50),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        hands.window.dropEvent(event)
        assert hands.text == "Another text."

    def recent(hands: Hands) -> None:
        (menu,) = (one for one in hands.window.findChildren(QMenu) if one.title() == "Open &Recent")
        assert [action.text() for action in menu.actions()] == [str(other), str(article)]
        menu.actions()[1].trigger()
        assert hands.session.path == article

    sorot([str(article)], drop)
    sorot([], recent)


def test_the_context_menu_opens_by_key_and_labels(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        hands.press("g")
        hands.press("Menu")
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        assert [action.text() for action in menu.actions() if not action.isSeparator()] == [
            "&Delete the Mention",
            "Move the &Ends",
            "Label the Same &Words…",
            "Attribute Ke&ys",
            "Relate to Another &Mention",
            "Lin&k to an Id…",
            "N&ote…",
            "Entity",
            "Event",
            "Boilerplate",
            "&Copy",
            "Select &All",
        ]
        menu.actions()[0].trigger()
        menu.close()
        assert hands.mentions() == []

    sorot([str(article)], hand)


def test_another_encoding_is_chosen(sorot: Sorot, tmp_path: Path) -> None:
    old = tmp_path / "old.txt"
    data = "Žiaľ, všetko je inak než čakal; škoda.".encode("cp1250")
    old.write_bytes(data)

    def choose() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, EncodingDialog):
            dialog.select("cp1250")
            dialog.accept()
        else:
            QTimer.singleShot(5, choose)

    def hand(hands: Hands) -> None:
        QTimer.singleShot(0, choose)
        QTest.mouseClick(hands.window.frame.status.encoding, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
        assert hands.text == data.decode("cp1250")

    sorot([str(old)], hand)


def test_line_ends_are_kept_and_counted(sorot: Sorot, tmp_path: Path) -> None:
    mixed = tmp_path / "mixed.txt"
    mixed.write_bytes(b"\xef\xbb\xbfsatu Libya\r\ndua\rtiga\nempat PBB \xf0\x9f\x98\x80 akhir")

    def hand(hands: Hands) -> None:
        hands.double_click("PBB")
        hands.press("o")
        hands.double_click("akhir")
        hands.press("t")
        (pbb, akhir) = hands.label_file()["mentions"]
        text = mixed.read_bytes().decode("utf-8-sig")
        for mention, quote in ((pbb, "PBB"), (akhir, "akhir")):
            (span,) = mention["spans"]
            assert text[span["start"] : span["end"]] == span["quote"] == quote

    sorot([str(mixed)], hand)


def test_every_action_of_the_table_does_something(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        for action_id, action in hands.window.frame.actions.items():
            assert action.receivers("2triggered(bool)") > 0, action_id

    sorot([str(article)], hand)


def test_a_broken_program_says_so_and_goes_on(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        hands.window.report_fault("ValueError: something")
        assert "Your labels are safe" in hands.banner("fault")

    sorot([str(article)], hand)


def test_the_palette_marks_the_label_of_the_current_mention(sorot: Sorot, article: Path) -> None:
    def marked(hands: Hands) -> list[str]:
        model = hands.window.labelling.palette.model
        rows = (model.index(row) for row in range(model.rowCount()))
        return [str(row.data()) for row in rows if row.data(CURRENT_ROLE)]

    def first(hands: Hands) -> None:
        assert marked(hands) == []
        hands.press("g")
        assert marked(hands) == ["Geo-political entity"]
        hands.press("p")
        assert marked(hands) == ["Person"]
        hands.press("Ctrl+Z")
        assert marked(hands) == ["Geo-political entity"]

    def second(hands: Hands) -> None:
        assert hands.view.current() == "m1"
        assert marked(hands) == ["Geo-political entity"]

    sorot([str(article)], first)
    sorot([str(article)], second)


def test_escape_leads_from_the_panels_back_to_the_text(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        panels = hands.window.mentions.panel, hands.window.labelling.palette
        for part in (panels[0].search, panels[0].kinds, panels[1].list):
            part.setFocus()
            hands.wait_until(part.hasFocus)
            hands.press("Escape", on=part)
            hands.wait_until(hands.view.hasFocus)

    sorot([str(article)], hand)


def test_an_end_that_cannot_move_says_so(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        hands.press("g", "Alt+Left")
        assert "cannot go further" in hands.window.statusBar().currentMessage()
        hands.press("Alt+Right")
        assert hands.mentions() == [("GPE", "TRIPOLI: Kelompok")]
        assert hands.window.statusBar().currentMessage() == ""

    sorot([str(article)], hand)


def test_going_from_pane_to_pane_comes_round(sorot: Sorot, article: Path) -> None:
    def round_trip(hands: Hands, key: str) -> list[QWidget]:
        stops: list[QWidget] = [hands.view]
        for _ in range(8):
            hands.press(key, on=stops[-1])
            focused = QApplication.focusWidget()
            assert focused is not None
            if focused is hands.view:
                break
            stops.append(focused)
        return stops

    def hand(hands: Hands) -> None:
        hands.press("g")
        there = round_trip(hands, "F6")
        assert hands.view.hasFocus()
        assert len(there) == len(set(map(id, there))) > 2
        assert not any(one.visibleRegion().isEmpty() for one in there)  # no panel behind another one
        back = round_trip(hands, "Shift+F6")
        assert back == [there[0], *reversed(there[1:])]

    sorot([str(article)], hand)


def test_what_the_status_bar_says_is_heard(
    sorot: Sorot, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hand(hands: Hands) -> None:
        heard: list[str] = []
        monkeypatch.setattr(hands.view, "announce", heard.append)
        hands.press("Ctrl+L")
        assert heard == ["No mention here: put the caret in one to link it."]
        hands.press("Ctrl+2")
        assert heard[1:] == [hands.window.statusBar().currentMessage()]

    sorot([str(article)], hand)


def test_the_panels_are_as_wide_at_first_as_they_ask_for(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        for panel in (hands.window.mentions.panel, hands.window.labelling.palette):
            assert panel.width() >= panel.sizeHint().width()

    sorot([str(article)], hand)
