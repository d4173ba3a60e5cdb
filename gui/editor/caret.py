"""The caret and the selection of one document, and which mention is current with them: no Qt, no geometry."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from annotations.model.annotation_set import AnnotationSet
from annotations.model.records import Mention
from annotations.text.span import Span


@dataclass(slots=True)
class Caret:
    """Where the caret stands, and where the selection that it drags began; both are offsets."""

    offset: int = 0
    anchor: int = 0
    column: float | None = None
    """x that vertical movements keep aiming at; None when the last movement was not vertical."""

    @property
    def selection(self) -> Span:
        """The selected offsets, empty at the caret when nothing is selected."""
        return Span(min(self.offset, self.anchor), max(self.offset, self.anchor))


def innermost(mentions: Iterable[Mention], offset: int) -> list[Mention]:
    """The mentions a caret at the offset is in, shortest first, then those it only touches the end of."""
    return sorted(mentions, key=lambda one: (not _holds(one, offset), one.end - one.start, one.start, one.id))


def current_at(annotations: AnnotationSet, offset: int) -> Mention | None:
    """The mention a caret that came to the offset makes current."""
    found = innermost(annotations.at(offset), offset)
    return found[0] if found else None


def cycled(stack: list[str], current: str | None) -> str | None:
    """The id after the current one in a stack, starting over at its end; the first when it is not in it."""
    if not stack:
        return None
    return stack[(stack.index(current) + 1) % len(stack)] if current in stack else stack[0]


def mention_beyond(
    annotations: AnnotationSet, offset: int, current: Mention | None, *, forward: bool
) -> Mention | None:
    """The mention that starts next after the caret, or before it; those that start together take turns.

    Enclosing mentions come before what they enclose. None at the end of the document.
    """
    place = current.start if current is not None and current in annotations.at(offset) else offset
    here = _starting_at(annotations, place)
    if current in here:
        number = here.index(current) + (1 if forward else -1)
        if 0 <= number < len(here):
            return here[number]
    elif forward and here:
        return here[0]
    look = annotations.next_start if forward else annotations.previous_start
    start = look(place)
    while start is not None:
        # A later span of a discontinuous mention starts here, which is no stop of its own.
        if found := _starting_at(annotations, start):
            return found[0 if forward else -1]
        start = look(start)
    return None


def _starting_at(annotations: AnnotationSet, offset: int) -> list[Mention]:
    return [one for one in annotations.at(offset) if one.start == offset]


def _holds(mention: Mention, offset: int) -> bool:
    return any(span.start <= offset < span.end for span in mention.spans)
