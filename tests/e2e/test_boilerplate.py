"""Boilerplate marked, folded and left out of what a model reads, in the open window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.core.reading import Reading
from gui.dialogs.clean_text import CleanTextDialog
from gui.editor.text_view import TextView
from gui.models.labels import COUNT_ROLE
from tests.e2e.hands import Hands, Sorot

STORY = (
    "Darna jatuh.\n\nBagikan ini\nTwitter oleh Ali\nWhatsApp\n\nLibya terpecah. 😀\n"
    "googletag.push();\nTripoli: tenang.\nDarna jatuh.\n"
)


@pytest.fixture
def story(tmp_path: Path) -> Path:
    document = tmp_path / "story.txt"
    document.write_text(STORY, "utf-8")
    return document


def folded(hands: Hands) -> list[str]:
    page = hands.view._page
    assert page is not None
    return [one.laid.string for one in page.place.shown if one.laid.folded]


def said(hands: Hands) -> str:
    return hands.window.statusBar().currentMessage()


def test_the_same_key_takes_the_line_then_the_lines_around(sorot: Sorot, story: Path) -> None:
    def hand(hands: Hands) -> None:
        hands.click("Twitter")
        hands.press("4")
        assert hands.mentions() == [("ShareBar", "Twitter oleh Ali")]
        hands.press("4")
        assert hands.mentions() == [("ShareBar", "Bagikan ini\nTwitter oleh Ali\nWhatsApp")]
        assert "the line alone" in said(hands)
        hands.press("4")
        assert hands.mentions() == [("ShareBar", "Twitter oleh Ali")]
        hands.press("4", "Ctrl+Z", "Ctrl+Z", "Ctrl+Z", "Ctrl+Z")
        assert hands.mentions() == []
        hands.press("Ctrl+Shift+Z", "1")
        assert hands.mentions() == [("AdCode", "Twitter oleh Ali")]

    sorot([str(story)], hand)


def test_folded_lines_are_opened_by_whatever_leads_into_them(sorot: Sorot, story: Path) -> None:
    def hand(hands: Hands) -> None:
        hands.press("Ctrl+B")
        assert "nothing is folded" in said(hands)
        hands.press("Ctrl+B")
        hands.double_click("Ali")
        hands.press("p")
        hands.click("Twitter")
        hands.press("4", "4")
        hands.click("googletag")
        hands.press("1", "Ctrl+Home", "Ctrl+B")
        both = ["⋯ 3 lines of Share bar", "⋯ 1 line of Ad code"]
        assert folded(hands) == both
        assert "2 stretches" in said(hands)
        assert hands.window.frame.actions["view.fold"].isChecked()

        hands.press("F8")  # a name inside boilerplate is a problem
        assert folded(hands) == both[1:]
        assert hands.view.caret() == hands.find("Ali")
        hands.press("Ctrl+B")  # folds it again
        assert hands.view.caret() == hands.find("Bagikan")
        assert folded(hands) == both
        assert hands.window.frame.actions["view.fold"].isChecked()

        hands.press("Return")
        assert folded(hands) == both[1:]
        hands.press("Ctrl+B", "Ctrl+Home", "Ctrl+F")
        # On the way, "p" opens the share bar, which closes again.
        QTest.keyClicks(hands.window.finding.bar.field, "push")
        assert hands.view.selected_text() == "push"
        assert folded(hands) == both[:1]
        hands.press("Escape", on=hands.window.finding.bar.field)

        hands.press("Escape", "Ctrl+B", "Ctrl+Home", "Tab", "Tab")
        current = hands.view.current()
        assert current is not None
        assert hands.session.annotations.mention(current).label == "PER"  # type: ignore[union-attr]
        assert folded(hands) == both[1:]

        hands.press("Ctrl+B", "Ctrl+Home", "Shift+Ctrl+End", "Ctrl+C")
        assert hands.clipboard() == STORY
        hands.press("Ctrl+Home", "Ctrl+B")
        assert folded(hands) == []

    sorot([str(story)], hand)


def test_a_search_closes_behind_it_what_it_opened(sorot: Sorot, story: Path) -> None:
    def hand(hands: Hands) -> None:
        hands.click("Twitter")
        hands.press("4", "4")
        hands.click("googletag")
        hands.press("1", "Ctrl+Home", "Ctrl+B", "Ctrl+F")
        both = ["⋯ 3 lines of Share bar", "⋯ 1 line of Ad code"]
        field = hands.window.finding.bar.field
        QTest.keyClicks(field, "t")
        assert hands.view.selected_text() == "t"
        hands.press("Escape", on=field)
        seen = []
        for _ in range(9):
            seen.append(tuple(folded(hands)))
            hands.press("F3")
        assert {*seen} == {tuple(both), tuple(both[:1]), tuple(both[1:])}
        while folded(hands) != both[1:]:
            hands.press("F3")
        hands.press("p", "F3", "F3", "F3", "F3")  # what was worked on stays open
        assert both[0] not in folded(hands)

    sorot([str(story)], hand)


def test_an_edit_and_its_undo_keep_folds_right(sorot: Sorot, story: Path) -> None:
    def hand(hands: Hands) -> None:
        hands.click("Twitter")
        hands.press("4", "4", "Ctrl+Home", "Ctrl+B")
        assert folded(hands) == ["⋯ 3 lines of Share bar"]
        hands.press("Down", "Down", "Delete")
        assert hands.mentions() == []
        assert folded(hands) == []
        hands.press("Ctrl+Z")
        assert folded(hands) == []  # the caret is in it
        hands.press("Ctrl+B")
        assert folded(hands) == ["⋯ 3 lines of Share bar"]
        hands.click("googletag")
        hands.press("1")
        assert folded(hands) == ["⋯ 3 lines of Share bar"]
        hands.press("Ctrl+B")
        assert folded(hands) == ["⋯ 3 lines of Share bar", "⋯ 1 line of Ad code"]

    sorot([str(story)], hand)


def test_counts_in_the_palette_leave_out_what_lies_in_boilerplate(sorot: Sorot, story: Path) -> None:
    def shown(hands: Hands, name: str) -> int:
        model = hands.window.labelling.palette.model
        rows = (model.index(row) for row in range(model.rowCount()))
        return next(int(row.data(COUNT_ROLE)) for row in rows if row.data() == name)

    def hand(hands: Hands) -> None:
        hands.double_click("Ali")
        hands.press("p")
        hands.double_click("Darna")
        hands.press("p")
        assert (shown(hands, "Person"), shown(hands, "Entity")) == (2, 2)
        hands.click("Twitter")
        hands.press("4")
        hands.wait_until(lambda: shown(hands, "Person") == 1)
        assert shown(hands, "Entity") == 1
        hands.press("Ctrl+Z")
        hands.wait_until(lambda: shown(hands, "Person") == 2)

    sorot([str(story)], hand)


def with_clean_text(hands: Hands, look: Callable[[CleanTextDialog], None]) -> None:
    """Press F9, look, and close the dialog if that has not been done."""
    failures: list[BaseException] = []

    def wait() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, CleanTextDialog):
            QTimer.singleShot(5, wait)
            return
        try:
            look(dialog)
        except BaseException as error:  # noqa: BLE001 - raised again below, outside the dialog
            failures.append(error)
        finally:
            dialog.reject()

    QTimer.singleShot(0, wait)
    hands.press("F9")
    if failures:
        raise failures[0]


def test_what_a_model_reads_is_shown_with_what_is_left_in_it(sorot: Sorot, story: Path) -> None:
    clean = "Darna jatuh.\n\nLibya terpecah. 😀\nTripoli: tenang.\n"

    def hand(hands: Hands) -> None:
        def first(dialog: CleanTextDialog) -> None:
            assert "whole text" in dialog._sentence.text()
            assert not dialog.missing.isVisible()

        with_clean_text(hands, first)
        hands.double_click("Ali")
        hands.press("p")
        hands.double_click("Libya")
        hands.press("g")
        hands.click("Twitter")
        hands.press("4", "4")
        hands.click("googletag")
        hands.press("1")
        hands.click("Darna", 2)
        hands.press("8")
        hands.drag("Tripoli:")
        hands.press("5")  # a dateline is read
        hands.click("tenang")
        hands.press("Ctrl+Shift+D")

        def second(dialog: CleanTextDialog) -> None:
            assert f"{len(clean)} characters" in dialog._sentence.text()
            view = dialog.view
            assert isinstance(view, TextView)
            hands.wait_until(view.hasFocus)
            assert view.reading() == hands.view.reading() != Reading()
            view.select_all()
            assert view.selected_text() == clean
            view.set_caret(clean.index("Libya"))
            current = view.current()
            assert current is not None
            rows = [dialog.missing.item(row).text() for row in range(dialog.missing.count())]
            assert rows == [f"Left out: Person “Ali” at {STORY.index('Ali')}"]
            dialog.copy_button.click()
            assert hands.clipboard() == clean
            QTest.keyClick(view, Qt.Key.Key_Home)
            QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
            QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
            assert hands.clipboard() == "L"
            dialog.missing.itemActivated.emit(dialog.missing.item(0))

        with_clean_text(hands, second)
        assert hands.view.caret() == STORY.index("Ali")
        assert hands.view.hasFocus()

    sorot([str(story)], hand)


def test_a_document_stays_folded_while_another_is_looked_at(sorot: Sorot, story: Path, article: Path) -> None:
    def hand(hands: Hands) -> None:
        hands.click("Bagikan")
        hands.press("4", "Ctrl+Home", "Ctrl+B", "Down", "Down")
        assert folded(hands) == ["⋯ 1 line of Share bar"]
        assert hands.view.caret() == hands.find("Bagikan")
        hands.window.open_document(article)
        assert not hands.window.frame.actions["view.fold"].isChecked()
        hands.window.open_document(story)
        assert hands.window.frame.actions["view.fold"].isChecked()
        assert folded(hands) == ["⋯ 1 line of Share bar"]
        assert hands.view.caret() == hands.find("Bagikan")

    sorot([str(story)], hand)
