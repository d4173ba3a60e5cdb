"""Finding a string or a pattern in a text.

Hits are spans of the text as it stands, in code points, left to right, none over another. A hit lies within
a line and begins and ends where a caret may stand: "e" is not found in an "é" of two code points.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import partial
from itertools import accumulate
from time import monotonic
from typing import TYPE_CHECKING

from annotations.text.graphemes import next_grapheme
from annotations.text.segments import snap_to_words
from annotations.text.span import Span
from annotations.words import tr
from schemas.late import late_dataclass

if TYPE_CHECKING:
    import regex

PATTERN_SECONDS = 0.5
"""So long may a pattern take on one stretch of text; a pattern that tries too much is stopped then."""

LONGEST_PATTERN = 1_000

Find = Callable[[str, int, int], Iterator[Span]]
"""The hits in a text between two offsets that are starts of lines or the end of the text."""

_LINE = re.compile(r"[^\r\n]+")
_FIRST_COMBINING = "\u0300"  # every two characters below are apart, but for CRLF


@late_dataclass(frozen=True)
class Query:
    """What is looked for: ``text`` is a string, or a pattern of the ``regex`` package.

    Case is Unicode's full case folding: "strasse" finds "Straße". A whole word is what a word key would
    select: "luka" is not one in "luka-luka".
    """

    text: str
    match_case: bool = False
    whole_word: bool = False
    pattern: bool = False


class BadPatternError(ValueError):
    """The pattern cannot be read; the message says why."""


class TooSlowError(Exception):
    """The pattern took longer than ``PATTERN_SECONDS`` on a stretch of text."""


def finder(query: Query) -> Find:
    """A function that finds the query. Raises BadPatternError; what it returns raises TooSlowError."""
    if query.pattern:
        found = partial(_found_by_pattern, _compiled(query))
    elif query.match_case:
        found = partial(_found_exactly, query.text)
    else:
        found = partial(_found_folded, query.text.casefold())
    return partial(_kept, found, whole_word=query.whole_word)


def _kept(find: Find, text: str, start: int, end: int, *, whole_word: bool) -> Iterator[Span]:
    """The hits that cut no character, and no word where that is asked for; none begins within another."""
    place = start
    for hit in find(text, start, end):
        if (
            hit.start >= place
            and _is_boundary(text, hit.start)
            and _is_boundary(text, hit.end)
            and not (whole_word and snap_to_words(text, hit) != hit)
        ):
            place = hit.end
            yield hit


def _is_boundary(text: str, offset: int) -> bool:
    """Whether a caret may stand at the offset."""
    if offset in (0, len(text)):
        return True
    before, after = text[offset - 1], text[offset]
    if before < _FIRST_COMBINING and after < _FIRST_COMBINING:
        return (before, after) != ("\r", "\n")
    return next_grapheme(text, offset - 1) == offset


# -- a string: every place where it stands, be it over another ---------------------------------------------


def _found_exactly(wanted: str, text: str, start: int, end: int) -> Iterator[Span]:
    place = text.find(wanted, start, end) if wanted else -1
    while place >= 0:
        yield Span(place, place + len(wanted))
        place = text.find(wanted, place + 1, end)


def _found_folded(wanted: str, text: str, start: int, end: int) -> Iterator[Span]:
    stretch = text[start:end]
    folded = stretch.casefold()
    if len(folded) == len(stretch):  # no character becomes several: the places are the same
        for hit in _found_exactly(wanted, folded, 0, len(folded)):
            yield Span(start + hit.start, start + hit.end)
        return
    edges = array("q", accumulate((len(one.casefold()) for one in stretch), initial=0))
    for hit in _found_exactly(wanted, folded, 0, len(folded)):
        first, last = bisect_left(edges, hit.start), bisect_left(edges, hit.end)
        if edges[first] == hit.start and edges[last] == hit.end:  # else it cuts a character such as "ß"
            yield Span(start + first, start + last)


# -- a pattern ---------------------------------------------------------------------------------------------


def _compiled(query: Query) -> regex.Pattern[str]:
    import regex  # noqa: PLC0415  not before it is needed, as in patterns.py

    if len(query.text) > LONGEST_PATTERN:
        raise BadPatternError(tr("longer than {most} characters", most=LONGEST_PATTERN))
    try:
        return regex.compile(query.text, regex.V1 | (0 if query.match_case else regex.IGNORECASE))
    except (regex.error, ValueError, OverflowError, RecursionError, KeyError, IndexError) as error:
        raise BadPatternError(str(error)) from error


def _found_by_pattern(compiled: regex.Pattern[str], text: str, start: int, end: int) -> Iterator[Span]:
    """Line by line, so that ``^`` and ``$`` are the line's ends, whatever its break; nothing empty."""
    latest = monotonic() + PATTERN_SECONDS
    for line in _LINE.finditer(text, start, end):
        left = latest - monotonic()
        if left <= 0:
            raise TooSlowError
        try:
            for hit in compiled.finditer(line[0], timeout=left):
                if hit.end() > hit.start():
                    yield Span(line.start() + hit.start(), line.start() + hit.end())
        except TimeoutError as error:
            raise TooSlowError from error
