"""Finding in the labels and giving hits a label, by real keys: previewed, all at once, one by one, undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from annotations.commands.parser import run as run_verb
from annotations.model.records import Mention, Origin
from annotations.suggest import walk
from tests.e2e.hands import Hands, Sorot
from tests.e2e.test_label_sets import edit, rename

STORY = (
    "Libya is a country. Darna is in Libya, says Libya Herald.\n"
    "Abu Salim fights; Abu Salim fled. libya and Libyan.\n"
    "Home | Libya | Sport\n"
)


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY)
    return path


def find(hands: Hands, wanted: str, *, labels: bool = False, key: str = "Ctrl+F") -> None:
    """Bring up the bar and type."""
    hands.press(key)
    bar = hands.window.finding.bar
    hands.wait_until(bar.field.hasFocus)
    if bar.in_labels is not labels:
        hands.press("Shift+Tab", on=bar.field)
        hands.wait_until(bar.scope.hasFocus)
        hands.press("Down" if labels else "Up", on=bar.scope)
        hands.press("Tab", on=bar.scope)
        hands.wait_until(bar.field.hasFocus)
    bar.field.selectAll()
    QTest.keyClicks(bar.field, wanted)


def said(hands: Hands) -> str:
    return hands.window.finding.bar.said.text()


def offered(hands: Hands) -> str:
    return hands.window.finding.replace_bar.said.text()


def press_in(hands: Hands, widget: QWidget, *keys: str) -> None:
    hands.wait_until(widget.hasFocus)
    hands.press(*keys, on=widget)


def choose_label(hands: Hands, key: str) -> None:
    """From the field to the choice of the label, choose it by its key, and see the preview."""
    bar = hands.window.finding.bar
    hands.press("Tab", on=bar.field)
    press_in(hands, bar.label, key, "Return")


def label(hands: Hands, quote: str, key: str, occurrence: int = 1) -> None:
    hands.drag(quote, occurrence)
    hands.press(key)


def test_mentions_are_found_by_label_words_and_kind(sorot: Sorot, story: Path) -> None:
    def hand(hands: Hands) -> None:
        label(hands, "Libya", "g")
        label(hands, "Libya Herald", "o")
        label(hands, "Abu Salim", "p")
        label(hands, "fights", "Shift+A")
        hands.press("Ctrl+Home")
        find(hands, "label:ORG", labels=True)
        bar = hands.window.finding.bar
        assert (said(hands), hands.view.current()) == ("1 of 1", "m2")
        bar.field.selectAll()
        QTest.keyClicks(bar.field, "libya")
        assert (said(hands), hands.view.current()) == ("1 of 2", "m1")
        hands.press("Return", on=bar.field)
        assert (said(hands), hands.view.current()) == ("2 of 2", "m2")
        hands.press("Return", on=bar.field)
        assert (said(hands), hands.view.current()) == ("1 of 2, from the start", "m1")
        bar.field.selectAll()
        QTest.keyClicks(bar.field, "kind:event")
        assert (said(hands), hands.view.current()) == ("1 of 1", "m4")
        bar.field.selectAll()
        QTest.keyClicks(bar.field, "Person")
        assert (said(hands), hands.view.current()) == ("1 of 1", "m3")
        bar.field.selectAll()
        QTest.keyClicks(bar.field, "label:PRE")
        assert said(hands) == "No label has the id or name “PRE”."
        bar.field.selectAll()
        QTest.keyClicks(bar.field, "label:PER,GPE")
        hands.press("Escape", on=bar.field)
        hands.press("Ctrl+Home", "F3", "o")  # the label's key means the mention that was found
        assert hands.mentions()[2] == ("ORG", "Abu Salim")
        hands.press("F3")
        assert hands.view.current() == "m1"
        assert hands.window.statusBar().currentMessage().startswith("1 of 1")

    sorot([str(story)], hand)


def test_hits_of_text_are_tagged_or_relabelled_in_one_step(sorot: Sorot, story: Path) -> None:
    def hand(hands: Hands) -> None:
        label(hands, "Libya", "o")
        label(hands, "Libya", "g", 2)
        label(hands, "Libya Herald", "o")
        label(hands, "Home | Libya | Sport", "1")
        before = hands.mentions()
        hands.press("Ctrl+Home")
        find(hands, "libya", key="Ctrl+H")
        choose_label(hands, "g")
        assert offered(hands) == (
            "Hits of “libya” as Geo-political entity: "
            "6 hits: 2 new, 1 changed, 1 already labelled, 1 overlapping, 1 in boilerplate"
        )
        assert hands.mentions() == before  # a preview changes nothing
        press_in(hands, hands.window.finding.replace_bar, "b", "Return")
        hands.wait_until(hands.view.hasFocus)
        assert not hands.window.finding.bar.isVisible()
        assert [one for one in hands.mentions() if one[0] == "GPE"] == [
            ("GPE", "Libya"), ("GPE", "Libya"), ("GPE", "libya"), ("GPE", "Libya"), ("GPE", "Libya"),
        ]  # fmt: skip
        assert hands.window.frame.actions["edit.undo"].text() == "&Undo: label 4 places as GPE"
        changed = hands.session.annotations.mention("m1")
        assert changed is not None
        assert (changed.label, changed.provenance.how) == ("GPE", Origin.PROPAGATION)
        hands.press("Ctrl+Z")
        assert hands.mentions() == before
        hands.press("Ctrl+Shift+Z")
        assert len(hands.mentions()) == len(before) + 3
        hands.wait_until_saved()

    sorot([str(story)], hand)
    assert run_verb(["validate", str(story.parent)]) == 0


def test_one_by_one_with_a_refusal_and_the_rest(sorot: Sorot, story: Path) -> None:
    def hand(hands: Hands) -> None:
        label(hands, "Libya", "o")
        hands.press("Ctrl+Home")
        find(hands, "Libya", key="Ctrl+H")
        choose_label(hands, "g")
        bar = hands.window.finding.replace_bar
        press_in(hands, bar, "Space")
        assert offered(hands) == "“Libya”: Organization, change it to Geo-political entity? 1 of 6"
        hands.press("y", on=bar)
        assert offered(hands) == "“Libya”: Geo-political entity here? 2 of 6"
        hands.press("n", on=bar)
        assert hands.view.selection().start == hands.find("Libya", 3)
        hands.press("a", on=bar)
        hands.wait_until(hands.view.hasFocus)
        assert [one.start for one in hands.session.annotations.of_type(Mention) if one.label == "GPE"] == [
            0, hands.find("Libya", 3), hands.find("libya"), hands.find("Libyan"), hands.find("Libya", 5),
        ]  # fmt: skip
        refused = {"entity": {"GPE": {"Libya": [hands.find("Libya", 2)]}}}
        assert hands.label_file()["extra"] == {"sorot": {"refusals": refused}}
        hands.press("Ctrl+Z")
        assert hands.mentions() == [("ORG", "Libya")]
        assert hands.label_file()["extra"] == {}

    sorot([str(story)], hand)


def test_mentions_found_by_label_are_relabelled_unless_roles_go(sorot: Sorot, story: Path) -> None:
    def hand(hands: Hands) -> None:
        label(hands, "Abu Salim", "p")
        label(hands, "Abu Salim", "p", 2)
        label(hands, "fights", "Shift+A")
        hands.press("a", "1", "Escape")  # one of them is the attacker
        (argument,) = hands.label_file()["events"][0]["arguments"]
        attacker = argument["target"]
        find(hands, "label:PER", labels=True, key="Ctrl+H")
        choose_label(hands, "t")
        assert offered(hands) == (
            "Hits of “label:PER” as Time: 2 hits: 0 new, 1 changed, 1 losing roles or relations"
        )
        bar = hands.window.finding.replace_bar
        press_in(hands, bar, "Return")
        hands.wait_until(hands.view.hasFocus)
        assert {one["id"]: one["label"] for one in hands.label_file()["mentions"]} == {
            "m1": "PER" if attacker == "m1" else "TIME",
            "m2": "PER" if attacker == "m2" else "TIME",
            "m3": "Attack",
        }
        find(hands, "label:PER", labels=True, key="Ctrl+H")
        choose_label(hands, "t")
        press_in(hands, bar, "l", "Return")
        hands.wait_until(hands.view.hasFocus)
        assert hands.label_file()["events"][0].get("arguments", []) == []
        hands.press("Ctrl+Z")
        assert hands.label_file()["events"][0]["arguments"] == [argument]

    sorot([str(story)], hand)


def test_escape_goes_back_to_the_choice(sorot: Sorot, story: Path) -> None:
    def hand(hands: Hands) -> None:
        find(hands, "zzz", key="Ctrl+H")
        choose_label(hands, "g")
        bar = hands.window.finding.bar
        assert not hands.window.finding.replace_bar.isVisible()
        assert said(hands) == "Not found"
        bar.field.setFocus()
        bar.field.selectAll()
        QTest.keyClicks(bar.field, "Darna")
        choose_label(hands, "1")
        assert "1 hit: 1 new" in offered(hands)
        press_in(hands, hands.window.finding.replace_bar, "Escape")
        press_in(hands, bar.label, "g", "Return")
        assert "as Geo-political entity: 1 hit: 1 new" in offered(hands)
        press_in(hands, hands.window.finding.replace_bar, "Return")
        hands.wait_until(hands.view.hasFocus)
        assert hands.mentions() == [("GPE", "Darna")]

    sorot([str(story)], hand)


def test_there_is_an_end_to_what_is_labelled_at_once(
    sorot: Sorot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = tmp_path / "long.txt"
    long.write_text("Darna dan Libya.\n" * 3_000)
    monkeypatch.setattr(walk, "MOST_HITS", 2_500)

    def hand(hands: Hands) -> None:
        find(hands, "Libya", key="Ctrl+H")
        choose_label(hands, "g")
        hands.wait_until(lambda: "the first 2,500 places: 2,500 new" in offered(hands))
        press_in(hands, hands.window.finding.replace_bar, "Return")
        hands.wait_until(hands.view.hasFocus)
        assert hands.window.frame.actions["edit.undo"].text() == "&Undo: label 2500 places as GPE"
        starts = sorted(one.start for one in hands.session.annotations.of_type(Mention))
        assert starts == [17 * line + 10 for line in range(2_500)]

    sorot([str(long)], hand)


def test_a_changed_label_set_begins_the_search_anew(sorot: Sorot, story: Path) -> None:
    def hand(hands: Hands) -> None:
        label(hands, "Libya", "g")
        find(hands, "Darna", key="Ctrl+H")
        choose_label(hands, "g")
        assert hands.window.finding.replace_bar.isVisible()
        hands.view.setFocus()
        edit(hands, rename)
        assert not hands.window.finding.replace_bar.isVisible()
        find(hands, "country", labels=True, key="Ctrl+H")
        assert (said(hands), hands.view.current()) == ("1 of 1", "m1")
        choice = hands.window.finding.bar.label
        assert "Country (G)" in [choice.itemText(number) for number in range(choice.count())]

    sorot([str(story)], hand)


def test_the_label_used_last_is_the_one_on_offer(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        chosen = hands.window.finding.bar.label
        hands.press("g", "Ctrl+H")
        offered = chosen.label()
        assert offered is not None
        assert offered.id == "GPE"
        hands.press("o", on=chosen)  # chosen by hand: asking again leaves it
        hands.press("Ctrl+H", on=hands.window.finding.bar.field)
        again = chosen.label()
        assert again is not None
        assert again.id == "ORG"
        hands.press("Escape", on=hands.window.finding.bar.field)

    sorot([str(article)], hand)
