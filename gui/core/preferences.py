"""The table of preferences: what the dialog offers of the settings is made from it, and from nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from PySide6.QtGui import QFontDatabase

from annotations.words import mark, tr
from gui.core import settings as stored
from gui.core.appearance import ThemeChoice
from gui.core.language import DIRECTION_NAMES, LANGUAGES
from gui.core.reading import USUAL_LINE, ColumnPlace, LabelDisplay
from gui.core.settings import Setting

Options = Sequence[tuple[object, str]]
"""Values of a setting, each with its words in the user's language."""


class PreferencePage(StrEnum):
    """The pages of the dialog; one without preferences is not shown."""

    TEXT = "text"
    LABELS = "labels"
    APPEARANCE = "appearance"
    WORK = "work"


PAGE_TITLES: dict[PreferencePage, str] = {
    PreferencePage.TEXT: mark("Text"),
    PreferencePage.LABELS: mark("Labels"),
    PreferencePage.APPEARANCE: mark("Appearance"),
    PreferencePage.WORK: mark("Work"),
}


@dataclass(frozen=True, slots=True)
class Preference:
    """One setting as the dialog offers it. It applies at once, by whoever listens to `Settings.changed`."""

    setting: Setting[Any]
    page: PreferencePage
    text: str
    """Marked for translation, with a letter to go there."""
    options: Callable[[], Options] | None = None
    """What there is to choose from, asked for when the dialog opens; None for a switch."""
    note: str = ""
    """A sentence below, marked for translation."""


def _fonts() -> Options:
    families = [one for one in QFontDatabase.families() if not QFontDatabase.isPrivateFamily(one)]
    return [
        ("", tr("As in the window")),
        *((one, one) for one in families if QFontDatabase.isSmoothlyScalable(one)),
    ]


def _sizes() -> Options:
    sizes = (8, 9, 10, 11, 12, 13, 14, 16, 18, 20, 22, 24, 28, 32, 36, 40, 48)
    return [
        (0, tr("A little larger than in the window")),
        *((one, tr("{size} points", size=one)) for one in sizes),
    ]


def _line_lengths() -> Options:
    lengths = (40, 50, 60, 70, 80, 90, USUAL_LINE, 120, 140, 160, 200)
    words = ((one, tr("{number} characters at most", number=one)) for one in lengths)
    return [*words, (0, tr("As wide as the window"))]


def _columns() -> Options:
    return [
        (ColumnPlace.CENTRED, tr("In the middle")),
        (ColumnPlace.LEADING, tr("Where lines begin")),
    ]


def _spacings() -> Options:
    return [
        (100, tr("Usual")),
        (115, tr("A little wider")),
        (135, tr("Wide")),
        (170, tr("Very wide")),
        (220, tr("As wide as can be")),
    ]


def _displays() -> Options:
    return [
        (LabelDisplay.COLOUR, tr("Ground, bar and chip in the label’s colour")),
        (LabelDisplay.UNDERLINE, tr("Underlines alone; rows are closer together")),
        (LabelDisplay.CHIP, tr("Chips alone; the text stays plain")),
    ]


def _themes() -> Options:
    return [
        (ThemeChoice.SYSTEM, tr("As the system")),
        (ThemeChoice.LIGHT, tr("Light")),
        (ThemeChoice.DARK, tr("Dark")),
        (ThemeChoice.BLACK, tr("High contrast, light on black")),
        (ThemeChoice.WHITE, tr("High contrast, dark on white")),
    ]


def _languages() -> Options:
    # Each in its own words: who has landed in the wrong one must find the way back.
    return [("", tr("As the system")), *LANGUAGES.items()]


def _directions() -> Options:
    return [(direction, tr(words)) for direction, words in DIRECTION_NAMES.items()]


PREFERENCES: tuple[Preference, ...] = (
    Preference(stored.FONT, PreferencePage.TEXT, mark("&Font"), _fonts),
    Preference(
        stored.SIZE, PreferencePage.TEXT, mark("&Size"), _sizes,
        mark("Zooming multiplies it."),
    ),
    Preference(stored.LINE_LENGTH, PreferencePage.TEXT, mark("&Longest line"), _line_lengths),
    Preference(stored.COLUMN, PreferencePage.TEXT, mark("&Column"), _columns),
    Preference(stored.SPACING, PreferencePage.TEXT, mark("Line s&pacing"), _spacings),
    Preference(stored.INVISIBLES, PreferencePage.TEXT, mark("Show &invisible characters")),
    Preference(stored.DISPLAY, PreferencePage.LABELS, mark("&Mentions in the text"), _displays),
    Preference(stored.THEME, PreferencePage.APPEARANCE, mark("&Theme"), _themes),
    Preference(
        stored.LANGUAGE, PreferencePage.APPEARANCE, mark("&Language"), _languages,
        mark("Changes when the preferences are closed."),
    ),
    Preference(
        stored.DIRECTION, PreferencePage.APPEARANCE, mark("La&yout"), _directions,
        mark("Changes when the preferences are closed; the text runs as its letters do."),
    ),
    Preference(
        stored.COME_BACK, PreferencePage.WORK, mark("&Open the documents of the last time at the start"),
        note=mark("Each where you were in it."),
    ),
    Preference(
        stored.EFFORT, PreferencePage.WORK, mark("&Count key presses, clicks and seconds"),
        note=mark("Kept on this computer and never sent; the statistics are made of it."),
    ),
)  # fmt: skip
