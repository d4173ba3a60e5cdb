"""Everything that can be said of an import, besides what its names become."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QScrollArea

from annotations.corpus.import_plans import Existing
from annotations.formats.exchange import UNSIGNED
from annotations.formats.registry import Guess, formats
from annotations.model.records import Status
from annotations.words import mark, tr
from gui.dialogs.exchange.format_form import FormatForm, Note, widen
from gui.dialogs.exchange.import_work import ImportWish
from gui.dialogs.exchange.path_field import PathField
from gui.dialogs.label_set_editor.fields import named_field

_EXISTING = {
    Existing.REFUSE: mark("leave them as they are"),
    Existing.MERGE: mark("add what is new to them"),
    Existing.ANNOTATOR: mark("keep both, the new ones under the annotator’s name"),
}
_STATUS = {Status.IN_PROGRESS: mark("in progress"), Status.DONE: mark("done")}


class ImportForm(QScrollArea):
    """One page of fields; ``wish`` is what they say."""

    sourceChanged = Signal()
    """Something else is to be imported: what it looks like is wanted."""

    def __init__(self, out: Path | None) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.source = PathField(tr("What is imported"), file=True, folder=True)
        self.out = PathField(tr("Folder of label files"), folder=True)
        self.out.set_path(out)
        self.annotator = named_field(tr("Annotator"))
        self.annotator.setText(UNSIGNED.by)
        self.existing = _choice(tr("A document that has other labels"), _EXISTING)
        self.status = _choice(tr("How far it is labelled"), _STATUS)
        self.why = Note(tr("A file, a folder or a ZIP archive."))
        rows = (
            (tr("&Import:"), self.source),
            ("", self.why),
            (tr("&Write to:"), self.out),
            (tr("&Annotator:"), self.annotator),
            ("", Note(tr("For labels of which the file does not say whose they are."))),
            (tr("If &labels are there:"), self.existing),
            (tr("&Status:"), self.status),
        )
        self.formats = FormatForm([one for one in formats() if one.reads], writing=False, above=rows)
        self.setWidget(self.formats)
        self.source.settled.connect(self.sourceChanged)

    def wish(self) -> ImportWish | None:
        """The import as it is asked for; None while there is no source or no place to write to."""
        source, out = self.source.path(), self.out.path()
        if source is None or out is None:
            return None
        return ImportWish(
            source,
            self.formats.format.id,
            self.formats.options(),
            out,
            self.annotator.text().strip() or UNSIGNED.by,
            Existing(self.existing.currentData()),
            Status(self.status.currentData()),
        )

    def show_guesses(self, guesses: Sequence[Guess]) -> None:
        """Choose the format that the source looks like, and say why."""
        if not guesses:
            self.why.setText(tr("It does not look like any format; choose one."))
            return
        first = guesses[0]
        self.formats.choose(first.format.id)
        why = tr("{name}, because {why}.", name=first.format.name, why=tr(first.why))
        if len(guesses) > 1:
            others = ", ".join(one.format.name for one in guesses[1:])
            why = tr("{first} It may also be {others}.", first=why, others=others)
        self.why.setText(why)

    def show_trouble(self, sentence: str) -> None:
        """Say why no format can be told."""
        self.why.setText(sentence)


def _choice(name: str, values: dict[Existing, str] | dict[Status, str]) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    widen(box)
    for value, words in values.items():
        box.addItem(tr(words), value)
    return box
