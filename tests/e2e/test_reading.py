"""What was read, noted and gone to in the open window; and what a Duplicate repeats."""

from __future__ import annotations

from pathlib import Path

from annotations.text.span import Span
from gui.editor.tooltips import tooltip
from tests.e2e.hands import Hands, Sorot


def said(hands: Hands) -> str:
    return hands.window.statusBar().currentMessage()


def test_what_stays_on_screen_is_read_and_remembered(sorot: Sorot, tmp_path: Path) -> None:
    document = tmp_path / "short.txt"
    document.write_text("Satu dua.\n" * 4)

    def hand(hands: Hands) -> None:
        assert hands.window.frame.status.reading.text() == "Read 0%"
        assert hands.window.frame.status.reading.isVisible()
        hands.press("Ctrl+1")  # nothing here
        assert "100% of the text has not been on screen long enough" in said(hands)
        hands.press("Ctrl+1")  # in progress
        assert "on screen" not in said(hands)
        hands.wait_until(lambda: hands.window.frame.status.reading.text() == "Read 100%")
        strip = hands.window.overview.strip
        hands.wait_until(lambda: strip.words_at(5).endswith("<br>Read"))
        assert [place.height() for place in strip._read] == [strip.height()]
        hands.press("Ctrl+1")  # done
        assert "on screen" not in said(hands)
        hands.press("Shift+F7")
        assert "All of the text has been read" in said(hands)

    def again(hands: Hands) -> None:
        assert hands.window.frame.status.reading.text() == "Read 100%"

    assert sorot([str(document)], hand) == 0
    assert sorot([str(document)], again) == 0


def test_a_key_goes_to_what_was_not_read(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        coverage = hands.window.frame.reader.coverage
        assert coverage is not None
        coverage.add(Span(0, hands.find("Libya terpecah")))
        hands.press("Shift+F7")
        assert hands.view.caret() == hands.find("Libya terpecah")
        coverage.add(Span(hands.find("Libya terpecah"), len(hands.text) - 20))
        hands.press("Ctrl+Home", "Shift+F7")
        assert hands.view.caret() == len(hands.text) - 20

    sorot([str(article)], hand)


def test_a_duplicate_leads_to_the_same_words_and_back(sorot: Sorot, article: Path) -> None:
    def hand(hands: Hands) -> None:
        hands.press("Ctrl+J")
        assert "No Duplicate here" in said(hands)
        hands.click("Pejabat medis", 2)
        hands.press("8")
        hands.wait_until(lambda: "Repeats 0–2,333: “TRIPOLI:" in said(hands))
        current = hands.view.current()
        page = hands.view._page
        assert current is not None
        assert page is not None
        assert "Repeats 0–2,333" in tooltip(page.document, (current,), hands.view.remark)
        hands.window.statusBar().clearMessage()
        hands.press("Left", "p", "Ctrl+Left", "Ctrl+Left")
        assert hands.view.current() == current
        assert not hands.window.repeated._soon.isActive()  # it has been said
        hands.press("Ctrl+Home", "Ctrl+End")
        hands.wait_until(lambda: "Repeats 0–2,333" in said(hands))
        second = hands.find("Pejabat medis", 2)
        hands.click("Pejabat medis", 2)
        offset = hands.view.caret() - second
        hands.press("Ctrl+J")
        assert hands.view.caret() == hands.find("Pejabat medis") + offset
        hands.press("Ctrl+J")
        assert hands.view.caret() == second + offset
        hands.press("Ctrl+Z", "Ctrl+Z", "Ctrl+Home", "Ctrl+J")
        assert "No Duplicate here" in said(hands)

    sorot([str(article)], hand)


def test_what_repeats_nothing_says_so(sorot: Sorot, tmp_path: Path) -> None:
    document = tmp_path / "short.txt"
    document.write_text("Satu dua tiga empat lima.\nEnam tujuh delapan sembilan sepuluh.\n")

    def hand(hands: Hands) -> None:
        hands.click("Enam")
        hands.press("8", "Ctrl+J")
        assert "Repeats nothing" in said(hands)
        assert hands.view.caret() == len("Satu dua tiga empat lima.\nEnam tujuh delapan sembilan sepuluh.")

    sorot([str(document)], hand)
