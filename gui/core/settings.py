"""One table declares every setting: key, default, check, what it is for. All storing goes through here."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, QSettings, Signal

from annotations.store.folders import config_folder
from gui.core import reading
from gui.core.appearance import ThemeChoice
from gui.core.language import Direction
from gui.core.reading import ColumnPlace, LabelDisplay
from gui.core.remembered import RememberedDesk, read_desk, write_desk

T = TypeVar("T")
Word = TypeVar("Word", bound=StrEnum)

LEAST_ZOOM, MOST_ZOOM = 0.4, 4.0
LATELY_KEPT = 12


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """One setting.

    `read` turns stored JSON into the value or raises TypeError or ValueError; `write` is its inverse.
    """

    key: str
    default: T
    read: Callable[[object], T]
    write: Callable[[T], object]
    doc: str


def _boolean(stored: object) -> bool:
    if not isinstance(stored, bool):
        raise TypeError(f"not true or false: {stored!r}")
    return stored


def _string(stored: object) -> str:
    if not isinstance(stored, str):
        raise TypeError(f"not a text: {stored!r}")
    return stored


def _zoom(stored: object) -> float:
    if isinstance(stored, bool) or not isinstance(stored, int | float):
        raise TypeError(f"not a number: {stored!r}")
    if not LEAST_ZOOM <= stored <= MOST_ZOOM:
        raise ValueError(f"not between {LEAST_ZOOM} and {MOST_ZOOM}: {stored}")
    return float(stored)


Keys = dict[str, tuple[str, ...]]
"""Keys in portable text by the ids of actions."""


def _keys(stored: object) -> Keys:
    if not isinstance(stored, dict):
        raise TypeError(f"not an object: {stored!r}")
    return {action: _texts(keys) for action, keys in stored.items()}


def _texts(stored: object) -> tuple[str, ...]:
    if not isinstance(stored, list):
        raise TypeError(f"not a list: {stored!r}")
    return tuple(_string(one) for one in stored)


def _lately(stored: object) -> tuple[str, ...]:
    return _texts(stored)[:LATELY_KEPT]


def _bytes(stored: object) -> bytes:
    return base64.b64decode(_string(stored), validate=True)


def _base64(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")


def _same(value: object) -> object:
    return value


def _one_of(words: type[Word]) -> Callable[[object], Word]:
    """Reads one of an enumeration's words."""
    return lambda stored: words(_string(stored))


def _count(least: int, most: int, *also: int) -> Callable[[object], int]:
    """Reads a whole number between two, or one of some others."""

    def read(stored: object) -> int:
        if isinstance(stored, bool) or not isinstance(stored, int):
            raise TypeError(f"not a whole number: {stored!r}")
        if not least <= stored <= most and stored not in also:
            raise ValueError(f"not between {least} and {most}: {stored}")
        return stored

    return read


