"""Colour names of label sets as tones, and the arithmetic of contrast.

The tones were chosen in CIE LCh: hues spread round the circle, neighbours in hue set apart in lightness, so
that labels differ without colour vision too. `tests/core/test_theme.py` holds them to their contrasts.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor


@dataclass(frozen=True, slots=True)
class Tones:
    """One colour name on light and on dark ground, as `#rrggbb`.

    `light` and `dark` are for bars, chips and swatches; the tints for the veil behind text.
    """

    light: str
    light_tint: str
    dark: str
    dark_tint: str


TONES = {
    "red": Tones("#c6313b", "#fe928c", "#f46e6b", "#a74c49"),
    "orange": Tones("#d66b28", "#f29c6a", "#fd975b", "#9a572f"),
    "amber": Tones("#bc8200", "#daa85a", "#ffcf8d", "#876120"),
    "olive": Tones("#6b7600", "#b1b65a", "#c6cd5b", "#676d21"),
    "green": Tones("#026828", "#72c27c", "#4bb25f", "#31753e"),
    "teal": Tones("#0a827d", "#14c5bc", "#07d4cb", "#027570"),
    "cyan": Tones("#0498b8", "#13c0e7", "#9ae5ff", "#0c728a"),
    "blue": Tones("#0a6dba", "#80b2fe", "#67a8fe", "#2b6aae"),
    "indigo": Tones("#1f349b", "#b0a6fe", "#827de3", "#6560a6"),
    "violet": Tones("#8848b4", "#d09def", "#d395f9", "#80579a"),
    "magenta": Tones("#de4593", "#fc8dbe", "#feb0d0", "#a34a73"),
    "brown": Tones("#723a0d", "#ee9e65", "#be7c4c", "#96592b"),
    "slate": Tones("#425467", "#98b3d1", "#889aaf", "#546a81"),
    "grey": Tones("#8b8984", "#b4b0a9", "#c6c3be", "#6b6862"),
}


def luminance(colour: QColor) -> float:
    """Relative luminance, 0 to 1, of an opaque colour (WCAG 2.2)."""
    channels = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)  # noqa: PLR2004
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    """The contrast ratio of two opaque colours, 1 to 21 (WCAG 2.2)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def over(top: QColor, ground: QColor) -> QColor:
    """What is seen when the translucent `top` is painted on the opaque `ground`."""
    alpha = top.alphaF()
    mixed = (
        alpha * above + (1 - alpha) * below
        for above, below in zip(
            (top.redF(), top.greenF(), top.blueF()),
            (ground.redF(), ground.greenF(), ground.blueF()),
            strict=True,
        )
    )
    return QColor.fromRgbF(*mixed)
