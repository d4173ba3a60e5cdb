"""Labels are told apart by eyes without one kind of cone too, by colour, and kinds by pattern."""

from itertools import combinations

import pytest
from PySide6.QtGui import QColor

from annotations.formats.native import label_set_from_dict
from annotations.model.label_set import Label
from annotations.model.records import Kind
from gui.core.colours import TONES
from gui.core.theme import BLACK, DARK, LIGHT, WHITE, Theme, label_style
from schemas.shipped import shipped_label_set
from tests.support.colour import DEFICIENCIES, distance, seen_with

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK, BLACK, WHITE], ids=lambda theme: theme.name)
EYES = pytest.mark.parametrize("deficiency", DEFICIENCIES)

NOTICED = 2.3
"""A difference that is just noticed, in CIEDE2000 (Mahy, Van Eycken, Oosterlinck 1994)."""
ANY_TWO, WITHIN_A_KIND = 8.0, 9.5


def bars(theme: Theme, labels: list[Label]) -> dict[str, QColor]:
    return {label.id: label_style(theme, label).bar for label in labels}


@pytest.mark.parametrize(
    "deficiency, one, other",
    [
        ("protanopia", "#7a3c3c", "#4a4a3c"),
        ("deuteranopia", "#cc7a00", "#a0a000"),
        ("tritanopia", "#0a8a8a", "#2a7fb0"),
    ],
)
def test_the_simulation_brings_together_what_such_eyes_confuse(deficiency: str, one: str, other: str) -> None:
    first, second = QColor(one), QColor(other)
    seen = distance(seen_with(deficiency, first), seen_with(deficiency, second))
    assert seen < distance(first, second) / 2


@EYES
def test_grey_stays_grey(deficiency: str) -> None:
    for grey in ("#000000", "#777777", "#ffffff"):
        assert distance(seen_with(deficiency, QColor(grey)), QColor(grey)) < NOTICED


@THEMES
@EYES
def test_any_two_colour_names_are_told_apart(theme: Theme, deficiency: str) -> None:
    labels = [Label(name, Kind.ENTITY, name, name, "") for name in TONES]
    seen = {name: seen_with(deficiency, bar) for name, bar in bars(theme, labels).items()}
    for one, other in combinations(seen, 2):
        assert distance(seen[one], seen[other]) >= ANY_TWO, (one, other)


@THEMES
@EYES
@pytest.mark.parametrize("kind", [Kind.ENTITY, Kind.BOILERPLATE])
def test_the_labels_of_news_are_further_apart(theme: Theme, deficiency: str, kind: Kind) -> None:
    news = label_set_from_dict(shipped_label_set("news"))
    shown = bars(theme, [label for label in news.labels if label.kind is kind])
    assert len(shown) > 5
    for one, other in combinations(shown, 2):
        apart = distance(seen_with(deficiency, shown[one]), seen_with(deficiency, shown[other]))
        assert apart >= WITHIN_A_KIND, (one, other)


def test_no_two_labels_of_a_kind_of_news_share_a_colour() -> None:
    news = label_set_from_dict(shipped_label_set("news"))
    for kind in Kind:
        colours = [label.colour for label in news.labels if label.kind is kind]
        assert len(colours) == len(set(colours))
        assert set(colours) <= set(TONES)
