"""Which encoding a file is read in: the guess, what else it may be, and how the text would look."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QSizePolicy,
    QWidget,
)

from annotations.text.decoding import Decoded
from annotations.words import tr
from gui.core.encodings import shown_encoding
from gui.dialogs.frame import FramedDialog

_PREVIEW_BYTES = 32_768
_COMMON = (
    "utf-8", "utf-16-le", "utf-16-be", "windows-1252", "iso-8859-15", "windows-1250", "windows-1251",
    "windows-1254", "windows-1256", "mac-roman", "shift_jis", "gb18030", "big5", "euc-kr",
)  # fmt: skip
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


class EncodingDialog(FramedDialog):
    """A list of encodings, the likeliest first, beside a preview."""

    def __init__(self, name: str, data: bytes, decoded: Decoded, parent: QWidget | None = None) -> None:
        """`data` are the file's bytes, `decoded` how they are read now."""
        standard = QDialogButtonBox.StandardButton
        super().__init__(
            tr("Encoding of {name}", name=name),
            tr("The file does not say in which encoding it is. Take the one in which the text reads right."),
            standard.Ok | standard.Cancel,
            parent,
        )
        self._data = data[:_PREVIEW_BYTES]
        self._cut = len(data) > _PREVIEW_BYTES
        self.list = QListWidget()
        self.list.setSpacing(3)
        self.list.setAccessibleName(tr("Encodings"))
        self.preview = QPlainTextEdit()
        self.preview.setReadOnly(True)
        self.preview.setTabChangesFocus(True)
        self.preview.setAccessibleName(tr("Preview of the text"))
        for encoding in _ranked(decoded):
            self._add(encoding, decoded)
        self.list.currentItemChanged.connect(self._show_preview)
        self.list.itemActivated.connect(self.accept)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.list.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        row.addWidget(self.list)
        row.addWidget(self.preview, 1)
        self.set_body(body)
        self.buttons.button(standard.Ok).setText(tr("&Use This Encoding"))
        self.list.setCurrentRow(0)
        self.list.setFocus()
        self.resize(820, 460)

    def encoding(self) -> str:
        """The encoding the list stands on."""
        return str(self.list.currentItem().data(Qt.ItemDataRole.UserRole))

    def select(self, encoding: str) -> None:
        """Stand on an encoding of the list."""
        for row in range(self.list.count()):
            if self.list.item(row).data(Qt.ItemDataRole.UserRole) == encoding:
                self.list.setCurrentRow(row)

    def _add(self, encoding: str, decoded: Decoded) -> None:
        text = shown_encoding(encoding)
        if encoding == decoded.encoding:
            text += " · " + (tr("guessed") if decoded.guessed else tr("now"))
        elif _REPLACEMENT in _preview(self._data, encoding, cut=self._cut):
            text += " · " + tr("does not fit")
        item = QListWidgetItem(text)
        item.setData(Qt.ItemDataRole.UserRole, encoding)
        self.list.addItem(item)

    def _show_preview(self, item: QListWidgetItem) -> None:
        self.preview.setPlainText(
            _preview(self._data, str(item.data(Qt.ItemDataRole.UserRole)), cut=self._cut)
        )


def _ranked(decoded: Decoded) -> Iterator[str]:
    """The encoding in use, the alternatives as they were ranked, then common ones; each once."""
    seen: set[str] = set()
    for encoding in (decoded.encoding, *decoded.alternatives, *_COMMON):
        name = codecs.lookup(encoding).name
        if name not in seen:
            seen.add(name)
            yield encoding


def _preview(data: bytes, encoding: str, *, cut: bool) -> str:
    """The beginning of the text, U+FFFD for what does not decode; a character cut at the end is left out."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    try:
        return decoder.decode(data, final=not cut).replace("\0", _REPLACEMENT)
    except UnicodeError:  # UTF-16 and 32 refuse as a whole what has no byte order mark
        return _REPLACEMENT
