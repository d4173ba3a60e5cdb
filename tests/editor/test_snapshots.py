"""Pictures of the view. `pytest tests/editor/test_snapshots.py --update` draws them anew: look at them then.

One font, without hinting, so that pictures agree from machine to machine but for a shade here and there.
Pictures are compared in squares of 16 pixels: a square may differ by a little on the average; a missing bar
or a moved row is far more than that.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotations.formats.native import label_set_from_dict
from annotations.model.change import Change
from annotations.model.records import Comment, Mention, Record, Relation
from annotations.text.span import Span
from gui.core.reading import ColumnPlace, LabelDisplay, Reading
from gui.core.theme import BLACK, DARK, LIGHT, WHITE, Theme
from gui.editor.links import Hint, Linked, Links, relations_of
from schemas.shipped import shipped_label_set
from tests.support.shown import HAND, Marks, Shown, place

FOLDER = Path(__file__).parent / "snapshots"
FAMILIES = ("Noto Sans", "Noto Sans Hebrew", "Noto Serif")
SQUARE = 16
TOLERANCE = 14
"""How far the average of a square may be off, of 255."""

Show = Callable[..., Shown]

NESTED = (
    "Pasukan yang setia kepada pemerintah yang diakui secara internasional di Libya telah mengepung Darna "
    "dan bergerak dari selatan, kata para pejabat militer, Kamis."
)
SPLIT = (
    "The Bank, founded in Jakarta, of Indonesia and its governor, who was named in May by the president "
    "after months of delay and a long quarrel, resigned.\n"
    "googletag.cmd.push(function() {});\n"
    "Share this: Twitter today"
)
HEBREW = (
    "שלום עולם אמר Ban Ki-moon ביום חמישי כי הלוחמים ISIS נסוגו מן העיר Darna לאחר קרבות קשים.\n"
    "Then עברית בתוך and back."
)
FOLDED = "Berita dari Darna.\nBagikan ini\nTwitter\nBerita kedua dari Darna.\nIklan\nAkhir"
BLANKS = "a\u00a0b\tc\u200bd\u00ad\u2009e\ufefff\u200f \u3000\x00\r\nend\u2028of it\rlast"


@dataclass(frozen=True)
class Scene:
    """What is in a picture."""

    text: str
    marks: Marks = field(default_factory=dict)
    theme: Theme = LIGHT
    zoom: float = 1.0
    ratio: float = 1.0
    invisibles: bool = False
    caret: int | None = None
    anchor: int | None = None
    hovered: int | None = None
    height: int = 200
    signed: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Mention id -> link, attributes and note."""
    related: tuple[tuple[str, str, str], ...] = ()
    """Label, source and target of relations; those of the current mention are drawn."""
    roles: dict[str, str] = field(default_factory=dict)
    """Mention id -> role in the event that m4 triggers; the first three mentions get keys as well."""
    scrolled: int = 0
    reading: Reading = field(default_factory=Reading)
    folded: bool = False


def nested_marks() -> Marks:
    return {
        "m1": ("PER", NESTED[: NESTED.index(" telah")]),
        "m2": ("ORG", "pemerintah yang diakui secara internasional"),
        "m3": ("GPE", "Libya"),
        "m4": ("Attack", "mengepung"),
        "m5": ("GPE", "Darna"),
        "m6": ("PER", "para pejabat militer"),
        "m7": ("TIME", "Kamis"),
    }


def overlapping_marks() -> Marks:
    return {
        "m1": ("PER", "Pasukan yang setia kepada pemerintah"),
        "m2": ("ORG", "kepada pemerintah yang diakui"),
        "m3": ("Statement", "diakui secara internasional di Libya telah mengepung Darna dan bergerak dari"),
        "m4": ("GPE", "Libya telah"),
    }


def dense_marks() -> Marks:
    return {
        f"m{n:02}": (("PER", "ORG", "Attack", "GPE")[n % 4], Span(62 - 3 * n, 68 + 4 * n)) for n in range(12)
    }


def split_marks() -> Marks:
    return {
        "m1": ("ORG", [place(SPLIT, "The Bank"), place(SPLIT, "of Indonesia")]),
        "m2": ("GPE", "Jakarta"),
        "m3": ("PER", [place(SPLIT, "its governor"), place(SPLIT, "resigned")]),
        "m4": ("AdCode", "googletag.cmd.push(function() {});"),
        "m5": ("ShareBar", "Share this: Twitter"),
        "m6": ("ORG", "Twitter"),
    }


def folded_marks() -> Marks:
    return {
        "m1": ("ShareBar", "Bagikan ini\nTwitter"),
        "m2": ("AdCode", "Iklan"),
        "m3": ("GPE", "Darna"),
    }


def folded_event_marks() -> Marks:
    return {
        "m1": ("GPE", "Darna"),
        "m2": ("ShareBar", "Bagikan ini\nTwitter"),
        "m3": ("ORG", "Twitter"),
        "m4": ("Attack", "kedua"),
    }