THEME = Setting("view/theme", ThemeChoice.SYSTEM, _one_of(ThemeChoice), str, "The theme, or the system's.")
ZOOM = Setting("view/zoom", 1.0, _zoom, _same, "How much larger the document's text is drawn than usual.")
INVISIBLES = Setting("view/invisibles", False, _boolean, _same, "Whether invisible characters are drawn.")
FONT = Setting("text/font", "", _string, _same, "The font of documents; empty for the window's.")
SIZE = Setting(
    "text/size",
    0,
    _count(reading.LEAST_SIZE, reading.MOST_SIZE, 0),
    _same,
    "Size of a document's text in points; 0 for a little more than the window's words have.",
)
LINE_LENGTH = Setting(
    "text/line_length",
    reading.USUAL_LINE,
    _count(reading.LEAST_LINE, reading.MOST_LINE, 0),
    _same,
    "The longest row in characters; 0 for as long as the window is wide.",
)
COLUMN = Setting(
    "text/column", ColumnPlace.CENTRED, _one_of(ColumnPlace), str, "Where a narrow column of text stands."
)
SPACING = Setting(
    "text/spacing",
    100,
    _count(reading.LEAST_SPACING, reading.MOST_SPACING),
    _same,
    "Distance of rows in per cent.",
)
DISPLAY = Setting(
    "labels/display", LabelDisplay.COLOUR, _one_of(LabelDisplay), str, "How much of a mention is drawn."
)
LANGUAGE = Setting("general/language", "", _string, _same, "The language's code; empty for the system's.")
DIRECTION = Setting(
    "general/direction",
    Direction.LANGUAGE,
    _one_of(Direction),
    str,
    "The direction in which the window is laid out.",
)
ANNOTATOR = Setting("general/annotator", "", _string, _same, "Who labels; empty for the system's user name.")
FOLDER = Setting("general/folder", "", _string, _same, "The folder from which a document was last opened.")
LABEL_SET = Setting("general/label_set", "", _string, _same, "The label set file; empty for the user's own.")
RECENT: Setting[tuple[str, ...]] = Setting(
    "general/recent", (), _lately, list, "Documents opened lately, the last one first."
)
COMMANDS: Setting[tuple[str, ...]] = Setting(
    "general/commands", (), _lately, list, "Ids of what was lately chosen by name, the last one first."
)
EFFORT = Setting(
    "effort/counted", True, _boolean, _same, "Whether key presses, clicks and drags are counted."
)
KEYS: Setting[Keys] = Setting(
    "general/keys", {}, _keys, _same, "Actions whose keys were changed, by id, each with its keys."
)
GEOMETRY = Setting("window/geometry", b"", _bytes, _base64, "Place and size of the window, as Qt words it.")
STATE = Setting("window/state", b"", _bytes, _base64, "Where the panels stand, as Qt words it.")
DESK = Setting(
    "window/desk", RememberedDesk(), read_desk, write_desk, "The documents in tabs, and the place in each."
)
COME_BACK = Setting(
    "window/come_back", True, _boolean, _same, "Whether the tabs are there again at the next start."
)
TOURED = Setting("window/toured", False, _boolean, _same, "Whether the tour has been begun or declined.")

TABLE: tuple[Setting[Any], ...] = (
    DESK, COME_BACK, TOURED,
    FONT, SIZE, LINE_LENGTH, COLUMN, SPACING, DISPLAY,
    THEME, ZOOM, INVISIBLES, LANGUAGE, DIRECTION,
    ANNOTATOR, FOLDER, LABEL_SET, RECENT, COMMANDS, EFFORT, KEYS, GEOMETRY, STATE,
)  # fmt: skip


def settings_path() -> Path:
    """Where settings are kept on this system: an ini file in the user's configuration folder."""
    return config_folder() / "settings.ini"


class Settings(QObject):
    """The stored settings. A value that is missing or does not pass its check counts as the default."""

    changed = Signal(object)
    """The `Setting` that has another value now."""

    def __init__(self, path: Path | None = None) -> None:
        super().__init__()
        self._stored = QSettings(str(path or settings_path()), QSettings.Format.IniFormat)

    @property
    def path(self) -> Path:
        """The file they are in."""
        return Path(self._stored.fileName())

    def get(self, setting: Setting[T]) -> T:
        """The value of the setting."""
        stored = self._stored.value(setting.key)
        try:
            return setting.read(json.loads(stored)) if isinstance(stored, str) else setting.default
        except (TypeError, ValueError, RecursionError):
            return setting.default

    def set(self, setting: Setting[T], value: T) -> None:
        """Store the value; raises TypeError or ValueError when it does not pass the check."""
        stored = json.loads(json.dumps(setting.write(value)))
        setting.read(stored)
        before = self.get(setting)
        self._stored.setValue(setting.key, json.dumps(stored))
        if value != before:
            self.changed.emit(setting)

    def put_first(self, setting: Setting[tuple[str, ...]], latest: str) -> None:
        """Put it before the others of those that were used lately; as many as `LATELY_KEPT` are kept."""
        others = (one for one in self.get(setting) if one != latest)
        self.set(setting, (latest, *others)[:LATELY_KEPT])

    def save(self) -> None:
        """Write to disk now; otherwise that happens soon, and at the end."""
        self._stored.sync()


class RecentFiles:
    """The documents opened lately, the last one first."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def paths(self) -> list[Path]:
        """The files, also those that are gone by now."""
        return [Path(path) for path in self._settings.get(RECENT)]

    def add(self, path: Path) -> None:
        """Put the file first."""
        self._settings.put_first(RECENT, str(path.absolute()))

    def remove(self, path: Path) -> None:
        """Forget a file, such as one that is gone."""
        kept = (one for one in self._settings.get(RECENT) if one != str(path.absolute()))
        self._settings.set(RECENT, tuple(kept))

    def clear(self) -> None:
        """Forget them all."""
        self._settings.set(RECENT, ())
