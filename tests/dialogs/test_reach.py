"""Everything that takes the keyboard can be reached by Tab and has a name for those who listen."""

from collections.abc import Callable
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractScrollArea, QComboBox, QPlainTextEdit, QScrollBar, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from annotations.effort.deeds import Deed
from annotations.effort.meter import Account, Entry
from annotations.effort.tally import Tally
from annotations.formats.name_draft import NameDraft
from annotations.formats.survey import Survey
from annotations.model.document import LabelSetRef
from annotations.model.label_set import LabelSet
from annotations.model.mention_hits import Found
from annotations.model.records import Kind
from annotations.suggest.memory import UNLABELLED
from annotations.suggest.walk import FREE, Choices, Obstacle
from annotations.text.decoding import decode
from annotations.text.source import SourceText
from annotations.text.span import Span
from gui.core.effort_count import EffortCount
from gui.core.interaction import Gravity
from gui.core.keymap import Keymap
from gui.core.settings import Settings
from gui.core.theme import LIGHT
from gui.dialogs.about import AboutDialog
from gui.dialogs.clean_text import CleanTextDialog
from gui.dialogs.command_palette import CommandPalette
from gui.dialogs.encoding import EncodingDialog
from gui.dialogs.exchange.export_dialog import ExportDialog
from gui.dialogs.exchange.import_dialog import ImportDialog
from gui.dialogs.exchange.surroundings import Surroundings
from gui.dialogs.go_to import GoToDialog
from gui.dialogs.key_sheet import KeySheet
from gui.dialogs.keys_editor import KeysEditor
from gui.dialogs.label_set_editor.editor import LabelSetEditor
from gui.dialogs.label_set_editor.fate import FateDialog
from gui.dialogs.preferences import PreferencesDialog
from gui.dialogs.problems import ProblemsDialog
from gui.panels.guideline_panel import GuidelinePanel
from gui.panels.label_palette import LabelPalette
from gui.panels.memory_panel import MemoryPanel
from gui.panels.mention_list import MentionList
from gui.panels.statistics_panel import StatisticsPanel
from gui.widgets.banner import BannerAction, BannerStack
from gui.widgets.find_bar import FindBar
from gui.widgets.same_words_bar import SameWordsBar
from gui.widgets.walk_bar import Preview
from schemas.problems import Problem
from tests.dialogs.scripted import ScriptedInteraction
from tests.support.small import SMALL


def banners() -> QWidget:
    window = QWidget()
    stack = BannerStack()
    QVBoxLayout(window).addWidget(stack)
    stack.show_banner("x", Gravity.INFO, "Done.", [BannerAction("Fine", lambda: None)])
    return window


def same_words() -> QWidget:
    window = QWidget()
    bar = SameWordsBar()
    QVBoxLayout(window).addWidget(bar)
    counts = dict.fromkeys((FREE, *Obstacle), 1)
    bar.show_preview(Preview("“Libya” as Place:", "Place here too?", "Nowhere.", Choices(), 5, counts, 1))
    bar.show()
    return window


def statistics() -> QWidget:
    count = EffortCount(Settings())
    count.set_counting(counting=False)
    today = datetime.now().astimezone().date().isoformat()
    account = Account(today, "darna", "entity", "PER", Deed.TAG)
    count.meter.put_back({account: Entry(1, 1, Tally(2))})
    panel = StatisticsPanel(count, ScriptedInteraction(), SMALL, LIGHT)
    count.setParent(panel)
    return panel


def clean_text() -> QWidget:
    text = QPlainTextEdit("text")
    text.setReadOnly(True)
    text.setAccessibleName("Clean text")
    return CleanTextDialog("A sentence.", text, [("m1", "Person")], 2, lambda: None)


def keys_editor() -> QWidget:
    empty = LabelSet(LabelSetRef("empty", 1), "Empty", ())
    return KeysEditor(Keymap(), empty, LIGHT)


def memory() -> QWidget:
    panel = MemoryPanel()
    panel.show_document(SourceText("Libya"), None)
    panel.show_recalled("Libya", {UNLABELLED: [Found(Span(0, 5))]}, {}, 1)
    return panel


def exporting() -> QWidget:
    """The dialog of an export; what it looks for in the background has been found."""
    around = Surroundings(None, SMALL, None, LIGHT, dict, lambda *_: None, lambda _: None)
    dialog = ExportDialog(around)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    dialog.form.formats.choose("conll")
    return dialog


def importing() -> QWidget:
    """The dialog of an import, at the names that it has found."""
    around = Surroundings(None, SMALL, None, LIGHT, dict, lambda *_: None, lambda _: None)
    dialog = ImportDialog(lambda _: True, around)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    survey = Survey()
    survey.labels[Kind.ENTITY, "Town"] = 3
    dialog.names.show_names(NameDraft(SMALL, survey), "3 mentions")
    dialog.show_page(1)
    return dialog


PARTS: dict[str, Callable[[], QWidget]] = {
    "labels": LabelPalette,
    "mentions": MentionList,
    "memory": memory,
    "banners": banners,
    "encoding": lambda: EncodingDialog("a.txt", b"x", decode(b"x")),
    "problems": lambda: ProblemsDialog("a", "b", [Problem("", "c")]),
    "keys": lambda: KeySheet(None, LIGHT, ScriptedInteraction()),
    "change keys": keys_editor,
    "about": AboutDialog,
    "same words": same_words,
    "go to": lambda: GoToDialog("text"),
    "find": FindBar,
    "statistics": statistics,
    "clean text": clean_text,
    "commands": lambda: CommandPalette([], [], LIGHT),
    "label set": lambda: LabelSetEditor(SMALL, [], {}, LIGHT),
    "merging": lambda: FateDialog(SMALL, SMALL.labels[0], 2, may_delete=True),
    "export": exporting,
    "import": importing,
    "guidelines": GuidelinePanel,
    "preferences": lambda: PreferencesDialog(Settings()),
}


def takes_focus(widget: QWidget) -> bool:
    own = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled()
    inside_combo = any(isinstance(one, QComboBox) for one in _ancestors(widget))
    return bool(own) and not inside_combo and not isinstance(widget, QScrollBar)


def _ancestors(widget: QWidget) -> list[QWidget]:
    found = []
    while (parent := widget.parentWidget()) is not None:
        found.append(parent)
        widget = parent
    return found


@pytest.mark.parametrize("name", PARTS)
def test_every_part_has_a_name(qtbot: QtBot, name: str) -> None:
    part = PARTS[name]()
    qtbot.addWidget(part)
    part.show()
    for widget in filter(takes_focus, part.findChildren(QWidget)):
        spoken = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
        assert spoken or widget.focusProxy() is not None, widget


@pytest.mark.parametrize("name", PARTS)
def test_tab_goes_round_every_part(qtbot: QtBot, name: str) -> None:
    part = PARTS[name]()
    qtbot.addWidget(part)
    part.show()
    wanted = {
        widget
        for widget in part.findChildren(QWidget)
        if takes_focus(widget) and widget.focusProxy() is None and not _is_viewport(widget)
    }
    reached = set()
    for _ in range(2 * len(wanted) + 2):
        part.focusNextChild()
        reached.add(part.focusWidget())
    assert wanted <= reached


def _is_viewport(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    return isinstance(parent, QAbstractScrollArea) and parent.viewport() is widget
