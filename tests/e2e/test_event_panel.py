"""The list of events, worked by real keys in a real window."""

from __future__ import annotations

from pathlib import Path

from annotations.model.records import Event
from gui.models.events import MISSING, TEXT, WHAT
from tests.e2e.hands import Hands, Sorot
from tests.e2e.test_events import arguments, label_words, prepared


def cells(hands: Hands) -> list[tuple[str, str, str]]:
    model = hands.window.events.panel.model
    return [
        (model.cell_text(row, WHAT).strip(), model.cell_text(row, TEXT), model.cell_text(row, MISSING))
        for row in range(model.rowCount())
    ]


def shown(hands: Hands) -> None:
    dock = hands.window.events.dock
    dock.show()
    dock.raise_()


def attack(hands: Hands) -> Event:
    found = (one for one in hands.session.annotations.of_type(Event) if one.arguments)
    return next(found)


def test_events_are_listed_with_their_arguments_and_what_is_missing(sorot: Sorot, tmp_path: Path) -> None:
    def hand(hands: Hands) -> None:
        shown(hands)
        label_words(hands, ISIS="o", Darna="g", kata="Shift+S", menyerang="Shift+A")
        hands.press("g", "1", "p", "1")
        assert cells(hands) == [
            ("Attack", "menyerang", ""),
            ("Target", "ISIS", ""),
            ("Place", "Darna", ""),
            ("Statement", "kata", "Speaker"),
        ]
        assert hands.window.events.panel.table.currentIndex().row() == 0
        hands.view.set_caret(hands.find("kata") + 1)
        hands.wait_until(lambda: hands.window.events.panel.table.currentIndex().row() == 3)
        hands.view.set_caret(0)
        hands.wait_until(lambda: not hands.window.events.panel.table.currentIndex().isValid())

    sorot([str(prepared(tmp_path))], hand)


def test_a_list_that_nobody_sees_waits_until_somebody_does(sorot: Sorot, tmp_path: Path) -> None:
    def hand(hands: Hands) -> None:
        hands.wait_until(lambda: not hands.window.events.panel.isVisible())  # it is behind another one
        hands.window.documents.open(prepared(tmp_path))
        label_words(hands, ISIS="o", menyerang="Shift+A")
        hands.press("g", "1")
        assert cells(hands) == []
        shown(hands)
        hands.wait_until(lambda: bool(cells(hands)))
        assert cells(hands) == [("Attack", "menyerang", ""), ("Target", "ISIS", "")]
        assert hands.window.events.panel.table.currentIndex().row() == 0

    sorot([], hand)


def test_arguments_change_where_they_stand(sorot: Sorot, tmp_path: Path) -> None:
    def hand(hands: Hands) -> None:
        shown(hands)
        label_words(hands, ISIS="o", Darna="g", menyerang="Shift+A")
        hands.press("g", "1", "p", "1")
        table = hands.window.events.panel.table
        table.setFocus()
        hands.wait_until(table.hasFocus)
        hands.press("Down", on=table)
        assert table.currentIndex().row() == 1
        hands.press("a", on=table)
        assert arguments(hands, attack(hands)) == [("Attacker", "ISIS"), ("Place", "Darna")]
        assert table.currentIndex().row() == 1
        hands.press("t", on=table)
        assert "cannot be Time" in hands.window.statusBar().currentMessage()
        hands.press("Delete", on=table)
        assert arguments(hands, attack(hands)) == [("Place", "Darna")]
        hands.press("Return", on=table)
        hands.wait_until(hands.view.hasFocus)
        current = hands.session.annotations.mention(hands.view.current() or "")
        assert current is not None
        assert hands.session.text.quote(current.spans[0]) == "Darna"
        hands.press("Ctrl+Z", "Ctrl+Z")
        assert arguments(hands, attack(hands)) == [("Target", "ISIS"), ("Place", "Darna")]

    sorot([str(prepared(tmp_path))], hand)


def test_an_event_with_arguments_is_asked_about(sorot: Sorot, tmp_path: Path) -> None:
    def hand(hands: Hands) -> None:
        shown(hands)
        label_words(hands, Darna="g", menyerang="Shift+A")
        hands.press("p", "1")
        table = hands.window.events.panel.table
        table.setFocus()
        hands.wait_until(table.hasFocus)
        hands.answer("Cancel")
        hands.press("Delete", on=table)
        assert len(cells(hands)) == 2
        hands.answer("Delete")
        hands.press("Delete", on=table)
        assert cells(hands) == []
        assert hands.mentions() == [("GPE", "Darna")]

    sorot([str(prepared(tmp_path))], hand)
