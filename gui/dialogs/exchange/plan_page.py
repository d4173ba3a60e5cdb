"""What an import will do, before it does: what is new, the same, merged, refused, lost, and was decided."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QListWidget, QTabWidget, QVBoxLayout, QWidget

from annotations.corpus.examining import Examined
from annotations.corpus.import_plans import Action
from annotations.corpus.importing import Imported
from annotations.formats.losses import import_titles
from annotations.formats.told import ToldReport
from annotations.words import mark, tr, trn
from gui.core.theme import Theme
from gui.dialogs.exchange.losses_view import LossesView
from gui.dialogs.exchange.troubles import refusal
from gui.widgets.empty_state import EmptyState

_LISTED = 1000
_ACTIONS = {
    Action.NEW: mark("New: {count:,}"),
    Action.SAME: mark("There already, and the same: {count:,}"),
    Action.MERGED: mark("Merged into labels that are there: {count:,}"),
    Action.ANNOTATOR: mark("Kept beside labels that are there: {count:,}"),
    Action.REFUSED: mark("Refused: {count:,}"),
}


class PlanPage(QWidget):
    """Sentences, what is refused, and what is lost."""

    def __init__(self) -> None:
        super().__init__()
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.problems, self.state = _list(tr("What is refused, and why"))
        self.losses = LossesView()
        self.decided, self.decided_state = _list(tr("What had to be decided in reading"))
        self.pages = QTabWidget()
        self.pages.setDocumentMode(True)
        self.pages.tabBar().setDrawBase(False)
        for part in (self.pages, self.pages.tabBar()):
            part.setAccessibleName(tr("Pages of what will be imported"))
        self.pages.addTab(self.state, tr("&Refused"))
        self.pages.addTab(self.losses, tr("&Losses"))
        self.pages.addTab(self.decided_state, tr("&Decided"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.new_names = QCheckBox(tr("Label &with the new names from now on"))
        layout.addWidget(self.told)
        layout.addWidget(self.pages, 1)
        layout.addWidget(self.new_names)

    def show_plan(self, examined: Examined, imported: Imported) -> None:
        """Show what was found and what would be done."""
        heading = tr("Nothing is written yet. With Import this will be done:")
        self.told.setText("\n".join([heading, *sentences(imported)]))
        refused = [*map(refusal, examined.refused), *refusals(imported)]
        self.problems.clear()
        self.problems.addItems(refused[:_LISTED])
        if len(refused) > _LISTED:
            more = len(refused) - _LISTED
            self.problems.addItem(trn("and {count:,} more", "and {count:,} more", more))
        self.state.say("" if refused else tr("Nothing is refused."))
        self.losses.show_report(imported.losses, tr("Nothing is lost."), import_titles())
        self.pages.setTabText(0, tr("&Refused ({count:,})", count=len(refused)))
        lost = sum(imported.losses.counts.values())
        self.pages.setTabText(1, tr("&Losses ({count:,})", count=lost))
        self._show_decided(examined.told)
        self.pages.setCurrentIndex(0 if refused else 1 if lost else 2 if self.decided.count() else 0)

    def _show_decided(self, told: ToldReport) -> None:
        rows = told.rows()
        self.decided.clear()
        for one, documents in rows[:_LISTED]:
            self.decided.addItem(
                trn("{what}, in {count:,} document", "{what}, in {count:,} documents", documents, what=one)
            )
        self.decided_state.say("" if rows else tr("Nothing had to be decided."))
        self.pages.setTabText(2, tr("&Decided ({count:,})", count=len(rows)))

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self.state.set_theme(theme)
        self.decided_state.set_theme(theme)
        self.losses.set_theme(theme)


def _list(name: str) -> tuple[QListWidget, EmptyState]:
    """A list of sentences with its name for screen readers, and what stands for it while it is empty."""
    found = QListWidget()
    found.setAccessibleName(name)
    found.setWordWrap(True)
    return found, EmptyState(found)


def sentences(imported: Imported) -> Iterator[str]:
    """How many labels of one annotator and one document had what done to them."""
    counts = imported.counts
    for action, words in _ACTIONS.items():
        if counts[action]:
            yield tr(words, count=counts[action])
    yield trn("{count:,} mention", "{count:,} mentions", imported.mentions)
    if doubts := sum(one.doubts for one in imported.outcomes):
        yield trn(
            "{count:,} label is not as the label set wants it; opening the document shows it.",
            "{count:,} labels are not as the label set wants them; opening a document shows them.",
            doubts,
        )


def refusals(imported: Imported) -> Iterator[str]:
    """Each document that is refused, and why."""
    for one in imported.outcomes:
        if one.action is Action.REFUSED:
            yield f"{one.document}: {one.why}"
