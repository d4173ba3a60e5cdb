"""All keys on one sheet, made from the table of actions and the label set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotations.model.label_set import LabelSet
from gui.core.action_spec import MENU_TITLES, Menu
from gui.core.actions import ACTIONS, VIEW_KEYS
from gui.core.theme import Theme
from gui.core.translation import mark, tr
from gui.dialogs.frame import FramedDialog
from gui.widgets.keycap import Keycaps

_COLUMNS = 3
_MOVING = mark("Moving in the text (with Shift: select)")


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One line of the sheet."""

    text: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeySection:
    """Lines under one heading."""

    title: str
    rows: tuple[KeyRow, ...]


def key_sections(label_set: LabelSet | None) -> list[KeySection]:
    """The sheet as data: the labels' keys, the movements, then menu by menu."""
    sections = list(_label_sections(label_set))
    sections.append(KeySection(tr(_MOVING), tuple(KeyRow(tr(one.text), one.keys) for one in VIEW_KEYS)))
    for menu in Menu:
        rows = tuple(
            KeyRow(_plain(spec.text), spec.keys) for spec in ACTIONS if spec.menu is menu and spec.keys
        )
        if rows:
            sections.append(KeySection(_plain(MENU_TITLES[menu]), rows))
    return sections


def _label_sections(label_set: LabelSet | None) -> Iterator[KeySection]:
    for rules in () if label_set is None else label_set.kinds:
        rows = tuple(KeyRow(label.name, (label.key,)) for label in rules.labels if label.key)
        if rows:
            yield KeySection(tr("Label: {kind}", kind=rules.name), rows)


class KeySheet(FramedDialog):
    """The sheet, with a field that narrows it down."""

    def __init__(self, label_set: LabelSet | None, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(tr("Keys"), "", QDialogButtonBox.StandardButton.Close, parent)
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
        for group in _columns(key_sections(label_set)):
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


def _plain(text: str) -> str:
    return tr(text).replace("&", "").removesuffix("…")
