"""Measures of colour: CIE Lab, CIEDE2000, and what eyes without one kind of cone see."""

from __future__ import annotations

import math

from PySide6.QtGui import QColor

Rows = tuple[tuple[float, float, float], ...]

_TO_XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)

DEFICIENCIES: dict[str, Rows] = {
    # Machado, Oliveira, Fernandes: A Physiologically-based Model for Simulation of Color Vision Deficiency,
    # IEEE TVCG 15(6), 2009, severity 1.0; the matrices are meant for linear RGB.
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def seen_with(deficiency: str, colour: QColor) -> QColor:
    """How the colour looks to somebody with the deficiency, as seen by somebody without."""
    red, green, blue = _times(DEFICIENCIES[deficiency], _linear(colour))
    return QColor.fromRgbF(_encoded(red), _encoded(green), _encoded(blue))


def lightness(colour: QColor) -> float:
    """CIE L*, 0 to 100."""
    return _lab(colour)[0]


def distance(one: QColor, other: QColor) -> float:
    """CIEDE2000 (Sharma, Wu, Dalal 2005), all weights 1."""
    (l1, a1, b1), (l2, a2, b2) = _lab(one), _lab(other)
    mean_c7 = ((math.hypot(a1, b1) + math.hypot(a2, b2)) / 2) ** 7
    stretch = 1.5 - 0.5 * math.sqrt(mean_c7 / (mean_c7 + 25**7))
    c1, c2 = math.hypot(a1 * stretch, b1), math.hypot(a2 * stretch, b2)
    h1, h2 = (math.degrees(math.atan2(b, a * stretch)) % 360 for a, b in ((a1, b1), (a2, b2)))
    dh = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    mean_h = (h1 + dh / 2) % 360 if c1 * c2 else h1 + h2
    mean_l, mean_c = (l1 + l2) / 2, (c1 + c2) / 2
    t = sum(
        w * math.cos(math.radians(n * mean_h + shift))
        for w, n, shift in ((-0.17, 1, -30), (0.24, 2, 0), (0.32, 3, 6), (-0.20, 4, -63))
    )
    s_l = 1 + 0.015 * (mean_l - 50) ** 2 / math.sqrt(20 + (mean_l - 50) ** 2)
    s_c, s_h = 1 + 0.045 * mean_c, 1 + 0.015 * mean_c * (1 + t)
    turn = (
        -2
        * math.sqrt(mean_c**7 / (mean_c**7 + 25**7))
        * math.sin(math.radians(60 * math.exp(-(((mean_h - 275) / 25) ** 2))))
    )
    hue = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(dh / 2)) / s_h
    chroma = (c2 - c1) / s_c
    return math.sqrt(((l2 - l1) / s_l) ** 2 + chroma**2 + hue**2 + turn * chroma * hue)


def _lab(colour: QColor) -> tuple[float, float, float]:
    xyz = _times(_TO_XYZ, _linear(colour))
    x, y, z = (
        t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116
        for t in (xyz[0] / 0.95047, xyz[1], xyz[2] / 1.08883)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _linear(colour: QColor) -> list[float]:
    channels = (colour.redF(), colour.greenF(), colour.blueF())
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def _encoded(linear: float) -> float:
    inside = min(1.0, max(0.0, linear))
    return inside * 12.92 if inside <= 0.0031308 else 1.055 * inside ** (1 / 2.4) - 0.055


def _times(rows: Rows, vector: list[float]) -> list[float]:
    return [sum(m * c for m, c in zip(row, vector, strict=True)) for row in rows]
