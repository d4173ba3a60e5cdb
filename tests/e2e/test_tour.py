"""The tour: what it tells to do, done with the keys it shows, leads to its end."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtTest import QTest

from annotations.words import tr
from gui.core.settings import TOURED, Settings
from gui.editor.tour import STEPS
from tests.e2e.hands import Hands, Sorot


def title(hands: Hands) -> str:
    return hands.window.touring.bar.title.text()


def find(hands: Hands, word: str) -> None:
    hands.press("Ctrl+F")
    field = hands.window.finding.bar.field
    field.clear()
    QTest.keyClicks(field, word)
    hands.press("Escape", on=field)


def test_the_keys_it_shows_lead_to_its_end(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        hands.window.frame.actions["help.tour"].trigger()
        at = iter(range(len(STEPS)))

        def expect() -> None:
            number = next(at)
            assert title(hands) == f"{number + 1} of {len(STEPS)}: {STEPS[number].title}"

        expect()
        hands.press("g")
        expect()
        hands.press("Ctrl+Z")
        expect()
        hands.press("Ctrl+Shift+Z")
        expect()
        hands.press("Ctrl+Right", "Ctrl+Right", "Ctrl+Right", "g")
        expect()
        hands.press("Ctrl+D")
        hands.press("Return", on=hands.window.same_words.bar)
        expect()
        hands.press("Tab", "Alt+Right")
        expect()
        find(hands, "pertempuran")
        hands.press("Shift+A")
        expect()
        hands.press("p", "Return")
        expect()
        hands.press("Escape")
        find(hands, "googletag")
        hands.press("1")
        expect()
        hands.press("Ctrl+1")
        assert title(hands) == "That is all it takes"
        assert not hands.window.touring.bar.stop_button.isVisible()
        hands.window.touring.bar.skip_button.click()
        assert not hands.window.touring.bar.isVisible()
        assert hands.view.hasFocus()

    assert sorot([str(article)], hand) == 0


def test_it_can_be_left_and_skipped_and_another_document_ends_it(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        tour = hands.window.frame.actions["help.tour"]
        bar = hands.window.touring.bar
        tour.trigger()
        first = hands.session.path
        bar.skip_button.click()
        assert title(hands).startswith("2 of")
        bar.stop_button.click()
        assert not bar.isVisible()
        tour.trigger()
        assert hands.session.path == first  # nothing was labelled in it
        hands.press("g")
        assert hands.window.open_document(article)
        assert not bar.isVisible()
        tour.trigger()
        assert hands.session.path != first
        assert first.with_name("darna.labels.json").exists()

    assert sorot([str(article)], hand) == 0


def test_every_step_shows_its_keys(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        for step in STEPS:
            assert all(hands.window.touring._key(name) for name in step.keys), step.title
            assert tr(step.title)

    assert sorot([str(article)], hand) == 0


def test_the_first_start_begins_with_the_tour_and_only_the_first(sorot: Sorot, toured: Settings) -> None:
    def first(hands: Hands) -> None:
        assert title(hands).startswith("1 of")
        hands.press("g")
        assert title(hands).startswith("2 of")

    def second(hands: Hands) -> None:
        assert not hands.window.touring.bar.isVisible()
        assert hands.mentions() == [("GPE", "TRIPOLI")]

    toured.set(TOURED, False)
    toured.save()
    sorot([], first)
    sorot([], second)


def test_a_first_start_with_a_file_offers_it(sorot: Sorot, toured: Settings, article: Path) -> None:
    def first(hands: Hands) -> None:
        assert hands.session.path == article
        hands.press_banner("welcome", "Take the Tour")
        assert title(hands).startswith("1 of")
        assert not hands.banner("welcome")

    def second(hands: Hands) -> None:
        assert not hands.banner("welcome")

    toured.set(TOURED, False)
    toured.save()
    sorot([str(article)], first)
    sorot([str(article)], second)
