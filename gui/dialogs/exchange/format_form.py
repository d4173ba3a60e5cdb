"""Which format, what it is for and can hold, and its options: a form made from the table of formats."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QSizePolicy, QWidget

from annotations.formats.format import Format, Option
from annotations.formats.holding import held
from annotations.words import tr
from gui.core.slots import only
from gui.dialogs.label_set_editor.fields import form_of, named_field


class FormatForm(QWidget):
    """A choice of formats; below it what is to be known of the one chosen."""

    changed = Signal()
    """Another format, or another value of an option."""

    def __init__(
        self, formats: Sequence[Format], *, writing: bool, above: Sequence[tuple[str, QWidget]]
    ) -> None:
        """``above`` are rows that stand before that of the format, with their names."""
        super().__init__()
        self._writing = writing
        self.choice = QComboBox()
        self.choice.setAccessibleName(tr("Format"))
        widen(self.choice)
        self.choice.setMaxVisibleItems(len(formats))
        self.about, self.holds, self.holds_not = Note(), Note(), Note()
        self.fields: dict[str, QComboBox | QLineEdit] = {}
        """By the ids of the options."""
        self.form = page_form(self)
        for name, field in above:
            self.form.addRow(name, field)
        self.form.addRow(tr("&Format:"), self.choice)
        for line in (self.about, self.holds, self.holds_not):
            self.form.addRow("", line)
        self._fixed = self.form.rowCount()
        self.offer(formats)
        self.choice.currentIndexChanged.connect(self._show)
        self._show()

    @property
    def format(self) -> Format:
        """The format chosen."""
        chosen: Format = self._formats[max(0, self.choice.currentIndex())]
        return chosen

    def offer(self, formats: Sequence[Format]) -> None:
        """Let these be chosen between; those that cannot be used yet are named as such."""
        self._formats = list(formats)
        self.choice.blockSignals(True)
        self.choice.clear()
        for one in formats:
            name = one.name if one.is_installed else tr("{name} (not installed)", name=one.name)
            self.choice.addItem(name, one.id)
        self.choice.blockSignals(False)

    def choose(self, format_id: str) -> None:
        """Choose a format by its id."""
        self.choice.setCurrentIndex(max(0, self.choice.findData(format_id)))

    def options(self) -> dict[str, str]:
        """The options that are not as they are by themselves."""
        usual = self.format.filled({})
        said = {name: _value(field) for name, field in self.fields.items()}
        return {name: value for name, value in said.items() if value != usual[name]}

    def missing(self) -> str:
        """Why the format cannot be used here, as a sentence; nothing where it can."""
        one = self.format
        if one.is_installed:
            return ""
        return tr(
            "{name} needs {library}, which is not installed: pip install 'sorot[{extra}]'.",
            name=one.name,
            library=one.needs,
            extra=one.extra,
        )

    def _show(self) -> None:
        one = self.format
        yes, no = held(one.carries)
        self.about.setText(tr(one.about))
        self.holds.setText(tr("Holds: {what}.", what=", ".join(yes)))
        lost = tr("Does not hold: {what}.", what=", ".join(no)) if no else tr("Nothing is lost.")
        self.holds_not.setText(self.missing() or lost)
        while self.form.rowCount() > self._fixed:
            self.form.removeRow(self._fixed)
        self.fields = {}
        before: QWidget = self.choice
        for option in one.options:
            if not (option.writes if self._writing else option.reads):
                continue
            self._add(option)
            QWidget.setTabOrder(before, self.fields[option.id])
            before = self.fields[option.id]
        self.changed.emit()

    def _add(self, option: Option) -> None:
        field = self.fields[option.id] = self._field(option)
        field.setAccessibleDescription(tr(option.help))
        self.form.addRow(tr("{name}:", name=tr(option.title)), field)
        self.form.addRow("", Note(tr(option.help)))

    def _field(self, option: Option) -> QComboBox | QLineEdit:
        if not option.values:
            line = named_field(tr(option.title))
            line.setText(option.default)
            line.textChanged.connect(only(self.changed.emit))
            return line
        box = QComboBox()
        box.setAccessibleName(tr(option.title))
        widen(box)
        for value, shown in zip(option.values, option.shown, strict=True):
            box.addItem(tr(shown), str(value))
        box.currentIndexChanged.connect(only(self.changed.emit))
        return box


def _value(field: QComboBox | QLineEdit) -> str:
    return str(field.currentData()) if isinstance(field, QComboBox) else field.text()


def widen(box: QComboBox) -> None:
    """Let a choice be as wide as the other fields."""
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


class Note(QLabel):
    """A quiet text below a field, as high as its lines are at its width: a form does not ask for that."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show the text."""
        super().setText(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = QRect(0, 0, max(1, self.width()), 10_000)
        lines = self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, self.text())
        self.setFixedHeight(max(self.fontMetrics().height(), lines.height()))


def page_form(page: QWidget) -> QFormLayout:
    """The form of a page of fields, with room around it."""
    form = form_of(page)
    form.setContentsMargins(2, 14, 2, 8)
    form.setVerticalSpacing(10)
    return form
