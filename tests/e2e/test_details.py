"""Attributes, relations, links and notes by real keys in a real window, with every key press counted."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from annotations.commands.parser import run as run_verb
from annotations.model.records import Comment, Event, Mention, Relation
from gui.editor.signs import Signs, signs_of
from tests.e2e.hands import Hands, Sorot
from tests.e2e.test_events import Counting, arguments, label_words, prepared, the_event


def mention(hands: Hands, words: str) -> Mention:
    start = hands.find(words)
    found = [one for one in hands.session.annotations.at(start) if one.start == start]
    assert len(found) == 1, found
    return found[0]


def relations(hands: Hands) -> list[tuple[str, str, str]]:
    """(label, words of the source, words of the target) of each relation."""

    def words(mention_id: str) -> str:
        one = hands.session.annotations.mention(mention_id)
        assert one is not None
        return hands.text[one.start : one.end]

    found = sorted(hands.session.annotations.of_type(Relation), key=lambda one: one.id)
    return [(one.label, words(one.source), words(one.target)) for one in found]


def notes(hands: Hands) -> list[tuple[str | None, str]]:
    found = sorted(hands.session.annotations.of_type(Comment), key=lambda one: one.id)
    return [(one.target, one.text) for one in found]


def signs(hands: Hands, words: str) -> Signs:
    session = hands.session
    return signs_of(session.annotations, session.label_set, mention(hands, words))


def shown_keys(hands: Hands) -> list[str]:
    return [one.key for one in hands.window.frame.keys.words]


def write(hands: Hands, *keys: str) -> None:
    """Press keys in the bar."""
    field = hands.window.details.bar.field
    hands.wait_until(field.hasFocus)
    hands.press(*keys, on=field)


def test_negated_is_two_keys_and_two_attributes_are_three(sorot: Sorot, tmp_path: Path) -> None:
    def hand(hands: Hands) -> None:
        label_words(hands, menyerang="Shift+A")
        counting = Counting(hands)
        counting.press("Semicolon", "n")
        assert counting.count <= 2
        assert dict(the_event(hands).attributes) == {"negated": True}
        assert dict(mention(hands, "menyerang").attributes) == {}, "the event's, not the trigger's"
        counting.press("s")
        assert counting.count <= 3
        assert dict(the_event(hands).attributes) == {"negated": True, "speculated": True}
        assert signs(hands, "menyerang") == Signs("¬?")
        counting.press("n")
        assert dict(the_event(hands).attributes) == {"speculated": True}
        assert shown_keys(hands) == ["n", "s", "e", "r", "Esc"]
        hands.press("Ctrl+Right", "f")
        assert ("FAC", "gudang") in hands.mentions(), "the hand goes on without Esc"
        hands.press("Ctrl+Z", "Ctrl+Z", "Ctrl+Z", "Ctrl+Z")
        assert dict(the_event(hands).attributes) == {}

    path = prepared(tmp_path)
    assert sorot([str(path)], hand) == 0
    assert run_verb(["validate", str(path.with_suffix(".labels.json"))]) == 0


def test_roles_on_offer_wait_for_the_attributes(sorot: Sorot, tmp_path: Path) -> None:
    def hand(hands: Hands) -> None:
        label_words(hands, Pasukan="o", Darna="g")
        hands.view.set_caret(hands.find("menyerang") + 1)
        counting = Counting(hands)
        counting.press("Shift+A", "Semicolon", "n", "a", "1")
        assert counting.count <= 5
        assert the_event(hands).attributes == {"negated": True}
        assert arguments(hands, the_event(hands)) == [("Attacker", "Pasukan")]
        hands.press("Semicolon", "Escape")
        assert shown_keys(hands) == ["a", "g", "t", "p", "Esc"], "they are shown again"
        hands.press("Semicolon", "Ctrl+Right", "a")
        assert shown_keys(hands) == [], "the hand has gone on"
        assert len(the_event(hands).arguments) == 1

    sorot([str(prepared(tmp_path))], hand)


def test_a_choice_offers_its_values_by_key(sorot: Sorot, tmp_path: Path) -> None:
    def hand(hands: Hands) -> None:
        label_words(hands, Leon="p")
        hands.press("Semicolon")
        assert shown_keys(hands) == ["m", "r", "Esc"]
        hands.press("m")
        assert shown_keys(hands) == ["1", "2", "3", "Esc"]
        hands.press("3")
        assert mention(hands, "Leon").attributes == {"mention_type": "pronoun"}
        hands.press("m", "1")
        assert mention(hands, "Leon").attributes == {"mention_type": "name"}
        hands.press("m", "1")
        assert "already" not in hands.window.statusBar().currentMessage(), "it is so: all is well"
        hands.press("m")
        assert shown_keys(hands) == ["1", "2", "3", "0", "Esc"]
        hands.press("9")
        assert "no value with the key 9" in hands.window.statusBar().currentMessage()
        hands.press("0", "Escape")
        assert mention(hands, "Leon").attributes == {}
        assert shown_keys(hands) == []

    sorot([str(prepared(tmp_path))], hand)


def test_a_text_is_written_in_the_bar(sorot: Sorot, tmp_path: Path) -> None:
    def hand(hands: Hands) -> None:
        label_words(hands, ISIS="o")
        hands.press("Semicolon", "r")
        write(hands, "i", "s", "Return")
        hands.wait_until(hands.view.hasFocus)
        assert mention(hands, "ISIS").attributes == {"note": "is"}
        hands.press("Semicolon", "r")
        write(hands, "Delete", "Return")
        assert mention(hands, "ISIS").attributes == {}

    sorot([str(prepared(tmp_path))], hand)


def test_wrong_keys_and_empty_places_are_answered(sorot: Sorot, tmp_path: Path) -> None:
    def hand(hands: Hands) -> None:
        said = hands.window.statusBar().currentMessage
        for key in ("Semicolon", "Period", "Ctrl+L"):
            hands.press("Ctrl+Home", key)
            assert "No mention here" in said(), key
        label_words(hands, Leon="p")
        hands.press("Semicolon", "g")
        assert "no attribute with the key g" in said()
        assert hands.mentions() == [("PER", "Leon")], "a wrong key must not relabel"
        hands.press("Left")
        assert shown_keys(hands) == [], "the hand went on"
        hands.press("Period", "Shift+D")
        assert "nothing with the key Shift+D" in said()
        assert hands.mentions() == [("PER", "Leon")]
        hands.press("Semicolon")
        assert shown_keys(hands) == ["m", "r", "Esc"], "one mode ends where another begins"
        hands.press("Semicolon")
        assert shown_keys(hands) == []

    sorot([str(prepared(tmp_path))], hand)


def test_a_relation_is_three_keys(sorot: Sorot, tmp_path: Path) -> None:
    def hand(hands: Hands) -> None:
        label_words(hands, ISIS="o", Darna="g", Pasukan="o", gudang="f")
        hands.view.set_caret(hands.find("gudang") + 1)
        counting = Counting(hands)
        counting.press("Period", "i", "1")
        assert counting.count <= 3
        assert relations(hands) == [("Located", "gudang", "Darna")]
        assert hands.view._lit.relations is not None
        assert [one.caption for one in hands.view._lit.relations.others] == ["→ Located in"]
        counting.press("w", "Return")
        assert counting.count <= 5, "the next one needs no dot"
        assert relations(hands)[1][:2] == ("PartOf", "gudang")
        hands.press("i")
        assert "1" not in shown_keys(hands)
        hands.press("Escape", "Ctrl+Z", "Ctrl+Z")
        assert relations(hands) == []

    path = prepared(tmp_path)
    assert sorot([str(path)], hand) == 0
    assert run_verb(["validate", str(path.with_suffix(".labels.json"))]) == 0


def test_selected_text_becomes_the_other_mention_in_one_step(sorot: Sorot, tmp_path: Path) -> None:
    def hand(hands: Hands) -> None:
        label_words(hands, Darna="g")
        hands.press("Period", "Shift+I")
        hands.view.set_caret(hands.find("gudang"))
        hands.press("Ctrl+Shift+Right", "Return")
        assert shown_keys(hands) == ["p", "o", "g", "l", "f", "Enter", "Esc"]
        hands.press("f")
        assert relations(hands) == [("Located", "gudang", "Darna")]
        assert ("FAC", "gudang") in hands.mentions()
        hands.press("Ctrl+Z")
        assert relations(hands) == []
        assert hands.mentions() == [("GPE", "Darna")]

    sorot([str(prepared(tmp_path))], hand)


def test_a_note_on_what_is_current(sorot: Sorot, tmp_path: Path) -> None:
    def hand(hands: Hands) -> None:
        label_words(hands, Leon="p", menyerang="Shift+A")
        hands.press("Ctrl+M")
        assert "menyerang" in hands.window.details.bar.title.text()
        write(hands, "w", "h", "y", "Shift+Return", "n", "o", "Return")
        hands.wait_until(hands.view.hasFocus)
        assert notes(hands) == [(the_event(hands).id, "why\nno")]
        assert signs(hands, "menyerang") == Signs(note=True)
        hands.press("Ctrl+M")
        write(hands, "x", "Escape")
        assert notes(hands) == [(the_event(hands).id, "why\nno")], "Esc leaves it as it was"
        hands.press("Ctrl+M")
        write(hands, "Ctrl+A", "Delete", "Return")
        assert notes(hands) == []
        hands.press("Ctrl+Z")
        assert len(notes(hands)) == 1
        hands.view.set_caret(hands.find("Leon") + 1)
        hands.press("Ctrl+M")
        write(hands, "a", "Ctrl+Return")
        assert notes(hands)[1] == (mention(hands, "Leon").id, "a")

    path = prepared(tmp_path)
    sorot([str(path)], hand)
    assert run_verb(["validate", str(path.with_suffix(".labels.json"))]) == 0


def test_a_note_on_the_document(sorot: Sorot, tmp_path: Path) -> None:
    def hand(hands: Hands) -> None:
        hands.press("Ctrl+M")
        assert hands.window.details.bar.title.text() == "Note on the document"
        write(hands, "x", "Return")
        assert notes(hands) == [(None, "x")]
        hands.press("Ctrl+M")
        assert hands.window.details.bar.text() == "x"
        write(hands, "Escape")

    sorot([str(prepared(tmp_path))], hand)


def test_a_link_is_typed_once_for_the_same_words(sorot: Sorot, tmp_path: Path) -> None:
    def hand(hands: Hands) -> None:
        label_words(hands, ISIS="o")
        hands.press("Ctrl+L")
        write(hands, "Shift+Q", "Space", "1", "Return")
        assert "no blanks" in hands.window.statusBar().currentMessage()
        assert mention(hands, "ISIS").link is None
        assert hands.window.details.bar.isVisible(), "what was typed is still there"
        write(hands, "Ctrl+A", "Shift+Q", "1", "2", "Return")
        assert mention(hands, "ISIS").link == "Q12"
        assert signs(hands, "ISIS") == Signs(link=True)
        second = hands.find("ISIS", 2)
        hands.view.set_caret(second + 1)
        hands.press("o")
        counting = Counting(hands)
        counting.press("Ctrl+L")
        write(hands, "Return")
        (made,) = (one for one in hands.session.annotations.at(second) if one.start == second)
        assert made.link == "Q12"
        hands.press("Ctrl+L")
        write(hands, "Ctrl+A", "Delete", "Return")
        (made,) = (one for one in hands.session.annotations.at(second) if one.start == second)
        assert made.link is None

    sorot([str(prepared(tmp_path))], hand)


def test_what_was_begun_is_not_lost_with_the_document(sorot: Sorot, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Nothing here.", "utf-8")

    def hand(hands: Hands) -> None:
        hands.press("Ctrl+M")
        write(hands, "a", "b")
        assert hands.window.open_document(other)
        assert not hands.window.details.bar.isVisible()
        assert hands.window.open_document(path)
        assert notes(hands) == []
        hands.press("Ctrl+M")
        assert hands.window.details.bar.text() == "ab"
        write(hands, "Return")
        assert notes(hands) == [(None, "ab")]

    path = prepared(tmp_path)
    sorot([str(path)], hand)


@pytest.mark.parametrize("key", ["Semicolon", "Period", "Ctrl+M", "Ctrl+L"])
def test_nothing_is_asked_without_a_document(sorot: Sorot, key: str) -> None:
    def hand(hands: Hands) -> None:
        hands.press(key)
        assert not hands.window.details.bar.isVisible()
        assert shown_keys(hands) == []

    sorot([], hand)


def test_the_tool_tip_and_the_list_say_what_is_carried(sorot: Sorot, tmp_path: Path) -> None:
    def hand(hands: Hands) -> None:
        label_words(hands, menyerang="Shift+A")
        hands.press("Semicolon", "n", "Ctrl+M")
        write(hands, "x", "Return")
        event = the_event(hands)
        assert isinstance(event, Event)
        model = hands.window.mentions.panel.model
        said = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        assert "Did not happen" in said
        hands.wait_until(lambda: "Note: x" in hands.view.accessibleDescription())
        assert "Did not happen" in hands.view.accessibleDescription()
        assert "Note: x" in said

    sorot([str(prepared(tmp_path))], hand)
