"""The text view: a document with its mentions, read and pointed at by caret and mouse. It never edits."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QClipboard, QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip, QWidget

from annotations.model.annotation_set import AnnotationSet
from annotations.model.carried import carriers
from annotations.model.change import Change
from annotations.model.label_set import LabelSet
from annotations.model.records import Mention
from annotations.text.source import SourceText
from gui.editor.caret import current_at, cycled, innermost
from gui.editor.folding_view import FoldingView
from gui.editor.gestures import EndMoved, FinishSelection, Intention, Pick, Select, ShowMoved
from gui.editor.hit import Hit
from gui.editor.keys import asks_for_menu
from gui.editor.links import Hint, Links
from gui.editor.mouse import Mouse
from gui.editor.page import Document
from gui.editor.timers import AutoScroller
from gui.editor.tooltips import tooltip


class TextView(FoldingView):
    """Shows one document at a time. All offsets are code points of its text."""

    currentMentionChanged = Signal(object)
    """The id of the mention that is current now, or None."""
    hoveredMentionChanged = Signal(object)
    """The id of the mention under the mouse, or None."""
    spanDragged = Signal(str, int, int, int)
    """Mention id, number of the span, and the start and end it was dragged to; nothing has changed yet."""
    selectionFinished = Signal()
    """The mouse let go of a selection."""
    contextMenuAt = Signal(QPoint, object)
    """A place on the screen, and the id of the mention there or None."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._current: str | None = None
        self._picked: Pick | None = None
        self.remark: Callable[[Mention], str] = lambda _: ""
        """What else the tool tip says of a mention."""
        self._mouse = Mouse(self._carry_out)
        self._pointer = QPointF()
        self._scroller = AutoScroller(self, self._scroll_dragging)
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)

    # -- the document -------------------------------------------------------------------------------

    def show_document(self, text: SourceText, annotations: AnnotationSet, label_set: LabelSet) -> None:
        """Show a document from its start; the annotation set is read again at each `mentions_changed`."""
        self._open(Document(text, annotations, label_set))

    def show_nothing(self) -> None:
        """Show that no document is open."""
        self._open(None)

    def mentions_changed(self, change: Change) -> None:
        """Draw what a change of the annotation set touched."""
        if self._page is None:
            return
        touched = carriers(self._page.document.annotations, change)
        if not touched:
            return
        self._update_mentions(*touched)  # their lanes as they were
        folded = self._fold_again(touched)
        slide = self._page.mark_again([span for one in touched for span in one.spans])
        if slide is None or folded or (slide.distance and not self._moves_pixels()):
            self._scrolled()
        else:
            self._slid(slide)
        if self._current is not None and self._mention(self._current) is None:
            self._follow_caret()
        self._light_current()
        self._update_mentions(*touched)
        self._draw_across()

    # -- the current mention ------------------------------------------------------------------------

    def current(self) -> str | None:
        """The id of the current mention: the innermost one at the caret, until another is chosen."""
        return self._current

    def set_current(self, mention_id: str | None) -> None:
        """Make a mention current; caret and page stay. An id that is no mention's counts as None."""
        if mention_id is not None and self._mention(mention_id) is None:
            mention_id = None
        if mention_id == self._current:
            return
        self._current = mention_id
        self._light_current()
        self.currentMentionChanged.emit(mention_id)

    def set_links(self, links: Links | None) -> None:
        """Draw an event over the text, or none: its arguments named and joined to the trigger."""
        if links != self._lit.links:
            self._lit.links = links
            self._draw_across()

    def set_relations(self, relations: Links | None) -> None:
        """Draw the relations of a mention over the text, or none."""
        if relations != self._lit.relations:
            self._lit.relations = relations
            self._draw_across()

    def set_hints(self, hints: tuple[Hint, ...]) -> None:
        """Draw keys at mentions."""
        if hints != self._lit.hints:
            self._lit.hints = hints
            self._draw_across()

    def next_mention(self) -> bool:
        """Go to the next mention in the text; whether there is one."""
        return self._go_to_mention(forward=True)

    def previous_mention(self) -> bool:
        """Go to the previous mention in the text; whether there is one."""
        return self._go_to_mention(forward=False)

    def cycle_mention(self) -> None:
        """Make the next of the mentions at the caret current, from the innermost outwards and around."""
        if self._page is not None and not self.unfold_here():
            stack = innermost(self._page.document.annotations.at(self.caret()), self.caret())
            self.set_current(cycled([one.id for one in stack], self._current))

    def _go_to_mention(self, *, forward: bool) -> bool:
        found = self._next_stop(self._mention(self._current), forward=forward)
        if found is not None:
            self.go_into(found)
            self.set_current(found.id)
        return found is not None

    def _mention(self, mention_id: str | None) -> Mention | None:
        if self._page is None or mention_id is None:
            return None
        return self._page.document.annotations.mention(mention_id)

    def _caret_moved(self) -> None:
        """While text is selected the current mention stays: the selection may be meant for it."""
        if self.selection().is_empty and not self._mouse.is_down:
            self._follow_caret()

    def _follow_caret(self) -> None:
        if self._page is not None:
            found = current_at(self._page.document.annotations, self.caret())
            self.set_current(None if found is None else found.id)

    def _light_current(self) -> None:
        """Draw the current mention as it is, or as the mouse would leave it."""
        mention = self._mouse.moved_mention or self._mention(self._current)
        if mention is not self._lit.current:
            self._update_mentions(self._lit.current, mention)
            self._lit.current = mention

    def _update_mentions(self, *mentions: Mention | None) -> None:
        if self._page is not None:
            for mention in mentions:
                if mention is not None:
                    self.viewport().update(self._page.band(mention.start, mention.end))

    # -- the mouse ----------------------------------------------------------------------------------

    def _open(self, document: Document | None) -> None:
        self._mouse.cancel()
        self._scroller.stop()
        self._picked = None
        self._lit.current = None
        self._lit.links, self._lit.relations, self._lit.hints = None, None, ()
        self._hover(None)
        had_current, self._current = self._current, None
        super()._open(document)
        self._follow_caret()
        if had_current is not None and self._current is None:
            self.currentMentionChanged.emit(None)

    def _hit(self, point: QPointF) -> Hit:
        return Hit(0) if self._page is None else self._page.hit(point, self._lit.current)

    def _carry_out(self, intentions: list[Intention]) -> None:
        for one in intentions:
            match one:
                case Select():
                    self._column = None
                    self._select(one.anchor, one.caret)
                case Pick():
                    self._pick(one)
                case FinishSelection():
                    self._copy_to(QClipboard.Mode.Selection)
                    self.selectionFinished.emit()
                case ShowMoved():
                    self._light_current()
                case EndMoved():
                    self.spanDragged.emit(one.mention_id, one.span_index, one.span.start, one.span.end)

    def _pick(self, pick: Pick) -> None:
        """A click without a drag: the innermost mention there; each further click takes the one around it."""
        again = (
            self._picked is not None
            and self._picked.mentions == pick.mentions
            and self._current in pick.mentions
        )
        self._picked = pick
        stack = list(pick.mentions)
        chosen = self._mention(cycled(stack, self._current if again else None))
        if chosen is None:
            self._follow_caret()
            return
        if pick.in_lane:
            self._select(chosen.start, chosen.start)
        self.set_current(chosen.id)

    def _hover(self, mention_id: str | None) -> None:
        if mention_id != self._lit.hovered:
            self._update_mentions(self._mention(self._lit.hovered), self._mention(mention_id))
            self._lit.hovered = mention_id
            self.hoveredMentionChanged.emit(mention_id)

    def _drag_to(self, point: QPointF) -> None:
        if self._page is not None:
            self._mouse.move(self._page.document.text.text, self._hit(point).offset)

    def _scroll_dragging(self, distance: int) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + distance)
        inside = QPointF(self._pointer)
        inside.setY(max(0.0, min(inside.y(), self.viewport().height() - 1.0)))
        self._drag_to(inside)

    def _show_pointer(self, hit: Hit) -> None:
        if hit.handle is not None:
            shape = Qt.CursorShape.SizeHorCursor
        elif hit.in_lane or hit.folded:
            shape = Qt.CursorShape.PointingHandCursor
        else:
            shape = Qt.CursorShape.IBeamCursor
        if self.viewport().cursor().shape() is not shape:
            self.viewport().setCursor(shape)

    # -- events -------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to select, to drag a handle, or a click on a mention."""
        if event.button() is not Qt.MouseButton.LeftButton or self._page is None:
            event.ignore()
            return
        self._pointer = event.position()
        extends = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if (hit := self._hit(self._pointer)).folded and not extends:
            self.set_caret(self._snapped(hit.offset))
            return
        self._mouse.press(
            self._page.document.text.text,
            hit,
            event,
            current=self._lit.current,
            anchor=self.anchor() if extends else None,
        )

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second press of a double click is a press like others."""
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with what the button began, or show what is under the mouse."""
        self._pointer = event.position()
        if self._mouse.is_down:
            self._drag_to(self._pointer)
            self._scroller.follow(self._pointer.y(), self.viewport().height())
            return
        hit = self._hit(self._pointer)
        self._hover(hit.mentions[0] if hit.mentions else None)
        self._show_pointer(hit)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Finish what the button began."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._scroller.stop()
            self._mouse.release()
            self._light_current()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the mouse any more."""
        super().leaveEvent(event)
        self._hover(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the context menu at the caret, or move."""
        if asks_for_menu(event) and self._page is not None:
            place = self.caret_rect().bottomLeft()
            self.contextMenuAt.emit(self.viewport().mapToGlobal(place), self._current)
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the mention under the mouse; keys have asked already."""
        if event.reason() is QContextMenuEvent.Reason.Mouse and self._page is not None:
            hit = self._hit(QPointF(self.viewport().mapFromGlobal(event.globalPos())))
            self.contextMenuAt.emit(event.globalPos(), hit.mentions[0] if hit.mentions else None)

    def viewportEvent(self, event: QEvent) -> bool:
        """Show the tool tip of the mention under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._page is not None:
            hit = self._hit(QPointF(event.pos()))
            text = self._folded_words(hit) or tooltip(self._page.document, hit.mentions, self.remark)
            QToolTip.showText(event.globalPos(), text, self.viewport())
            return True
        return super().viewportEvent(event)
