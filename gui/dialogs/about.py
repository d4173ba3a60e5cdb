"""Which program this is, and what it runs on."""

from __future__ import annotations

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from annotations.commands.version import program_version
from annotations.words import tr
from gui.dialogs.frame import FramedDialog


class AboutDialog(FramedDialog):
    """Name, purpose, versions, licence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        import platform  # noqa: PLC0415 - not needed at every start

        super().__init__(tr("About Sorot"), "", QDialogButtonBox.StandardButton.Close, parent)
        name = QLabel("Sorot")
        name.setStyleSheet("font-size: 22pt; font-weight: 600;")
        purpose = QLabel(tr("Turns scraped news text into training data: entities, events, boilerplate."))
        purpose.setWordWrap(True)
        facts = QFormLayout()
        facts.setHorizontalSpacing(18)
        for title, fact in (
            (tr("Version"), program_version()),
            ("Qt", qVersion()),
            ("Python", platform.python_version()),
            (tr("System"), platform.platform(terse=True)),
            (tr("Licence"), "MIT"),
        ):
            value = QLabel(fact)
            value.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            facts.addRow(title, value)
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(name)
        layout.addWidget(purpose)
        layout.addLayout(facts)
        self.set_body(body)
        self.setMinimumWidth(420)
