"""How documents are split: by share, by a list, by date, in any mixture."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from annotations.corpus.splitting import SplitWish
from annotations.words import tr
from gui.dialogs.exchange.format_form import Note, page_form
from gui.dialogs.exchange.path_field import PathField
from gui.dialogs.label_set_editor.fields import named_field


class SplitForm(QWidget):
    """Empty fields make no splits."""

    def __init__(self) -> None:
        super().__init__()
        self.shares, self.seed = named_field(tr("Shares")), named_field(tr("Seed"))
        self.until = named_field(tr("Dates"))
        self.listed = PathField(tr("List of splits"), file=True)
        self.dates = PathField(tr("List of dates"), file=True)
        self.shares.setPlaceholderText(tr("for example {example}", example="train=0.8,dev=0.1,test=0.1"))
        self.until.setPlaceholderText(tr("for example {example}", example="train<2025-01-01,test"))
        form = page_form(self)
        rows = (
            (
                tr("&Shares:"),
                self.shares,
                tr("Labels in proportion; near-copies are never on both sides."),
            ),
            (tr("S&eed:"), self.seed, tr("Another word deals the documents otherwise.")),
            (tr("&List:"), self.listed, tr("A CSV file with a document and its split in each row.")),
            (tr("&Dates:"), self.until, tr("Documents from before a date, and those from later.")),
            (
                tr("D&ates of documents:"),
                self.dates,
                tr("A CSV file with a document and its date (YYYY-MM-DD) in each row."),
            ),
        )
        for name, field, words in rows:
            form.addRow(name, field)
            form.addRow("", Note(words))

    def wish(self) -> SplitWish:
        """What is asked for."""
        return SplitWish(
            self.shares.text().strip(),
            self.seed.text().strip(),
            self.listed.path(),
            self.until.text().strip(),
            self.dates.path(),
        )
