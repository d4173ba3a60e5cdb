"""Which unit a file's offsets are in, proved by the text that the file quotes.

Tools count code points, UTF-16 units (JavaScript, Java) or UTF-8 bytes, and files seldom say which. Where a
text has no character past U+007F all of them are the same; elsewhere the quotes decide.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from annotations.formats.errors import FormatError, UnitUnknownError
from annotations.text.patterns import pattern
from annotations.text.span import Span
from annotations.text.units import OffsetMap
from annotations.words import mark, tr


class Unit(StrEnum):
    """What a file counts places in."""

    CODE_POINT = "code-point"
    UTF16 = "utf16"
    BYTE = "byte"
    GRAPHEME = "grapheme"
    """What a reader takes for one character (Unicode's extended grapheme clusters)."""


_TITLES = {
    Unit.CODE_POINT: mark("code points"),
    Unit.UTF16: mark("UTF-16 units"),
    Unit.BYTE: mark("bytes of UTF-8"),
    Unit.GRAPHEME: mark("graphemes"),
}


def unit_title(unit: Unit) -> str:
    """What a unit is called, in the plural, in the user's language."""
    return tr(_TITLES[unit])


@dataclass(frozen=True, slots=True)
class Quoted:
    """A range as a file gives it, in the file's unit, and the text that it says stands there, if it does."""

    start: int
    end: int
    quote: str | None = None
    place: str = ""


class Ruler:
    """Measures one text in one unit."""

    def __init__(self, text: str, unit: Unit) -> None:
        self._text = text
        self._from, self._to, self._length = _measures(text, unit)
        self.unit = unit

    def span(self, start: int, end: int) -> Span:
        """The span of code points of a range in the unit. Raises ValueError when it is outside the text."""
        if not 0 <= start <= end <= self._length:
            raise ValueError(
                tr(
                    "{start} to {end} is not in the text, which has {length:,} {units}.",
                    start=start,
                    end=end,
                    length=self._length,
                    units=unit_title(self.unit),
                )
            )
        return Span(self._from(start), self._from(end))

    def spans(self, ranges: Iterable[tuple[int, int]], place: str = "") -> tuple[Span, ...]:
        """The spans of a mention's ranges, in the order of the text.

        Raises FormatError, with the place, when one is outside the text or two share text.
        """
        try:
            found = sorted(self.span(start, end) for start, end in ranges)
        except ValueError as error:
            raise FormatError(error.args[0], place=place) from None
        if any(one.end > two.start for one, two in pairwise(found)):
            raise FormatError(tr("Two spans of one mention share text."), place=place)
        return tuple(found)

    def place(self, offset: int) -> int:
        """The place of an offset in the unit."""
        return self._to(offset)

    def fits(self, one: Quoted) -> bool:
        """Whether the quote stands at its range, counted in this unit."""
        try:
            span = self.span(one.start, one.end)
        except ValueError:
            return False
        return one.quote is None or self._text[span.start : span.end] == one.quote


def proved(
    text: str, ranges: Sequence[Quoted], stated: Unit | None, others: Iterable[Unit] = ()
) -> tuple[Ruler, str]:
    """The ruler that all the ranges of a document fit, and a sentence when it is not the stated unit's.

    ``stated`` is what the format says or the user chose; ``others`` are the units its writers also use, tried
    in order. None is for a format that says nothing.

    Raises:
        FormatError: no unit fits; the message names the first range that does not, and what stands there.
        UnitUnknownError: nothing is stated, and units that differ in this text fit alike.
    """
    if stated is not None:
        ruler = Ruler(text, stated)
        if all(ruler.fits(one) for one in ranges):
            return ruler, ""
    tried = [Ruler(text, unit) for unit in dict.fromkeys([*([stated] if stated else []), *others])]
    fitting = [ruler for ruler in tried if all(ruler.fits(one) for one in ranges)]
    if not fitting:
        raise _misfit(text, ranges, tried)
    first = fitting[0]
    if stated is not None:
        quoted = any(one.quote is not None for one in ranges)
        return first, counts_otherwise(first.unit, stated, quoted=quoted)
    if len({_spans(ruler, ranges) for ruler in fitting}) > 1:
        units = tr(" or ").join(unit_title(ruler.unit) for ruler in fitting)
        raise UnitUnknownError(
            tr("The offsets may count {units}; say which with --option unit=...", units=units)
        )
    return first, ""


def counts_otherwise(unit: Unit, stated: Unit, *, quoted: bool = True) -> str:
    """That the offsets of a file count another unit than it says, in the user's language, and why."""
    units = {"units": unit_title(unit), "stated": unit_title(stated)}
    if quoted:
        return tr("the offsets count {units}, not {stated}: the quoted text shows it", **units)
    return tr("the offsets count {units}, not {stated}: they do not fit the text otherwise", **units)


def taken_for(unit: Unit) -> str:
    """That nothing in a file shows what its offsets count, and what is supposed, in the user's language."""
    return tr("no quoted text proves what the offsets count; taken for {units}", units=unit_title(unit))


def taken_or_proved(
    text: str, ranges: Sequence[Quoted], stated: Unit, others: Iterable[Unit]
) -> tuple[Ruler, str]:
    """As ``proved``, for files that quote nothing: the sentence also says that another unit fits as well."""
    others = tuple(others)
    ruler, told = proved(text, ranges, stated, others)
    if told:
        return ruler, told
    taken = _spans(ruler, ranges)
    rulers = (Ruler(text, unit) for unit in others)
    differ = any(all(map(one.fits, ranges)) and _spans(one, ranges) != taken for one in rulers)
    return ruler, taken_for(stated) if differ else ""


def _spans(ruler: Ruler, ranges: Sequence[Quoted]) -> tuple[Span, ...]:
    return tuple(ruler.span(one.start, one.end) for one in ranges)


def _misfit(text: str, ranges: Sequence[Quoted], tried: Sequence[Ruler]) -> FormatError:
    ruler = tried[0]
    worst = next(one for one in ranges if not ruler.fits(one))
    try:
        span = ruler.span(worst.start, worst.end)
    except ValueError as error:
        return FormatError(error.args[0], place=worst.place)
    message = tr(
        'At {start} to {end} stands "{there}", not "{quote}" (tried: {units}).',
        start=worst.start,
        end=worst.end,
        there=_short(text[span.start : span.end]),
        quote=_short(worst.quote or ""),
        units=", ".join(unit_title(one.unit) for one in tried),
    )
    return FormatError(message, place=worst.place)


def _short(text: str, most: int = 60) -> str:
    return text if len(text) <= most else text[:most] + "…"


Measure = Callable[[int], int]


def _measures(text: str, unit: Unit) -> tuple[Measure, Measure, int]:
    """From the unit to offsets, the other way, and the length of the text in the unit."""
    if unit is Unit.CODE_POINT or (text.isascii() and "\r" not in text):
        return _same, _same, len(text)
    if unit is Unit.GRAPHEME:
        return _graphemes(text)
    places = OffsetMap(text)
    if unit is Unit.UTF16:
        return places.from_utf16, places.to_utf16, places.utf16_length
    return places.from_utf8, places.to_utf8, places.utf8_length


# In a text with none of these every code point is a grapheme of its own.
_JOINED = r"\r\n|[\p{M}\p{Emoji_Modifier}]|\p{GCB=RI}|\p{GCB=ZWJ}|\p{GCB=Extend}" + "".join(
    rf"|\p{{GCB={one}}}" for one in ("SpacingMark", "Prepend", "L", "V", "T")
)
# Looked at in one go: in a row of flags that takes time by its square. A longer grapheme counts as several.
_WINDOW = 512


def _graphemes(text: str) -> tuple[Measure, Measure, int]:
    if pattern(_JOINED).search(text) is None:
        return _same, _same, len(text)
    starts = array("q")
    place = 0
    while place < len(text):
        end = min(place + _WINDOW, len(text))
        found = _starts(text, place, end)
        # Where the window ends in the text, what it ends in may go on.
        place = end if end == len(text) or len(found) == 1 else found.pop()
        starts.extend(found)
    starts.append(len(text))
    return starts.__getitem__, lambda offset: bisect_right(starts, offset) - 1, len(starts) - 1


def _starts(text: str, start: int, end: int) -> list[int]:
    """Where graphemes begin in a part of a text that begins with one."""
    if pattern(_JOINED).search(text, start, end) is None:
        return list(range(start, end))
    return [start + found.start() for found in pattern(r"\X").finditer(text[start:end])]


def _same(place: int) -> int:
    return place
