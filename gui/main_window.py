"""The window: every part is built here and wired to the others; nothing else is done here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QPoint, QSize, Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices, QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from annotations.model.change import Change
from annotations.model.label_set import Label, LabelSet
from annotations.model.records import Kind
from annotations.session.document import DocumentSession
from annotations.store.keeper_state import KeeperState
from annotations.text.source import SourceText
from annotations.text.span import Span
from gui.core import settings as stored
from gui.core.actions import Menu
from gui.core.appearance import Appearance, ThemeChoice
from gui.core.bridge import ChangeBridge
from gui.core.commands import commands_of
from gui.core.interaction import Gravity, Interaction
from gui.core.menus import build_actions, build_label_actions, build_menus
from gui.core.slots import only
from gui.core.theme import Theme, Themed
from gui.core.translation import tr
from gui.dialogs.interaction import QtInteraction
from gui.dialogs.shown import choose_command, choose_place, show_about, show_keys
from gui.documents.desk import Desk, Owner
from gui.documents.notices import Notices
from gui.documents.recent_menu import RecentMenu
from gui.documents.status_line import StatusLine
from gui.editor.annotator import Annotator
from gui.editor.context_menu import context_menu
from gui.editor.current_event import CurrentEvent
from gui.editor.ends import End, Unit
from gui.editor.event_edits import EventEdits
from gui.editor.find import Finder
from gui.editor.history import History
from gui.editor.journeys import Journeys
from gui.editor.role_keys import Asking
from gui.editor.role_mode import RoleMode
from gui.editor.role_words import title_of, words_of
from gui.editor.same_words import SameWords
from gui.editor.statuses import Statuses
from gui.editor.text_view import TextView
from gui.models.survey import Survey
from gui.panels.event_panel import EventPanel
from gui.panels.label_palette import LabelPalette
from gui.panels.mention_list import MentionList
from gui.widgets.banner import BannerStack
from gui.widgets.dock_title import DockTitle
from gui.widgets.find_bar import FindBar
from gui.widgets.overview import Overview
from gui.widgets.overview_drawing import Shown
from gui.widgets.panes import go_to_pane
from gui.widgets.role_bar import RoleBar
from gui.widgets.same_words_bar import SameWordsBar
from gui.widgets.status import StatusParts

SAID_FOR_MS = 6000
USUAL_SIZE = QSize(1280, 820)
_NO_TEXT = SourceText("")
_NEED_DOCUMENT = (
    "file.encoding",
    "file.folder",
    "file.close",
    "edit.copy",
    "edit.select_all",
    "edit.find",
    "edit.find_next",
    "edit.find_previous",
    "edit.go_to",
    "mention.next",
    "mention.previous",
    "mention.cycle",
    "go.unlabelled",
    "go.problem_next",
    "go.problem_previous",
)
_NEED_WRITABLE = ("label.", "event.", "status.", "end.", "file.save", "mention.delete", "mention.add_span")


@dataclass(frozen=True, slots=True)
class Services:
    """What the window is given: it looks nothing up by itself."""

    settings: stored.Settings
    appearance: Appearance
    label_set: LabelSet
    annotator: str


class MainWindow(QMainWindow):
    """Text in the middle, labels and mentions beside it, banners above, status below."""

    def __init__(self, services: Services, ask: Interaction | None = None) -> None:
        """``ask`` puts questions to the user; through dialogs if not given."""
        super().__init__()
        self._services = services
        self._ask = ask or QtInteraction(self)
        self.view = TextView()
        self.overview = Overview()
        self.palette_panel = LabelPalette()
        self.mention_panel = MentionList()
        self.event_panel = EventPanel()
        self.find_bar = FindBar()
        self.banners = BannerStack()
        self.status = StatusParts(self.statusBar())
        self._status_line = StatusLine(self.status)
        self._bridge = ChangeBridge(self)
        owner = Owner(services.annotator, services.label_set)
        self.desk = Desk(owner, self._ask, Notices(self.banners, self._ask), self)
        self.annotator = Annotator(self.view, self._ask, services.annotator)
        self.finder = Finder(self.view, self.find_bar)
        self.statuses = Statuses(self.view)
        self.same_words_bar = SameWordsBar()
        self.same_words = SameWords(self.view, self.same_words_bar, services.annotator)
        self.current_event = CurrentEvent(self.view)
        self.role_mode = RoleMode(self.view, self.annotator, self.current_event)
        self.role_bar = RoleBar(self.view)
        self.event_edits = EventEdits(self.annotator)
        self.survey = Survey(self)
        self.journeys = Journeys(self.view, lambda: self.survey.problems)
        self._lay_out()
        self.actions_by_id = build_actions(self, self.view)
        self._menus = build_menus(self.menuBar(), self.actions_by_id)
        self._label_actions = build_label_actions(
            services.label_set.labels, self.view, self.annotator.apply_label
        )
        self._history = History(self.view, self.actions_by_id["edit.undo"], self.actions_by_id["edit.redo"])
        recent = stored.RecentFiles(services.settings)
        self._recent = RecentMenu(self._menus[Menu.RECENT], recent, self.open_document)
        self._wire_actions()
        self._wire_parts()
        self._restore()
        self._show_document()

    def open_document(self, path: Path, encoding: str | None = None, *, read_only: bool = False) -> bool:
        """Open a document in this window; False when that could not be done, and why has been said."""
        opened = self.desk.open(path, encoding, read_only=read_only)
        if opened:
            self._recent.opened(path)
            self._services.settings.set(stored.FOLDER, str(path.resolve().parent))
        else:
            self._recent.failed(path)
        return opened

    def report_fault(self, what: str) -> None:
        """Say that the program made a mistake; the edits so far are in the journal."""
        text = tr(
            "Something went wrong inside Sorot ({what}). Your labels are safe; if the window behaves "
            "oddly, close it and open it again.",
            what=what,
        )
        self.banners.show_banner("fault", Gravity.ERROR, text)

    # -- building ------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.setObjectName("main")
        self.resize(USUAL_SIZE)
        self.setAcceptDrops(True)
        self.setDockOptions(QMainWindow.DockOption.AllowTabbedDocks | QMainWindow.DockOption.AllowNestedDocks)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banners)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.view, 1)
        row.addWidget(self.overview)
        column.addLayout(row, 1)
        column.addWidget(self.same_words_bar)
        column.addWidget(self.find_bar)
        self.setCentralWidget(centre)
        areas = Qt.DockWidgetArea
        self._label_dock = self._dock("labels", tr("Labels"), self.palette_panel, areas.LeftDockWidgetArea)
        self._mention_dock = self._dock(
            "mentions", tr("Mentions"), self.mention_panel, areas.RightDockWidgetArea
        )
        self._event_dock = self._dock("events", tr("Events"), self.event_panel, areas.RightDockWidgetArea)
        self.tabifyDockWidget(self._mention_dock, self._event_dock)
        self._mention_dock.raise_()

    def _dock(self, name: str, title: str, panel: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = QDockWidget(title, self)
        dock.setObjectName(name)
        dock.setTitleBarWidget(DockTitle(dock))
        dock.setWidget(panel)
        self.addDockWidget(area, dock)
        back = QShortcut(QKeySequence(Qt.Key.Key_Escape), dock)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self._back_to_text)
        return dock

    def _wire_actions(self) -> None:
        for action_id, run in self._handlers().items():
            self.actions_by_id[action_id].triggered.connect(only(run))
        for end in End:
            for unit in Unit:
                for forward, direction in ((True, "forward"), (False, "back")):
                    action = self.actions_by_id[f"end.{end.value}_{unit.value}_{direction}"]
                    move = partial(self.annotator.move_end, end, unit, forward=forward)
                    action.triggered.connect(only(move))
        for kind in Kind:
            cycle = partial(self.statuses.cycle, kind)
            self.actions_by_id[f"status.{kind}"].triggered.connect(only(cycle))
        for choice in ThemeChoice:
            action = self.actions_by_id[f"theme.{choice}"]
            action.triggered.connect(only(partial(self._choose_theme, choice)))
        for dock in (self._label_dock, self._mention_dock, self._event_dock):
            self._menus[Menu.PANELS].addAction(dock.toggleViewAction())

    def _handlers(self) -> dict[str, Callable[[], object]]:
        """What the actions of the table do, but for undo, ends and themes."""
        view, annotator, desk = self.view, self.annotator, self.desk
        return {
            "file.open": self._ask_and_open,
            "file.encoding": desk.choose_encoding,
            "file.folder": self._open_folder,
            "file.save": desk.save_and_tell,
            "file.save_elsewhere": desk.save_elsewhere,
            "file.close": desk.close,
            "file.quit": self.close,
            "edit.copy": view.copy,
            "edit.select_all": view.select_all,
            "edit.find": self.finder.open,
            "edit.find_next": self.finder.go_on,
            "edit.find_previous": self.finder.go_back,
            "edit.find_mention": self._find_mention,
            "edit.go_to": self._go_to_place,
            "label.again": annotator.tag_again,
            "label.sticky": annotator.toggle_sticky,
            "label.same_words": self.same_words.start,
            "mention.add_span": annotator.add_selection,
            "mention.delete": annotator.delete,
            "mention.next": view.next_mention,
            "mention.previous": view.previous_mention,
            "mention.cycle": view.cycle_mention,
            "mention.leave": annotator.leave,
            "event.roles": self.role_mode.enter,
            "event.another": self.role_mode.another,
            "go.unlabelled": self.journeys.to_next_unlabelled,
            "go.problem_next": self.journeys.to_next_problem,
            "go.problem_previous": self.journeys.to_previous_problem,
            "view.zoom_in": partial(view.zoom_by, 1),
            "view.zoom_out": partial(view.zoom_by, -1),
            "view.zoom_reset": partial(view.set_zoom, 1.0),
            "view.invisibles": self._toggle_invisibles,
            "view.next_pane": partial(self._go_to_pane, 1),
            "view.previous_pane": partial(self._go_to_pane, -1),
            "view.full_screen": self._toggle_full_screen,
            "help.keys": self._show_keys,
            "help.commands": self._choose_command,
            "help.about": partial(show_about, self),
        }

    def _wire_parts(self) -> None:
        self.view.caretMoved.connect(self._caret_moved)
        self.view.pageMoved.connect(self._page_moved)
        self.overview.placeChosen.connect(self.view.set_caret)
        self.survey.changed.connect(self._surveyed)
        self.view.currentMentionChanged.connect(self._current_changed)
        self.view.contextMenuAt.connect(self._context_menu)
        self.view.zoomChanged.connect(partial(self._services.settings.set, stored.ZOOM))
        self.annotator.stickyChanged.connect(self._sticky_changed)
        journeys = (self.finder, self.journeys, self._history)
        edits = (self.annotator, self.statuses, self.role_mode, self.same_words)
        for speaker in (*edits, *journeys, self.desk):
            speaker.said.connect(self._say)
        self.role_mode.asked.connect(self._show_roles)
        self.current_event.changed.connect(self.event_panel.set_current)
        self.event_panel.rowSelected.connect(self._show_event)
        self.event_panel.rowActivated.connect(self._go_to_event)
        self.event_panel.deleteRequested.connect(self.event_edits.delete)
        self.event_panel.removeRequested.connect(self.event_edits.remove)
        self.event_panel.roleRequested.connect(self.event_edits.change_role)
        self.palette_panel.labelChosen.connect(self.annotator.apply_label)
        self.palette_panel.statusChosen.connect(self.statuses.choose)
        self.mention_panel.mentionSelected.connect(self._show_mention)
        self.mention_panel.mentionActivated.connect(self._go_to_mention)
        self.mention_panel.deleteRequested.connect(self.annotator.delete)
        self.status.saveClicked.connect(lambda: self._say(self.status.save.toolTip()))
        self.status.readOnlyClicked.connect(lambda: self._say(self.status.read_only.toolTip()))
        self.status.encodingClicked.connect(self.desk.choose_encoding)
        self.status.stickyClicked.connect(self.annotator.toggle_sticky)
        self.desk.documentChanged.connect(self._show_document)
        self.desk.stateChanged.connect(self._show_state)
        self.desk.readOnlyChanged.connect(self._show_read_only)
        self._bridge.changed.connect(self._changed)
        self._bridge.painted.connect(self.mention_panel.apply_change)
        self._services.appearance.themeChanged.connect(self._take_theme)

    def _restore(self) -> None:
        settings = self._services.settings
        if geometry := settings.get(stored.GEOMETRY):
            self.restoreGeometry(QByteArray(geometry))
        if state := settings.get(stored.STATE):
            self.restoreState(QByteArray(state))
        self.view.set_zoom(settings.get(stored.ZOOM))
        self.actions_by_id["view.invisibles"].setChecked(settings.get(stored.INVISIBLES))
        self.view.set_show_invisibles(settings.get(stored.INVISIBLES))
        self.actions_by_id[f"theme.{self._services.appearance.choice}"].setChecked(True)
        self._take_theme(self._services.appearance.theme)

    # -- the document --------------------------------------------------------------------------------

    def _show_document(self) -> None:
        """Bring every part to the document that is open now, or to none."""
        document = self.desk.document
        session = None if document is None else document.session
        stack = None if document is None else document.stack
        self.setWindowTitle("Sorot" if session is None else f"{session.path.name}[*]")
        self.setWindowModified(False)
        self._bridge.attach(session)
        for editor in (self.annotator, self.statuses, self.same_words, self._history):
            editor.attach(session, stack)
        for follower in (self.journeys, self.role_mode, self.event_edits):
            follower.attach(session)
        self._show_text(session)
        self.current_event.attach(session)
        self._status_line.show(document)
        self._caret_moved(self.view.caret(), self.view.anchor())
        self._current_changed(self.view.current())
        self._enable()

    def _show_text(self, session: DocumentSession | None) -> None:
        """Show the text and what is said of it, in the view and in every panel."""
        if session is None:
            text, annotations, label_set = _NO_TEXT, None, self._services.label_set
            self.view.show_nothing()
        else:
            text, annotations, label_set = session.text, session.annotations, session.label_set
            self.view.show_document(text, session.annotations, label_set)
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.finder.attach(None if session is None else text.text)
        self.survey.show(annotations, label_set, text.length)
        self.palette_panel.show_labels(label_set, annotations)
        for panel in (self.mention_panel, self.event_panel):
            panel.show_document(text, annotations, None if session is None else label_set)

    def _enable(self) -> None:
        """Only what can be done now can be chosen."""
        document = self.desk.document
        writable = document is not None and document.session.read_only is None
        for action_id, action in self.actions_by_id.items():
            if action_id in _NEED_DOCUMENT:
                action.setEnabled(document is not None)
            elif action_id.startswith(_NEED_WRITABLE):
                action.setEnabled(writable)

    def _changed(self, change: Change) -> None:
        self.statusBar().clearMessage()  # it was about the edit before
        self.view.mentions_changed(change)
        self.same_words.follow(change)
        self.event_panel.apply_change(change)
        self.current_event.apply_change(change)
        self.role_mode.apply_change(change)
        self.palette_panel.apply_change(change)
        self._mark_label(self.view.current())
        self.survey.apply_change(change)
        self._status_line.counts()

    def _show_state(self, state: KeeperState) -> None:
        self._status_line.state(state)
        self.setWindowModified(state.acknowledged < state.recorded)

    def _show_read_only(self) -> None:
        self._status_line.read_only()
        self._enable()

    # -- the caret -----------------------------------------------------------------------------------

    def _surveyed(self) -> None:
        """Draw the document as it has just been counted."""
        document, histogram, problems = self.desk.document, self.survey.histogram, self.survey.problems
        if document is None or histogram is None or problems is None:
            self.overview.show_counts(None)
        else:
            self.overview.show_counts(Shown(histogram, problems, document.session.label_set))
        self._status_line.left_out(problems)

    def _page_moved(self) -> None:
        self.overview.show_place(self.view.visible(), self.view.caret())

    def _caret_moved(self, caret: int, anchor: int) -> None:
        self._page_moved()
        self._status_line.caret(caret, anchor)
        self.mention_panel.follow(caret)

    def _current_changed(self, mention_id: str | None) -> None:
        self.mention_panel.set_current(mention_id)
        self._mark_label(mention_id)

    def _mark_label(self, mention_id: str | None) -> None:
        """Mark the label of the current mention; a relabelled mention is still the current one."""
        document = self.desk.document
        label = None
        if document is not None and mention_id is not None:
            mention = document.session.annotations.mention(mention_id)
            label = None if mention is None else document.session.label_set.label(mention.kind, mention.label)
        self.palette_panel.set_current(label)

    def _show_mention(self, mention_id: str) -> None:
        document = self.desk.document
        mention = None if document is None else document.session.annotations.mention(mention_id)
        if mention is not None:
            self.view.set_caret(mention.start)
            self.view.set_current(mention.id)
            self.view.reveal(Span(mention.start, mention.end))

    def _go_to_mention(self, mention_id: str) -> None:
        self._show_mention(mention_id)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _context_menu(self, place: QPoint, mention_id: str | None) -> None:
        if mention_id is not None:
            self.view.set_current(mention_id)
        menu = context_menu(
            self,
            self.actions_by_id,
            self._menus[Menu.ENDS],
            self._services.label_set,
            self._label_actions,
            on_mention=mention_id is not None,
        )
        menu.popup(place)

    def _show_event(self, event_id: str, mention_id: str) -> None:
        self.current_event.choose(event_id)
        self._show_mention(mention_id)

    def _go_to_event(self, event_id: str, mention_id: str) -> None:
        self._show_event(event_id, mention_id)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_roles(self, asking: Asking | None) -> None:
        event = self.current_event.event()
        if asking is None or event is None:
            self.role_bar.say("", ())
        else:
            self.role_bar.say(title_of(asking), words_of(asking, event))

    def _sticky_changed(self, label: Label | None) -> None:
        self.actions_by_id["label.sticky"].setChecked(label is not None)
        self.status.set_sticky(label)
        self.palette_panel.set_sticky(label)

    # -- actions -------------------------------------------------------------------------------------

    def _ask_and_open(self) -> None:
        folder = self._services.settings.get(stored.FOLDER)
        path = self._ask.open_path(tr("Open a Document"), Path(folder) if folder else None)
        if path is not None:
            self.open_document(path)

    def _open_folder(self) -> None:
        if self.desk.document is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.desk.document.session.path.parent)))

    def _back_to_text(self) -> None:
        self.activateWindow()  # a floating panel is a window of its own
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _find_mention(self) -> None:
        self._mention_dock.show()
        self._mention_dock.raise_()
        self.mention_panel.focus_search()

    def _go_to_place(self) -> None:
        if self.desk.document is not None:
            place = choose_place(self.desk.document.session.text.text, self)
            if place is not None:
                self.view.set_caret(place)
            self._back_to_text()

    def _toggle_invisibles(self) -> None:
        shown = self.actions_by_id["view.invisibles"].isChecked()
        self.view.set_show_invisibles(shown)
        self._services.settings.set(stored.INVISIBLES, shown)

    def _choose_theme(self, choice: ThemeChoice) -> None:
        self._services.appearance.set_choice(choice)
        self._services.settings.set(stored.THEME, choice)

    def _take_theme(self, theme: Theme) -> None:
        panels: tuple[Themed, ...] = (self.palette_panel, self.mention_panel, self.event_panel)
        bars: tuple[Themed, ...] = (self.banners, self.find_bar, self.same_words_bar, self.role_bar)
        rest: tuple[Themed, ...] = (self.view, self.overview, self.status, *self.findChildren(DockTitle))
        for part in (*panels, *bars, *rest):
            part.set_theme(theme)

    def _go_to_pane(self, step: int) -> None:
        go_to_pane(
            (
                self.view,
                self.same_words_bar,
                self.palette_panel,
                self.mention_panel,
                self.event_panel,
                self.statusBar(),
                self.banners,
            ),
            step,
        )

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _show_keys(self) -> None:
        show_keys(self._services.label_set, self._services.appearance.theme, self)

    def _choose_command(self) -> None:
        services = self._services
        commands = commands_of(self.actions_by_id, services.label_set, self._label_actions)
        command = choose_command(commands, services.settings, services.appearance.theme, self)
        self._back_to_text()
        if command is not None:
            command.action.trigger()

    def _say(self, sentence: str) -> None:
        self.statusBar().showMessage(sentence, SAID_FOR_MS)

    # -- events --------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        """Coming back to the window, see whether the text is still the same."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self.isActiveWindow():
            self.desk.look_around()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the first file dropped."""
        local = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if local:
            event.acceptProposedAction()
            self.open_document(Path(local[0]))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save and close; stay when that is not possible and the user would rather stay."""
        if not self.desk.close():
            event.ignore()
            return
        settings = self._services.settings
        settings.set(stored.GEOMETRY, bytes(self.saveGeometry().data()))
        settings.set(stored.STATE, bytes(self.saveState().data()))
        settings.save()
        super().closeEvent(event)
