"""The tasks by which annotation tools are compared, done in Sorot's window by real keys.

Each brings the window to where the task begins, at no cost, then does it, and says whether it was done. The
other tools' figures are those of their documented sequences of keys and mouse.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from annotations.effort.tally import Tally
from annotations.model.records import Event
from annotations.text.span import Span
from scripts.hand import Hand, hand_on

OTHERS = ("brat", "doccano", "Label Studio", "Prodigy", "INCEpTION", "QualCoder")
STORY = (
    "Kamis ada berita. Pasukan pemerintah menyerang gudang ISIS di Darna kemarin, kata Leon.\n"
    "Dewan Syura membantah. " + "Menurut mereka ISIS sudah kalah. " * 10 + "\n"
)
"""Eleven times “ISIS”, and a sentence with everything that an event needs."""

Work = Callable[[Hand], None]


class TaskError(Exception):
    """A task was not done by its keys."""


@dataclass(frozen=True, slots=True)
class Task:
    """One row: what is to be done, what it costs elsewhere and may cost here, and how it is done.

    ``drag`` is text that is selected with the mouse before the keys are pressed; ``undoes`` how many undo
    steps take all of it back.
    """

    name: str
    others: tuple[str, ...]
    target: int
    begin: Work
    keys: tuple[str, ...]
    is_done: Callable[[Hand], bool]
    drag: str = ""
    undoes: int = 1
    note: str = ""
    must: str = ""
    """What it may cost, in words where that is more than a number."""

    def cost(self) -> Tally:
        """Do it in a window of its own, and undo it; what the program counted. Raises TaskError."""
        with hand_on(STORY) as hand:
            self.begin(hand)
            before = _state(hand)
            tally = hand.cost(self._work).tally
            if not self.is_done(hand):
                raise TaskError(f"{self.name}: {' '.join(self.keys)} does not do it.")
            hand.press("Escape")
            hand.wait_until(hand.view.hasFocus)
            hand.press(*["Ctrl+Z"] * self.undoes)
            if _state(hand) != before:
                raise TaskError(f"{self.name}: {self.undoes} undo steps do not take it back.")
        return tally

    def _work(self, hand: Hand) -> None:
        if self.drag:
            hand.drag(self.drag)
        hand.press(*self.keys)


def _state(hand: Hand) -> tuple[object, ...]:
    events = hand.session.annotations.of_type(Event)
    return tuple(hand.mentions()), tuple((one.id, one.arguments) for one in events)


def _caret(quote: str, *keys: str) -> Work:
    """Begin with the caret in the word, after these keys."""

    def begin(hand: Hand) -> None:
        hand.put_caret(quote)
        hand.press(*keys)

    return begin


def _mentions_of_the_event(hand: Hand) -> None:
    for word, key in (("Pasukan", "o"), ("ISIS", "o"), ("Darna", "g"), ("kemarin", "t")):
        hand.put_caret(word)
        hand.press(key)
    hand.put_caret("menyerang")


def _arguments(hand: Hand) -> list[tuple[str, str]]:
    """(role, quote) of the one event there is."""
    found = []
    for event in hand.session.annotations.of_type(Event):
        for argument in event.arguments:
            mention = hand.session.annotations.mention(argument.target)
            if mention is not None:
                found.append((argument.role, hand.session.text.quote(mention.spans[0])))
    return found


def _has(*wanted: tuple[str, str]) -> Callable[[Hand], bool]:
    return lambda hand: hand.mentions() == list(wanted)


def _next_is_asked(hand: Hand) -> bool:
    """One more is labelled, and the place after it is selected."""
    third = [found.start() for found in re.finditer("ISIS", STORY)][2]
    return hand.mentions().count(_ISIS) == 2 and hand.view.selection() == Span(third, third + 4)  # noqa: PLR2004


_ISIS = ("ORG", "ISIS")
_TWO_WORDS = ("ORG", "Dewan Syura")
_ARGUMENTS = [("Attacker", "Pasukan"), ("Place", "Darna"), ("Time", "kemarin")]
_NO_MOUSE = "no mouse"

TASKS = (
    Task(
        "label a 2-word entity", ("2", "1-2", "2", "1-2", "2-3", "2-3"), 2,
        _caret("Dewan"), ("o", "Alt+Right"), _has(_TWO_WORDS), undoes=2, note=_NO_MOUSE,
    ),
    Task(
        "the same with the mouse", ("2", "1-2", "2", "1-2", "2-3", "2-3"), 2,
        _caret("Kamis"), ("o",), _has(_TWO_WORDS), drag="Dewan Syura",
    ),
    Task("change a label", ("2", "2", "2", "3", "2-3", "4"), 1,
         _caret("Dewan", "o"), ("g",), _has(("GPE", "Dewan"))),
    Task("delete it", ("2", "1, no undo", "2", "1", "2", "2"), 1,
         _caret("Dewan", "o"), ("Delete",), _has(), note="undoable"),
    Task("move a boundary by a word", ("3", "2-3", "4", "2", "1 drag", "1+n chars"), 1,
         _caret("Dewan", "o"), ("Alt+Right",), _has(_TWO_WORDS)),
    Task(
        "event: trigger + 3 arguments", ("8", "none", "none", "11", "8-17", "none"), 7,
        _mentions_of_the_event, ("Shift+A", "a", "2", "p", "1", "t", "1"),
        lambda hand: _arguments(hand) == _ARGUMENTS, undoes=4, note=_NO_MOUSE,
    ),
    Task(
        "same string at 10 more places", ("23", "10", "20", "none", "4, no undo", "5"), 2,
        _caret("ISIS", "o"), ("Ctrl+D", "Return"), lambda hand: hand.mentions() == [_ISIS] * 11,
        note="one undo step", must="1 + a preview",
    ),
    Task(
        "accept a suggestion", ("none", "auto", "auto", "1", "1", "2"), 1,
        _caret("ISIS", "o", "Ctrl+D", "Space"), ("y",), _next_is_asked,
        note="then on to the next; here a place with the same words, one by one",
    ),
)  # fmt: skip
