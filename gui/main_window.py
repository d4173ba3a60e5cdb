"""The window: every feature is built here and told what happens; nothing else is done here."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QSize
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow

from annotations.model.change import Change
from annotations.words import tr
from gui.core import settings as stored
from gui.core.bridge import ChangeBridge
from gui.core.interaction import Gravity, Interaction
from gui.core.slots import only
from gui.core.soon import Soon
from gui.core.theme import Theme, Themed
from gui.dialogs.interaction import QtInteraction
from gui.widgets.dock_title import DockTitle
from gui.widgets.panes import go_to_pane
from gui.window.boilerplate import Boilerplate
from gui.window.details import Details
from gui.window.documents import Documents
from gui.window.editing import Editing
from gui.window.effort import Effort
from gui.window.events import Events
from gui.window.exporting import Exporting
from gui.window.feature import Feature
from gui.window.finding import Finding
from gui.window.frame import Frame, Services
from gui.window.guidelines import Guidelines
from gui.window.helping import Helping
from gui.window.importing import Importing
from gui.window.keys import Keys
from gui.window.label_finding import LabelFinding
from gui.window.label_sets import LabelSets
from gui.window.labelling import Labelling
from gui.window.looks import Looks
from gui.window.memory import Memory
from gui.window.mentions import Mentions
from gui.window.overview import Surveying
from gui.window.reading import Reading
from gui.window.repeats import Repeated
from gui.window.same_words import SameWordsElsewhere
from gui.window.session import Session
from gui.window.tabs import Tabs
from gui.window.touring import Touring
from gui.window.undoing import Undoing

USUAL_SIZE = QSize(1280, 820)


class MainWindow(QMainWindow):
    """Text in the middle, panels beside it, banners above, bars and status below."""

    def __init__(self, services: Services, ask: Interaction | None = None) -> None:
        """``ask`` puts questions to the user; through dialogs if not given."""
        super().__init__()
        self.setObjectName("main")
        self.resize(USUAL_SIZE)
        self.setAcceptDrops(True)
        self.setDockOptions(QMainWindow.DockOption.AllowTabbedDocks | QMainWindow.DockOption.AllowNestedDocks)
        self.frame = Frame(self, services, ask or QtInteraction(self))
        # In this order the features are told what happens, and their bars and panels stand.
        self.same_words = SameWordsElsewhere(self.frame)
        self.labelling = Labelling(self.frame)
        self.label_sets = LabelSets(self.frame)
        self.label_finding = LabelFinding(self.frame)
        self.mentions = Mentions(self.frame)
        self.events = Events(self.frame)
        self.memory = Memory(self.frame)
        self.guidelines = Guidelines(self.frame)
        self.details = Details(self.frame)
        self.finding = Finding(self.frame)
        self.overview = Surveying(self.frame)
        self.boilerplate = Boilerplate(self.frame)
        self.repeated = Repeated(self.frame)
        self.documents = Documents(self.frame)
        self.exporting = Exporting(self.frame)
        self.importing = Importing(self.frame, self.label_sets.open)
        self.reading = Reading(self.frame)
        self.editing = Editing(self.frame)
        self.undoing = Undoing(self.frame)
        self.looks = Looks(self.frame)
        self.effort = Effort(self.frame)
        self.keys = Keys(self.frame)
        self.helping = Helping(self.frame)
        self.touring = Touring(self.frame)
        self.session = Session(self.frame)
        self.tabs = Tabs(self.frame)
        self.features = tuple(one for one in vars(self).values() if isinstance(one, Feature))
        self._bridge = ChangeBridge(self)
        self._caret_soon = Soon(self, self._caret_moved)
        self._current_soon = Soon(self, self._current_changed)
        self._wire()
        self._restore()
        self._show_document()

    def open_document(self, path: Path, encoding: str | None = None, *, read_only: bool = False) -> bool:
        """Open a document in this window; False when that could not be done, and why has been said."""
        return self.documents.open(path, encoding, read_only=read_only)

    def start(self, paths: Sequence[Path], encoding: str | None = None, *, read_only: bool = False) -> None:
        """Come back to the documents of the last time, and open these in front of them; or begin the tour."""
        came_back = self.session.come_back(to_front=not paths)
        if paths:
            self.documents.open_all(paths, encoding, read_only=read_only)
        self.touring.welcome(begin=not (paths or came_back))

    def report_fault(self, what: str) -> None:
        """Say that the program made a mistake; the edits so far are in the journal."""
        text = tr(
            "Something went wrong inside Sorot ({what}). Your labels are safe; if the window behaves "
            "oddly, close it and open it again.",
            what=what,
        )
        self.frame.banners.show_banner("fault", Gravity.ERROR, text)

    # -- building ------------------------------------------------------------------------------------

    def _wire(self) -> None:
        actions = self.frame.actions
        for feature in self.features:
            for action_id, run in feature.handlers().items():
                actions[action_id].triggered.connect(only(run))
        actions["view.next_pane"].triggered.connect(lambda: self._go_to_pane(1))
        actions["view.previous_pane"].triggered.connect(lambda: self._go_to_pane(-1))
        self.frame.view.caretMoved.connect(lambda *_: self._caret_soon.ask())
        self.frame.view.currentMentionChanged.connect(lambda _: self._current_soon.ask())
        self.frame.desk.documentChanged.connect(self._show_document)
        self.label_sets.in_use.changed.connect(self._label_set_changed)
        self.labelling.palette.labelHinted.connect(self.guidelines.panel.set_label)
        self._bridge.changed.connect(self._changed)
        self._bridge.painted.connect(self._painted)
        self.frame.services.appearance.themeChanged.connect(self._take_theme)

    def _restore(self) -> None:
        settings = self.frame.services.settings
        if geometry := settings.get(stored.GEOMETRY):
            self.restoreGeometry(QByteArray(geometry))
        if state := settings.get(stored.STATE):
            self.restoreState(QByteArray(state), self.frame.arrangement())
        for feature in self.features:
            feature.restore()
        self._take_theme(self.frame.services.appearance.theme)

    # -- what happens --------------------------------------------------------------------------------

    def _show_document(self) -> None:
        """Bring every part to the document that is open now, or to none."""
        document, view = self.frame.desk.document, self.frame.view
        session = None if document is None else document.session
        self._bridge.attach(session)
        for feature in self.features:
            feature.attach(document)
        if session is None:
            view.show_nothing()
        else:
            view.show_document(session.text, session.annotations, session.label_set)
            self.frame.back_to_text()
        for feature in self.features:
            feature.show(document)
        self._current_changed()
        self._caret_moved()

    def _label_set_changed(self) -> None:
        """Bring every part to the labels as they are now; the text stays where it is."""
        for feature in self.features:
            feature.label_set_changed(self.frame.desk.document)
        self._current_changed()
        self._caret_moved()

    def _changed(self, change: Change) -> None:
        self.statusBar().clearMessage()  # it was about the edit before
        self.frame.view.mentions_changed(change)
        for feature in self.features:
            feature.changed(change)

    def _painted(self, change: Change) -> None:
        for feature in self.features:
            feature.painted(change)

    def _caret_moved(self) -> None:
        for feature in self.features:
            feature.caret_moved(self.frame.view.caret(), self.frame.view.anchor())

    def _current_changed(self) -> None:
        for feature in self.features:
            feature.current_changed(self.frame.view.current())

    def _take_theme(self, theme: Theme) -> None:
        frame = self.frame
        titles = [title for dock in frame.docks if isinstance(title := dock.titleBarWidget(), DockTitle)]
        own: tuple[Themed, ...] = (frame.view, frame.keys, frame.status, frame.banners, *titles)
        parts = [part for feature in self.features for part in feature.themed()]
        for part in (*own, *parts):
            part.set_theme(theme)

    def _go_to_pane(self, step: int) -> None:
        between = [pane for feature in self.features for pane in feature.panes()]
        go_to_pane((self.frame.view, *between, self.statusBar(), self.frame.banners), step)

    # -- events of Qt --------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        """Coming back to the window, see whether the text is still the same."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self.isActiveWindow():
            self.frame.desk.look_around()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the files dropped."""
        local = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if local:
            event.acceptProposedAction()
            self.documents.open_all(local)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save all and close; stay when that is not possible and the user would rather stay."""
        if not self.frame.desk.agrees_to_close_all():
            event.ignore()
            return
        for feature in self.features:
            feature.closing()
        settings = self.frame.services.settings
        settings.set(stored.GEOMETRY, bytes(self.saveGeometry().data()))
        settings.set(stored.STATE, bytes(self.saveState(self.frame.arrangement()).data()))
        settings.save()
        self.frame.desk.clear()
        super().closeEvent(event)
