"""What is shown in the pictures of the window: its panels, bars, banners and empty places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QDialog

from annotations.suggest.walk import Obstacle
from annotations.words import tr
from gui.core.action_spec import Menu
from gui.core.interaction import Gravity
from gui.widgets.banner import BannerAction
from scripts.effort_example import example_entries
from scripts.picture_studio import DARK_ID, FOUR, LIGHT, LOOKS, SIZE, Look, Studio, settle

PEOPLE = "Dewan Jihadis Syura"
LEGACY = "Le général a déclaré à l’aube que la forêt brûlait déjà.\r\nÀ Nîmes, l’été.".encode("cp1252")
_LOW = 560
"""The height of a window in which a bar is near what it is about, in logical pixels."""


@dataclass(frozen=True)
class Scene:
    """Something that can be seen, and how to bring it about."""

    name: str
    show: Callable[[Studio], None]
    """Takes one picture or more, one below the other."""
    looks: tuple[Look, ...] = FOUR
    of: tuple[type[QDialog], ...] = ()
    """The dialogs that are seen."""
    dock: str = ""
    """The panel that is seen."""
    one_by_one: bool = False
    """A file for each look, for what is too large for a sheet."""
    tallest: int = 900
    """How tall a column of pictures gets, in pixels."""


def _empty(studio: Studio) -> None:
    studio.take(studio.window)


def _window(studio: Studio) -> None:
    studio.open()
    studio.put_caret(PEOPLE)
    studio.select("tidak berwenang")
    studio.take(studio.window)


def _display(name: str, studio: Studio) -> None:
    studio.open()
    studio.put_caret(PEOPLE)
    studio.do(f"display.{name}")
    settle()
    studio.take(studio.frame.view, QRect(0, 0, studio.frame.view.width(), 260))


def _tabs(studio: Studio) -> None:
    studio.open()
    for name, data in (("sirte.txt", b"Sirte"), ("2023/tripoli.txt", LEGACY), ("2024/tripoli.txt", b"")):
        path = studio.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        studio.window.documents.open(path, read_only=name == "sirte.txt")
    studio.frame.desk.step(-1)
    settle()
    studio.take(studio.frame.centre, QRect(0, 0, studio.frame.centre.width(), 160))


def _banners(studio: Studio) -> None:
    studio.open()
    banners = studio.frame.banners
    failed = tr("{why} Your labels are kept here, and saving is tried again.", why="darna.labels.json:")
    gone = tr("{name} is no longer there. The labels are kept, and still saved.", name="darna.txt")
    sentences = (
        (Gravity.INFO, tr("Written to {path}", path="darna.csv"), ()),
        (Gravity.WARNING, gone, ()),
        (Gravity.ERROR, failed, (BannerAction(tr("Try &Again"), _nothing),)),
    )
    for key, (gravity, sentence, actions) in enumerate(sentences):
        banners.show_banner(str(key), gravity, sentence, list(actions))
    settle()
    studio.take(banners)


def _menus(studio: Studio) -> None:
    """Every menu, and the one of a mention."""
    studio.open()
    studio.put_caret(PEOPLE)
    for place, menu in studio.frame.menus.items():
        if place is Menu.RECENT:  # holds a path of this machine
            continue
        menu.ensurePolished()
        menu.resize(menu.sizeHint())
        studio.take(menu)
    studio.frame.view.contextMenuAt.emit(QPoint(0, 0), studio.frame.view.current())
    popup = QApplication.activePopupWidget()
    if popup is not None:
        studio.take(popup)
        popup.close()


def _dock(name: str, studio: Studio) -> None:
    """A panel without a document, and with the sample."""
    studio.open()
    studio.put_caret("menyerang")
    studio.take_dock(name)


def _history(studio: Studio) -> None:
    studio.open()
    for quote, key in (("Mereka berencana", "p"), ("sebagian besar", "q"), ("berusaha", "Shift+A")):
        studio.select(quote)
        studio.press(key)
    studio.do("edit.undo")
    studio.take_dock("history")


def _memory(studio: Studio) -> None:
    studio.open()
    studio.do("label.memory")
    studio.put_caret("Libya", 2)
    studio.wait(lambda: studio.window.memory.panel.tree.topLevelItemCount() > 0)
    studio.take_dock("memory")


def _statistics(studio: Studio) -> None:
    studio.open()
    count = studio.window.effort.count
    count.meter.put_back(example_entries(count.document()))
    studio.do("effort.statistics")
    studio.take_dock("statistics")


def _find(studio: Studio) -> None:
    studio.open()
    bar = studio.window.finding.bar
    studio.do("edit.find")
    bar.field.setText("Libya")
    studio.take_below()
    bar.field.setText("Libyaa")
    studio.take_below(60)
    bar.scope.setCurrentIndex(1)
    bar.field.setText("label:PER")
    studio.take_below(60)


def _label_hits(studio: Studio) -> None:
    studio.open()
    finding = studio.window.finding
    studio.do("edit.replace")
    finding.bar.field.setText("Libya")
    finding.bar.replaceWanted.emit()
    studio.take_below(280)
    finding.replace_bar.allowing[Obstacle.OVERLAP].click()
    finding.replace_bar.walkWanted.emit()
    studio.take_below(280)


def _same_words(studio: Studio) -> None:
    studio.open()
    studio.select("ISIS", 2)
    studio.press("o")
    studio.put_caret("ISIS", 2)
    studio.do("label.same_words")
    studio.take_below(280)


def _keys(action_id: str, quote: str, studio: Studio) -> None:
    """What a mode asks."""
    studio.open()
    studio.window.resize(SIZE.width(), _LOW)
    studio.put_caret(quote)
    studio.do(action_id)
    studio.take_below(340)


def _write(studio: Studio) -> None:
    studio.open()
    studio.put_caret(PEOPLE)
    for action_id in ("detail.link", "detail.note"):
        studio.do(action_id)
        studio.take_below(160)


def _label_by_name(studio: Studio) -> None:
    studio.open()
    studio.put_caret("Mereka")
    studio.do("label.find")
    studio.take(studio.frame.centre, QRect(0, 100, studio.frame.centre.width(), 340))


def _folded(studio: Studio) -> None:
    studio.open()
    studio.do("view.fold")
    studio.frame.view.set_caret(studio.text.rindex("TRIPOLI"), unfolds=False)
    studio.take_below(320)


def _tour(studio: Studio) -> None:
    studio.window.resize(SIZE.width(), _LOW)
    studio.do("help.tour")
    studio.wait(lambda: studio.frame.survey.is_complete)
    studio.take(studio.frame.centre)


def _status(studio: Studio) -> None:
    studio.open()
    studio.put_caret(PEOPLE)
    studio.take(studio.window.statusBar())
    studio.do("label.sticky")
    studio.take(studio.window.statusBar())


def _nothing() -> None:
    """What the buttons of a picture do."""


SCENES = (
    Scene("window", _window, tuple(one for one in LOOKS if one is not DARK_ID), one_by_one=True),
    Scene("empty", _empty, (LIGHT,), one_by_one=True),
    Scene("tabs", _tabs),
    Scene("banners", _banners),
    Scene("menus", _menus, (LIGHT, DARK_ID)),
    *(Scene(f"labels-by-{one}", partial(_display, one)) for one in ("underline", "chip")),
    *(
        Scene(f"panel-{one}", partial(_dock, one), dock=one)
        for one in ("labels", "mentions", "events", "guidelines", "details")
    ),
    Scene("panel-history", _history, dock="history"),
    Scene("panel-memory", _memory, dock="memory"),
    Scene("panel-statistics", _statistics, dock="statistics"),
    Scene("find", _find),
    Scene("label-hits", _label_hits),
    Scene("same-words", _same_words),
    Scene("roles", partial(_keys, "event.roles", "menyerang")),
    Scene("attributes", partial(_keys, "detail.attributes", "menyerang")),
    Scene("relations", partial(_keys, "detail.relations", PEOPLE)),
    Scene("link-and-note", _write),
    Scene("label-by-name", _label_by_name),
    Scene("folded", _folded),
    Scene("tour", _tour),
    Scene("status", _status),
)
