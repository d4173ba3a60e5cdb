"""Where brat's mentions stand in the text, proved by the text that their lines repeat."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from annotations.formats.brat.lines import Textbound
from annotations.formats.brat.rules import quoted
from annotations.formats.errors import FormatError
from annotations.formats.proof import Ruler, Unit
from annotations.text.span import Span
from annotations.words import tr

_BOM = "\ufeff"
_SHORT = 60
_BLANKS = re.compile(r"\s+")

Measure = Callable[[int, int], Span]


def measured(text: str, found: Sequence[Textbound]) -> tuple[list[list[Span]], str]:
    """The fragments of each line in code points, in the order of the line, and what had to be decided.

    brat counts code points, CR and a byte order mark too. Where that does not fit the quotes, other ways of
    counting are tried. Raises FormatError with the first line that does not fit in brat's own.
    """
    for measure, sentence in _ways(text):
        spans = _measured_so(text, found, measure)
        if spans is not None:
            return spans, sentence
    raise _misfit(text, found)


def is_quoted(text: str, textbound: Textbound, spans: Sequence[Span]) -> bool:
    """Whether the line's text stands at the spans; blanks may be others, and words may follow behind it."""
    if max(span.end for span in spans) > len(text):
        return False
    tail, stands = textbound.line.tail, quoted(text, spans)
    if not tail or tail == stands:
        return True
    if tail.startswith(stands) and tail[len(stands)].isspace():
        return True
    # Before version 1.3 there was no blank between fragments; other tools write one for a line break.
    whole = "".join(text[span.start : span.end] for span in spans)
    return tail == whole or _BLANKS.sub(" ", tail) == _BLANKS.sub(" ", stands)


def _measured_so(text: str, found: Sequence[Textbound], measure: Measure) -> list[list[Span]] | None:
    made = []
    for one in found:
        try:
            spans = [measure(start, end) for start, end in one.ranges]
        except ValueError:  # outside the text
            return None
        if not is_quoted(text, one, spans):
            return None
        made.append(spans)
    return made


def _ways(text: str) -> Iterator[tuple[Measure, str]]:
    yield Span, ""
    if text.startswith(_BOM):
        yield (
            _without_mark,
            tr("the offsets do not count the byte order mark of the text: the quotes show it"),
        )
    if "\r\n" in text:
        yield _one_a_break(text), tr("the offsets count CRLF as one character: the quotes show it")
    if not text.isascii():
        yield (
            Ruler(text, Unit.UTF16).span,
            tr("the offsets count UTF-16 units, not code points: the quotes show it"),
        )
        yield (
            Ruler(text, Unit.BYTE).span,
            tr("the offsets count bytes of UTF-8, not code points: the quotes show it"),
        )


def _without_mark(start: int, end: int) -> Span:
    return Span(start + 1, end + 1)


def _one_a_break(text: str) -> Measure:
    """From offsets that count CRLF once; the place of a break is that of its CR, or behind it at an end."""
    # The places, counted that way, behind each break.
    breaks = [found.start() - number + 1 for number, found in enumerate(re.finditer("\r\n", text))]

    def measure(start: int, end: int) -> Span:
        first = start + bisect_left(breaks, start + 1)
        return Span(first, max(first, end + bisect_left(breaks, end + 1)))

    return measure


def _misfit(text: str, found: Sequence[Textbound]) -> FormatError:
    """What is wrong with the first line that does not fit as brat counts."""
    fragments = ((one, [Span(start, end) for start, end in one.ranges]) for one in found)
    one, spans = next(pair for pair in fragments if not is_quoted(text, *pair))
    if (end := max(span.end for span in spans)) > len(text):
        return one.line.error(
            tr("It ends at {end}, but the text has {length:,} characters.", end=end, length=len(text))
        )
    stands, tail = quoted(text, spans)[:_SHORT], (one.line.tail or "")[:_SHORT]
    return one.line.error(
        tr(
            'At its offsets stands "{stands}", not "{tail}", in whatever way they count.',
            stands=stands,
            tail=tail,
        )
    )
