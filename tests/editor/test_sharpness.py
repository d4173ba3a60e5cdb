"""Chips and bars lie on whole pixels at every scale, also after scrolling and on another screen."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from gui.core.pixels import PixelGrid
from gui.core.theme import LIGHT
from gui.editor.place import Shown as Paragraph
from gui.editor.row import Mark, Row
from tests.support.shown import Shown

Show = Callable[..., Shown]
RATIOS = pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0, 3.0])
TEXT = "Pasukan Libya telah mengepung Darna.\nKata para pejabat, Kamis.\nDan lagi: Darna."
MARKS = {
    "m1": ("ORG", "Pasukan Libya"),
    "m2": ("GPE", "Libya"),
    "m3": ("GPE", "Darna"),
    "m4": ("PER", "para pejabat"),
    "m5": ("TIME", "Kamis"),
}


def image_of(shown: Shown, ratio: float) -> QImage:
    size = shown.view.viewport().size()
    image = QImage(
        QSize(round(size.width() * ratio), round(size.height() * ratio)), QImage.Format.Format_RGB32
    )
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.magenta)
    shown.view.viewport().render(image)
    return image


def marks(shown: Shown) -> Iterator[tuple[Paragraph, Row, Mark]]:
    for one in shown.view._page.place.shown:
        for row in one.laid.rows:
            for mark in row.marks:
                yield one, row, mark


def lane_top(shown: Shown, one: Paragraph, row: Row, mark: Mark) -> int:
    metrics = shown.view._page.metrics
    return one.y + row.bottom + metrics.lane_offset + mark.lane * metrics.lane_height


@RATIOS
def test_a_chip_is_drawn_pixel_for_pixel(show: Show, ratio: float) -> None:
    shown = show(TEXT, MARKS, width=523)
    image, page = image_of(shown, ratio), shown.view._page
    seen = 0
    for one, row, mark in marks(shown):
        chip = mark.chip.pixmap(ratio).toImage()
        expected = QImage(chip.size(), QImage.Format.Format_RGB32)
        expected.fill(LIGHT.base)
        painter = QPainter(expected)
        chip.setDevicePixelRatio(1)
        painter.drawImage(0, 0, chip)
        painter.end()
        x = round((page.column_x + mark.chip_x) * ratio)
        y = round((round(lane_top(shown, one, row, mark) * ratio) / ratio + page.metrics.bar_height) * ratio)
        drawn = image.copy(x, y, chip.width(), chip.height())
        drawn.setDevicePixelRatio(1)
        assert drawn == expected, mark.mention.id
        seen += 1
    assert seen == len(MARKS)


@RATIOS
def test_all_bars_are_of_one_height_and_of_one_colour(show: Show, ratio: float) -> None:
    shown = show(TEXT, MARKS, width=523)
    image, page = image_of(shown, ratio), shown.view._page
    height = max(1, round(page.metrics.bar_height * ratio))
    for one, row, mark in marks(shown):
        x = round((page.column_x + mark.ranges[0][1] - 3) * ratio)
        top = round(lane_top(shown, one, row, mark) * ratio)
        rows = [QColor(image.pixel(x, top + n)) for n in range(-1, height + 1)]
        bar = mark.look.style.bar
        assert [colour == bar for colour in rows] == [False, *[True] * height, False], mark.mention.id


@RATIOS
def test_lengths_are_whole_pixels_wherever_the_origin_is(ratio: float) -> None:
    image = QImage(QSize(64, 64), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    painter = QPainter(image)
    painter.translate(3, 7)
    grid = PixelGrid(painter)
    for length in (0.2, 1.0, 1.4, 1.5, 2.0, 3.0):
        width = grid.length(length)
        assert width * ratio == pytest.approx(round(width * ratio))
        assert width * ratio >= 1
        frame = grid.frame(QRectF(1.3, 2.6, 10, 5), width)
        for edge in (frame.left() - width / 2 + 3, frame.bottom() + width / 2 + 7):
            assert edge * ratio == pytest.approx(round(edge * ratio))
    painter.end()


def test_pictures_are_made_anew_on_another_screen(show: Show) -> None:
    shown = show(TEXT, MARKS)
    before = next(mark.look for _, _, mark in marks(shown))
    first = before.chip.pixmap(2.0)
    assert before.chip.pixmap(2.0) is first
    assert first.devicePixelRatio() == 2.0
    QApplication.sendEvent(shown.view, QEvent(QEvent.Type.DevicePixelRatioChange))
    assert next(mark.look for _, _, mark in marks(shown)) is not before


SCROLLING = """
import sys
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtWidgets import QApplication
from annotations.formats.native import label_set_from_dict
from annotations.model.annotation_set import AnnotationSet
from annotations.model.document import DocumentRef
from annotations.text.source import SourceText
from annotations.text.span import Span
from gui.editor.text_view import TextView
from schemas.shipped import shipped_label_set
from tests.support.shown import mention

app = QApplication([])
view = TextView()
view.resize(523, 401)
view.show()
text = "".join(f"Paragraph {n} of some words, so that there is a row or two of them.\\n" for n in range(60))
labels = label_set_from_dict(shipped_label_set("news"))
source = SourceText(text)
mentions = [mention(f"m{n}", "PER", Span(n * 60, n * 60 + 9)) for n in range(60)]
reference = DocumentRef.of("d", "d.txt", source)
view.show_document(source, AnnotationSet(reference, labels.ref, "test", mentions), labels)
app.processEvents()

def screen():
    app.processEvents()
    image = view.screen().grabWindow(view.winId()).toImage()
    return image.copy(0, 0, image.width() - 40, image.height())

for turn in (-7, -40, -3, 11, -120):
    where, turned = QPointF(100, 100), QPoint(0, turn)
    none, begun = Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(where, where, turned, turned, Qt.MouseButton.NoButton, none, begun, False)
    app.sendEvent(view.viewport(), event)
    scrolled = screen()
    view.viewport().update()
    assert screen() == scrolled, turn
print(view.devicePixelRatioF())
"""


@pytest.mark.parametrize("factor", ["1.25", "1.5", "2"])
def test_scrolling_leaves_nothing_blurred_behind(factor: str) -> None:
    run = subprocess.run(
        [sys.executable, "-c", SCROLLING],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": factor},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert float(run.stdout) == float(factor)
