"""Documents in the window: opening, saving and closing them, and what is said of the open one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from annotations.formats.files import is_file
from annotations.model.change import Change
from annotations.store.keeper_state import KeeperState
from annotations.words import tr
from gui.core import settings as stored
from gui.core.action_spec import Menu, Needs
from gui.core.actions import ACTIONS
from gui.core.interaction import Gravity
from gui.core.remembered import RememberedDocument
from gui.core.soon import Soon
from gui.documents.open_document import OpenDocument
from gui.documents.recent_menu import RecentMenu
from gui.window.feature import Feature
from gui.window.frame import Frame


class Documents(Feature):
    """The File menu, the title of the window, the status line, and what can be chosen now."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        recent = stored.RecentFiles(frame.services.settings)
        self._recent = RecentMenu(frame.menus[Menu.RECENT], recent, self.open)
        desk, status = frame.desk, frame.status
        status.saveClicked.connect(lambda: frame.say(status.save.toolTip()))
        status.readOnlyClicked.connect(lambda: frame.say(status.read_only.toolTip()))
        status.encodingClicked.connect(desk.choose_encoding)
        desk.said.connect(frame.say)
        desk.opened.connect(self._note_opened)
        self._state: KeeperState | None = None
        self._soon = Soon(frame.window, self._show_state)
        desk.stateChanged.connect(self._note_state)
        desk.readOnlyChanged.connect(self._show_read_only)

    def open(self, path: Path, encoding: str | None = None, *, read_only: bool = False) -> bool:
        """Open a document; False when that could not be done, and why has been said."""
        opened = self.frame.desk.open(path, encoding, read_only=read_only)
        if not opened:
            self._recent.failed(path)
        return opened

    def open_all(
        self, paths: Sequence[Path], encoding: str | None = None, *, read_only: bool = False
    ) -> None:
        """Open one document, or put several on the desk and the first of them in front."""
        if len(paths) == 1:
            self.open(paths[0], encoding, read_only=read_only)
            return
        files = [path for path in paths if is_file(path)]
        wanted = [RememberedDocument(str(path), encoding, read_only) for path in files]
        any(self.frame.desk.show(sheet) for sheet in self.frame.desk.lay(wanted))  # up to the first that can
        if missing := [str(path) for path in paths if path not in files]:
            sentence = tr("There are no such files:\n{names}", names="\n".join(missing))
            self.frame.ask.tell(Gravity.ERROR, tr("Not all could be opened"), sentence)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """The File menu."""
        desk = self.frame.desk
        return {
            "file.open": self._ask_and_open,
            "file.encoding": desk.choose_encoding,
            "file.folder": self._open_folder,
            "file.save": desk.saving.now,
            "file.save_elsewhere": desk.saving.elsewhere,
            "file.close": desk.close,
            "file.quit": self.frame.window.close,
        }

    def show(self, document: OpenDocument | None) -> None:
        """Say which document is open."""
        window = self.frame.window
        window.setWindowTitle("Sorot" if document is None else f"{document.session.path.name}[*]")
        state = None if document is None or document.keeper is None else document.keeper.state
        self._state = state
        window.setWindowModified(state is not None and state.acknowledged < state.recorded)
        self.frame.status_line.show(document)
        self._enable()

    def label_set_changed(self, document: OpenDocument | None) -> None:
        """Kinds may be called otherwise now."""
        self.frame.status_line.counts()

    def painted(self, change: Change) -> None:
        """Count again."""
        self.frame.status_line.counts()

    def caret_moved(self, caret: int, anchor: int) -> None:
        """Say where the caret is."""
        self.frame.status_line.caret(caret, anchor)

    def _enable(self) -> None:
        """Only what can be done now can be chosen; undo and redo are enabled by the steps there are."""
        document = self.frame.desk.document
        there = {
            Needs.DOCUMENT: document is not None,
            Needs.WRITABLE: document is not None and document.session.read_only is None,
        }
        for spec in ACTIONS:
            if spec.needs in there:
                self.frame.actions[spec.id].setEnabled(there[spec.needs])

    def _note_state(self, state: KeeperState) -> None:
        """Each edit comes here twice: when it is handed over, and when it is safe."""
        self._state = state
        self._soon.ask()

    def _show_state(self) -> None:
        if (state := self._state) is not None:
            self.frame.status_line.state(state)
            self.frame.window.setWindowModified(state.acknowledged < state.recorded)

    def _show_read_only(self) -> None:
        self.frame.status_line.read_only()
        self._enable()

    def _ask_and_open(self) -> None:
        folder = self.frame.services.settings.get(stored.FOLDER)
        paths = self.frame.ask.open_paths(tr("Open Documents"), Path(folder) if folder else None)
        if paths:
            self.open_all(paths)

    def _note_opened(self, path: Path) -> None:
        self._recent.opened(path)
        self.frame.services.settings.set(stored.FOLDER, str(path.parent))

    def _open_folder(self) -> None:
        document = self.frame.desk.document
        if document is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(document.session.path.parent)))
