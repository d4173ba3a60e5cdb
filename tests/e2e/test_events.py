"""Events by keyboard alone, in a real window, with every key press counted."""

from __future__ import annotations

from pathlib import Path

from annotations.commands.parser import run as run_verb
from annotations.model.records import Event, Mention
from tests.e2e.hands import Hands, Sorot

STORY = (
    "Kamis ada berita. Pasukan pemerintah menyerang gudang ISIS di Darna kemarin, kata Leon.\n"
    "Kota itu dikuasai ISIS sejak lama.\n"
)


class Counting:
    """Presses keys and counts them."""

    def __init__(self, hands: Hands) -> None:
        self.hands, self.count = hands, 0

    def press(self, *keys: str) -> None:
        self.count += len(keys)
        self.hands.press(*keys)


def prepared(folder: Path) -> Path:
    path = folder / "story.txt"
    path.write_text(STORY, "utf-8")
    return path


def label_words(hands: Hands, **labels: str) -> None:
    for word, key in labels.items():
        hands.view.set_caret(hands.find(word) + 1)
        hands.press(key)


def arguments(hands: Hands, event: Event) -> list[tuple[str, str]]:
    found = []
    for one in event.arguments:
        record = hands.session.annotations.get(one.target)
        if isinstance(record, Event):
            record = hands.session.annotations.get(record.trigger)
        assert isinstance(record, Mention)
        found.append((one.role, hands.text[record.start : record.end]))
    return found


def the_event(hands: Hands) -> Event:
    (event,) = hands.session.annotations.of_type(Event)
    return event


def test_a_trigger_and_three_arguments_take_seven_keys(sorot: Sorot, tmp_path: Path) -> None:
    def hand(hands: Hands) -> None:
        label_words(hands, Pasukan="o", ISIS="o", Darna="g", kemarin="t")
        hands.view.set_caret(hands.find("menyerang") + 1)
        counting = Counting(hands)
        counting.press("Shift+A", "a", "2", "p", "1", "t", "1")
        assert counting.count <= 7
        event = the_event(hands)
        assert arguments(hands, event) == [("Attacker", "Pasukan"), ("Place", "Darna"), ("Time", "kemarin")]
        for left in (2, 1, 0):
            hands.press("Ctrl+Z")
            assert len(the_event(hands).arguments) == left
        hands.press("Escape")
        hands.press("o")
        assert ("ORG", "menyerang") in hands.mentions(), "the keys are the labels' again"

    path = prepared(tmp_path)
    assert sorot([str(path)], hand) == 0
    assert run_verb(["validate", str(path.with_suffix(".labels.json"))]) == 0


def test_an_offer_ends_when_the_hand_moves_on(sorot: Sorot, tmp_path: Path) -> None:
    def hand(hands: Hands) -> None:
        hands.view.set_caret(hands.find("menyerang") + 1)
        hands.press("Shift+A")
        assert [one.key for one in hands.window.frame.keys.words] == ["a", "g", "t", "p", "Esc"]
        hands.press("Ctrl+Right", "g")
        assert ("GPE", "gudang") in hands.mentions()
        assert hands.window.frame.keys.words == ()
        assert the_event(hands).arguments == ()

    sorot([str(prepared(tmp_path))], hand)


def test_selected_text_becomes_a_mention_and_an_argument_in_one_step(sorot: Sorot, tmp_path: Path) -> None:
    def hand(hands: Hands) -> None:
        hands.view.set_caret(hands.find("menyerang") + 1)
        hands.press("Shift+A", "Comma")
        hands.press("Ctrl+Right", "Ctrl+Shift+Right", "Ctrl+Shift+Right", "g")
        assert [one.key for one in hands.window.frame.keys.words] == ["p", "o", "g", "l", "f", "Enter", "Esc"]
        hands.press("o")
        assert arguments(hands, the_event(hands)) == [("Target", "gudang ISIS")]
        assert ("ORG", "gudang ISIS") in hands.mentions()
        hands.press("t")  # armed first, then selected: only one label can stand here
        hands.view.set_caret(hands.find("kemarin"))
        hands.press("Ctrl+Shift+Right", "Return")
        assert arguments(hands, the_event(hands))[1] == ("Time", "kemarin")
        hands.press("Ctrl+Z")
        assert ("TIME", "kemarin") not in hands.mentions()
        assert len(the_event(hands).arguments) == 1
        hands.press("Escape")
        assert hands.window.frame.keys.words == ()

    path = prepared(tmp_path)
    sorot([str(path)], hand)
    assert run_verb(["validate", str(path.with_suffix(".labels.json"))]) == 0


