"""Every test runs offscreen, in a home of its own, and in silence.

A test fails on a log record of level WARNING or more (`expect_log("pattern")` first, if it is meant), on a
message of Qt (mark it `qt_log_ignore`), on a Python warning, on an exception in a thread or a destructor, and
on a thread or a top-level widget that outlives it.
"""

import gc
import logging
import os
import re
import sys
import threading
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, QThreadPool
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication, QWidget

# Before the first QApplication: nothing of the desktop that runs the tests may show in them.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
for _name in ("QT_SCALE_FACTOR", "QT_STYLE_OVERRIDE", "QT_QPA_PLATFORMTHEME", "QT_LOGGING_RULES", "LANGUAGE"):
    os.environ.pop(_name, None)
os.environ["LC_ALL"] = "C.UTF-8"

GRACE_SECONDS = 2.0
FONT_FAMILIES = ("DejaVu Sans", "Noto Sans", "Liberation Sans", "Arial")

settings.register_profile(
    "steady", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("explore", deadline=None, max_examples=1000, print_blob=True)
settings.load_profile(os.environ.get("SOROT_HYPOTHESIS", "steady"))

_call_failed = pytest.StashKey[bool]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the switch of the image tests; only this file can, whatever folder is run."""
    parser.addoption("--update", action="store_true", help="write the expected images anew")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Note a failed call: its traceback keeps widgets alive, which is not the test's fault."""
    report = yield
    if report.failed:
        item.stash[_call_failed] = True
    return report


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the test's own: settings, data, journals and caches go there."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("USERPROFILE", str(folder))
    for variable, place in (
        ("XDG_CONFIG_HOME", ".config"),
        ("XDG_DATA_HOME", ".local/share"),
        ("XDG_STATE_HOME", ".local/state"),
        ("XDG_CACHE_HOME", ".cache"),
        ("WIN_PD_OVERRIDE_APPDATA", "AppData/Roaming"),
        ("WIN_PD_OVERRIDE_LOCAL_APPDATA", "AppData/Local"),
    ):
        monkeypatch.setenv(variable, str(folder / place))
    # QSettings looks at the environment once in a process.
    for kind in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(kind, QSettings.Scope.UserScope, str(folder / ".config"))
    return folder


class _Noise(logging.Handler):
    """Collects loud log records, and the patterns a test said it expects."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []
        self.expected: list[re.Pattern[str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def complaints(self) -> Iterator[str]:
        messages = [record.getMessage() for record in self.records]
        for record, message in zip(self.records, messages, strict=True):
            if not any(pattern.search(message) for pattern in self.expected):
                yield f"log record {record.levelname} {record.name}: {message}"
        for pattern in self.expected:
            if not any(pattern.search(message) for message in messages):
                yield f"expected a log record like {pattern.pattern!r}, saw none"


@pytest.fixture(autouse=True)
def _noise(home: Path) -> Iterator[_Noise]:
    noise = _Noise()
    logging.getLogger().addHandler(noise)
    yield noise
    logging.getLogger().removeHandler(noise)
    if complaints := list(noise.complaints()):
        pytest.fail("\n".join(complaints), pytrace=False)


@pytest.fixture
def expect_log(_noise: _Noise) -> Callable[[str], None]:
    """`expect_log(r"cannot save .*")`: a log record like this is meant, and has to come."""

    def expect(pattern: str) -> None:
        _noise.expected.append(re.compile(pattern))

    return expect


def _top_level_widgets() -> dict[int, QWidget]:
    # Only Qt's own tool tip lives on by design.
    return {
        id(widget): widget
        for widget in (QApplication.topLevelWidgets() if QApplication.instance() else ())
        if widget.metaObject().className() != "QTipLabel"
    }


def _leftover_widgets(before: dict[int, QWidget]) -> list[str]:
    def left() -> list[QWidget]:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return [widget for key, widget in _top_level_widgets().items() if key not in before]

    if QApplication.instance() is None or not left():
        return []
    gc.collect()
    widgets = left()
    names = [f"widget {widget.metaObject().className()} {widget.objectName()!r}" for widget in widgets]
    for widget in widgets:
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return names


def _leftover_threads(before: set[threading.Thread]) -> list[str]:
    names = []
    for thread in set(threading.enumerate()) - before:
        if isinstance(thread, threading._DummyThread):  # one of Qt's own; its pool is asked below
            continue
        thread.join(GRACE_SECONDS)
        if thread.is_alive():
            names.append(f"thread {thread.name}")
    if not QThreadPool.globalInstance().waitForDone(int(GRACE_SECONDS * 1000)):
        names.append("a job in Qt's thread pool")
    return names


@pytest.fixture(autouse=True)
def _nothing_left(request: pytest.FixtureRequest, _noise: _Noise) -> Iterator[None]:
    widgets, threads = _top_level_widgets(), set(threading.enumerate())
    yield
    if request.node.stash.get(_call_failed, False):
        return
    if left := _leftover_widgets(widgets) + _leftover_threads(threads):
        pytest.fail("left behind: " + ", ".join(left), pytrace=False)


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """The application, with one known font where the machine has several."""
    families = set(QFontDatabase.families())
    family = next((name for name in FONT_FAMILIES if name in families), None)
    if family is not None:
        qapp.setFont(QFont(family, 10))
    elif sys.platform.startswith("linux"):
        pytest.exit("no font found: install fonts-dejavu-core", returncode=4)
    return qapp
