"""Several documents on one desk: each with its own labels, steps, banners and place in the row."""

from __future__ import annotations

import gc
import os
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from pytestqt.qtbot import QtBot

from annotations.edits.operations import tag
from annotations.edits.placement import Refusal
from annotations.formats.file_names import label_path_of
from annotations.model.records import Kind
from annotations.store.lock import acquire
from annotations.text.span import Span
from gui.core.remembered import RememberedDocument, Stand
from gui.core.undo import push, undo
from gui.documents.desk import Desk, Owner
from gui.documents.notices import FAILED
from gui.widgets.banner import BannerStack
from gui.widgets.document_tabs import Mark
from tests.dialogs.scripted import ScriptedInteraction
from tests.support.small import HAND, SMALL

NAMES = ("one.txt", "two.txt", "three.txt", "four.txt")


class Table:
    """A desk, four texts beside it, and the user it asks."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.banners = BannerStack()
        qtbot.addWidget(self.banners)
        self.ask = ScriptedInteraction()
        self.owner = QObject()
        self.desk = Desk(Owner("annotator-1", SMALL), self.ask, self.banners, self.owner)
        self.said: list[str] = []
        self.desk.said.connect(self.said.append)
        self.paths = [folder / name for name in NAMES]
        for path in self.paths:
            path.write_text(f"Darna is a town in Libya, says {path.name} – ü.", "utf-8")

    def open(self, *numbers: int) -> None:
        for number in numbers:
            assert self.desk.open(self.paths[number])

    def lay(self, *numbers: int) -> None:
        self.desk.lay([RememberedDocument(str(self.paths[number])) for number in numbers])

    def row(self) -> list[str]:
        """The names in the row, the open ones with a star, the one in front in brackets."""
        worded = []
        for sheet in self.desk.sheets:
            name = sheet.path.stem + ("" if sheet.document is None else "*")
            worded.append(f"[{name}]" if sheet is self.desk.front else name)
        return worded

    def tag(self, start: int = 0) -> None:
        document = self.desk.document
        assert document is not None
        label = SMALL.label(Kind.ENTITY, "GPE")
        assert label is not None
        session = document.session
        edit = tag(session.annotations, session.context, label, (Span(start, start + 5),), HAND)
        assert not isinstance(edit, Refusal)
        assert push(document.stack, session, edit) == []

    def count(self) -> int:
        assert self.desk.document is not None
        return len(self.desk.document.session.annotations)


@pytest.fixture
def table(qtbot: QtBot, tmp_path: Path) -> Iterator[Table]:
    table = Table(tmp_path, qtbot)
    yield table
    assert table.desk.agrees_to_close_all()
    table.desk.clear()
    assert gc.get_freeze_count() == 0


def test_a_document_comes_behind_the_others_and_to_the_front(table: Table) -> None:
    table.open(0, 1, 2)
    assert table.row() == ["one*", "two*", "[three*]"]
    table.open(0)
    assert table.row() == ["[one*]", "two*", "three*"]


def test_a_link_is_the_document_it_leads_to(table: Table) -> None:
    link = table.paths[0].with_name("link.txt")
    link.symlink_to("one.txt")
    table.open(0, 1)
    assert table.desk.open(link)
    assert table.row() == ["[one*]", "two*"]


def test_each_document_has_its_own_steps(table: Table) -> None:
    table.open(0)
    table.tag()
    table.open(1)
    table.tag()
    table.tag(19)
    assert table.count() == 2
    table.desk.step(-1)
    document = table.desk.document
    assert document is not None
    undo(document.stack, document.session)
    assert table.count() == 0
    table.desk.step(1)
    assert table.count() == 2


def test_going_round(table: Table) -> None:
    table.desk.step(1)
    table.open(0, 1, 2)
    table.desk.step(1)
    assert table.row() == ["[one*]", "two*", "three*"]
    table.desk.step(-1)
    assert table.row() == ["one*", "two*", "[three*]"]


def test_documents_are_opened_when_they_are_first_shown(table: Table) -> None:
    table.lay(0, 1, 2)
    assert table.row() == ["one", "two", "three"]
    assert table.desk.show(table.desk.sheets[1])
    assert table.row() == ["one", "[two*]", "three"]
    table.lay(1, 3)
    assert table.row() == ["one", "[two*]", "three", "four"]


@pytest.mark.parametrize(
    "closed, row",
    [(1, ["one*", "[three*]"]), (2, ["one*", "[two*]"]), (0, ["[two*]", "three*"])],
)
def test_closing_brings_a_neighbour_forward(table: Table, closed: int, row: list[str]) -> None:
    table.open(0, 1, 2, closed)
    assert table.desk.close()
    assert table.row() == row


def test_closing_in_the_background_leaves_the_front(table: Table) -> None:
    table.open(0, 1, 2)
    changes = []
    table.desk.documentChanged.connect(lambda: changes.append(table.row()))
    assert table.desk.close(table.desk.sheets[0])
    assert table.row() == ["two*", "[three*]"]
    assert changes == []


def test_closing_opens_the_neighbour_and_passes_over_what_is_gone(table: Table) -> None:
    table.lay(0, 1, 2)
    table.open(0)
    table.paths[1].unlink()
    assert table.desk.close()
    assert table.row() == ["[three*]"]
    assert table.ask.asked == [("error", "Cannot open two.txt")]


def test_what_was_closed_comes_back_to_its_place(table: Table) -> None:
    table.open(0, 1, 2)
    table.desk.sheets[1].stand = Stand(7, 3, 0, 12)
    table.desk.close(table.desk.sheets[1])
    table.desk.close()
    table.desk.reopen_closed()
    assert table.row() == ["one*", "[three*]"]
    table.desk.reopen_closed()
    assert table.row() == ["one*", "[two*]", "three*"]
    assert table.desk.sheets[1].stand == Stand(7, 3, 0, 12)
    table.desk.reopen_closed()
    assert table.said == ["No document has been closed since Sorot was started."]


def test_sheets_change_places(table: Table) -> None:
    table.open(0, 1, 2)
    table.desk.move(table.desk.sheets[0], 2)
    assert table.row() == ["two*", "[three*]", "one*"]


def test_what_cannot_be_opened_leaves_all_as_it_was(table: Table) -> None:
    table.open(0, 1)
    assert not table.desk.open(table.paths[0].with_name("nowhere.txt"))
    assert table.row() == ["one*", "[two*]"]


def test_banners_are_of_the_document_in_front(table: Table) -> None:
    old = table.paths[0].with_name("old.txt")
    old.write_bytes("Le général a déclaré à l’aube que la forêt brûlait.".encode("cp1252"))
    table.desk.open(old)
    table.open(0)
    assert table.banners.banner("encoding") is None
    table.desk.step(1)
    shown = table.banners.banner("encoding")
    assert shown is not None
    assert shown.dismissed is not None
    shown.dismissed()
    table.desk.step(1)
    table.desk.step(1)
    assert table.banners.banner("encoding") is None, "it was taken away by the user"


def test_a_failure_in_the_background_is_said_and_marked(table: Table) -> None:
    table.open(0)
    table.tag()
    table.qtbot.waitUntil(table.desk.is_saved)
    label_path_of(table.paths[0]).write_text("somebody else's")
    table.tag(19)
    table.open(1)
    first = table.desk.sheets[0]
    table.qtbot.waitUntil(lambda: first.mark is Mark.FAILED)
    table.qtbot.waitUntil(lambda: bool(table.said))
    assert "one.txt" in table.said[0]
    assert table.banners.banner(FAILED) is None
    table.desk.show(first)
    assert table.banners.banner(FAILED) is not None
    table.ask.answers = [True]
    table.desk.saving.overwrite()
    table.qtbot.waitUntil(lambda: first.mark is Mark.NONE)
    table.qtbot.waitUntil(lambda: table.banners.banner(FAILED) is None)


def test_leaving_asks_for_each_document_that_cannot_be_saved(table: Table) -> None:
    for number in (0, 1, 2):
        table.open(number)
        table.tag()
        table.qtbot.waitUntil(table.desk.is_saved)
    for number in (0, 2):
        label_path_of(table.paths[number]).write_text("somebody else's")
        table.open(number)
        table.tag(19)
    table.open(1)
    table.ask.answers = ["close", None]
    assert not table.desk.agrees_to_close_all()
    assert [title for _, title in table.ask.asked] == [
        "The labels of one.txt are not saved",
        "The labels of three.txt are not saved",
    ]
    assert table.row() == ["one*", "two*", "[three*]"]
    table.ask.answers = ["close", "close"] * 2


def test_a_closed_document_is_gone(table: Table) -> None:
    table.open(0, 1)
    document = table.desk.sheets[0].document
    assert document is not None
    gone: list[str] = []
    document.destroyed.connect(lambda: gone.append("document"))
    document.stack.destroyed.connect(lambda: gone.append("stack"))
    labels = weakref.ref(document.session.annotations)
    del document
    table.desk.close(table.desk.sheets[0])
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert sorted(gone) == ["document", "stack"]
    assert labels() is None, "without a garbage collector: what is frozen it would not look at"


def test_coming_back_asks_nothing(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    """A crash of one's own is recovered from, what others hold is only looked at."""
    acquire(label_path_of(table.paths[0]))
    acquire(label_path_of(table.paths[1]))
    for number, holder in ((0, "me"), (1, "somebody else")):
        lock = label_path_of(table.paths[number]).with_suffix(".json.lock")
        text = lock.read_text().replace(f'"pid": {os.getpid()}', '"pid": 999999999')
        if holder != "me":
            text = text.replace('"user": "', '"user": "not-')
        lock.write_text(text)
    table.lay(0, 1)
    for number, reason in ((0, None), (1, "left open")):
        assert table.desk.come_back(table.desk.sheets[number]) == ""
        assert table.desk.document is not None
        found = table.desk.document.session.read_only
        assert (found is None) == (reason is None)
        assert reason is None or (found is not None and reason in found)
    assert table.ask.asked == []
    assert table.row() == ["one*", "[two*]"]


def test_coming_back_to_what_is_gone_says_why(table: Table) -> None:
    table.lay(0, 1)
    table.paths[1].unlink()
    table.open(0)
    assert "two.txt" in table.desk.come_back(table.desk.sheets[1])
    assert table.row() == ["[one*]"]


def test_another_encoding_that_is_not_wanted_after_all(table: Table) -> None:
    table.open(0, 1)
    table.tag()
    table.qtbot.waitUntil(table.desk.is_saved)
    table.ask.answers = ["cp1252", True, None]
    table.desk.choose_encoding()
    assert [question for question, _ in table.ask.asked] == ["encoding", "confirm", "choose"]
    assert table.row() == ["one*", "[two*]"]
    assert table.count() == 1
