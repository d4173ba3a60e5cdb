"""What a model reads of a document, shown; and the mentions that it does not read, listed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotations.words import tr, trn
from gui.dialogs.frame import FramedDialog

_ID = Qt.ItemDataRole.UserRole
_ROWS = 5


class CleanTextDialog(FramedDialog):
    """The clean text in a view, and below it what is missing; ``chosen`` is the mention to go to, if any."""

    def __init__(
        self,
        sentence: str,
        view: QWidget,
        missing: Sequence[tuple[str, str]],
        count: int,
        copy: Callable[[], None],
        parent: QWidget | None = None,
    ) -> None:
        """``view`` shows the text and becomes a child of the dialog; ``copy`` copies what it shows.

        ``missing`` has the ids of mentions that are not, or not whole, in the clean text, and words for each;
        there are ``count`` of them in all.
        """
        super().__init__(tr("Clean Text"), sentence, QDialogButtonBox.StandardButton.Close, parent)
        self.chosen: str | None = None
        self.view = view
        self.missing = QListWidget()
        self.copy_button = self.buttons.addButton(
            tr("&Copy the Clean Text"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.copy_button.clicked.connect(copy)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), view)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(copy)
        self.set_body(self._body(missing, count))
        self.resize(860, 680)
        self.view.setFocus()

    def _body(self, missing: Sequence[tuple[str, str]], count: int) -> QWidget:
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view, 1)
        caption = QLabel(
            trn(
                "{count:,} &mention is not read as it stands (Enter goes there):",
                "{count:,} &mentions are not read as they stand (Enter goes there):",
                count,
            )
        )
        caption.setBuddy(self.missing)
        layout.addWidget(caption)
        layout.addWidget(self.missing)
        self.missing.setAccessibleName(tr("Mentions that are not read as they stand"))
        self.missing.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for mention_id, words in missing:
            item = QListWidgetItem(words)
            item.setData(_ID, mention_id)
            self.missing.addItem(item)
        if count > len(missing):
            more = QListWidgetItem(trn("and {count:,} more", "and {count:,} more", count - len(missing)))
            more.setFlags(Qt.ItemFlag.NoItemFlags)
            self.missing.addItem(more)
        rows = max(1, min(_ROWS, self.missing.count()))
        self.missing.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerItem)
        self.missing.ensurePolished()  # the style sheet widens the frame
        self.missing.setFixedHeight(rows * self.missing.sizeHintForRow(0) + 2 * self.missing.frameWidth())
        self.missing.itemActivated.connect(self._choose)
        caption.setVisible(bool(missing))
        self.missing.setVisible(bool(missing))
        return body

    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen = item.data(_ID)
        self.accept()
