"""Which mention is current, going from mention to mention, and what changes draw."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotations.model.annotation_set import AnnotationSet
from annotations.model.change import Change
from annotations.model.document import DocumentRef
from annotations.model.label_set import LabelSet
from annotations.text.source import SourceText
from annotations.text.span import Span
from gui.editor.lanes import LANES
from tests.support.shown import Shown, mention, place

Show = Callable[..., Shown]
TEXT = "Mr Leon left Libya. He went to Tunis by train.\nThen he rested."


def test_the_innermost_mention_at_the_caret_is_current(show: Show) -> None:
    shown = show(TEXT, {"m1": ("PER", "Leon"), "m2": ("ORG", "Mr Leon left"), "m3": ("GPE", "Libya")})
    current = {}
    for offset in (0, 2, 4, 7, 10, 13, 18, 19, 25):
        shown.view.set_caret(offset)
        current[offset] = shown.view.current()
    assert current == {
        0: "m2", 2: "m2", 4: "m1", 7: "m2", 10: "m2", 13: "m3", 18: "m3", 19: None, 25: None,
    }  # fmt: skip


def test_what_is_current_is_told_once(show: Show, qtbot: QtBot) -> None:
    shown = show(TEXT, {"m1": ("PER", "Leon")})
    heard: list[object] = []
    shown.view.currentMentionChanged.connect(heard.append)
    for offset in (4, 5, 25, 26, 4):
        shown.view.set_caret(offset)
    shown.view.set_current("no such mention")
    assert heard == ["m1", None, "m1", None]


def test_the_key_goes_round_the_mentions_at_the_caret(show: Show) -> None:
    shown = show(TEXT, {"m1": ("PER", "Leon"), "m2": ("ORG", "Mr Leon left"), "m3": ("GPE", "Leon left")})
    shown.view.set_caret(4)
    seen = [shown.view.current()]
    for _ in range(3):
        shown.view.cycle_mention()
        seen.append(shown.view.current())
    assert seen == ["m1", "m3", "m2", "m1"]
    assert shown.view.caret() == 4


def test_next_and_previous_stop_at_every_mention_once(show: Show) -> None:
    marks = {
        "m1": ("PER", "Leon"),
        "m2": ("ORG", "Leon left Libya"),
        "m3": ("GPE", [place(TEXT, "Libya"), place(TEXT, "went")]),
        "m4": ("GPE", "Tunis"),
    }
    shown = show(TEXT, marks)
    stops = []
    for _ in range(5):
        shown.view.next_mention()
        stops.append((shown.view.current(), shown.view.caret()))
    assert stops == [("m2", 3), ("m1", 3), ("m3", 13), ("m4", 31), ("m4", 31)]
    back = []
    for _ in range(4):
        shown.view.previous_mention()
        back.append(shown.view.current())
    assert back == ["m3", "m1", "m2", "m2"]


def marks_on_screen(shown: Shown) -> set[str]:
    return {
        mark.mention.id for one in shown.view._page.place.shown for row in one.laid.rows for mark in row.marks
    }


def test_changes_are_drawn(show: Show) -> None:
    shown = show(TEXT, {"m1": ("PER", "Leon")})
    shown.add(mention("m2", "GPE", place(TEXT, "Tunis")), mention("m3", "ORG", place(TEXT, "Then he")))
    assert marks_on_screen(shown) == {"m1", "m2", "m3"}
    old = shown.annotations.mention("m2")
    assert old is not None
    new = replace(old, spans=(place(TEXT, "train"),))
    shown.annotations.replace(old, new)
    shown.view.mentions_changed(Change(updated=((old, new),)))
    assert shown.hit(shown.inside(place(TEXT, "Tunis").start + 1))[1] == ()
    assert shown.hit(shown.inside(place(TEXT, "train").start + 1))[1] == ("m2",)
    shown.remove("m1")
    assert marks_on_screen(shown) == {"m2", "m3"}


def test_a_current_mention_that_goes_gives_way_to_the_one_around_it(show: Show) -> None:
    shown = show(TEXT, {"m1": ("PER", "Leon"), "m2": ("ORG", "Mr Leon left")})
    shown.view.set_caret(4)
    shown.remove("m1")
    assert shown.view.current() == "m2"
    shown.remove("m2")
    assert shown.view.current() is None


def test_labels_far_above_do_not_move_what_is_on_screen(show: Show) -> None:
    text = "\n".join(f"line {number} of many words in a text" for number in range(400))
    shown = show(text)
    shown.view.set_caret(len(text) // 2)
    y = shown.point(len(text) // 2).y()
    shown.add(*(mention(f"m{n}", "PER", Span(n, 30 + n)) for n in range(9)))
    assert shown.point(len(text) // 2).y() == y


def test_a_mention_on_the_first_row_moves_nothing(show: Show) -> None:
    shown = show("one two three " * 60)
    before = [row.top for row in shown.view._page.flow.paragraph(0).rows]
    shown.add(mention("m1", "PER", Span(0, 3)))
    assert [row.top for row in shown.view._page.flow.paragraph(0).rows] == before


def test_past_eight_lanes_the_rest_is_counted_and_can_be_named(show: Show) -> None:
    marks = {f"m{n:02}": ("PER", Span(20 - n, 24 + n)) for n in range(12)}
    shown = show("a short row of text that has many mentions", marks)
    row = shown.view._page.flow.paragraph(0).rows[0]
    assert len(row.marks) == LANES
    assert sorted(row.hidden) == ["m08", "m09", "m10", "m11"]
    page = shown.view._page
    y = page.place.shown[0].y + row.bottom + page.metrics.lane_offset + LANES * page.metrics.lane_height + 4
    point = shown.point(0)
    point.setX(round(page.column_x + row.hidden_x + 4))
    point.setY(y)
    assert sorted(shown.hit(point)[1]) == ["m08", "m09", "m10", "m11"]


@pytest.mark.parametrize("spans", [[Span(0, 0)], [Span(7, 7)], [Span(14, 14)], [Span(6, 7)], [Span(6, 9)]])
def test_empty_mentions_and_line_ends_are_drawn_once(show: Show, spans: list[Span]) -> None:
    shown = show("first.\nsecond.", {"m1": ("PER", spans)})
    rows = [row for one in shown.view._page.place.shown for row in one.laid.rows]
    marks = [mark for row in rows for mark in row.marks]
    assert len(marks) == (2 if spans == [Span(6, 9)] else 1)
    assert sum(mark.chip is not None for mark in marks) == 1
    assert all(right > left for mark in marks for left, right in mark.ranges)


def test_another_document_starts_afresh(show: Show, labels: LabelSet) -> None:
    shown = show(TEXT, {"m1": ("PER", "Leon")})
    shown.view.set_caret(4)
    heard: list[object] = []
    shown.view.currentMentionChanged.connect(heard.append)
    other = SourceText("short")
    shown.view.show_document(
        other, AnnotationSet(DocumentRef.of("e", "e", other), labels.ref, "test"), labels
    )
    assert (shown.view.caret(), shown.view.current(), heard) == (0, None, [None])
    shown.view.show_nothing()
    shown.view.select_all()
    shown.view.copy()
    shown.view.next_mention()
    assert shown.view.selection() == Span(0, 0)


def screen_of(shown: Shown) -> QImage:
    QApplication.processEvents()
    return shown.view.screen().grabWindow(shown.view.winId()).toImage()


def test_what_a_change_leaves_on_the_screen_is_what_painting_all_would(show: Show) -> None:
    text = "some words to be labelled in a row or two " * 20
    shown = show(text, height=700)
    screen_of(shown)
    steps = [("m1", 5, 10), ("m2", 100, 300), ("m3", 7, 12), ("m4", 6, 150), ("m5", 200, 205)]
    for mention_id, start, end in steps:
        shown.add(mention(mention_id, "AdCode" if mention_id == "m3" else "PER", Span(start, end)))
        seen = screen_of(shown)
        shown.view.viewport().update()
        assert screen_of(shown) == seen
    old = shown.annotations.mention("m3")
    new = replace(old, spans=(Span(310, 320), Span(400, 410)))
    shown.annotations.replace(old, new)
    shown.view.mentions_changed(Change(updated=((old, new),)))
    for mention_id in ("m4", "m1", "m3"):
        seen = screen_of(shown)
        shown.view.viewport().update()
        assert screen_of(shown) == seen
        shown.remove(mention_id)


def test_what_moving_about_leaves_on_the_screen_is_what_painting_all_would(show: Show) -> None:
    marks = {"m1": ("PER", "Leon"), "m2": ("ORG", "Leon left Libya. He went to"), "m3": ("GPE", "rested")}
    shown = show(TEXT * 3, marks, width=300)
    screen_of(shown)
    places = [(4, 4), (4, 30), (60, 30), (60, 60), (100, 100), (13, 100), (3, 3), (6, 6)]
    for caret, anchor in places:
        shown.view.set_caret(caret, anchor)
        seen = screen_of(shown)
        shown.view.viewport().update()
        assert screen_of(shown) == seen
        QTest.mouseMove(shown.view.viewport(), shown.inside(caret))
        shown.view.cycle_mention()
        seen = screen_of(shown)
        shown.view.viewport().update()
        assert screen_of(shown) == seen
