"""Any keys at all, with every panel in sight: nothing breaks, and undo leads all the way back."""

from __future__ import annotations

import random
import shutil
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from annotations.commands.parser import run as run_verb
from annotations.formats.native import render
from gui.documents.open_document import OpenDocument
from gui.main_window import MainWindow
from tests.e2e.hands import Hands, Sorot
from tests.e2e.random_hands import RandomHands

LABELS = Path(__file__).parents[2] / "samples/darna.labels.json"


def state(document: OpenDocument) -> bytes:
    return render(document.session.annotations, document.session.text)


def any_keys(sorot: Sorot, paths: list[Path], seed: int, times: int) -> None:
    def hand(hands: Hands) -> None:
        frame = hands.window.frame
        before: dict[Path, bytes] = {}
        for path in paths:
            assert hands.window.open_document(path)
            assert frame.desk.document is not None
            before[path] = state(frame.desk.document)
        for dock in frame.docks:
            frame.show_dock(dock)
        RandomHands(hands, random.Random(seed)).press_any(times)
        steps = 0
        for path in paths:
            assert hands.window.open_document(path)
            steps += there_and_back(hands, before[path])
        assert steps > times // 50, "hardly anything was done"

    assert sorot([], hand) == 0
    for path in paths:
        labels = path.with_suffix(".labels.json")
        assert not labels.exists() or run_verb(["validate", str(labels)]) == 0
    folder = paths[0].parent
    assert not [*folder.glob("*.journal"), *folder.glob("*.lock"), *folder.glob("*.saving")]


def there_and_back(hands: Hands, before: bytes) -> int:
    """Undo all, do it all again; the number of steps."""
    document = hands.window.frame.desk.document
    assert document is not None
    hands.window.frame.back_to_text()
    hands.press("Escape", "Escape", "Escape")
    last = state(document)
    at = document.stack.index()
    while document.stack.canUndo():
        index = document.stack.index()
        hands.press("Ctrl+Z")
        assert document.stack.index() == index - 1
    assert state(document) == before
    while document.stack.index() < at:
        index = document.stack.index()
        hands.press("Ctrl+Shift+Z")
        assert document.stack.index() == index + 1
    assert state(document) == last
    return at


@pytest.mark.parametrize("seed", [1, 2])
def test_any_keys(sorot: Sorot, article: Path, seed: int) -> None:
    other = article.with_name("other.txt")
    other.write_bytes(article.read_bytes().replace(b"Darna", "Dérna 😀".encode()))
    any_keys(sorot, [other, article], seed, 250)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3, 6))
def test_any_keys_for_minutes(sorot: Sorot, article: Path, seed: int) -> None:
    paths = [article.with_name(f"{number}.txt") for number in range(4)]
    for path in paths:
        path.write_bytes(article.read_bytes())
    any_keys(sorot, paths, seed, 2000)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 4])
def test_what_is_on_the_screen_is_what_painting_it_all_would_show(
    sorot: Sorot, article: Path, seed: int
) -> None:
    def is_whole(window: MainWindow) -> bool:
        on_screen = window.screen().grabWindow(window.winId()).toImage()
        rgb = on_screen.convertToFormat(QImage.Format.Format_RGB32)
        return rgb == window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)

    def hand(hands: Hands) -> None:
        window, rng = hands.window, random.Random(seed)
        for dock in window.frame.docks:
            window.frame.show_dock(dock)
        any_hands = RandomHands(hands, rng)
        for _ in range(40):
            any_hands.press_any(3)
            window.frame.show_dock(rng.choice(window.frame.docks))
            bar = hands.view.verticalScrollBar()
            bar.setValue(bar.value() + rng.choice((-900, -37, 0, 5, 60, 400)))
            window.showNormal()
            window.setGeometry(0, 0, 780, 760)  # the screen of the tests is not larger
            hands.wait_until(partial(is_whole, window))

    shutil.copy(LABELS, article.parent)
    assert sorot([str(article)], hand) == 0
