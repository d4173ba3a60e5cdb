"""Text as a reader wants it: every change is live, and the reading place stays."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QTextLayout
from PySide6.QtWidgets import QApplication

from annotations.text.span import Span
from gui.core.fonts import text_font
from gui.core.reading import USUAL_LINE, ColumnPlace, LabelDisplay, Reading
from tests.support.shown import Shown, mention

Show = Callable[..., Shown]
LONG = "\n".join(f"Paragraph {number}. " + "Some words in it. " * (number % 23) for number in range(300))
CHANGES = {
    "font": Reading(family="DejaVu Serif"),
    "larger": Reading(size=22),
    "smaller": Reading(size=7),
    "short lines": Reading(line_length=40),
    "no limit": Reading(line_length=0),
    "leading": Reading(column=ColumnPlace.LEADING),
    "spacing": Reading(spacing=200),
    "underline": Reading(display=LabelDisplay.UNDERLINE),
    "chips": Reading(display=LabelDisplay.CHIP),
    "all of it": Reading("DejaVu Serif", 18, 60, ColumnPlace.LEADING, 150, LabelDisplay.UNDERLINE),
}


def longest_row(shown: Shown) -> int:
    return max(row.text_end - row.start for one in shown.view._page.place.shown for row in one.laid.rows)


def marks_of(shown: Shown) -> list[object]:
    return [mark for one in shown.view._page.place.shown for row in one.laid.rows for mark in row.marks]


@pytest.mark.parametrize("reading", CHANGES.values(), ids=CHANGES)
def test_the_reading_place_and_the_selection_stay(show: Show, reading: Reading) -> None:
    shown = show(LONG, {"m1": ("PER", Span(9100, 9104))}, width=1500)
    view = shown.view
    view.set_caret(9200, 9210)
    view.reveal(Span(9000, 9010))
    before = view._page.place.bookmark()
    view.set_reading(reading)
    assert view.reading() == reading
    rect = view._page.caret_rect(before.offset)
    assert abs(rect.y() - before.y) <= 1
    assert (view.caret(), view.anchor()) == (9200, 9210)
    view.set_reading(Reading())
    assert view._page.caret_rect(before.offset).y() == before.y


def test_the_zoom_multiplies_the_size(show: Show) -> None:
    shown = show("Some text.")
    view = shown.view
    sizes = []
    for points, zoom in ((10, 1.0), (20, 1.0), (10, 2.0)):
        view.set_reading(Reading(size=points))
        view.set_zoom(zoom)
        sizes.append(view._page.metrics.font.pixelSize())
    assert sizes[1] == pytest.approx(2 * sizes[0], abs=1)
    assert sizes[2] == pytest.approx(sizes[1], abs=1)


def test_rows_are_as_long_as_is_wanted(show: Show) -> None:
    shown = show(LONG, width=2600)
    shown.view.reveal(Span(9000, 9010))
    assert 0.8 * USUAL_LINE < longest_row(shown) < 1.3 * USUAL_LINE
    shown.view.set_reading(Reading(line_length=40))
    assert longest_row(shown) < 1.3 * 40
    shown.view.set_reading(Reading(line_length=0))
    assert longest_row(shown) > 2 * USUAL_LINE


@pytest.mark.parametrize("mirrored", [False, True])
def test_a_leading_column_stands_where_lines_begin(show: Show, mirrored: bool) -> None:
    shown = show("Some words.\n" * 5, width=1500)
    view = shown.view
    page = view._page
    width = view.viewport().width()
    column = page.metrics.widest_column
    assert page.column_x == (width - column) // 2
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight)
    view.set_reading(Reading(column=ColumnPlace.LEADING))
    edge = page.metrics.margin
    assert page.column_x == (width - column - edge if mirrored else edge)
    view.resize(300, 400)
    assert 0 <= page.column_x <= edge


def test_spacing_parts_the_rows_and_nothing_else(show: Show) -> None:
    shown = show(LONG, width=700)
    metrics = shown.view._page.metrics
    shown.view.set_reading(Reading(spacing=150))
    wider = shown.view._page.metrics
    assert wider.row_gap - metrics.row_gap == pytest.approx(metrics.text_height / 2, abs=1)
    assert wider.font == metrics.font


def test_each_display_draws_its_part(show: Show) -> None:
    text = "Pasukan yang setia kepada pemerintah. " * 12
    shown = show(text, {"m1": ("PER", Span(0, 200)), "m2": ("ORG", Span(26, 36))}, width=500)
    heights = {}
    for display in LabelDisplay:
        shown.view.set_reading(Reading(display=display))
        metrics = shown.view._page.metrics
        drawn = marks_of(shown)
        assert any(mark.veiled for mark in drawn) is (display is LabelDisplay.COLOUR)
        chips = [mark.chip is not None for mark in drawn]
        assert metrics.bars is (display is not LabelDisplay.CHIP)
        assert all(chips) if display is not LabelDisplay.UNDERLINE else not any(chips)
        heights[display] = metrics.plain_row_height
    colour, underline, chip = (heights[one] for one in LabelDisplay)
    assert underline < chip < colour


def test_the_displays_go_round() -> None:
    seen = [LabelDisplay.COLOUR]
    for _ in LabelDisplay:
        seen.append(seen[-1].next())
    assert set(seen) == set(LabelDisplay)
    assert seen[-1] is seen[0]


def test_what_found_no_lane_can_be_taken_from_its_chip_in_every_display(show: Show) -> None:
    text = "Pasukan yang setia kepada pemerintah."
    shown = show(text)
    shown.add(*(mention(f"m{n}", "PER", Span(8, 12 + n)) for n in range(12)))
    for display in LabelDisplay:
        shown.view.set_reading(Reading(display=display))
        page = shown.view._page
        one = page.place.shown[0]
        row = one.laid.rows[0]
        assert len(row.hidden) == 4
        chip = row.top + row.text_height + page.metrics.lane_offset + 8 * page.metrics.lane_height
        place = shown.point(0)
        place.setX(round(page.column_x + row.hidden_x + 3))
        place.setY(one.y + chip + page.metrics.bar_height + page.metrics.chip_height // 2)
        assert place.y() < one.y + row.top - row.headroom + row.height
        assert shown.hit(place)[1] == tuple(row.hidden)


@pytest.mark.parametrize(
    "text, family",
    [
        ("مرحبا", ("Noto Naskh Arabic", "Noto Sans Arabic")),
        ("שלום", ("Noto Sans Hebrew",)),
        ("😀", ("Noto Color Emoji",)),
    ],
)
def test_other_scripts_have_fonts_of_their_own(
    qapp: QApplication, text: str, family: tuple[str, ...]
) -> None:
    here = [one for one in family if QFontDatabase.hasFamily(one)]
    if not here:
        pytest.skip("none of the fonts for this script is installed")
    font = text_font(qapp.font(), "Noto Serif")
    assert font.families()[0] == "Noto Serif"
    assert qapp.font().families()[0] in font.families()
    layout = QTextLayout(text, font)
    layout.beginLayout()
    layout.createLine().setLineWidth(1000)
    layout.endLayout()
    assert {run.rawFont().familyName() for run in layout.glyphRuns()} <= set(here)
