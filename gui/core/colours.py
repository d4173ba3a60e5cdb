"""Colour names of label sets as tones, and the arithmetic of contrast.

The tones are the outcome of a search in CIE LCh, each within its name's hues: any two of them differ for eyes
without one of the three cones too, and neighbours in hue differ in lightness. `tests/core/test_theme.py` and
`tests/core/test_colour_vision.py` hold them to that.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor

_SHADES = 24


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
    "red": Tones("#c31834", "#fe928c", "#fa6667", "#a74c49"),
    "orange": Tones("#d86f49", "#f29c6a", "#fe9249", "#9a572f"),
    "amber": Tones("#a67005", "#daa85a", "#ffc739", "#876120"),
    "olive": Tones("#565100", "#b1b65a", "#cfc984", "#676d21"),
    "green": Tones("#006d40", "#72c27c", "#5aa36b", "#31753e"),
    "teal": Tones("#008381", "#14c5bc", "#10c3b5", "#027570"),
    "cyan": Tones("#0098c8", "#13c0e7", "#9be9ff", "#0c728a"),
    "blue": Tones("#055db7", "#80b2fe", "#91adff", "#2b6aae"),
    "indigo": Tones("#2734b2", "#b0a6fe", "#9882fe", "#6560a6"),
    "violet": Tones("#591474", "#d09def", "#b168c4", "#80579a"),
    "magenta": Tones("#c756a1", "#fc8dbe", "#fda8d2", "#a34a73"),
    "brown": Tones("#532a0f", "#ee9e65", "#b16f38", "#96592b"),
    "slate": Tones("#455261", "#98b3d1", "#828e9f", "#546a81"),
    "grey": Tones("#938b85", "#b4b0a9", "#dadad1", "#6b6862"),
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


def readable(colour: QColor, ground: QColor, least: float) -> QColor:
    """The colour, or the nearest shade of it that has at least this contrast on the ground."""
    lighter = contrast(QColor("white"), ground) > contrast(QColor("black"), ground)
    shade = colour
    for step in range(1, _SHADES + 1):
        if contrast(shade, ground) >= least:
            break
        end = QColor("white") if lighter else QColor("black")
        end.setAlphaF(step / _SHADES)
        shade = over(end, colour)
    return shade


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
