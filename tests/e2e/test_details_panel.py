"""The panel of details, worked by real keys in a real window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QWidget

from annotations.commands.parser import run as run_verb
from gui.models.details import Field
from tests.e2e.hands import Hands, Sorot
from tests.e2e.test_details import mention, notes, relations, write
from tests.e2e.test_events import label_words, prepared, the_event


class Panel:
    """The panel in front, with the hand in it."""

    def __init__(self, hands: Hands) -> None:
        self.hands, self.details = hands, hands.window.details
        hands.window.frame.show_dock(self.details.dock)
        self.table = self.details.panel.table

    def rows(self) -> dict[str, str]:
        model = self.details.panel.model
        found = (model.detail(row) for row in range(model.rowCount()))
        return {one.name: one.value for one in found if one is not None}

    def wait_for(self, name: str, value: str | None) -> None:
        self.hands.wait_until(lambda: self.rows().get(name) == value)

    def stand_on(self, field: Field, part: str = "") -> None:
        """Go to a row with the arrow keys."""
        self.table.setFocus()
        self.hands.wait_until(self.table.hasFocus)
        self.hands.press("Ctrl+Home", on=self.table)
        model = self.details.panel.model
        for _ in range(model.rowCount()):
            detail = model.detail(self.table.currentIndex().row())
            if detail is not None and detail.field is field and part in ("", detail.part):
                return
            self.hands.press("Down", on=self.table)
        raise AssertionError(f"no row {field} {part}")

    def press(self, *keys: str) -> None:
        self.hands.window.activateWindow()  # a window manager's part, after a question
        self.hands.wait_until(self.table.hasFocus)
        self.hands.press(*keys, on=self.table)

    def editor(self, kind: type[QWidget]) -> QWidget:
        (found,) = (one for one in self.table.viewport().findChildren(kind) if one.isVisible())
        self.hands.wait_until(found.hasFocus)
        return found

    def menu(self) -> QMenu:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        return menu


def test_the_panel_follows_and_does_nothing_while_it_is_hidden(sorot: Sorot, tmp_path: Path) -> None:
    def hand(hands: Hands) -> None:
        label_words(hands, Leon="p", menyerang="Shift+A")
        hidden = hands.window.details.panel.model
        shown = [hidden.detail(row) for row in range(hidden.rowCount())]
        assert all(one is not None and one.field is Field.NOTE for one in shown), "it lies behind another"
        panel = Panel(hands)
        panel.wait_for("Text", "menyerang")
        hands.view.set_caret(hands.find("Leon") + 1)
        panel.wait_for("Text", "Leon")
        hands.press("Semicolon", "m", "2")
        panel.wait_for("How it is named", "nominal")
        hands.view.set_caret(0)
        panel.wait_for("Text", None)
        assert panel.rows() == {"Note": ""}

    sorot([str(prepared(tmp_path))], hand)


def test_everything_of_an_event_is_changed_in_place(sorot: Sorot, tmp_path: Path) -> None:
    def hand(hands: Hands) -> None:
        label_words(hands, kata="Shift+S")
        panel = Panel(hands)
        panel.wait_for("Speaker", "missing")
        panel.stand_on(Field.ATTRIBUTE, "negated")
        panel.press("Space")
        panel.wait_for("Did not happen", "yes")
        assert the_event(hands).attributes == {"negated": True}
        panel.press("Return")
        panel.wait_for("Did not happen", "")
        panel.stand_on(Field.ATTRIBUTE, "tense")
        panel.press("Return")
        hands.press("Down", "Return", on=panel.menu())
        panel.wait_for("Tense", "past")
        panel.press("Delete")
        assert the_event(hands).attributes == {}
        panel.stand_on(Field.NOTE)
        panel.press("Return")
        hands.press("w", "Shift+Return", "x", "Return", on=panel.editor(QPlainTextEdit))
        assert notes(hands) == [(the_event(hands).id, "w\nx")]
        panel.wait_for("Note", "w …")
        hands.wait_until(panel.table.hasFocus)
        panel.press("Delete")
        assert notes(hands) == []

    path = prepared(tmp_path)
    sorot([str(path)], hand)
    assert run_verb(["validate", str(path.with_suffix(".labels.json"))]) == 0


def test_label_offsets_and_link_are_changed_in_place(sorot: Sorot, tmp_path: Path) -> None:
    def hand(hands: Hands) -> None:
        label_words(hands, gudang="f")
        panel = Panel(hands)
        start = hands.find("gudang")
        panel.wait_for("Offsets", f"{start}–{start + 6}")
        panel.stand_on(Field.PLACE)
        panel.press("F2")
        editor = panel.editor(QLineEdit)
        for character in f"{start}-{start + 11}":
            hands.press("Minus" if character == "-" else character, on=editor)
        hands.press("Return", on=editor)
        assert hands.mentions() == [("FAC", "gudang ISIS")]
        panel.press("Return")
        hands.press("x", "Return", on=panel.editor(QLineEdit))
        assert "Write offsets as" in hands.window.statusBar().currentMessage()
        assert hands.mentions() == [("FAC", "gudang ISIS")]
        panel.press("Return")
        hands.press("9", "Escape", on=panel.editor(QLineEdit))
        hands.wait_until(panel.table.hasFocus)
        assert hands.mentions() == [("FAC", "gudang ISIS")], "Esc leaves it as it was, and stays here"
        panel.stand_on(Field.LINK)
        panel.press("Return")
        hands.press("q", "7", "Return", on=panel.editor(QLineEdit))
        assert mention(hands, "gudang").link == "Q7"
        panel.stand_on(Field.LABEL)
        panel.press("Return")
        assert panel.menu().activeAction().text().startswith("Facility")
        hands.press("Up", "Return", on=panel.menu())
        assert hands.mentions() == [("LOC", "gudang ISIS")]
        panel.press("Escape")
        hands.wait_until(hands.view.hasFocus)

    sorot([str(prepared(tmp_path))], hand)


def test_relations_change_turn_lead_and_go(sorot: Sorot, tmp_path: Path) -> None:
    def hand(hands: Hands) -> None:
        label_words(hands, Darna="g", gudang="l")
        hands.press("Period", "i", "1", "Escape")
        panel = Panel(hands)
        panel.wait_for("→ Located in", "Darna")
        panel.stand_on(Field.RELATION)
        panel.press("w")
        panel.wait_for("→ Part of", "Darna")
        assert relations(hands) == [("PartOf", "gudang", "Darna")]
        panel.press("Space")
        panel.wait_for("← Part of", "Darna")
        assert relations(hands) == [("PartOf", "Darna", "gudang")]
        panel.press("a")
        assert "cannot be" in hands.window.statusBar().currentMessage()
        panel.press("Ctrl+M")
        write(hands, "x", "Return")
        assert notes(hands) == [("r1", "x")]
        panel.wait_for("Note on it", "x")
        panel.stand_on(Field.RELATION)
        hands.answer("Cancel")
        panel.press("Delete")
        assert len(relations(hands)) == 1, "its note would go too, so it is asked"
        hands.answer("Delete")
        panel.press("Delete")
        assert relations(hands) == []
        panel.press("Ctrl+Z")
        panel.wait_for("← Part of", "Darna")
        panel.stand_on(Field.RELATION)
        panel.press("Return")
        hands.wait_until(hands.view.hasFocus)
        panel.wait_for("Text", "Darna")

    sorot([str(prepared(tmp_path))], hand)


def test_the_list_of_mentions_can_be_those_with_a_note(sorot: Sorot, tmp_path: Path) -> None:
    def hand(hands: Hands) -> None:
        label_words(hands, Leon="p", menyerang="Shift+A")
        panel = hands.window.mentions.panel
        panel.kinds.setCurrentIndex(panel.kinds.count() - 1)
        assert panel.model.rowCount() == 0
        hands.press("Ctrl+M")
        write(hands, "x", "Return")
        hands.wait_until(lambda: panel.model.rowCount() == 1)
        assert panel.model.index(0, 0).data(Qt.ItemDataRole.DisplayRole) == "menyerang"
        hands.press("Ctrl+Z")
        hands.wait_until(lambda: panel.model.rowCount() == 0)

    sorot([str(prepared(tmp_path))], hand)
