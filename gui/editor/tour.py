"""The tour: a few things to do with the real keys, one after the other, each seen when it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from annotations.model.change import Change
from annotations.model.records import Event, Kind, Mention
from annotations.words import mark

_MANY = 3


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do.

    ``keys`` name actions of the table (``edit.undo``), labels (``label:entity.GPE``) or keys (``key:Esc``);
    they are shown as caps, in this order. ``done`` sees it in a change of the document.
    """

    title: str
    sentence: str
    keys: tuple[str, ...]
    done: Callable[[Change], bool]


def _mentions(change: Change, kind: Kind) -> list[Mention]:
    return [one for one in change.added if isinstance(one, Mention) and one.kind is kind]


def _moved(change: Change) -> bool:
    return any(
        isinstance(old, Mention) and isinstance(new, Mention) and old.spans != new.spans
        for old, new in change.updated
    )


def _role_filled(change: Change) -> bool:
    return any(
        isinstance(old, Event) and isinstance(new, Event) and len(new.arguments) > len(old.arguments)
        for old, new in change.updated
    )


STEPS = (
    Step(
        mark("Label a word"),
        mark("The caret is in the first word, a town. One key labels it: no selecting, no mouse."),
        ("label:entity.GPE",),
        lambda change: bool(_mentions(change, Kind.ENTITY)),
    ),
    Step(
        mark("Take it back"),
        mark("Every step can be undone, also tomorrow. Undo the label."),
        ("edit.undo",),
        lambda change: any(isinstance(one, Mention) for one in change.removed),
    ),
    Step(
        mark("Do it again"),
        mark("What was undone can be done again."),
        ("edit.redo",),
        lambda change: bool(_mentions(change, Kind.ENTITY)),
    ),
    Step(
        mark("Go on by words"),
        mark("Go to “Libya”, a few words on, and label it too."),
        ("key:Ctrl+Right", "label:entity.GPE"),
        lambda change: bool(_mentions(change, Kind.ENTITY)),
    ),
    Step(
        mark("The same words elsewhere"),
        mark("“Libya” stands in many more places. Find them all, look at the preview, and take them."),
        ("label.same_words", "key:Return"),
        lambda change: len(_mentions(change, Kind.ENTITY)) >= _MANY,
    ),
    Step(
        mark("Move an end"),
        mark("Go to the next mention, and make it a word longer."),
        ("mention.next", "end.end_word_forward"),
        _moved,
    ),
    Step(
        mark("An event"),
        mark("Find the word “pertempuran” (fight), leave the find bar, and label it as an attack."),
        ("edit.find", "key:Esc", "label:event.Attack"),
        lambda change: bool(_mentions(change, Kind.EVENT)),
    ),
    Step(
        mark("Its roles"),
        mark(
            "The bar below the text shows the keys of the event’s roles; press that of the place. Mentions "
            "that may fill it get a key of their own, and Enter takes the nearest."
        ),
        ("key:P", "key:Return"),
        _role_filled,
    ),
    Step(
        mark("Boilerplate"),
        mark("Leave the roles. Then find “googletag”, leave the find bar, and mark it as ad code."),
        ("key:Esc", "edit.find", "key:Esc", "label:boilerplate.AdCode"),
        lambda change: bool(_mentions(change, Kind.BOILERPLATE)),
    ),
    Step(
        mark("Say that it is done"),
        mark("“Looked at, and done” is kept apart from “not looked at”: for entities with this key."),
        ("status.entity",),
        lambda change: bool(change.status),
    ),
)


class Tour(QObject):
    """Leads through the steps; ``moved`` carries the number of the step that is on now, or None."""

    moved = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._at: int | None = None

    @property
    def step(self) -> Step | None:
        """What is to be done now."""
        return None if self._at is None or self._at >= len(STEPS) else STEPS[self._at]

    def start(self) -> None:
        """Begin with the first step."""
        self._go(0)

    def skip(self) -> None:
        """Go on without doing it; after the last step comes the end."""
        if self._at is not None:
            self._go(self._at + 1 if self._at < len(STEPS) else None)

    def stop(self) -> None:
        """End the tour here."""
        if self._at is not None:
            self._go(None)

    def see(self, change: Change) -> None:
        """Go on when the change is what was to be done."""
        if (step := self.step) is not None and step.done(change):
            self.skip()

    def _go(self, at: int | None) -> None:
        self._at = at
        self.moved.emit(at)
