"""The five minutes of the README, key by key."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtTest import QTest

from annotations.commands.parser import run as run_verb
from annotations.model.records import Event
from tests.e2e.hands import Hands, Sorot


def test_the_five_minutes(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        first = ("GPE", "TRIPOLI")
        group, inside, event = ("ORG", "Kelompok jihad Libya"), ("GPE", "Libya"), ("Attack", "pertempuran")
        hands.press("g")
        assert hands.mentions() == [first]
        hands.press("Ctrl+Right", "Ctrl+Shift+Right", "Ctrl+Shift+Right", "Ctrl+Shift+Right")
        assert hands.view.selected_text() == "Kelompok jihad Libya"
        hands.press("o")
        assert hands.mentions() == [first, group]
        hands.press("p")
        assert hands.mentions() == [first, ("PER", "Kelompok jihad Libya")]
        hands.press("o", "Alt+Right")
        assert hands.mentions() == [first, ("ORG", "Kelompok jihad Libya yang")]
        hands.press("Alt+Left")
        assert hands.mentions() == [first, group]
        hands.press("Ctrl+Shift+Left", "g")
        assert sorted(hands.mentions()) == sorted([first, group, inside])
        hands.press("F4")
        hands.double_click("Darna")
        hands.press("Escape")
        assert not hands.window.frame.status.sticky.text()
        sticky = ("GPE", "Darna")
        assert sorted(hands.mentions()) == sorted([first, group, inside, sticky])
        hands.press("Ctrl+Right", "Ctrl+Right", "Shift+A")
        assert sorted(hands.mentions()) == sorted([first, group, inside, sticky, event])
        hands.press("Delete")
        assert sorted(hands.mentions()) == sorted([first, group, inside, sticky])
        hands.press("Ctrl+Z")
        assert event in hands.mentions()
        hands.press("Comma", "g", "1", "Escape")
        (filled,) = hands.session.annotations.of_type(Event)
        assert [one.role for one in filled.arguments] == ["Target"]
        hands.press("Ctrl+End", "8")
        label, quote = hands.mentions()[-1]
        assert label == "Duplicate"
        assert quote.startswith("TRIPOLI: Kelompok")
        assert hands.text.endswith(quote)
        hands.press("Ctrl+Home", "Tab", "Tab")
        assert current(hands) == inside
        hands.press("Return")
        assert current(hands) == group
        _find(hands, "lib")
        assert current(hands) == group
        _find_in_the_text(hands, "dewan jihadis")
        hands.press("o")
        assert current(hands) == ("ORG", "Dewan Jihadis")
        _label_same_words(hands, inside)

    assert sorot([str(article)], hand) == 0
    assert run_verb(["validate", str(article.with_suffix(".labels.json"))]) == 0


def current(hands: Hands) -> tuple[str, str]:
    mention = hands.session.annotations.mention(hands.view.current() or "")
    assert mention is not None
    return mention.label, hands.session.text.quote(mention.spans[0])


def _find_in_the_text(hands: Hands, wanted: str) -> None:
    hands.press("Ctrl+F")
    QTest.keyClicks(hands.window.finding.bar.field, wanted)
    hands.press("Escape", on=hands.window.finding.bar.field)


def _label_same_words(hands: Hands, mention: tuple[str, str]) -> None:
    places = hands.text[: hands.find("TRIPOLI", 2)].count(mention[1])
    hands.press("Ctrl+Home", "Tab", "Tab", "Ctrl+D")
    bar = hands.window.same_words.bar
    hands.wait_until(bar.hasFocus)
    hands.press("Enter", on=bar)
    assert hands.mentions().count(mention) == places > 1


def _find(hands: Hands, wanted: str) -> None:
    panel = hands.window.mentions.panel
    hands.press("Ctrl+Shift+F")
    hands.wait_until(panel.search.hasFocus)
    QTest.keyClicks(panel.search, wanted)
    hands.wait_until(lambda: panel.model.rowCount() == 3)
    hands.press("Down", on=panel.search)
    hands.wait_until(panel.table.hasFocus)
    hands.press("Return", on=panel.table)
    hands.wait_until(hands.view.hasFocus)
