"""The text of a BioC document, put together from its passages, and what its offsets count.

By its DTD offsets count bytes; most writers count code points, some UTF-16 units. The text that annotations
repeat decides, and so do passages: in a wrong unit they overlap.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotations.formats.errors import FormatError
from annotations.formats.proof import Ruler, Unit, counts_otherwise, taken_for
from annotations.formats.told import Told
from annotations.text.span import Span
from annotations.words import tr

# A place between two passages is made of line breaks; more of them than this are a mistake.
WIDEST_GAP = 10_000
_SHORT = 60


@dataclass(frozen=True, slots=True)
class Block:
    """A passage or a sentence with text: its offset in the file's unit; ``before`` fills a gap before it."""

    offset: int
    text: str
    before: str = "\n"


@dataclass(slots=True)
class Marked:
    """An annotation's ranges in the file's unit, the text it repeats, and the block it stands in, if any."""

    ranges: Sequence[tuple[int, int]]
    quote: str
    place: str
    block: int | None


class Places:
    """One way of counting: the text that comes of it, and its places in it.

    ``apart`` is for files whose passages overlap however one counts: each is a text of its own then.
    Raises ValueError when the passages overlap, or lie too far from each other.
    """

    def __init__(self, blocks: Sequence[Block], unit: Unit, *, apart: bool = False) -> None:
        self.unit = unit
        self.apart = apart
        self._offsets = [block.offset for block in blocks]
        self._rulers = [Ruler(block.text, unit) for block in blocks]
        self._lengths = [
            ruler.place(len(block.text)) for ruler, block in zip(self._rulers, blocks, strict=True)
        ]
        self._starts: list[int] = []
        pieces: list[str] = []
        length = 0
        for block, gap in zip(blocks, self._gaps(), strict=True):
            pieces += (block.before * gap, block.text)
            self._starts.append(length + gap)
            length += gap + len(block.text)
        self.text = "".join(pieces)

    def span(self, start: int, end: int, block: int | None) -> Span:
        """The span of a range. Raises ValueError when it is outside the text, or ends before it starts."""
        index = block if self.apart else bisect_right(self._offsets, start) - 1
        if index is not None and index >= 0:
            offset = self._offsets[index]
            if end - offset <= self._lengths[index]:
                inner = self._rulers[index].span(start - offset, end - offset)
                before = self._starts[index]
                return Span(before + inner.start, before + inner.end)
        return Span(self._at(start, block), self._at(end, block))

    def _gaps(self) -> list[int]:
        ends = [offset + length for offset, length in zip(self._offsets, self._lengths, strict=True)]
        if self.apart:
            return [min(1, index) for index in range(len(ends))]
        gaps = [following - end for end, following in zip(ends, self._offsets[1:], strict=False)]
        if any(not 0 <= gap <= WIDEST_GAP for gap in gaps):
            raise ValueError(tr("The passages overlap, or are far apart."))
        return [0, *gaps][: len(ends)]

    def _at(self, place: int, block: int | None) -> int:
        index = block if self.apart else bisect_right(self._offsets, place) - 1
        if index is None or index < 0:
            raise ValueError(tr("{place} is in no passage.", place=place))
        local, length = place - self._offsets[index], self._lengths[index]
        if 0 <= local <= length:
            return self._starts[index] + self._rulers[index].span(local, local).start
        if self.apart or index + 1 == len(self._offsets):
            raise ValueError(tr("{place} is outside the text.", place=place))
        return self._starts[index] + self._rulers[index].span(length, length).start + local - length


@dataclass(frozen=True, slots=True)
class Placed:
    """What a way of counting makes of a document; ``fitting`` annotations have the text they repeat."""

    places: Places
    spans: list[tuple[Span, ...]]
    fitting: int


def placed(blocks: Sequence[Block], marked: Sequence[Marked], stated: Unit) -> tuple[Placed, list[Told]]:
    """The text, the spans of each annotation, and what had to be decided.

    Annotations whose text is not that of their offsets (some taggers normalise it) are taken by their offsets
    when at least half of the document's prove the unit. Raises FormatError otherwise, with the first of them.
    """
    quoted = sum(bool(one.quote) for one in marked)
    best: Placed | None = None
    for places in _ways(blocks, stated):
        found = _placed(places, marked)
        if found is not None and (best is None or found.fitting > best.fitting):
            best = found
        if best is not None and best.fitting == quoted:
            break
    if best is None or 2 * best.fitting < quoted:
        raise _misfit(next(_ways(blocks, stated)), marked)
    return best, list(_told(best, quoted, stated))


def _ways(blocks: Sequence[Block], stated: Unit) -> Iterator[Places]:
    for apart in (False, True):
        for unit in dict.fromkeys([stated, Unit.CODE_POINT, Unit.UTF16, Unit.BYTE]):
            try:
                yield Places(blocks, unit, apart=apart)
            except ValueError:
                continue


def _placed(places: Places, marked: Sequence[Marked]) -> Placed | None:
    try:
        spans = [tuple(places.span(*ends, one.block) for ends in one.ranges) for one in marked]
    except ValueError:
        return None
    fitting = sum(_fits(places.text, found, one.quote) for found, one in zip(spans, marked, strict=True))
    return Placed(places, spans, fitting)


def _fits(text: str, spans: Sequence[Span], quote: str) -> bool:
    """Whether the quote is what stands at the spans: all from the first to the last, or joined somehow."""
    if not quote:
        return False
    if text[spans[0].start : spans[-1].end] == quote:
        return True
    pieces = [text[span.start : span.end] for span in spans]
    return any(between.join(pieces) == quote for between in (" ", "", "...", " ... "))


def _misfit(places: Places, marked: Sequence[Marked]) -> FormatError:
    for one in marked:
        try:
            spans = [places.span(*ends, one.block) for ends in one.ranges]
        except ValueError as error:
            return FormatError(error.args[0], place=one.place)
        if one.quote and not _fits(places.text, spans, one.quote):
            break
    else:
        return FormatError(tr("The passages overlap, and an annotation is in none of them."))
    message = tr(
        'At its offsets stands "{stands}", not "{quote}", whether they count code points, UTF-16 units or '
        "bytes.",
        stands=places.text[spans[0].start : spans[-1].end][:_SHORT],
        quote=one.quote[:_SHORT],
    )
    return FormatError(message, place=one.place)


def _told(found: Placed, quoted: int, stated: Unit) -> Iterator[Told]:
    places = found.places
    if places.unit is not stated:
        yield Told(counts_otherwise(places.unit, stated))
    elif not quoted and found.spans and not places.text.isascii():
        yield Told(taken_for(stated))
    if places.apart:
        yield Told(tr("the passages overlap; each was taken by itself"))
    if found.fitting < quoted:
        yield Told(tr("annotations with other words than stand at their offsets"), quoted - found.fitting)