def hebrew_marks() -> Marks:
    return {
        "m1": ("PER", "Ban Ki-moon"),
        "m2": ("ORG", "הלוחמים ISIS נסוגו"),
        "m3": ("LOC", "עולם אמר Ban"),
        "m4": ("Attack", "קרבות"),
        "m5": ("PER", "Then עברית"),
        "m6": ("GPE", "בתוך and"),
    }


UNDERLINE, CHIPS = Reading(display=LabelDisplay.UNDERLINE), Reading(display=LabelDisplay.CHIP)
SIGNED: dict[str, dict[str, Any]] = {
    "m1": {"link": "Q2"},
    "m2": {"note": "Which one?"},
    "m4": {"attributes": {"negated": True, "speculated": True}, "note": "Sure?"},
    "m5": {"link": "Q192227", "attributes": {"note": "Derna"}},
}
RELATED = (("Located", "m1", "m3"), ("PartOf", "m5", "m3"), ("Coreference", "m3", "m6"))

EVENT_ROLES = {"m1": "Attacker", "m3": "Place", "m5": "Target", "m7": "Time"}

SCENES = {
    "nested": Scene(NESTED, nested_marks()),
    "overlapping": Scene(NESTED, overlapping_marks()),
    "dense": Scene(NESTED, dense_marks(), height=320),
    "right-to-left": Scene(HEBREW, hebrew_marks()),
    "discontinuous": Scene(SPLIT, split_marks(), height=330),
    "dark": Scene(SPLIT, split_marks(), theme=DARK, caret=150, anchor=121, height=330),
    "zoomed": Scene(NESTED, nested_marks(), zoom=1.8, height=420),
    "sharp": Scene(NESTED, nested_marks(), ratio=2.0),
    "invisibles": Scene(BLANKS, {"m1": ("PER", "c\u200bd")}, invisibles=True),
    "current": Scene(NESTED, nested_marks(), caret=30),
    "current-over-two-rows": Scene(NESTED, overlapping_marks(), caret=80),
    "selection": Scene(NESTED + "\n" + NESTED, nested_marks(), caret=26, anchor=180, height=330),
    "hovered": Scene(NESTED, nested_marks(), hovered=32),
    "event": Scene(NESTED, nested_marks(), roles=EVENT_ROLES, caret=90),
    "event-dark": Scene(NESTED, nested_marks(), roles=EVENT_ROLES, caret=90, theme=DARK),
    "event-off-screen": Scene(
        NESTED + "\nA line.\n" * 12, nested_marks(), roles=EVENT_ROLES, scrolled=100, height=330
    ),
    "folded": Scene(FOLDED, folded_marks(), folded=True, caret=0, anchor=FOLDED.index("Akhir"), height=330),
    "folded-dark": Scene(
        FOLDED, folded_marks(), folded=True, theme=DARK, caret=FOLDED.index("Iklan"), zoom=1.3, height=330
    ),
    "folded-event": Scene(
        FOLDED,
        folded_event_marks(),
        folded=True,
        caret=0,
        roles={"m1": "Place", "m3": "Attacker"},
        height=330,
    ),
    "signs": Scene(NESTED, nested_marks(), signed=SIGNED),
    "relations": Scene(NESTED, nested_marks(), signed=SIGNED, related=RELATED, caret=NESTED.index("Libya")),
    "relations-and-event-dark": Scene(
        NESTED, nested_marks(), related=RELATED, roles=EVENT_ROLES, caret=NESTED.index("Libya"), theme=DARK
    ),
    "hebrew-current": Scene(HEBREW, hebrew_marks(), theme=DARK, caret=42),
    "black": Scene(SPLIT, split_marks(), theme=BLACK, caret=150, anchor=121, height=330),
    "white": Scene(NESTED, nested_marks(), theme=WHITE, roles=EVENT_ROLES, caret=90),
    "underline": Scene(SPLIT, split_marks(), caret=125, height=330, reading=UNDERLINE),
    "underline-dense": Scene(NESTED, dense_marks(), height=320, reading=UNDERLINE),
    "chips": Scene(SPLIT, split_marks(), height=330, reading=CHIPS),
    "chips-right-to-left": Scene(HEBREW, hebrew_marks(), reading=CHIPS),
    "another-reader": Scene(
        NESTED,
        nested_marks(),
        height=420,
        reading=Reading("Noto Serif", 15, 48, ColumnPlace.LEADING, 160),
    ),
    "sharp-1.25": Scene(NESTED, nested_marks(), ratio=1.25, roles=EVENT_ROLES, caret=90),
    "sharp-1.5": Scene(SPLIT, split_marks(), ratio=1.5, caret=32, height=330),
    "sharp-3": Scene(NESTED, nested_marks(), ratio=3.0, caret=30),
}


@pytest.fixture
def font() -> QFont:
    missing = set(FAMILIES) - set(QFontDatabase.families())
    if missing:
        pytest.skip(
            f"the pictures need fonts that are not installed: {', '.join(sorted(missing))} (fonts-noto-core)"
        )
    font = QFont(FAMILIES[0])
    font.setPixelSize(13)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


