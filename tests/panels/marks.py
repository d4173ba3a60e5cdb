"""Mentions made by hand, and changes as a session makes them."""

from collections.abc import Callable, Iterable

from annotations.model.annotation_set import AnnotationSet
from annotations.model.change import Change
from annotations.model.label_set import Label
from annotations.model.records import Mention, Provenance
from annotations.text.span import Span

BY_HAND = Provenance("annotator-1", "2026-11-22T09:14:03Z")
MakeSet = Callable[[Iterable[Mention]], AnnotationSet]


def mention(number: int, label: Label, *spans: tuple[int, int]) -> Mention:
    return Mention(f"m{number}", label.kind, label.id, tuple(Span(*span) for span in spans), BY_HAND)


class Editor:
    """Changes an annotation set and tells its listener."""

    def __init__(self, annotations: AnnotationSet) -> None:
        self.annotations = annotations
        self.listener: Callable[[Change], None] = lambda _: None

    def put(self, before: Mention | None, after: Mention | None) -> None:
        self.annotations.replace(before, after)
        if before is None and after is not None:
            self.listener(Change(added=(after,)))
        elif before is not None and after is None:
            self.listener(Change(removed=(before,)))
        elif before is not None and after is not None:
            self.listener(Change(updated=((before, after),)))
