"""What the dialogs of importing and exporting know of the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from annotations.formats.losses import Loss
from annotations.model.label_set import LabelSet
from gui.core.theme import Theme

Flush = Callable[[], bool]


@dataclass(frozen=True)
class Surroundings:
    """The window as far as it concerns importing and exporting.

    Attributes:
        document: the text in front; None when none is open.
        label_set: the label set in use.
        label_set_path: its file, where a source does not lead to it by its name.
        unsaved: for each open document what writes their labels now, from any thread, and says
            whether that could be done.
        go_to: opens a document where something is lost.
        open: opens a document.
    """

    document: Path | None
    label_set: LabelSet
    label_set_path: Path | None
    theme: Theme
    unsaved: Callable[[], Mapping[Path, Flush]]
    go_to: Callable[[Path, Loss], None]
    open: Callable[[Path], object]
