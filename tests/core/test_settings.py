"""Settings: one table, checked values, defaults for whatever cannot be read."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from gui.core import settings as table
from gui.core.appearance import ThemeChoice
from gui.core.language import Direction
from gui.core.reading import ColumnPlace, LabelDisplay
from gui.core.remembered import RememberedDesk, RememberedDocument, Stand
from gui.core.settings import LATELY_KEPT, TABLE, RecentFiles, Setting, Settings, settings_path

SAMPLES = {
    "window/desk": RememberedDesk(
        (
            RememberedDocument("/a.txt"),
            RememberedDocument("C:\\ü.txt", "cp1250", True, Stand(7, 3, 2, -12, "m1")),
        ),
        1,
    ),
    "window/come_back": False,
    "view/theme": ThemeChoice.DARK,
    "view/zoom": 1.5,
    "view/invisibles": True,
    "text/font": "Noto Serif",
    "text/size": 14,
    "text/line_length": 0,
    "text/column": ColumnPlace.LEADING,
    "text/spacing": 150,
    "labels/display": LabelDisplay.CHIP,
    "general/language": "id",
    "general/direction": Direction.RIGHT_TO_LEFT,
    "general/annotator": 'Siti, "S" = 1; é',
    "general/folder": "C:\\texts, other",
    "general/label_set": "/team/news.labelset.json",
    "general/recent": ("/a/b,c.txt", "/ü.txt"),
    "general/commands": ("edit.find", "label.entity.PER"),
    "effort/counted": False,
    "general/keys": {"edit.find": ("Ctrl+R",), "edit.copy": ()},
    "window/toured": True,
    "window/geometry": b"\x00\xff\x01",
    "window/state": bytes(range(256)),
}
BAD = ["", "nonsense", "[1]", "{}", "null", "17e99", "@ByteArray(x)", '"@@"', "[[]]", "[" * 100_000]


def test_the_table_holds_every_setting_once() -> None:
    declared = [value for value in vars(table).values() if isinstance(value, Setting)]
    assert {one.key for one in declared} == {one.key for one in TABLE}
    assert len({one.key for one in TABLE}) == len(TABLE)
    assert set(SAMPLES) == {one.key for one in TABLE}


@pytest.mark.parametrize("setting", TABLE, ids=lambda one: one.key)
def test_a_setting_comes_back_from_disk(setting: Setting[object]) -> None:
    assert setting.doc.endswith(".")
    settings = Settings()
    assert settings.get(setting) == setting.default
    settings.set(setting, SAMPLES[setting.key])
    settings.save()
    del settings
    fresh = Settings()
    assert fresh.get(setting) == SAMPLES[setting.key]
    assert type(fresh.get(setting)) is type(setting.default)


@pytest.mark.parametrize("stored", BAD)
@pytest.mark.parametrize("setting", TABLE, ids=lambda one: one.key)
def test_a_value_that_cannot_be_read_is_the_default(setting: Setting[object], stored: str) -> None:
    QSettings(str(settings_path()), QSettings.Format.IniFormat).setValue(setting.key, stored)
    value = Settings().get(setting)
    assert type(value) is type(setting.default)


def test_a_file_that_is_no_settings_file_does_no_harm() -> None:
    settings_path().parent.mkdir(parents=True)
    settings_path().write_bytes(bytes(range(256)) * 20)
    assert [Settings().get(one) for one in TABLE] == [one.default for one in TABLE]


def test_a_value_out_of_range_is_refused() -> None:
    settings = Settings()
    with pytest.raises(ValueError, match="between"):
        settings.set(table.ZOOM, 99.0)
    assert settings.get(table.ZOOM) == 1.0


@pytest.mark.parametrize(
    "setting, wrong",
    [(table.SIZE, 5), (table.SIZE, 49), (table.LINE_LENGTH, 29), (table.SPACING, 99), (table.SPACING, 0)],
)
def test_a_number_out_of_range_is_refused_and_not_read(setting: Setting[int], wrong: int) -> None:
    settings = Settings()
    with pytest.raises(ValueError, match="between"):
        settings.set(setting, wrong)
    QSettings(str(settings_path()), QSettings.Format.IniFormat).setValue(setting.key, str(wrong))
    assert Settings().get(setting) == setting.default


def test_a_change_is_told_once_and_only_when_it_is_one() -> None:
    settings = Settings()
    heard: list[Setting[object]] = []
    settings.changed.connect(heard.append)
    settings.set(table.ZOOM, 1.0)
    assert heard == []
    settings.set(table.ZOOM, 2.0)
    settings.set(table.ZOOM, 2.0)
    assert heard == [table.ZOOM]


def test_settings_are_kept_in_the_user_s_folder(home: Path) -> None:
    assert home in settings_path().parents


def test_what_was_used_lately_is_kept_once_and_the_latest_first() -> None:
    settings = Settings()
    for used in ("a", *"b123456789", "a", "0", "c"):
        settings.put_first(table.COMMANDS, used)
    assert settings.get(table.COMMANDS) == ("c", "0", "a", *"987654321")
    assert len(settings.get(table.COMMANDS)) == LATELY_KEPT


def test_recent_files_are_kept_in_order_and_few(tmp_path: Path) -> None:
    recent = RecentFiles(Settings())
    files = [tmp_path / f"{number}.txt" for number in range(LATELY_KEPT + 3)]
    for path in files:
        recent.add(path)
    recent.add(files[5])
    assert recent.paths()[:2] == [files[5], files[-1]]
    assert len(recent.paths()) == LATELY_KEPT
    recent.remove(files[5])
    assert files[5] not in recent.paths()
    recent.clear()
    assert recent.paths() == []
