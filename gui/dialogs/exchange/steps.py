"""A dialog of several steps, each on a page, with long work between them that can be cancelled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotations.words import mark, tr, trn
from gui.core.job import HowFar, Job, Work
from gui.core.theme import Theme
from gui.dialogs.exchange.troubles import sentence_of
from gui.dialogs.frame import FramedDialog

_SIZE = 820, 640
_STEPS = {
    "reading": mark("Reading"),
    "looking for copies": mark("Looking for copies"),
    "looking": mark("Looking at what is there"),
    "writing": mark("Writing"),
    "reading back": mark("Reading back"),
    "checking": mark("Checking with the format’s own reader"),
    "keeping": mark("Keeping the files that are read"),
    "importing": mark("Importing"),
}


class StepDialog(FramedDialog):
    """Pages in a row. What is wrong is said below the page, and work under way is shown there."""

    def __init__(self, title: str, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(title, "", QDialogButtonBox.StandardButton.Close, parent)
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.pages = QStackedWidget()
        self._firsts: list[QWidget] = []
        self.remark = QLabel()
        self.remark.setWordWrap(True)
        self.remark.setTextFormat(Qt.TextFormat.PlainText)
        self.remark.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.job: Job | None = None
        self._make_buttons()
        self._make_progress()
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.pages, 1)
        layout.addWidget(self.remark)
        layout.addWidget(self._working)
        self.set_body(body)
        self.resize(*_SIZE)
        self.set_theme(theme)
        self.say("")

    # -- what dialogs of steps override ---------------------------------------------------------------

    def go_on(self) -> None:
        """Do what the button to go on says on the page that is shown."""

    def word_for_on(self) -> str:
        """What that button says; nothing where there is no further step."""
        return tr("&Next")

    # -- what they use --------------------------------------------------------------------------------

    def add_page(self, page: QWidget, first: QWidget) -> None:
        """Add a page; ``first`` gets the keyboard when it comes up."""
        self.pages.addWidget(page)
        self._firsts.append(first)

    def say(self, sentence: str) -> None:
        """Say in place what is wrong; nothing takes it away."""
        self.remark.setText(sentence)
        self.remark.setVisible(bool(sentence))

    def show_page(self, number: int) -> None:
        """Go to a page, counted from 0, and its first field."""
        self.say("")
        self.pages.setCurrentIndex(number)
        self._enable()
        self._firsts[number].setFocus(Qt.FocusReason.OtherFocusReason)

    def run(self, work: Work, then: Callable[[Any], None], stopped: str) -> None:
        """Do long work, then something with what it gives; ``stopped`` is said when it was cancelled."""
        self.say("")
        job = self.job = Job(work, self)
        job.progressed.connect(self._show_progress)
        job.done.connect(lambda result: self._over(lambda: then(result)))
        job.failed.connect(self._failed)
        job.cancelled.connect(lambda: self._over(lambda: self.say(stopped)))
        self._bar.setRange(0, 0)
        self._how_far.setText("")
        self._enable()
        self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)
        job.start()

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        palette = self.remark.palette()
        palette.setColor(self.remark.foregroundRole(), theme.error)
        self.remark.setPalette(palette)

    def reject(self) -> None:
        """Escape and closing cancel what is under way first."""
        if self.job is not None:
            self.job.cancel()
        else:
            super().reject()

    def let_go(self) -> None:
        """Close whatever is under way; for when the window closes."""
        if self.job is not None:
            self.job.stop()
            self.job = None
        self.close()

    # -- inside ---------------------------------------------------------------------------------------

    def _make_buttons(self) -> None:
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.back_button = self.buttons.addButton(tr("&Back"), QDialogButtonBox.ButtonRole.ResetRole)
        self.on_button = self.buttons.addButton(tr("&Next"), role)
        self.on_button.setDefault(True)
        self.back_button.setAutoDefault(False)
        self.back_button.clicked.connect(lambda: self.show_page(self.pages.currentIndex() - 1))
        self.on_button.clicked.connect(self.go_on)
        self.close_button = self.buttons.button(QDialogButtonBox.StandardButton.Close)
        self.close_button.setAutoDefault(False)

    def _make_progress(self) -> None:
        self._working = QWidget()
        row = QHBoxLayout(self._working)
        row.setContentsMargins(0, 0, 0, 0)
        self._bar, self._how_far = QProgressBar(), QLabel()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(tr("How far it is"))
        self.cancel_button = QPushButton(tr("Cancel"))
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(self.reject)
        for part, stretch in ((self._bar, 2), (self._how_far, 1), (self.cancel_button, 0)):
            row.addWidget(part, stretch)

    def _enable(self) -> None:
        works = self.job is not None
        word = self.word_for_on()
        self._working.setVisible(works)
        self.pages.setEnabled(not works)
        self.on_button.setText(word or tr("&Next"))
        self.on_button.setVisible(bool(word))
        # Not hidden: a box of buttons does not put back into the round of Tab what it has hidden.
        self.back_button.setEnabled(self.pages.currentIndex() > 0 and bool(word) and not works)
        for button in (self.on_button, self.close_button):
            button.setEnabled(not works)
        QWidget.setTabOrder(self.back_button, self.on_button)
        QWidget.setTabOrder(self.on_button, self.close_button)

    def _show_progress(self, how_far: HowFar) -> None:
        self._bar.setRange(0, how_far.total or 0)
        self._bar.setValue(how_far.done)
        step = tr(_STEPS[how_far.step])
        count = trn("{count:,} document", "{count:,} documents", how_far.done) if how_far.done else ""
        self._how_far.setText(tr("{step}: {count}", step=step, count=count) if count else step)

    def _over(self, then: Callable[[], None]) -> None:
        if self.job is not None:
            self.job.deleteLater()
            self.job = None
        self._enable()
        self.on_button.setFocus(Qt.FocusReason.OtherFocusReason)
        then()

    def _failed(self, error: Exception) -> None:
        sentence = sentence_of(error)
        self._over(lambda: self.say(sentence or tr("Something went wrong; nothing was changed.")))
        if sentence is None:
            raise error
