"""The label set as rows: a heading for each kind, and a row for each of its labels with its count."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from annotations.model.annotation_set import AnnotationSet
from annotations.model.change import Change
from annotations.model.inside import InsideBoilerplate
from annotations.model.label_set import KindRules, Label, LabelSet
from annotations.model.records import Kind, Mention, Status
from annotations.words import tr, trn
from gui.core.index import ROOT, Index
from gui.core.keys import caps_of
from gui.core.status_words import status_word

LABEL_ROLE = Qt.ItemDataRole.UserRole
"""The row's `Label`, None in a heading."""
COUNT_ROLE = Qt.ItemDataRole.UserRole + 1
"""How many mentions carry the label, or are of the heading's kind; those inside boilerplate are left out."""
CURRENT_ROLE = Qt.ItemDataRole.UserRole + 2
"""Whether the current mention carries the label."""
STICKY_ROLE = Qt.ItemDataRole.UserRole + 3
"""Whether the label is the sticky one."""
STATUS_ROLE = Qt.ItemDataRole.UserRole + 4
"""How far a heading's kind is labelled; None in the other rows, and when no document is open."""
KIND_ROLE = Qt.ItemDataRole.UserRole + 5
"""The `Kind` of the row."""

_SEVERAL = 4
"""An edit changes the counts of two labels and their kinds."""


