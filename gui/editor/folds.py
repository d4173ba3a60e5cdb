"""Which paragraphs of a view are folded away because they are boilerplate, all of them: no Qt, no geometry.

Paragraphs are counted in the pieces of `Paragraphs`. A *stretch* is a run of whole paragraphs in which every
character that can be seen is boilerplate; blank paragraphs at its ends do not belong to it. A stretch is
*closed* when one line stands for it, at the place of its first piece.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from annotations.model.annotation_set import AnnotationSet
from annotations.model.records import Kind, Mention
from annotations.text.segments import ink_after, ink_before
from annotations.text.span import Span
from annotations.text.stretches import joined
from gui.editor.paragraphs import Paragraphs


@dataclass(frozen=True, slots=True)
class Stretch:
    """Pieces ``first`` to ``last``, both included."""

    first: int
    last: int
    closed: bool = True


class Folds:
    """The stretches of one document, none until `fold_all`; then kept up to date edit by edit."""

    def __init__(self, paragraphs: Paragraphs, annotations: AnnotationSet) -> None:
        """Fold nothing."""
        self._paragraphs, self._annotations = paragraphs, annotations
        self._stretches: list[Stretch] = []
        self._firsts: list[int] = []
        self.active = False

    # -- asking ---------------------------------------------------------------------------------------

    def stretches(self) -> list[Stretch]:
        """All stretches in text order, closed and open."""
        return list(self._stretches)

    def closed_at(self, index: int) -> Stretch | None:
        """The closed stretch that a piece belongs to."""
        found = self._at(index)
        return found if found is not None and found.closed else None

    def closed_around(self, offset: int) -> Stretch | None:
        """The closed stretch that a caret at the offset stands in, be it at its start."""
        return self.closed_at(self._paragraphs.index_of(offset)) if self._stretches else None

    def open_around(self, offset: int) -> Stretch | None:
        """The open stretch that a caret at the offset stands in."""
        found = self._at(self._paragraphs.index_of(offset)) if self._stretches else None
        return None if found is None or found.closed else found

    def shown(self, index: int) -> int:
        """The piece that stands for a piece: itself, or the first one of its closed stretch."""
        found = self.closed_at(index) if self._stretches else None
        return index if found is None else found.first

    def after(self, index: int) -> int:
        """The next piece that is shown after one that is; their number when there is none."""
        found = self.closed_at(index) if self._stretches else None
        return (index if found is None else found.last) + 1

    def before(self, index: int) -> int:
        """The piece shown before one that is; -1 when there is none."""
        return self.shown(index - 1) if index > 0 else -1

    def span(self, stretch: Stretch) -> Span:
        """The text of a stretch without the break behind it."""
        return Span(self._paragraphs.start(stretch.first), self._paragraphs.end(stretch.last))

    # -- folding --------------------------------------------------------------------------------------

    def fold_all(self) -> list[Stretch]:
        """Find and close all stretches, and return them."""
        self.active = True
        spans = (
            span
            for one in self._annotations.of_type(Mention)
            if one.kind is Kind.BOILERPLATE
            for span in one.spans
        )
        self._keep([Stretch(*ends) for ends in self._whole(joined(self._paragraphs.text, spans))])
        return self.stretches()

    def unfold_all(self) -> None:
        """Forget all stretches."""
        self.active = False
        self._keep([])

    def open(self, stretch: Stretch) -> Stretch:
        """Show the paragraphs of one stretch; return it as it is now."""
        return self._set(replace(stretch, closed=False))

    def close(self, stretch: Stretch) -> Stretch:
        """Let one line stand for a stretch; return it as it is now."""
        return self._set(replace(stretch, closed=True))

    def follow(self, span: Span, caret: int) -> tuple[list[Stretch], list[Stretch]]:
        """Take in that boilerplate came or went on the span; the stretches before and after around it.

        What is closed stays closed, but a stretch that holds the caret is open: the hand is at work there.
        """
        touched = self._touched(span)
        low = bisect_left(self._firsts, touched.first)
        if low and self._stretches[low - 1].last >= touched.first:
            low -= 1
        high = bisect_right(self._firsts, touched.last)
        # A neighbour may come to be one with what is found here.
        if low and self._blank_between(self._stretches[low - 1].last, touched.first):
            low -= 1
        if high < len(self._firsts) and self._blank_between(touched.last, self._stretches[high].first):
            high += 1
        before = self._stretches[low:high]
        now = [self._dressed(ends, before, caret) for ends in self._settled(touched, before)]
        self._stretches[low:high] = now
        self._firsts[low:high] = [one.first for one in now]
        return before, now

    # -- inside ---------------------------------------------------------------------------------------

    def _keep(self, stretches: list[Stretch]) -> None:
        self._stretches = stretches
        self._firsts = [one.first for one in stretches]

    def _set(self, stretch: Stretch) -> Stretch:
        self._stretches[bisect_left(self._firsts, stretch.first)] = stretch
        return stretch

    def _at(self, index: int) -> Stretch | None:
        place = bisect_right(self._firsts, index) - 1
        if place < 0 or self._stretches[place].last < index:
            return None
        return self._stretches[place]

    def _touched(self, span: Span) -> Stretch:
        """The whole paragraphs that a span is in."""
        paragraphs = self._paragraphs
        start = paragraphs.paragraph(paragraphs.index_of(span.start))[0]
        end = paragraphs.paragraph(paragraphs.index_of(max(span.start, span.end - 1)))[1]
        first, last = paragraphs.index_of(start), paragraphs.index_of(end)
        return Stretch(first, last)

    def _blank_between(self, one: int, other: int) -> bool:
        """Whether nothing can be seen between the end of a piece and the start of a later one."""
        return ink_after(self._paragraphs.text, self._paragraphs.end(one)) >= self._paragraphs.start(other)

    def _settled(self, touched: Stretch, before: list[Stretch]) -> Iterator[tuple[int, int]]:
        """The stretches there are now where ``before`` were: those of the touched pieces looked for anew."""
        start, end = self._paragraphs.start(touched.first), self._paragraphs.end(touched.last)
        spans = [
            Span(max(start, span.start), min(end, span.end))
            for one in self._annotations.overlapping(start, end)
            if one.kind is Kind.BOILERPLATE
            for span in one.spans
            if span.start < end and start < span.end
        ]
        for old in before:
            if old.first < touched.first:
                spans.append(self.span(Stretch(old.first, min(old.last, touched.first - 1))))
            if old.last > touched.last:
                spans.append(self.span(Stretch(max(old.first, touched.last + 1), old.last)))
        return self._whole(joined(self._paragraphs.text, spans))

    def _dressed(self, ends: tuple[int, int], before: list[Stretch], caret: int) -> Stretch:
        first, last = ends
        near = [old for old in before if old.first <= last and first <= old.last]
        if any((old.first, old.last) == ends for old in near):
            return near[0]
        holds = self._paragraphs.start(first) <= caret < self._paragraphs.next_start(last)
        return Stretch(first, last, closed=not holds and all(old.closed for old in near))

    def _whole(self, spans: list[Span]) -> Iterator[tuple[int, int]]:
        """The first and last piece of the whole paragraphs that each span covers; some cover none."""
        paragraphs, text = self._paragraphs, self._paragraphs.text
        for span in spans:
            start, end = ink_after(text, span.start), ink_before(text, span.end)
            if start >= end:
                continue
            above, below = paragraphs.paragraph(paragraphs.index_of(start))
            if ink_before(text, start) > above:
                start = ink_after(text, below)
            above, below = paragraphs.paragraph(paragraphs.index_of(end - 1))
            if ink_after(text, end) < below:
                end = ink_before(text, above)
            if start < end:
                first = paragraphs.paragraph(paragraphs.index_of(start))[0]
                last = paragraphs.paragraph(paragraphs.index_of(end - 1))[1]
                yield paragraphs.index_of(first), paragraphs.index_of(last)
