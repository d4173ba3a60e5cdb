"""What becomes of the mentions of a label that is merged or deleted."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QLabel, QRadioButton, QVBoxLayout, QWidget

from annotations.model.label_set import Label, LabelSet
from annotations.words import tr, trn
from gui.dialogs.frame import FramedDialog

_WIDTH = 420


class FateDialog(FramedDialog):
    """Asks for the label that mentions get, or whether they go; ``into`` is None when they go."""

    def __init__(
        self,
        label_set: LabelSet,
        label: Label,
        count: int,
        *,
        may_delete: bool,
        parent: QWidget | None = None,
    ) -> None:
        """``count`` is how many mentions of the open documents have the label."""
        standard = QDialogButtonBox.StandardButton
        title = (
            tr("Delete {label}", label=label.name) if may_delete else tr("Merge {label}", label=label.name)
        )
        sentence = trn(
            "{count} mention in the open documents has this label.",
            "{count} mentions in the open documents have this label.",
            count,
        )
        super().__init__(title, sentence, standard.Ok | standard.Cancel, parent)
        rules = label_set.rules(label.kind)
        self._others = [one for one in (() if rules is None else rules.labels) if one != label]
        self.labels = QComboBox()
        self.labels.setAccessibleName(tr("The other label"))
        self.labels.addItems([f"{one.name} ({one.id})" for one in self._others])
        self.goes = QRadioButton(tr("&Delete these mentions, and what belongs to them"))
        self.moves = QRadioButton(tr("&Give them another label:"))
        self.goes.setVisible(may_delete)
        self.moves.setVisible(may_delete)
        caption = QLabel(tr("&Give them another label:"))
        caption.setBuddy(self.labels)
        caption.setHidden(may_delete)
        (self.goes if may_delete else self.moves).setChecked(True)
        self.moves.setEnabled(bool(self._others))
        self.labels.activated.connect(lambda: self.moves.setChecked(True))
        self.buttons.button(standard.Ok).setText(tr("&Delete") if may_delete else tr("&Merge"))
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        for one in (self.goes, self.moves, caption, self.labels):
            column.addWidget(one)
        self.set_body(body)
        self.setMinimumWidth(_WIDTH)

    @property
    def into(self) -> Label | None:
        """The label that the mentions get; None when they go."""
        return self._others[self.labels.currentIndex()] if self.moves.isChecked() else None
