"""Everything that can be said of an export, on three pages."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QScrollArea, QTabWidget, QWidget

from annotations.corpus.request import ExportRequest
from annotations.formats.format import Layout
from annotations.formats.registry import formats
from annotations.formats.survey import Survey
from annotations.words import tr
from gui.dialogs.exchange.format_form import FormatForm, widen
from gui.dialogs.exchange.path_field import PathField
from gui.dialogs.exchange.split_form import SplitForm
from gui.dialogs.exchange.surroundings import Surroundings
from gui.dialogs.exchange.taking_form import TakingForm

DOCUMENT, FOLDER, OTHER = "document", "folder", "other"


class ExportForm(QTabWidget):
    """Pages of fields; ``request`` is what they say."""

    sourceChanged = Signal()
    """Other documents are meant now."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__()
        self.setAccessibleName(tr("Pages of the export"))
        self.tabBar().setAccessibleName(tr("Pages of the export"))
        self.setDocumentMode(True)
        self.tabBar().setDrawBase(False)
        self._around = surroundings
        self._proposed = ""
        self.source = QComboBox()
        self.source.setAccessibleName(tr("What is exported"))
        widen(self.source)
        self.other = PathField(tr("Folder of label files"), folder=True)
        self.out = PathField(tr("Where it is written"), folder=True, file=True, saving=True)
        self.strict = QCheckBox(tr("Write &nothing when anything would be lost"))
        rows = (
            (tr("&Documents:"), self.source),
            (tr("F&older:"), self.other),
            (tr("&Write to:"), self.out),
            ("", self.strict),
        )
        self.formats = FormatForm([one for one in formats() if one.writes], writing=True, above=rows)
        self.taking, self.splits = TakingForm(surroundings.label_set), SplitForm()
        self._offer_sources()
        self.addTab(_scrolled(self.formats), tr("Documents and Format"))
        self.addTab(_scrolled(self.taking), tr("What Is Taken"))
        self.addTab(_scrolled(self.splits), tr("Splits"))
        self.source.currentIndexChanged.connect(self._source_chosen)
        self.other.changed.connect(self._propose)
        self.other.settled.connect(self.sourceChanged)
        self.formats.changed.connect(self._propose)
        self._source_chosen()

    def source_path(self) -> Path | None:
        """The text or the folder that is exported; None while none is named."""
        match self.source.currentData():
            case "document":
                return self._around.document
            case "folder":
                return None if self._around.document is None else self._around.document.parent
            case _:
                return self.other.path()

    def request(self) -> ExportRequest | None:
        """The export as it is asked for; None while there is no source or no place to write to."""
        source, out = self.source_path(), self.out.path()
        if source is None or out is None:
            return None
        return ExportRequest(
            source,
            self.formats.format.id,
            out,
            self.formats.options(),
            self.taking.selection(),
            self.splits.wish(),
            self.strict.isChecked(),
            self._around.label_set_path,
        )

    def show_found(self, survey: Survey) -> None:
        """Offer what the source has."""
        self.taking.show_found(survey)

    def _offer_sources(self) -> None:
        document = self._around.document
        if document is not None:
            self.source.addItem(tr("the open document, {name}", name=document.name), DOCUMENT)
            self.source.addItem(tr("all documents of its folder, {name}", name=document.parent.name), FOLDER)
        self.source.addItem(tr("all documents of another folder"), OTHER)

    def _source_chosen(self) -> None:
        self.formats.form.setRowVisible(self.other, self.source.currentData() == OTHER)
        self._propose()
        self.sourceChanged.emit()

    def _propose(self) -> None:
        """A place to write to beside the source, unless the user has named one."""
        one, source = self.formats.format, self.source_path()
        self.out.file_button.setVisible(one.layout is Layout.JOINED)
        if self.out.field.text() not in ("", self._proposed) or source is None or not source.name:
            return
        self._proposed = str(source.with_name(f"{source.stem}-{one.id}"))
        self.out.field.setText(self._proposed)


def _scrolled(page: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(page)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