class LabelModel(QAbstractListModel):
    """Rows of the label palette; counts follow the changes, touching only the labels that changed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[KindRules | Label] = []
        self._told: list[int] = []
        """The count of each row as it was last told."""
        self._row_of: dict[tuple[Kind, str], int] = {}
        self._annotations: AnnotationSet | None = None
        self._inside: InsideBoilerplate | None = None
        self._current: Label | None = None
        self._sticky: Label | None = None

    def show_labels(self, label_set: LabelSet | None, annotations: AnnotationSet | None) -> None:
        """Take the rows from this label set and the counts from this annotation set."""
        rows: list[KindRules | Label] = []
        for rules in () if label_set is None else label_set.kinds:
            rows += [rules, *rules.labels]
        if rows == self._rows:
            self._count_anew(annotations)
            return
        self.beginResetModel()
        self._annotations, self._inside, self._current, self._sticky = annotations, None, None, None
        self._rows = rows
        self._row_of = {
            (row.kind, row.id if isinstance(row, Label) else ""): number for number, row in enumerate(rows)
        }
        self._told = [self._count(row) for row in rows]
        self.endResetModel()

    def _count_anew(self, annotations: AnnotationSet | None) -> None:
        """Count in another annotation set; the rows stay."""
        self._annotations, self._inside = annotations, None
        self.set_current(None)
        self.set_sticky(None)
        self._tell_counts(range(len(self._rows)))
        for row in self._rows:
            if isinstance(row, KindRules):
                self._tell((row.kind, ""), [STATUS_ROLE])

    def apply_change(self, change: Change) -> None:
        """Update the counts of the labels that the change touches."""
        touched: set[tuple[Kind, str]] = set()
        for record in (*change.before(), *change.after()):
            if isinstance(record, Mention):
                touched |= {(record.kind, record.label), (record.kind, "")}
        self._tell_counts([self._row_of[key] for key in touched if key in self._row_of])
        for step in change.status:
            self._tell((step.kind, ""), [STATUS_ROLE])

    def leave_out(self, inside: InsideBoilerplate | None) -> None:
        """Leave these out of the counts; call it again when they have changed."""
        self._inside = inside
        self._tell_counts(range(len(self._rows)))

    def set_current(self, label: Label | None) -> None:
        """Mark the label of the current mention."""
        old, self._current = self._current, label
        self._tell_labels(old, label, CURRENT_ROLE)

    def set_sticky(self, label: Label | None) -> None:
        """Mark the sticky label."""
        old, self._sticky = self._sticky, label
        self._tell_labels(old, label, STICKY_ROLE)

    def row_of(self, label: Label) -> int | None:
        """The row of a label."""
        return self._row_of.get((label.kind, label.id))

    def rowCount(self, parent: Index = ROOT) -> int:
        """Headings and labels together."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Labels can be chosen, headings cannot."""
        if not index.isValid() or not isinstance(self._rows[index.row()], Label):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a row shows and says."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name if isinstance(row, Label) else row.title
        if role == COUNT_ROLE:
            return self._told[index.row()]  # what nobody was told of would be painted, and never anew
        if role == KIND_ROLE:
            return row.kind
        return self._label_data(row, role) if isinstance(row, Label) else self._heading_data(row, role)

    def _heading_data(self, rules: KindRules, role: int) -> object:
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken_heading(rules)
        if self._annotations is None:
            return None
        status = self._annotations.status(rules.kind)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tr("{kind}: {status}. Click to change.", kind=rules.title, status=status_word(status))
        return status if role == STATUS_ROLE else None

    def _label_data(self, label: Label, role: int) -> object:
        match role:
            case Qt.ItemDataRole.UserRole:
                return label
            case Qt.ItemDataRole.ToolTipRole:
                return tool_tip(label)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(label)
        if role == CURRENT_ROLE:
            return label == self._current
        if role == STICKY_ROLE:
            return label == self._sticky
        return None

    def _count(self, row: KindRules | Label) -> int:
        if self._annotations is None:
            return 0
        if isinstance(row, Label):
            inside = 0 if self._inside is None else self._inside.count(row.kind, row.id)
            return self._annotations.count(row.kind, row.id) - inside
        inside = 0 if self._inside is None else self._inside.count_kind(row.kind)
        return self._annotations.count_kind(row.kind) - inside

    def _spoken(self, label: Label) -> str:
        parts = [label.name]
        if label.key:
            parts.append(tr("key {key}", key=" ".join(caps_of(label.key))))
        parts.append(trn("{count} mention", "{count} mentions", self._count(label)))
        if label == self._current:
            parts.append(tr("label of the current mention"))
        if label == self._sticky:
            parts.append(tr("sticky"))
        return ", ".join(parts)

    def _spoken_heading(self, rules: KindRules) -> str:
        parts = [rules.title, trn("{count} mention", "{count} mentions", self._count(rules))]
        if self._annotations is not None:
            parts.append(status_word(self._annotations.status(rules.kind)))
        return ", ".join(parts)

    def _tell_labels(self, old: Label | None, new: Label | None, role: int) -> None:
        if old != new:
            for label in (old, new):
                if label is not None:
                    self._tell((label.kind, label.id), [role])

    def _tell_counts(self, rows: Iterable[int]) -> None:
        """Tell of those of the rows that have another count now; of many at once."""
        others = []
        for number in rows:
            count = self._count(self._rows[number])
            if count != self._told[number]:
                self._told[number] = count
                others.append(number)
        if len(others) > _SEVERAL:
            self.dataChanged.emit(self.index(min(others)), self.index(max(others)), [COUNT_ROLE])
            return
        for number in others:
            self.dataChanged.emit(self.index(number), self.index(number), [COUNT_ROLE])

    def _tell(self, key: tuple[Kind, str], roles: list[int]) -> None:
        if (row := self._row_of.get(key)) is not None:
            index = self.index(row)
            self.dataChanged.emit(index, index, roles)


def status_of(index: Index) -> tuple[Kind, Status] | None:
    """Kind and status of a heading; None for other rows. Qt hands out the enums as plain strings."""
    status = index.data(STATUS_ROLE)
    return None if status is None else (Kind(index.data(KIND_ROLE)), Status(status))


def tool_tip(label: Label) -> str:
    """The label's name, guideline and an example, as rich text."""
    parts = [f"<b>{_escaped(label.name)}</b> ({_escaped(label.id)})"]
    if label.guideline:
        parts.append(_escaped(label.guideline))
    if label.examples:
        parts.append(tr("For example: {example}", example=f"<i>{_escaped(label.examples[0])}</i>"))
    return "".join(f"<p>{part}</p>" for part in parts)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
