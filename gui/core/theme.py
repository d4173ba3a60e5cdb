"""The themes, light, dark and two of high contrast, and how a label looks in each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Protocol

from PySide6.QtGui import QColor

from annotations.model.label_set import Label
from annotations.model.records import Kind
from gui.core.colours import TONES, contrast, readable

_READABLE, _WELL_READABLE = 4.5, 7.0  # the least contrast of text, WCAG 2.2 AA and AAA
_INK, _PAPER = "#14161a", "#ffffff"


class ThemeName(StrEnum):
    """Which of the themes."""

    LIGHT = "light"
    DARK = "dark"
    BLACK = "black"
    """High contrast, light on black."""
    WHITE = "white"
    """High contrast, dark on white."""


class BarPattern(StrEnum):
    """How the bar under a mention is drawn, so that kinds differ without colour."""

    SOLID = "solid"
    DOUBLE = "double"
    DOTTED = "dotted"


@dataclass(frozen=True, eq=False)
class Theme:
    """All colours of the window; opaque but for `selection`, `current`, `hover` and `shadow`."""

    name: ThemeName
    base: QColor
    """Behind the document's text and in lists."""
    panel: QColor
    """Behind panels, bars and dialogs."""
    raised: QColor
    """Buttons and keycaps."""
    border: QColor
    """Lines between parts; decoration only."""
    outline: QColor
    """The edge of fields and buttons: at least 3:1 on base and panel."""
    text: QColor
    muted: QColor
    """Second-rank text: offsets, counts, hints."""
    dimmed: QColor
    """Document text that is boilerplate."""
    caret: QColor
    selection: QColor
    selection_text: QColor
    current: QColor
    """The veil over the current row of a list; in the text the current mention has a frame."""
    hover: QColor
    chip_text: QColor
    """On chips that are no label's, such as "+3", drawn in `muted`."""
    accent: QColor
    """Focus rings, links, what is switched on."""
    accent_text: QColor
    """On `accent`."""
    ok: QColor
    warning: QColor
    error: QColor
    shadow: QColor
    tint_alpha: float
    """How strong one label's veil is; four of them leave the text readable."""

    @property
    def is_dark(self) -> bool:
        """Whether text is light on a dark ground."""
        return self.name in (ThemeName.DARK, ThemeName.BLACK)

    @property
    def is_high_contrast(self) -> bool:
        """Whether all text has a contrast of 7:1 and nothing is said by a faint colour alone."""
        return self.name in (ThemeName.BLACK, ThemeName.WHITE)

    @property
    def disabled(self) -> QColor:
        """Text of what cannot be chosen now; with high contrast, outlines are as strong as text."""
        return self.border if self.is_high_contrast else self.outline

    @property
    def least_contrast(self) -> float:
        """What text of any rank is held to."""
        return _WELL_READABLE if self.is_high_contrast else _READABLE


class Themed(Protocol):
    """A part of the window that draws in the colours of a theme."""

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        ...


@dataclass(frozen=True, eq=False)
class LabelStyle:
    """How mentions with one label look: veil, bar, chip."""

    background: QColor
    """Translucent, to be stacked behind text."""
    bar: QColor
    chip: QColor
    chip_text: QColor
    pattern: BarPattern
    caption: str


LIGHT = Theme(
    name=ThemeName.LIGHT,
    base=QColor("#fdfdfc"),
    panel=QColor("#f6f6f4"),
    raised=QColor("#ffffff"),
    border=QColor("#dcdbd6"),
    outline=QColor("#85847f"),
    text=QColor("#1c1d21"),
    muted=QColor("#5d5e63"),
    dimmed=QColor("#6b6c70"),
    caret=QColor("#0b0c0e"),
    selection=QColor("#ffd84d"),
    selection_text=QColor("#1c1d21"),
    current=QColor(29, 91, 191, 36),
    hover=QColor(20, 22, 26, 20),
    chip_text=QColor("#ffffff"),
    accent=QColor("#1d5bbf"),
    accent_text=QColor("#ffffff"),
    ok=QColor("#1d6b3a"),
    warning=QColor("#8a5200"),
    error=QColor("#b3261e"),
    shadow=QColor(20, 22, 26, 40),
    tint_alpha=0.26,
)

