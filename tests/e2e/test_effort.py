"""What labelling costs is counted in the real window, kept, shown, and switched off by one switch."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from pyqtgraph import BarGraphItem
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from annotations.edits.revision import Revision
from annotations.effort.deeds import Deed
from annotations.effort.diary import Diary, diary_path
from annotations.effort.figures import by_deed, by_kind, total
from annotations.effort.meter import Entry
from annotations.effort.tally import Tally
from annotations.model.records import Kind
from annotations.words import tr
from gui.demo import press
from gui.models.effort import COLUMNS
from gui.panels.statistics_panel import StatisticsPanel
from tests.e2e.hands import Hands, Sorot

REPOSITORY = Path(__file__).parents[2]


def strike(hands: Hands, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key press as the system sends it: to the window, which finds out whose it is."""
    window = hands.window.windowHandle()
    assert window is not None
    QTest.keyClick(window, key, held)


def tally(hands: Hands, kind: str, deed: Deed) -> Tally:
    figures = by_deed(hands.window.effort.count.meter.entries()).get((kind, deed))
    return Tally() if figures is None else figures.entry.tally


def counted(hands: Hands) -> Entry:
    return total(hands.window.effort.count.meter.entries()).entry


def test_keys_of_the_system_are_counted_once_each(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        control = Qt.KeyboardModifier.ControlModifier
        strike(hands, Qt.Key.Key_Right, control)
        strike(hands, Qt.Key.Key_Shift, Qt.KeyboardModifier.ShiftModifier)
        strike(hands, Qt.Key.Key_O)  # an action's key
        assert hands.mentions() == [("ORG", "Kelompok")]
        found = tally(hands, "entity", Deed.TAG)
        assert (found.keys, found.moves) == (2, 1)
        strike(hands, Qt.Key.Key_G)
        strike(hands, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
        strike(hands, Qt.Key.Key_Z, control)
        assert [tally(hands, "entity", deed).hands for deed in (Deed.RELABEL, Deed.MOVE_END, Deed.UNDO)] == [
            1,
            1,
            1,
        ]
        strike(hands, Qt.Key.Key_PageDown)
        assert tally(hands, "", Deed.READ).keys == 1

    sorot([str(article)], hand)


def test_a_key_held_down_is_one_press(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        control = Qt.KeyboardModifier.ControlModifier
        for repeated in (False, True, True, True, True):
            press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Right, control, "", repeated)
            QApplication.sendEvent(hands.view, press)
        hands.press("g")
        assert hands.mentions() == [("GPE", "bersaing")]
        assert tally(hands, "entity", Deed.TAG).keys == 2

    sorot([str(article)], hand)


def test_the_roles_keys_are_counted_though_another_filter_takes_them(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        hands.press("Ctrl+Right", "o", "Ctrl+Right", "Shift+A", "a", "1")
        assert tally(hands, "event", Deed.TAG).keys == 2
        assert tally(hands, "event", Deed.ARGUMENT).keys == 2
        figures = by_kind(hands.window.effort.count.meter.entries())["event"]
        assert (figures.entry.labels, figures.hands) == (2, 2.0)

    sorot([str(article)], hand)


def test_clicks_and_drags(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        window = hands.window.windowHandle()
        assert window is not None
        left = Qt.MouseButton.LeftButton

        def at(offset: int) -> QPoint:
            return hands.view.viewport().mapTo(hands.window, hands.point(offset))

        start = hands.find("jihad Libya")
        QTest.mousePress(window, left, pos=at(start))
        QTest.mouseMove(window, at(start + 11))
        QTest.mouseRelease(window, left, pos=at(start + 11))
        assert hands.view.selected_text() == "jihad Libya"
        hands.press("o")
        found = tally(hands, "entity", Deed.TAG)
        assert (found.keys, found.clicks, found.drags) == (1, 0, 1)
        QTest.mouseClick(window, left, pos=at(hands.find("ISIS") + 1))
        hands.press("o")
        assert tally(hands, "entity", Deed.TAG).clicks == 1
        hands.view.contextMenuAt.emit(hands.view.mapToGlobal(QPoint(40, 40)), hands.view.current())
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        delete = hands.window.frame.actions["mention.delete"]
        popup = menu.windowHandle()
        assert popup is not None
        QTest.mouseClick(popup, left, pos=menu.actionGeometry(delete).center())
        assert tally(hands, "entity", Deed.DELETE).clicks == 1

    sorot([str(article)], hand)


def test_what_was_counted_is_there_the_next_day(sorot: Sorot, article: Path) -> None:
    def first(hands: Hands) -> None:
        hands.press("g", "Ctrl+D")
        hands.press("Enter", on=hands.window.same_words.bar)
        hands.wait_until(hands.view.hasFocus)

    def second(hands: Hands) -> None:
        hands.press("Ctrl+Right", "o")

    sorot([str(article)], first)
    assert total(Diary(diary_path()).entries()).entry.tally.hands == 3
    sorot([str(article)], second)
    kept = Diary(diary_path()).entries()
    assert {account.document for account in kept} == {"darna"}
    assert total(kept).entry.tally.hands == 5
    assert b"TRIPOLI" not in diary_path().read_bytes()


def test_hands_go_to_the_document_they_work_in(sorot: Sorot, article: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Darna is a town.", "utf-8")

    def hand(hands: Hands) -> None:
        hands.press("Ctrl+Right", "o")
        assert hands.window.open_document(other)
        hands.press("g")
        hands.press("Ctrl+Tab")
        assert hands.session.path == article
        hands.press("Delete")
        counted = hands.window.effort.count.meter.entries()
        edits = {(one.document, one.deed): entry.tally.keys for one, entry in counted.items() if entry.times}
        assert edits == {("darna", Deed.TAG): 2, ("other", Deed.TAG): 1, ("darna", Deed.DELETE): 1}

    sorot([str(article)], hand)


def test_a_choice_from_a_list_is_two_clicks(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        left = Qt.MouseButton.LeftButton

        def choose(panel: StatisticsPanel) -> None:
            window = hands.window.windowHandle()
            assert window is not None
            QTest.mouseClick(window, left, pos=panel.grouping.mapTo(hands.window, QPoint(9, 9)))
            hands.wait_until(panel.grouping.view().isVisible)
            popup = panel.grouping.view().window()
            inside = popup.windowHandle()
            assert inside is not None
            QTest.mouseClick(inside, left, pos=popup.rect().center())
            assert not panel.grouping.view().isVisible()

        in_statistics(hands, choose)
        assert tally(hands, "", Deed.READ).clicks == 2

    sorot([str(article)], hand)


def in_statistics(hands: Hands, use: Callable[[StatisticsPanel], None]) -> None:
    """Ctrl+Shift+E, do something there, and back to the text."""
    hands.press("Ctrl+Shift+E")
    panel = hands.window.effort.place.panel()
    hands.wait_until(panel.period.hasFocus)
    use(panel)
    press(panel.period, "Escape")
    hands.wait_until(hands.view.hasFocus)


def cells(panel: StatisticsPanel, row: int) -> dict[str, str]:
    texts = [panel.model.cell_text(row, column) for column in range(panel.model.columnCount())]
    return dict(zip(("", *(tr(one.title) for one in COLUMNS)), texts, strict=True))


def test_the_statistics_say_what_was_done(sorot: Sorot, article: Path, tmp_path: Path) -> None:
    def hand(hands: Hands) -> None:
        hands.press("Ctrl+Right", "o", "Ctrl+Right", "Shift+A")

        def look(panel: StatisticsPanel) -> None:
            first = cells(panel, 0)
            names = ("", "Labels", "Hands each", "Moves")
            assert [first[name] for name in names] == ["Entities", "1", "2.0", "1.0"]
            assert panel.summary.text().startswith("2 labels in less than a minute at work: ")
            panel.grouping.setCurrentIndex(1)
            assert [panel.model.cell_text(row, 0) for row in range(2)] == [
                "Entities · Organization", "Events · Attack",
            ]  # fmt: skip
            panel.grouping.setCurrentIndex(2)
            assert panel.model.cell_text(0, 0) == "Entities · Tag"
            panel.grouping.setCurrentIndex(3)
            assert panel.model.rowCount() == 1
            for number, name in enumerate(
                ("Hands for each label", "Seconds for each label", "Labels an hour")
            ):
                panel.measure.setCurrentIndex(number)
                plots = panel.plots
                assert plots.kinds.accessibleName() == f"{name}, by kind"
                bars = plots.kinds.getPlotItem().items
                points = plots.days.getPlotItem().listDataItems()
                assert sum(isinstance(one, BarGraphItem) for one in bars) == (2 if number == 0 else 1)
                assert len(points) == 2
            panel.where.setCurrentIndex(1)  # this document
            assert panel.model.rowCount() == 1
            table = tmp_path / "effort.csv"
            panel._ask = Answering(table)  # the system's dialog
            QTest.mouseClick(panel.save_button, Qt.MouseButton.LeftButton)
            rows = list(csv.DictReader(table.read_text("utf-8").splitlines()))
            assert [(row["deed"], row["label"], row["hands"]) for row in rows if row["labels"] != "0"] == [
                ("tag", "ORG", "2"), ("tag", "Attack", "2"),
            ]  # fmt: skip

        in_statistics(hands, look)
        hands.press("Ctrl+Right", "o")  # to look is no part of the next label
        assert tally(hands, "entity", Deed.TAG).hands == 4

    sorot([str(article)], hand)


class Answering:
    """Says where to save, and yes."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path

    def save_path(self, title: str, proposed: Path) -> Path | None:
        assert proposed.suffix == ".csv"
        return self.path

    def confirm(self, title: str, text: str, verb: str) -> bool:
        return True


def test_one_switch_ends_it(sorot: Sorot, article: Path) -> None:
    def off(hands: Hands) -> None:
        hands.press("Ctrl+Right", "o")
        in_statistics(hands, lambda panel: panel.switch.click())
        assert not hands.window.frame.actions["effort.count"].isChecked()
        kept = Diary(diary_path()).entries()
        hands.press("g", "Ctrl+Z")
        assert counted(hands) == Entry()
        assert Diary(diary_path()).entries() == kept

    def still_off(hands: Hands) -> None:
        hands.press("g")
        assert counted(hands) == Entry()
        hands.window.frame.actions["effort.count"].trigger()
        hands.press("o")
        assert tally(hands, "entity", Deed.RELABEL).keys == 1

    sorot([str(article)], off)
    sorot([str(article)], still_off)


def test_all_can_be_forgotten(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        hands.press("Ctrl+Right", "o")

        def forget(panel: StatisticsPanel) -> None:
            assert panel.model.rowCount()
            panel._ask = Answering()
            QTest.mouseClick(panel.forget_button, Qt.MouseButton.LeftButton)
            assert panel.model.rowCount() == 0
            assert "Nothing was counted" in panel.empty.sentence

        in_statistics(hands, forget)
        assert Diary(diary_path()).entries() == {}

    sorot([str(article)], hand)


def test_figures_follow_while_somebody_labels(sorot: Sorot, article: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Darna is a town.", "utf-8")

    def hand(hands: Hands) -> None:
        effort = hands.window.effort
        assert effort.place.made is None

        def look(panel: StatisticsPanel) -> None:
            panel.where.setCurrentIndex(1)
            assert "Nothing was counted" in panel.empty.sentence

        in_statistics(hands, look)
        panel = effort.place.panel()
        hands.press("Ctrl+Right", "o")
        hands.wait_until(lambda: panel.summary.text().startswith("1 label in"))
        hands.press("Ctrl+Right", "Ctrl+Right", "p")
        hands.wait_until(lambda: panel.summary.text().startswith("2 labels in"))
        assert cells(panel, 0)["Hands each"] == "2.5"
        assert hands.window.open_document(other)
        hands.wait_until(lambda: "Nothing was counted" in panel.empty.sentence)
        hands.press("Ctrl+Tab", "Ctrl+Shift+E", on=hands.view)
        hands.wait_until(panel.period.hasFocus)
        press(panel.period, "Ctrl+Shift+E")
        hands.wait_until(hands.view.hasFocus)
        assert not panel.isVisible()
        hands.press("Ctrl+Right", "p")
        hands.press("Ctrl+Shift+E")
        assert panel.summary.text().startswith("3 labels in")

    sorot([str(article)], hand)


def test_a_label_is_called_in_the_figures_what_it_is_called_now(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        hands.press("Ctrl+Right", "o")
        in_statistics(hands, lambda panel: panel.grouping.setCurrentIndex(1))
        panel = hands.window.effort.place.panel()
        assert panel.model.cell_text(0, 0) == "Entities · Organization"
        labels = hands.session.label_set
        organization = labels.label(Kind.ENTITY, "ORG")
        assert organization is not None
        named = Revision.of(labels).change(organization, replace(organization, name="Body"))
        assert isinstance(named, Revision)
        assert hands.window.label_sets.apply(named, [None])
        hands.wait_until(lambda: panel.model.cell_text(0, 0) == "Entities · Body")
        assert panel.model.rowCount() == 1

    sorot([str(article)], hand)


def test_start_up_does_without_the_plots(article: Path) -> None:
    """With the window on screen, a document in it, and the panel hidden or behind another one."""
    program = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDockWidget
from gui.main_window import MainWindow
from main import main

def look():
    (window,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow))
    window.effort.dock.show()
    window.findChild(QDockWidget, "mentions").raise_()
    QApplication.processEvents()
    loaded = {"pyqtgraph", "numpy"} & set(sys.modules)
    window.close()
    QApplication.exit(len(loaded))

QTimer.singleShot(0, look)
sys.exit(main(sys.argv[1:]))
"""
    subprocess.run([sys.executable, "-c", program, str(article)], cwd=REPOSITORY, check=True)
