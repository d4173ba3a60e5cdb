"""Every colour is held to its contrast, and labels to differ without colour vision."""

import json
import math
from itertools import combinations, combinations_with_replacement, pairwise
from pathlib import Path

import pytest
from PySide6.QtGui import QColor

from annotations.model.label_set import Label
from annotations.model.records import Kind
from gui.core.colours import TONES, contrast, over
from gui.core.theme import DARK, LIGHT, BarPattern, LabelStyle, Theme, label_style

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
NEWS = Path(__file__).parents[2] / "schemas/label_sets/news.labelset.json"


def styles(theme: Theme) -> dict[str, LabelStyle]:
    return {name: label_style(theme, Label(name.upper(), Kind.ENTITY, name, name, "")) for name in TONES}


def lab(colour: QColor) -> tuple[float, float, float]:
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    rows = (
        (0.4124564, 0.3575761, 0.1804375),
        (0.2126729, 0.7151522, 0.0721750),
        (0.0193339, 0.1191920, 0.9503041),
    )
    xyz = [sum(m * c for m, c in zip(row, linear, strict=True)) for row in rows]
    x, y, z = (
        t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116
        for t in (xyz[0] / 0.95047, xyz[1], xyz[2] / 1.08883)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def lightness(colour: QColor) -> float:
    return lab(colour)[0]


def distance(one: QColor, other: QColor) -> float:
    """CIEDE2000 (Sharma, Wu, Dalal 2005), all weights 1."""
    (l1, a1, b1), (l2, a2, b2) = lab(one), lab(other)
    mean_c7 = ((math.hypot(a1, b1) + math.hypot(a2, b2)) / 2) ** 7
    stretch = 1.5 - 0.5 * math.sqrt(mean_c7 / (mean_c7 + 25**7))
    c1, c2 = math.hypot(a1 * stretch, b1), math.hypot(a2 * stretch, b2)
    h1, h2 = (math.degrees(math.atan2(b, a * stretch)) % 360 for a, b in ((a1, b1), (a2, b2)))
    dh = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    mean_h = (h1 + dh / 2) % 360 if c1 * c2 else h1 + h2
    mean_l, mean_c = (l1 + l2) / 2, (c1 + c2) / 2
    t = sum(
        w * math.cos(math.radians(n * mean_h + shift))
        for w, n, shift in ((-0.17, 1, -30), (0.24, 2, 0), (0.32, 3, 6), (-0.20, 4, -63))
    )
    s_l = 1 + 0.015 * (mean_l - 50) ** 2 / math.sqrt(20 + (mean_l - 50) ** 2)
    s_c, s_h = 1 + 0.045 * mean_c, 1 + 0.015 * mean_c * (1 + t)
    turn = (
        -2
        * math.sqrt(mean_c**7 / (mean_c**7 + 25**7))
        * math.sin(math.radians(60 * math.exp(-(((mean_h - 275) / 25) ** 2))))
    )
    hue = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(dh / 2)) / s_h
    chroma = (c2 - c1) / s_c
    return math.sqrt(((l2 - l1) / s_l) ** 2 + chroma**2 + hue**2 + turn * chroma * hue)


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
        assert contrast(getattr(theme, name), ground) >= 4.5


@THEMES
def test_edges_and_rings_can_be_seen(theme: Theme) -> None:
    for ground in (theme.base, theme.panel):
        assert contrast(theme.outline, ground) >= 3
        assert contrast(theme.accent, ground) >= 3
    assert contrast(theme.caret, theme.base) >= 7
    assert contrast(theme.accent_text, theme.accent) >= 4.5
    assert contrast(theme.chip_text, theme.muted) >= 4.5
    assert distance(theme.selection, theme.base) >= 15


@THEMES
@pytest.mark.parametrize("colour", TONES)
def test_a_label_is_readable(theme: Theme, colour: str) -> None:
    style = styles(theme)[colour]
    assert contrast(style.chip_text, style.chip) >= 4.5
    for ground in (theme.base, theme.panel):
        assert contrast(style.bar, ground) >= 3
    assert 0 < style.background.alphaF() < 1
    assert distance(over(style.background, theme.base), theme.base) >= 4, "one veil must be seen"


@THEMES
def test_text_over_four_veils_current_and_hover_stays_readable(theme: Theme) -> None:
    veils = [style.background for style in styles(theme).values()]
    for stack in combinations_with_replacement(veils, 4):
        seen = theme.base
        for veil in (*stack, theme.current, theme.hover):
            seen = over(veil, seen)
        assert contrast(theme.text, seen) >= 4.5


@THEMES
def test_dimmed_text_stays_readable_on_its_veil(theme: Theme) -> None:
    for style in styles(theme).values():
        assert contrast(theme.dimmed, over(style.background, theme.base)) >= 3


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


@THEMES
@pytest.mark.skipif(not NEWS.exists(), reason="the news label set has not been made yet")
def test_labels_of_one_kind_of_news_do_not_look_alike(theme: Theme) -> None:
    for rules in json.loads(NEWS.read_text("utf-8"))["kinds"]:
        kind = Kind(rules["kind"])
        looks = [
            label_style(theme, Label(label["id"], kind, label["name"], label["colour"], ""))
            for label in rules["labels"]
        ]
        for one, other in combinations(looks, 2):
            alike = distance(one.bar, other.bar) < 9
            alike_in_grey = abs(lightness(one.bar) - lightness(other.bar)) < 3
            assert one.caption != other.caption
            assert not (alike and one.caption[:1] == other.caption[:1]), (one.caption, other.caption)
            assert not (alike_in_grey and one.caption.casefold() == other.caption.casefold())
