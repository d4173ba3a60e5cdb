"""All keys on one sheet, made from the table of actions and the label set: to read, print and save."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotations.model.label_set import LabelSet
from annotations.store.files import real_path, replace_file
from annotations.words import tr
from gui.core.interaction import Gravity, Interaction
from gui.core.slots import only
from gui.core.theme import Theme
from gui.dialogs.frame import FramedDialog
from gui.dialogs.key_sheet_html import key_sheet_html
from gui.dialogs.key_sheet_paper import paint_sheet, write_pdf
from gui.models.key_sections import KeyRow, KeySection, key_sections
from gui.widgets.keycap import Keycaps

_COLUMNS = 3
_PROPOSED = "sorot-keys.pdf"


class KeySheet(FramedDialog):
    """The sheet, with a field that narrows it down; what is printed or saved is always whole."""

    def __init__(
        self, label_set: LabelSet | None, theme: Theme, ask: Interaction, parent: QWidget | None = None
    ) -> None:
        """``ask`` asks where to save."""
        super().__init__(tr("Keys"), "", QDialogButtonBox.StandardButton.Close, parent)
        self._ask = ask
        self._name = "" if label_set is None else label_set.name
        self._sections = key_sections(label_set)
        self.print_button = self._button(tr("&Print…"), self._print)
        self.save_button = self._button(tr("&Save As…"), self._save)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search the keys"))
        self.search.setAccessibleName(tr("Search the keys"))
        self.search.setClearButtonEnabled(True)
        self.rows: list[tuple[KeyRow, QLabel, Keycaps]] = []
        self._titles: list[tuple[QLabel, list[QLabel]]] = []
        sheet = QWidget()
        columns = QHBoxLayout(sheet)
        columns.setContentsMargins(0, 0, 12, 0)
        columns.setSpacing(36)
        for group in _columns(self._sections):
            columns.addLayout(self._column(group, theme))
        area = QScrollArea()
        area.setAccessibleName(tr("Keys"))
        area.setWidget(sheet)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumWidth(sheet.sizeHint().width() + 24)
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.search)
        layout.addWidget(area, 1)
        self.set_body(body)
        self.search.textChanged.connect(self._narrow)
        self.search.setFocus()
        self.resize(area.minimumWidth() + 40, min(sheet.sizeHint().height() + 140, self._most_height()))

    def _button(self, text: str, run: Callable[[], None]) -> QPushButton:
        button = self.buttons.addButton(text, QDialogButtonBox.ButtonRole.ActionRole)
        button.setAutoDefault(False)
        button.clicked.connect(only(run))
        return button

    def _print(self) -> None:
        """Ask for a printer, and print."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415 - rarely wanted

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._name)
        dialog = QPrintDialog(printer, self)
        if dialog.exec() and not paint_sheet(printer, self._sections, self._name):
            self._ask.tell(
                Gravity.ERROR, tr("The key sheet was not printed"), tr("The printer took nothing.")
            )
        dialog.deleteLater()

    def _save(self) -> None:
        """Ask for a file, and write it: a page for a browser if its name says so, else a PDF file."""
        path = self._ask.save_path(tr("Save the Key Sheet"), Path.home() / _PROPOSED)
        if path is None:
            return
        try:
            if path.suffix.lower() in (".html", ".htm"):
                page = key_sheet_html(self._sections, self._name)
                replace_file(real_path(path), [page.encode()])
            else:
                path.touch()  # says why not, which the writer does not
                write_pdf(path, self._sections, self._name)
        except OSError as error:
            why = tr("{path} cannot be written: {why}.", path=path, why=error.strerror or error)
            self._ask.tell(Gravity.ERROR, tr("The key sheet was not saved"), why)

    def _most_height(self) -> int:
        """As high as the screen has room for, title bar and all."""
        return round(self.screen().availableGeometry().height() * 0.9)

    def _column(self, sections: list[KeySection], theme: Theme) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(0, 1)
        for section in sections:
            title = _title(section.title, theme)
            grid.addWidget(title, grid.rowCount(), 0, 1, 2)
            self._titles.append((title, [self._row(grid, row, theme) for row in section.rows]))
        grid.setRowStretch(grid.rowCount(), 1)
        return grid

    def _row(self, grid: QGridLayout, row: KeyRow, theme: Theme) -> QLabel:
        name, caps = QLabel(row.text), Keycaps(row.keys, theme)
        number = grid.rowCount()
        grid.addWidget(name, number, 0)
        grid.addWidget(caps, number, 1, Qt.AlignmentFlag.AlignLeft)
        self.rows.append((row, name, caps))
        return name

    def _narrow(self, wanted: str) -> None:
        wanted = wanted.strip().casefold()
        for row, name, caps in self.rows:
            shown = wanted in row.text.casefold() or wanted in (key.casefold() for key in row.keys)
            name.setVisible(shown)
            caps.setVisible(shown)
        for title, names in self._titles:
            title.setVisible(any(not name.isHidden() for name in names))


def _title(text: str, theme: Theme) -> QLabel:
    title = QLabel(text)
    title.setContentsMargins(0, 10, 0, 2)
    font = title.font()
    font.setBold(True)
    title.setFont(font)
    palette = title.palette()
    palette.setColor(title.foregroundRole(), theme.muted)
    title.setPalette(palette)
    return title


def _columns(sections: list[KeySection]) -> list[list[KeySection]]:
    """The sections in order, spread over columns of about the same length."""
    total = sum(len(section.rows) + 2 for section in sections)
    columns: list[list[KeySection]] = [[]]
    length = 0
    for section in sections:
        if length >= total / _COLUMNS and len(columns) < _COLUMNS:
            columns.append([])
            length = 0
        columns[-1].append(section)
        length += len(section.rows) + 2
    return columns
