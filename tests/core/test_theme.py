"""Every colour is held to its contrast, and labels to differ without colour vision."""

from itertools import combinations, combinations_with_replacement, pairwise

import pytest
from PySide6.QtGui import QColor

from annotations.model.label_set import Label
from annotations.model.records import Kind
from gui.core.colours import TONES, contrast, over
from gui.core.theme import BLACK, DARK, LIGHT, WHITE, BarPattern, LabelStyle, Theme, label_style
from tests.support.colour import distance, lightness

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK, BLACK, WHITE], ids=lambda theme: theme.name)


def styles(theme: Theme) -> dict[str, LabelStyle]:
    return {name: label_style(theme, Label(name.upper(), Kind.ENTITY, name, name, "")) for name in TONES}


def test_the_distance_is_that_of_the_paper() -> None:
    white, black = QColor("#ffffff"), QColor("#000000")
    assert distance(white, black) == pytest.approx(100, abs=0.01)
    assert distance(QColor("#0000ff"), QColor("#ff0000")) == pytest.approx(52.88, abs=0.05)
    assert contrast(white, black) == pytest.approx(21)


@THEMES
@pytest.mark.parametrize("name", ["text", "selection_text"])
def test_text_has_a_contrast_of_seven(theme: Theme, name: str) -> None:
    ground = theme.selection if name == "selection_text" else theme.base
    assert contrast(getattr(theme, name), ground) >= (5.5 if name == "selection_text" else 7)
    assert contrast(theme.text, theme.panel) >= 7
    assert contrast(theme.text, theme.raised) >= 7


@THEMES
@pytest.mark.parametrize("name", ["muted", "dimmed", "ok", "warning", "error", "accent"])
def test_other_words_are_readable_wherever_they_stand(theme: Theme, name: str) -> None:
    for ground in (theme.base, theme.panel, theme.raised):
        assert contrast(getattr(theme, name), ground) >= theme.least_contrast


@THEMES
def test_edges_and_rings_can_be_seen(theme: Theme) -> None:
    for ground in (theme.base, theme.panel):
        assert contrast(theme.outline, ground) >= 3
        assert contrast(theme.accent, ground) >= 3
        assert contrast(theme.disabled, ground) >= 3
    assert theme.disabled != theme.text
    assert contrast(theme.caret, theme.base) >= 7
    assert contrast(theme.accent_text, theme.accent) >= theme.least_contrast
    assert contrast(theme.chip_text, theme.muted) >= theme.least_contrast
    assert contrast(theme.border, theme.panel) >= (3 if theme.is_high_contrast else 1.2)
    assert distance(theme.selection, theme.base) >= 15


@THEMES
@pytest.mark.parametrize("colour", TONES)
def test_a_label_is_readable(theme: Theme, colour: str) -> None:
    style = styles(theme)[colour]
    assert contrast(style.chip_text, style.chip) >= theme.least_contrast
    assert distance(style.chip, style.bar) <= (16 if theme.is_high_contrast else 3)
    for ground in (theme.base, theme.panel):
        assert contrast(style.bar, ground) >= 3
    assert 0 < style.background.alphaF() < 1
    assert distance(over(style.background, theme.base), theme.base) >= 4, "one veil must be seen"


@THEMES
def test_text_over_four_veils_and_hover_stays_readable(theme: Theme) -> None:
    veils = [style.background for style in styles(theme).values()]
    for stack in combinations_with_replacement(veils, 4):
        seen = theme.base
        for veil in (*stack, theme.hover):
            seen = over(veil, seen)
        assert contrast(theme.text, seen) >= theme.least_contrast


@THEMES
def test_rows_of_lists_stay_readable_when_they_are_current(theme: Theme) -> None:
    for ground in (theme.base, theme.panel, theme.raised):
        assert contrast(theme.text, over(theme.hover, over(theme.current, ground))) >= 4.5
    assert contrast(theme.text, over(theme.current, theme.base)) >= theme.least_contrast


@THEMES
def test_dimmed_text_stays_readable_on_its_veil(theme: Theme) -> None:
    for style in styles(theme).values():
        assert contrast(theme.dimmed, over(style.background, theme.base)) >= (
            7 if theme.is_high_contrast else 3
        )


@THEMES
def test_colour_names_look_different(theme: Theme) -> None:
    for (one, first), (other, second) in combinations(styles(theme).items(), 2):
        assert distance(first.bar, second.bar) >= 9, (one, other)


@THEMES
def test_neighbours_in_hue_differ_in_lightness(theme: Theme) -> None:
    wheel = ["red", "orange", "olive", "green", "teal", "cyan", "blue", "indigo", "violet", "magenta", "red"]
    looks = styles(theme)
    for one, other in pairwise(wheel):
        assert abs(lightness(looks[one].bar) - lightness(looks[other].bar)) >= 6, (one, other)


def test_kinds_have_patterns_of_their_own() -> None:
    patterns = {label_style(LIGHT, Label("X", kind, "x", "red", "")).pattern for kind in Kind}
    assert patterns == set(BarPattern)


def test_an_unknown_colour_name_is_grey() -> None:
    unknown = label_style(LIGHT, Label("X", Kind.EVENT, "x", "puce", ""))
    assert unknown.bar == label_style(LIGHT, Label("Y", Kind.EVENT, "y", "grey", "")).bar
