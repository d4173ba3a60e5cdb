"""The document as it flows down the column: paragraphs laid out when needed, and the height of all of them.

Nothing here scrolls or paints. Only paragraphs that were asked for are exact; the others count with an
estimate.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Iterable
from functools import partial

from annotations.model.annotation_set import AnnotationSet
from annotations.model.label_set import LabelSet
from annotations.model.records import Kind
from annotations.text.source import SourceText
from annotations.text.span import Span
from annotations.words import tr, trn
from gui.editor.fold_line import FoldLine, folded_height
from gui.editor.folds import Folds, Stretch
from gui.editor.heights import Heights
from gui.editor.laid_paragraph import LaidParagraph, Layout, is_right_to_left
from gui.editor.looks import Looks
from gui.editor.marks import Marker
from gui.editor.metrics import Metrics
from gui.editor.paragraphs import PIECE, Paragraphs
from gui.editor.row import Row
from gui.editor.signs import signs_of
from schemas.late import late_dataclass

KEPT_CHARACTERS = 256 * 1024
"""So much text stays laid out, in code points; a screen of the largest display holds a tenth of it."""

_FEW = 1000
"""The heights of so many paragraphs are set one by one; beyond, all are added up anew."""

_MOST_NAMES = 3

_FILL = 0.96
"""How full the rows of a paragraph are on the whole: words that do not fit leave a gap."""


@late_dataclass(frozen=True)
class Setting:
    """All that decides how the text is set."""

    metrics: Metrics
    looks: Looks
    label_set: LabelSet
    width: int
    """Width of the column, in logical pixels."""
    invisibles: bool = False


class Flow:
    """The paragraphs of one document in one setting. y counts from the top of the first paragraph."""

    def __init__(self, text: SourceText, annotations: AnnotationSet, setting: Setting) -> None:
        """Estimate the height of everything; lay out nothing."""
        self.paragraphs = Paragraphs(text.text)
        self.text = text.text
        self._annotations = annotations
        self.folds = Folds(self.paragraphs, annotations)
        self._cache: OrderedDict[int, LaidParagraph] = OrderedDict()
        self._cached_characters = 0
        self.set(setting)

    def set(self, setting: Setting) -> None:
        """Set the text anew, as after a change of width, zoom or theme."""
        self.setting = setting
        self._layout = Layout(setting.metrics, setting.width)
        signs = partial(signs_of, self._annotations, setting.label_set)
        self._marker = Marker(setting.looks, setting.metrics, setting.width, signs)
        self._cache.clear()
        self._cached_characters = 0
        self._measure()

    def paragraph(self, index: int) -> LaidParagraph:
        """A paragraph that is shown, laid out and with its mentions; its height is exact from now on."""
        laid = self._cache.get(index)
        if laid is None:
            laid = self._lay_out(index)
            self._keep(index, laid)
        else:
            self._cache.move_to_end(index)
        return laid

    def is_laid_out(self, index: int) -> bool:
        """Whether a paragraph can be had at once."""
        return index in self._cache

    def at(self, offset: int) -> tuple[int, LaidParagraph, Row]:
        """The index of the paragraph, the paragraph and the row that a caret at the offset stands in."""
        index = self.folds.shown(self.paragraphs.index_of(offset))
        laid = self.paragraph(index)
        return index, laid, laid.rows[laid.row_index(offset)]

    def found(self, y: float) -> int:
        """The index of the paragraph that is shown at ``y``; beyond them all, the first or the last."""
        return self.folds.shown(self.heights.find(y))

    # -- folding --------------------------------------------------------------------------------------

    def fold_all(self) -> int:
        """Fold all boilerplate; return how many stretches there are."""
        stretches = self.folds.fold_all()
        for index in [one for one in self._cache if self.folds.closed_at(one) is not None]:
            self._forget(index)
        self._measure()
        return len(stretches)

    def unfold_all(self) -> None:
        """Show all paragraphs."""
        for index in [one for one, laid in self._cache.items() if laid.folded]:
            self._forget(index)
        self.folds.unfold_all()
        self._measure()

    def unfold(self, stretch: Stretch) -> None:
        """Show the paragraphs of one stretch."""
        self.folds.open(stretch)
        self._set_anew([stretch], [])

    def fold(self, stretch: Stretch) -> None:
        """Let one line stand for a stretch."""
        self._set_anew([], [self.folds.close(stretch)])

    def fold_again(self, span: Span, caret: int) -> bool:
        """Take in that boilerplate came or went on the span; return whether anything moved."""
        before, now = self.folds.follow(span, caret)
        self._set_anew([one for one in before if one.closed], [one for one in now if one.closed])
        return before != now

    def _set_anew(self, before: list[Stretch], now: list[Stretch]) -> None:
        """Other stretches are closed now: forget what stood there, estimate the heights of what is shown."""
        for one in (*before, *now):
            self._forget(one.first)
        edges = sorted(edge for one in (*before, *now) for edge in (one.first + 1, one.last + 1))
        # What was hidden and is not, or the other way round, lies between every other two edges.
        pieces = [piece for a, b in zip(edges[::2], edges[1::2], strict=True) for piece in range(a, b)]
        if len(pieces) > _FEW:
            for index in [one for one in self._cache if self.folds.shown(one) != one]:
                self._forget(index)
            self._measure()
            return
        estimates = self._estimates()
        for index in {*pieces, *(one.first for one in (*before, *now))}:
            self._forget(index)
            closed = self.folds.closed_at(index)
            shown = estimates[self.paragraphs.lengths[index]]
            self.heights.set(index, shown if closed is None else self._folded_height(closed, index))

    def _folded_height(self, closed: Stretch, index: int) -> int:
        metrics = self.setting.metrics
        return folded_height(metrics.text_height, metrics) if index == closed.first else 0

    def _measure(self) -> None:
        """The heights of all paragraphs: estimates but for those that are laid out."""
        heights = array("q", map(self._estimates().__getitem__, self.paragraphs.lengths))
        for one in self.folds.stretches():
            if one.closed:
                heights[one.first : one.last + 1] = array("q", bytes(8 * (one.last + 1 - one.first)))
                heights[one.first] = self._folded_height(one, one.first)
        for index, laid in self._cache.items():
            heights[index] = laid.height
        self.heights = Heights(heights)

    def _fold_line(self, stretch: Stretch) -> FoldLine:
        span = self.folds.span(stretch)
        next_start = self.paragraphs.next_start(stretch.last)
        return FoldLine(self._caption(span), span, next_start, self._layout)

    def _caption(self, span: Span) -> str:
        """What is folded away: how many lines, and the labels that lie in no other."""
        names: dict[str, None] = {}
        reached = span.start - 1
        for one in self._annotations.overlapping(span.start, span.end):
            if one.kind is Kind.BOILERPLATE and one.end > reached:
                reached = one.end
                names[self.setting.looks.look(one.kind, one.label).name] = None
        text = self.text
        lines = 1 + text.count("\n", span.start, span.end) + text.count("\r", span.start, span.end)
        lines -= text.count("\r\n", span.start, span.end)
        labels = ", ".join(names) if len(names) <= _MOST_NAMES else tr("boilerplate")
        return trn("⋯ {count:,} line of {labels}", "⋯ {count:,} lines of {labels}", lines, labels=labels)

    # -- marks ----------------------------------------------------------------------------------------

    def mark_again(self, spans: list[Span]) -> bool:
        """Bring the rows that the spans touch up to date; return whether any row moved."""
        moved = False
        for index in self._laid_out_near(spans):
            laid = self._cache[index]
            if laid.folded:
                continue
            near = [span for span in spans if span.start <= laid.next_start and laid.start <= span.end]
            for row in (row for row in laid.rows if any(_touches(row, span) for span in near)):
                self._mark(laid, row)
            moved |= self._settle(index, laid)
        return moved

    def _laid_out_near(self, spans: list[Span]) -> Iterable[int]:
        """The laid out paragraphs that the spans reach to, be it only with an end."""
        near: set[int] = set()
        for span in spans:
            first, last = self.paragraphs.index_of(span.start) - 1, self.paragraphs.index_of(span.end)
            if last - first >= len(self._cache):
                return list(self._cache)
            near.update(index for index in range(first, last + 1) if index in self._cache)
        return near

    def _lay_out(self, index: int) -> LaidParagraph:
        paragraphs = self.paragraphs
        if (stretch := self.folds.closed_at(index)) is not None:
            line = self._fold_line(stretch)
            line.is_last = stretch.last + 1 == len(paragraphs)
            self._settle(index, line)
            return line
        start, end = paragraphs.start(index), paragraphs.end(index)
        line_break = self.text[end : paragraphs.next_start(index)]
        direction = self._direction(index) if paragraphs.continues(index) else None
        laid = LaidParagraph(self.text[start:end], line_break, start, self._layout, direction)
        laid.is_last = index + 1 == len(paragraphs)
        if self.setting.invisibles:
            laid.give_headroom(self.setting.metrics.symbol_headroom)
        for row in laid.rows:
            self._mark(laid, row)
        self._settle(index, laid)
        return laid

    def _direction(self, index: int) -> bool:
        """Whether the paragraph that a piece continues runs from right to left."""
        start = self.paragraphs.paragraph(index)[0]
        return is_right_to_left(self.text[start : start + PIECE])

    def _mark(self, laid: LaidParagraph, row: Row) -> None:
        self._marker.mark(row, laid, self._annotations.overlapping(row.start, row.end))

    def _settle(self, index: int, laid: LaidParagraph) -> bool:
        moved = laid.place_rows(self.setting.metrics)
        self.heights.set(index, laid.height)
        return moved

    def _keep(self, index: int, laid: LaidParagraph) -> None:
        self._cache[index] = laid
        self._cached_characters += len(laid.text) + 1
        while self._cached_characters > KEPT_CHARACTERS and len(self._cache) > 1:
            _, dropped = self._cache.popitem(last=False)
            self._cached_characters -= len(dropped.text) + 1

    def _forget(self, index: int) -> None:
        dropped = self._cache.pop(index, None)
        if dropped is not None:
            self._cached_characters -= len(dropped.text) + 1

    def _estimates(self) -> list[int]:
        """A height for each length of a paragraph: rows of average fullness, lanes by density."""
        metrics = self.setting.metrics
        fitting = max(1, int(self.setting.width / metrics.average_character * _FILL))
        mentions = sum(self._annotations.count_kind(kind) for kind in Kind)
        in_a_row = mentions * fitting / max(1, len(self.text))
        row = metrics.plain_row_height + round(min(in_a_row / 5, 2) * metrics.lane_height)
        rows = range(1, self.paragraphs.longest // fitting + 2)
        # A paragraph without a character has one row as well.
        return [rows[0] * row + metrics.paragraph_gap] + [
            number * row + metrics.paragraph_gap for number in rows for _ in range(fitting)
        ]


def _touches(row: Row, span: Span) -> bool:
    return span.start <= row.end and row.start <= span.end
