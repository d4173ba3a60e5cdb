"""The tour in the window: on the user's own copy of the shipped article."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from annotations.model.change import Change
from annotations.model.records import Kind
from annotations.words import tr
from gui.core import settings as stored
from gui.core.article import tour_folder, unlabelled_copy
from gui.core.interaction import Gravity
from gui.core.theme import Themed
from gui.documents.open_document import OpenDocument
from gui.editor.tour import STEPS, Tour
from gui.widgets.banner import BannerAction
from gui.widgets.tour_bar import TourBar
from gui.window.feature import Feature
from gui.window.frame import Frame

WELCOME = "welcome"


class Touring(Feature):
    """Two minutes with the real keys; Help starts it, and the first start of the program."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.bar = TourBar()
        self.tour = Tour(frame.window)
        self.tour.moved.connect(self._show)
        self.bar.skipWanted.connect(self._skip)
        self.bar.stopWanted.connect(self._stop)
        frame.below_text(self.bar)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Start the tour."""
        return {"help.tour": self.start}

    def themed(self) -> Sequence[Themed]:
        """The bar."""
        return (self.bar,)

    def panes(self) -> Sequence[QWidget]:
        """The bar, while the tour is on."""
        return (self.bar,)

    def attach(self, document: OpenDocument | None) -> None:
        """The tour belongs to its article: another document ends it."""
        if document is None or tour_folder() not in document.session.path.parents:
            self.tour.stop()

    def changed(self, change: Change) -> None:
        """See whether that was what was to be done."""
        self.tour.see(change)

    def start(self) -> None:
        """Open the article, the caret at its start, and begin."""
        self.frame.banners.dismiss(WELCOME)
        self._remember()
        try:
            article = unlabelled_copy()
        except OSError as error:
            self.frame.ask.tell(Gravity.ERROR, tr("The tour cannot begin"), str(error))
            return
        if self.frame.desk.open(article):
            self.frame.view.set_caret(0)
            self.tour.start()
            self.frame.back_to_text()

    def welcome(self, *, begin: bool) -> None:
        """At the first start: begin the tour, or offer it when there is something else to look at."""
        if self.frame.services.settings.get(stored.TOURED):
            return
        if begin:
            self.start()
        else:
            offer = [BannerAction(tr("Take the &Tour"), self.start)]
            sentence = tr("New here? A tour of two minutes shows the keys, on an article of its own.")
            self.frame.banners.show_banner(WELCOME, Gravity.INFO, sentence, offer)
            self._remember()

    def _remember(self) -> None:
        self.frame.services.settings.set(stored.TOURED, True)

    def _skip(self) -> None:
        self.tour.skip()
        self.frame.back_to_text()

    def _stop(self) -> None:
        self.tour.stop()
        self.frame.back_to_text()

    def _show(self, at: int | None) -> None:
        step = self.tour.step
        if at is None:
            self.bar.hide()
        elif step is None:
            keys = tuple(self._key(name) for name in ("help.keys", "help.commands"))
            sentence = tr(
                "All you did is saved already, in a file beside the text. Every key is on the key sheet; "
                "everything the program can do is found by its name."
            )
            self.bar.show_step(tr("That is all it takes"), sentence, keys, tr("&Close"))
        else:
            title = tr("{number} of {count}: {title}", number=at + 1, count=len(STEPS), title=tr(step.title))
            keys = tuple(key for name in step.keys if (key := self._key(name)))
            self.bar.show_step(title, tr(step.sentence), keys, tr("S&kip"))
        self.bar.stop_button.setVisible(step is not None)

    def _key(self, name: str) -> str:
        """The key as it is now, in portable text; empty when there is none."""
        sort, _, what = name.partition(":")
        if sort == "key":
            return what
        if sort == "label":
            kind, _, label_id = what.partition(".")
            label = self.frame.services.label_set.label(Kind(kind), label_id)
            return "" if label is None else label.key or ""
        return self.frame.actions[name].shortcut().toString(QKeySequence.SequenceFormat.PortableText)
