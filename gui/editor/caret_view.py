"""The view with a caret and a selection: movements, keys, clipboard. Of mentions it knows nothing."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QClipboard, QFocusEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QWidget

from annotations.text.span import Span
from annotations.words import tr
from gui.core.qt_offsets import qt_string
from gui.editor.accessibility import Piece, Voice
from gui.editor.hit import whole_character
from gui.editor.keys import movement_of
from gui.editor.movement import VERTICAL, Movement
from gui.editor.page import Document
from gui.editor.page_view import PageView
from gui.editor.painting import HitMarks
from gui.editor.place import Bookmark
from gui.editor.timers import Blinker

_PAGES = frozenset({Movement.PAGE_UP, Movement.PAGE_DOWN})


class CaretView(PageView):
    """A page view with a caret. All offsets are code points of the document's text."""

    caretMoved = Signal(int, int)
    """Caret and anchor, both offsets."""
    keyUnknown = Signal(str)
    """A character was typed that is no key of anything."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column: float | None = None
        self._blinker = Blinker(self, self._repaint_caret)
        self._voice = Voice(self, self._spoken)
        self.setAccessibleName(tr("Document"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # An input method would swallow the single keys that label.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    def caret(self) -> int:
        """Where the caret stands."""
        return self._lit.caret

    def anchor(self) -> int:
        """Where the selection began; at the caret when nothing is selected."""
        return self._lit.anchor

    def selection(self) -> Span:
        """What is selected, empty at the caret when nothing is."""
        return self._lit.selection

    def selected_text(self) -> str:
        """The selected characters of the document."""
        if self._page is None:
            return ""
        return self._page.document.text.quote(self.selection())

    def set_caret(self, offset: int, anchor: int | None = None) -> None:
        """Put the caret at an offset and bring it into view; with ``anchor``, select from there.

        An offset inside a character counts as the character's start, one past the text as its end.
        """
        self._column = None
        self._select(offset if anchor is None else anchor, offset)
        self._bring_in_caret()

    def caret_rect(self) -> QRect:
        """Where the caret is drawn in the viewport; empty when no document is shown."""
        return QRect() if self._page is None else self._page.caret_rect(self.caret())

    def move(self, movement: Movement, extend: bool) -> None:
        """Do what a navigation key does; ``extend`` keeps the anchor and so selects."""
        if self._page is None:
            return
        caret = self.caret()
        column = self._page.column_of(caret) if self._column is None else self._column
        y = self._page.caret_rect(caret).y()
        target = self._page.target(movement, caret, column, extend=extend)
        if movement in _PAGES and target != caret:
            self._page.place.restore(Bookmark(target, y))
        self._select(self.anchor() if extend else target, target)
        self._bring_in_caret()
        self._column = column if movement in VERTICAL else None

    def select_all(self) -> None:
        """Select the whole document; the page stays where it is."""
        if self._page is not None:
            self._column = None
            self._select(0, self._page.document.text.length)

    def copy(self) -> None:
        """Put the selected text on the clipboard, exactly as it stands in the document."""
        self._copy_to(QClipboard.Mode.Clipboard)

    def announce(self, sentence: str) -> None:
        """Have a sentence read out by the screen reader, if there is one."""
        self._voice.announce(sentence)

    def show_hits(self, hits: HitMarks | None) -> None:
        """Mark these hits from now on, None for none; they may grow, call `viewport().update()` then."""
        if hits is not self._lit.hits:
            self._lit.hits = hits
            self.viewport().update()

    def show_offered(self, places: HitMarks | None) -> None:
        """Mark these places from now on, beside the hits of a search; None for none."""
        if places is not self._lit.offered:
            self._lit.offered = places
            self.viewport().update()

    # -- inside -------------------------------------------------------------------------------------

    def _open(self, document: Document | None) -> None:
        self._column = None
        self._lit.caret = self._lit.anchor = 0
        super()._open(document)
        self._voice.caret_moved()

    def _select(self, anchor: int, caret: int) -> None:
        """Put caret and anchor where they are asked for, as far as the text goes, and draw what changed."""
        if self._page is None:
            return
        text = self._page.document.text.text
        anchor = whole_character(text, max(0, min(anchor, len(text))))
        caret = whole_character(text, max(0, min(caret, len(text))))
        self._blink()
        if (anchor, caret) == (self._lit.anchor, self._lit.caret):
            return
        places = {self._lit.caret, caret}
        if anchor != self._lit.anchor:
            places |= {self._lit.anchor, anchor}
        self._lit.anchor, self._lit.caret = anchor, caret
        self.viewport().update(self._page.band(min(places), max(places)))
        self._caret_moved()
        self._voice.caret_moved()
        self.caretMoved.emit(caret, anchor)

    def _caret_moved(self) -> None:
        """For what has to follow the caret before others hear of its move."""

    def _bring_in_caret(self) -> None:
        """Scroll as little as brings the caret into view."""
        if self._page is None:
            return
        before = self._page.place.value
        self._page.bring_in(self.caret())
        if self._page.place.value != before or self.verticalScrollBar().value() != before:
            self._scrolled()

    def _spoken(self) -> Piece:
        """The paragraph at the caret, for screen readers."""
        if self._page is None:
            return Piece("", 0, 0)
        laid = self._page.flow.at(self.caret())[1]
        return Piece(laid.string, *(laid.position(offset) for offset in (self.caret(), self.anchor())))

    def _copy_to(self, mode: QClipboard.Mode) -> None:
        clipboard = QGuiApplication.clipboard()
        supported = mode is QClipboard.Mode.Clipboard or clipboard.supportsSelection()
        if supported and not self.selection().is_empty:
            clipboard.setText(qt_string(self.selected_text()), mode)

    def _blink(self) -> None:
        """Show the caret from now on, blinking while the view has the focus."""
        self._lit.focused = self.hasFocus()
        if self._lit.focused:
            self._blinker.restart()
        else:
            self._blinker.stop()
        self._repaint_caret()

    def _repaint_caret(self) -> None:
        self._lit.caret_shown = self._blinker.shown
        if self._page is not None:
            self.viewport().update(self._page.caret_rect(self.caret()).adjusted(-2, 0, 2, 0))

    # -- events -------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the caret; every other key is an action's or the window's."""
        wanted = movement_of(event)
        if wanted is None or self._page is None:
            event.ignore()
            if self._page is not None and _is_typed(event):
                self.keyUnknown.emit(event.text())
            return
        self.move(*wanted)
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus and let the caret blink."""
        super().focusInEvent(event)
        self._blink()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave a thin caret where it is."""
        super().focusOutEvent(event)
        self._blink()
        self.update()


def _is_typed(event: QKeyEvent) -> bool:
    """Whether the key types a character that can be seen."""
    held = (
        Qt.KeyboardModifier.ControlModifier
        | Qt.KeyboardModifier.AltModifier
        | Qt.KeyboardModifier.MetaModifier
    )
    text = event.text()
    return not event.modifiers() & held and bool(text.strip()) and text.isprintable()
