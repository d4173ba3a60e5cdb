"""Where keys take the caret in a text that runs left to right, and the shortest way from place to place."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from annotations.model.annotation_set import AnnotationSet
from annotations.model.records import Mention
from annotations.text import segments
from annotations.text.graphemes import next_grapheme, previous_grapheme
from gui.editor.caret import current_at, mention_beyond

Step = Callable[[str, int], int]
_MOVES: dict[str, Step] = {
    "Ctrl+Right": segments.next_word_start,
    "Ctrl+Left": segments.previous_word_start,
    "Ctrl+PageDown": segments.next_sentence_start,
    "Ctrl+PageUp": segments.previous_sentence_start,
    "Ctrl+Down": segments.next_line_start,
    "Ctrl+Up": segments.previous_line_start,
    "Ctrl+Home": lambda _text, _offset: 0,
    "Ctrl+End": lambda text, _offset: len(text),
    "Right": next_grapheme,
    "Left": previous_grapheme,
}
_SELECTING: dict[str, Step] = {
    "Ctrl+Shift+Right": segments.next_word_end,
    "Ctrl+Shift+Left": segments.previous_word_start,
    "Shift+Right": next_grapheme,
    "Shift+Left": previous_grapheme,
}
_FURTHEST = 14


@dataclass(frozen=True, slots=True)
class Place:
    """Where the hand is: the caret's offset and the id of the current mention."""

    caret: int
    current: str | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """Keys, and where they lead."""

    keys: tuple[str, ...]
    place: Place


class Moves:
    """The ways of one text, its mentions being those of the annotation set at the time."""

    def __init__(self, text: str, annotations: AnnotationSet) -> None:
        self._text, self._annotations = text, annotations
        offsets = range(len(text) + 1)
        self._tables = {key: [step(text, offset) for offset in offsets] for key, step in _MOVES.items()}

    def arrived(self, caret: int) -> Place:
        """Where a caret is that has come to the offset."""
        current = current_at(self._annotations, caret)
        return Place(caret, None if current is None else current.id)

    def shortest(self, start: Place, there: Callable[[Place], bool]) -> Way | None:
        """The fewest keys to a place that will do; None when it is too far."""
        seen, waiting = {start}, deque([Way((), start)])
        while waiting:
            way = waiting.popleft()
            if there(way.place):
                return way
            if len(way.keys) == _FURTHEST:
                return None
            for key, place in self._next(way.place):
                if place not in seen:
                    seen.add(place)
                    waiting.append(Way((*way.keys, key), place))
        return None

    def selecting(self, start: int, there: Callable[[int], bool]) -> tuple[str, ...] | None:
        """The fewest keys that make a selection, begun at the offset, end where it will do."""
        nothing: tuple[str, ...] = ()
        seen, waiting = {start}, deque([(nothing, start)])
        while waiting:
            keys, offset = waiting.popleft()
            if keys and there(offset):
                return keys
            if len(keys) == _FURTHEST:
                return None
            for key, step in _SELECTING.items():
                if (target := step(self._text, offset)) not in seen:
                    seen.add(target)
                    waiting.append(((*keys, key), target))
        return None

    def reached(self, start: int, keys: tuple[str, ...]) -> int:
        """Where selecting keys take the caret."""
        for key in keys:
            start = _SELECTING[key](self._text, start)
        return start

    def _next(self, place: Place) -> Iterator[tuple[str, Place]]:
        for key, table in self._tables.items():
            if (target := table[place.caret]) != place.caret:
                yield key, self.arrived(target)
        current = None if place.current is None else self._annotations.mention(place.current)
        for key, forward in (("Tab", True), ("Shift+Tab", False)):
            found: Mention | None = mention_beyond(self._annotations, place.caret, current, forward=forward)
            if found is not None:
                yield key, Place(found.start, found.id)
