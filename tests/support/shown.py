"""A text view on the screen, worked by real events; mentions are written as label and quote."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from annotations.model.annotation_set import AnnotationSet
from annotations.model.change import Change
from annotations.model.records import Kind, Mention, Provenance
from annotations.text.span import Span
from gui.editor.text_view import TextView

HAND = Provenance(by="test", at="2024-01-01T00:00:00Z")
KINDS = dict.fromkeys(("Attack", "Die", "Statement"), Kind.EVENT)
KINDS |= dict.fromkeys(("AdCode", "ShareBar"), Kind.BOILERPLATE)

Marks = dict[str, tuple[str, str | Span | list[Span]]]
"""Id -> label, and what it is put on: the first place of a text, a span, or several spans."""


def mention(mention_id: str, label: str, *spans: Span) -> Mention:
    return Mention(mention_id, KINDS.get(label, Kind.ENTITY), label, spans, HAND)


def place(text: str, what: str, number: int = 0) -> Span:
    """The span of the occurrence of ``what`` with this number, from 0."""
    start = -1
    for _ in range(number + 1):
        start = text.index(what, start + 1)
    return Span(start, start + len(what))


def mentions_of(text: str, marks: Marks) -> list[Mention]:
    made = []
    for mention_id, (label, where) in marks.items():
        spans = (
            [place(text, where)] if isinstance(where, str) else where if isinstance(where, list) else [where]
        )
        made.append(mention(mention_id, label, *spans))
    return made


class Shown:
    """A view on the screen with a document, worked by real events."""

    def __init__(self, view: TextView, text: str, annotations: AnnotationSet) -> None:
        self.view, self.text, self.annotations = view, text, annotations

    def point(self, offset: int) -> QPoint:
        """The middle of the caret at an offset."""
        return self.view._page.caret_rect(offset).center()

    def inside(self, offset: int) -> QPoint:
        """A point on the character after an offset, in its left half."""
        return self.point(offset) + QPoint(3, 0)

    def click(self, point: QPoint, *, shift: bool = False) -> None:
        held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, held, point)

    def press_again(self, point: QPoint) -> None:
        """The second press of a double click; the button stays down."""
        QTest.mouseDClick(
            self.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point
        )

    def double_click(self, point: QPoint) -> None:
        self.press_again(point)
        self.release(point)

    def press(self, point: QPoint) -> None:
        QTest.mousePress(
            self.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point
        )

    def drag_to(self, point: QPoint) -> None:
        QTest.mouseMove(self.view.viewport(), point)

    def release(self, point: QPoint) -> None:
        QTest.mouseRelease(
            self.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point
        )

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.view, key, held)

    def selected(self) -> str:
        return self.view.selected_text()

    def lane_point(self, mention_id: str) -> QPoint:
        """A point on the chip of a mention."""
        page = self.view._page
        assert page is not None
        for one in page.place.shown:
            for row in one.laid.rows:
                for mark in row.marks:
                    if mark.mention.id == mention_id and mark.chip is not None:
                        y = (
                            one.y
                            + row.bottom
                            + page.metrics.lane_offset
                            + mark.lane * page.metrics.lane_height
                        )
                        return QPoint(
                            round(page.column_x + mark.chip_x + 4), y + page.metrics.lane_height // 2
                        )
        raise AssertionError(f"no chip of {mention_id} is on screen")

    def hit(self, point: QPoint) -> tuple[int, tuple[str, ...]]:
        hit = self.view._page.hit(QPointF(point), None)
        return hit.offset, hit.mentions

    def add(self, *mentions: Mention) -> None:
        for one in mentions:
            self.annotations.replace(None, one)
        self.view.mentions_changed(Change(added=mentions))

    def remove(self, mention_id: str) -> None:
        gone = self.annotations.mention(mention_id)
        assert gone is not None
        self.annotations.replace(gone, None)
        self.view.mentions_changed(Change(removed=(gone,)))
