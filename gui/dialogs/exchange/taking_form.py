"""What an export takes: whose labels, which of them, how far done, with or without boilerplate."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from annotations.corpus.majority import MAJORITY
from annotations.corpus.selecting import ALL, FIRST, Boilerplate, Selection
from annotations.formats.survey import Survey
from annotations.model.label_set import LabelSet
from annotations.model.records import Kind
from annotations.words import mark, tr
from gui.dialogs.exchange.format_form import Note, page_form, widen

_NAME = Qt.ItemDataRole.UserRole
_WHOSE = (
    ("", mark("the adjudicated ones, else those of the only annotator")),
    (MAJORITY, mark("what more than half of the annotators say")),
    (FIRST, mark("those of the first annotator")),
    (ALL, mark("those of all annotators")),
)
_KINDS = {
    Kind.ENTITY: mark("&Entities"),
    Kind.EVENT: mark("E&vents"),
    Kind.BOILERPLATE: mark("&Boilerplate"),
}


class TakingForm(QWidget):
    """Fields of a selection; annotators and labels come in when they have been found."""

    def __init__(self, label_set: LabelSet) -> None:
        super().__init__()
        self._label_set = label_set
        self.annotator = QComboBox()
        self.annotator.setAccessibleName(tr("Whose labels"))
        for value, words in _WHOSE:
            self.annotator.addItem(tr(words), value)
        widen(self.annotator)
        self.kinds = {kind: QCheckBox(tr(words)) for kind, words in _KINDS.items()}
        self.labels = QListWidget()
        self.labels.setAccessibleName(tr("Labels that are taken"))
        self.only_done = QCheckBox(tr("Only kinds that are &done"))
        self.boilerplate = QComboBox()
        self.boilerplate.setAccessibleName(tr("Boilerplate in the text"))
        widen(self.boilerplate)
        self.boilerplate.addItem(tr("is taken out of the texts"), Boilerplate.REMOVE)
        self.boilerplate.addItem(tr("stays, labelled like the rest"), Boilerplate.KEEP)
        self._lay_out()

    def selection(self) -> Selection:
        """What is to be taken."""
        kinds = frozenset(kind for kind, box in self.kinds.items() if box.isChecked())
        rows = [self.labels.item(row) for row in range(self.labels.count())]
        taken = [row for row in rows if row.checkState() is Qt.CheckState.Checked]
        labels = None if len(taken) == len(rows) else frozenset(row.data(_NAME) for row in taken)
        return Selection(
            self.annotator.currentData(),
            kinds,
            labels,
            self.only_done.isChecked(),
            Boilerplate(self.boilerplate.currentData()),
        )

    def show_found(self, survey: Survey) -> None:
        """Offer the annotators and labels of the source; what was chosen stays where it is there too."""
        chosen = self.annotator.currentData()
        while self.annotator.count() > len(_WHOSE):
            self.annotator.removeItem(len(_WHOSE))
        for name in sorted(survey.annotators):
            self.annotator.addItem(tr("those of {name}", name=name), name)
        self.annotator.setCurrentIndex(max(0, self.annotator.findData(chosen)))
        self.labels.clear()
        for (kind, name), count in sorted(
            survey.labels.items(), key=lambda row: (list(Kind).index(row[0][0]), row[0][1])
        ):
            label = self._label_set.label(kind, name)
            shown = tr("{name} ({count:,})", name=name if label is None else label.name, count=count)
            item = QListWidgetItem(shown)
            item.setData(_NAME, name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.labels.addItem(item)
        if self.labels.count():
            self.labels.setCurrentRow(0)

    def _lay_out(self) -> None:
        form = page_form(self)
        form.addRow(tr("&Whose labels:"), self.annotator)
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        for box in self.kinds.values():
            box.setChecked(True)
            across.addWidget(box)
        across.addStretch(1)
        form.addRow(tr("Kinds:"), row)
        form.addRow(tr("&Labels:"), self.labels)
        self.only_done.setChecked(True)
        form.addRow("", self.only_done)
        form.addRow("", Note(tr("“Looked, and nothing here” is an example of nothing.")))
        form.addRow(tr("B&oilerplate:"), self.boilerplate)
