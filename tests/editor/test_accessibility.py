"""What a screen reader is told."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAccessible, QAccessibleTextInterface

from gui.editor import accessibility
from gui.editor.text_view import TextView
from tests.support.shown import Shown

Show = Callable[..., Shown]
TEXT = "first paragraph\nthe \U0001f600 second one"


@pytest.fixture
def reader() -> Iterator[None]:
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def text_of(shown: Shown) -> QAccessibleTextInterface:
    interface = QAccessible.queryAccessibleInterface(shown.view)
    assert interface is not None
    return interface.textInterface()


@pytest.mark.usefixtures("reader")
def test_a_reader_finds_the_paragraph_at_the_caret(show: Show) -> None:
    shown = show(TEXT)
    text = text_of(shown)
    assert text.text(0, text.characterCount()) == "first paragraph"
    shown.view.set_caret(22, 16)
    assert text.text(0, text.characterCount()) == "the \U0001f600 second one"
    assert text.cursorPosition() == 7
    assert text.selectionCount() == 1


@pytest.mark.usefixtures("reader")
def test_the_view_is_one_read_only_text(show: Show) -> None:
    shown = show(TEXT)
    interface = QAccessible.queryAccessibleInterface(shown.view)
    assert interface is not None
    assert interface.role() == QAccessible.Role.EditableText
    state = interface.state()
    assert (state.readOnly, state.multiLine, state.focusable, state.selectableText) == (1, 1, 1, 1)
    assert interface.text(QAccessible.Text.Name) == "Document"
    assert interface.childCount() == 0
    assert interface.rect().size() == shown.view.size()


@pytest.mark.usefixtures("reader")
def test_moves_and_announcements_are_events(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = show(TEXT)
    sent: list[QAccessible.Event] = []
    monkeypatch.setattr(shown.view._voice, "_send", lambda event: sent.append(event.type()))
    events = QAccessible.Event
    shown.view.set_caret(3)
    assert sent == [events.TextSelectionChanged, events.TextCaretMoved]
    sent.clear()
    shown.view.set_caret(20)
    assert sent == [events.TextUpdated, events.TextSelectionChanged, events.TextCaretMoved]
    sent.clear()
    shown.view.announce("PER added: Bernardino Leon")
    assert sent == [events.Announcement]


def test_nothing_is_built_without_a_reader(show: Show) -> None:
    QAccessible.setActive(False)
    shown = show(TEXT)
    shown.view.set_caret(20)
    shown.view.announce("nobody hears this")
    assert shown.view._voice._peer is None


@pytest.mark.usefixtures("reader")
def test_interfaces_go_with_their_views(show: Show) -> None:
    for _ in range(5):
        view = TextView()
        assert QAccessible.queryAccessibleInterface(view) is not None
        view.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    again = show(TEXT)
    assert text_of(again).characterCount() == len("first paragraph")
    assert len(accessibility._handed_out) == 1
