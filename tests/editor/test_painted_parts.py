"""Pixels are moved and only parts are painted: what is on the screen is what painting it all would show."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from annotations.model.records import Mention
from annotations.text.span import Span
from gui.editor.links import Hint, Linked, Links
from tests.support.shown import Shown, mention

pytestmark = pytest.mark.usefixtures("qapp")

LINES = (
    "Pasukan yang setia kepada pemerintah mengusir kelompok jihad dari Darna pada Kamis malam, kata para",
    "pejabat di Tripoli, setelah pertempuran yang menewaskan sedikitnya dua belas orang.",
    "Jumat.",
    "",
    "שלום עולם הממשלה אמרה כי הלוחמים נסוגו מן העיר",
    "Dewan Syura menyerang pada malam sebelumnya.",
)
TEXT = "\n".join(LINES * 6)
LABELS = ("PER", "ORG", "GPE", "Attack", "AdCode")

places = st.integers(0, len(TEXT) - 1)
near = st.tuples(st.integers(0, 500), st.integers(1, 60), st.sampled_from(LABELS))


@dataclass
class Screen:
    """A view, and what has been put on it."""

    shown: Shown
    made: int = 0

    def here(self, offset: int) -> int:
        """An offset on screen."""
        visible = self.shown.view.visible()
        return visible.start + offset % max(1, visible.length)

    def mentions(self) -> list[Mention]:
        return sorted(self.shown.annotations.of_type(Mention), key=lambda one: one.id)


Step = Callable[[Screen], None]


def _add(start: int, length: int, label: str) -> Step:
    def step(screen: Screen) -> None:
        begin = screen.here(start)
        screen.made += 1
        screen.shown.add(mention(f"n{screen.made}", label, Span(begin, min(len(TEXT), begin + length))))

    return step


def _remove(number: int) -> Step:
    def step(screen: Screen) -> None:
        if mentions := screen.mentions():
            screen.shown.remove(mentions[number % len(mentions)].id)

    return step


def _scroll(distance: int) -> Step:
    def step(screen: Screen) -> None:
        bar = screen.shown.view.verticalScrollBar()
        bar.setValue(bar.value() + distance)

    return step


def _join(numbers: list[int], *, are_relations: bool) -> Step:
    def step(screen: Screen) -> None:
        mentions = screen.mentions()
        chosen = [mentions[number % len(mentions)] for number in numbers] if mentions else []
        links = None
        if chosen:
            others = tuple(Linked(f"Role{number}", one) for number, one in enumerate(chosen[1:]))
            links = Links(chosen[0], others, are_relations)
        view = screen.shown.view
        (view.set_relations if are_relations else view.set_links)(links)

    return step


def _hint(numbers: list[int]) -> Step:
    def step(screen: Screen) -> None:
        mentions = screen.mentions()
        chosen = {mentions[number % len(mentions)].id: number for number in numbers} if mentions else {}
        found = [(screen.shown.annotations.mention(one), number) for one, number in chosen.items()]
        screen.shown.view.set_hints(tuple(Hint(chr(97 + n % 26), one) for one, n in found if one))

    return step


def _select(anchor: int, caret: int) -> Step:
    return lambda screen: screen.shown.view.set_caret(screen.here(caret), screen.here(anchor))


def _paint(_screen: Screen) -> None:
    QApplication.processEvents()


several = st.lists(st.integers(0, 40), min_size=1, max_size=5)
steps = st.one_of(
    near.map(lambda given: _add(*given)),
    near.map(lambda given: _add(*given)),
    st.integers(0, 40).map(_remove),
    st.integers(-400, 400).map(_scroll),
    several.map(lambda numbers: _join(numbers, are_relations=False)),
    several.map(lambda numbers: _join(numbers, are_relations=True)),
    st.lists(st.integers(0, 40), max_size=3).map(_hint),
    st.tuples(st.integers(0, 500), st.integers(0, 500)).map(lambda given: _select(*given)),
    st.just(_paint),
)


def screen_of(shown: Shown) -> QImage:
    QApplication.processEvents()
    return shown.view.screen().grabWindow(shown.view.winId()).toImage()


@pytest.fixture
def fresh(show: Callable[..., Shown], monkeypatch: pytest.MonkeyPatch) -> Callable[[], Screen]:
    """Views whose caret does not blink; the last one is closed."""
    monkeypatch.setattr("gui.editor.timers.Blinker.restart", lambda _self: None)
    made: list[Screen] = []

    def another() -> Screen:
        for one in made:
            one.shown.view.close()
        made.append(
            Screen(show(TEXT, {f"m{n}": ("ORG", Span(40 * n, 40 * n + 20)) for n in range(20)}, 420, 300))
        )
        return made[-1]

    return another


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(steps, min_size=1, max_size=14))
def test_the_screen_is_what_painting_it_all_would_show(
    fresh: Callable[[], Screen], taken: list[Step]
) -> None:
    screen = fresh()
    screen_of(screen.shown)
    for step in taken:
        step(screen)
    partly = screen_of(screen.shown)
    screen.shown.view._scrolled()
    assert partly == screen_of(screen.shown)
