"""Start the window: the application object, what the command line says, and the parts put together."""

from __future__ import annotations

import argparse
import getpass
import logging
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from annotations.effort.diary import diary_path
from annotations.store.label_sets import label_set_to_start_with
from gui.core.appearance import Appearance, ThemeChoice
from gui.core.language import LANGUAGES, speak
from gui.core.settings import ANNOTATOR, COME_BACK, DIRECTION, LABEL_SET, LANGUAGE, THEME, Settings
from gui.main_window import MainWindow
from gui.window.frame import Services
from schemas.collector import collector_paused

_log = logging.getLogger(__name__)
_ICON = Path(__file__).parent / "icons" / "sorot.svg"


def window_parser() -> argparse.ArgumentParser:
    """What can be said on the command line when a window is wanted."""
    parser = argparse.ArgumentParser(
        prog="sorot",
        description="Label entities, events and boilerplate in a text. Labels of name.txt are kept in "
        "name.labels.json beside it.",
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="file", help="a document to open, in a tab")
    parser.add_argument(
        "--annotator", metavar="NAME", help="who is labelling (else the setting, else the login name)"
    )
    parser.add_argument(
        "--label-set", type=Path, metavar="FILE",
        help="label with this label set (else the one opened last, else the user's own)",
    )  # fmt: skip
    parser.add_argument("--encoding", help="read the document in this encoding instead of finding it out")
    parser.add_argument("--theme", choices=[choice.value for choice in ThemeChoice], help="for this run only")
    parser.add_argument("--language", choices=list(LANGUAGES), help="of the window, for this run only")
    parser.add_argument("--read-only", action="store_true", help="look, and change nothing")
    parser.add_argument(
        "--demo", action="store_true",
        help="label a copy of the document, or of the shipped article, by key presses; say what came out",
    )  # fmt: skip
    return parser


def run_window(arguments: Sequence[str]) -> int:
    """Open the window and stay until it is closed; return the exit code."""
    options = window_parser().parse_args(arguments)
    if not _has_display():
        if not options.demo:
            sentence = (
                "There is no display here for a window. To see Sorot work without one: sorot --demo FILE"
            )
            print(sentence, file=sys.stderr)  # noqa: T201 - there is no window to say it in
            return 2
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = application_object()
    settings = Settings()
    speak(application, options.language or settings.get(LANGUAGE), settings.get(DIRECTION))
    choice = settings.get(THEME) if options.theme is None else ThemeChoice(options.theme)
    annotator = options.annotator or settings.get(ANNOTATOR) or _login_name()
    chosen = settings.get(LABEL_SET)
    file = label_set_to_start_with(options.label_set or (Path(chosen) if chosen else None))
    services = Services(settings, Appearance(application, choice), file.label_set, annotator, file)
    if options.demo:
        from gui.demo import run_demo  # noqa: PLC0415 - start-up does without it

        return run_demo(services, options.files[0] if options.files else None)
    services = replace(services, diary=diary_path())
    window = _opened_window(services)
    window.start(options.files, options.encoding, read_only=options.read_only)
    while (code := application.exec()) == 0 and window.frame.starts_again:
        paths = [] if settings.get(COME_BACK) else window.frame.closed_paths
        window.deleteLater()
        speak(application, settings.get(LANGUAGE), settings.get(DIRECTION))
        window = _opened_window(services)
        window.start(paths)
    return code


def _opened_window(services: Services) -> MainWindow:
    with collector_paused():
        window = MainWindow(services)
    sys.excepthook = _reporter(window)
    window.show()
    return window


def application_object() -> QApplication:
    """The one application object, named so that settings and desktop files find it."""
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(["sorot"])
    application.setApplicationName("sorot")
    application.setApplicationDisplayName("Sorot")
    application.setDesktopFileName("sorot")
    application.setWindowIcon(QIcon(str(_ICON)))
    return application


def _has_display() -> bool:
    """Whether Qt can open a window or has been told how to do without; without this it would abort."""
    chosen_or_there = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")
    return sys.platform != "linux" or any(os.environ.get(name) for name in chosen_or_there)


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "annotator"


def _reporter(
    window: MainWindow,
) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """An exception nobody caught is logged and said; every edit so far is in the journal already."""

    def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        _log.critical("unexpected error", exc_info=(kind, error, trace))
        window.report_fault(f"{kind.__name__}: {error}")

    return report