DARK = Theme(
    name=ThemeName.DARK,
    base=QColor("#17191d"),
    panel=QColor("#1f2227"),
    raised=QColor("#2b2f36"),
    border=QColor("#363b43"),
    outline=QColor("#7b818b"),
    text=QColor("#efefec"),
    muted=QColor("#a6a9b0"),
    dimmed=QColor("#999ca4"),
    caret=QColor("#ffffff"),
    selection=QColor("#7a5f00"),
    selection_text=QColor("#fffaf0"),
    current=QColor(138, 180, 248, 38),
    hover=QColor(255, 255, 255, 22),
    chip_text=QColor("#14161a"),
    accent=QColor("#8ab4f8"),
    accent_text=QColor("#10131a"),
    ok=QColor("#7ccf94"),
    warning=QColor("#f0b45a"),
    error=QColor("#ff9a91"),
    shadow=QColor(0, 0, 0, 90),
    tint_alpha=0.26,
)

BLACK = Theme(
    name=ThemeName.BLACK,
    base=QColor("#000000"),
    panel=QColor("#000000"),
    raised=QColor("#141414"),
    border=QColor("#9a9a9a"),
    outline=QColor("#ffffff"),
    text=QColor("#ffffff"),
    muted=QColor("#e2e2e2"),
    dimmed=QColor("#cccccc"),
    caret=QColor("#ffffff"),
    selection=QColor("#ffe23d"),
    selection_text=QColor("#000000"),
    current=QColor(255, 255, 255, 88),
    hover=QColor(255, 255, 255, 24),
    chip_text=QColor("#000000"),
    accent=QColor("#5fd0ff"),
    accent_text=QColor("#000000"),
    ok=QColor("#7dffa1"),
    warning=QColor("#ffcf66"),
    error=QColor("#ffb3ab"),
    shadow=QColor(0, 0, 0, 0),
    tint_alpha=0.205,
)

WHITE = Theme(
    name=ThemeName.WHITE,
    base=QColor("#ffffff"),
    panel=QColor("#ffffff"),
    raised=QColor("#f7f7f7"),
    border=QColor("#5c5c5c"),
    outline=QColor("#000000"),
    text=QColor("#000000"),
    muted=QColor("#1f1f1f"),
    dimmed=QColor("#404040"),
    caret=QColor("#000000"),
    selection=QColor("#00429c"),
    selection_text=QColor("#ffffff"),
    current=QColor(0, 0, 0, 104),
    hover=QColor(0, 0, 0, 36),
    chip_text=QColor("#ffffff"),
    accent=QColor("#0037c4"),
    accent_text=QColor("#ffffff"),
    ok=QColor("#0a4f24"),
    warning=QColor("#613900"),
    error=QColor("#8f0d0d"),
    shadow=QColor(0, 0, 0, 0),
    tint_alpha=0.25,
)

_PATTERNS = {
    Kind.ENTITY: BarPattern.SOLID,
    Kind.EVENT: BarPattern.DOUBLE,
    Kind.BOILERPLATE: BarPattern.DOTTED,
}


def pattern_of(kind: Kind) -> BarPattern:
    """The bar pattern of a kind."""
    return _PATTERNS[kind]


def label_style(theme: Theme, label: Label) -> LabelStyle:
    """How mentions with the label look; a colour name that is not known counts as grey."""
    return _style(theme, label.kind, label.colour, label.id)


@lru_cache(maxsize=4096)
def _style(theme: Theme, kind: Kind, colour: str, caption: str) -> LabelStyle:
    tones = TONES.get(colour, TONES["grey"])
    bar = QColor(tones.dark if theme.is_dark else tones.light)
    background = QColor(tones.dark_tint if theme.is_dark else tones.light_tint)
    background.setAlphaF(theme.tint_alpha)
    chip, chip_text = _chip(theme, bar)
    return LabelStyle(background, bar, chip, chip_text, pattern_of(kind), caption)


def _chip(theme: Theme, bar: QColor) -> tuple[QColor, QColor]:
    """The plate, as near to the bar's colour as lets its text be read, and that text, white or near-black."""
    plates = [(readable(bar, text, theme.least_contrast), text) for text in (QColor(_PAPER), QColor(_INK))]
    return min(plates, key=lambda one: contrast(one[0], bar))
