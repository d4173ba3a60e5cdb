"""The next start: the documents of the last one are there again, each where it was left."""

from __future__ import annotations

from pathlib import Path

import pytest

from gui.core.settings import COME_BACK, DESK, Settings
from gui.main_window import MainWindow
from tests.e2e.hands import Hands, Sorot
from tests.e2e.killed import killed
from tests.e2e.test_tabs import name, row


@pytest.fixture
def texts(tmp_path: Path) -> list[Path]:
    """Twenty documents."""
    paths = [tmp_path / f"{number:02}.txt" for number in range(20)]
    for path in paths:
        path.write_text(f"Libya in {path.name}.\n" + "\n".join(f"Darna, line {line}." for line in range(200)))
    return paths


def opened(hands: Hands) -> list[str]:
    return [sheet.path.stem for sheet in hands.window.frame.desk.sheets if sheet.document is not None]


def test_documents_and_places_come_back(sorot: Sorot, texts: list[Path]) -> None:
    where: list[object] = []

    def stand(hands: Hands) -> list[object]:
        return [hands.view.caret(), hands.view.anchor(), hands.view.place(), hands.view.current()]

    def first(hands: Hands) -> None:
        hands.press("Ctrl+Down", "Ctrl+Down", "g", "Alt+4", "Ctrl+End", "Shift+Up", "Alt+3")
        hands.click("line 120")
        hands.press("g")
        where[:] = stand(hands)

    def second(hands: Hands) -> None:
        assert row(hands) == ["00", "01", "[02]", *(f"{number:02}" for number in range(3, 20))]
        assert stand(hands) == where
        assert opened(hands) == ["02"], "the others are opened when they are shown"
        hands.press("Alt+4")
        assert hands.view.selection().end == len(hands.text)
        assert not hands.view.selection().is_empty
        hands.press("Alt+1")
        assert hands.view.current() == "m1"
        assert opened(hands) == ["00", "02", "03"]

    def third(hands: Hands) -> None:
        assert row(hands)[0] == "[00]"
        hands.press("Alt+4")
        assert hands.view.selection().end == len(hands.text), "also after a start in which it was not shown"

    def fourth(hands: Hands) -> None:
        assert row(hands)[3] == "[03]"

    sorot([str(path) for path in texts], first)
    sorot([], second)
    sorot([], third)
    sorot([], fourth)


def test_a_file_that_is_named_opens_in_front(sorot: Sorot, texts: list[Path]) -> None:
    def first(hands: Hands) -> None:
        hands.press("Alt+2")

    def second(hands: Hands) -> None:
        assert row(hands) == ["00", "01", "[05]"]
        assert opened(hands) == ["05"]

    def third(hands: Hands) -> None:
        assert row(hands) == ["[00]", "01", "05"]

    sorot([str(path) for path in texts[:2]], first)
    sorot([str(texts[5])], second)
    sorot([str(texts[0])], third)


def test_what_is_said_of_a_file_on_the_command_line_holds(sorot: Sorot, texts: list[Path]) -> None:
    def first(hands: Hands) -> None:
        hands.press("Ctrl+Tab")

    def second(hands: Hands) -> None:
        assert row(hands) == ["[00]", "01"]
        assert hands.session.read_only is not None
        hands.press("Ctrl+Tab")
        assert hands.session.read_only is None

    sorot([str(path) for path in texts[:2]], first)
    sorot(["--read-only", str(texts[0])], second)


def test_what_is_missing_is_said_once_and_looked_for_again(sorot: Sorot, texts: list[Path]) -> None:
    def first(hands: Hands) -> None:
        hands.press("Alt+2")

    def second(hands: Hands) -> None:
        assert row(hands) == ["[01]", "03"]
        assert "2 documents of last time are not there: 00.txt, 02.txt" in hands.banner("missing")
        texts[2].write_text("Libya again")
        hands.press_banner("missing", "Look Again")
        assert row(hands) == ["[01]", "03", "02"]
        assert "1 document of last time is not there: 00.txt" in hands.banner("missing")
        hands.press("Alt+2")
        assert hands.banner("missing"), "it is not about one document"

    sorot([str(path) for path in texts[:4]], first)
    texts[0].unlink()
    texts[2].unlink()
    sorot([], second)


def test_labels_that_cannot_be_used_do_not_stop_the_start(sorot: Sorot, texts: list[Path]) -> None:
    def first(hands: Hands) -> None:
        hands.press("Alt+2")

    def second(hands: Hands) -> None:
        assert row(hands) == ["00", "[02]"]
        assert "01.labels.json" in hands.banner("missing")

    sorot([str(path) for path in texts[:3]], first)
    texts[1].with_suffix(".labels.json").write_text("{")
    sorot([], second)


def test_it_can_be_switched_off(sorot: Sorot, texts: list[Path]) -> None:
    def first(hands: Hands) -> None:
        hands.window.frame.services.settings.set(COME_BACK, value=False)
        hands.press("Ctrl+Tab")

    def second(hands: Hands) -> None:
        assert hands.window.frame.desk.sheets == []

    sorot([str(path) for path in texts[:2]], first)
    assert Settings().get(DESK).documents == ()
    sorot([], second)


def test_the_second_window_leaves_the_desk_to_the_first(sorot: Sorot, texts: list[Path]) -> None:
    def first(hands: Hands) -> None:
        other = MainWindow(hands.window.frame.services)
        other.start([texts[4]])
        assert [sheet.path for sheet in other.frame.desk.sheets] == [texts[4]]
        other.close()
        other.deleteLater()
        hands.press("Ctrl+Tab")

    def second(hands: Hands) -> None:
        assert row(hands) == ["00", "[01]"]

    sorot([str(path) for path in texts[:2]], first)
    sorot([], second)


LABEL_TWO = """
for key in ("g", "Ctrl+Tab", "o", "Ctrl+Right", "Ctrl+Right", "p"):
    press(view, key)

def noted():
    stored = settings.get(DESK)
    return stored.front == 1 and stored.documents[1].stand.caret == view.caret()

until(lambda: [sheet.keeper.state.acknowledged for sheet in desk.sheets[:2]] == [1, 2] and noted())
settings.save()
print(view.caret(), flush=True)
"""


def test_killed_with_several_documents_open(sorot: Sorot, texts: list[Path]) -> None:
    caret = int(killed(LABEL_TWO, *texts[:3]).said)

    def hand(hands: Hands) -> None:
        assert row(hands) == ["00", "[01]", "02"]
        assert hands.questions == []
        assert [label for label, _ in hands.mentions()] == ["ORG", "PER"]
        assert hands.view.caret() == caret
        hands.press("Ctrl+Shift+Tab")
        assert name(hands) == "00"
        assert hands.mentions() == [("GPE", "Libya")]
        hands.wait_until_saved()

    sorot([], hand)
    left = sorted(path.name for path in texts[0].parent.glob("0[0-2].*") if path.suffix != ".txt")
    assert left == ["00.labels.json", "01.labels.json"]
