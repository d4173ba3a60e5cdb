"""The dialogs that actions open, loaded when they are asked for: start-up does without them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from annotations.edits.edit import Edit
from annotations.edits.revision import Revision
from annotations.model.label_set import LabelSet
from annotations.session.document import DocumentSession
from gui.core import settings as stored
from gui.core.commands import Command
from gui.core.interaction import Interaction
from gui.core.keymap import Keymap
from gui.core.theme import Theme

if TYPE_CHECKING:
    from gui.dialogs.exchange.export_dialog import ExportDialog
    from gui.dialogs.exchange.import_dialog import ImportDialog
    from gui.dialogs.exchange.surroundings import Surroundings

GoOn = Callable[[int], bool]


def show_keys(label_set: LabelSet, theme: Theme, ask: Interaction, parent: QWidget) -> None:
    """Show all keys until the sheet is closed."""
    from gui.dialogs.key_sheet import KeySheet  # noqa: PLC0415

    sheet = KeySheet(label_set, theme, ask, parent)
    sheet.exec()
    sheet.deleteLater()


def edit_keys(keymap: Keymap, label_set: LabelSet, theme: Theme, parent: QWidget) -> Keymap | None:
    """The keys as the user wants them, None when they are to stay."""
    from gui.dialogs.keys_editor import KeysEditor  # noqa: PLC0415

    editor = KeysEditor(keymap, label_set, theme, parent)
    made = editor.keymap if editor.exec() else None
    editor.deleteLater()
    return made


def show_about(parent: QWidget) -> None:
    """Show which program this is until that is closed."""
    from gui.dialogs.about import AboutDialog  # noqa: PLC0415

    about = AboutDialog(parent)
    about.exec()
    about.deleteLater()


def show_clean_text(
    sentence: str,
    view: QWidget,
    missing: Sequence[tuple[str, str]],
    count: int,
    copy: Callable[[], None],
    parent: QWidget,
) -> str | None:
    """Show the clean text; the id of the missing mention that the user wants to go to, if any."""
    from gui.dialogs.clean_text import CleanTextDialog  # noqa: PLC0415

    dialog = CleanTextDialog(sentence, view, missing, count, copy, parent)
    dialog.exec()
    dialog.deleteLater()
    return dialog.chosen


def edit_label_set(
    label_set: LabelSet,
    sessions: Sequence[DocumentSession],
    keys: Mapping[str, str],
    theme: Theme,
    parent: QWidget,
) -> tuple[Revision, list[Edit | None]] | None:
    """Let the user change the label set; None to leave it. With it come the edits of the sessions.

    ``keys`` names the actions by their keys.
    """
    from gui.dialogs.label_set_editor.editor import LabelSetEditor  # noqa: PLC0415
    from gui.dialogs.label_set_editor.preview import OpenText  # noqa: PLC0415

    documents = [
        OpenText(one.path.name, one.text, one.annotations, one.read_only is not None) for one in sessions
    ]
    editor = LabelSetEditor(label_set, documents, keys, theme, parent)
    editor.exec()
    editor.deleteLater()
    return None if editor.revision is None else (editor.revision, editor.edits)


def choose_place(text: str, parent: QWidget) -> int | None:
    """The offset that the user wants to go to; None for nowhere."""
    from gui.dialogs.go_to import GoToDialog  # noqa: PLC0415

    dialog = GoToDialog(text, parent)
    place = dialog.place if dialog.exec() else None
    dialog.deleteLater()
    return place


def run_with_progress(sentence: str, most: int, parent: QWidget, run: Callable[[GoOn], None]) -> None:
    """Do what may take long, with a bar and a way out once a second has passed.

    ``run`` calls the function it is given with how much of ``most`` is done, and stops when that is False.
    """
    from gui.dialogs.progress import Progress  # noqa: PLC0415

    progress = Progress(sentence, most, parent)
    try:
        run(progress.go_on)
    finally:
        progress.close()
        progress.deleteLater()


def choose_command(
    commands: Sequence[Command], settings: stored.Settings, theme: Theme, parent: QWidget
) -> Command | None:
    """The command that the user picks, which is remembered as the most recent one; None for none."""
    from gui.dialogs.command_palette import CommandPalette  # noqa: PLC0415

    recent: tuple[str, ...] = settings.get(stored.COMMANDS)
    palette = CommandPalette(commands, recent, theme, parent)
    palette.exec()
    palette.deleteLater()
    if (command := palette.command) is not None:
        settings.put_first(stored.COMMANDS, command.id)
    return command


def show_preferences(settings: stored.Settings, parent: QWidget) -> None:
    """Let the user change preferences; each applies at once, and Cancel puts it back."""
    from gui.dialogs.preferences import PreferencesDialog  # noqa: PLC0415

    dialog = PreferencesDialog(settings, parent)
    dialog.stand_beside(parent)
    dialog.exec()
    dialog.deleteLater()


def open_export(surroundings: Surroundings, parent: QWidget) -> ExportDialog:
    """The dialog of an export, open beside the window; it deletes itself when it is closed."""
    from gui.dialogs.exchange.export_dialog import ExportDialog  # noqa: PLC0415

    dialog = ExportDialog(surroundings, parent)
    dialog.show()
    return dialog


def open_import(
    open_label_set: Callable[[Path], bool], surroundings: Surroundings, parent: QWidget
) -> ImportDialog:
    """The dialog of an import, open beside the window; it deletes itself when it is closed."""
    from gui.dialogs.exchange.import_dialog import ImportDialog  # noqa: PLC0415

    dialog = ImportDialog(open_label_set, surroundings, parent)
    dialog.show()
    return dialog
