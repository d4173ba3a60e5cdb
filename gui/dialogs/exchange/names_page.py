"""What names found in files become: a table of names, and below it what the chosen ones become."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QObject, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from annotations.formats.name_draft import Becomes, Fate, Name, NameDraft, What
from annotations.model.label_set import LabelSet
from annotations.model.records import Kind
from annotations.words import tr
from gui.core.index import ROOT, Index
from gui.core.theme import Theme
from gui.dialogs.exchange.format_form import Note, widen
from gui.models.titled_table import TitledTable
from gui.widgets.empty_state import EmptyState
from gui.widgets.row_table import row_table


class NamesModel(TitledTable):
    """A row a name: what it is, how often it is used, what it becomes."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.draft: NameDraft | None = None
        self.rows: list[tuple[Name, int]] = []

    def show(self, draft: NameDraft) -> None:
        """Show the names of a draft as they are now."""
        self.beginResetModel()
        self.draft, self.rows = draft, draft.rows()
        self.endResetModel()

    def titles(self) -> Sequence[str]:
        """The columns."""
        return (tr("Name"), tr("What it is"), tr("Count"), tr("Becomes"))

    def rowCount(self, parent: Index = ROOT) -> int:
        """One row a name."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words, and a count."""
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == 2:  # noqa: PLR2004 - the count
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole) or self.draft is None:
            return None
        name, count = self.rows[index.row()]
        becomes = words_for(self.draft.label_set, name, self.draft.becomes(name))
        return (name.name, what_it_is(self.draft.label_set, name), f"{count:,}", becomes)[index.column()]


class NamesPage(QWidget):
    """Several rows can be chosen, and become the same."""

    def __init__(self) -> None:
        super().__init__()
        self.found = QLabel()
        self.found.setWordWrap(True)
        self.found.setTextFormat(Qt.TextFormat.PlainText)
        self.model = NamesModel(self)
        self.table = row_table(self.model, "names", tr("Names in the files"), 10)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        columns = self.table.horizontalHeader()
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        columns.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        self.state = EmptyState(self.table)
        self.becomes = QComboBox()
        self.becomes.setAccessibleName(tr("What the chosen names become"))
        widen(self.becomes)
        self._values: list[Becomes] = []
        self.becomes.activated.connect(self._say)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._offer())
        self._lay_out()

    def show_names(self, draft: NameDraft, found: str) -> None:
        """Show the names; ``found`` is said above them."""
        self.found.setText(found)
        self.model.show(draft)
        self.state.say("" if self.model.rows else tr("There are no names of labels in it."))
        self.table.selectRow(0)
        self._offer()

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self.state.set_theme(theme)

    def _lay_out(self) -> None:
        caption = QLabel(tr("B&ecomes:"))
        caption.setBuddy(self.becomes)
        row = QHBoxLayout()
        row.addWidget(caption)
        row.addWidget(self.becomes, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.found)
        layout.addWidget(self.state, 1)
        layout.addLayout(row)
        layout.addWidget(Note(tr("What you choose is remembered for the next import of this format.")))

    def _chosen(self) -> list[Name]:
        """The names chosen, of the kind of the first one."""
        names = [self.model.rows[one.row()][0] for one in self.table.selectionModel().selectedRows()]
        return [name for name in names if (name.what, name.of) == (names[0].what, names[0].of)]

    def _offer(self) -> None:
        draft, names = self.model.draft, self._chosen()
        self.becomes.clear()
        self.becomes.setEnabled(bool(names))
        if draft is None or not names:
            return
        self._values = choices(draft, names)
        self.becomes.addItems([words_for(draft.label_set, names[0], value) for value in self._values])
        self.becomes.setCurrentIndex(self._values.index(draft.becomes(names[0])))

    def _say(self, at: int) -> None:
        draft, names = self.model.draft, self._chosen()
        if draft is None:
            return
        for name in names:
            draft.say(name, self._values[at])
        self.model.show(draft)
        chosen = self.table.selectionModel()
        for row, (name, _) in enumerate(self.model.rows):
            if name in names:
                flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
                chosen.select(self.model.index(row, 0), flags)


def choices(draft: NameDraft, names: Sequence[Name]) -> list[Becomes]:
    """What all these names can become."""
    made: list[Becomes] = []
    label_set, first = draft.label_set, names[0]
    match first.what:
        case What.LABEL:
            made += [(label.kind, label.id) for label in label_set.labels]
        case What.ROLE:
            label = label_set.label(Kind.EVENT, first.of)
            made += [role.id for role in label.roles] if label else []
        case What.RELATION:
            made += [one.id for one in label_set.relations]
        case What.ATTRIBUTE:
            made += [one.id for one in label_set.attributes]
    if all(draft.may_be_new(name) for name in names):
        made.append(Fate.NEW)
    return [*made, Fate.LEFT_OUT]


def what_it_is(label_set: LabelSet, name: Name) -> str:
    """What a name is the name of."""
    match name.what:
        case What.LABEL:
            return _kind(label_set, name.kind or Kind.ENTITY)
        case What.ROLE:
            label = label_set.label(Kind.EVENT, name.of)
            return tr("role of {label}", label=name.of if label is None else label.name)
        case What.RELATION:
            return tr("relation")
        case What.ATTRIBUTE:
            return tr("attribute")


def words_for(label_set: LabelSet, name: Name, becomes: Becomes) -> str:
    """What a name becomes."""
    if becomes is Fate.NEW:
        return tr("new: {name}", name=name.name)
    if becomes is Fate.LEFT_OUT:
        return tr("left out")
    if isinstance(becomes, tuple):
        kind, label_id = becomes
        label = label_set.label(kind, label_id)
        return tr("{label} ({kind})", label=label.name if label else label_id, kind=_kind(label_set, kind))
    names = {role.id: role.name for label in label_set.labels for role in label.roles if label.id == name.of}
    names |= {one.id: one.name for one in label_set.relations} if name.what is What.RELATION else {}
    names |= {one.id: one.name for one in label_set.attributes} if name.what is What.ATTRIBUTE else {}
    return names.get(str(becomes), str(becomes))


def _kind(label_set: LabelSet, kind: Kind) -> str:
    rules = label_set.rules(kind)
    return kind.value if rules is None else rules.title
