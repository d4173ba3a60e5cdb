"""What must hold for any text and any mentions, on a page without a window."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRect, QSize
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication

from annotations.formats.native import label_set_from_dict
from annotations.model.annotation_set import AnnotationSet
from annotations.model.document import DocumentRef
from annotations.model.records import Mention
from annotations.text.graphemes import next_grapheme
from annotations.text.source import SourceText
from annotations.text.span import Span
from gui.core.theme import DARK, LIGHT
from gui.editor.movement import Movement
from gui.editor.page import Appearance, Document, Page
from gui.editor.painting import Highlights
from gui.editor.row import Row
from schemas.shipped import shipped_label_set
from tests.support.shown import mention

pytestmark = pytest.mark.usefixtures("qapp")

LABELS = label_set_from_dict(shipped_label_set("news"))
SIZE = QSize(420, 300)
PLAIN = "abcdefgh ij. ,\n"
MARKS = "\u0301\u00a0\u200b\u200d\u00ad\ufeff\u2028\u2029\x00"
ODD = PLAIN + MARKS + "\r\t\ud83d\udc00\U0001f468\U0001f469\u05d0\u05d1\u0661"

plain_texts = st.text(st.sampled_from(PLAIN), max_size=300)
odd_texts = st.text(st.sampled_from(ODD), max_size=150)


@st.composite
def documents(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> tuple[str, list[Mention]]:
    text = draw(texts)
    places = st.integers(0, len(text))
    mentions = []
    for number in range(draw(st.integers(0, 14))):
        ends = sorted(draw(st.lists(places, min_size=2, max_size=6)))
        spans = [Span(a, b) for a, b in zip(ends[::2], ends[1::2], strict=False)]
        label = draw(st.sampled_from(["PER", "ORG", "Attack", "AdCode"]))
        mentions.append(mention(f"m{number}", label, *spans))
    return text, mentions


def page_of(text: str, mentions: list[Mention], *, invisibles: bool = False, zoom: float = 1.0) -> Page:
    source = SourceText(text)
    annotations = AnnotationSet(DocumentRef.of("d", "d", source), LABELS.ref, "test", mentions)
    font = QFont(QApplication.font())
    font.setPixelSize(13)
    return Page(Document(source, annotations, LABELS), Appearance(LIGHT, font, zoom, invisibles), SIZE)


def characters(text: str) -> list[int]:
    """Every offset at which a caret may stand."""
    stops, offset = [0], 0
    while offset < len(text):
        offset = next_grapheme(text, offset)
        stops.append(offset)
    return stops


@given(documents(plain_texts))
def test_a_click_on_the_caret_leads_back_to_its_offset(made: tuple[str, list[Mention]]) -> None:
    page = page_of(*made)
    for offset in characters(made[0])[:60]:
        page.bring_in(offset)
        rect = page.caret_rect(offset)
        point = QPointF(rect.x() + page.metrics.caret_width // 2, rect.center().y())
        assert page.hit(point, None).offset == offset


@given(documents(odd_texts), st.integers(0, 419), st.integers(-20, 320))
def test_no_click_lands_inside_a_character(made: tuple[str, list[Mention]], x: int, y: int) -> None:
    page = page_of(*made)
    assert page.hit(QPointF(x, y), None).offset in characters(made[0])


@given(documents(odd_texts), st.data())
def test_no_movement_lands_inside_a_character(made: tuple[str, list[Mention]], data: st.DataObject) -> None:
    text, page = made[0], page_of(*made)
    stops = characters(text)
    caret = data.draw(st.sampled_from(stops))
    for movement in Movement:
        for extend in (False, True):
            target = page.target(movement, caret, 50.0, extend=extend)
            assert target in stops


@given(documents(odd_texts))
def test_right_visits_every_character_and_left_goes_back(made: tuple[str, list[Mention]]) -> None:
    text, page = made[0], page_of(*made)
    stops = characters(text)
    for here, there in pairwise(stops):
        forward = Movement.LEFT if page.flow.at(here)[1].rtl else Movement.RIGHT
        assert page.target(forward, here, 0.0, extend=False) == there
        back = Movement.RIGHT if page.flow.at(there)[1].rtl else Movement.LEFT
        assert page.target(back, there, 0.0, extend=False) == here


@given(documents(odd_texts))
def test_down_and_up_walk_all_rows_to_the_ends(made: tuple[str, list[Mention]]) -> None:
    text, page = made[0], page_of(*made)
    for movement, end in ((Movement.DOWN, len(text)), (Movement.UP, 0)):
        caret = len(text) - end
        for _ in range(len(text) + 2):
            step = page.target(movement, caret, 100.0, extend=False)
            assert step == end or (step > caret) is (movement is Movement.DOWN)
            caret = step
        assert caret == end


@given(documents(odd_texts), st.booleans())
def test_rows_make_up_the_text_and_heights_add_up(made: tuple[str, list[Mention]], invisibles: bool) -> None:
    text, page = made[0], page_of(*made, invisibles=invisibles)
    ends, heights = [0], page.flow.heights
    for index in range(len(heights)):
        laid = page.flow.paragraph(index)
        assert laid.height == heights[index]
        y = 0
        for row in laid.rows:
            assert (row.start, row.top) == (ends[-1], y + row.headroom)
            assert row.start <= row.text_end <= row.end
            ends.append(row.end)
            y += row.height
        assert laid.height == y + page.metrics.paragraph_gap
    assert ends[-1] == len(text)
    assert heights.top(len(heights)) == sum(
        page.flow.paragraph(index).height for index in range(len(heights))
    )


def shows(row: Row, span: Span) -> bool:
    """Whether anything is drawn for a span that is on the row: a blank row in it shows nothing."""
    return row.start < row.text_end or row.start <= span.start


@given(documents(odd_texts))
def test_every_mention_is_drawn_on_each_row_it_is_on_and_no_other(made: tuple[str, list[Mention]]) -> None:
    text, mentions = made
    page = page_of(text, mentions)
    for index in range(len(page.flow.heights)):
        laid = page.flow.paragraph(index)
        for row in laid.rows:
            drawn = {mark.mention.id for mark in row.marks} | set(row.hidden)
            here = {
                one.id
                for one in mentions
                if any(max(s.start, row.start) < min(s.end, row.end) and shows(row, s) for s in one.spans)
            }
            assert here <= drawn
            others = {one.id for one in mentions if any(s.is_empty for s in one.spans)}
            assert drawn <= here | others
            for mark in row.marks:
                assert all(left <= right for left, right in mark.ranges)
                assert mark.left <= mark.ranges[0][0]
                assert mark.ranges[-1][1] <= mark.right


@given(documents(odd_texts), st.booleans(), st.sampled_from([0.5, 1.0, 2.0]), st.data())
def test_anything_can_be_painted(
    made: tuple[str, list[Mention]], invisibles: bool, zoom: float, data: st.DataObject
) -> None:
    text, mentions = made
    page = page_of(text, mentions, invisibles=invisibles, zoom=zoom)
    caret, anchor = (data.draw(st.sampled_from(characters(text))) for _ in range(2))
    current = mentions[0] if mentions else None
    lit = Highlights(caret, anchor, focused=True, current=current, hovered=current and current.id)
    for theme in (LIGHT, DARK):
        page.reset(Appearance(theme, QApplication.font(), zoom, invisibles), SIZE)
        image = QImage(SIZE, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        page.paint(painter, QRect(0, 0, SIZE.width(), SIZE.height()), lit, page.across(lit))
        painter.end()


@given(documents(plain_texts), st.lists(st.integers(-400, 400), max_size=8))
def test_scrolling_stays_within_the_document(made: tuple[str, list[Mention]], steps: list[int]) -> None:
    page = page_of(*made)
    place = page.place
    for step in steps:
        value = place.value
        moved = place.scroll_by(step)
        assert 0 <= place.value <= place.maximum
        assert place.value == max(0, value + moved)
        assert place.shown
        bottom = place.shown[-1].y + place.shown[-1].laid.height + page.metrics.margin
        assert bottom >= SIZE.height() or place.value == 0
    place.jump(place.maximum)
    assert place.value == place.maximum
    place.jump(0)
    assert place.value == 0
