"""What the features of the window share: the text, what edits it, the open document, places for parts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QMainWindow, QMenu, QVBoxLayout, QWidget

from annotations.model.label_set import LabelSet
from annotations.store.label_sets import LabelSetFile
from annotations.text.span import Span
from gui.core import settings as stored
from gui.core.action_spec import Menu
from gui.core.appearance import Appearance
from gui.core.interaction import Interaction
from gui.core.menus import build_actions, build_label_actions, build_menus
from gui.documents.desk import Desk, Owner
from gui.documents.status_line import StatusLine
from gui.editor.annotator import Annotator
from gui.editor.current_event import CurrentEvent
from gui.editor.key_mode import KeyMode, Strip
from gui.editor.reader import Reader
from gui.editor.text_view import TextView
from gui.models.survey import Survey
from gui.widgets.banner import BannerStack
from gui.widgets.dock_title import DockTitle
from gui.widgets.role_bar import RoleBar
from gui.widgets.status import StatusParts

SAID_FOR_MS = 6000


class Side(Enum):
    """Where a panel is docked at first; those at the text's end are tabs of one another."""

    START = "start"
    END = "end"

    def area(self, direction: Qt.LayoutDirection) -> Qt.DockWidgetArea:
        """The side of the window: Qt does not mirror the places of panels."""
        start, end = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
        if direction is Qt.LayoutDirection.RightToLeft:
            start, end = end, start
        return start if self is Side.START else end


@dataclass(frozen=True, slots=True)
class Services:
    """What the window is given: it looks nothing up by itself."""

    settings: stored.Settings
    appearance: Appearance
    label_set: LabelSet
    annotator: str
    label_set_file: LabelSetFile | None = None
    """Where the label set is from and its changes go; None for the user's own place."""
    diary: Path | None = None
    """The file in which counted hands are kept; None keeps none."""


