"""What an export will write, before it does: what is lost, how much of what, and the first documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFontDatabase, QTextOption
from PySide6.QtWidgets import QHeaderView, QLabel, QPlainTextEdit, QTabWidget, QVBoxLayout, QWidget

from annotations.corpus.examining import Examined
from annotations.corpus.preview import Page
from annotations.words import tr, trn
from gui.core.index import ROOT, Index
from gui.core.qt_offsets import qt_string
from gui.dialogs.exchange.export_work import Looked
from gui.dialogs.exchange.losses_view import LossesView
from gui.dialogs.exchange.troubles import refusal
from gui.models.titled_table import TitledTable
from gui.widgets.row_table import row_table

_LONGEST_PAGE, _LONGEST_LINE, _REFUSED = 6000, 400, 20


class CountsModel(TitledTable):
    """A row for the documents, and one for each label; a column for each split."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._counts: Mapping[str, Counter[str]] = {}
        self._names: list[str] = []

    def show(self, counts: Mapping[str, Counter[str]]) -> None:
        """Show these counts."""
        self.beginResetModel()
        self._counts = counts
        whole: Counter[str] = Counter()
        for one in counts.values():
            whole.update(one)
        self._names = ["", *sorted((name for name in whole if name), key=lambda name: (-whole[name], name))]
        self.endResetModel()

    def titles(self) -> Sequence[str]:
        """What is counted, each split, and all where there are several."""
        splits = [split or tr("all") for split in self._counts]
        return (tr("Label"), *splits, *([tr("all")] if len(splits) > 1 else []))

    def rowCount(self, parent: Index = ROOT) -> int:
        """One row a label, and one for documents."""
        return 0 if parent.isValid() else len(self._names)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A name, or how often."""
        name = self._names[index.row()]
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column():
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if index.column() == 0:
            return name or tr("documents")
        counts = list(self._counts.values())
        if index.column() > len(counts):
            return f"{sum(one[name] for one in counts):,}"
        return f"{counts[index.column() - 1][name]:,}"


class ReviewPage(QWidget):
    """A sentence on what was found, and pages of it."""

    def __init__(self) -> None:
        super().__init__()
        self.found = QLabel()
        self.found.setWordWrap(True)
        self.found.setTextFormat(Qt.TextFormat.PlainText)
        self.losses = LossesView()
        self.counts = CountsModel(self)
        self.table = row_table(self.counts, "counts", tr("Documents and labels"), 10)
        self.preview = _preview()
        self.pages = QTabWidget()
        self.pages.setDocumentMode(True)
        self.pages.tabBar().setDrawBase(False)
        for part in (self.pages, self.pages.tabBar()):
            part.setAccessibleName(tr("Pages of what will be written"))
        for page, title in (
            (self.losses, tr("&Losses")),
            (self.table, tr("&Counts")),
            (self.preview, tr("&Preview")),
        ):
            self.pages.addTab(page, title)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.found)
        layout.addWidget(self.pages, 1)

    def show_looked(self, looked: Looked) -> None:
        """Show what was found."""
        examined = looked.examined
        self.found.setText("\n".join(sentences(examined)))
        name = looked.export.task.codec().format.name
        self.losses.show_report(examined.losses, tr("Nothing is lost: {name} holds all of it.", name=name))
        self.pages.setTabText(0, tr("&Losses ({count:,})", count=sum(examined.losses.counts.values())))
        self.counts.show(looked.counts())
        columns = self.table.horizontalHeader()
        columns.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.preview.setPlainText(qt_string("\n".join(_shown(looked.pages))))


def _preview() -> QPlainTextEdit:
    made = QPlainTextEdit()
    made.setReadOnly(True)
    made.setTabChangesFocus(True)
    made.setAccessibleName(tr("The first documents as they will be written"))
    made.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
    made.setWordWrapMode(QTextOption.WrapMode.NoWrap)
    return made


def sentences(examined: Examined) -> Iterator[str]:
    """What was found and taken, and what was not."""
    documents = trn("{count:,} document", "{count:,} documents", len(examined.rows))
    mentions = trn("{count:,} mention", "{count:,} mentions", sum(examined.survey.labels.values()))
    yield tr("{documents} with {mentions} will be written.", documents=documents, mentions=mentions)
    yield from not_taken(examined)
    if examined.gone:
        yield trn(
            "{count:,} mention, event, relation or note goes with the boilerplate that it is in.",
            "{count:,} mentions, events, relations and notes go with the boilerplate that they are in.",
            examined.gone,
        )
    if examined.unclean:
        yield trn(
            "{count:,} document keeps its boilerplate, which is not marked as done.",
            "{count:,} documents keep their boilerplate, which is not marked as done.",
            examined.unclean,
        )


def not_taken(examined: Examined) -> Iterator[str]:
    """Why documents are not in the export, a sentence each."""
    for why, count in examined.left_out.most_common():
        left = trn(
            "{count:,} document is left out: {why}.",
            "{count:,} documents are left out: {why}.",
            count,
            why=tr(why.value),
        )
        yield left
    yield from map(refusal, examined.refused[:_REFUSED])
    if len(examined.refused) > _REFUSED:
        yield trn("and {count:,} more", "and {count:,} more", len(examined.refused) - _REFUSED)


def _shown(pages: Sequence[Page]) -> Iterator[str]:
    for page in pages:
        yield f"── {page.name} " + "─" * max(3, 60 - len(page.name))
        try:
            text = page.data.decode("utf-8")
        except UnicodeDecodeError:
            yield tr("(not text: {count:,} bytes)", count=len(page.data))
            continue
        lines = text[:_LONGEST_PAGE].split("\n")
        yield from (line if len(line) <= _LONGEST_LINE else line[:_LONGEST_LINE] + "…" for line in lines)
        if len(text) > _LONGEST_PAGE:
            yield "…"
