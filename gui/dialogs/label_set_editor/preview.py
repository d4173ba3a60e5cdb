"""What a changed label set does to the documents that are open, before it is applied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QProgressBar,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotations.edits.edit import Edit
from annotations.edits.refitting import Refitting, Toll, refit
from annotations.edits.revision import Revision
from annotations.model.annotation_set import AnnotationSet
from annotations.model.label_set import Label
from annotations.text.source import SourceText
from annotations.words import mark, tr, trn
from gui.core.theme import Theme
from gui.dialogs.frame import FramedDialog
from gui.dialogs.label_set_editor.fields import Remark

_WIDTH, _HEIGHT = 640, 380
_TOLL = (
    ("relabelled", mark("{count} mention gets another label"), mark("{count} mentions get another label")),
    ("deleted", mark("{count} mention deleted"), mark("{count} mentions deleted")),
    ("doubles", mark("{count} mention deleted as a double"), mark("{count} mentions deleted as doubles")),
    ("events", mark("{count} event deleted"), mark("{count} events deleted")),
    ("arguments", mark("{count} argument that no longer fits removed"),
     mark("{count} arguments that no longer fit removed")),
    ("relations", mark("{count} relation deleted"), mark("{count} relations deleted")),
    ("comments", mark("{count} comment deleted"), mark("{count} comments deleted")),
    ("attributes", mark("{count} attribute that no longer fits removed"),
     mark("{count} attributes that no longer fit removed")),
)  # fmt: skip


@dataclass(frozen=True)
class OpenText:
    """A document that is open, as far as a preview needs it."""

    name: str
    text: SourceText
    annotations: AnnotationSet
    read_only: bool = False


class PreviewDialog(FramedDialog):
    """Counts document by document; Apply can be pressed when all are counted, Cancel at any time."""

    def __init__(
        self, revision: Revision, documents: Sequence[OpenText], theme: Theme, parent: QWidget | None = None
    ) -> None:
        standard = QDialogButtonBox.StandardButton
        super().__init__(
            tr("Apply the Label Set"), "\n".join(sentences(revision)), standard.Ok | standard.Cancel, parent
        )
        self._revision = revision
        self._documents = list(documents)
        self.edits: list[Edit | None] = []
        """What is to be done to each document, as far as they have been counted."""
        self.apply_button = self.buttons.button(standard.Ok)
        self.apply_button.setText(tr("&Apply"))
        self.apply_button.setEnabled(False)
        self.table = QTableWidget(0, 2)
        self.table.setObjectName("refitting")
        self.table.setAccessibleName(tr("What changes in the open documents"))
        self.table.setHorizontalHeaderLabels([tr("Document"), tr("What changes")])
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setWordWrap(True)
        self.table.setTabKeyNavigation(False)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.progress = QProgressBar()
        self.progress.setMaximum(len(self._documents))
        self.progress.setAccessibleName(tr("Documents counted"))
        self._lay_out(theme)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._count_one)
        self._timer.start(0)
        self.resize(_WIDTH, _HEIGHT)

    def _lay_out(self, theme: Theme) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._none = QLabel(tr("No document is open, so nothing changes in one now."))
        column.addWidget(self._none)
        column.addWidget(self.table, 1)
        column.addWidget(self.progress)
        note = Remark(theme, quiet=True)
        note.say(
            tr("Documents that are not open stay as they are. A label there that the label set no longer "
               "has is shown in grey under its id, and can be given another one.")
        )  # fmt: skip
        column.addWidget(note)
        self.table.setVisible(bool(self._documents))
        self.progress.setVisible(bool(self._documents))
        self._none.setVisible(not self._documents)
        self.set_body(body)

    def _count_one(self) -> None:
        row = self.table.rowCount()
        if row >= len(self._documents):
            self._timer.stop()
            self.progress.hide()
            self.apply_button.setEnabled(True)
            self.apply_button.setFocus()
            return
        document = self._documents[row]
        words, edit = tr("opened to be looked at only: stays as it is"), None
        if not document.read_only:
            fitted = refit(document.annotations, document.text, self._revision)
            words, edit = in_words(fitted), fitted.edit
        self.edits.append(edit)
        self.table.insertRow(row)
        for column, text in enumerate((document.name, words)):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            self.table.setItem(row, column, item)
        self.table.resizeRowToContents(row)
        self.progress.setValue(row + 1)


def sentences(revision: Revision) -> list[str]:
    """What changes in the label set, a sentence each."""
    before, after = revision.before, revision.after
    lines = []
    for label_id, goal in revision.moves.items():
        old = before.label(*label_id)
        name = label_id[1] if old is None else old.name
        if goal is None:
            lines.append(tr("{label} is deleted.", label=name))
        else:
            new = after.label(*goal)
            lines.append(
                tr("{label} becomes {other}.", label=name, other=goal[1] if new is None else new.name)
            )
    lines.extend(
        tr("{label} is new.", label=one.name)
        for one in after.labels
        if before.label(one.kind, one.id) is None
    )
    kept = [(one, before.label(one.kind, one.id)) for one in after.labels]
    changed = sum(old is not None and _bare(old, revision) != _bare(one, revision) for one, old in kept)
    if changed:
        lines.append(trn("{count} label is changed.", "{count} labels are changed.", changed))
    if before.ref != after.ref:
        lines.append(tr("The label set becomes version {version}.", version=after.ref.version))
    return lines


def _bare(label: Label, revision: Revision) -> Label:
    """The label without what the fillers of its roles are called: that follows the labels that go."""
    if not revision.moves:
        return label
    return replace(label, roles=tuple(replace(role, fillers=()) for role in label.roles))


def in_words(fitted: Refitting) -> str:
    """What happens to one document."""
    if fitted.problems:
        return tr("cannot be changed and stays as it is: {why}", why=fitted.problems[0].message)
    return ", ".join(_parts(fitted.toll)) or tr("nothing")


def _parts(toll: Toll) -> Iterator[str]:
    for name, one, many in _TOLL:
        if count := getattr(toll, name):
            yield trn(one, many, count)