def test_what_is_missing_is_shown_and_an_event_can_be_an_argument(sorot: Sorot, tmp_path: Path) -> None:
    def hand(hands: Hands) -> None:
        label_words(hands, menyerang="Shift+A", Leon="p")
        hands.view.set_caret(hands.find("kata") + 1)
        hands.press("Shift+S", "Comma")
        (speaker,) = (one for one in hands.window.frame.keys.words if one.lacking)
        assert speaker.text == "Speaker: missing"
        hands.press("o", "Return")
        assert "still missing: Speaker" in hands.window.statusBar().currentMessage()
        hands.press("e", "Return")
        statement = next(one for one in hands.session.annotations.of_type(Event) if one.arguments)
        assert arguments(hands, statement) == [("Topic", "menyerang"), ("Entity", "Leon")]
        assert not any(one.lacking for one in hands.window.frame.keys.words)

    sorot([str(prepared(tmp_path))], hand)


def test_another_event_on_the_trigger(sorot: Sorot, tmp_path: Path) -> None:
    def hand(hands: Hands) -> None:
        label_words(hands, Darna="g")
        hands.view.set_caret(hands.find("menyerang") + 1)
        hands.press("Shift+A", "p", "1", "Ctrl+E", "g", "Return")
        first, second = hands.session.annotations.of_type(Event)
        assert first.trigger == second.trigger
        assert arguments(hands, first) == [("Place", "Darna")]
        assert arguments(hands, second) == [("Target", "Darna")]

    sorot([str(prepared(tmp_path))], hand)


def test_wrong_keys_do_nothing_and_say_so(sorot: Sorot, tmp_path: Path) -> None:
    def hand(hands: Hands) -> None:
        hands.press("Ctrl+End", "Comma")
        assert "No event here" in hands.window.statusBar().currentMessage()
        hands.view.set_caret(hands.find("menyerang") + 1)
        hands.press("Shift+A", "1")
        assert hands.mentions() == [("Attack", "menyerang")]
        hands.press("t", "Return")
        assert "select text" in hands.window.statusBar().currentMessage()
        hands.press("Delete")
        assert hands.mentions() == []
        assert hands.window.frame.keys.words == ()

    sorot([str(prepared(tmp_path))], hand)


def test_tab_goes_from_one_event_of_a_trigger_to_the_next(sorot: Sorot, tmp_path: Path) -> None:
    def hand(hands: Hands) -> None:
        label_words(hands, Darna="g", Pasukan="o")
        hands.view.set_caret(hands.find("menyerang") + 1)
        hands.press("Shift+A", "Ctrl+E", "Escape", "Comma", "p", "1")
        second = [one for one in hands.session.annotations.of_type(Event) if one.arguments]
        hands.press("Tab", "a", "1", "Tab", "g", "1")
        first = [one for one in hands.session.annotations.of_type(Event) if one.id != second[0].id]
        assert arguments(hands, first[0]) == [("Attacker", "Pasukan")]
        again = hands.session.annotations.get(second[0].id)
        assert isinstance(again, Event)
        assert [role for role, _ in arguments(hands, again)] == ["Place", "Target"]
        hands.press("Escape", "Tab")
        assert hands.view.current() != first[0].trigger, "without the mode Tab goes to the next mention"

    sorot([str(prepared(tmp_path))], hand)