@pytest.fixture
def steady_caret(qapp: QApplication) -> Iterator[None]:
    usual = qapp.cursorFlashTime()
    qapp.setCursorFlashTime(0)
    yield
    qapp.setCursorFlashTime(usual)


@pytest.mark.usefixtures("steady_caret")
@pytest.mark.parametrize("name", SCENES)
def test_the_view_looks_as_expected(
    name: str, show: Show, font: QFont, qtbot: QtBot, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    actual = picture(SCENES[name], show, font, qtbot)
    expected_path = FOLDER / f"{name}.png"
    if request.config.getoption("--update"):
        actual.save(str(expected_path))
        return
    expected = QImage(str(expected_path))
    assert not expected.isNull(), f"{expected_path} is missing: run with --update"
    assert actual.size() == expected.size()
    difference = difference_of(actual, expected)
    if (worst := largest_average(difference)) > TOLERANCE:
        for image, kind in ((actual, "actual"), (difference, "difference")):
            image.save(str(tmp_path / f"{name}.{kind}.png"))
        pytest.fail(f"{name}: a square is off by {worst} on the average; see {tmp_path}")


@pytest.mark.parametrize("change", ["a bar is missing", "a row is a pixel lower"])
def test_the_comparison_sees_what_matters(change: str) -> None:
    expected = QImage(str(FOLDER / "nested.png"))
    actual = QImage(expected)
    painter = QPainter(actual)
    if change == "a bar is missing":
        bar = next(y for y in range(expected.height()) if expected.pixelColor(150, y).saturation() > 150)
        painter.fillRect(130, bar, 40, 2, LIGHT.base)
    else:
        painter.drawImage(0, 1, expected)
    painter.end()
    assert largest_average(difference_of(actual, expected)) > TOLERANCE


def picture(scene: Scene, show: Show, font: QFont, qtbot: QtBot) -> QImage:
    shown = show(scene.text, scene.marks)
    view = shown.view
    view.setFont(font)
    view.set_theme(scene.theme)
    view.set_zoom(scene.zoom)
    view.set_show_invisibles(scene.invisibles)
    view.set_reading(scene.reading)
    size = QSize(640, scene.height)
    view.resize(view.size() + size - view.viewport().size())
    view.activateWindow()
    qtbot.waitUntil(view.hasFocus)
    view.set_caret(len(scene.text) if scene.caret is None else scene.caret, scene.anchor)
    if scene.folded:
        view.set_folding(folding=True)
    view.reveal(Span(0, 0))
    say_more(shown, scene)
    if scene.roles:
        show_event(shown, scene.roles)
        view.verticalScrollBar().setValue(scene.scrolled)
    if scene.hovered is not None:
        QTest.mouseMove(view.viewport(), shown.inside(scene.hovered))
    image = QImage(size * scene.ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scene.ratio)
    image.fill(Qt.GlobalColor.magenta)
    view.viewport().render(image)
    return image


def say_more(shown: Shown, scene: Scene) -> None:
    """Give mentions their links, attributes, notes and relations, and tell the view."""
    annotations, labels = shown.annotations, label_set_from_dict(shipped_label_set("news"))
    made: list[Record] = [Relation(f"r{n}", *one, HAND) for n, one in enumerate(scene.related)]
    changed = []
    for mention_id, more in scene.signed.items():
        before = annotations.mention(mention_id)
        assert before is not None
        after = replace(before, link=more.get("link"), attributes=more.get("attributes", {}))
        annotations.replace(before, after)
        changed.append((before, after))
        if "note" in more:
            made.append(Comment(f"c{mention_id}", mention_id, more["note"], HAND))
    for record in made:
        annotations.replace(None, record)
    if made or changed:
        shown.view.mentions_changed(Change(added=tuple(made), updated=tuple(changed)))
    current = annotations.mention(shown.view.current() or "")
    if scene.related and current is not None:
        shown.view.set_relations(relations_of(annotations, labels, current))


def show_event(shown: Shown, roles: dict[str, str]) -> None:
    mentions = {one.id: one for one in shown.annotations.of_type(Mention)}
    arguments = tuple(Linked(caption, mentions[mention_id]) for mention_id, caption in roles.items())
    shown.view.set_links(Links(mentions["m4"], arguments))
    shown.view.set_hints(tuple(Hint(str(n), mentions[f"m{n}"]) for n in (1, 2, 3)))


def difference_of(one: QImage, other: QImage) -> QImage:
    difference = one.convertToFormat(QImage.Format.Format_RGB32)
    difference.setDevicePixelRatio(1)
    other = QImage(other)
    other.setDevicePixelRatio(1)
    painter = QPainter(difference)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Difference)
    painter.drawImage(0, 0, other)
    painter.end()
    return difference


def largest_average(difference: QImage) -> int:
    """The most that the channels of a square differ by on the average."""
    small = difference.scaled(
        difference.size() / SQUARE,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    colours = (QColor(small.pixel(x, y)) for x in range(small.width()) for y in range(small.height()))
    return max(max(one.red(), one.green(), one.blue()) for one in colours)