class Frame:
    """Given to every feature. The text is in the middle, banners above it, bars below, panels beside."""

    def __init__(self, window: QMainWindow, services: Services, ask: Interaction) -> None:
        self.window = window
        self.services = services
        self.ask = ask
        self.view = TextView()
        self.banners = BannerStack()
        self.status = StatusParts(window.statusBar())
        self.status_line = StatusLine(self.status)
        owner = Owner(services.annotator, services.label_set)
        self.desk = Desk(owner, ask, self.banners, window)
        self.survey = Survey(window)
        self.reader = Reader(self.view)
        self.annotator = Annotator(self.view, ask, services.annotator)
        self.actions = build_actions(window, self.view)
        self.menus: dict[Menu, QMenu] = build_menus(window.menuBar(), self.actions)
        self.label_actions: list[QAction] = build_label_actions(
            services.label_set.labels, self.view, self.annotator.apply_label
        )
        self.current_event = CurrentEvent(self.view)
        self.keys = RoleBar(self.view)
        self.docks: list[QDockWidget] = []
        self._modes: list[KeyMode] = []
        self.starts_again = False
        """Whether the window was closed to be built anew, in another language or direction."""
        self.closed_paths: list[Path] = []
        """The documents that were open then."""
        self._lay_out()

    def use_label_set(self, label_set: LabelSet) -> None:
        """Label with this label set from now on: its keys, its looks, its rules."""
        self.services = replace(self.services, label_set=label_set)
        for action in self.label_actions:
            self.view.removeAction(action)
            action.deleteLater()
        self.label_actions = build_label_actions(label_set.labels, self.view, self.annotator.apply_label)
        self.annotator.use_label_set(label_set)
        self.desk.use_label_set(label_set)
        self.view.use_label_set(label_set)

    # -- places for parts ------------------------------------------------------------------------------

    def on_top(self, bar: QWidget) -> None:
        """Put a bar above the text and all that is said of the document."""
        self._column.insertWidget(0, bar)

    def beside_text(self, widget: QWidget) -> None:
        """Put a narrow part at the text's trailing edge."""
        self._row.addWidget(widget)

    def below_text(self, bar: QWidget) -> None:
        """Put a bar under the text; one that comes later stands lower."""
        self._column.addWidget(bar)

    def dock(self, name: str, title: str, panel: QWidget, side: Side, *, hidden: bool = False) -> QDockWidget:
        """Dock a panel; it can be shown and hidden by the menu of panels, and Esc leads back to the text.

        ``name`` is kept in the settings, with where the user has put the panel.
        """
        dock = QDockWidget(title, self.window)
        dock.setObjectName(name)
        dock.setTitleBarWidget(DockTitle(dock))
        dock.setWidget(panel)
        area = side.area(self.window.layoutDirection())
        self.window.addDockWidget(area, dock)
        if side is Side.END and (first := self._first_in(area)) is not None:
            self.window.tabifyDockWidget(first, dock)
            first.raise_()
        dock.setHidden(hidden)
        # To Qt a panel behind another one's tab is visible; it is to do no work there, but to keep its width.
        policy = panel.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        panel.setSizePolicy(policy)
        dock.visibilityChanged.connect(panel.setVisible)
        back = QShortcut(QKeySequence(Qt.Key.Key_Escape), dock)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.back_to_text)
        self.menus[Menu.PANELS].addAction(dock.toggleViewAction())
        self.docks.append(dock)
        return dock

    def arrangement(self) -> int:
        """The number under which the places of these panels are stored.

        Places that were stored of fewer panels, or of a window that ran the other way, are not taken over:
        new panels would lie about, and old ones on the wrong side.
        """
        return 2 * len(self.docks) + (self.window.layoutDirection() is Qt.LayoutDirection.RightToLeft)

    def add_mode(self, mode: KeyMode) -> None:
        """Let a mode take keys of the text: what it asks is shown, and it ends when another begins."""
        for other in self._modes:
            for one, another in ((mode, other), (other, mode)):
                one.entered.connect(another.give_way)
                one.left.connect(another.come_back)
        self._modes.append(mode)
        mode.said.connect(self.say)
        mode.asked.connect(self._show_keys)

    # -- what features do to each other's ground -------------------------------------------------------

    def say(self, sentence: str) -> None:
        """Say a sentence in the status bar for a while, and to who listens."""
        self.window.statusBar().showMessage(sentence, SAID_FOR_MS)
        self.view.announce(sentence)

    def back_to_text(self) -> None:
        """Give the keyboard back to the text."""
        self.window.activateWindow()  # a floating panel is a window of its own
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_dock(self, dock: QDockWidget) -> None:
        """Bring a panel to the front, wherever it is."""
        dock.show()
        dock.raise_()

    def start_again(self) -> None:
        """Close the window, so that another is built in its place; not if the user would rather stay."""
        self.closed_paths = [sheet.path for sheet in self.desk.sheets]
        self.starts_again = self.window.close()

    def show_mention(self, mention_id: str) -> None:
        """Bring a mention into sight and make it the current one; the focus stays."""
        document = self.desk.document
        mention = None if document is None else document.session.annotations.mention(mention_id)
        if mention is not None:
            self.view.set_caret(mention.start)
            self.view.set_current(mention.id)
            self.view.reveal(Span(mention.start, mention.end))

    def go_to_mention(self, mention_id: str) -> None:
        """The same, and the hand goes on in the text."""
        self.show_mention(mention_id)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_keys(self, strip: Strip | None) -> None:
        if strip is None:
            self.keys.say("", ())
        else:
            self.keys.say(strip.title, strip.words)

    def _first_in(self, area: Qt.DockWidgetArea) -> QDockWidget | None:
        return next((dock for dock in self.docks if self.window.dockWidgetArea(dock) is area), None)

    def _lay_out(self) -> None:
        self.centre = QWidget()
        self._column = QVBoxLayout(self.centre)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.banners)
        self._row = QHBoxLayout()
        self._row.setSpacing(0)
        self._row.addWidget(self.view, 1)
        self._column.addLayout(self._row, 1)
        self.window.setCentralWidget(self.centre)
