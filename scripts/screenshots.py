"""The pictures of the window, its panels and its dialogs, made from the labelled sample (`make screenshots`).

Each goes to out/screenshots in every look, for looking over. To docs/images goes a sheet for each: light and
dark beside each other, English above Indonesian; the window as a whole has a file for each look. It is drawn
offscreen, with a caret that does not blink: on one machine the same program gives the same pictures.

    python scripts/screenshots.py                 all of them
    python scripts/screenshots.py find about      these alone
    python scripts/screenshots.py --draft find    to out/screenshots only, in all looks
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, str(REPOSITORY))

from PySide6.QtCore import Qt, qInstallMessageHandler  # noqa: E402 - the platform is chosen above
from PySide6.QtGui import QColor, QImage, QPainter  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from gui.app import application_object  # noqa: E402
from scripts.picture_dialogs import DIALOGS  # noqa: E402
from scripts.picture_scenes import SCENES, Scene  # noqa: E402
from scripts.picture_studio import LOOKS, Look, studio  # noqa: E402

IMAGES, OTHERS = REPOSITORY / "docs" / "images", REPOSITORY / "out" / "screenshots"
GAP, GROUND = 12, QColor("#8a8f98")
_HUE = 0xE0E0E0
"""What colours of about the same hue have in common."""
EVERY = (*SCENES, *DIALOGS)


def main() -> int:
    """Make the pictures that were asked for."""
    parser = argparse.ArgumentParser(description="Make the pictures of the documentation anew.")
    parser.add_argument("names", nargs="*", help="which ones; all if none is named")
    parser.add_argument("--draft", action="store_true", help="in all looks, to out/screenshots only")
    options = parser.parse_args()
    unknown = set(options.names) - {scene.name for scene in EVERY}
    if unknown:
        parser.error(f"there is no picture called {', '.join(sorted(unknown))}")
    for folder in (IMAGES, OTHERS):
        folder.mkdir(parents=True, exist_ok=True)
    qInstallMessageHandler(lambda *_: None)  # the platform says of much that it has none of it
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_DATA_HOME"] = os.environ["XDG_CONFIG_HOME"] = name
        gc.disable()  # it would come upon parts of windows in the middle of their events
        application = application_object()
        application.setCursorFlashTime(0)
        for scene in EVERY:
            if not options.names or scene.name in options.names:
                _make(application, scene, draft=options.draft)
    return 0


def _make(application: QApplication, scene: Scene, *, draft: bool) -> None:
    pictures = [_picture(application, scene, look) for look in (LOOKS if draft else scene.looks)]
    if draft:
        return
    if scene.one_by_one:
        for look, picture in zip(scene.looks, pictures, strict=True):
            _save(in_few_colours(picture), IMAGES / f"{scene.name}-{look.name}.png")
    else:
        rows = [beside(pictures[at : at + 2]) for at in range(0, len(pictures), 2)]
        _save(in_few_colours(below(rows)), IMAGES / f"{scene.name}.png")


def _picture(application: QApplication, scene: Scene, look: Look) -> QImage:
    with studio(application, look) as made:
        scene.show(made)
        picture = in_columns(made.pictures, scene.tallest)
    _save(picture, OTHERS / f"{scene.name}-{look.name}.png")
    return picture


def beside(pictures: Sequence[QImage]) -> QImage:
    """One picture of several, in a row."""
    width = sum(one.width() for one in pictures) + GAP * (len(pictures) - 1)
    joined = _ground(width, max(one.height() for one in pictures))
    with QPainter(joined) as painter:
        left = 0
        for one in pictures:
            painter.drawImage(left, 0, one)
            left += one.width() + GAP
    return joined


def below(pictures: Sequence[QImage]) -> QImage:
    """One picture of several, in a column."""
    height = sum(one.height() for one in pictures) + GAP * (len(pictures) - 1)
    joined = _ground(max(one.width() for one in pictures), height)
    with QPainter(joined) as painter:
        top = 0
        for one in pictures:
            painter.drawImage(0, top, one)
            top += one.height() + GAP
    return joined


def in_columns(pictures: Sequence[QImage], tallest: int) -> QImage:
    """One picture of many, in columns of ``tallest`` pixels at most."""
    columns: list[list[QImage]] = [[]]
    for one in pictures:
        if columns[-1] and sum(each.height() for each in columns[-1]) + one.height() > tallest:
            columns.append([])
        columns[-1].append(one)
    return beside([below(column) for column in columns])


def _ground(width: int, height: int) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB888)
    image.fill(GROUND)
    return image


def in_few_colours(picture: QImage) -> QImage:
    """The picture in 256 of its colours, which nobody sees: a file of less than half the size.

    The commonest ones, and the commonest of each other hue, so that a thin green line stays green.
    """
    full = picture.convertToFormat(QImage.Format.Format_RGB32)
    counts = Counter(memoryview(full.constBits()).cast("I"))
    ranked = [colour for colour, _ in counts.most_common()]
    hues = {colour & _HUE: colour for colour in reversed(ranked)}
    table = list(dict.fromkeys([*ranked[:96], *sorted(hues.values(), key=counts.__getitem__, reverse=True)]))
    return full.convertToFormat(
        QImage.Format.Format_Indexed8, table[:256], Qt.ImageConversionFlag.ThresholdDither
    )


def _save(picture: QImage, path: Path) -> None:
    if not picture.save(str(path), None, 0):
        raise OSError(f"could not write {path}")
    print(path.relative_to(REPOSITORY))


if __name__ == "__main__":
    sys.exit(main())
