"""Boilerplate folded away: on any page, and by real keys in the view."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtTest import QTest

from annotations.model.records import Kind, Mention
from annotations.text.span import Span
from gui.core.theme import DARK
from gui.editor.movement import Movement
from gui.editor.page import Appearance, Page
from gui.editor.painting import Highlights
from tests.editor.test_page_properties import ODD, SIZE, characters, page_of
from tests.support.shown import Marks, Shown, mention, place

pytestmark = pytest.mark.usefixtures("qapp")

Show = Callable[..., Shown]
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier

TEXT = (
    "Berita pertama dari Darna.\nBagikan ini\nTwitter\n\nWhatsApp oleh Ali\n"
    "Berita kedua.\n  Iklan di sini\nAkhir"
)
SHARE = Span(TEXT.index("Bagikan"), TEXT.index("\nBerita kedua"))
AD = Span(TEXT.index("Iklan"), TEXT.index("\nAkhir"))


@st.composite
def folded_documents(draw: st.DrawFn) -> tuple[str, list[Mention]]:
    text = draw(st.text(st.sampled_from(ODD + "\n\n\n"), max_size=120))
    mentions = []
    for number in range(draw(st.integers(0, 6))):
        span = Span(*sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text))))))
        mentions.append(mention(f"m{number}", draw(st.sampled_from(["PER", "AdCode", "ShareBar"])), span))
    return text, mentions


def holds(page: Page) -> None:
    """Every offset is in exactly one paragraph that is shown, heights add up, and anything can be painted."""
    flow = page.flow
    index, ends, total = 0, [0], 0
    while index < len(flow.heights):
        laid = flow.paragraph(index)
        assert flow.folds.shown(index) == index
        assert (laid.start, laid.height) == (ends[-1], flow.heights[index])
        assert [(row.start, row.end) for row in laid.rows] == list(
            pairwise([laid.start, *(row.end for row in laid.rows)])
        )
        ends.append(laid.next_start)
        total += laid.height
        following = flow.folds.after(index)
        assert flow.folds.before(following) == index
        assert flow.heights.top(following) == total
        index = following
    assert ends[-1] == len(page.document.text.text)
    image = QImage(SIZE, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    lit = Highlights(0, len(page.document.text.text), focused=True)
    page.paint(painter, QRect(0, 0, SIZE.width(), SIZE.height()), lit, page.across(lit))
    painter.end()


@given(folded_documents(), st.data())
def test_a_folded_page_is_whole(made: tuple[str, list[Mention]], data: st.DataObject) -> None:
    text, mentions = made
    page = page_of(text, mentions)
    annotations = page.document.annotations
    stops = characters(text)
    page.fold_all(0)
    holds(page)
    for number in range(data.draw(st.integers(0, 4))):
        caret = data.draw(st.sampled_from(stops))
        match data.draw(st.sampled_from(["open", "close", "edit", "undo", "reset", "scroll"])):
            case "open":
                page.unfold_at(caret, inside=False)
                assert page.flow.folds.closed_around(caret) is None
            case "close":
                page.fold_at(caret, caret)
                assert page.flow.folds.open_around(caret) is None
            case "edit":
                end = data.draw(st.sampled_from(stops))
                made_now = mention(f"n{number}", "AdCode", Span(min(caret, end), max(caret, end)))
                annotations.replace(None, made_now)
                page.fold_again(list(made_now.spans), caret)
            case "undo":
                there = [one for one in annotations.of_type(Mention) if one.kind is Kind.BOILERPLATE]
                if there:
                    annotations.replace(there[0], None)
                    page.fold_again(list(there[0].spans), caret)
            case "reset":
                page.reset(Appearance(DARK, page._appearance.font, 2.0, invisibles=True), SIZE)
            case "scroll":
                page.place.jump(data.draw(st.integers(0, 500)))
                page.place.scroll_by(data.draw(st.integers(-300, 300)))
        holds(page)
    page.unfold_all(0)
    holds(page)
    assert not any(page.flow.paragraph(index).folded for index in range(len(page.flow.heights)))


@given(folded_documents(), st.data())
def test_no_movement_ends_inside_what_it_steps_over(
    made: tuple[str, list[Mention]], data: st.DataObject
) -> None:
    text, mentions = made
    page = page_of(text, mentions)
    page.fold_all(0)
    folds = page.flow.folds
    caret = data.draw(st.sampled_from(characters(text)))
    if (stretch := folds.closed_around(caret)) is not None:
        caret = folds.span(stretch).start
    rows = [Movement.UP, Movement.DOWN, Movement.PARAGRAPH_BACK, Movement.PARAGRAPH_FORWARD]
    for movement in (*rows, Movement.PAGE_UP, Movement.PAGE_DOWN, Movement.ROW_END, Movement.ROW_START):
        target = page.target(movement, caret, data.draw(st.floats(0, 400)), extend=False)
        assert target in characters(text)
        found = folds.closed_around(target)
        assert found is None or target == folds.span(found).start
    for movement, end in ((Movement.DOWN, len(text)), (Movement.UP, 0)):
        here = caret
        for _ in range(len(text) + 2):
            step = page.target(movement, here, 100.0, extend=False)
            if step == here:
                break
            here = step
        assert page.flow.at(here)[0] == page.flow.at(end)[0]


def shown_folded(show: Show, marks: Marks | None = None) -> Shown:
    share = {
        "b1": ("ShareBar", Span(SHARE.start, TEXT.index("\n\n"))),
        "b2": ("ShareBar", Span(TEXT.index("WhatsApp"), SHARE.end)),
        "b3": ("AdCode", AD),
        "m1": ("GPE", "Darna"),
    }
    shown = show(TEXT, share | (marks or {}))
    assert shown.view.set_folding(folding=True) == 2
    return shown


def folded_words(shown: Shown) -> list[str]:
    page = shown.view._page
    assert page is not None
    return [one.laid.string for one in page.place.shown if one.laid.folded]


def test_one_line_stands_for_a_stretch(show: Show) -> None:
    shown = shown_folded(show)
    assert folded_words(shown) == ["⋯ 4 lines of Share bar", "⋯ 1 line of Ad code"]
    shown.view.set_folding(folding=False)
    assert folded_words(shown) == []


def test_rows_and_paragraphs_pass_by_and_the_rest_goes_in(show: Show) -> None:
    shown = shown_folded(show)
    view = shown.view
    for key, held in ((Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_Down, CONTROL)):
        view.set_caret(0)
        stops = []
        for _ in range(4):
            shown.key(key, held)
            stops.append(view.caret())
        assert stops == [SHARE.start, TEXT.index("Berita kedua"), TEXT.index("  Iklan"), TEXT.index("Akhir")]
    shown.key(Qt.Key.Key_Up)
    shown.key(Qt.Key.Key_End)
    assert len(folded_words(shown)) == 2
    shown.key(Qt.Key.Key_Right)
    assert folded_words(shown) == ["⋯ 4 lines of Share bar"]
    assert view.caret() == TEXT.index(" Iklan")
    view.set_caret(SHARE.end + 1)
    shown.key(Qt.Key.Key_Left)
    assert folded_words(shown) == []
    assert view.caret() == SHARE.end


def test_enter_and_a_click_open_one(show: Show) -> None:
    shown = shown_folded(show)
    view = shown.view
    view.set_caret(0)
    shown.key(Qt.Key.Key_Down)
    view.cycle_mention()
    assert folded_words(shown) == ["⋯ 1 line of Ad code"]
    assert view.caret() == SHARE.start
    view.set_folding(folding=True)
    shown.click(shown.point(TEXT.index("Iklan")) + QPoint(60, 0))
    assert folded_words(shown) == ["⋯ 4 lines of Share bar"]
    assert view.caret() == TEXT.index("  Iklan")


def test_a_place_inside_is_shown_when_it_is_gone_to(show: Show) -> None:
    for goal in (SHARE.start, TEXT.index("Ali"), SHARE.end):
        shown = shown_folded(show)
        shown.view.set_caret(goal)
        assert folded_words(shown) == ["⋯ 1 line of Ad code"]
        assert shown.view.caret() == goal
        shown.view.set_folding(folding=True)
        shown.view.set_caret(goal, unfolds=False)
        assert len(folded_words(shown)) == 2
        assert shown.view.caret() == SHARE.start


def test_tab_stops_at_a_stretch_once_and_opens_it_for_what_is_inside(show: Show) -> None:
    shown = shown_folded(show)
    view = shown.view
    view.set_caret(0)
    seen = []
    for _ in range(3):
        view.next_mention()
        seen.append(view.current())
    assert seen == ["m1", "b1", "b3"]
    assert len(folded_words(shown)) == 2
    for expected in ("b1", "m1"):
        view.previous_mention()
        assert view.current() == expected
    assert len(folded_words(shown)) == 2
    inside = shown_folded(show, {"m2": ("PER", "Ali")})
    inside.view.set_caret(0)
    for _ in range(3):
        inside.view.next_mention()
    assert inside.view.current() == "m2"
    assert folded_words(inside) == ["⋯ 1 line of Ad code"]


def test_a_selection_across_holds_the_real_text(show: Show) -> None:
    shown = shown_folded(show)
    view = shown.view
    view.set_caret(TEXT.index("dari"))
    for _ in range(2):
        shown.key(Qt.Key.Key_Down, SHIFT)
    assert len(folded_words(shown)) == 2
    assert shown.selected().startswith("dari Darna.\nBagikan ini\nTwitter\n\nWhatsApp oleh Ali\n")
    view.copy()
    assert QGuiApplication.clipboard().text() == shown.selected()
    view.select_all()
    assert len(folded_words(shown)) == 2
    assert shown.selected() == TEXT
    viewport, left = view.viewport(), Qt.MouseButton.LeftButton
    start, end = shown.point(TEXT.index("pertama")), shown.point(TEXT.index("kedua"))
    QTest.mousePress(viewport, left, pos=start)
    QTest.mouseMove(viewport, end)
    QTest.mouseRelease(viewport, left, pos=end)
    assert shown.selected() == TEXT[TEXT.index("pertama") : TEXT.index("kedua")]
    assert len(folded_words(shown)) == 2


def test_edits_keep_it_right_and_leave_open_where_the_caret_is(show: Show) -> None:
    shown = shown_folded(show)
    view = shown.view
    view.set_caret(TEXT.index("Berita kedua"))
    shown.add(mention("b4", "AdCode", place(TEXT, "Berita kedua.")))
    assert folded_words(shown) == []
    view.set_folding(folding=True)
    assert folded_words(shown) == ["⋯ 6 lines of Share bar, Ad code"]
    assert view.caret() == SHARE.start
    view.set_caret(0)
    shown.remove("b4")
    assert folded_words(shown) == ["⋯ 4 lines of Share bar", "⋯ 1 line of Ad code"]
    shown.remove("b1")
    assert folded_words(shown) == ["⋯ 1 line of Share bar", "⋯ 1 line of Ad code"]
    shown.add(mention("b5", "AdCode", Span(SHARE.start, TEXT.index("\n\n"))))
    assert folded_words(shown) == ["⋯ 4 lines of Ad code, Share bar", "⋯ 1 line of Ad code"]
    view.set_folding(folding=False)
    assert view.caret() == 0
