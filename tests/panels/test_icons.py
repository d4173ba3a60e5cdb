"""Icons are drawn for every scale that screens have."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from gui.widgets.icons import Glyph, icon, pixmap


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0])
def test_an_icon_is_not_scaled(qapp: QApplication, scale: float) -> None:
    assert qapp is not None
    colour = QColor("#123456")
    for glyph in Glyph:
        shown = icon(glyph, colour).pixmap(QSize(16, 16), scale)
        assert shown.toImage() == pixmap(glyph, colour, 16, scale).toImage(), glyph
