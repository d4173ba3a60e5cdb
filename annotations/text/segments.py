"""Words, sentences and lines: where they begin and end around an offset.

Offsets count code points and lie between 0 and the length of the text, both included; every function
answers for each of them. Nothing but ``line_at``, its two neighbours, ``block_at`` and ``line_spans``
looks further than ``REACH`` code points from where it is asked or past the blanks there: a longer word or
sentence is cut, so that a line of two million characters is as quick as any other.

A *word* is a run of letters, digits and the marks on them, with inner hyphens and apostrophes ("al-Qaeda",
"luka-luka"), and full stop or comma between digits ("1.000"). Text in scripts that do not use blanks has
as many words as it has such runs. A *line* ends before CRLF, CR or LF; the break belongs to no line, and
the text after the last break is a line, be it empty. A *sentence* lies within a line, without the blanks
around it.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from annotations.text.abbreviations import goes_on
from annotations.text.patterns import pattern
from annotations.text.span import Span

if TYPE_CHECKING:
    import regex

REACH = 4096
BLOCK_REACH = 4 * REACH

_BASE = r"[\p{L}\p{N}_]"
_RUN = _BASE + r"[\p{L}\p{N}\p{M}_\u00ad\u200c\u200d]*"
_JOINT = rf"(?:[-\u2010\u2011'‘’](?={_BASE})|(?<=\p{{Nd}})[.,](?=\p{{Nd}}))"
WORD = rf"{_RUN}(?:{_JOINT}{_RUN})*"
_BASE_BEFORE = rf"(?r){_BASE}"
_SPACE_BEFORE = r"(?r)\s"

# Blanks are what str.strip() takes and what cannot be seen at all: no one labels them.
BLANK = r"\s\x1c-\x1f\u200b\u2060\ufeff"
_INK = rf"[^{BLANK}]"
_INK_BEFORE = rf"(?r)[^{BLANK}]"

# Nothing here may be tried twice: a line of ten thousand full stops is soon met.
_STOPS = ".!?…‽؟۔।"
_FULL_WIDTH_STOPS = "。！？｡"
_SENTENCE_END = (
    rf"(?:(?<![{_STOPS}])([{_STOPS}]++)([\p{{Pf}}\p{{Pe}}\"']*+)(?=[{BLANK}])"
    rf"|[{_FULL_WIDTH_STOPS}]++[\p{{Pf}}\p{{Pe}}]*+)[{BLANK}]*+"
)
_SMALL_LETTER_NEXT = r"[\p{Ps}\p{Pi}\"'¿¡–—-]*+\p{Ll}"
_TOKEN_BEFORE = re.compile(r"[^\s(\[{\"'“‘«/]*\Z")
_LONGEST_TOKEN = 24

_BREAK = re.compile(r"\r\n?|\n")


# -- words -------------------------------------------------------------------------------------------------


def word_at(text: str, offset: int) -> Span | None:
    """The word that a caret at the offset is in or before, else the one it is right behind."""
    return _word_holding(text, offset) or _word_holding(text, offset - 1)


def next_word_start(text: str, offset: int) -> int:
    """The nearest start of a word after the offset; without one, the end of what was looked at."""
    word = _word_holding(text, offset)
    return _first(_BASE, text, offset if word is None else word.end)


def next_word_end(text: str, offset: int) -> int:
    """The nearest end of a word after the offset; without one, the end of what was looked at."""
    place = offset
    word = _word_holding(text, place)
    if word is None:
        place = _first(_BASE, text, offset)
        word = _word_holding(text, place)
    return place if word is None else word.end


def previous_word_start(text: str, offset: int) -> int:
    """The nearest start of a word before the offset; without one, the start of what was looked at."""
    place = _last(_BASE_BEFORE, text, offset)
    word = _word_holding(text, place)
    return place if word is None else word.start


def previous_word_end(text: str, offset: int) -> int:
    """The nearest end of a word before the offset; without one, the start of what was looked at."""
    place = _last(_BASE_BEFORE, text, offset)
    word = _word_holding(text, place)
    if word is not None and word.end >= offset:
        place = _last(_BASE_BEFORE, text, word.start)
        word = _word_holding(text, place)
    return place if word is None or word.end >= offset else word.end


def snap_to_words(text: str, span: Span) -> Span:
    """The span widened to hold whole every word that it shares a character with; an empty one as it is."""
    if span.is_empty:
        return span
    first = _word_holding(text, span.start) or span
    last = _word_holding(text, span.end - 1) or span
    return Span(min(span.start, first.start), max(span.end, last.end))


def trim_blanks(text: str, span: Span) -> Span:
    """The span without blanks at its ends; nothing but blanks leaves an empty span at its start."""
    first = pattern(_INK).search(text, span.start, span.end)
    last = pattern(_INK_BEFORE).search(text, span.start, span.end)
    if first is None or last is None:
        return Span(span.start, span.start)
    return Span(first.start(), last.end())


def ink_after(text: str, offset: int) -> int:
    """Where the first character from the offset on is that is no blank; without one, the end of the text."""
    found = pattern(_INK).search(text, offset)
    return len(text) if found is None else found.start()


def ink_before(text: str, offset: int) -> int:
    """Behind the last character before the offset that is no blank; without one, 0."""
    found = pattern(_INK_BEFORE).search(text, 0, offset)
    return 0 if found is None else found.end()


def _word_holding(text: str, index: int) -> Span | None:
    """The word that the character at ``index`` belongs to."""
    if not 0 <= index < len(text):
        return None
    floor = max(0, index - REACH)
    space = pattern(_SPACE_BEFORE).search(text, floor, index)
    begin = floor if space is None else space.end()
    for found in pattern(WORD).finditer(text, begin, min(len(text), index + REACH)):
        if found.end() > index:
            return Span(*found.span()) if found.start() <= index else None
    return None


def _first(source: str, text: str, offset: int) -> int:
    """Where the pattern is first found from the offset on, else the end of the search."""
    end = min(len(text), offset + REACH)
    found = pattern(source).search(text, offset, end)
    return end if found is None else found.start()


def _last(source: str, text: str, offset: int) -> int:
    """Where the backward pattern is last found before the offset, else the start of the search."""
    start = max(0, offset - REACH)
    found = pattern(source).search(text, start, offset)
    return start if found is None else found.start()


# -- sentences ---------------------------------------------------------------------------------------------


def sentence_at(text: str, offset: int) -> Span:
    """The sentence at the offset; on a line of nothing but blanks, an empty span at its start.

    Blanks belong to the sentence before them, those at the start of a line to its first.
    """
    line = _line_around(text, offset, REACH)
    start, end = line.start, line.end
    for begin in _sentence_breaks(text, line):
        if begin > offset:
            end = begin
            break
        start = begin
    return trim_blanks(text, Span(start, end))


def next_sentence_start(text: str, offset: int) -> int:
    """The nearest start of a sentence after the offset, on any line; without one, the end of the text."""
    line = _line_around(text, offset, REACH)
    after = (start for start in _sentence_starts(text, line) if start > offset)
    if (start := next(after, None)) is not None:
        return start
    if _goes_on_after(text, line):
        return line.end
    return ink_after(text, max(offset, line.end))


def previous_sentence_start(text: str, offset: int) -> int:
    """The nearest start of a sentence before the offset, on any line; without one, 0."""
    line = _line_around(text, offset, REACH)
    before = [start for start in _sentence_starts(text, line) if start < offset]
    if before:
        return before[-1]
    found = pattern(_INK_BEFORE).search(text, 0, line.start)
    return 0 if found is None else sentence_at(text, found.start()).start


def sentence_spans(text: str) -> Iterator[Span]:
    """The sentences of the whole text, in order, without the blanks around them; none of them is cut."""
    for line in map(Span, *line_spans(text)):
        starts = [*_sentence_starts(text, line), line.end]
        for start, end in pairwise(starts):
            yield trim_blanks(text, Span(start, end))


def _sentence_starts(text: str, line: Span) -> Iterator[int]:
    trimmed = trim_blanks(text, line)
    if not trimmed.is_empty:
        yield trimmed.start
        yield from _sentence_breaks(text, line)


def _sentence_breaks(text: str, line: Span) -> Iterator[int]:
    """Where each sentence of the line but the first starts."""
    for found in pattern(_SENTENCE_END).finditer(text, line.start, line.end):
        if found.end() < line.end and _ends_sentence(text, line, found):
            yield found.end()


def _ends_sentence(text: str, line: Span, found: regex.Match[str]) -> bool:
    stop, begin = found.start(), found.end()
    small = pattern(_SMALL_LETTER_NEXT).match(text, begin, line.end) is not None
    if found[1] != "." or (small and found[2]):
        return not small
    token = _token_before(text, line, stop)
    if _opens_list(token) and trim_blanks(text, Span(line.start, stop)).length == len(token):
        return False
    return not goes_on(token, before_number=text[begin].isdecimal(), before_small=small)


def _token_before(text: str, line: Span, stop: int) -> str:
    found = _TOKEN_BEFORE.search(text[max(line.start, stop - _LONGEST_TOKEN) : stop])
    return found[0] if found else ""


def _opens_list(token: str) -> bool:
    return token.isdecimal() or (len(token) == 1 and token.isalpha())


# -- lines -------------------------------------------------------------------------------------------------


def line_at(text: str, offset: int) -> Span:
    """The line that holds the offset, without its break; an offset in a break is at the end of its line."""
    reach = REACH
    line = _line_around(text, offset, reach)
    while _goes_on_before(text, line) or _goes_on_after(text, line):
        reach *= 4
        line = _line_around(text, offset, reach)
    return line


def next_line_start(text: str, offset: int) -> int:
    """The nearest start of a line after the offset; without one, the end of the text."""
    found = _BREAK.match(text, line_at(text, offset).end)
    return len(text) if found is None else found.end()


def previous_line_start(text: str, offset: int) -> int:
    """The nearest start of a line before the offset; without one, 0."""
    start = line_at(text, offset).start
    return start if start < offset else line_at(text, max(0, start - 1)).start


def block_at(text: str, offset: int) -> Span:
    """The lines around the offset up to the nearest blank ones; where none is near, the line alone.

    Near is within ``BLOCK_REACH`` on either side. A text without blank lines has a block in each line.
    """
    line = line_at(text, offset)
    if trim_blanks(text, line).is_empty:
        return line
    start, parted_before = line.start, False
    while start > max(0, line.start - BLOCK_REACH):
        above = line_at(text, previous_line_start(text, start))
        if parted_before := trim_blanks(text, above).is_empty:
            break
        start = above.start
    end, parted_after = line.end, False
    while (begin := next_line_start(text, end)) < min(len(text), line.end + BLOCK_REACH):
        below = line_at(text, begin)
        if parted_after := trim_blanks(text, below).is_empty:
            break
        end = below.end
    return Span(start, end) if parted_before or parted_after else line


def line_spans(text: str) -> tuple[array[int], array[int]]:
    """The starts and the ends of all lines, one at least: line i is ``[starts[i], ends[i])``."""
    newline = _only_newline(text)
    if newline is None:
        breaks = [found.span() for found in _BREAK.finditer(text)]
        starts = array("q", [0, *(end for _, end in breaks)])
        return starts, array("q", [*(start for start, _ in breaks), len(text)])
    ends = array("q", [found.start() for found in re.finditer(newline, text)])
    starts = array("q", [0])
    starts.extend(map(len(newline).__add__, ends))
    ends.append(len(text))
    return starts, ends


def _only_newline(text: str) -> str | None:
    """The one kind of break in the text, LF if it has none; None when there are several."""
    if "\r" not in text:
        return "\n"
    if "\n" not in text:
        return "\r"
    return "\r\n" if text.count("\r") == text.count("\n") == text.count("\r\n") else None


def _line_around(text: str, offset: int, reach: int) -> Span:
    """The line that holds the offset, cut where it goes on past ``reach`` code points on either side."""
    if text.startswith("\r\n", offset - 1) and offset:
        offset -= 1
    floor, ceiling = max(0, offset - reach), min(len(text), offset + reach)
    start = max(text.rfind("\n", floor, offset), text.rfind("\r", floor, offset)) + 1
    ends = (text.find("\n", offset, ceiling), text.find("\r", offset, ceiling))
    return Span(start or floor, min((end for end in ends if end >= 0), default=ceiling))


def _goes_on_before(text: str, line: Span) -> bool:
    return line.start > 0 and text[line.start - 1] not in "\r\n"


def _goes_on_after(text: str, line: Span) -> bool:
    return line.end < len(text) and text[line.end] not in "\r\n"
