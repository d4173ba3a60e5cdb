"""The parts of the status bar: is it saved, where is the caret, what has been counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QLabel, QStatusBar, QToolButton

from annotations.model.label_set import Label
from annotations.words import mark, tr, trn
from gui.core.encodings import shown_encoding
from gui.core.keymap import key_of
from gui.core.theme import LIGHT, Theme
from gui.widgets.icons import Glyph, icon


class SaveState(StrEnum):
    """What may be said of the labels on disk."""

    SAVED = "saved"
    SAVING = "saving"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class _Look:
    glyph: Glyph
    text: str
    colour: str


_LOOKS = {
    SaveState.SAVED: _Look(Glyph.CHECK, mark("Saved"), "ok"),
    SaveState.SAVING: _Look(Glyph.BUSY, mark("Saving…"), "muted"),
    SaveState.FAILED: _Look(Glyph.ERROR, mark("Cannot save"), "error"),
}
_ICON = 14


class StatusParts(QObject):
    """Puts its widgets into a status bar and keeps them worded; the left is left for passing messages."""

    saveClicked = Signal()
    """The saving state was clicked: say more about it."""
    readOnlyClicked = Signal()
    encodingClicked = Signal()
    stickyClicked = Signal()

    def __init__(self, bar: QStatusBar) -> None:
        super().__init__(bar)
        self._theme = LIGHT
        self._state: SaveState | None = None
        self._icons: dict[SaveState, QIcon] = {}
        self.sticky = _button(tr("Sticky label"), self.stickyClicked)
        self.selection = _label(tr("Length of the selection"))
        self.caret = _label(tr("Place of the caret"))
        self.counts = _label(tr("Mentions"))
        self.reading = _label(tr("How much has been read"))
        self.encoding = _button(tr("Encoding"), self.encodingClicked)
        self.read_only = _button(tr("Read-only"), self.readOnlyClicked)
        self.save = _button(tr("State of the label file"), self.saveClicked)
        bar.setSizeGripEnabled(False)
        bar.setContentsMargins(6, 0, 6, 0)
        for part in (
            self.sticky, self.selection, self.caret, self.counts, self.reading, self.encoding, self.read_only,
            self.save,
        ):  # fmt: skip
            bar.addPermanentWidget(part)
        self.clear()

    def clear(self) -> None:
        """No document is open."""
        self._state = None
        for button in (self.save, self.read_only, self.encoding, self.sticky):
            button.hide()
        for label in (self.selection, self.caret, self.counts, self.reading):
            label.hide()

    def set_save_state(self, state: SaveState, detail: str = "") -> None:
        """Say whether the labels are on disk; `detail` is the whole sentence, for the tool tip."""
        _word(self.save, tr(_LOOKS[state].text), detail)
        if state is not self._state:
            self._state = state
            self._paint_state(state)

    def set_read_only(self, reason: str | None) -> None:
        """Show why nothing can be changed; None when it can."""
        _word(self.read_only, "" if reason is None else tr("Read-only"), reason or "")

    def set_encoding(self, name: str, *, guessed: bool) -> None:
        """Show how the file's bytes were read; `name` is Python's for the encoding."""
        shown = shown_encoding(name)
        text = tr("{encoding} (guessed)", encoding=shown) if guessed else shown
        _word(self.encoding, text, tr("Click to read the file in another encoding"))

    def set_sticky(self, label: Label | None) -> None:
        """Show the label that every selection gets; None for no such."""
        text = "" if label is None else tr("Sticky: {label}", label=label.name)
        _word(
            self.sticky,
            text,
            tr("Every selection gets this label. Click or press {key} to stop.", key=key_of("label.sticky")),
        )

    def set_caret(self, offset: int, line: int) -> None:
        """Show the caret's offset (code points) and line (from 1)."""
        _say(self.caret, tr("Line {line:,} · offset {offset:,}", line=line, offset=offset))

    def set_selection(self, length: int) -> None:
        """Show how many code points are selected; nothing when none are."""
        _say(self.selection, trn("{count:,} character", "{count:,} characters", length) if length else "")

    def set_read(self, percent: int | None) -> None:
        """Show how much of the text has been on screen long enough to be read; None for no document."""
        _say(self.reading, "" if percent is None else tr("Read {percent}%", percent=percent))
        self.reading.setToolTip(tr("So much of the text has been on screen long enough to be read."))

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many mentions each kind has, by the kinds' names in the label set."""
        _say(self.counts, " · ".join(f"{name} {count:,}" for name, count in counts.items()))

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self._theme = theme
        self._icons.clear()
        self.read_only.setIcon(icon(Glyph.LOCK, theme.warning, _ICON))
        self.sticky.setIcon(icon(Glyph.PIN, theme.accent, _ICON))
        _tint(self.read_only, theme.warning)
        if self._state is not None:
            self._paint_state(self._state)

    def _paint_state(self, state: SaveState) -> None:
        """Each edit comes here twice, so the icons are kept."""
        look = _LOOKS[state]
        colour: QColor = getattr(self._theme, look.colour)
        if state not in self._icons:
            self._icons[state] = icon(look.glyph, colour, _ICON)
        self.save.setIcon(self._icons[state])
        _tint(self.save, colour if state is SaveState.FAILED else self._theme.text)


def _button(name: str, clicked: SignalInstance) -> QToolButton:
    button = QToolButton()
    button.setAccessibleName(name)
    button.setAutoRaise(True)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setIconSize(QSize(_ICON, _ICON))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.clicked.connect(clicked)
    return button


def _label(name: str) -> QLabel:
    label = QLabel()
    label.setAccessibleName(name)
    label.setContentsMargins(6, 0, 6, 0)
    return label


def _word(button: QToolButton, text: str, tip: str) -> None:
    if button.text() != text:
        button.setText(text)
        button.setVisible(bool(text))
    if button.toolTip() != tip:
        button.setToolTip(tip)
        button.setAccessibleDescription(tip)


def _say(label: QLabel, text: str) -> None:
    if label.text() != text:
        label.setText(text)
    label.setVisible(bool(text))


def _tint(button: QToolButton, colour: QColor) -> None:
    palette = button.palette()
    if palette.color(button.foregroundRole()) == colour:
        return
    palette.setColor(button.foregroundRole(), colour)
    button.setPalette(palette)
