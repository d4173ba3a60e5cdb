"""The parts of the status bar."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow, QToolButton
from pytestqt.qtbot import QtBot

from annotations.model.label_set import LabelSet
from gui.core.theme import DARK
from gui.widgets.status import SaveState, StatusParts


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    made.resize(900, 200)
    made.show()
    return made


@pytest.fixture
def parts(window: QMainWindow) -> StatusParts:
    return StatusParts(window.statusBar())


def test_nothing_is_said_of_no_document(parts: StatusParts) -> None:
    shown = (
        parts.save,
        parts.read_only,
        parts.encoding,
        parts.sticky,
        parts.caret,
        parts.selection,
        parts.counts,
    )
    assert not any(part.isVisible() for part in shown)


def test_the_saving_state_has_words_and_an_icon_and_can_be_clicked(qtbot: QtBot, parts: StatusParts) -> None:
    pictures = set()
    for state, words in (
        (SaveState.SAVED, "Saved"),
        (SaveState.SAVING, "Saving…"),
        (SaveState.FAILED, "Cannot save"),
    ):
        parts.set_save_state(state, "The disk is full.")
        assert parts.save.text() == words
        assert parts.save.toolTip() == parts.save.accessibleDescription() == "The disk is full."
        pictures.add(bytes(parts.save.icon().pixmap(16).toImage().constBits()))
    assert len(pictures) == 3
    with qtbot.waitSignal(parts.saveClicked):
        qtbot.mouseClick(parts.save, Qt.MouseButton.LeftButton)


def test_places_and_counts(parts: StatusParts) -> None:
    parts.set_caret(12345, 7)
    parts.set_selection(1)
    parts.set_counts({"Entity": 1200, "Event": 3})
    assert parts.caret.text() == "Line 7 · offset 12,345"
    assert parts.selection.text() == "1 character"
    assert parts.counts.text() == "Entity 1,200 · Event 3"
    parts.set_selection(0)
    assert not parts.selection.isVisible()


@pytest.mark.parametrize(
    "signal, button, show",
    [
        ("encodingClicked", "encoding", lambda parts, _: parts.set_encoding("windows-1252", guessed=True)),
        ("readOnlyClicked", "read_only", lambda parts, _: parts.set_read_only("Another window has it.")),
        ("stickyClicked", "sticky", lambda parts, news: parts.set_sticky(news.labels[0])),
    ],
)
def test_buttons_appear_and_can_be_clicked_and_reached(
    qtbot: QtBot,
    parts: StatusParts,
    news: LabelSet,
    signal: str,
    button: str,
    show: Callable[[StatusParts, LabelSet], None],
) -> None:
    show(parts, news)
    widget = getattr(parts, button)
    assert isinstance(widget, QToolButton)
    assert widget.isVisible()
    assert widget.accessibleName()
    assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    with qtbot.waitSignal(getattr(parts, signal)):
        qtbot.keyClick(widget, Qt.Key.Key_Space)


def test_badges_go_again(parts: StatusParts, news: LabelSet) -> None:
    parts.set_read_only("Another window has it.")
    parts.set_sticky(news.labels[0])
    parts.set_encoding("utf-8", guessed=False)
    assert (parts.sticky.text(), parts.encoding.text()) == ("Sticky: Person", "UTF-8")
    parts.set_read_only(None)
    parts.set_sticky(None)
    assert not parts.read_only.isVisible()
    assert not parts.sticky.isVisible()


def test_it_takes_the_theme(window: QMainWindow, parts: StatusParts) -> None:
    parts.set_save_state(SaveState.FAILED)
    light = parts.save.grab().toImage()
    parts.set_theme(DARK)
    assert parts.save.grab().toImage() != light
