"""The pictures of the README and of the dialogs, made from the labelled sample (`make screenshots`).

What the documentation shows goes to docs/images, the rest, for looking over, to out/screenshots. The window
is drawn offscreen, with a caret that does not blink: on one machine the same program gives the same pictures.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, str(REPOSITORY))

from PySide6.QtCore import QPoint, QSize, QTimer  # noqa: E402 - the platform is chosen above
from PySide6.QtGui import QImage  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from annotations.formats.native import label_set_from_dict  # noqa: E402
from annotations.model.label_set import LabelSet  # noqa: E402
from annotations.suggest.walk import Obstacle  # noqa: E402
from annotations.text.decoding import decode  # noqa: E402
from gui.app import application_object  # noqa: E402
from gui.core.appearance import Appearance, ThemeChoice  # noqa: E402
from gui.core.interaction import Gravity  # noqa: E402
from gui.core.keymap import Keymap  # noqa: E402
from gui.core.settings import Settings  # noqa: E402
from gui.core.theme import Theme  # noqa: E402
from gui.demo import press  # noqa: E402
from gui.dialogs.about import AboutDialog  # noqa: E402
from gui.dialogs.encoding import EncodingDialog  # noqa: E402
from gui.dialogs.interaction import QtInteraction  # noqa: E402
from gui.dialogs.key_sheet import KeySheet  # noqa: E402
from gui.dialogs.keys_editor import KeysEditor  # noqa: E402
from gui.dialogs.preferences import PreferencesDialog  # noqa: E402
from gui.dialogs.problems import ProblemsDialog  # noqa: E402
from gui.dialogs.statistics import StatisticsDialog  # noqa: E402
from gui.main_window import MainWindow  # noqa: E402
from gui.widgets.banner import BannerAction  # noqa: E402
from gui.window.frame import Services  # noqa: E402
from schemas.problems import Problem  # noqa: E402
from schemas.shipped import shipped_label_set  # noqa: E402
from scripts.effort_example import example_entries  # noqa: E402

PUBLISHED = frozenset({"window-light.png", "window-dark.png", "keys-light.png"})
IMAGES, OTHERS = REPOSITORY / "docs" / "images", REPOSITORY / "out" / "screenshots"
SIZE = QSize(1400, 900)

_BANNERS = (
    (Gravity.INFO, "12 edits that were not yet in the label file were recovered from the journal."),
    (Gravity.WARNING, "darna.txt is no longer there. The labels are kept, and still saved."),
    (Gravity.ERROR, "The disk is full. Your labels are kept here, and saving is tried again."),
)
_LEGACY = "Le général a déclaré à l’aube que la forêt brûlait déjà.\r\nÀ Nîmes, l’été.".encode("cp1252")
_SENTENCE = "The label file was opened, but 3 things in it do not agree with the label set."
_PROBLEMS = (
    Problem("/mentions/3/spans/0", "The quote is “Libya”, but the text has “Lybia” at 24–29."),
    Problem("/mentions/17/label", "The label set “news” has no entity label “PERSON”."),
    Problem("/events/2/arguments/0/target", "There is no mention or event “m402”."),
)


@dataclass(frozen=True)
class Studio:
    """A window in one theme, over a folder that holds a copy of the sample."""

    window: MainWindow
    folder: Path
    labels: LabelSet
    theme: Theme

    def take_windows(self) -> None:
        """The window: empty, with the sample, with a menu, with banners."""
        window = self.window
        self._take(window, "empty")
        window.open_document(self.folder / "darna.txt")
        while not window.frame.survey.is_complete:  # the overview is drawn when all is counted
            QApplication.processEvents()
        self._select("Dewan Jihadis Syura", "tidak berwenang")
        self._take(window, "window")
        window.frame.view.contextMenuAt.emit(QPoint(0, 0), window.frame.view.current())
        popup = QApplication.activePopupWidget()
        if popup is not None:
            self._take(popup, "menu")
            popup.close()
        for key, (gravity, sentence) in enumerate(_BANNERS):
            again = [BannerAction("Try &Again", _nothing)] if gravity is Gravity.ERROR else []
            window.frame.banners.show_banner(str(key), gravity, sentence, again)
        self._take(window, "banners")
        window.frame.banners.clear()
        window.frame.back_to_text()
        for one in ("Ctrl+Home", "Ctrl+Right", "g", "p", "Ctrl+Down", "8", "o", "Ctrl+Z", "Ctrl+Alt+H"):
            press(window.frame.view, one)
        self._take(window, "history")

    def take_searches(self) -> None:
        """What labels the hits of a search, one by one, and what words were labelled before."""
        frame, finding, memory = self.window.frame, self.window.finding, self.window.memory
        frame.banners.clear()
        frame.actions["edit.replace"].trigger()
        finding.bar.field.setText("Libya")
        finding.bar.replaceWanted.emit()
        self._take(self.window, "label-hits")
        finding.replace_bar.allowing[Obstacle.OVERLAP].click()
        finding.replace_bar.walkWanted.emit()
        self._take(self.window, "label-hits-one-by-one")
        finding.replace_bar.stopWanted.emit()
        finding.bar.scope.setCurrentIndex(1)
        finding.bar.field.setText("label:PER")
        self._take(self.window, "find-labels")
        finding.finder.close()
        frame.actions["label.memory"].trigger()
        while not memory.panel.tree.topLevelItemCount():  # it waits for the hand to rest
            QApplication.processEvents()
        self._take(self.window, "memory")

    def take_boilerplate(self) -> None:
        """Boilerplate folded away, and the text without it."""
        frame = self.window.frame
        frame.actions["view.fold"].trigger()
        copy = (self.folder / "darna.txt").read_text("utf-8").rindex("TRIPOLI")
        frame.view.set_caret(copy, unfolds=False)
        self._take(self.window, "folded")
        frame.actions["view.fold"].trigger()

        def take() -> None:
            dialog = QApplication.activeModalWidget()
            if dialog is not None:
                self._take(dialog, "clean-text")
                dialog.close()

        QTimer.singleShot(0, take)
        frame.actions["view.clean_text"].trigger()

    def take_tabs(self) -> None:
        """Several documents: one as it is, one read-only, one that is guessed at, one of the same name."""
        desk = self.window.frame.desk
        for name, data in (("sirte.txt", b"Sirte"), ("2023/tripoli.txt", _LEGACY), ("2024/tripoli.txt", b"")):
            path = self.folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
            self.window.documents.open(path, read_only=name == "sirte.txt")
        desk.step(-1)
        self._take(self.window, "tabs")
        self._take(self.window.tabs.bar, "tabs-alone")
        while len(desk.sheets) > 1:
            desk.close(desk.sheets[-1])

    def take_dialogs(self) -> None:
        """The dialogs, each as large as it makes itself."""
        keys = KeySheet(self.labels, self.theme, QtInteraction(self.window), self.window)
        keys.resize(keys.width(), 860)  # the offscreen platform's screen is small
        for name, dialog in (
            ("keys", keys),
            ("change-keys", KeysEditor(Keymap(), self.labels, self.theme, self.window)),
            ("encoding", EncodingDialog("berita.txt", _LEGACY, decode(_LEGACY), self.window)),
            ("problems", ProblemsDialog("Problems in darna.labels.json", _SENTENCE, _PROBLEMS, self.window)),
            ("statistics", self._statistics()),
            ("about", AboutDialog(self.window)),
            ("preferences", PreferencesDialog(self.window.frame.services.settings, self.window)),
        ):
            dialog.show()
            self._take(dialog, name)
            dialog.close()

    def _statistics(self) -> StatisticsDialog:
        """The statistics of hands that somebody might have."""
        frame = self.window.frame
        count = self.window.effort.count
        count.meter.put_back(example_entries(count.document()))
        return StatisticsDialog(count, frame.ask, self.labels, self.theme, self.window)

    def _select(self, current: str, selected: str) -> None:
        """Make the first mention of one text current, and select another text."""
        text, view = (self.folder / "darna.txt").read_text("utf-8"), self.window.frame.view
        view.setFocus()
        view.set_caret(text.index(current))
        start = text.index(selected)
        view.set_caret(start + len(selected), start)  # the current mention stays

    def _take(self, widget: QWidget, name: str) -> None:
        _settle()
        file = f"{name}-{self.theme.name}.png"
        path = (IMAGES if file in PUBLISHED else OTHERS) / file
        if not widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB888).save(str(path), None, 0):
            raise OSError(f"could not write {path}")
        print(path.relative_to(REPOSITORY))


def main() -> int:
    """Make every picture in both themes."""
    for folder in (IMAGES, OTHERS):
        folder.mkdir(parents=True, exist_ok=True)
    application = application_object()
    application.setCursorFlashTime(0)
    labels = label_set_from_dict(shipped_label_set("news"))
    for choice in (one for one in ThemeChoice if one is not ThemeChoice.SYSTEM):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            for sample in ("darna.txt", "darna.labels.json"):
                shutil.copyfile(REPOSITORY / "samples" / sample, folder / sample)
            appearance = Appearance(application, choice)
            services = Services(Settings(folder / "settings.ini"), appearance, labels, "annotator")
            window = MainWindow(services)
            window.resize(SIZE)
            window.show()
            window.activateWindow()
            studio = Studio(window, folder, labels, appearance.theme)
            studio.take_windows()
            studio.take_searches()
            studio.take_boilerplate()
            studio.take_tabs()
            studio.take_dialogs()
            window.close()
    return 0


def _settle() -> None:
    """Let everything that waits for its turn be done and painted."""
    for _ in range(10):
        QApplication.processEvents()


def _nothing() -> None:
    """What the buttons of a picture do."""


if __name__ == "__main__":
    sys.exit(main())
